"""What each test has awarded the learner, read from nbgrader's gradebook without nbgrader, whose import is slow."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rounds.course import LEARNER, RESULTS

_SQLITE = "sqlite:///"
_PATIENCE_SECONDS = 0.2
_SCORES = """
SELECT assignment.name, notebook.name, base_cell.name, grade.auto_score, grade.manual_score, grade.extra_credit
FROM grade
JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN notebook ON submitted_notebook.notebook_id = notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
JOIN assignment ON submitted_assignment.assignment_id = assignment.id
WHERE submitted_assignment.student_id = ?
"""

Test = tuple[str, str, str]  # assignment, notebook, test


@dataclass(frozen=True)
class Scores:
    """Points by test; or, where the gradebook cannot be read now, a sentence in `trouble` that says why."""

    by_test: dict[Test, float]
    trouble: str = ""


def read_scores(root: Path, db_url: str) -> Scores:
    """The learner's scores in the gradebook at `db_url`, and over them the results of checks that still wait for it.

    A score that was given by hand stands over an automatic one, and extra credit is added, as in nbgrader.
    """
    # First what waits: a result that is recorded meanwhile is then read twice, not lost.
    waiting = _waiting(root)
    if not db_url.startswith(_SQLITE):
        return Scores({}, "The gradebook is on a database server, which is not asked here")
    path = root / db_url.removeprefix(_SQLITE)
    if not path.is_file():
        return Scores({}, "There is no gradebook yet")
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_SECONDS)
        ) as book:
            rows = book.execute(_SCORES, (LEARNER,)).fetchall()
    except sqlite3.Error as error:
        return Scores({}, f"The gradebook {path.name} cannot be read now ({error})")
    automatic = {(*where,): auto for *where, auto, _, _ in rows} | waiting
    by_hand = {(*where,): manual for *where, _, manual, _ in rows if manual is not None}
    extra = {(*where,): credit for *where, _, _, credit in rows if credit}
    given = {where: score for where, score in (automatic | by_hand).items() if score is not None}
    return Scores({where: float(score) + float(extra.get(where, 0)) for where, score in given.items()})


def _waiting(root: Path) -> dict[Test, float]:
    """What results award that are not in the gradebook yet; of several for one test the newest counts."""
    found: dict[Test, float] = {}
    for path in sorted((root / RESULTS).glob("[0-9]*.json")):
        try:
            result = json.loads(path.read_text(encoding="utf-8"))
            where = (str(result["assignment"]), str(result["notebook"]))
            found |= {(*where, str(said["test"])): float(said["points"]) for said in result["verdicts"]}
        except (OSError, ValueError, KeyError, TypeError):  # recorded and gone, or not one of ours
            continue
    return found
