"""Builds what learners receive from source/: no solutions, no hidden tests, no outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from rounds.course import RELEASE, SOURCE, Course, GradedNotebook, load
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.grading.cohort.ledger import Ledger
from rounds.grading.cohort.masters import run_steps, steps_of
from rounds.grading.gradebook import opened
from rounds.grading.grown import SaveGrownCells
from rounds.grading.lint import problems
from rounds.grading.nodes import written
from rounds.grading.stock import course_config, course_directory

SKIPPED = {"__pycache__", ".ipynb_checkpoints"}
PAIRED = {".py", ".md"}  # jupytext's companions of a notebook, which git ignores


@dataclass(frozen=True)
class ReleaseChanges:
    """How release/ differs from what source/ gives: paths relative to release/."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    extra: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra)


def build(course: Course) -> dict[str, bytes]:
    """Every file of release/, by its path in it; raises RoundsError where source/ breaks the authoring rules."""
    faults = problems(course)
    if faults:
        raise RoundsError("source/ is not fit for release: " + " ".join(faults))
    config = course_config(course.root)
    release = {
        f"{notebook.assignment}/{notebook.path.name}": written(
            _converted(notebook, course.root, config, _chain(config))
        )
        for notebook in course.notebooks
    }
    for assignment in course.assignments:
        folder = course.root / SOURCE / assignment
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not left_behind(path.relative_to(folder)):
                release[path.relative_to(folder.parent).as_posix()] = path.read_bytes()
    return release


def left_behind(path: Path) -> bool:
    """Whether a file of source/, by its path in its assignment, is none that learners get."""
    hidden = any(part.startswith(".") or part in SKIPPED for part in path.parts)
    return hidden or path.suffix == ".ipynb" or (len(path.parts) == 1 and path.suffix in PAIRED)


def changes(course: Course, release: dict[str, bytes]) -> ReleaseChanges:
    """Compare release/ on disk with `release`, byte for byte."""
    folder = course.root / RELEASE
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    present = {name for name in present if not any(part.startswith(".") for part in name.split("/"))}
    stale = (name for name in sorted(present & set(release)) if (folder / name).read_bytes() != release[name])
    return ReleaseChanges(tuple(sorted(set(release) - present)), tuple(stale), tuple(sorted(present - set(release))))


def publish(course: Course) -> ReleaseChanges:
    """Bring release/ in step with source/ and return what had to change."""
    release = build(course)
    found = changes(course, release)
    for name in (*found.missing, *found.stale):
        write_atomic(course.root / RELEASE / name, release[name])
    for name in found.extra:
        (course.root / RELEASE / name).unlink()
    return found


def register(course: Course, assignments: Sequence[str] | None = None) -> None:
    """Bring the gradebook in step with source/: assignments, notebooks, cells and points."""
    config = course_config(course.root)
    directory = course_directory(course.root, config)
    chain = [SaveGrownCells if step is SaveCells else step for step in steps_of(config)]
    with opened(directory.db_url, directory.course_id) as book:
        for assignment in course.assignments if assignments is None else assignments:
            book.update_or_create_assignment(assignment)
    for notebook in course.notebooks:
        if assignments is None or notebook.assignment in assignments:
            _converted(notebook, course.root, config, chain, directory.db_url)
    with opened(directory.db_url, directory.course_id) as book:
        for assignment in course.assignments if assignments is None else assignments:
            Ledger(book, assignment).complete()


def register_root(root: Path, assignments: Sequence[str] | None = None) -> None:
    """`register` for the course at `root`."""
    register(load(root), assignments)


def _chain(config: Config) -> list[type[Any]]:
    return [step for step in steps_of(config) if not issubclass(step, SaveCells)]


def _converted(
    notebook: GradedNotebook, root: Path, config: Config, chain: Sequence[type[Any]], db_url: str = ""
) -> Any:
    names = {"notebook": notebook.name, "assignment": notebook.assignment, "db_url": db_url}
    return run_steps(notebook.path, names, root, config, chain)
