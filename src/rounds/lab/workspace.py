"""The learner's own copies of the course's notebooks: made, kept up to date, never overwritten."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rounds.errors import RoundsError, UnknownName
from rounds.files import fault, write_atomic

WORKSPACE = "workspace"
RECORD = ".rounds/copies.json"


@dataclass(frozen=True)
class WorkspaceReport:
    """What making or refreshing a workspace did, as paths relative to it.

    `kept` are notebooks that the learner has worked in and of which the course has a newer version.
    """

    path: Path
    added: tuple[str, ...]
    refreshed: tuple[str, ...]
    kept: tuple[str, ...]

    def sentences(self) -> list[str]:
        """Return what a learner should know, one sentence a line; nothing when nothing changed."""
        lines = []
        if self.added:
            lines.append(f"Added to {self.path.name}/: {', '.join(self.added)}.")
        if self.refreshed:
            lines.append(f"Brought up to date, since you had not touched them: {', '.join(self.refreshed)}.")
        lines += [
            f"{name} has a newer version; yours is kept. `rounds reset {name}` takes the new one and keeps the old."
            for name in self.kept
        ]
        return lines


def make_workspace(course_root: Path) -> WorkspaceReport:
    """Make or refresh `workspace/`: copies of `notebooks/*.ipynb` and `release/<assignment>/*.ipynb`.

    A notebook that is missing is added. One that the learner has not touched, by the hash recorded when it was copied,
    follows the course. One that they have touched stays as it is. Raises RoundsError where nothing can be written.
    """
    workspace = course_root / WORKSPACE
    originals = _originals(course_root)
    if not originals:
        raise RoundsError(f"{course_root} holds no notebooks to work on; run this from the folder of a Rounds course.")
    added: list[str] = []
    refreshed: list[str] = []
    kept: list[str] = []
    try:
        copied = _read_record(workspace)
        for name, original in originals.items():
            released, copy = original.read_bytes(), workspace / name
            newest, ours = _digest(released), _digest(copy.read_bytes()) if copy.exists() else None
            if ours not in (None, newest, copied.get(name)):
                if copied.get(name) != newest:
                    kept.append(name)
                continue
            if ours != newest:
                write_atomic(copy, released)
                (refreshed if ours else added).append(name)
            copied[name] = newest
        _write_record(workspace, copied)
    except OSError as error:
        raise fault(error, workspace) from None
    return WorkspaceReport(workspace, tuple(added), tuple(refreshed), tuple(kept))


def reset_notebook(course_root: Path, name: str) -> Path:
    """Put the course's version of a notebook back and return the path of the learner's old copy, kept beside it.

    `name` is a notebook's file name or its path in the workspace, with or without `.ipynb`. Raises UnknownName for a
    notebook that the course does not have, RoundsError where there is no copy to reset or nothing can be written.
    """
    workspace = course_root / WORKSPACE
    originals = _originals(course_root)
    relative = _find(name, list(originals))
    copy = workspace / relative
    if not copy.exists():
        raise RoundsError(f"There is no copy of {relative} in {WORKSPACE}/ to reset; `rounds lab` makes one.")
    try:
        kept = _free_name(copy)
        released = originals[relative].read_bytes()
        write_atomic(kept, copy.read_bytes())
        write_atomic(copy, released)
        _write_record(workspace, _read_record(workspace) | {relative: _digest(released)})
    except OSError as error:
        raise fault(error, workspace) from None
    return kept


def _originals(course_root: Path) -> dict[str, Path]:
    """Map each notebook's path in the workspace to the course's own file."""
    found = {path.name: path for path in sorted((course_root / "notebooks").glob("*.ipynb"))}
    released = course_root / "release"
    found |= {path.relative_to(released).as_posix(): path for path in sorted(released.glob("*/*.ipynb"))}
    return {name: path for name, path in found.items() if not name.startswith(".")}


def _find(name: str, known: list[str]) -> str:
    wanted = name.removeprefix(f"{WORKSPACE}/").removesuffix(".ipynb")
    stems = {relative: relative.removesuffix(".ipynb") for relative in known}
    matches = [relative for relative, stem in stems.items() if wanted in (stem, stem.rpartition("/")[2])]
    if len(matches) != 1:
        raise UnknownName("notebook", name, list(stems.values()))
    return matches[0]


def _free_name(copy: Path) -> Path:
    stem = f"{copy.stem}.before-reset-{date.today().isoformat()}"
    candidate, number = copy.with_name(f"{stem}.ipynb"), 2
    while candidate.exists():
        candidate, number = copy.with_name(f"{stem}-{number}.ipynb"), number + 1
    return candidate


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_record(workspace: Path) -> dict[str, str]:
    """Read the hashes of the copies as they were made; with no readable record every copy counts as touched."""
    try:
        record = json.loads((workspace / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write_record(workspace: Path, record: dict[str, str]) -> None:
    if record != _read_record(workspace):
        write_atomic(workspace / RECORD, json.dumps(record, indent=1, sort_keys=True) + "\n")
