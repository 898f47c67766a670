"""A sample cohort in a course directory of its own, made from the attempts and graded like any other."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rounds.course import CONFIG, RELEASE, SOURCE, SUBMITTED, Course, Exercise, GradedNotebook, load
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.grading.attempts import Attempt, all_attempts, answered, released
from rounds.grading.cohort.local import start
from rounds.grading.cohort.run import grade
from rounds.grading.cohort.submitted import Graded, Submitted, submissions
from rounds.grading.feedback.write import write_feedback
from rounds.grading.gradebook import opened
from rounds.grading.stock import course_config, course_directory, logged

MARK = ".rounds-demo"
FEWEST, MOST = 6, 8


@dataclass(frozen=True)
class Answer:
    """What a sample student hands in for one exercise."""

    student: str
    notebook: GradedNotebook
    exercise: Exercise
    attempt: Attempt

    @property
    def expected(self) -> float:
        """The points that it must earn."""
        return self.attempt.points(self.exercise)


@dataclass(frozen=True)
class Outcome:
    """One exercise of one sample student: what it had to earn and what the gradebook's run gave it."""

    answer: Answer
    earned: float

    @property
    def as_expected(self) -> bool:
        """Whether both agree."""
        return self.earned == self.answer.expected


def plan(course: Course, *, every: bool = False) -> list[Answer]:
    """Who hands in what: two right in different styles, the untouched stub, then the other wrong answers in turn.

    They answer the exercises of the core path, where there are such and not `every` one is asked for.
    """
    attempts: dict[str, tuple[GradedNotebook, Exercise, list[Attempt]]] = {}
    for notebook, exercise, attempt in all_attempts(course):
        attempts.setdefault(exercise.id, (notebook, exercise, []))[2].append(attempt)
    core = {name: found for name, found in attempts.items() if found[1].core}
    attempts = attempts if every else core or attempts
    if not attempts:
        raise RoundsError(f"{course.root} has no attempts in tests/attempts to make a sample cohort of.")
    longest = max(len(found) for _, _, found in attempts.values())
    count = min(MOST, max(FEWEST, longest))
    return [
        Answer(f"student-{number + 1:02d}", notebook, exercise, _nth(number, found))
        for number in range(count)
        for notebook, exercise, found in attempts.values()
    ]


def _nth(number: int, attempts: list[Attempt]) -> Attempt:
    right = [attempt for attempt in attempts if attempt.right]
    stub = [attempt for attempt in attempts if not attempt.right and "stub" in attempt.title]
    wrong = [attempt for attempt in attempts if not attempt.right and attempt not in stub]
    if number < 2:
        return right[number % len(right)]
    return stub[0] if number == 2 and stub else (wrong or stub)[(number - 3) % len(wrong or stub)]


def make_course(course: Course, target: Path, answers: list[Answer]) -> Course:
    """Make the demo's course directory anew; raises RoundsError where `target` holds anything but an earlier demo."""
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise RoundsError(f"{target} is not empty and not an earlier demo. Name another folder with --course.")
    shutil.rmtree(target, ignore_errors=True)
    write_atomic(target / MARK, "Made by `rounds demo`, which makes it anew each time.\n")
    write_atomic(target / ".gitignore", "*\n")
    shutil.copyfile(course.root / CONFIG, target / CONFIG)
    for folder in (SOURCE, RELEASE):
        shutil.copytree(course.root / folder, target / folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    by_copy: dict[tuple[str, str], dict[str, Attempt]] = {}
    for answer in answers:
        by_copy.setdefault((answer.student, answer.notebook.name), {})[answer.exercise.id] = answer.attempt
    for student in sorted({answer.student for answer in answers}):
        # Every notebook of an assignment is handed in; those without attempts stay as released.
        for assignment in sorted({answer.notebook.assignment for answer in answers}):
            for notebook in course.assignment(assignment):
                content = answered(released(course, notebook), by_copy.get((student, notebook.name), {}))
                copy = target / SUBMITTED / student / assignment / notebook.path.name
                write_atomic(copy, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return load(target)


def run(
    course: Course, answers: list[Answer], target: Path, starting: Callable[[Submitted], None] = lambda _: None
) -> tuple[list[Outcome], list[Graded]]:
    """Make, grade and give feedback to the sample cohort that hands in those answers, in `target`."""
    made = make_course(course, target, answers)
    _name_students(made, sorted({answer.student for answer in answers}))
    # These are our own answers: they may run where there is no sandbox.
    judges = start(target, unsandboxed=True)
    graded = sorted(
        grade(made, submissions(made), starting, judges=judges),
        key=lambda each: (each.submitted.student, each.submitted.assignment),
    )
    config = course_config(target)
    with logged(target) as log:
        for each in graded:
            names = {"assignment_id": each.submitted.assignment, "student_id": each.submitted.student}
            write_feedback(course_directory(target, config, **names), config, log)
    return list(_compared(answers, graded)), graded


def _name_students(course: Course, students: list[str]) -> None:
    """Formgrader shows students by their names; these are called after their ids."""
    directory = course_directory(course.root, course_config(course.root))
    with opened(directory.db_url, directory.course_id) as book:
        for student in students:
            kind, number = student.split("-")
            book.update_or_create_student(student, first_name=kind.capitalize(), last_name=number)


def _compared(answers: list[Answer], graded: list[Graded]) -> Iterator[Outcome]:
    earned = {
        (each.submitted.student, verdict.test): verdict.points
        for each in graded
        for report in each.notebooks
        for exercise in report.exercises
        for verdict in exercise.verdicts
    }
    for answer in answers:
        yield Outcome(answer, sum(earned.get((answer.student, test.id), 0.0) for test in answer.exercise.tests))
