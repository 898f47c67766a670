"""Puts together what a learner gets back: the autograded notebook, the gradebook's marks, the course's hints."""

from collections.abc import Sequence

from rounds.course import Exercise, exercises_of, grade_id, is_test, property_words
from rounds.files import Cell, Notebook
from rounds.grading.feedback.hidden import Hidden, uncoloured
from rounds.grading.feedback.marks import Mark, Marks
from rounds.grading.feedback.returned import Property, Returned, ReturnedNotebook
from rounds.grading.feedback.sections import Hint, hints, is_theirs, owners
from rounds.grading.verdict import Verdict

WITHHELD = "What was said here repeats a part of a hidden test, so it is not shown."


def returned(
    names: dict[str, str], nb: Notebook, marks: Marks, course: Sequence[Cell], hidden: Hidden
) -> ReturnedNotebook:
    """Everything that goes back for the autograded notebook `nb`.

    `names` has student, assignment, notebook and course; `course` are the cells of the notebook in source/, empty where
    it is not at hand: they tell which cells the learner wrote, and have the hints.
    """
    about = nb["metadata"].get("rounds") or {}
    cells = nb["cells"]
    if about:
        exercises, others = _exercises(cells, exercises_of(nb), marks, course, hidden)
    else:
        exercises = [_graded_cell(cell, marks, hidden) for cell in cells if grade_id(cell) in marks.by_cell]
        others = list(range(len(cells)))
    return ReturnedNotebook(
        **names,
        title=str(about.get("title") or names["notebook"]),
        handed_in=marks.handed_in,
        ours=bool(about),
        exercises=tuple(exercises),
        extra=sum(mark.extra for mark in marks.by_cell.values()),
        late_penalty=marks.late_penalty,
        others=tuple(others),
    )


def _exercises(
    cells: list[Cell], exercises: tuple[Exercise, ...], marks: Marks, course: Sequence[Cell], hidden: Hidden
) -> tuple[list[Returned], list[int]]:
    """The exercises, and the places of the learner's cells outside of them."""
    ids = [exercise.id for exercise in exercises]
    by_id = {grade_id(cell): cell for cell in cells}
    theirs: dict[str | None, list[int]] = {}
    answered: set[str | None] = set()
    for index, (cell, owner) in enumerate(zip(cells, owners(cells, ids), strict=True)):
        # What the course's own cells put out after the answer, such as visible tests, is of the learner's code too.
        if is_theirs(cell, course) or (owner in answered and not grade_id(cell) and cell.get("outputs")):
            theirs.setdefault(owner, []).append(index)
        if grade_id(cell) in ids:
            answered.add(owner)
    offered = hints(course or cells, ids)
    found = []
    for exercise in exercises:
        tests = [by_id[test.id] for test in exercise.tests]
        own = theirs.get(exercise.id, [])
        found.append(_exercise(exercise, tests, own, offered.get(exercise.id, ()), marks, hidden))
    return found, theirs.get(None, [])


def _exercise(
    exercise: Exercise, tests: list[Cell], own: list[int], offered: tuple[Hint, ...], marks: Marks, hidden: Hidden
) -> Returned:
    properties = tuple(_property(cell, marks, hidden) for cell in tests)
    lost = any(each.points < each.possible for each in properties)
    return Returned(
        exercise.id,
        exercise.title or exercise.id,
        properties,
        by_hand=None if properties else marks.by_cell.get(exercise.id),
        comment=marks.comments.get(exercise.id, ""),
        hints=offered if lost else (),
        cells=tuple(own),
    )


def _graded_cell(cell: Cell, marks: Marks, hidden: Hidden) -> Returned:
    """A graded cell of a notebook without our metadata, as an exercise of its own."""
    known = grade_id(cell)
    properties = (_property(cell, marks, hidden),) if is_test(cell) else ()
    by_hand = None if properties else marks.by_cell[known]
    return Returned(known, known, properties, by_hand, marks.comments.get(known, ""))


def _property(cell: Cell, marks: Marks, hidden: Hidden) -> Property:
    verdict = verdict_of(cell)
    unknown = Mark(0.0, None, 0.0, float(cell["metadata"]["nbgrader"].get("points", 0)), waits=False)
    mark = marks.by_cell.get(grade_id(cell), unknown)
    message = verdict.message if verdict else _first_error(cell)
    return Property(
        grade_id(cell),
        property_words(cell["source"]) or _first_remark(hidden.visible(cell)),
        mark.points,
        mark.possible,
        WITHHELD if hidden.repeated_in(message) else message,
        verdict.seconds if verdict else None,
        by_hand=mark.manual is not None,
    )


def _first_remark(source: str) -> str:
    """What a test cell of a foreign notebook says of itself in its first line."""
    first = source.strip().partition("\n")[0]
    return first.strip("#\"' ").rstrip(".") if first.startswith(("#", '"', "'")) else ""


def verdict_of(cell: Cell) -> Verdict | None:
    """The verdict that our engine wrote into a test cell."""
    found = (cell["metadata"].get("rounds") or {}).get("verdict")
    return Verdict.from_json(found) if found else None


def _first_error(cell: Cell) -> str:
    """The message of a test that nbgrader itself ran; its traceback would lead through the hidden source."""
    errors = [output for output in cell.get("outputs", []) if output["output_type"] == "error"]
    if not errors:
        return ""
    kind, text = str(errors[0].get("ename", "")), uncoloured(str(errors[0].get("evalue", "")))
    if kind == "AssertionError":
        return text or "This does not hold yet."
    return f"{kind}: {text}" if text else kind
