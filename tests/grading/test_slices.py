"""How a notebook is cut: an exercise's slice holds what it needs and nothing of its neighbours."""

import pytest

from rounds.course import grade_id
from rounds.errors import UnknownName
from rounds.grading.sanitize import sanitized
from rounds.grading.slices import chosen, slices


def cut(learner, ours):
    return {piece.exercise: piece for piece in slices(sanitized(learner, ours).notebook, {})}


def plain(source):
    return {"cell_type": "code", "source": source, "metadata": {}}


def position(notebook, known):
    return next(index for index, cell in enumerate(notebook["cells"]) if grade_id(cell) == known)


def test_each_tested_exercise_has_a_slice(ours, released) -> None:
    pieces = cut(released, ours)
    assert list(pieces) == ["relative-change", "moving-average"]
    piece = pieces["relative-change"]
    assert [cell.source for cell in piece.setup] == ["import math\n\nfrom rounds import your_turn"]
    assert [cell.test.id for cell in piece.tests] == ["relative-change-value", "relative-change-refuses"]
    assert len(piece.answer) == 2
    assert not any("check(" in cell.source or "CANARY" in cell.source for cell in piece.answer)


def test_the_learners_own_cells_of_the_section_belong_to_the_answer(ours, released) -> None:
    cells = list(released["cells"])
    cells.insert(position(released, "relative-change"), plain("helper = 1"))
    pieces = cut({**released, "cells": cells}, ours)
    assert "helper = 1" in [cell.source for cell in pieces["relative-change"].answer]
    assert "helper = 1" not in [cell.source for cell in pieces["moving-average"].answer]


def test_without_headings_a_neighbours_cells_stay_the_neighbours(ours, released) -> None:
    cells = [cell for cell in released["cells"] if cell["cell_type"] == "code"]
    pieces = cut({**released, "cells": cells}, ours)
    assert not any("moving_average" in cell.source for cell in pieces["relative-change"].answer)
    assert not any("def relative_change" in cell.source for cell in pieces["moving-average"].answer)


def test_a_test_moved_before_the_answer_is_still_run_after_it(ours, released) -> None:
    cells = list(released["cells"])
    cells.insert(0, cells.pop(position(released, "relative-change-value")))
    piece = cut({**released, "cells": cells}, ours)["relative-change"]
    assert {cell.test.id for cell in piece.tests} == {"relative-change-value", "relative-change-refuses"}
    assert any("def relative_change" in cell.source for cell in piece.answer)


def test_an_answer_in_a_cell_of_its_own_counts_where_the_answers_cell_is_gone(ours, released) -> None:
    cells = list(released["cells"])
    cells[position(released, "moving-average")] = plain("def moving_average(values, width): ...")
    piece = cut({**released, "cells": cells}, ours)["moving-average"]
    assert "def moving_average(values, width): ..." in [cell.source for cell in piece.answer]


def test_an_unknown_exercise_lists_the_known(ours, released) -> None:
    pieces = tuple(cut(released, ours).values())
    with pytest.raises(UnknownName, match="relative-change, moving-average"):
        chosen(pieces, "relative-chance")
