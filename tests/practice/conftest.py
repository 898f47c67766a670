"""A learner of the repository's own round 4, whose days a test writes into the diary."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from rounds.course import Course, load
from rounds.practice.diary import note_checks, note_hint
from rounds.practice.learner import Learner, meet

TODAY = date(2026, 12, 1)


def noon(days_ago: float) -> datetime:
    return datetime.combine(TODAY, time(12)).astimezone(UTC) - timedelta(days=days_ago)


class Days:
    """What a learner did, some days before `TODAY`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.course: Course = load(root)

    def check(self, exercise: str, share: float, days_ago: float) -> None:
        """A check that gave this share of the exercise's points."""
        self.checks({exercise: share}, days_ago)

    def checks(self, shares: dict[str, float], days_ago: float) -> None:
        """One check of several exercises of a notebook."""
        known = {exercise.id: (notebook.name, exercise.points) for notebook, exercise in self.course.exercises()}
        found = [(name, share * known[name][1], known[name][1]) for name, share in shares.items()]
        note_checks(self.root, known[next(iter(shares))][0], found, at=noon(days_ago))

    def hint(self, exercise: str, tier: int, days_ago: float) -> None:
        note_hint(self.root, exercise, tier, at=noon(days_ago))

    def pass_all(self, days_ago: float) -> None:
        for _, exercise in self.course.exercises():
            self.check(exercise.id, 1, days_ago)

    def meet(self, gradebook: str = "sqlite:///none.db") -> Learner:
        return meet(self.root, gradebook, TODAY)


@pytest.fixture
def days(course_of_round_4: Path) -> Days:
    """A course without a gradebook, so that the diary alone says where the learner stands."""
    return Days(course_of_round_4)
