"""Where the learner stands: points, state and tries of every exercise, and totals by round, topic and kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from rounds.course import KINDS, Course, Exercise, GradedNotebook, rounds, topics
from rounds.practice.diary import Check, Entry, Hint, SelfScore
from rounds.practice.scores import Scores

GOOD_SHARE = 0.75  # a text is done with band 3 of 4 in the mean: the rest is practice aloud
SEVERAL_KINDS = "An exercise of two kinds counts in both, so the kinds add up to more than the whole."


class State(StrEnum):
    """How far an exercise is: nothing tried, some points or a try, or every point (of a text three quarters)."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class Standing:
    """How far the learner is with one exercise.

    `tries` are the checks of it; a check of the whole notebook counts from the first try or point on. `first_done` is
    the first check with every point that the diary knows, and `hints` were opened before that, or so far.
    """

    notebook: GradedNotebook
    exercise: Exercise
    points: float
    state: State
    tries: int
    first_done: datetime | None
    hints: int

    @property
    def self_scored(self) -> bool:
        """Whether the learner scores it, since no hidden test does."""
        return not self.exercise.tests

    @property
    def possible(self) -> float:
        """The points that the exercise is worth."""
        return self.exercise.points


@dataclass(frozen=True)
class Total:
    """The sum over some exercises: a round's, a topic's, a kind's, all.

    What hidden tests award and what learners score themselves are never added: each has its own two numbers.
    """

    id: str
    title: str
    points: float
    possible: float
    self_points: float
    self_possible: float
    exercises: int
    done: int
    minutes_left: int

    @property
    def share(self) -> float:
        """The part of the points of hidden tests that is earned, 0 to 1; 0 where there are none to earn."""
        return self.points / self.possible if self.possible else 0.0


@dataclass(frozen=True)
class Progress:
    """Where the learner stands in the whole course; `notes` say what it could not be read from."""

    standings: tuple[Standing, ...]
    whole: Total
    rounds: tuple[Total, ...]
    topics: tuple[Total, ...]
    kinds: tuple[Total, ...]
    notes: tuple[str, ...]

    def topic(self, name: str) -> Total:
        """The total of one topic; an empty one for a topic that the guide does not have."""
        return next((total for total in self.topics if total.id == name), _total(name, name, ()))


def progress(course: Course, scores: Scores, entries: Sequence[Entry]) -> Progress:
    """Where the learner stands: by the gradebook's scores, or where those cannot be read by the diary alone."""
    notes = (f"{scores.trouble}: these points are from the diary of your checks.",) if scores.trouble else ()
    found = tuple(_standing(notebook, exercise, scores, entries) for notebook, exercise in course.exercises())
    return Progress(
        standings=found,
        whole=_total("all", "The whole course", found),
        rounds=tuple(
            _total(each.assignment, each.title, (one for one in found if one.notebook.round == each.number))
            for each in rounds()
        ),
        topics=tuple(
            _total(each.id, each.title, (one for one in found if one.exercise.topic == each.id)) for each in topics()
        ),
        kinds=tuple(_total(kind, kind, (one for one in found if kind in one.exercise.kinds)) for kind in KINDS),
        notes=notes,
    )


def _standing(notebook: GradedNotebook, exercise: Exercise, scores: Scores, entries: Sequence[Entry]) -> Standing:
    own = [entry for entry in entries if entry.exercise == exercise.id]
    checks = tries_of(own)
    done_at = next((check.at for check in checks if check.passed), None)
    hints = {entry.tier for entry in own if isinstance(entry, Hint) and (done_at is None or entry.at <= done_at)}
    points = _points(notebook, exercise, scores, own)
    enough = exercise.points if exercise.tests else exercise.points * GOOD_SHARE
    if exercise.points and points >= enough:
        state = State.DONE
    elif points or checks:
        state = State.BEGUN
    else:
        state = State.UNTOUCHED
    return Standing(notebook, exercise, points, state, len(checks), done_at, len(hints))


def tries_of(entries: Iterable[Entry]) -> list[Check]:
    """The checks of one exercise, from the first on that it was checked alone or earned something.

    A check of the whole notebook judges what nobody has begun, too.
    """
    checks = [entry for entry in entries if isinstance(entry, Check)]
    begin = next((i for i, check in enumerate(checks) if check.points or not check.whole), len(checks))
    return checks[begin:]


def _points(notebook: GradedNotebook, exercise: Exercise, scores: Scores, own: Sequence[Entry]) -> float:
    if not exercise.tests:
        return next((entry.points for entry in reversed(own) if isinstance(entry, SelfScore)), 0.0)
    if scores.trouble:
        latest = next((entry.points for entry in reversed(own) if isinstance(entry, Check)), 0.0)
        return min(latest, exercise.points)
    given = (
        min(scores.by_test.get((notebook.assignment, notebook.name, test.id), 0.0), test.points)
        for test in exercise.tests
    )
    return sum(given)


def _total(name: str, title: str, standings: Iterable[Standing]) -> Total:
    every = tuple(standings)
    judged = [one for one in every if not one.self_scored]
    scored = [one for one in every if one.self_scored]
    return Total(
        id=name,
        title=title,
        points=sum(one.points for one in judged),
        possible=sum(one.possible for one in judged),
        self_points=sum(one.points for one in scored),
        self_possible=sum(one.possible for one in scored),
        exercises=len(every),
        done=sum(one.state is State.DONE for one in every),
        minutes_left=sum(one.exercise.minutes for one in every if one.state is not State.DONE),
    )


def as_json(found: Progress) -> dict[str, Any]:
    """The progress as `rounds progress --json` prints it."""
    return {
        **_total_as_json(found.whole),
        "rounds": [_total_as_json(total) for total in found.rounds],
        "topics": [_total_as_json(total) for total in found.topics],
        "kinds": [_total_as_json(total) for total in found.kinds],
        "exercises": [_standing_as_json(one) for one in found.standings],
        "notes": list(found.notes),
    }


def _total_as_json(total: Total) -> dict[str, Any]:
    return {
        "id": total.id,
        "title": total.title,
        "points": total.points,
        "possible": total.possible,
        "self_scored": {"points": total.self_points, "possible": total.self_possible},
        "exercises": {"all": total.exercises, "done": total.done},
        "minutes_left": total.minutes_left,
    }


def _standing_as_json(one: Standing) -> dict[str, Any]:
    return {
        "notebook": one.notebook.name,
        "exercise": one.exercise.id,
        "topic": one.exercise.topic,
        "points": one.points,
        "possible": one.possible,
        "self_scored": one.self_scored,
        "state": one.state.value,
        "tries": one.tries,
        "first_done": one.first_done.isoformat() if one.first_done else None,
        "hints": one.hints,
    }
