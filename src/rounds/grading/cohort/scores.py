"""From verdicts to what a gradebook keeps of a notebook: automatic scores and comments, by nbgrader's rules."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from rounds.course import grade_id, is_solution, is_test
from rounds.files import Cell, Notebook
from rounds.grading.cohort.work import test_of
from rounds.grading.judging import unjudged
from rounds.grading.verdict import Verdict

NO_RESPONSE = "No response."


@dataclass(frozen=True)
class Score:
    """An automatic score, or None where a person has to give one; a `flag` says why a person should look at it."""

    points: float | None
    flag: str = ""


@dataclass(frozen=True)
class NotebookScores:
    """A notebook's automatic scores and comments, by the ids of their cells."""

    scores: Mapping[str, Score]
    comments: Mapping[str, str | None]


def scored(notebook: Notebook, verdicts: Mapping[str, Verdict]) -> NotebookScores:
    """What a sanitized notebook earns by its verdicts; a test without one earns nothing and is flagged."""
    scores: dict[str, Score] = {}
    comments: dict[str, str | None] = {}
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader") or {}
        untouched = bool(about) and about.get("checksum") == checksum(cell)
        if is_test(cell):
            verdict = verdict_on(cell, verdicts)
            scores[grade_id(cell)] = Score(verdict.points, verdict.flag)
        elif about.get("grade"):
            scores[grade_id(cell)] = Score(0.0 if untouched and is_solution(cell) else None)
        if is_solution(cell) or about.get("task"):
            comments[grade_id(cell)] = NO_RESPONSE if untouched and not about.get("task") else None
    return NotebookScores(scores, comments)


def verdict_on(cell: Cell, verdicts: Mapping[str, Verdict]) -> Verdict:
    """The verdict on a test cell; one without points where nobody gave any, or more points than the cell is worth."""
    test = test_of(cell)
    found = verdicts.get(test.id)
    if found is None or found.possible != test.points:
        return unjudged(test)
    return found


def checksum(cell: Cell) -> str:
    """nbgrader's checksum of a cell: its source, type, id, part in grading and points."""
    about = cell["metadata"]["nbgrader"]
    grade, solution = about.get("grade", False), about.get("solution", False)
    locked = not solution and (grade or about.get("locked", False))
    parts = [cell["source"], cell["cell_type"], str(grade), str(solution), str(locked), about["grade_id"]]
    if grade:
        parts.append(str(float(about["points"])))
    # md5 guards nothing here: it tells whether a stub was touched, with the sums that gradebooks hold.
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
