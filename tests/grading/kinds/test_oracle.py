"""The oracle finds small failing inputs, the same ones in every run, and blames the right side."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.grading.kinds import AuthoringError, Oracle, smaller


def _lists(rng: random.Random, size: int) -> tuple[list[int]]:
    return ([rng.randrange(100) for _ in range(rng.randrange(size + 1))],)


def _oracle(**changes: Any) -> Oracle:
    return Oracle(**{"name": "f", "seed": 1, "generate": _lists, "valid": lambda _: True, **changes})


def _message(check: Any) -> str:
    with pytest.raises(AssertionError) as failure:
        check()
    return str(failure.value)


def test_the_same_seed_gives_the_same_inputs_and_another_seed_others() -> None:
    assert list(_oracle().inputs()) == list(_oracle().inputs())
    assert list(_oracle().inputs()) != list(_oracle(seed=2).inputs())


def test_a_failure_is_shrunk_to_the_smallest_input_that_shows_it() -> None:
    def misses_large(items: list[int]) -> list[int]:
        return sorted(item for item in items if item < 90)

    message = _message(lambda: _oracle().agrees(misses_large, sorted, list[int], why="Order matters."))
    assert message.startswith("f([90]) returned []; expected [90].\nOrder matters.")


def test_shrinking_stays_among_the_valid_inputs() -> None:
    oracle = _oracle(
        generate=lambda rng, size: ([2 * rng.randrange(50) for _ in range(size + 2)],),
        valid=lambda items: sum(items) % 2 == 0 and len(items) >= 2,
    )
    assert _message(lambda: oracle.agrees(lambda _: 1, lambda _: 0, int)).startswith("f([0, 0]) returned 1")


def test_without_word_of_what_is_valid_the_input_is_shown_as_it_was_drawn() -> None:
    oracle = _oracle(valid=None, generate=None, edges=[([7, 7, 7],)])
    assert _message(lambda: oracle.agrees(lambda _: 1, lambda _: 0, int)) == "f([7, 7, 7]) returned 1; expected 0."


def test_candidates_that_the_reference_refuses_are_not_shown() -> None:
    def mean(items: list[int]) -> float:
        return sum(items) / len(items)

    oracle = _oracle(generate=None, edges=[([6, 8],)])
    assert _message(lambda: oracle.agrees(lambda _: -1.0, mean, float)).startswith("f([0]) returned -1.0; expected 0.0")


def test_a_learner_that_changes_its_arguments_changes_only_its_own() -> None:
    def emptying(items: list[int]) -> int:
        total = sum(items)
        items.clear()
        return total

    _oracle().agrees(emptying, sum, int)


def test_floats_agree_within_a_tolerance_and_types_must_be_those_promised() -> None:
    _oracle().agrees(lambda items: sum(items) + 1e-12, lambda items: float(sum(items)), float, within=1e-9)
    assert "expected an int" in _message(lambda: _oracle().agrees(lambda items: float(sum(items)), sum, int))


def test_the_learner_must_refuse_where_the_reference_does() -> None:
    def first(items: list[int]) -> int:
        if not items:
            raise ValueError("nothing")
        return items[0]

    oracle = _oracle(edges=[([],)])
    oracle.agrees(first, first, int, refusals=("ValueError",))
    missing = _message(
        lambda: oracle.agrees(lambda items: items[0] if items else 0, first, int, refusals=("ValueError",))
    )
    assert missing.startswith("f([]) returned 0; it should refuse with ValueError.")
    other = _message(lambda: oracle.agrees(lambda items: items[0], first, int, refusals=("ValueError",)))
    assert "raised IndexError" in other


def test_a_stub_that_should_refuse_is_not_done_yet() -> None:
    def first(items: list[int]) -> int:
        raise ValueError("nothing")

    def stub(items: list[int]) -> int:
        raise NotImplementedError("not done yet")

    said = _message(lambda: _oracle(edges=[([],)]).agrees(stub, first, int, refusals=("ValueError",)))
    assert said == "f is not done yet."


def test_a_law_judges_where_many_answers_are_right() -> None:
    def law(answer: list[int], items: list[int]) -> str | None:
        return None if sorted(answer) == sorted(items) else "not a reordering of what was given"

    _oracle().holds(lambda items: items[::-1], law, list[int])
    message = _message(lambda: _oracle().holds(lambda items: list(set(items)), law, list[int]))
    assert message.startswith("f([0, 0]) returned [0]: not a reordering of what was given.")


def test_an_answer_that_changes_from_call_to_call_still_fails_with_a_message() -> None:
    answers = iter([1])
    message = _message(lambda: _oracle().agrees(lambda _: next(answers, 0), lambda _: 0, int))
    assert "returned 1; expected 0" in message


def test_a_stub_is_not_done_yet() -> None:
    def stub(_: list[int]) -> int:
        raise NotImplementedError("not done yet")

    assert _message(lambda: _oracle().agrees(stub, sum, int, why="So.")) == "f is not done yet."


class Stack:
    def __init__(self, limit: int) -> None:
        self.limit, self.items = limit, [0][:0]

    def push(self, item: int) -> None:
        self.items.append(item)

    def pop(self) -> int:
        if not self.items:
            raise IndexError("empty")
        return self.items.pop()


class BottomlessStack(Stack):
    def pop(self) -> int:
        return self.items.pop() if self.items else 0


class ForgetsTheFourth(Stack):
    def push(self, item: int) -> None:
        if len(self.items) < 3:
            super().push(item)


def _script(rng: random.Random, size: int) -> tuple[Any, ...]:
    return (9,), [rng.choice([("push", (rng.randrange(9),)), ("pop", ())]) for _ in range(3 * size)]


STACK = Oracle(name="Stack", seed=5, generate=_script)
RETURNS = {"push": None, "pop": int}


def test_a_class_is_replayed_beside_its_reference() -> None:
    STACK.replays(Stack, Stack, RETURNS, refusals=("IndexError",))
    message = _message(lambda: STACK.replays(BottomlessStack, Stack, RETURNS, refusals=("IndexError",)))
    assert message.startswith("After Stack(9):\npop() returned 0; it should refuse with IndexError.")


def test_a_script_shrinks_to_the_calls_that_matter() -> None:
    message = _message(lambda: STACK.replays(ForgetsTheFourth, Stack, RETURNS, refusals=("IndexError",)))
    assert message.splitlines()[0].count("push") == 4
    assert "pop" not in message.splitlines()[0]


def test_a_missing_method_and_a_failing_constructor_are_named() -> None:
    missing = _message(lambda: STACK.replays(lambda _: object(), Stack, RETURNS, refusals=("IndexError",)))
    assert "raised AttributeError" in missing
    broken = _message(lambda: STACK.replays(lambda: None, Stack, RETURNS, refusals=("IndexError",)))
    assert broken.startswith("Stack(9) raised TypeError")


def test_faults_of_the_test_are_not_blamed_on_the_learner() -> None:
    with pytest.raises(AuthoringError, match="no inputs"):
        Oracle(name="f", seed=1).agrees(len, len, int)
    with pytest.raises(AuthoringError, match="its own `valid` refuses"):
        _oracle(valid=lambda _: False).agrees(sum, sum, int)
    with pytest.raises(AuthoringError, match="reference raised IndexError"):
        _oracle(edges=[([],)]).agrees(sum, lambda items: items[0], int)
    with pytest.raises(AuthoringError, match="The reference returned"):
        _oracle().agrees(sum, sum, str)


@given(
    st.recursive(
        st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.text(), inner, max_size=2),
        max_leaves=6,
    )
)
def test_shrinking_keeps_the_type_never_repeats_the_value_and_ends(value: Any) -> None:
    for _ in range(200):
        candidates = list(smaller(value))
        assert all(type(candidate) is type(value) for candidate in candidates)
        assert value not in candidates
        if not candidates:
            return
        value = candidates[-1]
