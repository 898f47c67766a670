"""One exercise before the judge: its cells run in the learner's process, its tests here."""

import ast
import io
import linecache
import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from time import monotonic
from types import FrameType
from typing import Any, Protocol

import numpy as np

from rounds.grading import messages
from rounds.grading.judge.handle import LearnerError, Violation
from rounds.grading.judge.learner import Learner, LearnerGone, OutOfTime
from rounds.grading.judge.namespace import Namespace
from rounds.grading.judge.outputs import Ran, ran
from rounds.grading.kinds import show
from rounds.grading.kinds.observation import observed_by
from rounds.grading.kinds.written import written_in
from rounds.grading.limits import Limits
from rounds.grading.messages import Fault
from rounds.grading.slices import CodeCell, GradedCell, Script, Slice
from rounds.grading.verdict import Verdict, failed
from rounds.grading.wire.codec import is_record

_MOMENT_SECONDS = 0.1
_RECOVERY_SECONDS = 2.0
_TICK_SECONDS = 0.1


class Supervisor(Protocol):
    """The process that started the judge and outlives it."""

    def began(self, seconds: float) -> None:
        """A cell may take so long from now; the judge itself is ended when it takes much longer."""
        ...

    def interrupt(self) -> None:
        """Interrupt the learner's process; it has happened when this returns."""
        ...

    def outputs(self, index: int, outputs: list[dict[str, Any]]) -> None:
        """A cell has run and put this out."""
        ...

    def verdict(self, verdict: Verdict) -> None:
        """A test has been judged."""
        ...

    def limit(self, what: str) -> None:
        """The answer has hit a limit of time; `what` says which."""
        ...


class SetupError(Exception):
    """A setup cell of ours does not run; the message says why."""


class Session:
    """Runs a slice or a script against one learner's process and tells the supervisor what came of it."""

    def __init__(self, learner: Learner, supervisor: Supervisor, limits: Limits) -> None:
        self._learner, self._supervisor, self._limits = learner, supervisor, limits
        self._deadline = math.inf
        self._shown = True
        signal.signal(signal.SIGALRM, self._alarm)

    # --- a whole notebook, tests included

    def play(self, script: Script) -> None:
        """Run the cells in order; one that takes too long is interrupted and the rest goes on."""
        until = monotonic() + self._limits.notebook_seconds
        self._hand_over(script.files)
        for cell in script.cells:
            if monotonic() > until:
                self._supervisor.limit(messages.out_of_time(self._limits.notebook_seconds, "the notebook"))
                return
            self._theirs(cell)

    # --- one exercise

    def judge(self, piece: Slice) -> None:
        """Run setup and answer there, setup and tests here; one verdict for each test that could be judged."""
        until = monotonic() + self._limits.slice_seconds
        self._shown = piece.shown
        namespace = Namespace(self._learner)
        observed_by(self._learner.observe)
        written_in([cell.source for cell in piece.answer])
        self._hand_over(piece.files)
        for cell in piece.setup:
            result = self._theirs(cell)
            if result.fault is not None:
                raise SetupError(result.fault.sentence())
            self._ours(cell, namespace)
        broken = self._answer(piece, until)
        with self._within(self._limits.cell_seconds):
            self._learner.ask(b"J", [self._trust_records(namespace)])
        late = messages.out_of_time(self._limits.slice_seconds)
        for test in piece.tests:
            if monotonic() > until:
                self._supervisor.limit(late)
                self._supervisor.verdict(failed(test.test.id, test.test.points, late))
                continue
            namespace.forget()
            self._supervisor.verdict(self._verdict(test, namespace, broken))

    def _hand_over(self, files: Any) -> None:
        if files:
            with self._within(self._limits.cell_seconds):
                self._learner.ask(b"F", [dict(files)])

    def _answer(self, piece: Slice, until: float) -> Fault | None:
        """The first exception that ended one of the learner's cells."""
        broken = None
        for cell in piece.answer:
            if monotonic() > until:
                break
            result = self._theirs(cell)
            if result.timed_out:
                broken = broken or Fault("TimeoutError", messages.timed_out(self._limits.cell_seconds))
            broken = broken or result.fault
        return broken

    def _trust_records(self, namespace: Namespace) -> list[str]:
        """Dataclasses and named tuples that setup cells define are plain data on both sides."""
        found = [
            name
            for name, value in namespace.items()
            if isinstance(value, type) and value.__module__ == "__main__" and is_record(value)
        ]
        for name in found:
            self._learner.codec.trust(namespace[name], f"setup:{name}")
        return found

    def _theirs(self, cell: CodeCell) -> Ran:
        """Run a cell in the learner's process."""
        try:
            with self._within(self._limits.cell_seconds):
                result = ran(self._learner.run_cell(cell.source, shown=self._shown), self._limits.output)
        except OutOfTime:
            self._supervisor.limit(messages.timed_out(self._limits.cell_seconds))
            self._bring_to_rest()
            result = Ran(timed_out=True)
        except Violation as violation:
            result = Ran(fault=Fault("TypeError", str(violation)))
        except LearnerError as error:
            result = Ran(fault=Fault(error.type_names[0], error.message, error.place))
        if result.fault is not None:
            result.fault = messages.limited(result.fault, self._limits)
        self._supervisor.outputs(cell.index, result.outputs)
        return result

    def _ours(self, cell: CodeCell, namespace: Namespace) -> None:
        try:
            with self._within(self._limits.cell_seconds), redirect_stdout(io.StringIO()):
                _execute(cell.source, f"<setup {cell.index}>", namespace)
        except OutOfTime:
            raise SetupError(messages.timed_out(self._limits.cell_seconds)) from None
        except Exception as error:
            raise SetupError(f"{type(error).__name__}: {error}") from error

    # --- one test

    def _verdict(self, cell: GradedCell, namespace: Namespace, broken: Fault | None) -> Verdict:
        test, began = cell.test, monotonic()
        printed = io.StringIO()
        self._learner.violation = None
        fault: Fault | None = None
        value: Any = None
        try:
            with self._within(self._limits.cell_seconds), redirect_stdout(printed), redirect_stderr(io.StringIO()):
                value = _execute(cell.source, f"<test {test.id}>", namespace)
        except OutOfTime:
            late = messages.timed_out(self._limits.cell_seconds)
            self._supervisor.limit(late)
            self._bring_to_rest()
            return failed(test.id, test.points, late, monotonic() - began)
        except LearnerGone:
            raise
        except Violation:
            pass  # noted below
        except LearnerError as error:
            fault = messages.limited(Fault(error.type_names[0], error.message, error.place), self._limits)
        except BaseException as error:  # noqa: BLE001 (whatever a test does, it has one verdict)
            fault = Fault(type(error).__name__, str(error))
        seconds = monotonic() - began
        if self._learner.gone is not None:
            raise self._learner.gone
        self._bring_to_rest()
        if self._learner.violation is not None:
            return failed(test.id, test.points, str(self._learner.violation), seconds)
        if fault is not None:
            return failed(test.id, test.points, messages.failure(test, fault, broken), seconds)
        return _award(cell, value, printed.getvalue().strip(), seconds)

    def _bring_to_rest(self) -> None:
        """End what is under way in the learner's process.

        Where it waits for an answer of ours a refusal is mostly enough, and an interrupt could hit what comes next.
        """
        if not self._comes_to_rest(_MOMENT_SECONDS):
            self._supervisor.interrupt()
            if not self._comes_to_rest(_RECOVERY_SECONDS):
                self._learner.lose(messages.UNSTOPPABLE)

    def _comes_to_rest(self, seconds: float) -> bool:
        if not self._learner.at_rest:
            with self._within(seconds):
                self._learner.recover()
        return self._learner.at_rest

    # --- time

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Raise `OutOfTime` in what takes longer, be it here or in the learner's process."""
        self._supervisor.began(seconds)
        self._deadline = monotonic() + seconds
        self._learner.channel.allow()
        # It ticks on: the first alarm may fall into a moment in which nothing may be raised.
        signal.setitimer(signal.ITIMER_REAL, min(seconds, 1e6), _TICK_SECONDS)
        try:
            yield
        finally:
            self._deadline = math.inf
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _alarm(self, _signal: int, _frame: FrameType | None) -> None:
        if monotonic() < self._deadline:
            return
        if self._learner.busy:
            self._learner.channel.expire()
            return
        self._deadline = math.inf
        raise OutOfTime


def _execute(source: str, name: str, namespace: dict[str, Any]) -> Any:
    """Run a cell of ours; the value of its last line where that is an expression, as a kernel would show it."""
    tree = ast.parse(source, name)
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    if isinstance(namespace, Namespace):
        namespace.resolve_in_classes(tree)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec", dont_inherit=True), namespace)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), name, "eval", dont_inherit=True), namespace)


def _award(cell: GradedCell, value: Any, printed: str, seconds: float) -> Verdict:
    """Full points; or the number that the cell's last line evaluates to. What is neither is the test's own fault."""
    test = cell.test
    points = _number(value, test.points)
    if not (math.isfinite(points) and 0 <= points <= test.points):
        message = messages.bad_award(show(value), test.points)
        return failed(test.id, test.points, message, seconds, flag=message)
    said = "" if points == test.points else printed or f"{points:g} of {test.points:g} points."
    return Verdict(test.id, points, test.points, said, seconds)


def _number(value: Any, full: float) -> float:
    """The points that a last line stands for: all of them where it is nothing or a truth; NaN for what is no number."""
    if value is None or type(value) in (bool, np.bool_):
        return full
    if isinstance(value, np.generic):
        value = value.item()
    return float(value) if type(value) in (int, float) else math.nan
