"""What grading says: a verdict per test cell, and the reports that collect them."""

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """What one test cell awards: points of those possible, a message where any are missing, seconds that it took.

    `flag` says why an instructor should look at it: the grader itself failed, or was tampered with.
    """

    test: str
    points: float
    possible: float
    message: str
    seconds: float
    flag: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.points) and 0 <= self.points <= self.possible):
            raise ValueError(f"{self.test} awards {self.points} of {self.possible} points")

    @property
    def passed(self) -> bool:
        """Whether every point was awarded."""
        return self.points == self.possible

    def as_json(self) -> dict[str, Any]:
        """The verdict as every `--json` prints it."""
        return {
            "test": self.test,
            "points": self.points,
            "possible": self.possible,
            "message": self.message,
            "seconds": round(self.seconds, 3),
            "flag": self.flag,
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Verdict":
        """The verdict that `as_json` described."""
        return cls(raw["test"], raw["points"], raw["possible"], raw["message"], raw["seconds"], raw.get("flag", ""))


def failed(test: str, possible: float, message: str, seconds: float = 0.0, flag: str = "") -> Verdict:
    """A verdict without points, and why."""
    return Verdict(test, 0.0, possible, message, seconds, flag)


@dataclass(frozen=True)
class ExerciseReport:
    """The verdicts on one exercise, and the seconds from its first cell to its last verdict."""

    exercise: str
    verdicts: tuple[Verdict, ...]
    seconds: float

    @property
    def points(self) -> float:
        """The points awarded."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def possible(self) -> float:
        """The points that could be awarded."""
        return sum(verdict.possible for verdict in self.verdicts)

    def as_json(self) -> dict[str, Any]:
        """The report as every `--json` prints it."""
        return {
            "exercise": self.exercise,
            "points": self.points,
            "possible": self.possible,
            "seconds": round(self.seconds, 3),
            "verdicts": [verdict.as_json() for verdict in self.verdicts],
        }


@dataclass(frozen=True)
class NotebookReport:
    """The reports on a notebook's exercises."""

    notebook: str
    exercises: tuple[ExerciseReport, ...]

    @property
    def points(self) -> float:
        """The points awarded."""
        return sum(report.points for report in self.exercises)

    @property
    def possible(self) -> float:
        """The points that could be awarded."""
        return sum(report.possible for report in self.exercises)

    def as_json(self) -> dict[str, Any]:
        """The report as every `--json` prints it."""
        return {
            "notebook": self.notebook,
            "points": self.points,
            "possible": self.possible,
            "exercises": [report.as_json() for report in self.exercises],
        }
