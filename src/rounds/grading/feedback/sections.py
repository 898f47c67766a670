"""The sections of a notebook: whose exercise a cell belongs to, which cells a learner wrote, and the hints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rounds.course import grade_id, heading, is_solution, owner_of
from rounds.files import Cell

_HINT = re.compile(r"^<details><summary>(Hint .+?)</summary>\n\n(.+?)\n\n</details>$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Hint:
    """A folded hint of an exercise; `text` is Markdown."""

    title: str
    text: str


def owners(cells: Sequence[Cell], exercises: list[str]) -> list[str | None]:
    """The exercise in whose section each cell stands, None outside of all; a section begins with its heading."""
    found: list[str | None] = []
    waiting, current = 0, None
    for cell in cells:
        if heading(cell):
            waiting, current = 0, None
        known = grade_id(cell)
        owner = known if known in exercises else owner_of(known, exercises)
        if owner is not None:
            found[len(found) - waiting :] = [owner] * waiting
            waiting, current = 0, owner
        found.append(current)
        waiting += current is None
    return found


def is_theirs(cell: Cell, course: Sequence[Cell]) -> bool:
    """Whether the learner wrote or changed the cell; `course` are the cells as the course has them."""
    if grade_id(cell):
        return is_solution(cell)
    kind, text = cell["cell_type"], cell["source"].strip()
    return bool(text) and all((kind, text) != (known["cell_type"], known["source"].strip()) for known in course)


def hints(cells: Sequence[Cell], exercises: list[str]) -> dict[str, tuple[Hint, ...]]:
    """The hints of each exercise: folded blocks under such a title; other folded blocks are to be read afterwards."""
    found: dict[str, tuple[Hint, ...]] = {}
    for cell, owner in zip(cells, owners(cells, exercises), strict=True):
        folded = cell["cell_type"] == "markdown" and cell["source"].lstrip().startswith("<details>")
        if owner is not None and folded:
            blocks = _HINT.findall(cell["source"].strip())
            found[owner] = (*found.get(owner, ()), *(Hint(title.strip(), text.strip()) for title, text in blocks))
    return found
