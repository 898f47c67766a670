"""The diary: which exercise was checked when, which hint was opened when, in one file of the learner's own course.

`.rounds/diary.jsonl` has a line of JSON for each entry and only ever grows. A line that cannot be read, since a disk
was full or another program wrote it, is passed over.
"""

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from rounds.files import FileError, fault, state_folder

DIARY = ".rounds/diary.jsonl"


@dataclass(frozen=True)
class Check:
    """Hidden tests judged an exercise; `whole` says that the rest of its notebook was checked with it."""

    at: datetime
    notebook: str
    exercise: str
    points: float
    possible: float
    whole: bool = False

    @property
    def passed(self) -> bool:
        """Whether every point was awarded."""
        return self.points == self.possible


@dataclass(frozen=True)
class Hint:
    """The learner opened hint number `tier` of an exercise; 1 is the gentlest."""

    at: datetime
    exercise: str
    tier: int


@dataclass(frozen=True)
class Band:
    """The band that a text reaches in one dimension of its rubric, 1 to 4, and the words of it that show so."""

    number: int
    evidence: str = ""


@dataclass(frozen=True)
class SelfScore:
    """The learner's own score of a text, after its rubric; never added to what hidden tests award."""

    at: datetime
    exercise: str
    points: float
    possible: float
    bands: Mapping[str, Band] = field(default_factory=dict)


Entry: TypeAlias = Check | Hint | SelfScore


def note_checks(
    root: Path, notebook: str, results: Iterable[tuple[str, float, float]], *, at: datetime | None = None
) -> None:
    """Write down what one check of a notebook found, as (exercise, points, possible) for each exercise that it judged.

    The moment is now where `at` names none. Raises `FileError` where the diary cannot be written.
    """
    moment, found = at or datetime.now(UTC), list(results)
    _append(root, [Check(moment, notebook, *result, whole=len(found) > 1) for result in found])


def note_hint(root: Path, exercise: str, tier: int, *, at: datetime | None = None) -> None:
    """Write down that a hint was opened; raises `FileError` where the diary cannot be written."""
    _append(root, [Hint(at or datetime.now(UTC), exercise, tier)])


def note_self_score(
    root: Path,
    exercise: str,
    points: float,
    possible: float,
    *,
    bands: Mapping[str, Band] | None = None,
    at: datetime | None = None,
) -> None:
    """Write down how the learner scores their own text, with the band of each dimension by its name.

    Raises `FileError` where the diary cannot be written.
    """
    _append(root, [SelfScore(at or datetime.now(UTC), exercise, points, possible, dict(bands or {}))])


def read(root: Path) -> tuple[Entry, ...]:
    """Every entry, by time; none where there is no diary yet. Raises `FileError` for one that may not be read."""
    try:
        text = (root / DIARY).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise fault(error, root / DIARY) from None
    found = [entry for line in text.splitlines() if (entry := _entry(line))]
    return tuple(sorted(found, key=lambda entry: entry.at))


def _append(root: Path, entries: Iterable[Entry]) -> None:
    """Add lines in one write: what two notebooks write at once stands one after the other."""
    lines = "".join(f"{json.dumps(_as_json(entry), ensure_ascii=False)}\n" for entry in entries).encode()
    path = root / DIARY
    state_folder(root)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            written = os.write(descriptor, lines if _ends_a_line(descriptor) else b"\n" + lines)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise fault(error, path) from None
    if written < len(lines):
        raise FileError(f"The disk is full: {path} lacks what was just done. Free some space.")


def _ends_a_line(descriptor: int) -> bool:
    """Whether the file is whole; after a line that was cut off, the next must not be lost with it."""
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def _as_json(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {"at": entry.at.astimezone(UTC).isoformat(timespec="milliseconds")}
    match entry:
        case Check():
            said |= {"did": "check", "notebook": entry.notebook, "exercise": entry.exercise}
            said |= {"points": entry.points, "possible": entry.possible, "whole": entry.whole}
        case Hint():
            said |= {"did": "hint", "exercise": entry.exercise, "tier": entry.tier}
        case SelfScore():
            said |= {"did": "self-score", "exercise": entry.exercise}
            said |= {"points": entry.points, "possible": entry.possible}
            if entry.bands:
                said["bands"] = {name: [band.number, band.evidence] for name, band in entry.bands.items()}
    return said


def _bands(said: dict[str, Any]) -> dict[str, Any]:
    bands = said.get("bands", {})
    return bands if isinstance(bands, dict) else {}


def _entry(line: str) -> Entry | None:
    """The entry in a line; None where there is none."""
    try:
        said = json.loads(line)
        at = datetime.fromisoformat(said["at"]).astimezone(UTC)
        exercise = str(said["exercise"])
        if said["did"] == "hint":
            return Hint(at, exercise, int(said["tier"]))
        points, possible = float(said["points"]), float(said["possible"])
        if not (math.isfinite(possible) and 0 <= points <= possible):
            return None
        if said["did"] == "self-score":
            bands = {str(name): Band(int(number), str(words)) for name, (number, words) in _bands(said).items()}
            return SelfScore(at, exercise, points, possible, bands)
        if said["did"] == "check":
            return Check(at, str(said["notebook"]), exercise, points, possible, said.get("whole") is True)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        pass
    return None
