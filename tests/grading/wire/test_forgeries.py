"""No bytes run code, exhaust memory or raise something unforeseen."""

import struct
import time
import tracemalloc
from fractions import Fraction
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wires import COLLECTIONS, FAULTS, FORGED, VALUES, StandIn, end, mark, received

from rounds.grading.wire.channel import WireError
from rounds.grading.wire.codec import MOST_DEPTH, MOST_ITEMS, Mark
from rounds.sim import Outcome, Service


class TestHostileBytes:
    @given(st.binary(max_size=200))
    @settings(deadline=None)
    def test_random_bytes_are_a_value_or_an_error_of_ours(self, data) -> None:
        _only_our_errors(data)

    @given(FORGED)
    @settings(deadline=None, max_examples=300)
    def test_forged_values_are_a_value_or_an_error_of_ours(self, tree) -> None:
        _only_our_errors(msgpack.packb(tree))

    @given(VALUES, st.data())
    @settings(deadline=None)
    def test_honest_bytes_with_one_changed_are_a_value_or_an_error_of_ours(self, value, data) -> None:
        packed = bytearray(end().pack(value))
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
        _only_our_errors(bytes(packed))

    @pytest.mark.parametrize(
        "value", [[1, "abc", {2: (3.5, {4})}], "abc", 1 << 70, Fraction(1, 3), np.zeros(3), Outcome("ok", 0.1)], ids=str
    )
    def test_cut_short_or_with_more_behind_they_are_refused(self, value) -> None:
        packed = end().pack(value)
        for length in range(len(packed)):
            with pytest.raises(WireError):
                end().unpack(packed[:length])
        with pytest.raises(WireError):
            end().unpack(packed + b"\xc0")

    @pytest.mark.parametrize(
        "hostile",
        [
            *([mark(code)] for code in (0, 11, 127)),
            *([msgpack.ExtType(code, b"x")] for code in (1, 5, 99)),
            [msgpack.Timestamp(1)],
            *([mark(kind)] for kind in Mark if kind not in COLLECTIONS),
            *([mark(kind), 1, 2, 3, 4] for kind in Mark if kind not in COLLECTIONS),
            *([mark(Mark.MINE), number, "f"] for number in (True, 1.0, "1", None)),
            *([mark(Mark.MINE), 1, name] for name in (b"f", None, 5)),
            *([mark(Mark.INTEGER), data] for data in ("text", 5, b"x" * 65_537)),
            *([mark(Mark.EXCEPTION), name] for name in ("int", "Own", "print", "__import__", b"ValueError", None, [])),
            *([mark(Mark.FRACTION), *parts] for parts in ((1, 0), (1, -2), (True, 2), (1, 2.0), ("1", 2), (1,))),
            *([mark(Mark.COMPLEX), *parts] for parts in ((1, 2), (True, 0.0), ("1", "2"), (0.0, None))),
        ],
        ids=str,
    )  # fmt: skip
    def test_marks_with_the_wrong_things_behind_them_are_refused(self, hostile) -> None:
        with pytest.raises(WireError):
            received(*hostile)

    @pytest.mark.parametrize(
        "hostile",
        [mark(1), [1, mark(1)], {1: mark(2)}, [mark(1), mark(1)], [mark(Mark.TUPLE), [2, mark(6)]]],
        ids=["bare", "later", "in a dict", "twice", "nested"],
    )
    def test_a_mark_that_marks_nothing_never_arrives(self, hostile) -> None:
        with pytest.raises(WireError):
            end().unpack(msgpack.packb(hostile))

    @pytest.mark.parametrize(
        ("kind", "shape", "data"),
        [
            ("<i4", [-1], b"\0" * 16),
            ("<i4", [-1, -1], b"\0" * 4),
            ("<i4", [4], b"\0" * 15),
            ("<i4", [4], b"\0" * 20),
            ("<i4", [1 << 62, 4], b"\0" * 16),
            ("<i4", [1 << 62, 1 << 2, 0], b""),
            ("<i4", [(1 << 64) - 1], b"\0" * 4),
            ("<i4", [1.0], b"\0" * 4),
            ("<i4", [True], b"\0" * 4),
            ("<i4", 1, b"\0" * 4),
            ("<i4", [1] * 70, b"\0" * 4),
            ("<i4", [1], "text"),
            ("<i4", [1], [0]),
            ("|O", [1], b"\0" * 8),
            ("O8", [1], b"\0" * 8),
            ("1i,O", [1], b"\0" * 12),
            ("1i,b", [1], b"\0" * 5),
            ("4i4", [1], b"\0" * 16),
            ("<U4", [1], b"\0" * 16),
            ("<M8", [1], b"\0" * 8),
            ("|V4", [1], b"\0" * 4),
            ("<i3", [1], b"\0" * 3),
            ("<i4" * 9, [1], b"\0" * 4),
            (b"<i4", [1], b"\0" * 4),
            (None, [1], b"\0" * 8),
        ],
        ids=str,
    )
    def test_array_headers_that_lie_are_refused(self, kind, shape, data) -> None:
        with pytest.raises(WireError):
            received(mark(Mark.ARRAY), kind, shape, data)

    @pytest.mark.parametrize(
        "header", [b"\xdd", b"\xdf", b"\xdb", b"\xc6", b"\xc9"], ids=["list", "dict", "text", "bytes", "ext"]
    )
    @pytest.mark.parametrize("claimed", [1 << 20, (1 << 32) - 1])
    def test_claimed_lengths_cost_nothing(self, header, claimed) -> None:
        tracemalloc.start()
        with pytest.raises(WireError):
            end().unpack(header + struct.pack(">I", claimed) + b"\x01")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 1 << 20

    @pytest.mark.parametrize("opening", [b"\x91", b"\x81\xc0", b"\x92\xc7\x00\x01"], ids=["list", "dict", "tuple"])
    def test_nesting_without_end_is_refused(self, opening) -> None:
        for times in (MOST_DEPTH + 1, 600, 2_000, 1_000_000):
            with pytest.raises(FAULTS):
                end().unpack(opening * times + b"\xc0")

    def test_text_must_be_text(self) -> None:
        for text in (b"\xff", b"\xc3", b"\xf8\x88\x80\x80\x80"):
            with pytest.raises(WireError):
                end().unpack(bytes([0xA0 + len(text)]) + text)

    def test_many_small_things_are_refused_soon(self) -> None:
        began = time.perf_counter()
        for data in (
            b"\xdd" + struct.pack(">I", 15 << 20) + b"\x01" * (15 << 20),
            b"\xdc\xff\xff" + b"\x90" * 65_535 * 4,
        ):
            with pytest.raises(FAULTS):
                end().unpack(data)
        assert time.perf_counter() - began < 5

    def test_the_decoder_goes_on_after_an_error(self) -> None:
        codec = end()
        for data in (b"", msgpack.packb(mark(1)), b"\xc1", msgpack.packb([0] * (MOST_ITEMS + 1))):
            with pytest.raises(FAULTS):
                codec.unpack(data)
        assert codec.unpack(end().pack((1,))) == (1,)


def _only_our_errors(data: bytes) -> None:
    try:
        value = end().unpack(data)
    except FAULTS:
        return
    assert set(map(type, _within(value))) <= {
        *(type(None), bool, int, float, complex, Fraction, str, bytes, list, tuple, dict, set, frozenset),
        *(np.ndarray, StandIn, Outcome, Service, type),
    }  # fmt: skip


def _within(value: Any) -> list[Any]:
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        found.append(one)
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += one
        elif isinstance(one, np.ndarray):
            assert one.dtype.kind in "biufc"
    return found
