"""Grades a course's submissions through nbgrader's Autograde: one after the other, none able to stop the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from rounds.course import AUTOGRADED, SUBMITTED, Course, GradedNotebook
from rounds.errors import RoundsError, UnknownName
from rounds.files import read_notebook
from rounds.grading.feedback import verdicts_in
from rounds.grading.gradebook import forget_auto_scores, opened, quiet, require_sound, sqlite_path
from rounds.grading.release import register
from rounds.grading.stock import LOG, course_config, course_directory, logged
from rounds.grading.verdict import ExerciseReport, NotebookReport


@dataclass(frozen=True)
class Submitted:
    """One student's submission of one assignment: the folder submitted/<student>/<assignment>."""

    student: str
    assignment: str


@dataclass(frozen=True)
class Graded:
    """What came of a submission.

    `points` of `possible` are what the gradebook has for tests, `by_hand` of `by_hand_possible` for prose that a person
    grades. `failures` are sentences on what could not be graded; `notebooks` are the reports on all that could.
    """

    submitted: Submitted
    points: float
    possible: float
    by_hand: float
    by_hand_possible: float
    failures: tuple[str, ...]
    notebooks: tuple[NotebookReport, ...]

    def as_json(self) -> dict[str, Any]:
        """The submission as `rounds grade --json` prints it."""
        return {
            "student": self.submitted.student,
            "assignment": self.submitted.assignment,
            "points": self.points,
            "possible": self.possible,
            "by_hand": self.by_hand,
            "by_hand_possible": self.by_hand_possible,
            "failures": list(self.failures),
            "notebooks": [report.as_json() for report in self.notebooks],
        }


class _OneSubmission(Autograde):  # type: ignore[misc]
    """nbgrader's Autograde, in which a notebook that cannot be graded costs only itself."""

    def __init__(self, **settings: Any) -> None:
        self.failures: list[str] = []
        super().__init__(**settings)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade one notebook; what goes wrong is kept in `failures`, and its scores stay null."""
        submitted = Path(notebook_filename)
        student, assignment = submitted.parent.parent.name, submitted.parent.name
        try:
            read_notebook(submitted)
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.log.exception("%s/%s/%s", student, assignment, submitted.name)
            said = str(error) if isinstance(error, RoundsError) else f"{type(error).__name__}: {error}"
            self.failures.append(f"{submitted.name}: {said}")
            forget_auto_scores(self.coursedir.db_url, assignment, submitted.stem, student)
            written = Path(self.coursedir.format_path(self.coursedir.autograded_directory, student, assignment))
            (written / submitted.name).unlink(missing_ok=True)


def submissions(course: Course, assignment: str | None = None, student: str | None = None) -> list[Submitted]:
    """The submissions of the course, or of one assignment or student; raises RoundsError where there are none."""
    chosen = {notebook.assignment for notebook in (course.assignment(assignment) if assignment else course.notebooks)}
    folders = sorted(path for path in (course.root / SUBMITTED).glob("*/*") if path.is_dir())
    found = [Submitted(folder.parent.name, folder.name) for folder in folders if folder.name in chosen]
    if student is not None:
        students = sorted({each.student for each in found})
        if student not in students and students:
            raise UnknownName("student", student, students)
        found = [each for each in found if each.student == student]
    if not found:
        where = f"{SUBMITTED}/{student or '<student>'}/{'|'.join(sorted(chosen)) or '<assignment>'}"
        raise RoundsError(f"There is nothing to grade in {course.root}: put submissions into {where}/.")
    return found


def grade(
    course: Course, chosen: list[Submitted], starting: Callable[[Submitted], None] = lambda _: None
) -> Iterator[Graded]:
    """Grade submissions one after the other and yield what came of each.

    Raises `GradebookError` before the first where the gradebook cannot be used. KeyboardInterrupt leaves what was
    graded before it in the gradebook.
    """
    config = course_config(course.root)
    directory = course_directory(course.root, config)
    require_sound(sqlite_path(directory.db_url))
    register(course, sorted({each.assignment for each in chosen}))
    with logged(course.root) as log:
        for submitted in chosen:
            starting(submitted)
            yield _grade_one(course, submitted, config, log)


def _grade_one(course: Course, submitted: Submitted, config: Any, log: Any) -> Graded:
    folder = course.root / SUBMITTED / submitted.student / submitted.assignment
    expected = [notebook.path.name for notebook in course.assignment(submitted.assignment)]
    present = sorted(path.name for path in folder.glob("*.ipynb"))
    absent = [name for name in expected if name not in present]
    unknown = [name for name in present if name not in expected]
    failures = [_absence(name, unknown) for name in absent]
    directory = course_directory(course.root, config, assignment_id=submitted.assignment, student_id=submitted.student)
    if len(absent) < len(expected):
        grader = _OneSubmission(coursedir=directory, config=config, log=log, force=True)
        try:
            with quiet():
                grader.start()
        except NbGraderException as error:
            failures.append(f"nbgrader: {error} (.rounds/{LOG} says more)")
        failures += grader.failures
    with opened(directory.db_url, directory.course_id) as book:
        for name in absent:
            _award_nothing(book, submitted, name.removesuffix(".ipynb"))
        scores = _scores(book, submitted)
    autograded = course.root / AUTOGRADED / submitted.student / submitted.assignment
    reports = (_report(notebook, autograded) for notebook in course.assignment(submitted.assignment))
    return Graded(submitted, *scores, tuple(failures), tuple(report for report in reports if report.exercises))


def _report(notebook: GradedNotebook, folder: Path) -> NotebookReport:
    """What the autograded notebook in `folder` says; no exercises where there is none."""
    path = folder / notebook.path.name
    given = {verdict.test: verdict for verdict in verdicts_in(path)} if path.exists() else {}
    exercises = []
    for exercise in notebook.exercises:
        verdicts = tuple(given[test.id] for test in exercise.tests if test.id in given)
        if verdicts:
            exercises.append(ExerciseReport(exercise.id, verdicts, sum(verdict.seconds for verdict in verdicts)))
    return NotebookReport(notebook.name, tuple(exercises))


def _absence(name: str, unknown: list[str]) -> str:
    found = f" There is {', '.join(unknown)}: was it renamed?" if unknown else ""
    return f"{name} is not in the submission, so it gets 0 points.{found}"


def _award_nothing(book: Any, submitted: Submitted, notebook: str) -> None:
    book.update_or_create_student(submitted.student)
    book.update_or_create_submission(submitted.assignment, submitted.student)
    for grade in book.find_submission_notebook(notebook, submitted.assignment, submitted.student).grades:
        grade.auto_score, grade.needs_manual_grade = 0, False
    book.db.commit()


def _scores(book: Any, submitted: Submitted) -> tuple[float, float, float, float]:
    """Points and possible points for tests, then the same for prose."""
    try:
        found = book.find_submission(submitted.assignment, submitted.student)
    except MissingEntry:
        return 0.0, 0.0, 0.0, 0.0
    return (
        float(found.code_score or 0),
        float(found.max_code_score or 0),
        float((found.written_score or 0) + (found.task_score or 0)),
        float((found.max_written_score or 0) + (found.max_task_score or 0)),
    )
