"""What a parameter may be. Each check takes parameters by name and raises a `RoundsError` that says what is wrong."""

from collections.abc import Collection
from math import inf
from numbers import Integral, Real
from typing import Any, get_args

from rounds.errors import RoundsError
from rounds.sim.client import OutcomeKind


def _refuse(name: str, value: object, takes: str) -> None:
    raise RoundsError(f"{name} is {value!r}: give {takes}.")


def whole(least: int, /, **values: Any) -> None:
    """Whole numbers, `least` or more."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, Integral) or not int(value) >= least:
            _refuse(name, value, f"a whole number, {least} or more")


def at_least(low: float, /, **values: Any) -> None:
    """Numbers, `low` or more; infinity is one, NaN is not."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, Real) or not low <= float(value) <= inf:
            _refuse(name, value, f"a number, {low:g} or more")


def above(low: float, /, **values: Any) -> None:
    """Numbers above `low`."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, Real) or not low < float(value) <= inf:
            _refuse(name, value, f"a number above {low:g}")


def share(**values: Any) -> None:
    """Shares of a whole: numbers above 0, up to 1."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, Real) or not 0 < float(value) <= 1:
            _refuse(name, value, "a share above 0, up to 1")


def failures(**values: Collection[Any]) -> None:
    """Collections of kinds of failure."""
    kinds = [kind for kind in get_args(OutcomeKind) if kind != "ok"]
    for name, value in values.items():
        if isinstance(value, str) or not set(value) <= set(kinds):
            _refuse(name, value, f"a list of some of {', '.join(kinds)}")


def made(**values: Any) -> None:
    """Objects where a class is easily given by mistake."""
    for name, value in values.items():
        if isinstance(value, type):
            raise RoundsError(f"{name} is the class {value.__name__}: give an object, {value.__name__}(...).")
