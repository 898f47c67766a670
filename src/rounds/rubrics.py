"""Rubrics of texts: a table in the notebook, a dimension a row and four bands a column; read where it is shown.

In a notebook the table is a Markdown cell with the tag `rubric`, before the text's cell:

    | What is listened for | 1 · missing | 2 · thin | 3 · solid | 4 · strong |
    |---|---|---|---|---|
    | **Stakes** | ... | ... | ... | ... |

A band is worth as many points as its number; an untouched text earns none.
"""

import re
from dataclasses import dataclass

from rounds.course import grade_id
from rounds.errors import RoundsError
from rounds.files import Cell, Notebook

TAG = "rubric"
BANDS = 4
_RULE = re.compile(r"^\|[\s:|-]+\|$")


@dataclass(frozen=True)
class Dimension:
    """One thing that is listened for, and what each of the four bands of it sounds like, the weakest first."""

    name: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """What a text is scored by."""

    dimensions: tuple[Dimension, ...]

    @property
    def points(self) -> int:
        """The most that a text can earn: the highest band in each dimension."""
        return BANDS * len(self.dimensions)


def rubric_of(notebook: Notebook, exercise: str) -> Rubric:
    """The rubric of a text: the last one before its cell. Raises RoundsError where there is none that can be read."""
    latest = None
    for cell in notebook["cells"]:
        if TAG in cell["metadata"].get("tags", []):
            latest = cell
        if grade_id(cell) == exercise:
            if latest is None:
                break
            return _read(latest, exercise)
    raise RoundsError(f"This notebook has no rubric for {exercise!r}: its table is a cell with the tag {TAG}.")


def _read(cell: Cell, exercise: str) -> Rubric:
    lines = [line.strip() for line in cell["source"].splitlines() if line.strip().startswith("|")]
    rows = [[part.strip() for part in line.strip("|").split("|")] for line in lines if not _RULE.match(line)]
    dimensions = tuple(Dimension(name.strip("*"), tuple(bands)) for name, *bands in rows[1:])
    if not dimensions or any(len(each.bands) != BANDS or not all(each.bands) for each in dimensions):
        raise RoundsError(f"The rubric of {exercise!r} is not a table with a dimension and {BANDS} bands in each row.")
    return Rubric(dimensions)
