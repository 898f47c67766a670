"""Random numbers by address: the same request meets the same luck under every policy.

A generator that is drawn from in the order of events gives a policy other luck as soon as it changes the order, and the
difference between two policies then holds the noise of two runs. Here every number has an address (seed, purpose,
attempt, request) and is computed from it by SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
generators", OOPSLA 2014), so two policies that behave alike differ by exactly nothing.
"""

from array import array
from collections.abc import Callable
from enum import IntEnum
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
T = TypeVar("T", int, float)

GOLDEN = 0x9E3779B97F4A7C15
_64_BITS = 0xFFFFFFFFFFFFFFFF
BITS = 12  # 4096 numbers computed at a time: enough for numpy to pay, not too many for a rare retry
MASK = (1 << BITS) - 1
_BLOCKS_KEPT = 8  # of each stream; a dropped block is computed again, it never changes


class Purpose(IntEnum):
    """What a number is for; numbers of different purposes are independent."""

    ARRIVAL = 1
    CLIENT = 2
    DEMAND = 3
    DEMAND_ANGLE = 4
    ERROR = 5
    BEFORE = 6
    AFTER = 7
    TIMEOUT = 8
    HEDGE = 9
    FALLBACK = 10
    KEY = 11
    ROUTE = 12
    EARLY = 13
    HOP = 31
    HOP_ANGLE = 32


def mix(x: int) -> int:
    """SplitMix64's finaliser: 64 bits in, 64 well-mixed bits out."""
    x &= _64_BITS
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _64_BITS
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _64_BITS
    return x ^ (x >> 31)


def uniforms(seed: int, purpose: int, attempt: int, first: int, count: int) -> Floats:
    """The uniform numbers in [0, 1) of requests `first` to `first + count - 1`."""
    key = mix(mix(mix(seed + GOLDEN) + purpose * GOLDEN) + attempt * GOLDEN)
    index = np.arange(first + 1, first + count + 1, dtype=np.uint64)
    x = index * np.uint64(GOLDEN) + np.uint64(key)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(11)).astype(np.float64) * 2.0**-53


class Stream(dict[int, "array[T]"]):
    """The numbers of one purpose and attempt, by request: `stream.at(request)`, or on the hot path, without a call,
    `stream[block][index]`, where `block` is `request >> BITS` and `index` is `request & MASK`.

    `transform(first, count)` gives the numbers of a block of requests. They are kept as machine numbers: a list of
    Python's would take four times the memory, and a storm's streams would not fit into a processor's cache.
    """

    def __init__(self, transform: Callable[[int, int], NDArray[Any]]) -> None:
        super().__init__()
        self._transform = transform

    def __missing__(self, block: int) -> "array[T]":
        if len(self) >= _BLOCKS_KEPT:
            del self[next(iter(self))]
        found = self._transform(block << BITS, 1 << BITS)
        values: array[T] = array("d" if found.dtype.kind == "f" else "q", found.tobytes())
        self[block] = values
        return values

    def at(self, request: int) -> T:
        """The number of one request."""
        return self[request >> BITS][request & MASK]


class Streams(dict[int, "Stream[float]"]):
    """The streams of uniform numbers in [0, 1) of one purpose, by attempt."""

    def __init__(self, seed: int, purpose: Purpose) -> None:
        super().__init__()
        self._seed, self._purpose = seed, purpose

    def __missing__(self, attempt: int) -> Stream[float]:
        stream = Stream[float](lambda first, count: uniforms(self._seed, self._purpose, attempt, first, count))
        self[attempt] = stream
        return stream
