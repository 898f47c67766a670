"""The engine: hands slices to the judges' servers, one for each core, and turns what they found into outcomes."""

import atexit
import os
import queue
import random
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
from rounds.grading.judge.orders import MOST_ORDER, Findings, packed_order
from rounds.grading.judge.watch import processors
from rounds.grading.judging import NO_VERDICT
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import best_mode
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import failed
from rounds.grading.wire.channel import Channel, PeerGoneError

_SERVER_GONE = "The judge itself ended while it worked on this answer"


class CancelledError(Exception):
    """Who asked no longer waits for the answer."""


class _Group:
    """The process that judges' servers are forked from."""

    def __init__(self, descriptors: Sequence[int], processors: Sequence[int], rest: Sequence[str]) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the group)
        words = [sys.executable, "-m", "rounds.grading.judge.group", _listed(descriptors), _listed(processors)]
        self._process = subprocess.Popen(
            [*words, *rest],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is ours to handle
            cwd="/",
            env=environment(),
        )
        self._members = len(descriptors)
        self._lock = threading.Lock()

    def last_words(self) -> str:
        """The last line that one of it wrote before it ended."""
        try:
            self._log.seek(0)
            lines = self._log.read().decode(errors="replace").strip().splitlines()
        except ValueError:  # closed: it was told to end
            lines = []
        return lines[-1] if lines else "no reason given"

    def leave(self) -> None:
        """One member has been told to end; after the last one, wait for them all."""
        with self._lock:
            self._members -= 1
            if self._members:
                return
        self._log.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Server:
    """The coordinator's end of a judge's server."""

    def __init__(self, ours: socket.socket, group: _Group) -> None:
        self._socket, self.group = ours, group
        self._channel = Channel.over(ours, MOST_ORDER)

    def ask(self, order: bytes, caller: socket.socket | None) -> Findings:
        self._channel.send(order)
        if caller is not None:
            self._wait(caller)
        return Findings.from_bytes(self._channel.receive())

    def _wait(self, caller: socket.socket) -> None:
        """Until there is an answer; raises `CancelledError` where the caller hangs up first."""
        poller = select.poll()
        poller.register(self._socket, select.POLLIN)
        poller.register(caller, select.POLLIN)
        if all(descriptor == caller.fileno() for descriptor, _ in poller.poll()):
            raise CancelledError

    def hang_up(self) -> None:
        """Have the server end itself and all that it started; safe from any thread."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang_up()
        self._socket.close()
        self.group.leave()


def _servers(numbers: Sequence[int], cores: Sequence[int], mode: str, hidden: Sequence[Path]) -> dict[int, _Server]:
    """Start servers by those numbers together: what they import is imported once."""
    pairs = {number: socket.socketpair() for number in numbers}
    theirs = [their_end for _, their_end in pairs.values()]
    pinned = [cores[number % len(cores)] for number in numbers] if cores else []
    group = _Group([their_end.fileno() for their_end in theirs], pinned, [mode, *map(str, hidden)])
    for their_end in theirs:
        their_end.close()
    return {number: _Server(ours, group) for number, (ours, _) in pairs.items()}


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


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
        cores: the processors that it takes turns at, by number; by default all that this process may use, in any order,
            so that the engines of many learners on one machine do not all begin with the same.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        workers: int | None = None,
        hidden: Sequence[Path] = (),
        mode: str | None = None,
        cores: Sequence[int] = (),
    ) -> None:
        self.limits = limits or Limits()
        self.cores = cores or random.sample(found := processors(), len(found))
        self.workers = workers or len(self.cores) or 2
        self.mode = mode or best_mode()
        self._hidden = tuple(folder.resolve() for folder in hidden)
        self._lock = threading.Lock()
        self._servers: list[_Server | None] = [None] * self.workers
        self._free: queue.LifoQueue[int] = queue.LifoQueue()  # the one that is warm first
        for number in reversed(range(self.workers)):
            self._free.put(number)
        atexit.register(self.stop)

    def start(self) -> None:
        """Start the servers now: their imports take a second, in which the caller may do something else."""
        self._server(0)

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
        try:
            server = self._server(number)
            return server.ask(order, caller)
        except PeerGoneError:
            why = f"{_SERVER_GONE}: {server.group.last_words()}"
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
                # At first all of them; later one in the place of one that had to go.
                wanted = [number] if any(self._servers) else range(self.workers)
                for each, started in _servers(wanted, self.cores, self.mode, self._hidden).items():
                    self._servers[each] = started
                    server = started if each == number else server
            assert server is not None
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
    return Outcome(verdicts, found.outputs, found.seconds, _usage(found), tuple(found.limits))


def played_of(found: Findings) -> Played:
    """Findings as what came of a script; raises RoundsError where nothing could be run."""
    if found.failure:
        raise RoundsError(found.failure)
    ended = found.lost or next(iter(found.limits), "")
    return Played(found.outputs, found.seconds, ended, _usage(found))


def _usage(found: Findings) -> Usage:
    return Usage(found.learner_seconds, found.judge_seconds, found.calls)
