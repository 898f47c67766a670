"""What there is to grade: a course's assignments and submissions, wherever its configuration puts them."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rounds.course import Course, load_notebook
from rounds.errors import RoundsError, UnknownName
from rounds.grading.stock import course_config, course_directory
from rounds.grading.verdict import NotebookReport


@dataclass(frozen=True)
class Submitted:
    """One student's submission of one assignment: the folder submitted/<student>/<assignment>."""

    student: str
    assignment: str


@dataclass(frozen=True)
class Graded:
    """What came of a submission.

    `points` of `possible` are what the gradebook has for tests, `by_hand` of `by_hand_possible` for prose that a person
    grades; `penalty` is what the late policy takes off. `failures` are sentences on what could not be graded, `flags`
    on what an instructor should look at, `notes` on what sanitizing and limits did; `notebooks` are the reports on all
    that could be graded, and `reused` counts those that were judged in an earlier run.
    """

    submitted: Submitted
    points: float
    possible: float
    by_hand: float
    by_hand_possible: float
    failures: tuple[str, ...]
    notebooks: tuple[NotebookReport, ...]
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reused: int = 0
    seconds: float = 0.0
    seconds_late: float = 0.0
    penalty: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The submission as `rounds grade --json` prints it."""
        return {
            "student": self.submitted.student,
            "assignment": self.submitted.assignment,
            "points": self.points,
            "possible": self.possible,
            "by_hand": self.by_hand,
            "by_hand_possible": self.by_hand_possible,
            "seconds_late": self.seconds_late,
            "late_penalty": self.penalty,
            "failures": list(self.failures),
            "flags": list(self.flags),
            "notes": list(self.notes),
            "reused": self.reused,
            "seconds": round(self.seconds, 3),
            "notebooks": [report.as_json() for report in self.notebooks],
        }


def course_of(root: Path) -> Course:
    """The nbgrader course at `root`, its source notebooks where its configuration says that they are."""
    directory = course_directory(root, course_config(root))
    found = [(assignment, path) for _, assignment, path in _folders(directory, directory.source_directory, ".", "*")]
    if not found:
        raise RoundsError(
            f"{root} has no folder {directory.source_directory}/, so there is nothing to read exercises and hidden "
            "tests from."
        )
    notebooks = (
        replace(load_notebook(path), assignment=assignment)
        for assignment, folder in found
        for path in sorted(folder.glob("*.ipynb"))
        if not path.name.startswith(".")
    )
    return Course(root, tuple(notebooks))


def submissions(course: Course, assignment: str | None = None, student: str | None = None) -> list[Submitted]:
    """The submissions of the course, or of one assignment or student; raises RoundsError where there are none."""
    directory = course_directory(course.root, course_config(course.root))
    chosen = {notebook.assignment for notebook in (course.assignment(assignment) if assignment else course.notebooks)}
    left_out = set(directory.student_id_exclude.split(",")) - {""}
    found = [
        Submitted(who, name)
        for who, name, _ in _folders(directory, directory.submitted_directory, "*", "*")
        if name in chosen and who not in left_out
    ]
    if student is not None:
        students = sorted({each.student for each in found})
        if student not in students and students:
            raise UnknownName("student", student, students)
        found = [each for each in found if each.student == student]
    if not found:
        names = "|".join(sorted(chosen)) or "<assignment>"
        where = directory.format_path(directory.submitted_directory, student or "<student>", names)
        where = Path(where).relative_to(course.root) if Path(where).is_relative_to(course.root) else where
        raise RoundsError(f"There is nothing to grade in {course.root}: put submissions into {where}/.")
    return sorted(found, key=lambda each: (each.student, each.assignment))


def _folders(directory: Any, step: str, student: str, assignment: str) -> Iterator[tuple[str, str, Path]]:
    """The student, assignment and path of each folder of a step of grading, by the course's own structure."""
    pattern = directory.format_path(step, "(?P<student>[^/]+)", "(?P<assignment>[^/]+)", escape=True)
    root = glob.escape(directory.root)
    shape = directory.directory_structure.format(nbgrader_step=step, student_id=student, assignment_id=assignment)
    for folder in sorted(glob.glob(f"{root}/{shape}")):  # noqa: PTH207 (a Path drops the "." that nbgrader keeps)
        match = re.fullmatch(pattern, folder)
        if match and Path(folder).is_dir() and not match["assignment"].startswith("."):
            yield match["student"], match["assignment"], Path(folder)
