"""Cuts a sanitized notebook into one slice per exercise, so that a mistake costs that exercise and no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rounds.course import Exercise, HiddenTest, exercises_of, grade_id, heading, is_setup, is_test, owner_of
from rounds.errors import UnknownName
from rounds.files import Cell, Notebook


@dataclass(frozen=True)
class CodeCell:
    """A cell to run; `index` is its place in the sanitized notebook."""

    index: int
    source: str


@dataclass(frozen=True)
class GradedCell:
    """A test cell of ours, hidden tests included."""

    index: int
    source: str
    test: HiddenTest


@dataclass(frozen=True)
class Slice:
    """All that grading one exercise takes: our setup cells, the learner's cells, our tests.

    `files` are what the learner handed in beside the notebook, by their path; `salt` is mixed into hidden seeds. Where
    nobody looks at what cells put out they are not `shown`: no picture is drawn, which takes longer than most answers.
    """

    exercise: str
    setup: tuple[CodeCell, ...]
    answer: tuple[CodeCell, ...]
    tests: tuple[GradedCell, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    salt: str = ""
    shown: bool = True


@dataclass(frozen=True)
class Script:
    """A whole notebook, to be run from top to bottom in one kernel as nbgrader does it: its code cells and files."""

    cells: tuple[CodeCell, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def slices(notebook: Notebook, files: Mapping[str, bytes], salt: str = "", *, shown: bool = True) -> tuple[Slice, ...]:
    """One slice per exercise that has tests, in the notebook's order.

    The learner's cells of an exercise are the code cells of its section, from its heading (or the cell after another
    exercise's, where the heading is gone) to the last cell of ours that belongs to it.
    """
    exercises = exercises_of(notebook)
    cells, ids = notebook["cells"], [exercise.id for exercise in exercises]
    setup = tuple(CodeCell(i, cell["source"]) for i, cell in enumerate(cells) if is_setup(cell))
    return tuple(
        Slice(exercise.id, setup, _answer(cells, exercise, ids), _tests(notebook, exercise), files, salt, shown)
        for exercise in exercises
        if exercise.tests
    )


def _tests(notebook: Notebook, exercise: Exercise) -> tuple[GradedCell, ...]:
    by_id = {grade_id(cell): (i, cell) for i, cell in enumerate(notebook["cells"]) if is_test(cell)}
    return tuple(GradedCell(by_id[test.id][0], by_id[test.id][1]["source"], test) for test in exercise.tests)


def _answer(cells: list[Cell], exercise: Exercise, ids: list[str]) -> tuple[CodeCell, ...]:
    owners = [_owner(cell, ids) for cell in cells]
    solution = next(i for i, cell in enumerate(cells) if grade_id(cell) == exercise.id)
    first = last = solution
    while first > 0 and not heading(cells[first]) and owners[first - 1] in (None, exercise.id):
        first -= 1
    end = solution + 1
    while end < len(cells) and not heading(cells[end]) and owners[end] in (None, exercise.id):
        last = end if owners[end] == exercise.id else last
        end += 1
    theirs = ((i, cells[i]) for i in range(first, last + 1))
    return tuple(
        CodeCell(i, cell["source"])
        for i, cell in theirs
        if cell["cell_type"] == "code" and not is_test(cell) and not is_setup(cell)
    )


def _owner(cell: Cell, ids: list[str]) -> str | None:
    known = grade_id(cell)
    return known if known in ids else owner_of(known, ids)


def chosen(pieces: tuple[Slice, ...], exercise: str | None) -> tuple[Slice, ...]:
    """All of a notebook's slices, or the one of `exercise`; raises `UnknownName` that lists the exercises."""
    if exercise is None:
        return pieces
    found = tuple(piece for piece in pieces if piece.exercise == exercise)
    if not found:
        raise UnknownName("exercise", exercise, [piece.exercise for piece in pieces])
    return found
