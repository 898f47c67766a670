"""What is new in an edition of a notebook, as a learner who has worked in the one before wants to know it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rounds.course import Exercise, exercises_of, grade_id, is_setup, is_test
from rounds.files import Cell, Notebook
from rounds.grading.feedback.sections import owners


@dataclass(frozen=True)
class _Edition:
    """A notebook's exercises by their ids, in order, and its cells, each with the exercise that it belongs to."""

    exercises: dict[str, Exercise]
    cells: Sequence[tuple[str | None, Cell]]

    def sources(self, owner: str | None, belongs: Callable[[Cell], bool]) -> list[str]:
        """The sources of an exercise's cells, or of those outside of all, that belong to what is looked at."""
        return [cell["source"].strip() for whose, cell in self.cells if whose == owner and belongs(cell)]

    @property
    def setup(self) -> list[str]:
        """The sources of the set-up cells, wherever they stand."""
        return [cell["source"].strip() for _, cell in self.cells if is_setup(cell)]

    @property
    def points(self) -> float:
        """The points of all exercises."""
        return sum(each.points for each in self.exercises.values())


def changes(before: Notebook, now: Notebook) -> list[str]:
    """Sentences on what differs: exercises added, changed and removed, set-up, text, points; none where nothing does.

    Only the course's own cells count: those with an nbgrader id, and text. Answers do not.
    """
    old, new = _edition(before), _edition(now)
    said = [
        f"New: {_named(each)}, {_points(each.points)}."
        for each in new.exercises.values()
        if each.id not in old.exercises
    ]
    said += [sentence for each in new.exercises.values() if (sentence := _changed(each, old, new))]
    said += [
        f"Gone: {_named(each)}, {_points(each.points)}."
        for each in old.exercises.values()
        if each.id not in new.exercises
    ]
    if old.setup != new.setup:
        said.append("The set-up cells, which all exercises build on, have changed.")
    if old.sources(None, _is_text) != new.sources(None, _is_text):
        said.append("The text around the exercises has changed.")
    if said and old.points != new.points:
        said.append(f"All exercises together: {_points(new.points)} now, {old.points:g} before.")
    return said


def _edition(notebook: Notebook) -> _Edition:
    exercises = {each.id: each for each in exercises_of(notebook)}
    return _Edition(exercises, list(zip(owners(notebook["cells"], list(exercises)), notebook["cells"], strict=True)))


def _changed(exercise: Exercise, old: _Edition, new: _Edition) -> str:
    """A sentence on an exercise that both editions have; empty where it is the same."""
    before = old.exercises.get(exercise.id)
    if before is None:
        return ""
    parts = [
        word
        for word, belongs in (("its text", _is_text), ("its tests", is_test))
        if old.sources(exercise.id, belongs) != new.sources(exercise.id, belongs)
    ]
    points = f"{_points(exercise.points)} now, {before.points:g} before" if exercise.points != before.points else ""
    what = " and ".join(parts) or ("its points" if points else "")
    return f"Changed: {_named(exercise)}: {what}{f' ({points})' if points else ''}." if what else ""


def _is_text(cell: Cell) -> bool:
    return cell["cell_type"] == "markdown" and not grade_id(cell)


def _named(exercise: Exercise) -> str:
    return f"{exercise.title} ({exercise.id})" if exercise.title else exercise.id


def _points(points: float) -> str:
    return f"{points:g} point" if points == 1 else f"{points:g} points"
