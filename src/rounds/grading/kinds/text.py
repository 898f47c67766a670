"""How values, calls and types read in a message: bounded in length, and the same for every hash seed."""

import dataclasses
import heapq
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import numpy as np

CONTAINERS = (list, tuple, set, frozenset, dict)
_SHOWN = 8  # elements of a container that a message shows


def describe(expected: Any) -> str:
    """A type in words for a message: `list[int]` is "a list of int", `float | None` is "a float or None"."""
    origin, arguments = get_origin(expected) or expected, get_args(expected)
    if origin is Any:
        return "plain data"
    if origin in (None, NoneType):
        return "None"
    if origin in (Union, UnionType):
        return " or ".join(describe(option) for option in arguments)
    if origin is np.ndarray:
        return "a numpy array of numbers"
    article = "an" if origin.__name__[0] in "aeiou" else "a"
    if not arguments:
        return f"{article} {origin.__name__}"
    inner = [_bare(a) for a in arguments if a is not Ellipsis]
    if origin is dict:
        return f"a dict from {inner[0]} to {inner[1]}"
    if origin is tuple and arguments[-1] is not Ellipsis:
        return f"a tuple ({', '.join(inner)})"
    return f"{article} {origin.__name__} of {inner[0]}"


def _bare(expected: Any) -> str:
    return describe(expected).removeprefix("a ").removeprefix("an ")


def show(value: object, length: int = 160) -> str:
    """A short text of plain data for a message: bounded in length, the same for every hash seed."""
    text = _text(value, 4)
    return text if len(text) <= length else text[: length - 1] + "…"


def called(name: str, arguments: tuple[Any, ...] | list[Any]) -> str:
    """A call as the learner would write it, `merge([(1, 3)], 2)`, for a message."""
    return f"{name}({', '.join(show(a) for a in arguments)})"


def _text(value: Any, depth: int) -> str:
    kind = type(value)
    if issubclass(kind, np.generic) and kind.__module__ == "numpy":
        return _text(value.item(), depth)
    if kind is int and value.bit_length() > 256:
        return f"<an integer of {value.bit_length()} bits>"
    if kind in (str, bytes):
        return repr(value[:120]) + ("…" if len(value) > 120 else "")
    if value is None or kind in (bool, int, float, complex):
        return repr(value)
    if kind is np.ndarray:
        return f"array({_text(value.ravel()[:_SHOWN].tolist(), 1)}, shape={value.shape})"
    if kind in CONTAINERS:
        return _container_text(value, depth)
    if dataclasses.is_dataclass(kind) and depth:
        fields = (f"{f.name}={_text(getattr(value, f.name), depth - 1)}" for f in dataclasses.fields(kind))
        return f"{kind.__name__}({', '.join(fields)})"
    return "<an object that is not plain data>"


def _container_text(value: Any, depth: int) -> str:
    kind = type(value)
    if not depth:
        return "…"
    if kind is dict:
        pairs = (item for item, _ in zip(value.items(), range(_SHOWN), strict=False))
        parts = [f"{_text(k, depth - 1)}: {_text(v, depth - 1)}" for k, v in pairs]
    elif kind in (set, frozenset):
        parts = heapq.nsmallest(_SHOWN, (_text(v, depth - 1) for v in value))
    else:
        parts = [_text(v, depth - 1) for v in value[:_SHOWN]]
    more = [f"… {len(value) - _SHOWN:,} more"] if len(value) > _SHOWN else []
    inside = ", ".join(parts + more)
    if kind is tuple:
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if kind is list:
        return f"[{inside}]"
    if kind is frozenset or (kind is set and not value):
        return f"{kind.__name__}({{{inside}}})" if value else f"{kind.__name__}()"
    return f"{{{inside}}}"
