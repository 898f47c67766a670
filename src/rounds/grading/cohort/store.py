"""What was judged before, kept by what it was judged from, so that nothing is run twice for the same answer."""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from rounds.files import fault, state_folder
from rounds.grading.cohort.work import Done, Work

KEPT_DAYS = 90
MOST_KEPT = 20_000


class Store:
    """A course's results in .rounds/judged: one file a notebook, named after the hash of all that it depends on.

    It depends on the sanitized notebook with its tests, the files beside it, the course's salt and limits, this
    package's source, Python and every installed distribution. Results with a flag, or of an answer
    that hit a limit, are not kept: they are tried again.
    """

    def __init__(self, root: Path) -> None:
        self._folder = state_folder(root) / "judged"
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise fault(error, self._folder) from None

    def get(self, key: str) -> Done | None:
        """The result kept under `key`; None where there is none that is whole."""
        path = self._folder / key
        try:
            digest, content = path.read_bytes().split(b"\n", 1)
            if digest.decode() != hashlib.sha256(content).hexdigest():
                return None
            done = Done.from_json(json.loads(content))
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return done

    def put(self, key: str, done: Done) -> None:
        """Keep a result, unless it has a flag or hit a limit: another time it may come out otherwise."""
        if done.notes or any(verdict.flag for verdict in done.verdicts.values()):
            return
        content = json.dumps(done.as_json()).encode()
        beside = self._folder / f".{uuid4().hex}"
        try:
            # A crash of the machine may cost the result, never its wholeness: that is what the digest is for.
            beside.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            beside.replace(self._folder / key)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise fault(error, beside) from None

    def prune(self) -> None:
        """Remove what nobody has asked for in 90 days, and the oldest beyond 20,000."""
        with os.scandir(self._folder) as found:
            ages = sorted(((each.stat().st_mtime, each.path) for each in found), reverse=True)
        oldest = time.time() - KEPT_DAYS * 86_400
        for number, (used, path) in enumerate(ages):
            if used < oldest or number >= MOST_KEPT:
                Path(path).unlink(missing_ok=True)


def key_of(work: Work) -> str:
    """The hash of all that a result depends on."""
    digest = hashlib.sha256(surroundings().encode())
    for part in _parts(work):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(value: Any) -> Iterator[bytes]:
    """A value of plain data and dataclasses as a sequence of bytes that no other value has."""
    if is_dataclass(value):
        yield type(value).__name__.encode()
        for each in fields(value):
            yield each.name.encode()
            yield from _parts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield f"mapping {len(value)}".encode()
        for key in sorted(value):
            yield from _parts(key)
            yield from _parts(value[key])
    elif isinstance(value, tuple):
        yield f"tuple {len(value)}".encode()
        for each in value:
            yield from _parts(each)
    elif isinstance(value, bytes):
        yield value
    else:
        yield repr(value).encode()


@cache
def surroundings() -> str:
    """A hash of this package's source, of Python, and of the names and versions of all installed distributions."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parents[2]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for folder in sorted({entry for entry in sys.path if entry.endswith("-packages")}):
        installed = (entry.name for entry in Path(folder).glob("*.dist-info"))
        digest.update("\n".join(sorted(installed)).encode())
    return digest.hexdigest()
