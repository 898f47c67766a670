"""Verdicts: what they say, and what they refuse to say."""

import math

import pytest

from rounds.grading.verdict import ExerciseReport, NotebookReport, Verdict, failed


@pytest.mark.parametrize("points", [-1, 3.5, math.nan, math.inf])
def test_points_that_do_not_exist_are_refused(points) -> None:
    with pytest.raises(ValueError, match="of 3"):
        Verdict("a-b", points, 3, "", 0.1)


def test_reports_add_up_and_print_as_agreed() -> None:
    passed, lost = Verdict("a-b", 3, 3, "", 0.12345), failed("a-c", 2, "why")
    report = NotebookReport("n", (ExerciseReport("a", (passed, lost), 1.5),))
    assert (report.points, report.possible, passed.passed, lost.passed) == (3, 5, True, False)
    assert report.as_json() == {
        "notebook": "n",
        "points": 3,
        "possible": 5,
        "exercises": [
            {
                "exercise": "a",
                "points": 3,
                "possible": 5,
                "seconds": 1.5,
                "verdicts": [
                    {"test": "a-b", "points": 3, "possible": 3, "message": "", "seconds": 0.123, "flag": ""},
                    {"test": "a-c", "points": 0.0, "possible": 2, "message": "why", "seconds": 0.0, "flag": ""},
                ],
            }
        ],
    }
    assert Verdict.from_json(lost.as_json()) == lost
