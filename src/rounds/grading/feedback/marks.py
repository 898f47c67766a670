"""What the gradebook holds on one handed-in notebook, read in three queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import BaseCell, Comment, Grade, MissingEntry

from rounds.errors import RoundsError


@dataclass(frozen=True)
class Mark:
    """The points for one cell: a person's where there are any, else the tests'; extra credit comes on top."""

    auto: float | None
    manual: float | None
    extra: float
    possible: float
    waits: bool  # for a person to grade it

    @property
    def points(self) -> float:
        """The points without extra credit."""
        return self.auto or 0.0 if self.manual is None else self.manual


@dataclass(frozen=True)
class Marks:
    """Marks and comments by the id of their cell; the penalty in points; when the notebook was handed in."""

    by_cell: Mapping[str, Mark]
    comments: Mapping[str, str]
    late_penalty: float
    handed_in: str


def marks_of(book: Any, assignment: str, notebook: str, student: str) -> Marks:
    """Read the marks; raises RoundsError where the gradebook does not know the submission."""
    try:
        submitted = book.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        raise RoundsError("the gradebook does not know this submission. Grade it first: rounds grade") from None
    grades = book.db.query(
        BaseCell.name,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        Grade.max_score,
        Grade.needs_manual_grade,
    ).join(Grade, Grade.cell_id == BaseCell.id)
    comments = book.db.query(BaseCell.name, Comment.comment).join(Comment, Comment.cell_id == BaseCell.id)
    time = submitted.assignment.timestamp
    return Marks(
        by_cell={
            name: Mark(auto, manual, extra or 0.0, possible, manual is None and needed)
            for name, auto, manual, extra, possible, needed in grades.filter(Grade.notebook_id == submitted.id)
        },
        comments={name: text for name, text in comments.filter(Comment.notebook_id == submitted.id) if text},
        late_penalty=submitted.late_submission_penalty or 0.0,
        handed_in=f"{time:%Y-%m-%d %H:%M} UTC" if time else "",
    )
