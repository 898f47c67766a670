"""The learner's own copies of the course's notebooks: made, kept up to date, never overwritten."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rounds.course import NOTEBOOKS, RELEASE
from rounds.errors import RoundsError, UnknownName
from rounds.files import fault, free_name, write_atomic

WORKSPACE = "workspace"
RECORD, EDITIONS = ".rounds/copies.json", ".rounds/editions"
NEW = "new"  # in the name of a copy that `rounds update` puts beside the learner's


@dataclass(frozen=True)
class WorkspaceReport:
    """What making or refreshing a workspace did, as paths relative to it.

    `kept` are notebooks that the learner has worked in and of which the course has a newer version; `recovered` those
    that JupyterLab was writing when it was ended by force.
    """

    path: Path
    added: tuple[str, ...]
    refreshed: tuple[str, ...]
    kept: tuple[str, ...]
    recovered: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Return what a learner should know, one sentence a line; nothing when nothing changed."""
        lines = []
        if self.added:
            lines.append(f"Added to {self.path.name}/: {', '.join(self.added)}.")
        if self.refreshed:
            lines.append(f"Brought up to date, since you had not touched them: {', '.join(self.refreshed)}.")
        lines += [
            f"{name} was cut off while it was being saved; it is as it was before that." for name in self.recovered
        ]
        lines += [
            f"{name} has a newer version; yours is kept. `rounds update {name}` puts the new one beside it and says "
            f"what is new; `rounds reset {name}` begins afresh and keeps the old."
            for name in self.kept
        ]
        return lines


def make_workspace(course_root: Path, only: Collection[str] | None = None) -> WorkspaceReport:
    """Make or refresh `workspace/`: copies of `notebooks/*.ipynb` and `release/<assignment>/*.ipynb`, or `only` some.

    A notebook that is missing is added. One whose cells the learner has not touched follows the course: what tells is
    a hash recorded when it was copied, so that running cells alone does not count. One that they have touched stays as
    it is. Raises RoundsError where nothing can be written.
    """
    workspace = course_root / WORKSPACE
    originals = originals_of(course_root)
    if not originals:
        raise RoundsError(f"{course_root} holds no notebooks to work on; run this from the folder of a Rounds course.")
    added: list[str] = []
    refreshed: list[str] = []
    kept: list[str] = []
    try:
        recovered = _recover(workspace)
        copies = _read_record(workspace)
        for name in originals if only is None else only:
            original = originals[name]
            copy, released = workspace / name, original.read_bytes()
            mine, recorded = copy.read_bytes() if copy.exists() else None, copies.get(name, {})
            edition = _edition(released)
            if mine not in (None, released):
                if recorded.get("edition") == edition["edition"]:
                    _keep_edition(workspace, name, released)
                    continue
                if recorded.get("cells") != _edition(mine)["cells"]:
                    kept.append(name)
                    continue
            if mine != released:
                write_atomic(copy, released)
                (added if mine is None else refreshed).append(name)
            copies[name] = edition
            _keep_edition(workspace, name, released)
        _write_record(workspace, copies)
    except OSError as error:
        raise fault(error, workspace) from None
    return WorkspaceReport(workspace, tuple(added), tuple(refreshed), tuple(kept), recovered)


def _recover(workspace: Path) -> tuple[str, ...]:
    """Put back what JupyterLab was writing when it was ended: it keeps a copy beside a notebook while it writes."""
    found = []
    for copy in sorted(workspace.rglob(".~*.ipynb")):
        notebook = copy.with_name(copy.name.removeprefix(".~"))
        if _is_json(copy) and not _is_json(notebook):
            write_atomic(notebook, copy.read_bytes())
            found.append(notebook.relative_to(workspace).as_posix())
    return tuple(found)


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return False
    return True


def reset_notebook(course_root: Path, name: str) -> Path:
    """Put the course's version of a notebook back and return the path of the learner's old copy, kept beside it.

    `name` is a notebook's file name or its path in the workspace, with or without `.ipynb`. Raises UnknownName for a
    notebook that the course does not have, RoundsError where there is no copy to reset or nothing can be written.
    """
    workspace = course_root / WORKSPACE
    originals = originals_of(course_root)
    relative = find(name, list(originals))
    copy = workspace / relative
    if not copy.exists():
        raise RoundsError(f"There is no copy of {relative} in {WORKSPACE}/ to reset; `rounds lab` makes one.")
    try:
        kept = _free_name(copy, "before-reset")
        released = originals[relative].read_bytes()
        write_atomic(kept, copy.read_bytes())
        write_atomic(copy, released)
        _current(workspace, relative, released)
    except OSError as error:
        raise fault(error, workspace) from None
    return kept


def put_beside(course_root: Path, relative: str) -> Path:
    """Put the course's version of a notebook beside the learner's copy and return its path; nothing is overwritten.

    From then on the learner's copy counts as one of that version. Raises RoundsError where nothing can be written.
    """
    workspace = course_root / WORKSPACE
    try:
        released = originals_of(course_root)[relative].read_bytes()
        beside = _free_name(workspace / relative, NEW)
        write_atomic(beside, released)
    except OSError as error:
        raise fault(error, workspace) from None
    try:
        _current(workspace, relative, released)
    except BaseException:
        beside.unlink()  # or the next try would put a second one there
        raise
    return beside


def edition_of(course_root: Path, relative: str) -> Path:
    """The course's version that a learner's copy goes back to; the copy itself where that was not kept."""
    workspace = course_root / WORKSPACE
    kept = workspace / EDITIONS / relative
    return kept if kept.is_file() else workspace / relative


def originals_of(course_root: Path) -> dict[str, Path]:
    """Map each notebook's path in the workspace to the course's own file."""
    found = {path.name: path for path in sorted((course_root / NOTEBOOKS).glob("*.ipynb"))}
    released = course_root / RELEASE
    found |= {path.relative_to(released).as_posix(): path for path in sorted(released.glob("*/*.ipynb"))}
    return {name: path for name, path in found.items() if not name.startswith(".")}


def find(name: str, known: list[str]) -> str:
    """Return the known notebook whose path ends as `name` does, or whose path `name` ends with."""
    wanted = f"/{name}".removesuffix(".ipynb")
    paths = {relative: f"/{relative}".removesuffix(".ipynb") for relative in known}
    matches = [relative for relative, path in paths.items() if path.endswith(wanted) or wanted.endswith(path)]
    if len(matches) != 1:
        raise UnknownName("notebook", name, [Path(relative).stem for relative in known])
    return matches[0]


def _free_name(copy: Path, word: str) -> Path:
    return free_name(copy.with_name(f"{copy.stem}.{word}-{date.today().isoformat()}"), ".ipynb")


def _current(workspace: Path, relative: str, released: bytes) -> None:
    """Record that the learner's copy goes with this edition of the notebook."""
    _keep_edition(workspace, relative, released)
    _write_record(workspace, _read_record(workspace) | {relative: _edition(released)})


def _keep_edition(workspace: Path, relative: str, released: bytes) -> None:
    """Keep the edition that a copy was made from: what is new later is told by comparing with it."""
    kept = workspace / EDITIONS / relative
    if not kept.exists() or kept.read_bytes() != released:
        write_atomic(kept, released)


def _edition(content: bytes) -> dict[str, str]:
    """Return one hash of a notebook as it lies on disk, and one of its cells alone, which running does not change."""
    try:
        cells = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(content)["cells"]]
    except (ValueError, KeyError, TypeError):
        cells = None
    return {"edition": _digest(content), "cells": _digest(json.dumps(cells).encode() if cells else content)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_record(workspace: Path) -> dict[str, dict[str, str]]:
    """Read the hashes of the copies as they were made; with no readable record every copy counts as touched."""
    try:
        record = json.loads((workspace / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write_record(workspace: Path, record: dict[str, dict[str, str]]) -> None:
    if record != _read_record(workspace):
        write_atomic(workspace / RECORD, json.dumps(record, indent=1, sort_keys=True) + "\n")
