"""Smaller inputs: from a failing input to one that a learner can hold in the head."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from rounds.grading.kinds.text import CONTAINERS


def smaller(value: Any) -> Iterator[Any]:
    """Simpler values of the same type, boldest first: numbers toward 0, containers and strings shorter, then parts.

    Tuples keep their length, since theirs means something; so a tuple of arguments shrinks argument by argument.
    """
    kind = type(value)
    if kind is bool:
        if value:
            yield False
    elif kind is int:
        yield from dict.fromkeys(n for n in (0, int(value / 2) if abs(value) < 2**53 else value // 2) if n != value)
        if abs(value) > 2:
            yield value - (1 if value > 0 else -1)
    elif kind is float:
        candidates = (0.0, float(math.trunc(value)) if math.isfinite(value) else 1.0)
        yield from dict.fromkeys(x for x in candidates if x != value)
    elif kind in (list, str, bytes):
        yield from _shorter(value)
        if kind is list:
            yield from _parts(value)
            yield from _twins(value)
    elif kind is tuple:
        yield from (tuple(parts) for parts in _parts(list(value)))
    elif kind is dict:
        yield from (dict(pairs) for pairs in _shorter(list(value.items())))
        for key, item in value.items():
            yield from ({**value, key: part} for part in smaller(item))
    elif kind in (set, frozenset):
        # A set's own order depends on the hash seed.
        yield from (kind(rest) for rest in _shorter(sorted(value, key=repr)))


def fewer_steps(script: tuple[Any, list[Any]]) -> Iterator[tuple[Any, list[Any]]]:
    """Shorter scripts: the same construction and part of the steps. The shrinker of `Oracle.replays`."""
    construction, steps = script
    yield from ((construction, rest) for rest in _shorter(steps))


def _shorter(sequence: Any) -> Iterator[Any]:
    """Without a chunk: halves, quarters, ... single elements; the whole first."""
    size = len(sequence)
    while size:
        for start in range(0, len(sequence), size):
            yield sequence[:start] + sequence[start + size :]
        size //= 2


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for i, value in enumerate(values):
        yield from ([*values[:i], part, *values[i + 1 :]] for part in smaller(value))


def _twins(values: list[Any]) -> Iterator[list[Any]]:
    """Equal numbers or strings made smaller together: apart, a failure that needs a duplicate would not shrink."""
    scalars = [value for value in values if type(value) in (int, str)]
    for twin in dict.fromkeys(value for value in scalars if scalars.count(value) > 1):
        for part in smaller(twin):
            yield [part if type(value) is type(twin) and value == twin else value for value in values]


def smallest(start: Any, fails: Callable[[Any], bool], shrink: Callable[[Any], Any], tries: int = 300) -> Any:
    """Walks from a failing input to smaller ones that still fail, for at most `tries` calls of `fails`."""
    current, moved = start, True
    while moved:
        moved = False
        for candidate in shrink(copied(current)):
            if not tries:
                return current
            tries -= 1
            if fails(candidate):
                current, moved = candidate, True
                break
    return current


def copied(value: Any) -> Any:
    """A copy of plain data, so that learner code that changes its arguments changes only its own; others as is."""
    kind = type(value)
    if kind is dict:
        return {copied(k): copied(v) for k, v in value.items()}
    if kind in CONTAINERS:
        return kind(copied(v) for v in value)
    return np.array(value) if kind is np.ndarray else value
