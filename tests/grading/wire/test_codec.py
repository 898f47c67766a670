"""The codec: exact values there and back, and no bytes that run code, exhaust memory or raise something unforeseen."""

import collections
import dataclasses
import enum
import math
import struct
import time
import tracemalloc
from typing import Any, NamedTuple
from unittest.mock import Mock

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from rounds.grading.wire.channel import MOST_BYTES, WireError
from rounds.grading.wire.codec import MOST_DEPTH, MOST_ITEMS, Codec, Mark, UnplainError
from rounds.sim import Call, Outcome, Service

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
    | st.text(st.characters(exclude_categories=()))
    | st.binary()
)
# A NaN is unequal to itself: in a set or as a key `alike` could not look for it.
HASHABLE = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
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
    | st.sampled_from(["<i4", "<f8", "rounds.sim.client:Outcome", "rounds.sim.model:Service"])
    | st.integers(0, 127).map(mark)
    | st.sampled_from(list(Mark)).map(mark),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.builds(lambda kind, rest: [mark(kind), *rest], st.sampled_from(list(Mark)), st.lists(inner, max_size=4))
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 5), inner, max_size=3)
        | st.lists(inner, min_size=2, max_size=4).map(
            lambda fields: [mark(Mark.RECORD), "rounds.sim.client:Outcome", list(Outcome._fields), *fields]
        )
    ),
    max_leaves=15,
)


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


class Job(NamedTuple):
    name: str
    size: int = 1


@dataclasses.dataclass
class Task:
    name: str
    parts: list[Job]
    seen: int = dataclasses.field(default=0, init=False)

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a task has a name")


def trusting() -> Codec:
    codec = end()
    for kind in (Job, Task):
        codec.trust(kind, f"setup:{kind.__name__}")
    return codec


class TestRecords:
    CALL = Call(1.5, "db", 1, 0.0, math.inf, 0, True, 0.25)

    @pytest.mark.parametrize(
        "record",
        [CALL, Outcome("ok", 0.5), Service(workers=3, name="db"), [Outcome("shed", 0.0)]],
        ids=lambda r: type(r).__name__,
    )
    def test_those_of_trusted_modules_are_rebuilt(self, record) -> None:
        assert travelled(record) == record
        assert type(travelled(record)) is type(record)

    def test_those_of_setup_cells_are_rebuilt_once_they_are_trusted(self) -> None:
        task = Task("x", [Job("a"), Job("b", 2)])
        back = trusting().unpack(trusting().pack(task))
        assert back == task
        assert type(back.parts[1]) is Job
        assert type(travelled(task)) is StandIn

    def test_each_side_uses_its_own_class(self) -> None:
        theirs = collections.namedtuple("Job", "name size")
        learner, judge = end(), trusting()
        learner.trust(theirs, "setup:Job")
        assert type(judge.unpack(learner.pack(theirs("a", 1)))) is Job

    def test_a_subclass_of_a_record_is_an_object(self) -> None:
        class Late(Outcome):
            pass

        assert type(travelled(Late("ok", 0.5))) is StandIn

    def test_fields_that_the_constructor_refuses_are_not_a_forgery(self) -> None:
        with pytest.raises(UnplainError, match="Task refuses its fields: a task has a name"):
            trusting().unpack(msgpack.packb([mark(Mark.RECORD), "setup:Task", ["name", "parts"], "", []]))

    @pytest.mark.parametrize(
        "name",
        [
            "os:stat_result",
            "rounds.course:HiddenTest",
            "rounds.grading.verdict:Verdict",
            "rounds.sim.client",
            "rounds.sim.client:ClientPolicy",
            "rounds.sim.client:Any",
            "rounds.sim.client:__name__",
            "rounds.sim.model:Call",
            "rounds.sim.not_there:Call",
            "setup:Job",
            "",
            None,
            5,
            [],
        ],
        ids=str,
    )
    def test_no_other_class_is_ever_built(self, name) -> None:
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), name, ["a", "b"], 1, 2)

    @pytest.mark.parametrize("fields", [[], [1], [1, 2, 3, 4]], ids=len)
    def test_the_number_of_fields_must_be_right(self, fields) -> None:
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), "rounds.sim.client:Outcome", list(Outcome._fields), *fields)

    @pytest.mark.parametrize("names", [None, "kind", [1, 2, 3], ["latency", "kind", "error"]], ids=str)
    def test_the_names_of_fields_must_be_right(self, names) -> None:
        with pytest.raises((WireError, UnplainError)):
            received(mark(Mark.RECORD), "rounds.sim.client:Outcome", names, "ok", 0.5, "")

    def test_an_answer_may_be_handed_a_record_whose_module_is_withheld_from_it(self) -> None:
        answers = Codec(StandIn, StandIn, lambda each: each.number, inventive=True)
        made = answers.unpack(
            msgpack.packb([mark(Mark.RECORD), "rounds.grading.kinds.ask:Asked2", ["id", "price"], 7, 0.5])
        )
        assert (type(made).__name__, made.id, made.price) == ("Asked2", 7, 0.5)
        again = msgpack.unpackb(answers.pack(made), ext_hook=lambda *_: None)
        assert again[1:] == ["rounds.grading.kinds.ask:Asked2", ["id", "price"], 7, 0.5]

    def test_bytes_import_nothing(self, monkeypatch) -> None:
        monkeypatch.setattr("builtins.__import__", lambda *_: pytest.fail("an import"))
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), "rounds.sim.compare_not_imported:Table", ["x"], 1)


class TestObjects:
    def test_what_is_not_plain_gets_a_number_and_the_name_of_its_type(self) -> None:
        class Policy:
            pass

        learner, judge = end(), end()
        things = [Policy(), Policy, lambda: 1, len, [].append, range(3), (i for i in ()), ValueError("x"), object()]
        stand_ins = judge.unpack(learner.pack(things))
        assert [each.number for each in stand_ins] == list(range(1, 10))
        assert [each.kind for each in stand_ins][:4] == ["Policy", "type", "function", "function"]
        assert learner.exports[1] is things[0]

    def test_the_same_object_has_one_number_and_comes_home_as_itself(self) -> None:
        learner, judge = end(), end()
        thing = object()
        first, second = judge.unpack(learner.pack([thing, thing]))
        assert first.number == second.number
        assert learner.unpack(judge.pack([first]))[0] is thing

    def test_only_numbers_that_were_given_out_come_home(self) -> None:
        codec = end()
        codec.export(object())
        for number in (0, 2, -1, True, 1.0, "1", None):
            with pytest.raises(WireError):
                codec.unpack(msgpack.packb([mark(Mark.YOURS), number]))

    def test_only_pythons_own_exception_classes_are_plain(self) -> None:
        class OwnError(ValueError):
            pass

        pretender = type("ValueError", (Exception,), {})
        assert [type(each) for each in travelled([OwnError, pretender, int, ValueError("x")])] == [StandIn] * 4

    def test_names_of_types_are_cut(self) -> None:
        assert len(travelled(type("x" * 500, (), {})()).kind) == 80
        assert len(received(mark(Mark.MINE), 1, "x" * 500).kind) == 80

    @pytest.mark.parametrize(
        "value", [{"k": {object(): 1}}, [{object()}], frozenset([(1, object())])], ids=["key", "set", "tuple"]
    )
    def test_as_a_key_or_in_a_set_it_is_refused(self, value) -> None:
        with pytest.raises(UnplainError, match="not plain data"):
            travelled(value)


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
        "value", [[1, "abc", {2: (3.5, {4})}], "abc", 1 << 70, np.zeros(3), Outcome("ok", 0.1)], ids=str
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
        *(type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset),
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
