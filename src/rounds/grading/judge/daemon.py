"""The shared engine's process: see `rounds.grading.judge.shared`."""

import fcntl
import os
import select
import socket
import sys
import threading
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.judge.engine import CancelledError, JudgeEngine
from rounds.grading.judge.orders import MOST_ORDER, Findings
from rounds.grading.judge.shared import WORKERS
from rounds.grading.wire.channel import Channel, PeerGoneError


def serve(path: Path, parent: int, course_root: Path) -> None:
    """Answer callers at `path`, each in a thread of its own, until the descriptor `parent` is closed at its far end."""
    engine = JudgeEngine(workers=WORKERS, hidden=[course_root])
    with socket.socket(socket.AF_UNIX) as door:
        path.unlink(missing_ok=True)
        door.bind(str(path))
        door.listen()
        engine.start()
        poller = select.poll()
        poller.register(door, select.POLLIN)
        poller.register(parent, select.POLLIN)
        try:
            while parent not in dict(poller.poll()):
                caller, _ = door.accept()
                threading.Thread(target=_answer, args=(caller, engine), daemon=True).start()
        finally:
            path.unlink(missing_ok=True)
            engine.stop()


def _answer(caller: socket.socket, engine: JudgeEngine) -> None:
    with caller:
        line = Channel.over(caller, MOST_ORDER)
        try:
            try:
                found = engine.findings(line.receive(), caller)
            except RoundsError as error:
                found = Findings(failure=str(error))
            line.send(found.as_bytes())
        except (PeerGoneError, CancelledError):
            return  # the caller no longer wants to know


def main(arguments: list[str]) -> None:
    """Serve on the socket at a path for a course's root, unless another process does already."""
    path = Path(arguments[0])
    os.umask(0o077)
    with path.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        serve(path, sys.stdin.fileno(), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
