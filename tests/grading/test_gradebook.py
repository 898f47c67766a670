"""A gradebook that cannot be used: said in a sentence, moved aside only when told, nothing lost."""

import sqlite3

import pytest

from rounds.grading.gradebook import GradebookError, move_aside, require_sound
from rounds.grading.release import register


def test_none_yet_is_fine_and_a_fresh_one_is_sound(sample) -> None:
    path = sample.root / "gradebook.db"
    require_sound(path)
    register(sample)
    require_sound(path)


def test_garbage_is_broken(tmp_path) -> None:
    (tmp_path / "gradebook.db").write_bytes(b"not a database at all, but long enough to be read as a header" * 50)
    with pytest.raises(GradebookError, match=r"is broken .*--move-aside"):
        require_sound(tmp_path / "gradebook.db")


def test_a_foreign_database_is_not_a_gradebook(tmp_path) -> None:
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        database.execute("CREATE TABLE something (id INTEGER)")
    with pytest.raises(GradebookError, match="is not one of nbgrader's gradebooks"):
        require_sound(tmp_path / "gradebook.db")


def test_an_older_schema_is_named(tmp_path) -> None:
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        database.execute("INSERT INTO alembic_version VALUES ('50a4d84c131a')")
    with pytest.raises(GradebookError, match=r"has schema 50a4d84c131a; this nbgrader needs .* `nbgrader db upgrade`"):
        require_sound(tmp_path / "gradebook.db")


def test_a_locked_one_is_locked(tmp_path) -> None:
    holder = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    holder.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(GradebookError, match="is locked: another program is writing to it"):
        require_sound(tmp_path / "gradebook.db")
    holder.close()


def test_moving_aside_keeps_every_byte(tmp_path) -> None:
    path = tmp_path / "gradebook.db"
    assert move_aside(path) is None
    path.write_bytes(b"precious")
    moved = move_aside(path)
    assert moved is not None
    assert moved.read_bytes() == b"precious"
    assert not path.exists()
