"""`rounds progress`, `next` and `plan` as a user meets them: text, JSON, pictures, and bad input in a sentence."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from servers import Run, rounds_in

from rounds.practice.diary import note_checks


@pytest.fixture
def run(course_of_round_4: Path) -> Run:
    """A function that runs `rounds` in a course in which one exercise was done a month ago."""
    note_checks(course_of_round_4, "failure-modes", [("backoff", 8, 8)], at=datetime.now(UTC) - timedelta(days=30))
    return rounds_in(course_of_round_4)


def test_progress_prints_points_what_is_left_and_what_is_due(run) -> None:
    done = run("progress")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("8 of 130 points from hidden tests", "no exercises yet", "now", "ORACLE", "An exercise of two kinds"):
        assert words in done.stdout
    found = json.loads(run("progress", "--json").stdout)
    assert (found["points"], found["possible"], found["self_scored"]) == (8, 130, {"points": 0, "possible": 0})
    assert (len(found["rounds"]), len(found["topics"]), len(found["exercises"])) == (5, 25, 16)
    assert found["exercises"][0]["state"] == "done"


def test_progress_draws_into_a_file_and_refuses_what_is_no_picture(run, tmp_path) -> None:
    done = run("progress", "--plot", str(tmp_path / "mine.png"))
    assert done.returncode == 0
    assert (tmp_path / "mine.png").read_bytes().startswith(b"\x89PNG")
    done = run("progress", "--plot", "mine.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--plot takes a file that ends in" in done.stderr


def test_next_says_three_things_with_their_minutes(run) -> None:
    assert "1. Read the 23 recall cards of failure-modes and check backoff again. 28 min" in run("next").stdout
    found = json.loads(run("next", "--json").stdout)
    assert [each["minutes"] for each in found["next"]] == [28, 20, 25]


def test_plan_prints_weeks_and_what_has_no_room(run) -> None:
    shown = run("plan", "--weeks", "1", "--hours", "1").stdout
    assert "review: Failure modes and resilience" in shown
    assert "have no room in 1 hour a week: retry-budget, " in shown
    assert "7 hours a week would do." in shown
    found = json.loads(run("plan", "--weeks", "1", "--hours", "1", "--json").stdout)
    assert found["weeks"][0]["minutes"] <= 60
    assert found["left"]["hours_that_would_do"] == 7


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--weeks", "0"), "A plan has 1 to 104 weeks, not 0."),
        (("--hours=-1",), "more than 0 and at most 100 hours, not -1."),
        (("--start", "2020-01-01"), "--start 2020-01-01 is in the past; today is "),
        (("--start", "soon"), "'soon' is not a date. Write it as year-month-day"),
    ],
)
def test_a_plan_that_cannot_be_is_one_sentence(run, words, expected) -> None:
    done = run("plan", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1
