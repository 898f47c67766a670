"""Both ends of a wire, for tests of what travels over it."""

import collections
import math
import struct
from typing import Any

import msgpack
import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from rounds.grading.wire.channel import WireError
from rounds.grading.wire.codec import Codec, Mark, UnplainError, field_names
from rounds.sim import Outcome

FAULTS = (WireError, UnplainError)
COLLECTIONS = (Mark.TUPLE, Mark.SET, Mark.FROZENSET)
LONGEST = (1 << (8 * 65_536 - 8)) - 1  # an integer that fits into the bound on its bytes


class StandIn:
    """What the other side makes of an object that is not plain data; like a judge's handle it has no hash."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, number: int, kind: str) -> None:
        self.number, self.kind = number, kind


def end() -> Codec:
    return Codec(StandIn, StandIn, lambda stand_in: stand_in.number)


def travelled(value: Any) -> Any:
    return end().unpack(end().pack(value))


def mark(code: int) -> msgpack.ExtType:
    return msgpack.ExtType(int(code), b"")


def received(*hostile: Any) -> Any:
    """What becomes of bytes that a forger wrote: a list with a mark at its head, as a rule."""
    return end().unpack(msgpack.packb(list(hostile)))


def alike(one: Any, other: Any) -> bool:
    """Equal in type and value through and through; NaN is NaN, and the sign of a zero counts."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return struct.pack("<d", one) == struct.pack("<d", other) or (math.isnan(one) and math.isnan(other))
    if isinstance(one, complex):
        return alike(one.real, other.real) and alike(one.imag, other.imag)
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return alike(list(one), list(other)) and alike(list(one.values()), list(other.values()))
    if isinstance(one, (set, frozenset)):
        return one == other and collections.Counter(map(type, one)) == collections.Counter(map(type, other))
    return bool(one == other)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(1 << 600), 1 << 600)
    | st.floats()
    | st.complex_numbers()
    | st.fractions()
    | st.text(st.characters(exclude_categories=()))
    | st.binary()
)
# A NaN is unequal to itself: in a set or as a key `alike` could not look for it.
HASHABLE = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | st.fractions() | st.text() | st.binary(),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3),
    max_leaves=5,
)
ARRAYS = npst.arrays(
    npst.boolean_dtypes() | npst.integer_dtypes() | npst.floating_dtypes() | npst.complex_number_dtypes(),
    npst.array_shapes(min_dims=0, min_side=0),
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(HASHABLE, inner, max_size=4)
        | st.sets(HASHABLE, max_size=4)
    ),
    max_leaves=12,
)
# Bytes that look right at first sight go further than random ones.
FORGED = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 64) - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=9)
    | st.sampled_from(["<i4", "<f8", "rounds.sim.client:Outcome", "rounds.sim.topology:Service"])
    | st.integers(0, 127).map(mark)
    | st.sampled_from(list(Mark)).map(mark),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.builds(lambda kind, rest: [mark(kind), *rest], st.sampled_from(list(Mark)), st.lists(inner, max_size=4))
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 5), inner, max_size=3)
        | st.lists(inner, min_size=2, max_size=4).map(
            lambda fields: [mark(Mark.RECORD), "rounds.sim.client:Outcome", field_names(Outcome), *fields]
        )
    ),
    max_leaves=15,
)
