"""Plain data is taken as the promised type, and nothing that lies about itself gets through."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.grading.kinds import Question, close, describe, finite, finite_array, plain, show

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
HASHABLE = st.integers() | st.text()
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(HASHABLE, inner) | st.sets(HASHABLE),
    max_leaves=20,
)


@given(DATA)
def test_any_plain_data_comes_back_as_an_equal_copy(value: Any) -> None:
    copy = plain(value, Any)
    assert close(copy, value)
    assert copy is not value or not isinstance(value, (list, dict, set))


@given(DATA)
def test_a_value_is_shown_in_bounded_text(value: Any) -> None:
    assert len(show(value)) <= 160


def test_values_that_python_refuses_to_print_are_shown() -> None:
    assert show([10**5000]) == "[<an integer of 16610 bits>]"
    assert show({3, 1, 2}) == "{1, 2, 3}"
    assert show([frozenset(), set(), {}, (1,)]) == "[frozenset(), set(), {}, (1,)]"
    assert show(object()) == "<an object that is not plain data>"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, int),
        (True, float),
        (1, bool),
        (1.0, int),
        ("1", int),
        (None, int),
        ([1, "a"], list[int]),
        ((1, 2), tuple[int, int, int]),
        ([1], tuple[int, ...]),
        ({"a": 1}, dict[str, str]),
        ({1, "a"}, set[int]),
        (object(), Any),
        ([[1]], list[list[str]]),
        (10**400, float),
    ],
)
def test_another_type_is_refused(value: object, expected: Any) -> None:
    with pytest.raises(AssertionError, match="expected"):
        plain(value, expected)


@pytest.mark.parametrize(
    ("value", "expected", "taken"),
    [
        (1, float, 1.0),
        (np.float64(0.5), float, 0.5),
        (np.int32(3), int, 3),
        (np.bool_(True), bool, True),
        (np.float64(0.5), Any, 0.5),
        (None, int | None, None),
        (3, int | None, 3),
        ([(1, "a")], list[tuple[int, str]], [(1, "a")]),
        ((), tuple[()], ()),
        ({"a": [1]}, dict[str, list[float]], {"a": [1.0]}),
    ],
)
def test_what_stands_for_the_type_is_taken_as_it(value: object, expected: Any, taken: object) -> None:
    got = plain(value, expected)
    assert (type(got), got) == (type(taken), taken)


def test_a_message_names_the_call_the_value_and_the_part_that_is_wrong() -> None:
    with pytest.raises(AssertionError) as failure:
        plain([(1, 2), (3, "x")], list[tuple[int, int]], "merge([])")
    message = "merge([]) returned [(1, 2), (3, 'x')]; expected a list of tuple (int, int), and 'x' is not an int."
    assert str(failure.value) == message


def test_subclasses_cannot_answer_for_themselves() -> None:
    class Agreeable(int):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = int.__hash__

    class Always(list):  # type: ignore[type-arg]
        def __eq__(self, other: object) -> bool:
            return True

    taken = plain(Agreeable(3), int)
    assert type(taken) is int
    assert taken != 4
    with pytest.raises(AssertionError):
        plain(Always(), list)


def test_a_huge_answer_is_refused_at_its_limit() -> None:
    with pytest.raises(AssertionError, match="more than 100 elements"):
        plain([0] * 1000, list[int], limit=100)
    with pytest.raises(AssertionError, match="more than 100 elements"):
        plain([0] * 1000, list[str] | list[int], limit=100)


def test_a_dataclass_is_taken_only_with_plain_fields() -> None:
    question = Question("q1", "spike", "Is it so?", 1.0)
    assert plain(question, Question) is question
    with pytest.raises(AssertionError):
        plain(Question("q1", "spike", "Is it so?", object()), Question)  # type: ignore[arg-type]

    @dataclass
    class Other:
        id: str

    with pytest.raises(AssertionError):
        plain(Other("q1"), Question)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, "1", True, None, 11, -1])
def test_finite_refuses_what_slips_through_a_comparison(value: object) -> None:
    with pytest.raises(AssertionError, match="returned"):
        finite(value, "f()", low=0, high=10)


def test_finite_arrays_come_from_lists_and_arrays_of_the_right_shape() -> None:
    assert finite_array([[1, 2], [3, 4]], (2, None)).tolist() == [[1, 2], [3, 4]]
    assert finite_array(np.arange(3), (3,)).dtype == float
    for bad in ([1, 2], [[1], [2, 3]], [[math.nan]], [[True]], np.array([["a"]]), "ab", [[1 + 1j]], object()):
        with pytest.raises(AssertionError, match="f"):
            finite_array(bad, (None, None), "f()")


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1))
def test_close_is_exact_at_zero_and_never_takes_infinity_for_a_number(value: float, within: float) -> None:
    assert close(value, value)
    assert not close(value, math.inf, within)
    assert not close([value], [value, value], within)
    assert not close(1, 1.0, within)


def test_close_compares_arrays_and_nested_floats() -> None:
    assert close({"a": [1.0, math.nan]}, {"a": [1.0 + 1e-9, math.nan]}, 1e-6)
    assert close(np.array([1.0, np.nan]), np.array([1.0, np.nan]))
    assert not close(np.array([1.0]), np.array([1.0, 1.0]))
    assert not close(np.array([True]), np.array([False]))


def test_types_are_described_in_words() -> None:
    words = [
        describe(t) for t in (int, list[int], int | None, tuple[int, float], dict[str, list[int]], tuple[int, ...])
    ]
    assert words == [
        "an int",
        "a list of int",
        "an int or None",
        "a tuple (int, float)",
        "a dict from str to list of int",
        "a tuple of int",
    ]
