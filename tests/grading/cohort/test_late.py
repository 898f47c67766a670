"""What coming late costs, by the course's own policy, and a timestamp that claims too much."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from fakes import FakeEngine

from rounds.grading.cohort.local import Local
from rounds.grading.cohort.run import Choice, grade
from rounds.grading.cohort.submitted import Graded, submissions
from rounds.grading.gradebook import opened
from rounds.grading.release import register

DUE = "2026-03-01 12:00:00"
PLUGIN = """
from nbgrader.plugins import BasePlugin

class PerHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        with open("asked.txt", "a") as asked:
            asked.write(f"{student_id} {score} {total_seconds_late}\\n")
        return {amount}
"""


@pytest.fixture
def due(sample) -> None:
    """The sample assignment has to be in on the first of March."""
    register(sample)
    with opened(f"sqlite:///{sample.root / 'gradebook.db'}", "rounds") as book:
        book.update_or_create_assignment(sample.assignments[0], duedate=f"{DUE} UTC")


@pytest.fixture
def hand(hand_in, released, with_sources):
    """A function that hands in full marks at a time; the notebook was changed at another."""

    def put(student: str, stamp: str | None, changed: str = "2026-02-01 00:00:00"):
        answers = {"relative-change": "full = 1", "moving-average": "half = 1"}
        path = hand_in(student, with_sources(released, answers))
        moment = datetime.fromisoformat(changed).replace(tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))
        if stamp is not None:
            (path.parent / "timestamp.txt").write_text(stamp)
        return path

    return put


def graded(sample, **choice) -> dict[str, Graded]:
    done = grade(sample, submissions(sample), judges=Local(FakeEngine()), choice=Choice(**choice))
    return {each.submitted.student: each for each in done}


def policy(sample, amount: str) -> None:
    """Give the course a policy of its own, in a module that no other test has imported."""
    module = f"late_{uuid4().hex}"
    (sample.root / f"{module}.py").write_text(PLUGIN.replace("{amount}", amount))
    config = sample.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.AssignLatePenalties.plugin_class = '{module}.PerHour'\n")


@pytest.mark.parametrize(
    ("amount", "taken"),
    [("total_seconds_late / 3600", 2.0), ("1000", 4.0), ("-3", 0.0), ("None", 0.0)],
)
def test_the_courses_own_policy_is_asked_as_nbgrader_asks_it(sample, due, hand, amount, taken) -> None:
    policy(sample, amount)
    hand("late", "2026-03-01 14:00:00 UTC")
    hand("in-time", "2026-03-01 11:00:00 UTC")
    hand("undated", None)
    done = graded(sample)
    assert (sample.root / "asked.txt").read_text() == "late 4.0 7200.0\n"
    assert {name: (each.points, each.seconds_late, each.penalty) for name, each in done.items()} == {
        "late": (4, 7200, taken),
        "in-time": (4, 0, 0),
        "undated": (4, 0, 0),
    }
    assert not any(each.flags for each in done.values())


@pytest.mark.parametrize("amount", ["1 / 0", "float('nan')"])
def test_a_policy_that_fails_takes_nothing_off_and_is_told(sample, due, hand, amount) -> None:
    policy(sample, amount)
    hand("late", "2026-03-02 12:00:00 UTC")
    hand("in-time", "2026-03-01 11:00:00 UTC")
    done = graded(sample)
    assert (done["late"].points, done["late"].penalty) == (4, 0)
    assert "late policy failed" in done["late"].flags[0]
    assert done["in-time"].flags == ()


def test_nbgraders_own_policy_of_no_points_for_late_work(sample, due, hand) -> None:
    config = sample.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    hand("late", "2026-03-02 12:00:00 UTC")
    assert graded(sample)["late"].penalty == 4
    with closing(sqlite3.connect(sample.root / "gradebook.db")) as database:
        database.execute("UPDATE submitted_assignment SET extension = '1970-01-03 00:00:00.000000'")
        database.commit()
    again = graded(sample)["late"]
    assert (again.seconds_late, again.penalty) == (0, 0)


def test_a_stamp_in_time_on_a_notebook_changed_after_is_told_and_only_then(sample, due, hand) -> None:
    hand("honest", "2026-03-01 11:00:00 UTC")
    hand("late", "2026-03-02 11:00:00 UTC", changed="2026-03-02 10:00:00")
    hand("undated", None, changed="2026-03-02 10:00:00")
    hand("claims", "2026-03-01 11:00:00 UTC", changed="2026-03-01 18:30:00")
    flags = {student: each.flags for student, each in graded(sample).items()}
    assert flags.pop("claims") == (
        "timestamp.txt says 2026-03-01 11:00 UTC, in time for 2026-03-01 12:00, but warm-up.ipynb was changed at "
        "2026-03-01 18:30: look at how it was handed in.",
    )
    assert set(flags.values()) == {()}


@pytest.mark.parametrize("stamp", ["soon", "\x00\x01", "9" * 400, "99999-01-01"])
def test_a_stamp_that_is_no_time_is_told_and_costs_nothing(sample, due, hand, stamp) -> None:
    hand("a", stamp)
    done = graded(sample)["a"]
    assert (done.points, done.failures) == (4, ())
    assert "timestamp.txt holds no time, so it was ignored" in done.flags[0]
