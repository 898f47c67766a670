"""Results of checks on their way into the gradebook."""

import sqlite3
import time

import pytest

from rounds.errors import RoundsError
from rounds.grading.record import queue, record_waiting, start_recorder, trouble
from rounds.grading.verdict import ExerciseReport, NotebookReport, Verdict

pytestmark = pytest.mark.slow

RECORDED = """
SELECT base_cell.name, grade.auto_score FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
WHERE submitted_assignment.student_id = 'me' AND grade.auto_score IS NOT NULL
"""


def report(points: float) -> NotebookReport:
    verdict = Verdict("moving-average-windows", points, 2, "" if points == 2 else "why", 0.1)
    return NotebookReport("warm-up", (ExerciseReport("moving-average", (verdict,), 0.2),))


def recorded(root) -> dict[str, float]:
    with sqlite3.connect(root / "gradebook.db") as database:
        return dict(database.execute(RECORDED).fetchall())


def test_the_latest_result_counts_even_in_a_gradebook_that_is_new(sample) -> None:
    queue(sample.root, sample.assignments[0], report(2))
    queue(sample.root, sample.assignments[0], report(0))
    assert record_waiting(sample.root) == 2
    assert recorded(sample.root) == {"moving-average-windows": 0}
    assert record_waiting(sample.root) == 0


def test_what_cannot_be_recorded_waits_and_the_next_check_says_so(sample) -> None:
    path = sample.root / "gradebook.db"
    path.write_bytes(b"garbage" * 1000)
    queue(sample.root, sample.assignments[0], report(2))
    with pytest.raises(RoundsError, match="is broken"):
        record_waiting(sample.root)
    assert trouble(sample.root).startswith("1 earlier results wait in .rounds/results, not yet in the gradebook:")
    path.unlink()
    assert record_waiting(sample.root) == 1
    assert trouble(sample.root) == ""
    assert recorded(sample.root) == {"moving-average-windows": 2}


def test_recorders_at_the_same_time_lose_nothing(sample) -> None:
    for points in (0, 2, 0, 2):
        queue(sample.root, sample.assignments[0], report(points))
        start_recorder(sample.root)
    deadline = time.monotonic() + 60
    while list((sample.root / ".rounds" / "results").glob("*.json")):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert recorded(sample.root) == {"moving-average-windows": 2}


def test_a_result_of_a_notebook_that_the_course_no_longer_has_stays_with_its_reason(sample) -> None:
    queue(sample.root, sample.assignments[0], NotebookReport("gone", report(2).exercises))
    with pytest.raises(RoundsError, match="gone"):
        record_waiting(sample.root)
    assert "gone" in trouble(sample.root)
