"""The authoring rules that a machine can check: metadata complete, ids unique, points and properties named."""

import ast
import builtins
import re
from collections import Counter
from collections.abc import Iterator

from rounds.course import (
    KINDS,
    RUBRIC_PREFIX,
    Course,
    Exercise,
    GradedNotebook,
    grade_id,
    is_setup,
    is_solution,
    is_test,
    owner_of,
    rounds,
    topics,
)
from rounds.errors import RoundsError
from rounds.files import Cell, Notebook, read_notebook
from rounds.rubrics import rubric_of

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def problems(course: Course) -> list[str]:
    """One sentence for each breach of the rules of docs/authoring.md; empty for a course that keeps them."""
    found = [problem for notebook in course.notebooks for problem in _of_notebook(notebook)]
    for kind, names in (
        ("notebook", [notebook.name for notebook in course.notebooks]),
        ("exercise", [exercise.id for _, exercise in course.exercises()]),
    ):
        found += [f"The {kind} {name} exists more than once." for name, count in Counter(names).items() if count > 1]
    return found


def _of_notebook(notebook: GradedNotebook) -> Iterator[str]:
    where = f"{notebook.assignment}/{notebook.name}"
    known = {topic.id for topic in topics()}
    if notebook.round not in {each.number for each in rounds()}:
        yield f"{where} names round {notebook.round}, which does not exist."
    if not (notebook.title and notebook.minutes > 0 and notebook.topics):
        yield f"{where} lacks a title, minutes or topics in its metadata."
    yield from (f"{where} names an unknown topic, {topic}." for topic in notebook.topics if topic not in known)
    for exercise in notebook.exercises:
        yield from (f"{where}, {exercise.id}: {fault}" for fault in _of_exercise(exercise, known))
    yield from (f"{where}: {fault}" for fault in _of_cells(notebook))


def _of_exercise(exercise: Exercise, known: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(exercise.id):
        yield "the id is not in kebab-case."
    if not exercise.title:
        yield "there is no `## ` heading before it."
    if exercise.topic not in known:
        yield f"the topic {exercise.topic!r} is not one of the 25."
    if not exercise.kinds or set(exercise.kinds) - set(KINDS):
        yield f"the kinds {exercise.kinds} are not among {', '.join(KINDS)}."
    if exercise.minutes <= 0:
        yield "it has no minutes."
    if "RUBRIC" in exercise.kinds and not exercise.id.startswith(RUBRIC_PREFIX):
        yield f"the id of a text begins with {RUBRIC_PREFIX}."
    if ("RUBRIC" in exercise.kinds) == bool(exercise.tests):
        yield "it has tests exactly where the kind is not RUBRIC."
    if "RUBRIC" not in exercise.kinds and not 2 <= exercise.points <= 10:
        yield f"it is worth {exercise.points:g} points, not 2 to 10."
    for test in exercise.tests:
        if not test.words:
            yield f"{test.id} does not begin with `# {test.id} · {test.points:g} points: ...`."
        if test.points <= 0:
            yield f"{test.id} has no points."


def _of_cells(notebook: GradedNotebook) -> Iterator[str]:
    content = read_notebook(notebook.path)
    cells = content["cells"]
    names = {name for cell in cells if is_setup(cell) for name in _defined(cell["source"])}
    ids = [grade_id(cell) for cell in cells if grade_id(cell)]
    exercises = [exercise.id for exercise in notebook.exercises]
    yield from _defined_twice(cells)
    yield from (fault for each in notebook.exercises if "RUBRIC" in each.kinds for fault in _of_rubric(content, each))
    yield from (f"the id {name} exists more than once." for name, count in Counter(ids).items() if count > 1)
    for cell in cells:
        known, source = grade_id(cell), cell["source"]
        if is_test(cell):
            if owner_of(known, exercises) is None:
                yield f"the test {known} belongs to no exercise."
            if not _parsed(source).body:
                yield f"{known} is not plain Python, or does nothing."
            if _ends_with_the_answers_value(source, names):
                yield f"{known} ends with a value of the answer's own, which would be taken for points."
            if not source.startswith(f"# {known} · {cell['metadata']['nbgrader'].get('points')} point"):
                yield f"the first line of {known} does not name its id and points."
        elif "BEGIN HIDDEN TESTS" in source:
            yield f"hidden tests stand in {known or 'a cell'} that is no test cell."
        if "setup" in cell["metadata"].get("tags", []) and not (
            is_setup(cell) and cell["metadata"]["nbgrader"].get("locked") and not is_solution(cell)
        ):
            yield f"the setup cell {known or source[:30]!r} is not a locked code cell with an id."
        if cell["cell_type"] == "code" and cell.get("outputs"):
            yield f"{known or 'a cell'} keeps outputs; clear them before saving."


def _defined_twice(cells: list[Cell]) -> Iterator[str]:
    """Names that two setup cells give to different things: all of them run before each exercise."""
    known: dict[str, tuple[str, str]] = {}
    for cell in filter(is_setup, cells):
        for name, thing in _things(cell["source"], grade_id(cell)):
            first, where = known.setdefault(name, (thing, grade_id(cell)))
            if thing != first:
                yield f"{name} is one thing in {where} and another in {grade_id(cell)}."


def _things(source: str, cell: str) -> Iterator[tuple[str, str]]:
    """The names that a cell defines at its top, each with what it is: where it is imported from, or this cell's own."""
    for node in _parsed(source).body:
        match node:
            case ast.ImportFrom():
                yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)
            case ast.Import():
                yield from ((each.asname or each.name, each.name) for each in node.names)
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name, cell
            case ast.Assign():
                names = (each for target in node.targets for each in ast.walk(target))
                yield from ((each.id, cell) for each in names if isinstance(each, ast.Name))


def _of_rubric(content: Notebook, exercise: Exercise) -> Iterator[str]:
    try:
        rubric = rubric_of(content, exercise.id)
    except RoundsError as error:
        yield str(error)
        return
    if exercise.points != rubric.points:
        yield f"{exercise.id} is worth {exercise.points:g} points; the bands of its rubric add up to {rubric.points}."


def _ends_with_the_answers_value(source: str, ours: set[str]) -> bool:
    """Whether a test's last line is an expression that begins with a name of the learner's: `f(1)`, not `award(...)`.

    nbgrader and the judge take a number there for the points earned.
    """
    body = _parsed(source).body
    last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
    while isinstance(last, (ast.Call, ast.Attribute, ast.Subscript)):
        last = last.func if isinstance(last, ast.Call) else last.value
    return isinstance(last, ast.Name) and last.id not in ours | _defined(source) | set(dir(builtins))


def _defined(source: str) -> set[str]:
    """The names that a cell imports, assigns or defines."""
    names = set()
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def _parsed(source: str) -> ast.Module:
    """A cell's syntax tree; empty where it has none."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])
