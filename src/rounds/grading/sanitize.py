"""Puts a learner's notebook back on the course's rails: our cells are ours again, only the answers are theirs."""

from dataclasses import dataclass
from typing import Any

from rounds.course import grade_id, is_solution
from rounds.files import Cell, Notebook


@dataclass(frozen=True)
class Sanitized:
    """A notebook ready to be sliced, and the ids of our cells that the learner's copy lacked, repeated or changed."""

    notebook: Notebook
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    changed: tuple[str, ...]

    def sentences(self) -> list[str]:
        """What the learner should know about the state of their copy; empty when it is as it should be."""
        lines = []
        if self.missing:
            lines.append(f"Missing from your notebook, so put back for grading: {', '.join(self.missing)}.")
        if self.repeated:
            lines.append(f"More than once in your notebook, so the last one counts: {', '.join(self.repeated)}.")
        if self.changed:
            lines.append(f"Not as the course has it, so the course's version counts: {', '.join(self.changed)}.")
        return lines


def sanitized(learner: Notebook, ours: Notebook) -> Sanitized:
    """Combine the learner's answers with our cells.

    Solution cells keep the learner's source and nothing else of theirs. Every other cell with a grade id of ours is
    ours again, hidden tests included. Cells that claim an id that we do not know, and all but the last that claim the
    same one (nbgrader's rule), become plain cells. Plain cells lose tags, other metadata and outputs. What is missing
    is put back in its place; a missing answer comes back empty, never as the solution.
    """
    official = {grade_id(cell): cell for cell in ours["cells"] if grade_id(cell)}
    claims = [grade_id(cell) for cell in learner["cells"]]
    last = {claim: index for index, claim in enumerate(claims) if claim in official}
    changed, cells = [], []
    for index, cell in enumerate(learner["cells"]):
        claim = claims[index]
        if last.get(claim) != index:
            cells.append(_plain(cell, index))
            continue
        if is_solution(official[claim]):
            cells.append(_answered(official[claim], cell["source"]))
        else:
            cells.append(_ours(official[claim]))
            if _visible(cell["source"]) != _visible(official[claim]["source"]):
                changed.append(claim)
    missing = [known for known in official if known not in last]
    repeated = [known for known in official if claims.count(known) > 1]
    _put_back(cells, list(official.values()))
    metadata = {"kernelspec": ours["metadata"]["kernelspec"], "rounds": ours["metadata"].get("rounds", {})}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return Sanitized(notebook, tuple(missing), tuple(repeated), tuple(changed))


def _visible(source: str) -> str:
    """A cell's source without its hidden tests, as the learner received it."""
    kept, hidden = [], False
    for line in source.splitlines():
        if "BEGIN HIDDEN TESTS" in line:
            hidden = True
        elif "END HIDDEN TESTS" in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept).strip()


def _plain(cell: Cell, index: int) -> Cell:
    made = _cell(cell["cell_type"], cell["source"], {}, f"plain-{index}")
    if cell["cell_type"] == "markdown" and isinstance(cell.get("attachments"), dict):
        made["attachments"] = cell["attachments"]
    return made


def _answered(ours: Cell, source: str) -> Cell:
    return _cell(ours["cell_type"], source, _our_metadata(ours), f"ours-{grade_id(ours)}")


def _ours(ours: Cell) -> Cell:
    return _answered(ours, ours["source"])


def _our_metadata(ours: Cell) -> dict[str, Any]:
    kept = ("nbgrader", "rounds", "tags", "deletable", "editable")
    return {key: _copy(ours["metadata"][key]) for key in kept if key in ours["metadata"]}


def _copy(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else list(value) if isinstance(value, list) else value


def _cell(kind: str, source: str, metadata: dict[str, Any], cell_id: str) -> Cell:
    cell: Cell = {"cell_type": kind, "id": cell_id[:64], "metadata": metadata, "source": source}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _put_back(cells: list[Cell], official: list[Cell]) -> None:
    """Insert each official cell that is absent: an answer before its first test, all else after its forerunner."""
    position = -1
    for ours in official:
        known = grade_id(ours)
        ids = [grade_id(cell) for cell in cells]
        found = ids.index(known) if known in ids else None
        if found is None:
            tests = (index for index, name in enumerate(ids) if is_solution(ours) and name.startswith(f"{known}-"))
            found = next(tests, position + 1)
            cells.insert(found, _answered(ours, _empty(ours)) if is_solution(ours) else _ours(ours))
        position = found


def _empty(ours: Cell) -> str:
    return f"# The cell {grade_id(ours)} was missing from the notebook." if ours["cell_type"] == "code" else ""
