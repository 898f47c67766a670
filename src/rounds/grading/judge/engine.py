"""The engine: hands slices to the judges' servers, one for each core, and turns what they found into outcomes."""

import atexit
import os
import queue
import select
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.engine import Outcome, Played, Usage
from rounds.grading.judge.orders import Findings, packed_order
from rounds.grading.judging import NO_VERDICT
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import best_mode
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import failed
from rounds.grading.wire.channel import Channel, PeerGoneError

_SERVER_GONE = "The judge itself ended while it worked on this answer"
_MOST_ORDER = 1 << 30


class CancelledError(Exception):
    """Who asked no longer waits for the answer."""


class _Server:
    """A judge's server, as a process of its own."""

    def __init__(self, number: int, mode: str, hidden: Sequence[Path]) -> None:
        ours, theirs = socket.socketpair()
        processors = _processors()
        processor = str(processors[number % len(processors)]) if processors else "-"
        words = [sys.executable, "-m", "rounds.grading.judge.server", str(theirs.fileno()), mode, processor]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the server)
        self.process = subprocess.Popen(
            [*words, *map(str, hidden)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is ours to handle
            cwd="/",
            env=environment(),
        )
        theirs.close()
        self._socket = ours
        self._channel = Channel(ours.fileno(), ours.fileno(), most=_MOST_ORDER)

    def ask(self, order: bytes, caller: socket.socket | None) -> Findings:
        self._channel.send(order)
        if caller is not None:
            self._wait(caller)
        return Findings.unpacked(self._channel.receive())

    def _wait(self, caller: socket.socket) -> None:
        """Until there is an answer; raises `CancelledError` where the caller hangs up first."""
        poller = select.poll()
        poller.register(self._socket, select.POLLIN)
        poller.register(caller, select.POLLIN)
        if all(descriptor == caller.fileno() for descriptor, _ in poller.poll()):
            raise CancelledError

    def last_words(self) -> str:
        """The last line that the server wrote before it ended."""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "no reason given"

    def hang_up(self) -> None:
        """Have the server end itself and all that it started; safe from any thread."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang_up()
        self._socket.close()
        self._log.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _processors() -> list[int]:
    """Those that this process may use; empty where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def environment() -> dict[str, str]:
    """For a process of ours that learners' notebooks or pytest may have started."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JPY_", "PYTEST_", "MPLBACKEND"))}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}


class JudgeEngine:
    """Judges answers out of process: see docs/judge.md.

    Args:
        limits: what an answer may use.
        workers: how many slices are judged side by side, each on a core of its own; by default one a core.
        hidden: folders that answers must not see even where they lie inside the Python installation.
        mode: how answers are walled in; the strongest that this machine allows by default.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        workers: int | None = None,
        hidden: Sequence[Path] = (),
        mode: str | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.workers = workers or len(_processors()) or 2
        self.mode = mode or best_mode()
        self._hidden = tuple(hidden)
        self._lock = threading.Lock()
        self._servers: list[_Server | None] = [None] * self.workers
        self._free: queue.LifoQueue[int] = queue.LifoQueue()  # the one that is warm first
        for number in reversed(range(self.workers)):
            self._free.put(number)
        self._stopping = False
        atexit.register(self.stop)

    def start(self) -> None:
        """Start the servers now: their imports take a second, in which the caller may do something else."""
        for number in range(self.workers):
            self._server(number)

    def run(self, piece: Slice) -> Outcome:
        """See `rounds.grading.engine.Engine`."""
        return outcome_of(piece, self.findings(packed_order(piece, self.limits)))

    def play(self, script: Script) -> Played:
        """See `rounds.grading.engine.Engine`."""
        return played_of(self.findings(packed_order(script, self.limits)))

    def stop(self) -> None:
        """See `rounds.grading.engine.Engine`; the engine can be used again afterwards."""
        with self._lock:
            servers = [server for server in self._servers if server is not None]
            self._servers = [None] * self.workers
        for server in servers:
            server.hang_up()
        for server in servers:
            server.close()
        atexit.unregister(self.stop)

    def findings(self, order: bytes, caller: socket.socket | None = None) -> Findings:
        """What comes of a packed order; raises `CancelledError` where `caller` hangs up before."""
        number = self._free.get()
        server = self._server(number)
        try:
            return server.ask(order, caller)
        except PeerGoneError:
            why = f"{_SERVER_GONE}: {server.last_words()}"
            self._forget(number)
            return Findings(lost=f"{_SERVER_GONE}.", flag=why)
        except BaseException:
            self._forget(number)  # half an answer may still be on its way
            raise
        finally:
            self._free.put(number)

    def _server(self, number: int) -> _Server:
        with self._lock:
            server = self._servers[number]
            if server is None:
                server = self._servers[number] = _Server(number, self.mode, self._hidden)
            return server

    def _forget(self, number: int) -> None:
        with self._lock:
            server, self._servers[number] = self._servers[number], None
        if server is not None:
            server.close()


def outcome_of(piece: Slice, found: Findings) -> Outcome:
    """Findings as an outcome: a verdict for each test; raises RoundsError where nothing could be run."""
    if found.failure:
        raise RoundsError(found.failure)
    given = {verdict.test: verdict for verdict in found.verdicts}
    lost, flag = (found.lost, found.flag) if found.lost else (NO_VERDICT, NO_VERDICT)
    verdicts = tuple(
        given.get(cell.test.id) or failed(cell.test.id, cell.test.points, lost, flag=flag) for cell in piece.tests
    )
    return Outcome(verdicts, found.outputs, found.seconds, _usage(found))


def played_of(found: Findings) -> Played:
    """Findings as what came of a script; raises RoundsError where nothing could be run."""
    if found.failure:
        raise RoundsError(found.failure)
    return Played(found.outputs, found.seconds, found.lost or found.ended, _usage(found))


def _usage(found: Findings) -> Usage:
    return Usage(found.learner_seconds, found.judge_seconds, found.calls)
