"""release/: what is in it, what is not, and that the same source gives the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rounds.course import load
from rounds.errors import RoundsError
from rounds.grading.release import build, changes, publish, register

NAME = "round-3-technical-phone-screen/warm-up.ipynb"


def edited(course, change) -> None:
    path = course.notebooks[0].path
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_the_sample_release_is_fresh(sample) -> None:
    assert not changes(sample, build(sample))


def test_nothing_secret_and_no_output_is_released(sample) -> None:
    text = build(sample)[NAME].decode()
    for secret in ("CANARY", "HIDDEN TESTS", "SOLUTION", "hidden_seeds", "before must be positive", "honest sentence"):
        assert secret not in text
    cells = json.loads(text)["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    source = "".join("".join(cell["source"]) for cell in cells)
    assert 'raise NotImplementedError("not done yet")' in source
    assert "# relative-change-refuses · 1 point: nothing can change relative to zero" in source


def test_what_editors_leave_behind_changes_no_byte(sample) -> None:
    before = build(sample)[NAME]

    def disturb(content) -> None:
        content["metadata"] |= {"language_info": {"name": "python", "version": "3.13.1"}, "toc": {}, "vscode": {}}
        content["metadata"]["kernelspec"]["display_name"] = "Someone's Python"
        for number, cell in enumerate(content["cells"]):
            cell["id"] = f"random-{number}"
            cell["metadata"] |= {"collapsed": True, "execution": {"iopub.status.busy": "now"}}

    edited(sample, disturb)
    assert build(sample)[NAME] == before


def test_publish_renews_adds_and_removes_and_check_sees_it(sample) -> None:
    extra = sample.root / "release" / "round-9" / "old.ipynb"
    extra.parent.mkdir()
    extra.write_text("{}")
    (sample.root / "release" / NAME).write_text("{}")
    found = changes(sample, build(sample))
    assert (found.missing, found.stale, found.extra) == ((), (NAME,), ("round-9/old.ipynb",))
    publish(sample)
    assert not changes(sample, build(sample))
    assert not extra.exists()


def test_files_beside_the_notebooks_are_released_too(sample) -> None:
    folder = sample.notebooks[0].path.parent
    (folder / "log.csv").write_text("a,b\n")
    (folder / "warm-up.py").write_text("# a jupytext pair\n")
    assert set(build(sample)) == {NAME, "round-3-technical-phone-screen/log.csv"}


def test_a_source_that_breaks_the_rules_is_not_released(sample) -> None:
    edited(sample, lambda content: content["cells"][3]["metadata"]["rounds"].update(topic="astrology"))
    with pytest.raises(RoundsError, match="relative-change: the topic 'astrology' is not one of the 25"):
        build(load(sample.root))


@pytest.mark.slow
def test_nbgraders_own_command_releases_the_same_bytes(sample) -> None:
    tools = Path(sys.executable).parent
    subprocess.run(
        [tools / "nbgrader", "generate_assignment", sample.assignments[0], "--force"],
        cwd=sample.root,
        check=True,
        capture_output=True,
        env=os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
    )
    assert not changes(sample, build(sample))


@pytest.mark.slow
def test_the_gradebook_takes_cells_that_a_graded_notebook_gains(sample) -> None:
    from rounds.grading.gradebook import opened, record
    from rounds.grading.verdict import Verdict

    url = f"sqlite:///{sample.root / 'gradebook.db'}"
    register(sample)
    with opened(url) as book:
        record(book, sample.assignments[0], "warm-up", [Verdict("moving-average-windows", 2, 2, "", 0)])

    def grow(content) -> None:
        test = json.loads(json.dumps(content["cells"][10]))
        test["id"], test["metadata"]["nbgrader"]["grade_id"] = "new", "moving-average-width"
        test["source"] = ["# moving-average-width · 2 points: the width is positive\n", "assert True"]
        content["cells"].append(test)

    edited(sample, grow)
    register(load(sample.root))
    with opened(url) as book:
        grades = {
            grade.name: grade.score for grade in book.find_submission(sample.assignments[0], "me").notebooks[0].grades
        }
    assert grades["moving-average-windows"] == 2
    assert grades["moving-average-width"] == 0


@pytest.mark.slow
def test_the_gradebook_does_not_lose_cells_that_have_results(sample) -> None:
    from rounds.grading.gradebook import opened, record
    from rounds.grading.verdict import Verdict

    register(sample)
    with opened(f"sqlite:///{sample.root / 'gradebook.db'}") as book:
        record(book, sample.assignments[0], "warm-up", [Verdict("moving-average-windows", 2, 2, "", 0)])
    edited(sample, lambda content: content["cells"].pop(6))
    with pytest.raises(RoundsError, match="no longer has: relative-change-refuses"):
        register(load(sample.root))
