"""A learner at one moment: the course, the diary, and what they make of progress and reviews."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rounds.course import Course, load
from rounds.practice.diary import read
from rounds.practice.progress import Progress, progress
from rounds.practice.reviews import Reviews, reviews
from rounds.practice.scores import read_scores


@dataclass(frozen=True)
class Learner:
    """Where a learner stands on the day `today`."""

    course: Course
    progress: Progress
    reviews: Reviews
    today: date


def meet(root: Path, db_url: str, today: date | None = None) -> Learner:
    """The learner of the course at `root`, whose gradebook is at `db_url`; today where no day is named.

    Raises RoundsError for a course or a diary that cannot be read.
    """
    course, entries = load(root), read(root)
    standing = progress(course, read_scores(root, db_url), entries)
    return Learner(course, standing, reviews(course, entries), today or date.today())
