"""The codec: exact values, there and back."""

import collections
import enum
import math
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given, settings
from wires import LONGEST, VALUES, StandIn, alike, end, travelled

from rounds.grading.wire.channel import MOST_BYTES
from rounds.grading.wire.codec import MOST_DEPTH, MOST_ITEMS, UnplainError


class TestPlainData:
    @pytest.mark.parametrize(
        "value",
        [
            None,
            True,
            False,
            *(
                sign * ((1 << bits) + off)
                for bits in (0, 7, 31, 32, 63, 64, 1000)
                for off in (-1, 0, 1)
                for sign in (1, -1)
            ),
            LONGEST,
            -LONGEST,
            *(0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308),
            *(1j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(math.inf, math.nan)),
            *("", "ä 你 \U0001f600 \0", "\ud800 alone", "x" * 70_000),
            *(b"", bytes(range(256)), b"x" * 70_000),
            *([], [[]], (), ((),), (1,), [(1, [2, (3,)])]),
            *(set(), frozenset(), {1, 2.5, "x", None}, frozenset([frozenset(), (1, b"x")]), {(1, frozenset({(2,)}))}),
            *({}, {1: "a", "1": "b", None: {}, 2.5: [], b"x": 1, (1, (2,)): 3, frozenset([1]): 4}),
            {"b": 1, "a": 2},
            [ValueError, OSError, KeyboardInterrupt, ExceptionGroup],
            [1, 1.0],
            [True, 1],
        ],
        ids=lambda value: f"integer of {value.bit_length()} bits" if type(value) is int else None,
    )
    def test_it_arrives_as_it_was(self, value) -> None:
        assert alike(travelled(value), value)

    @given(VALUES)
    @settings(deadline=None)
    def test_whatever_it_holds(self, value) -> None:
        assert alike(travelled(value), value)

    def test_what_is_unpacked_shares_nothing_with_the_bytes(self) -> None:
        array = travelled(np.arange(3))
        array += 1  # an array over the received bytes would be read-only
        assert array.tolist() == [1, 2, 3]


NUMPY = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", ">i4", ">f8", ">c16"]
NUMPY += ["g", "G"]  # wider than Python's own


class TestNumpy:
    @pytest.mark.parametrize("kind", NUMPY)
    @pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3), (1,) * 12], ids=str)
    def test_arrays_keep_type_and_shape(self, kind, shape) -> None:
        array = np.arange(math.prod(shape)).reshape(shape).astype(kind)
        assert alike(travelled(array), array)

    @pytest.mark.parametrize("kind", NUMPY)
    def test_scalars_are_the_python_numbers_they_stand_for(self, kind) -> None:
        scalar = np.ones((), kind)[()]
        expected = {"b": bool, "i": int, "u": int, "f": float, "c": complex}[scalar.dtype.kind]
        assert alike(travelled(scalar), expected(1))

    def test_views_travel_as_they_read(self) -> None:
        grid = np.arange(12).reshape(3, 4)
        for view in (grid.T, grid[:, ::2], grid[::-1], np.asfortranarray(grid), np.broadcast_to(np.arange(4), (3, 4))):
            assert travelled(view).tolist() == view.tolist()
            assert travelled(view).shape == view.shape

    def test_subclasses_of_arrays_become_arrays(self) -> None:
        class Mine(np.ndarray):
            def __eq__(self, other):
                return True

            def tobytes(self, order="C"):
                return b"\0" * self.nbytes

        for value in (np.arange(3).view(Mine), np.ma.array([0, 1, 2], mask=[1, 0, 0])):
            assert alike(travelled(value), np.arange(3))

    @pytest.mark.parametrize(
        "array",
        [np.array(["a"]), np.array([None]), np.array(["2020-01-01"], "M8[D]"), np.zeros(2, [("a", "i4")])],
        ids=lambda array: array.dtype.kind,
    )
    def test_arrays_of_anything_but_numbers_stay_where_they_are(self, array) -> None:
        assert type(travelled(array)) is StandIn


class TestSubclasses:
    def test_they_become_the_base_type_by_its_own_conversion(self) -> None:
        class Colour(enum.IntEnum):
            RED = 3

        class Word(enum.StrEnum):
            YES = "yes"

        assert [travelled(each) for each in (Colour.RED, Word.YES, np.str_("a"), np.float64(0.5))] == [
            3,
            "yes",
            "a",
            0.5,
        ]
        assert [type(travelled(each)) for each in (Colour.RED, Word.YES, np.str_("a"), np.float64(0.5))] == [
            int,
            str,
            str,
            float,
        ]

    @pytest.mark.parametrize(("base", "true"), [(int, 3), (float, 3.0), (str, "3"), (complex, 3 + 1j)])
    def test_one_that_lies_is_not_asked(self, base, true) -> None:
        def lie(*_: object) -> Any:
            raise AssertionError("asked")

        asked = [
            "pos",
            "int",
            "index",
            "float",
            "str",
            "complex",
            "repr",
            "hash",
            "eq",
            "bool",
            "len",
            "iter",
            "getitem",
        ]
        lies = {f"__{name}__": lie for name in asked} | {"real": property(lie), "imag": property(lie)}
        liar = type("Liar", (base,), lies)(true)
        assert alike(travelled([liar])[0], true)

    def test_one_that_only_claims_to_be_a_number_is_an_object(self) -> None:
        claims = type("Claims", (), {"__class__": property(lambda self: int)})()
        for thing in (claims, Mock(spec=int), Mock(spec=np.ndarray), Mock(spec=str)):
            assert type(travelled(thing)) is StandIn

    @pytest.mark.parametrize("base", [list, dict, set, frozenset, bytes, collections.OrderedDict, collections.Counter])
    def test_containers_with_manners_of_their_own_stay_where_they_are(self, base) -> None:
        assert type(travelled(type("Own", (base,), {})())) is StandIn

    def test_tuples_with_names_of_the_learners_own_stay_too(self) -> None:
        assert type(travelled(collections.namedtuple("Pair", "a b")(1, 2))) is StandIn

    def test_buffers_are_bytes_or_an_error(self) -> None:
        assert alike(travelled([bytearray(b"ab"), memoryview(b"ab")]), [b"ab", b"ab"])
        with pytest.raises(UnplainError):
            end().pack(memoryview(b"abcd")[::2])


class TestPacking:
    def test_a_value_that_holds_itself_is_refused_and_the_codec_goes_on(self) -> None:
        ring: list[Any] = [1]
        ring.append((ring,))
        codec = end()
        with pytest.raises(UnplainError):
            codec.pack(ring)
        assert end().unpack(codec.pack([1])) == [1]

    @pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: (v,), lambda v: {1: v}], ids=["list", "tuple", "dict"])
    def test_depth_is_bounded_on_one_side_or_the_other(self, wrap) -> None:
        value: Any = 1
        for _ in range(MOST_DEPTH - 1):
            value = wrap(value)
        assert travelled(value) == value
        for more in (2, 300, 5_000):
            for _ in range(more):
                value = wrap(value)
            with pytest.raises(UnplainError):
                travelled(value)

    def test_the_number_of_items_is_bounded(self) -> None:
        assert len(travelled([0] * (MOST_ITEMS - 1))) == MOST_ITEMS - 1
        for value in ([0] * MOST_ITEMS, [[0] * 1000] * 200, dict.fromkeys(range(MOST_ITEMS), 0)):
            with pytest.raises(UnplainError, match="more than 200,000 items"):
                travelled(value)

    def test_the_number_of_bytes_is_bounded(self) -> None:
        assert len(travelled(b"x" * (MOST_BYTES - 5))) == MOST_BYTES - 5
        with pytest.raises(UnplainError, match="the limit is 16 MB"):
            end().pack(b"x" * MOST_BYTES)

    def test_an_integer_may_be_long_but_not_without_bound(self) -> None:
        with pytest.raises(UnplainError, match="too long"):
            end().pack(LONGEST << 16)

    def test_an_error_in_the_value_itself_leaves_the_codec_in_order(self) -> None:
        class Sly(np.ndarray):
            dtype = property(lambda self: 1 / 0)

        codec = end()
        with pytest.raises(ZeroDivisionError):
            codec.pack([1, np.zeros(1).view(Sly)])
        assert end().unpack(codec.pack(2)) == 2
