"""What nbgrader reads from a cell, and that we read the same: checksums, points by outputs, outputs cut short."""

import pytest
from fakes import result, stream
from nbgrader.preprocessors import LimitOutput
from nbgrader.utils import compute_checksum, determine_grade

from rounds.course import HiddenTest
from rounds.grading.cohort.outputs import Trim, awarded
from rounds.grading.cohort.scores import Score, checksum, scored
from rounds.grading.nodes import node
from rounds.grading.verdict import Verdict

TEST = HiddenTest("a-b", 3.0, "")
ERROR = {"output_type": "error", "ename": "AssertionError", "evalue": "no", "traceback": ["..."]}


def cell(kind: str = "code", source: str = "x = 1", outputs: list | None = None, **about) -> dict:
    meta = {"grade_id": "a-b", "grade": False, "solution": False, "locked": False, "task": False, **about}
    made = {"cell_type": kind, "source": source, "metadata": {"nbgrader": meta}}
    return made | ({"outputs": outputs or [], "execution_count": None} if kind == "code" else {})


@pytest.mark.parametrize(
    "made",
    [
        cell(solution=True),
        cell(locked=True, source="import math  # é"),
        cell(grade=True, locked=True, points=2),
        cell("markdown", grade=True, solution=True, points=0.5),
        cell("markdown", task=True, points=4, locked=True),
    ],
)
def test_checksums_are_nbgraders(made) -> None:
    assert checksum(made) == compute_checksum(node(made))


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [stream("stdout", "fine\n")],
        [stream("stderr", "a warning\n")],
        [ERROR],
        [stream("stdout", "so far\n"), ERROR],
        [result("2")],
        [result("0")],
        [result("3.0")],
        [result("1e-3")],
        [result("'2'")],
        [result("True")],
        [result("[1, 2]")],
        [result("1"), result("2")],
        [result("1"), ERROR],
        [stream("stderr", "x"), result("1")],
    ],
    ids=str,
)
def test_points_by_outputs_are_nbgraders(outputs) -> None:
    found = awarded(TEST, outputs, "")
    expected, _ = determine_grade(node(cell(outputs=outputs, grade=True, locked=True, points=3)))
    assert found.points == expected
    assert bool(found.message) == (expected < 3)
    assert found.flag == ""


@pytest.mark.parametrize("text", ["-1", "3.01", "nan", "inf", "-inf", "1e9", ""])
def test_numbers_that_are_no_points_earn_nothing_and_are_flagged(text) -> None:
    found = awarded(TEST, [result(text)], "")
    assert found.points == 0
    assert "awarded" in found.flag


def test_a_test_that_did_not_run_is_flagged_with_the_reason() -> None:
    assert awarded(TEST, None, "Python itself ended.").flag == "Python itself ended."
    assert awarded(TEST, None, "").flag


def test_what_the_course_ignores_on_stderr_costs_nothing() -> None:
    noise = [stream("stderr", "DeprecationWarning: old\n")]
    assert Trim().kept(noise) == noise
    assert Trim(ignored="Deprecation").kept(noise) == []


@pytest.mark.parametrize("lines", [0, 1, 9, 10, 11, 40])
@pytest.mark.parametrize("limit", [10, -1])
def test_outputs_are_cut_as_nbgrader_cuts_them(lines, limit) -> None:
    text = "\n".join(str(number) for number in range(lines))
    outputs = [stream("stdout", text), {**ERROR, "traceback": text.split("\n")}, stream("stderr", text), result("1")]
    theirs, _ = LimitOutput(max_lines=limit, max_traceback=limit).preprocess_cell(node(cell(outputs=outputs)), {}, 0)
    assert Trim(max_lines=limit, max_traceback=limit).cut(outputs) == [dict(output) for output in theirs.outputs]


def test_a_verdict_on_other_points_than_the_cell_has_is_no_verdict() -> None:
    notebook = {"cells": [cell(grade=True, locked=True, points=2)]}
    found = scored(notebook, {"a-b": Verdict("a-b", 3, 3, "", 0)}).scores["a-b"]
    assert found.points == 0
    assert found.flag
    assert scored(notebook, {"a-b": Verdict("a-b", 2, 2, "", 0)}).scores["a-b"] == Score(2)
    assert scored(notebook, {}).scores["a-b"].flag
