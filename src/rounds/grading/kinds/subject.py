"""An implementation under a learner's test: unnamed, fresh in every run, and watched."""

import hashlib
from collections.abc import Callable
from typing import Any

from rounds.grading.kinds.calls import Exported, Raised
from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.shrink import copied
from rounds.grading.kinds.text import CONTAINERS, called, show


class Behaviour:
    """What one test does next, as a function of what it has been answered so far.

    A test that reacts only to the implementation is such a function. One that keeps state between runs, counts its
    runs or draws random numbers is not, and shows as two different moves after the same answers. Nothing that a
    test could recognise an implementation by, other than its answers, survives this.
    """

    def __init__(self) -> None:
        self._moves: dict[bytes, bytes] = {}

    def allows(self, heard: bytes, move: bytes) -> bool:
        """Remembers the move made after `heard`; false when another move was made there before."""
        return self._moves.setdefault(heard, move) == move


class Run:
    """One test against one implementation: its calls, within a budget, and whether they repeat themselves."""

    def __init__(self, behaviour: Behaviour, budget: int) -> None:
        self.calls = 0
        self.log: list[str] = []
        self.repeatable = True
        self.open = True
        self.fault: AuthoringError | None = None
        self.budget = budget
        self._behaviour = behaviour
        self._heard = b""

    @property
    def over_budget(self) -> bool:
        """Whether the test made more calls than it may."""
        return self.calls > self.budget

    def did(self, move: str) -> None:
        """The learner's test acts: a call, a callback's answer, its verdict."""
        digest = hashlib.sha256(move.encode(errors="surrogatepass")).digest()
        self.repeatable = self._behaviour.allows(self._heard, digest) and self.repeatable
        self._extend(digest)

    def heard(self, answer: str) -> None:
        """The implementation acts: an answer, or a call of a callback."""
        self._extend(answer.encode(errors="surrogatepass"))

    def _extend(self, part: bytes) -> None:
        self._heard = hashlib.sha256(self._heard + part).digest()


class Implementation(Exported):
    """What a learner's test gets: callable, with the suite's operations as methods, and nothing else to see."""

    def __init__(self, run: Run, target: Any, name: str) -> None:
        self._run, self._target, self._name = run, target, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Calls the implementation: a function, or a class that makes one."""
        return self._operate("", arguments, keywords)

    def _operate(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        run = self._run
        if not run.open:
            raise RuntimeError("this implementation belongs to an earlier run: make a new one in each test")
        run.calls += 1
        if run.over_budget:
            raise RuntimeError(f"more than {run.budget} calls in one test")
        line = called(f"{self._name}.{name}" if name else self._name, (*arguments, *keywords.values()))
        run.did(f"{name} {fingerprint(arguments)} {fingerprint(keywords)}")
        try:
            operation: Callable[..., Any] = getattr(self._target, name) if name else self._target
            answer = self._outward(operation(*self._inward(arguments), **self._inward(keywords)))
        except AuthoringError as fault:
            run.fault = fault
            raise
        except Exception as error:
            raised = Raised.of(error)
            run.heard(f"raised {raised.names} {raised.message}")
            run.log.append(f"{line} raised {raised}")
            raise
        shown = "an object" if isinstance(answer, Implementation) else show(answer)
        run.heard(fingerprint(answer))
        run.log.append(f"{line} returned {shown}")
        return answer

    def _inward(self, value: Any) -> Any:
        if isinstance(value, Implementation):
            return value._target
        if type(value) in CONTAINERS:
            return _mapped(value, self._inward)
        return _Callback(self._run, value) if callable(value) else copied(value)

    def _outward(self, value: Any) -> Any:
        if isinstance(value, _Callback):
            return value.original
        if type(value) in CONTAINERS:
            return _mapped(value, self._outward)
        if value is None or fingerprint(value) != _OPAQUE:
            return copied(value)
        if not any(hasattr(value, operation) for operation in self._exported):
            raise AuthoringError(f"An implementation answered with a {type(value).__name__}, which is not plain data.")
        # One name for all of them: the name of its class would tell a test which one it holds.
        return type(self)(self._run, value, self._name)


class _Callback:
    """A function that the learner's test handed to the implementation: a clock, a loader."""

    def __init__(self, run: Run, original: Any) -> None:
        self.run, self.original = run, original

    def __call__(self, *arguments: Any) -> Any:
        self.run.heard(f"called back {fingerprint(arguments)}")
        try:
            answer = self.original(*copied(arguments))
        except Exception as error:
            raised = Raised.of(error)
            self.run.did(f"raised {raised.names} {raised.message}")
            raise
        self.run.did(f"answered {fingerprint(answer)}")
        return answer


_OPAQUE = "<object>"


def fingerprint(value: Any) -> str:
    """A full text of plain data that is equal for equal values; other objects are all alike."""
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str, bytes):
        # Hexadecimal, because Python refuses to write very long integers in decimals.
        return f"{kind.__name__} {value:x}" if kind is int else f"{kind.__name__} {value!r}"
    if kind is dict:
        return "{" + ", ".join(f"{fingerprint(k)}: {fingerprint(v)}" for k, v in value.items()) + "}"
    if kind in CONTAINERS:
        parts = [fingerprint(v) for v in value]
        return f"{kind.__name__}({', '.join(sorted(parts) if kind in (set, frozenset) else parts)})"
    if kind.__module__ == "numpy" and hasattr(value, "tobytes"):
        return f"{value.dtype.str}{value.shape} {value.tobytes().hex()}"
    return _OPAQUE


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if type(value) is dict:
        return {change(k): change(v) for k, v in value.items()}
    return type(value)(change(v) for v in value)
