"""A judge's server: one for each core. It keeps a warm process and forks a judge for each slice, which it outlives.

It sits between the judge, which meets hostile answers, and the coordinator: it watches both the judge and the learner's
processes, ends what goes past its limits, and always answers with findings.
"""

import ast
import functools
import importlib
import os
import re
import select
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import Any, NoReturn

from rounds.errors import RoundsError
from rounds.grading import messages
from rounds.grading.environment import GRADING, JUDGING
from rounds.grading.judge.learner import Learner, LearnerGone
from rounds.grading.judge.orders import MOST_ORDER, Findings, packed, unpacked, unpacked_order
from rounds.grading.judge.outputs import clean
from rounds.grading.judge.session import Session, SetupError
from rounds.grading.judge.warm_process import LearnerRun, WarmProcess, WarmProcessError
from rounds.grading.judge.watch import Tree
from rounds.grading.limits import Limits
from rounds.grading.seeds import SALT_VARIABLE
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import Verdict
from rounds.grading.wire.channel import Channel, PeerGoneError

_WATCH_SECONDS = 0.05
_GRACE_SECONDS = 3.0
_JUDGE_MEMORY = 4 << 30
_FORGED = "The answer's process sent what no honest process sends"
_STUCK = "The judge could not get an end to this test and was stopped"
_SHARED = re.compile(r"(from|import) (rounds|prometheus_client|radon)\b")
_WARM_GONE = "The sandbox ended while this answer ran in it"


class _Reporter:
    """The judge's side of its line to the server: see `rounds.grading.judge.session.Supervisor`."""

    def __init__(self, line: Channel) -> None:
        self._line = line

    def tell(self, *words: Any) -> None:
        self._line.send(packed(words))

    def began(self, seconds: float) -> None:
        self.tell("began", seconds)

    def interrupt(self) -> None:
        self.tell("interrupt")
        self._line.receive()

    def outputs(self, index: int, outputs: list[dict[str, Any]]) -> None:
        self.tell("outputs", index, outputs)

    def verdict(self, verdict: Verdict) -> None:
        said = {"message": clean(verdict.message), "flag": clean(verdict.flag), "seconds": verdict.seconds}
        self.tell("verdict", verdict.as_json() | said)

    def limit(self, what: str) -> None:
        self.tell("limit", what)


class Case:
    """One slice or script from its order to its findings."""

    def __init__(self, work: Slice | Script, limits: Limits, run: LearnerRun) -> None:
        self._work, self._limits, self._run = work, limits, run
        self.findings = Findings()
        self._tree = Tree(run.shepherd)
        self._began = monotonic()
        self._judge_until = self._began + limits.cell_seconds + _GRACE_SECONDS
        self._done = self._stopped = False

    def hear(self, coordinator: socket.socket) -> Findings:
        """Fork the judge and watch until it is done; raises `PeerGoneError` where the coordinator has gone."""
        ours, theirs = socket.socketpair()
        judge = os.fork()
        if judge == 0:
            ours.close()
            _be_judge(self._work, self._limits, self._run.channel, Channel.over(theirs))
        theirs.close()
        self._run.channel.close()
        line = Channel.over(ours)
        try:
            self._follow(judge, line, coordinator)
        finally:
            with suppress(ProcessLookupError):
                os.kill(judge, signal.SIGKILL)
            _, _, usage = os.wait4(judge, 0)
            used = self._tree.use().cpu_seconds if self._run.shepherd else 0.0
            self._run.end()
            ours.close()
        found = self.findings
        found.seconds = monotonic() - self._began
        found.judge_seconds = usage.ru_utime + usage.ru_stime
        found.learner_seconds = max(self._run.cpu_seconds, used)
        return found

    def _follow(self, judge: int, line: Channel, coordinator: socket.socket) -> None:
        poller = select.poll()
        for source in (line.reader, coordinator.fileno()):
            poller.register(source, select.POLLIN)
        watched = monotonic()
        while not self._done:
            for descriptor, event in poller.poll(_WATCH_SECONDS * 1000):
                if descriptor == coordinator.fileno():
                    raise PeerGoneError
                if event:
                    self._listen(line)
            now = monotonic()
            if now - watched >= _WATCH_SECONDS:
                watched = now
                self._watch()
            if now > self._judge_until:
                self._lose(f"{_STUCK}.", flag=f"{_STUCK}.")
                os.kill(judge, signal.SIGKILL)
                return

    def _listen(self, line: Channel) -> None:
        try:
            while not self._done:
                what, *words = unpacked(line.receive())
                self._note(what, *words)
                if what == "interrupt":
                    self._run.interrupt()
                    line.send(b"")
                if not line.has_more():
                    return
        except PeerGoneError:
            if not self._done:
                self._lose(f"{_STUCK}.", flag=f"{_STUCK}.")
                self._done = True

    def _note(self, what: str, *words: Any) -> None:
        found = self.findings
        if what == "began":
            self._judge_until = monotonic() + words[0] + _GRACE_SECONDS
        elif what == "outputs":
            found.outputs[words[0]] = words[1]
        elif what == "verdict":
            found.verdicts.append(Verdict.from_json(words[0]))
        elif what == "limit":
            found.limits.append(words[0])
        elif what == "setup":
            found.failure = f"The setup of {getattr(self._work, 'exercise', '')} does not run: {words[0]}"
        elif what == "gone":
            reason, forged = words
            if forged:
                self._lose(f"{_FORGED}.", flag=f"{_FORGED}: {reason}.")
            else:
                self._lose(reason)
        elif what == "done":
            found.calls = words[0]
            self._done = True

    def _watch(self) -> None:
        """End the learner's processes where together they use more than they may."""
        if self._stopped or not self._run.shepherd:
            return
        use, limits = self._tree.use(), self._limits
        if use.cpu_seconds > limits.cpu_seconds:
            self._stop(messages.over_cpu(limits.cpu_seconds))
        elif use.resident > limits.memory and self._tree.memory() > limits.memory:
            self._stop(messages.over_memory(limits.memory))

    def _stop(self, why: str) -> None:
        self._stopped = True
        self.findings.limits.append(f"Your code {why}.")
        self._lose(f"Your code {why}.")
        with suppress(OSError):
            self._run.reports.shutdown(socket.SHUT_WR)

    def _lose(self, why: str, flag: str = "") -> None:
        """Remember the first reason for which verdicts are missing."""
        if not self.findings.lost:
            self.findings.lost, self.findings.flag = why, flag


def _be_judge(work: Slice | Script, limits: Limits, channel: Channel, line: Channel) -> NoReturn:
    """The judge's process, from its first line to its last."""
    reporter = _Reporter(line)
    learner = Learner(channel)
    try:
        _prepare(work)
        session = Session(learner, reporter, limits)
        if isinstance(work, Script):
            session.play(work)
        else:
            session.judge(work)
    except LearnerGone as gone:
        reporter.tell("gone", str(gone), gone.forged)
    except SetupError as error:
        reporter.tell("setup", str(error))
    finally:
        with suppress(BaseException):
            reporter.tell("done", learner.calls)
        os._exit(0)


def _prepare(work: Slice | Script) -> None:
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin = None
    resource.setrlimit(resource.RLIMIT_AS, (_JUDGE_MEMORY, _JUDGE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ |= {GRADING: "1", JUDGING: "1"}
    if isinstance(work, Slice):
        os.environ[SALT_VARIABLE] = work.salt


def _import_for(work: Slice | Script) -> tuple[str, ...]:
    """Import here, once, what setup and tests of ours import: each judge is forked with it.

    Returns those of setup that the warm process shall have too: of modules that are known to bear it.
    """
    if isinstance(work, Script):
        return ()
    for cells in (work.setup, work.tests):
        for cell in cells:
            _import_here(cell.source)
    return tuple(each for cell in work.setup for each in _imports(cell.source) if _SHARED.match(each))


@functools.lru_cache(maxsize=1024)  # a cohort's submissions have them in common
def _import_here(source: str) -> None:
    for statement in _imports(source):
        with suppress(Exception):
            exec(statement, {})


@functools.lru_cache(maxsize=1024)
def _imports(source: str) -> tuple[str, ...]:
    """The import statements of a cell, but for those in functions and the like."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return ()
    return tuple(
        ast.unparse(node)
        for node in body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not node.level)
    )


def serve(coordinator: socket.socket, warm: WarmProcess) -> None:
    """Answer orders, one after the other, until the coordinator has gone."""
    line = Channel.over(coordinator, MOST_ORDER)
    try:
        while True:
            line.send(_findings(warm, line.receive(), coordinator).as_bytes())
    except PeerGoneError:
        return
    finally:
        warm.close()


def import_what_tests_use() -> None:
    """Import it before servers are forked, once for all of them."""
    for name in ("numpy", "rounds.sim", "rounds.grading.kinds", "rounds.lab.check", "rounds.lab.unfinished"):
        importlib.import_module(name)


def _findings(warm: WarmProcess, order: bytes, coordinator: socket.socket) -> Findings:
    """What comes of an order; whatever goes wrong with it must not cost the next one."""
    try:
        return _answer(warm, order, coordinator)
    except PeerGoneError:
        raise
    except RoundsError as error:
        return Findings(failure=str(error))
    except Exception as error:  # noqa: BLE001
        return Findings(failure=f"The judge's server failed: {type(error).__name__}: {error}")


def _answer(warm: WarmProcess, order: bytes, coordinator: socket.socket) -> Findings:
    work, limits = unpacked_order(order)
    imports = _import_for(work)
    try:
        run = warm.open_run(limits, imports)
    except WarmProcessError:
        try:
            warm.start()
            run = warm.open_run(limits, imports)
        except WarmProcessError as error:
            return Findings(failure=f"No process for the answer could be started: {error}.")
    found = Case(work, limits, run).hear(coordinator)
    if not warm.after_run(bool(found.lost)):
        return replace(found, verdicts=[], lost=f"{_WARM_GONE}.", flag=f"{_WARM_GONE}.")
    return found
