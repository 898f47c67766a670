"""What a learner may do to a notebook, and that our cells are ours again afterwards."""

import pytest

from rounds.course import grade_id
from rounds.grading.sanitize import sanitized


def ids(notebook):
    return [grade_id(cell) for cell in notebook["cells"] if grade_id(cell)]


def by_id(notebook):
    return {grade_id(cell): cell for cell in notebook["cells"]}


def test_the_answers_are_theirs_and_the_tests_are_ours(ours, released, with_sources) -> None:
    mine = with_sources(released, {"relative-change": "ANSWER", "relative-change-value": "pass"})
    clean = sanitized(mine, ours)
    assert by_id(clean.notebook)["relative-change"]["source"] == "ANSWER"
    assert "CANARY" in by_id(clean.notebook)["relative-change-value"]["source"]
    assert clean.changed == ("relative-change-value",)
    assert ids(clean.notebook) == ids(ours)


def test_the_released_notebook_itself_needs_nothing(ours, released) -> None:
    clean = sanitized(released, ours)
    assert (clean.missing, clean.repeated, clean.changed, clean.sentences()) == ((), (), (), [])


def test_missing_cells_come_back_in_their_place_and_the_solution_does_not(ours, released) -> None:
    kept = {**released, "cells": [cell for cell in released["cells"] if not grade_id(cell)]}
    clean = sanitized(kept, ours)
    assert ids(clean.notebook) == ids(ours)
    assert set(clean.missing) == set(ids(ours))
    assert "return" not in by_id(clean.notebook)["relative-change"]["source"]
    assert "relative-change-value" in clean.sentences()[0]


def test_the_last_of_repeated_cells_counts_as_in_nbgrader(ours, released, with_sources) -> None:
    again = with_sources(released, {"relative-change": "SECOND"})["cells"]
    doubled = {
        **released,
        "cells": [*released["cells"], *[cell for cell in again if grade_id(cell) == "relative-change"]],
    }
    clean = sanitized(doubled, ours)
    assert ids(clean.notebook).count("relative-change") == 1
    assert by_id(clean.notebook)["relative-change"]["source"] == "SECOND"
    assert clean.repeated == ("relative-change",)


def test_cells_that_claim_an_unknown_id_become_plain(ours, released) -> None:
    renamed = [
        {**cell, "metadata": {"nbgrader": {**cell["metadata"]["nbgrader"], "grade_id": "mine"}}}
        if grade_id(cell) == "relative-change"
        else cell
        for cell in released["cells"]
    ]
    clean = sanitized({**released, "cells": renamed}, ours)
    assert "mine" not in ids(clean.notebook)
    assert clean.missing == ("relative-change",)


@pytest.mark.parametrize("tag", ["skip-execution", "raises-exception", "setup"])
def test_tags_of_the_learner_are_dropped(ours, released, tag) -> None:
    tagged = [{**cell, "metadata": {**cell["metadata"], "tags": [tag]}} for cell in released["cells"]]
    clean = sanitized({**released, "cells": tagged}, ours)
    found = {grade_id(cell): cell["metadata"].get("tags") for cell in clean.notebook["cells"]}
    assert found["setup-imports"] == ["setup"]
    assert not any(tags for known, tags in found.items() if known != "setup-imports")


def test_a_retyped_or_regraded_cell_is_what_it_was(ours, released) -> None:
    def tampered(cell):
        meta = {**cell["metadata"].get("nbgrader", {}), "points": 100, "grade": False, "locked": False}
        return {**cell, "cell_type": "markdown", "metadata": {"nbgrader": meta} if grade_id(cell) else {}}

    clean = sanitized({**released, "cells": [tampered(cell) for cell in released["cells"]]}, ours)
    test = by_id(clean.notebook)["relative-change-value"]
    assert test["cell_type"] == "code"
    assert test["metadata"]["nbgrader"]["points"] == 2
    assert test["metadata"]["nbgrader"]["grade"] is True
    assert by_id(clean.notebook)["relative-change"]["cell_type"] == "code"


def test_a_notebook_without_its_original_is_its_own(released) -> None:
    clean = sanitized(released, released)
    assert ids(clean.notebook) == ids(released)
    assert clean.sentences() == []
