"""A gradebook on a real PostgreSQL server: the same grades as in SQLite, and a server that is down is a sentence."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from fakes import FakeEngine
from postgres import programs, server
from servers import free_port, rounds

from rounds.errors import RoundsError
from rounds.grading.cohort.ledger import Entry, Ledger
from rounds.grading.cohort.local import Local
from rounds.grading.cohort.run import Choice, grade
from rounds.grading.cohort.scores import NotebookScores, Score
from rounds.grading.cohort.submitted import submissions
from rounds.grading.gradebook import opened, require_usable
from rounds.grading.record import queue, record_waiting
from rounds.grading.release import register
from rounds.grading.verdict import ExerciseReport, NotebookReport, Verdict

pytestmark = pytest.mark.slow
pytest.importorskip("psycopg")

GRADES = """
SELECT student_id, base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade FROM grade
JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
"""


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed")
    with server(tmp_path_factory.mktemp("postgres") / "server", where) as address:
        yield address


@pytest.fixture
def database(postgres: str, sample, request: pytest.FixtureRequest) -> str:
    """The address of a fresh database, which the sample course's configuration names."""
    name = f"course_{time.time_ns()}"
    engine = sqlalchemy.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    address = postgres.rpartition("/")[0] + f"/{name}"
    config = sample.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {address!r}\n")
    return address


def rows(address: str, words: str = GRADES) -> list[tuple]:
    engine = sqlalchemy.create_engine(address)
    with engine.connect() as connection:
        found = sorted((tuple(row) for row in connection.execute(sqlalchemy.text(words))), key=repr)
    engine.dispose()
    return found


def grade_all(sample, **choice) -> dict[str, tuple]:
    done = grade(sample, submissions(sample), judges=Local(FakeEngine()), choice=Choice(**choice))
    return {each.submitted.student: (each.points, each.possible, each.failures) for each in done}


def test_a_cohort_gets_the_same_gradebook_as_in_sqlite(sample, database, hand_in, released, with_sources) -> None:
    for student, answer in {"a": "full = 1", "b": "half = 1"}.items():
        hand_in(student, with_sources(released, {"relative-change": answer, "moving-average": "pass"}))
    hand_in("c", "{")
    there = grade_all(sample)
    assert not (sample.root / "gradebook.db").exists()
    config = sample.root / "nbgrader_config.py"
    server_config = config.read_text()
    config.write_text(server_config.replace("c.CourseDirectory.db_url", "unused"))
    assert grade_all(sample) == there
    assert rows(database) == rows(f"sqlite:///{sample.root / 'gradebook.db'}")
    config.write_text(server_config)
    assert grade_all(sample, force=True) == there
    tools = Path(sys.executable).parent
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([tools / "nbgrader", "export"], cwd=sample.root, env=os.environ | {"PATH": path}, check=True)
    assert "b" in (sample.root / "grades.csv").read_text()


def test_checks_are_recorded_there(sample, database) -> None:
    verdict = Verdict("moving-average-windows", 2, 2, "", 0.1)
    report = NotebookReport("warm-up", (ExerciseReport("moving-average", (verdict,), 0.2),))
    queue(sample.root, sample.assignments[0], report)
    assert record_waiting(sample.root) == 1
    assert ("me", "moving-average-windows", 2.0, None, False) in rows(database)


def test_a_server_that_is_down_is_one_sentence_without_the_password(sample, hand_in, released) -> None:
    hand_in("a", released)
    config = sample.root / "nbgrader_config.py"
    address = f"postgresql+psycopg://rounds:secret@127.0.0.1:{free_port()}/course"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {address!r}\n")
    done = subprocess.run([rounds(), "grade"], cwd=sample.root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("The gradebook postgresql+psycopg://rounds:***@127.0.0.1:")
    assert "cannot be reached" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_an_address_without_its_driver_says_what_to_install() -> None:
    with pytest.raises(RoundsError, match=r"needs the Python module psycopg2\. Install it"):
        require_usable("postgresql+psycopg2://rounds@127.0.0.1/course")
    with pytest.raises(RoundsError, match="is no database"):
        require_usable("nonsense")


def test_an_older_schema_there_is_named(sample, database) -> None:
    register(sample)
    require_usable(database)
    engine = sqlalchemy.create_engine(database)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '50a4d84c131a'"))
    engine.dispose()
    with pytest.raises(RoundsError, match="has schema 50a4d84c131a; this nbgrader needs"):
        require_usable(database)


@pytest.mark.parametrize("count", [100, pytest.param(1_000, marks=pytest.mark.deep)])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_thousand_submissions_are_recorded_within_thirty_seconds(sample, database, kind, count) -> None:
    if kind == "sqlite":
        config = sample.root / "nbgrader_config.py"
        config.write_text(config.read_text().replace("c.CourseDirectory.db_url", "unused"))
        database = f"sqlite:///{sample.root / 'gradebook.db'}"
    register(sample)
    scores = {
        "relative-change-value": Score(2.0),
        "relative-change-refuses": Score(0.0, "look"),
        "your-summary": Score(None),
    }
    pages = {"warm-up": NotebookScores(scores, {"relative-change": None})}
    entries = [Entry(f"s{number:04}", pages) for number in range(count)]
    began = time.perf_counter()
    with opened(database) as book:
        ledger = Ledger(book, sample.assignments[0])
        for first in range(0, count, 32):
            batch = entries[first : first + 32]
            ledger.forget([entry.student for entry in batch], ["warm-up"])
            ledger.enter(batch)
    assert time.perf_counter() - began <= 30 * count / 1_000 + 1
    assert len(rows(database)) == 4 * count
    print(json.dumps({"kind": kind, "submissions": count, "seconds": round(time.perf_counter() - began, 2)}))
