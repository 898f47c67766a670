"""The gradebook: nbgrader's own, opened with care, kept in step with source/, and written by one writer at a time."""

import re
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import nbgrader
from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SAWarning

from rounds.course import LEARNER
from rounds.errors import RoundsError
from rounds.grading.cohort.ledger import Ledger
from rounds.grading.verdict import Verdict

_PATIENCE_SECONDS = 5


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
    _require_schema(str(path), found[0] if found else "none", f", {aside}")


def require_usable(db_url: str) -> None:
    """Raise `GradebookError` where the gradebook at `db_url`, a file or a database server, cannot be used as it is."""
    path = sqlite_path(db_url)
    if path is not None:
        require_sound(path)
        return
    shown = without_password(db_url)
    engine = _server(db_url)
    try:
        with engine.connect() as connection:
            if engine.dialect.has_table(connection, "alembic_version"):
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                _require_schema(shown, found or "none", "")
    except DatabaseError as error:
        raise GradebookError(
            f"The gradebook {shown} cannot be reached: {_first_line(error)} Start the server."
        ) from None
    finally:
        engine.dispose()


def _server(db_url: str) -> Any:
    patience = {"connect_timeout": _PATIENCE_SECONDS} if db_url.startswith("postgresql") else {}
    try:
        return create_engine(db_url, connect_args=patience)
    except ImportError as error:
        raise GradebookError(
            f"The gradebook {without_password(db_url)} needs the Python module {error.name}. Install it; for "
            "PostgreSQL, install psycopg[binary] and begin the address with postgresql+psycopg://."
        ) from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise GradebookError(f"CourseDirectory.db_url in nbgrader_config.py is no database: {error}") from None


def _require_schema(shown: str, version: str, otherwise: str) -> None:
    needed = newest_schema()
    if version != needed:
        raise GradebookError(
            f"{shown} has schema {version}; this nbgrader needs {needed}. "
            f"Make a copy of it and run `nbgrader db upgrade`{otherwise}."
        )


def newest_schema() -> str:
    """The schema that this nbgrader needs: the revision that no other one follows."""
    folder = Path(str(nbgrader.__file__)).parent / "alembic" / "versions"
    source = "\n".join(path.read_text() for path in folder.glob("*.py"))
    revisions: set[str] = set(re.findall(r"^revision = ['\"](\w+)", source, re.MULTILINE))
    (newest,) = revisions - set(re.findall(r"^down_revision = ['\"](\w+)", source, re.MULTILINE))
    return newest


def without_password(db_url: str) -> str:
    """A gradebook's address as it may be shown."""
    try:
        return str(make_url(db_url).render_as_string(hide_password=True))
    except ArgumentError:
        return "of this course"


def _first_line(error: DatabaseError) -> str:
    said = str(error.orig or error).strip().partition("\n")[0].rstrip(".")
    return f"{said}."


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
    try:
        _begin(db_url)
        with quiet(), Gradebook(db_url, course_id) as book:
            yield book
    except DatabaseError as error:
        said = f"The gradebook {without_password(db_url)} cannot be used now: {_first_line(error)}"
        raise GradebookError(f"{said} Close what else writes to it, and try again.") from error


def _begin(db_url: str) -> None:
    """Make the tables of a gradebook that is new, as nbgrader does but without its start of a process to name them."""
    path = sqlite_path(db_url)
    if path is not None and path.exists() and path.stat().st_size:
        return
    engine = _server(db_url)
    try:
        with engine.begin() as connection:
            if not inspect(connection).get_table_names():
                Base.metadata.create_all(connection)
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                version = text("INSERT INTO alembic_version (version_num) VALUES (:version)")
                connection.execute(version, {"version": newest_schema()})
    finally:
        engine.dispose()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep warnings from the user that nbgrader's habits cause, or cell ids that sanitizing replaces anyway."""
    with warnings.catch_warnings():
        for kind in (SAWarning, DuplicateCellId, MissingIDFieldWarning):
            warnings.simplefilter("ignore", kind)
        yield


def forget_auto_scores(db_url: str, assignment: str, notebook: str, student: str) -> None:
    """Null a submission's automatic scores and mark it for a look, until a new grading says otherwise."""
    with opened(db_url) as book:
        Ledger(book, assignment).forget([student], [notebook])


def record(book: Any, assignment: str, notebook: str, verdicts: list[Verdict], student: str = LEARNER) -> None:
    """Write verdicts as automatic scores; raises nbgrader's MissingEntry where the gradebook lacks the tests."""
    book.find_notebook(notebook, assignment)
    book.update_or_create_student(student)
    book.update_or_create_submission(assignment, student)
    Ledger(book, assignment).complete()
    for verdict in verdicts:
        grade = book.find_grade(verdict.test, notebook, assignment, student)
        grade.auto_score, grade.needs_manual_grade = verdict.points, bool(verdict.flag)
    book.db.commit()


def sqlite_path(db_url: str) -> Path | None:
    """The file of a SQLite gradebook; None for a database server's."""
    prefix = "sqlite:///"
    return Path(db_url.removeprefix(prefix)) if db_url.startswith(prefix) else None
