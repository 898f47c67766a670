"""The course's own version of a notebook, against which a submission is sanitized and scored; made once a run."""

import json
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, GradeCell, SourceCell, TaskCell
from nbgrader.api import Notebook as NotebookRow
from nbgrader.converters import GenerateAssignment
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import InstantiateTests, SaveCells
from sqlalchemy import select
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from rounds.course import grade_id
from rounds.errors import RoundsError
from rounds.files import Notebook, parsed, read_notebook
from rounds.grading.nodes import read


@dataclass(frozen=True)
class Master:
    """A notebook as the course has it: stubs for answers, hidden tests in full, checksums, points.

    `own` says that it is one of ours, with exercises and slices, and not any nbgrader notebook.
    """

    name: str
    assignment: str
    notebook: Notebook

    @property
    def own(self) -> bool:
        """Whether the notebook has our metadata."""
        return bool(self.notebook["metadata"].get("rounds"))


@dataclass(frozen=True)
class KnownCell:
    """What the gradebook holds of a cell; `points` is None for a cell that earns none."""

    cell_type: str
    locked: bool
    source: str
    checksum: str | None
    points: float | None


def steps_of(config: Config) -> list[type[Any]]:
    """The steps by which nbgrader makes a release of a source notebook in this course."""
    steps = GenerateAssignment(config=config).preprocessors
    return [import_item(step) if isinstance(step, str) else step for step in steps]


def run_steps(path: Path, names: dict[str, str], root: Path, config: Config, steps: Sequence[type[Any]]) -> Any:
    """The notebook at `path` after `steps`; raises RoundsError where nbgrader refuses it."""
    read_notebook(path)
    nb = read(path)
    resources: dict[str, Any] = {"nbgrader": {"student": ".", "db_url": "", **names}, "unique_key": names["notebook"]}
    try:
        with chdir(root):  # settings such as the header's path are relative to it
            for step in steps:
                preprocessor = step(config=config)
                preprocessor.enabled = True
                nb, resources = preprocessor(nb, resources)
    except (ValidationError, SchemaTooOldError, SchemaTooNewError) as error:
        raise RoundsError(f"nbgrader does not take {path}: {error}") from None
    return nb


def from_source(path: Path, assignment: str, root: Path, config: Config) -> Master:
    """The master of a source notebook, without asking the gradebook."""
    steps = steps_of(config)
    last = next((i for i, step in enumerate(steps) if issubclass(step, SaveCells)), len(steps))
    before = [step for step in steps[:last] if step is not InstantiateTests]
    nb = run_steps(path, {"notebook": path.stem, "assignment": assignment}, root, config, before)
    return Master(path.stem, assignment, parsed(json.loads(json.dumps(nb)), path))


def known_cells(book: Any, assignment: str) -> dict[str, dict[str, KnownCell]]:
    """What the gradebook holds of an assignment's cells, by notebook and id; empty where it holds nothing."""
    rows = select(NotebookRow.id, NotebookRow.name).join(Assignment).where(Assignment.name == assignment)
    names = {row.id: row.name for row in book.db.execute(rows)}
    points: dict[tuple[str, str], float] = {}
    for kind in (GradeCell, TaskCell):
        graded = select(kind.notebook_id, kind.name, kind.max_score).where(kind.notebook_id.in_(names))
        points |= {(row.notebook_id, row.name): row.max_score for row in book.db.execute(graded)}
    found: dict[str, dict[str, KnownCell]] = {name: {} for name in names.values()}
    for cell in book.db.scalars(select(SourceCell).where(SourceCell.notebook_id.in_(names))):
        score = points.get((cell.notebook_id, cell.name))
        known = KnownCell(cell.cell_type, cell.locked, cell.source, cell.checksum, score)
        found[names[cell.notebook_id]][cell.name] = known
    return found


def in_step(master: Master, known: dict[str, KnownCell]) -> bool:
    """Whether the gradebook holds exactly the cells of a master."""
    return {grade_id(cell): _known(cell) for cell in master.notebook["cells"] if _is_kept(cell)} == known


def as_known(master: Master, known: dict[str, KnownCell]) -> Master:
    """A master with its cells as the gradebook holds them, which counts for nbgrader; raises RoundsError for others."""
    ours = {grade_id(cell) for cell in master.notebook["cells"] if _is_kept(cell)}
    if ours != set(known):
        differing = ", ".join(sorted(ours ^ set(known)))
        raise RoundsError(
            f"source/ and the gradebook differ in cells of {master.name}: {differing}. "
            f"Run `nbgrader generate_assignment {master.assignment} --force`."
        )
    cells = []
    for cell in master.notebook["cells"]:
        held = known.get(grade_id(cell))
        if held is None:
            cells.append(cell)
            continue
        about = {**cell["metadata"]["nbgrader"], "locked": held.locked, "checksum": held.checksum}
        about |= {} if held.points is None else {"points": held.points}
        metadata = {**cell["metadata"], "nbgrader": about}
        cells.append({**cell, "cell_type": held.cell_type, "source": held.source, "metadata": metadata})
    return Master(master.name, master.assignment, {**master.notebook, "cells": cells})


def has_autotests(path: Path, config: Config) -> bool:
    """Whether a source notebook has tests that nbgrader writes itself, in a kernel, when it makes a release."""
    mark = InstantiateTests(config=config).autotest_delimiter
    return any(mark in cell["source"] for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code")


def _is_kept(cell: dict[str, Any]) -> bool:
    about = cell["metadata"].get("nbgrader") or {}
    return bool(grade_id(cell)) and any(about.get(part) for part in ("grade", "solution", "locked", "task"))


def _known(cell: dict[str, Any]) -> KnownCell:
    about = cell["metadata"]["nbgrader"]
    grade, solution = bool(about.get("grade")), bool(about.get("solution"))
    locked = not solution and (grade or bool(about.get("locked")))
    points = float(about["points"]) if grade or about.get("task") else None
    return KnownCell(cell["cell_type"], locked, cell["source"], about.get("checksum"), points)
