"""The gradebook: nbgrader's own, opened with care, kept in step with source/, and written by one writer at a time."""

import os
import sqlite3
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook, get_alembic_version
from nbgrader.preprocessors import SaveCells
from sqlalchemy.exc import DatabaseError, SAWarning

from rounds.errors import RoundsError
from rounds.grading.verdict import Verdict

LEARNER = "me"


class GradebookError(RoundsError):
    """A gradebook that cannot be used as it is; the message says why and how to go on."""


def require_sound(path: Path | None) -> None:
    """Raise `GradebookError` where the SQLite gradebook at `path` is broken, locked or of another nbgrader's schema."""
    if path is None or not path.exists():
        return
    aside = "or add --move-aside to keep it under another name and begin a new one"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=2)) as database:
            database.execute("BEGIN IMMEDIATE")
            found = database.execute("SELECT version_num FROM alembic_version").fetchone()
            database.rollback()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise GradebookError(
                f"{path} is locked: another program is writing to it. Close that program and try again, {aside}."
            ) from None
        if "readonly" in str(error) or "unable to open" in str(error):
            raise GradebookError(f"{path} cannot be written. Make it and its folder writable for you.") from None
        raise GradebookError(f"{path} is not one of nbgrader's gradebooks ({error}). Restore it, {aside}.") from None
    except sqlite3.DatabaseError as error:
        raise GradebookError(f"{path} is broken ({error}). Restore a copy of it, {aside}.") from None
    tools_on_path()
    needed, version = get_alembic_version(), found[0] if found else "none"
    if version != needed:
        raise GradebookError(
            f"{path} has schema {version}; this nbgrader needs {needed}. "
            f"Make a copy of it and run `nbgrader db upgrade`, {aside}."
        )


def move_aside(path: Path) -> Path | None:
    """Rename the gradebook to one with the time in its name; None where there is none."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}-{datetime.now().strftime('%Y-%m-%d-%H%M%S')}{path.suffix}")
    try:
        return path.rename(aside)
    except OSError as error:
        raise GradebookError(f"{path} cannot be moved aside: {error.strerror}. Make its folder writable.") from None


@contextmanager
def opened(db_url: str, course_id: str = "rounds") -> Iterator[Any]:
    """nbgrader's gradebook at `db_url`."""
    tools_on_path()
    try:
        with quiet(), Gradebook(db_url, course_id) as book:
            yield book
    except DatabaseError as error:
        said = f"The gradebook {db_url} cannot be used now ({error.orig})."
        raise GradebookError(f"{said} Close what else writes to it, and try again.") from error


@contextmanager
def quiet() -> Iterator[None]:
    """Keep warnings from the user that nbgrader's habits cause, or cell ids that sanitizing replaces anyway."""
    with warnings.catch_warnings():
        for kind in (SAWarning, DuplicateCellId, MissingIDFieldWarning):
            warnings.simplefilter("ignore", kind)
        yield


def forget_auto_scores(db_url: str, assignment: str, notebook: str, student: str) -> None:
    """Null a submission's automatic scores and flag it for a look, until a new grading says otherwise."""
    with opened(db_url) as book:
        try:
            submitted = book.find_submission_notebook(notebook, assignment, student)
        except MissingEntry:
            return
        for grade in submitted.grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        book.db.commit()


def record(book: Any, assignment: str, notebook: str, verdicts: list[Verdict], student: str = LEARNER) -> None:
    """Write verdicts as automatic scores; raises nbgrader's MissingEntry where the gradebook lacks the tests."""
    book.find_notebook(notebook, assignment)
    book.update_or_create_student(student)
    book.update_or_create_submission(assignment, student)
    complete_submissions(book, assignment)
    for verdict in verdicts:
        grade = book.find_grade(verdict.test, notebook, assignment, student)
        grade.auto_score, grade.needs_manual_grade = verdict.points, False
    book.db.commit()


def complete_submissions(book: Any, assignment: str) -> None:
    """Give every submission the rows for notebooks and cells that the assignment has gained since."""
    known = book.find_assignment(assignment)
    for submission in known.submissions:
        have = {submitted.notebook_id: submitted for submitted in submission.notebooks}
        for notebook in known.notebooks:
            submitted = have.get(notebook.id)
            if submitted is None:
                submitted = SubmittedNotebook(notebook=notebook, assignment=submission)
                book.db.add(submitted)
            graded = {grade.cell_id for grade in submitted.grades}
            commented = {comment.cell_id for comment in submitted.comments}
            for cell in [*notebook.grade_cells, *notebook.task_cells]:
                if cell.id not in graded:
                    book.db.add(Grade(cell_id=cell.id, notebook=submitted))
            for cell in [*notebook.solution_cells, *notebook.task_cells]:
                if cell.id not in commented:
                    book.db.add(Comment(cell_id=cell.id, notebook=submitted))
    book.db.commit()


class SaveGrownCells(SaveCells):  # type: ignore[misc]
    """nbgrader's SaveCells, which also takes cells that a notebook has gained since there are submissions of it."""

    def _create_notebook(self, nb: Any) -> None:
        book, names = self.gradebook, (self.notebook_id, self.assignment_id)
        try:
            notebook = book.find_notebook(*names)
        except MissingEntry:
            super()._create_notebook(nb)
            return
        if self._unchanged(notebook):
            return
        if notebook.submissions:
            old = {cell.name for cell in notebook.source_cells}
            lost = sorted(old - set(self.new_source_cells))
            if lost:
                raise GradebookError(
                    f"The gradebook has results for cells that {names[0]} no longer has: {', '.join(lost)}. "
                    "Keep their ids, or begin a new gradebook with `rounds setup --move-aside`."
                )
            for name, info in self.new_grade_cells.items():
                book.update_or_create_grade_cell(name, *names, **info)
            for name, info in self.new_solution_cells.items():
                book.update_or_create_solution_cell(name, *names, **info)
            for name, info in self.new_source_cells.items():
                book.update_or_create_source_cell(name, *names, **info)
        super()._create_notebook(nb)

    def _unchanged(self, notebook: Any) -> bool:
        stored = {cell.name: (cell.source, cell.checksum, cell.locked) for cell in notebook.source_cells}
        fresh = {
            name: (info["source"], info["checksum"], info["locked"]) for name, info in self.new_source_cells.items()
        }
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        return stored == fresh and points == {name: info["max_score"] for name, info in self.new_grade_cells.items()}


def tools_on_path() -> None:
    """Let nbgrader find its `alembic` command where the environment is used without being activated."""
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(filter(None, [beside, os.environ.get("PATH", "")]))


def sqlite_path(db_url: str) -> Path | None:
    """The file of a SQLite gradebook; None for a database server's."""
    prefix = "sqlite:///"
    return Path(db_url.removeprefix(prefix)) if db_url.startswith(prefix) else None
