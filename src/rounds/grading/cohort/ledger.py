"""One assignment's rows in nbgrader's gradebook, read and written many submissions at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import bindparam, insert, select, update

from rounds.grading.cohort.scores import NotebookScores, Score

Penalty = Callable[[str, float, float], float | None]  # student, notebook's score, seconds late -> points taken off
_GRADE, _COMMENT = Grade.__table__, Comment.__table__
_PAPER, _SUBMISSION = SubmittedNotebook.__table__, SubmittedAssignment.__table__
_UNKNOWN = Score(None)


class Fate(Enum):
    """What becomes of a notebook that was not judged: no points for one that is absent, a look at one that failed."""

    ABSENT = "absent"
    FAILED = "failed"


@dataclass(frozen=True)
class Entry:
    """What is to be entered for a submission; notebooks that are not named stay as they are."""

    student: str
    notebooks: Mapping[str, NotebookScores | Fate]
    timestamp: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Where a submission stands once it is entered: points for code and by hand, what was possible, and how late."""

    points: float
    possible: float
    by_hand: float
    by_hand_possible: float
    seconds_late: float = 0.0
    penalty: float = 0.0
    due: datetime | None = None


@dataclass
class _Grade:
    """A grade as it stands in the gradebook."""

    id: str
    auto: float | None
    manual: float | None
    extra: float | None

    @property
    def score(self) -> float:
        given = self.manual if self.manual is not None else self.auto
        return 0.0 if given is None else given + (self.extra or 0.0)


@dataclass(frozen=True)
class _Rows:
    """The rows of some submissions: notebooks by submission and notebook, grades and comments by paper and cell."""

    papers: dict[tuple[str, str], Any]
    grades: dict[tuple[str, str], _Grade]
    comments: dict[tuple[str, str], str]


@dataclass(frozen=True)
class _Cells:
    """The cells of a notebook: what each is called, and for those that earn points, their kind and how many."""

    name: str
    graded: dict[str, tuple[str, str, float]] = field(default_factory=dict)  # id -> name, code|markdown|task, points
    commented: dict[str, str] = field(default_factory=dict)  # id -> name


class Ledger:
    """The gradebook's rows for one assignment; raises nbgrader's MissingEntry where it has no such assignment."""

    def __init__(self, book: Any, assignment: str) -> None:
        self._db = book.db
        query = select(Assignment.id, Assignment.duedate).where(Assignment.name == assignment)
        found = self._db.execute(query).one_or_none()
        if found is None:
            raise MissingEntry(f"No such assignment: {assignment}")
        self._assignment, self._due = found
        rows = self._db.execute(select(Notebook.id, Notebook.name).where(Notebook.assignment_id == self._assignment))
        self._cells = {row.id: _Cells(row.name) for row in rows}
        for kind in (GradeCell, TaskCell):
            graded = select(kind.id, kind.name, kind.notebook_id, kind.cell_type, kind.max_score)
            for row in self._db.execute(graded.where(kind.notebook_id.in_(self._cells))):
                worth = (row.name, "task" if kind is TaskCell else row.cell_type, row.max_score)
                self._cells[row.notebook_id].graded[row.id] = worth
        for kind in (SolutionCell, TaskCell):
            commented = select(kind.id, kind.name, kind.notebook_id).where(kind.notebook_id.in_(self._cells))
            for row in self._db.execute(commented):
                self._cells[row.notebook_id].commented[row.id] = row.name

    @property
    def notebooks(self) -> list[str]:
        """The names of the assignment's notebooks."""
        return sorted(cells.name for cells in self._cells.values())

    def forget(self, students: Iterable[str], notebooks: Iterable[str]) -> None:
        """Null the automatic scores of submissions and mark them for a look, until a new grading says otherwise."""
        names = set(notebooks)
        chosen = [ident for ident, cells in self._cells.items() if cells.name in names]
        theirs = (
            select(SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .where(SubmittedAssignment.assignment_id == self._assignment)
            .where(SubmittedAssignment.student_id.in_(list(students)))
            .where(SubmittedNotebook.notebook_id.in_(chosen))
        )
        nothing = {"auto_score": None, "needs_manual_grade": True}
        self._db.execute(update(_GRADE).where(_GRADE.c.notebook_id.in_(theirs)).values(nothing))
        self._db.commit()

    def complete(self) -> None:
        """Give every submission the rows for notebooks and cells that the assignment has gained since."""
        mine = select(SubmittedAssignment.id).where(SubmittedAssignment.assignment_id == self._assignment)
        self._rows(list(self._db.scalars(mine)))
        self._db.commit()

    def enter(self, entries: Sequence[Entry], penalty: Penalty = lambda *_: None) -> list[Standing]:
        """Write entries in one transaction, students and submissions included, and say where each stands now."""
        submissions = self._submissions(entries)
        rows = self._rows([each.id for each in submissions.values()])
        grades: list[dict[str, Any]] = []
        comments: list[dict[str, Any]] = []
        penalties: list[dict[str, Any]] = []
        standings = []
        for entry in entries:
            mine = submissions[entry.student]
            due = self._due + mine.extension if self._due and mine.extension else self._due
            late = max(0.0, (mine.timestamp - due).total_seconds()) if mine.timestamp and due else 0.0
            taken = 0.0
            for ident, cells in self._cells.items():
                paper, given = rows.papers[mine.id, ident], entry.notebooks.get(cells.name)
                pages = {cell: rows.grades[paper.id, cell] for cell in cells.graded}
                off = paper.late_submission_penalty
                if given is not None:
                    grades += _graded(cells, pages, given)
                if isinstance(given, NotebookScores):
                    comments += (
                        {"row": rows.comments[paper.id, cell], "auto_comment": given.comments.get(name)}
                        for cell, name in cells.commented.items()
                    )
                    score = sum(page.score for page in pages.values())
                    off = penalty(entry.student, score, late) if late > 0 else None
                    penalties.append({"row": paper.id, "late_submission_penalty": off})
                taken += off or 0.0
            standings.append(self._standing(mine.id, rows, late, taken, due))
        self._change(_GRADE, grades)
        self._change(_COMMENT, comments)
        self._change(_PAPER, penalties)
        self._db.commit()
        return standings

    def _standing(self, submission: str, rows: _Rows, late: float, penalty: float, due: datetime | None) -> Standing:
        code, hand = [0.0, 0.0], [0.0, 0.0]
        for ident, cells in self._cells.items():
            for cell, (_, kind, worth) in cells.graded.items():
                total = code if kind == "code" else hand
                total[0] += rows.grades[rows.papers[submission, ident].id, cell].score
                total[1] += worth
        return Standing(code[0], code[1], hand[0], hand[1], late, penalty, due)

    def _submissions(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """The submissions of the entries' students, made where they are missing, with their new timestamps."""
        students = [entry.student for entry in entries]
        known = set(self._db.scalars(select(Student.id).where(Student.id.in_(students))))
        self._add(Student.__table__, [{"id": student} for student in students if student not in known])
        columns = (_SUBMISSION.c.id, _SUBMISSION.c.student_id, _SUBMISSION.c.timestamp, _SUBMISSION.c.extension)
        mine = (_SUBMISSION.c.assignment_id == self._assignment) & _SUBMISSION.c.student_id.in_(students)
        query = select(*columns).where(mine)
        have = {row.student_id: row.id for row in self._db.execute(query)}
        missing = [student for student in students if student not in have]
        self._add(_SUBMISSION, [{"assignment_id": self._assignment, "student_id": student} for student in missing])
        have = {row.student_id: row.id for row in self._db.execute(query)}
        dated = [entry for entry in entries if entry.timestamp is not None]
        self._change(_SUBMISSION, [{"row": have[entry.student], "timestamp": entry.timestamp} for entry in dated])
        return {row.student_id: row for row in self._db.execute(query)}

    def _rows(self, submissions: list[str]) -> _Rows:
        """The rows of submissions; those that are missing are made."""
        columns = (_PAPER.c.id, _PAPER.c.assignment_id, _PAPER.c.notebook_id, _PAPER.c.late_submission_penalty)
        query = select(*columns).where(_PAPER.c.assignment_id.in_(submissions))
        wanted = [(submission, ident) for submission in submissions for ident in self._cells]
        have = {(row.assignment_id, row.notebook_id) for row in self._db.execute(query)}
        self._add(
            _PAPER,
            [{"assignment_id": mine, "notebook_id": ident} for mine, ident in wanted if (mine, ident) not in have],
        )
        papers = {(row.assignment_id, row.notebook_id): row for row in self._db.execute(query)}
        ids = [row.id for row in papers.values()]
        graded = [(row.id, cell) for row in papers.values() for cell in self._cells[row.notebook_id].graded]
        commented = [(row.id, cell) for row in papers.values() for cell in self._cells[row.notebook_id].commented]
        grades = {
            (row.notebook_id, row.cell_id): _Grade(row.id, row.auto_score, row.manual_score, row.extra_credit)
            for row in self._all(_GRADE, ids, graded)
        }
        comments = {(row.notebook_id, row.cell_id): row.id for row in self._all(_COMMENT, ids, commented)}
        return _Rows(papers, grades, comments)

    def _all(self, table: Any, papers: list[str], wanted: list[tuple[str, str]]) -> list[Any]:
        """The rows of grades or comments on some papers, after the missing ones were made."""
        query = select(table).where(table.c.notebook_id.in_(papers))
        have = {(row.notebook_id, row.cell_id) for row in self._db.execute(query)}
        missing = [{"notebook_id": paper, "cell_id": cell} for paper, cell in wanted if (paper, cell) not in have]
        self._add(table, missing)
        return list(self._db.execute(query))

    def _add(self, table: Any, values: list[dict[str, Any]]) -> None:
        if values:
            self._db.connection().execute(insert(table), values)

    def _change(self, table: Any, values: list[dict[str, Any]]) -> None:
        """Set columns of rows, which each of `values` names by `row`."""
        if values:
            columns: dict[str, Any] = {name: bindparam(name) for name in values[0] if name != "row"}
            change = update(table).where(table.c.id == bindparam("row")).values(columns)
            self._db.connection().execute(change, values)


def _graded(cells: _Cells, pages: dict[str, _Grade], given: NotebookScores | Fate) -> Iterator[dict[str, Any]]:
    """The changes to a notebook's grades; without points, with a flag or beside a person's, a score needs a look."""
    for cell, (name, kind, worth) in cells.graded.items():
        page = pages[cell]
        if given is Fate.ABSENT:
            page.auto, look = 0.0, False
        elif given is Fate.FAILED:
            page.auto, look = None, True
        elif kind == "task":
            continue  # nbgrader leaves them to people
        else:
            score = given.scores.get(name, _UNKNOWN)
            page.auto = score.points if score.points is not None and 0 <= score.points <= worth else None
            look = bool(score.flag) or page.auto is None or page.manual is not None
        yield {"row": page.id, "auto_score": page.auto, "needs_manual_grade": look}
