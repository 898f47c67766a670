"""Plain data: what may come back from learner code, and how a hidden test checks it before it compares.

In the judge a learner's objects are proxies that must not be compared, hashed or truth-tested, and in a stock kernel
they may lie (`__eq__` that is always true). So a test first takes a plain copy of the expected type, then compares.
"""

import dataclasses
import math
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import numpy as np

from rounds.grading.kinds.text import CONTAINERS, describe, show

LIMIT = 200_000


class _MismatchError(Exception):
    def __init__(self, part: object, expected: Any) -> None:
        self.part, self.expected = part, expected


def plain(value: object, expected: Any, what: str = "your code", limit: int = LIMIT) -> Any:
    """A copy of `value` as exactly the `expected` type, or an AssertionError that says what came back.

    `expected` is a type as one writes it in a signature: `int`, `float | None`, `list[tuple[int, str]]`, `dict[str,
    float]`, `np.ndarray`, a dataclass, `Any` for any plain data. Integers pass as `float`, numpy scalars as the
    Python number they stand for; a bool is never an `int` or a `float`. `what` names the call for the message,
    `limit` bounds the number of elements in all. NaN and infinities pass: see `finite`.
    """
    room = [limit]
    try:
        return _convert(value, expected, room)
    except _MismatchError as wrong:
        if room[0] < 0:
            raise AssertionError(
                f"{what} returned more than {limit:,} elements; expected {describe(expected)}."
            ) from None
        part = "" if wrong.part is value else f", and {show(wrong.part)} is not {describe(wrong.expected)}"
        raise AssertionError(f"{what} returned {show(value)}; expected {describe(expected)}{part}.") from None


def finite(value: object, what: str = "your code", low: float = -math.inf, high: float = math.inf) -> float:
    """`value` as a float that is a number, not infinite, and within [low, high]; else an AssertionError."""
    number = float(plain(value, float, what))
    if not (math.isfinite(number) and low <= number <= high):
        bounds = "" if (low, high) == (-math.inf, math.inf) else f" between {low:g} and {high:g}"
        raise AssertionError(f"{what} returned {number!r}; expected a finite number{bounds}.")
    return number


def finite_array(value: object, shape: tuple[int | None, ...], what: str = "your code") -> np.ndarray:
    """`value`, an array or nested lists, as a float array of `shape` (None: any length) without NaN or infinity."""
    wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape) + ")"
    if type(value) is not np.ndarray:
        nested: Any = float
        for _ in shape:
            nested = list[nested] | tuple[nested, ...]
        value = plain(value, nested | np.ndarray, what)
    try:
        array = np.array(value, dtype=float) if np.asarray(value).dtype.kind in "biuf" else None
    except (ValueError, OverflowError):
        array = None
    if array is None:
        raise AssertionError(f"{what} returned {show(value)}; expected real numbers of shape {wanted}.")
    if array.ndim != len(shape) or any(n is not None and n != m for n, m in zip(shape, array.shape, strict=True)):
        raise AssertionError(f"{what} returned an array of shape {array.shape}; expected {wanted}.")
    if not np.isfinite(array).all():
        raise AssertionError(f"{what} returned an array that holds NaN or infinity; expected finite numbers.")
    return array


def _convert(value: object, expected: Any, room: list[int]) -> Any:
    room[0] -= 1
    if room[0] < 0:
        raise _MismatchError(value, expected)
    origin, arguments = get_origin(expected) or expected, get_args(expected)
    if origin is Any:
        expected = origin = _own_type(value, expected)
    if origin in (Union, UnionType):
        return _first_that_fits(value, expected, arguments, room)
    if origin in (None, NoneType):
        if value is None:
            return None
    elif origin in (bool, int, float, complex, str, bytes):
        return _scalar(value, origin, expected)
    elif type(value) is origin:
        if origin in CONTAINERS:
            return _container(value, expected, arguments, room)
        if origin is np.ndarray and np.asarray(value).dtype.kind in "biufc":
            return np.array(value)
        if dataclasses.is_dataclass(origin):
            for field in dataclasses.fields(origin):
                _convert(getattr(value, field.name), Any, room)
            return value
    raise _MismatchError(value, expected)


def _own_type(value: object, expected: Any) -> Any:
    if value is None:
        return None
    scalar = next((kind for kind in (bool, int, float, complex, str, bytes) if issubclass(type(value), kind)), None)
    if scalar is None and isinstance(value, np.generic):
        scalar = type(value.item())
    if scalar is not None or type(value) in (*CONTAINERS, np.ndarray):
        return scalar or type(value)
    raise _MismatchError(value, expected)


def _first_that_fits(value: object, expected: Any, options: tuple[Any, ...], room: list[int]) -> Any:
    for option in options:
        before = room[0]
        try:
            return _convert(value, option, room)
        except _MismatchError:
            if room[0] < 0:
                raise
            room[0] = before
    raise _MismatchError(value, expected)


def _scalar(value: object, kind: type, expected: Any) -> Any:
    if issubclass(type(value), np.generic) and type(value).__module__ == "numpy":
        value = value.item()  # type: ignore[attr-defined]
    own = type(value)
    if kind is own:
        return value
    if own is not bool:
        # The base class's own conversion: a subclass cannot answer for itself.
        if issubclass(own, int) and kind in (int, float):
            number = int.__pos__(value)  # type: ignore[arg-type]
            if kind is int or number.bit_length() < 1024:
                return kind(number)
        if issubclass(own, float) and kind is float:
            return float.__pos__(value)  # type: ignore[arg-type]
        if issubclass(own, str) and kind is str:
            return str.__str__(value)
    raise _MismatchError(value, expected)


def _container(value: Any, expected: Any, arguments: tuple[Any, ...], room: list[int]) -> Any:
    kind = type(value)
    if kind is dict:
        key, item = arguments or (Any, Any)
        return {_convert(k, key, room): _convert(v, item, room) for k, v in value.items()}
    if kind is tuple and arguments and arguments[-1] is not Ellipsis:
        fixed = () if arguments == ((),) else arguments
        if len(value) != len(fixed):
            raise _MismatchError(value, expected)
        return tuple(_convert(v, a, room) for v, a in zip(value, fixed, strict=True))
    element = arguments[0] if arguments else Any
    if kind in (set, frozenset):
        try:
            return kind(_convert(v, element, room) for v in value)
        except _MismatchError:
            # Which element is met first depends on the hash seed: blame the whole.
            raise _MismatchError(value, expected) from None
    return kind(_convert(v, element, room) for v in value)


def close(answer: Any, expected: Any, within: float = 0.0) -> bool:
    """Whether two plain values are equal in type and value; floats within `within`, relative above 1; NaN is NaN."""
    if type(answer) is not type(expected):
        return False
    if isinstance(expected, float):
        both_nan = math.isnan(answer) and math.isnan(expected)
        return both_nan or math.isclose(answer, expected, rel_tol=within, abs_tol=within)
    if isinstance(expected, np.ndarray):
        if answer.shape != expected.shape or "b" in (answer.dtype.kind, expected.dtype.kind):
            return np.array_equal(answer, expected)
        return bool(np.isclose(answer, expected, rtol=within, atol=within, equal_nan=True).all())
    if isinstance(expected, (list, tuple)):
        return len(answer) == len(expected) and all(close(a, e, within) for a, e in zip(answer, expected, strict=True))
    if isinstance(expected, dict):
        return answer.keys() == expected.keys() and all(close(answer[k], expected[k], within) for k in expected)
    return bool(answer == expected)
