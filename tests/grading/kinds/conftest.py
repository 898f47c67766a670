"""Two ways to run a test cell: in one namespace, as a stock kernel does, and across a boundary that the judge keeps.

The boundary here is in one process, but lets through what the judge lets through: calls and attribute reads, plain data
copied, everything else as a handle that must not be compared, hashed or truth-tested.
"""

import builtins
import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Namespace = dict[str, Any]
Runner = Callable[[str, str], Namespace]

_EXACT = (type(None), bool, int, float, complex, str, bytes)


class Veto(BaseException):
    """A test did with a learner's object what the judge forbids."""


class LearnerError(Exception):
    type_names: tuple[str, ...] = ()


class Handle:
    """The test's stand-in for an object of the learner's."""

    def __init__(self, target: Any) -> None:
        self.__dict__["_target"] = target

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return _across(lambda: self._target(*_inward(arguments), **_inward(keywords)))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _across(lambda: getattr(self._target, name))

    def _forbidden(self, *_: object) -> Any:
        raise Veto("the test compares, hashes, prints or tests an object of the learner's")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _forbidden
    __contains__ = __iter__ = __len__ = __float__ = __int__ = __index__ = __repr__ = __str__ = _forbidden
    __hash__ = _forbidden


class StandIn:
    """The learner's stand-in for an object of the test's: calls, and the methods that its class exports."""

    def __init__(self, target: Any) -> None:
        self.__dict__["_target"] = target

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._call(self._target, arguments, keywords)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in getattr(type(self._target), "_exported", ()):
            raise Veto(f"{name} is not exported")
        return lambda *a, **k: self._call(getattr(self._target, name), a, k)

    def _call(self, function: Any, arguments: tuple[Any, ...], keywords: Namespace) -> Any:
        try:
            answer = function(*_outward(arguments), **_outward(keywords))
        except Exception as error:  # noqa: BLE001 - whatever it is, it travels
            builtin = type(error) if type(error).__module__ == "builtins" else RuntimeError
            raise builtin(str(error)) from None
        return _inward(answer)


def _across(call: Callable[[], Any]) -> Any:
    try:
        return _outward(call())
    except Exception as error:  # noqa: BLE001 - whatever it is, it travels
        names = tuple(kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException))
        builtin = next(
            (getattr(builtins, n) for n in names if hasattr(builtins, n) and n != "AssertionError"), Exception
        )
        mapped = type("Mapped", (LearnerError, builtin), {"type_names": names})
        raise mapped(f"{names[0]}: {error}") from None


def _carried(value: Any, other: type, change: Callable[[Any], Any], wrap: type) -> Any:
    if type(value) is other:
        return value._target
    if type(value) in _EXACT:
        return value
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is np.ndarray and value.dtype.kind in "biufc":
        return value.copy()
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    if type(value) is dict:
        return {change(k): change(v) for k, v in value.items()}
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(change(v) for v in value)
    return value if _is_ours_and_plain(value) else wrap(value)


def _is_ours_and_plain(value: Any) -> bool:
    if not (dataclasses.is_dataclass(type(value)) and type(value).__module__.startswith("rounds.")):
        return False
    return all(type(getattr(value, f.name)) in _EXACT for f in dataclasses.fields(value))


def _outward(value: Any) -> Any:
    return _carried(value, StandIn, _outward, Handle)


def _inward(value: Any) -> Any:
    return _carried(value, Handle, _inward, StandIn)


class JudgesNamespace(dict[str, Any]):
    """Its own names, and the learner's through handles."""

    def __init__(self, learner: Namespace) -> None:
        super().__init__(__builtins__=builtins, __name__="judge")
        self.learner = learner

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name):
            raise KeyError(name)
        if name not in self.learner:
            raise NameError(f"the notebook does not define {name}")
        return _outward(self.learner[name])


def _in_one_namespace(answer: str, hidden: str) -> Namespace:
    namespace: Namespace = {"__name__": "kernel"}
    exec(compile(answer, "<answer>", "exec"), namespace)
    exec(compile(hidden, "<hidden>", "exec"), namespace)
    return namespace


def _across_the_boundary(answer: str, hidden: str) -> Namespace:
    learner: Namespace = {"__name__": "learner"}
    exec(compile(answer, "<answer>", "exec"), learner)
    namespace = JudgesNamespace(learner)
    exec(compile(hidden, "<hidden>", "exec"), namespace)
    return namespace


@pytest.fixture(params=[_in_one_namespace, _across_the_boundary], ids=["one-namespace", "boundary"])
def grade(request: pytest.FixtureRequest) -> Runner:
    """Runs a learner's answer, then a hidden test on it: grade(answer, hidden)."""
    runner: Runner = request.param
    return runner
