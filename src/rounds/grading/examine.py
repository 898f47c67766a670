"""Grades one notebook where it lies: what `check` in a notebook and `rounds check` on the terminal have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from rounds.course import (
    AUTOGRADED,
    FEEDBACK,
    NOTEBOOKS,
    RELEASE,
    SOURCE,
    SUBMITTED,
    GradedNotebook,
    exercises_of,
    find_root,
    grade_id,
    load,
    topics,
)
from rounds.errors import RoundsError
from rounds.files import Notebook, read_notebook, state_folder
from rounds.grading.engine import Engine
from rounds.grading.handed_in import files_in
from rounds.grading.judging import judge
from rounds.grading.messages import lines
from rounds.grading.record import queue, start_recorder, trouble
from rounds.grading.sandbox.bubblewrap import best_mode
from rounds.grading.sandbox.warm import BARE
from rounds.grading.sanitize import sanitized
from rounds.grading.seeds import course_salt
from rounds.grading.slices import chosen, slices
from rounds.grading.verdict import ExerciseReport, NotebookReport


@dataclass(frozen=True)
class Examined:
    """A notebook's report, the property that each test names, and what the learner should know besides.

    `topics` maps exercises to their topics' titles. `root` is the course whose gradebook gets the result, if one does.
    """

    report: NotebookReport
    words: dict[str, str]
    topics: dict[str, str]
    notes: tuple[str, ...]
    root: Path | None = None

    def lines(self) -> list[str]:
        """The report as text: each exercise, its properties with ✓ or ✗, and the messages."""
        return [*self.notes, *(line for exercise in self.report.exercises for line in _lines(exercise, self.words))]


def examine(
    path: Path, exercise: str | None, engine: Engine, done: Callable[[int, int], None] = lambda _finished, _all: None
) -> Examined:
    """Grade the notebook at `path`, or one exercise of it, and keep the result for the gradebook.

    `done` is called after each exercise, perhaps in another thread, with the number of those that are finished and of
    all.

    Hidden tests come from the course's source/. A notebook published in notebooks/ has its tests in plain sight.
    Where the course knows neither, the notebook's own visible tests count, and a note says so. Only what source/ has is
    recorded. Raises RoundsError for a notebook or an exercise that is not there.
    """
    learner = read_notebook(path)
    root, original = _origin(path, learner)
    ours = original.path if original else _published(root, path, learner) or path
    clean = sanitized(learner, read_notebook(ours))
    if any(each.id == exercise and not each.tests for each in exercises_of(clean.notebook)):
        raise RoundsError(
            f'{exercise} is a text, which no test can judge: score_yourself("{exercise}") has its rubric.'
        )
    salt = course_salt(root) if root else ""
    pieces = chosen(slices(clean.notebook, files_in(path.parent), salt, shown=False), exercise)
    finished = count(1)
    name = original.name if original else path.stem
    report = judge(pieces, name, engine, lambda: done(next(finished), len(pieces))).report
    notes = list(clean.sentences())
    if ours == path:
        notes.append("Only the visible tests ran: the hidden ones are not here.")
    recorded_in = None
    if original is not None and root is not None and _is_the_learners(path, root):
        recorded_in = root
        queue(root, original.assignment, report)
        notes += filter(None, [trouble(root)])
        start_recorder(root)
    notes += _on_the_sandbox(root)
    words = {cell.test.id: cell.test.words for piece in pieces for cell in piece.tests}
    titles = {topic.id: topic.title for topic in topics()}
    about = {each.id: titles.get(each.topic, "") for each in exercises_of(clean.notebook)}
    return Examined(report, words, about, tuple(notes), recorded_in)


def _origin(path: Path, learner: Notebook) -> tuple[Path | None, GradedNotebook | None]:
    """The course that a notebook belongs to and the graded notebook that it is a copy of, whatever its name now."""
    try:
        root = find_root(path.resolve().parent)
    except RoundsError:
        return None, None
    if not (root / SOURCE).is_dir():
        return root, None
    theirs = {grade_id(cell) for cell in learner["cells"]} - {""}
    known = load(root).notebooks
    for notebook in known:
        if notebook.name == path.stem and (
            notebook.assignment == path.resolve().parent.name or _shares(notebook, theirs)
        ):
            return root, notebook
    return root, max(
        (each for each in known if _shares(each, theirs)), key=lambda each: _shares(each, theirs), default=None
    )


def _published(root: Path | None, path: Path, learner: Notebook) -> Path | None:
    """The notebook of notebooks/ that the one at `path` is a copy of, whatever its name now."""
    if root is None:
        return None
    if (root / NOTEBOOKS / path.name).is_file():
        return root / NOTEBOOKS / path.name
    theirs = {each.id for each in exercises_of(learner)}
    known = sorted((root / NOTEBOOKS).glob("[!.]*.ipynb")) if theirs else []
    return next((each for each in known if theirs & {one.id for one in exercises_of(read_notebook(each))}), None)


def _on_the_sandbox(root: Path | None) -> list[str]:
    """Said once in a course: that answers run here without a sandbox."""
    if best_mode() != BARE:
        return []
    if root is not None:
        said = state_folder(root) / "told-of-no-sandbox"
        if said.exists():
            return []
        said.touch()
    return ["No sandbox works here, so your answers run with limits only. On Linux, install bubblewrap."]


def _is_the_learners(path: Path, root: Path) -> bool:
    """Whether a result at `path` is the learner's own: not an author's source, not a student's submission."""
    inside = path.resolve().relative_to(root).parts[0] if path.resolve().is_relative_to(root) else ""
    return inside not in (SOURCE, RELEASE, SUBMITTED, AUTOGRADED, FEEDBACK)


def _shares(notebook: GradedNotebook, ids: set[str]) -> int:
    return len(ids & {exercise.id for exercise in notebook.exercises})


def _lines(report: ExerciseReport, words: dict[str, str]) -> list[str]:
    shown = [f"{report.exercise}: {report.points:g} of {report.possible:g} points ({report.seconds:.1f} s)"]
    for verdict in report.verdicts:
        mark = "✓" if verdict.passed else "✗"
        shown.append(f"{mark} {verdict.test}  {verdict.points:g} of {verdict.possible:g} · {words[verdict.test]}")
        shown += lines(verdict.message, indent="    ")
    return shown


def contains(path: Path, exercise: str | None) -> bool:
    """Whether the notebook at `path` can be read and has that exercise, or any."""
    try:
        known = {each.id for each in exercises_of(read_notebook(path))}
        return exercise in known if exercise else bool(known)
    except RoundsError:
        return False
