"""The engine that runs beside JupyterLab: it is up already when an answer is to be checked, in whichever notebook.

It belongs to one user and one version of our package, listens on a socket in a folder that only this user may enter,
and ends with the JupyterLab that it was started for.
"""

import functools
import hashlib
import os
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.engine import Outcome, Played
from rounds.grading.judge.engine import environment, outcome_of, played_of
from rounds.grading.judge.orders import MOST_ORDER, Findings, packed_order
from rounds.grading.limits import Limits
from rounds.grading.sandbox.kit import PACKAGE
from rounds.grading.slices import Script, Slice
from rounds.grading.wire.channel import Channel, PeerGoneError

WORKERS = 2


class SharedEngine:
    """Asks the engine that runs beside JupyterLab; raises RoundsError where it ends meanwhile.

    Args:
        limits: what an answer may use.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.workers = WORKERS
        self._calls: set[socket.socket] = set()

    def start(self) -> None:
        """Nothing: it is up."""

    def run(self, piece: Slice) -> Outcome:
        """See `rounds.grading.engine.Engine`."""
        return outcome_of(piece, self._ask(piece))

    def play(self, script: Script) -> Played:
        """See `rounds.grading.engine.Engine`."""
        return played_of(self._ask(script))

    def stop(self) -> None:
        """End what this process has asked for; the engine itself goes on."""
        for call in list(self._calls):
            with suppress(OSError):
                call.shutdown(socket.SHUT_RDWR)

    def _ask(self, work: Slice | Script) -> Findings:
        order = packed_order(work, self.limits)
        try:
            with _connected() as call:
                self._calls.add(call)
                try:
                    line = Channel.over(call, MOST_ORDER)
                    line.send(order)
                    return Findings.from_bytes(line.receive())
                finally:
                    self._calls.discard(call)
        except (OSError, PeerGoneError):
            raise RoundsError("The judge ended while it worked on this answer; check it again.") from None


def is_up() -> bool:
    """Whether a shared engine answers."""
    try:
        _connected().close()
    except OSError:
        return False
    return True


def start(course_root: Path) -> "subprocess.Popen[bytes]":
    """Start a shared engine, which ends when its standard input is closed; it takes a second to be ready.

    Answers do not see the course at `course_root`, even where it lies inside the Python installation.
    Where another is up it ends at once.
    """
    path = socket_path()
    with path.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "rounds.grading.judge.daemon", str(path), str(course_root)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd="/",
            env=environment(),
        )


def socket_path() -> Path:
    """Where the shared engine of this user and this version of our package listens."""
    folder = Path(tempfile.gettempdir()) / f"rounds-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise RoundsError(f"{folder} is not a folder of yours alone; remove it, or have it removed.")
    return folder / f"judge-{_version()}.sock"


@functools.cache
def _version() -> str:
    """Changes with the package's place, its files and the Python that runs it."""
    files = sorted((str(path), path.stat().st_mtime_ns) for path in PACKAGE.rglob("*.py"))
    return hashlib.sha256(repr((sys.executable, files)).encode()).hexdigest()[:16]


def _connected() -> socket.socket:
    path = str(socket_path())
    made = socket.socket(socket.AF_UNIX)
    try:
        made.connect(path)
    except OSError:
        made.close()
        raise
    return made
