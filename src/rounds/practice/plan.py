"""A plan by weeks: what is still to do and what will be due, within the hours of each week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rounds.errors import RoundsError
from rounds.practice.advice import by_weakness
from rounds.practice.learner import Learner
from rounds.practice.progress import Standing, State
from rounds.practice.reviews import Review, Reviews
from rounds.practice.reviews import as_json as review_as_json

MOST_WEEKS, MOST_HOURS = 104, 100.0
_STEP_HOURS = 0.5


@dataclass(frozen=True)
class Week:
    """What a week that begins on `start` holds: reviews that are due in it, then exercises."""

    start: date
    reviews: tuple[Review, ...]
    exercises: tuple[Standing, ...]

    @property
    def end(self) -> date:
        """The last day of the week."""
        return self.start + timedelta(days=6)

    @property
    def minutes(self) -> int:
        """How long it all takes."""
        return sum(review.minutes for review in self.reviews) + sum(one.exercise.minutes for one in self.exercises)


@dataclass(frozen=True)
class Plan:
    """Weeks of `hours` hours, and what has no room in them.

    `enough` is the least number of hours a week, by half hours, that has room for all, where these have not.
    """

    hours: float
    weeks: tuple[Week, ...]
    left: tuple[Standing, ...]
    left_reviews: tuple[Review, ...]
    enough: float | None

    @property
    def minutes_left(self) -> int:
        """How long what has no room takes."""
        return sum(one.exercise.minutes for one in self.left) + sum(review.minutes for review in self.left_reviews)


def make_plan(learner: Learner, weeks: int, hours: float, start: date | None = None) -> Plan:
    """A plan from `start` on, today where no day is named: the core path in the course's order, the rest by weakness.

    Reviews come first in the week in which they are due, and are taken to pass; an exercise that has no room in a week
    leaves it to a shorter one. Raises RoundsError for weeks, hours or a start that no plan can have.
    """
    _require(weeks, hours)
    begin = start or learner.today
    if begin < learner.today:
        raise RoundsError(f"--start {begin} is in the past; today is {learner.today}.")
    todo = _in_order(learner)
    made, left, left_reviews = _fill(learner.reviews, todo, begin, weeks, hours)
    enough = None
    if left or left_reviews:
        enough = next(
            (more for more in _more(hours) if not any(_fill(learner.reviews, todo, begin, weeks, more)[1:])), None
        )
    return Plan(hours, made, left, left_reviews, enough)


def day(text: str) -> date:
    """The day that `text` names as year-month-day; raises RoundsError where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RoundsError(f"{text!r} is not a date. Write it as year-month-day, such as 2026-12-01.") from None


def _require(weeks: int, hours: float) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        raise RoundsError(f"A plan has 1 to {MOST_WEEKS} weeks, not {weeks}.")
    if not 0 < hours <= MOST_HOURS:
        raise RoundsError(f"A week of a plan has more than 0 and at most {MOST_HOURS:g} hours, not {hours:g}.")


def _in_order(learner: Learner) -> list[Standing]:
    todo = [one for one in learner.progress.standings if one.state is not State.DONE]
    core = [one for one in todo if one.exercise.core]
    return core + by_weakness(learner.progress, [one for one in todo if not one.exercise.core])


def _more(hours: float) -> Iterator[float]:
    """Hours a week that are more than `hours`, by half hours."""
    steps = int(hours / _STEP_HOURS)
    return (step * _STEP_HOURS for step in range(steps + 1, int(MOST_HOURS / _STEP_HOURS) + 1))


def _fill(
    reviews: Reviews, todo: list[Standing], begin: date, weeks: int, hours: float
) -> tuple[tuple[Week, ...], tuple[Standing, ...], tuple[Review, ...]]:
    """The weeks, and the exercises and reviews that have no room in them."""
    made: list[Week] = []
    waiting: list[Review] = []
    for number in range(weeks):
        start = begin + timedelta(weeks=number)
        end, room = start + timedelta(days=6), hours * 60
        due, waiting = reviews.due(end), []
        taken: list[Review] = []
        for review in due:
            if review.minutes > room:
                waiting.append(review)
                continue
            taken.append(review)
            room -= review.minutes
            reviews = reviews.after(review.exercise.id, max(review.due, start))
        done: list[Standing] = []
        for one in todo:
            if one.exercise.minutes <= room:
                done.append(one)
                room -= one.exercise.minutes
        for one in done:
            reviews = reviews if one.self_scored else reviews.after(one.exercise.id, end)
        todo = [one for one in todo if one not in done]
        made.append(Week(start, tuple(taken), tuple(done)))
    return tuple(made), tuple(todo), tuple(waiting)


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan as `rounds plan --json` prints it."""
    return {
        "hours": plan.hours,
        "weeks": [
            {
                "start": week.start.isoformat(),
                "end": week.end.isoformat(),
                "minutes": week.minutes,
                "reviews": [review_as_json(review) for review in week.reviews],
                "exercises": [_exercise_as_json(one) for one in week.exercises],
            }
            for week in plan.weeks
        ],
        "left": {
            "minutes": plan.minutes_left,
            "reviews": [review_as_json(review) for review in plan.left_reviews],
            "exercises": [_exercise_as_json(one) for one in plan.left],
            "hours_that_would_do": plan.enough,
        },
    }


def _exercise_as_json(one: Standing) -> dict[str, Any]:
    return {
        "notebook": one.notebook.name,
        "exercise": one.exercise.id,
        "core": one.exercise.core,
        "minutes": one.exercise.minutes,
    }
