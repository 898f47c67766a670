"""What a learner gets back for one notebook: points, properties, messages, hints and comments, as plain facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rounds.grading.feedback.marks import Mark
from rounds.grading.feedback.sections import Hint


@dataclass(frozen=True)
class Property:
    """What one test cell checks, and what came of it; `seconds` is None where another engine ran it."""

    test: str
    words: str
    points: float
    possible: float
    message: str
    seconds: float | None
    by_hand: bool  # whether a person set the points

    @property
    def state(self) -> str:
        """The verdict in words."""
        if self.points >= self.possible:
            return "met"
        return "met in part" if self.points > 0 else "not met"

    def as_json(self) -> dict[str, Any]:
        """The property as `rounds feedback --json` prints it."""
        return {
            "test": self.test,
            "words": self.words,
            "points": self.points,
            "possible": self.possible,
            "message": self.message,
            "seconds": self.seconds,
            "set_by_hand": self.by_hand,
        }


@dataclass(frozen=True)
class Returned:
    """What came of one exercise: of its tests, or, for prose, of a person's grading (`by_hand`)."""

    id: str
    title: str
    properties: tuple[Property, ...]
    by_hand: Mark | None = None
    comment: str = ""
    hints: tuple[Hint, ...] = ()
    cells: tuple[int, ...] = field(default=(), repr=False)  # the learner's, by their place in the notebook

    @property
    def points(self) -> float:
        """The points awarded, without extra credit."""
        return sum(each.points for each in self.properties) + (self.by_hand.points if self.by_hand else 0.0)

    @property
    def possible(self) -> float:
        """The points that could be awarded."""
        return sum(each.possible for each in self.properties) + (self.by_hand.possible if self.by_hand else 0.0)

    @property
    def waits(self) -> bool:
        """Whether a person has yet to grade it."""
        return self.by_hand is not None and self.by_hand.waits

    @property
    def seconds(self) -> float | None:
        """What the tests took; None where nobody measured it."""
        known = [each.seconds for each in self.properties if each.seconds is not None]
        return sum(known) if known else None

    def as_json(self) -> dict[str, Any]:
        """The exercise as `rounds feedback --json` prints it."""
        return {
            "exercise": self.id,
            "title": self.title,
            "points": self.points,
            "possible": self.possible,
            "graded_by_hand": self.by_hand is not None,
            "waits": self.waits,
            "seconds": None if self.seconds is None else round(self.seconds, 3),
            "properties": [each.as_json() for each in self.properties],
            "comment": self.comment,
            "hints": [{"title": hint.title, "text": hint.text} for hint in self.hints],
        }


@dataclass(frozen=True)
class ReturnedNotebook:
    """All that goes back to a learner for one notebook.

    `others` are the learner's cells outside of exercises; `ours` tells notebooks with our metadata from foreign ones.
    """

    student: str
    assignment: str
    notebook: str
    title: str
    course: str
    handed_in: str
    ours: bool
    exercises: tuple[Returned, ...]
    extra: float
    late_penalty: float
    others: tuple[int, ...] = field(repr=False)

    @property
    def tested(self) -> tuple[Returned, ...]:
        """The exercises that tests grade."""
        return tuple(each for each in self.exercises if each.properties)

    @property
    def written(self) -> tuple[Returned, ...]:
        """The exercises that a person grades."""
        return tuple(each for each in self.exercises if each.by_hand)

    @property
    def points(self) -> float:
        """The total as nbgrader counts it: with extra credit, less the late penalty."""
        return sum(each.points for each in self.exercises) + self.extra - self.late_penalty

    @property
    def possible(self) -> float:
        """The points that could be awarded."""
        return sum(each.possible for each in self.exercises)

    def as_json(self) -> dict[str, Any]:
        """The notebook as `rounds feedback --json` prints it."""
        return {
            "notebook": self.notebook,
            "title": self.title,
            "points": self.points,
            "possible": self.possible,
            "tests": _sum(self.tested),
            "by_hand": {**_sum(self.written), "waiting": sum(each.waits for each in self.written)},
            "extra_credit": self.extra,
            "late_penalty": self.late_penalty,
            "handed_in": self.handed_in,
            "exercises": [each.as_json() for each in self.exercises],
        }


def _sum(exercises: Iterable[Returned]) -> dict[str, float]:
    found = tuple(exercises)
    return {"points": sum(each.points for each in found), "possible": sum(each.possible for each in found)}
