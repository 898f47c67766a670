"""The right and wrong answers that test the hidden tests: tests/attempts/<assignment>/<notebook>/<exercise>.py.

A file holds percent cells. `# %% right: <title>` or `# %% wrong: <title>` begins an attempt; what follows, up to the
next marker, replaces the exercise's solution cell. A wrong attempt's first line names the tests that must fail:
`# loses: <grade_id>, <grade_id>` or `# loses: all`. An attempt without code leaves the released cell as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rounds.course import RELEASE, SOURCE, Course, Exercise, GradedNotebook, grade_id
from rounds.errors import RoundsError, UnknownName
from rounds.files import Notebook, read_notebook
from rounds.grading.engine import Engine, Usage
from rounds.grading.handed_in import files_in
from rounds.grading.judging import judge
from rounds.grading.sanitize import sanitized
from rounds.grading.slices import chosen, slices
from rounds.grading.verdict import ExerciseReport

ATTEMPTS = Path("tests") / "attempts"
_MARKER = re.compile(r"^# %% (right|wrong): (\S.*)$")
_LOSES = re.compile(r"^# loses: (\S.*)$")


@dataclass(frozen=True)
class Attempt:
    """One answer to an exercise and the tests that it must fail; `code` is empty for the cell as released."""

    exercise: str
    title: str
    code: str
    loses: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether it must earn every point."""
        return not self.loses

    @property
    def slug(self) -> str:
        """The exercise and the title as one word."""
        return f"{self.exercise}-{re.sub(r'[^a-z0-9]+', '-', self.title.lower()).strip('-')}"

    def points(self, exercise: Exercise) -> float:
        """What it must earn."""
        return sum(test.points for test in exercise.tests if test.id not in self.loses)


def parse(text: str, exercise: Exercise, where: str) -> list[Attempt]:
    """The attempts in a file's text; raises RoundsError that names `where` and the line for a breach of the format."""
    blocks: list[tuple[int, str, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        marker = _MARKER.match(line)
        if marker:
            blocks.append((number, marker[1], marker[2].strip(), []))
        elif line.startswith("# %%"):
            raise RoundsError(f"{where}:{number}: a cell begins with `# %% right: <title>` or `# %% wrong: <title>`.")
        elif blocks:
            blocks[-1][3].append(line)
        elif line.strip() and not line.startswith("#"):
            raise RoundsError(f"{where}:{number}: code before the first `# %%` cell belongs to no attempt.")
    return [_attempt(block, exercise, where) for block in blocks]


def _attempt(block: tuple[int, str, str, list[str]], exercise: Exercise, where: str) -> Attempt:
    number, kind, title, lines = block
    if kind == "right":
        return Attempt(exercise.id, title, "\n".join(lines).strip(), frozenset())
    named = _LOSES.match(lines[0]) if lines else None
    if not named:
        raise RoundsError(f"{where}:{number}: a wrong attempt's first line is `# loses: <grade_id>, ...` or `all`.")
    known = [test.id for test in exercise.tests]
    loses = known if named[1].strip() == "all" else [name.strip() for name in named[1].split(",")]
    for name in loses:
        if name not in known:
            raise UnknownName(f"test (in {where}:{number + 1})", name, known)
    return Attempt(exercise.id, title, "\n".join(lines[1:]).strip(), frozenset(loses))


def attempts_file(course: Course, notebook: GradedNotebook, exercise: Exercise) -> Path:
    """Where the attempts at an exercise are kept."""
    return course.root / ATTEMPTS / notebook.assignment / notebook.name / f"{exercise.id}.py"


def attempts_at(course: Course, notebook: GradedNotebook, exercise: Exercise) -> list[Attempt]:
    """The attempts at one exercise, in the file's order; none where there is no file."""
    path = attempts_file(course, notebook, exercise)
    if not path.is_file():
        return []
    return parse(path.read_text(encoding="utf-8"), exercise, str(path.relative_to(course.root)))


def all_attempts(course: Course) -> Iterator[tuple[GradedNotebook, Exercise, Attempt]]:
    """Every attempt of the course with its notebook and exercise."""
    for notebook, exercise in course.exercises():
        for attempt in attempts_at(course, notebook, exercise):
            yield notebook, exercise, attempt


def released(course: Course, notebook: GradedNotebook) -> Notebook:
    """The notebook as learners receive it."""
    return read_notebook(course.root / RELEASE / notebook.path.relative_to(course.root / SOURCE))


def answered(content: Notebook, answers: dict[str, Attempt]) -> Notebook:
    """A learner's copy of `content` in which the solution cells hold those answers, by exercise."""
    cells = []
    for cell in content["cells"]:
        answer = answers.get(grade_id(cell))
        cells.append({**cell, "source": answer.code} if answer is not None and answer.code else cell)
    return {**content, "cells": cells}


def bare(content: Notebook) -> Notebook:
    """The copy of a learner who deleted every code cell that is neither graded nor setup: no demonstration is left."""
    return {**content, "cells": [cell for cell in content["cells"] if cell["cell_type"] != "code" or grade_id(cell)]}


def run_attempt(
    course: Course, notebook: GradedNotebook, attempt: Attempt, engine: Engine
) -> tuple[ExerciseReport, Usage]:
    """Grade one attempt as a learner's answer is graded; the report, and what that took.

    It stands in a `bare` copy: an answer must not need what a learner may delete, and demonstrations take time.
    """
    learner = answered(bare(released(course, notebook)), {attempt.exercise: attempt})
    clean = sanitized(learner, read_notebook(notebook.path)).notebook
    pieces = chosen(slices(clean, files_in(notebook.path.parent), shown=False), attempt.exercise)
    judged = judge(pieces, notebook.name, engine)
    return judged.report.exercises[0], judged.outcomes[0].usage


def difference(attempt: Attempt, report: ExerciseReport) -> str:
    """How a report differs from what the attempt must get, as a sentence a line; empty where it does not."""
    lost = {verdict.test: verdict for verdict in report.verdicts if not verdict.passed}
    lines = [f"{name} failed, and must not: {lost[name].message}" for name in lost if name not in attempt.loses]
    lines += [f"{name} passed, and must fail." for name in sorted(attempt.loses - set(lost))]
    lines += [f"{name} took part of the points only; it must take all." for name in lost if lost[name].points > 0]
    return "\n".join(lines)
