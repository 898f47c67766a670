"""A suite of tests is judged by what it catches; what it could recognise an implementation by is gone."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from rounds.grading.kinds import AuthoringError, Kills, Suite


class Box:
    def __init__(self, capacity: int) -> None:
        self.capacity, self.items = capacity, list[Any]()

    def put(self, item: Any) -> bool:
        if len(self.items) >= self.capacity:
            return False
        self.items.append(item)
        return True

    def all(self) -> list[Any]:
        return list(self.items)


class CountingBox(Box):
    def all(self) -> list[Any]:
        return [item for item in self.items if item is not self]


class Leaky(Box):
    def all(self) -> list[Any]:
        return self.items


class Bottomless(Box):
    def put(self, item: Any) -> bool:
        self.items.append(item)
        return True


class Forgetful(Box):
    def all(self) -> list[Any]:
        return []


BUGS = {"it shows when the box is full": Bottomless, "it shows when items are read back": Forgetful}


def _suite(**changes: Any) -> Suite:
    rest = {"name": "make", "correct": [Box, CountingBox], "buggy": BUGS, "operations": ("put", "all"), "seed": 1}
    return Suite(**{**rest, **changes})


def full(make: Any) -> None:
    box = make(1)
    assert box.put("a")
    assert not box.put("b")


def read_back(make: Any) -> None:
    box = make(1)
    box.put("a")
    assert box.all() == ["a"]


def _fails(check: Callable[[], Any]) -> str:
    with pytest.raises(AssertionError) as failure:
        check()
    return str(failure.value)


def test_sound_tests_that_catch_every_bug_pass() -> None:
    kills = _suite().run([full, read_back])
    kills.accepts()
    kills.rejects()
    assert kills.share == 1


def test_one_hiding_bug_is_told_at_a_time_the_easiest_first() -> None:
    assert _fails(_suite().run([lambda make: make(1)]).rejects) == (
        "None of 2 bugs is caught. One of them: it shows when the box is full."
    )
    assert _fails(_suite().run([full]).rejects) == (
        "1 of 2 bugs are caught. One bug still hides: it shows when items are read back."
    )


def test_a_false_alarm_shows_what_the_test_had_seen_and_catches_nothing() -> None:
    def too_strict(make: Any) -> None:
        box = make(1)
        box.put("a")
        if box.all() != ("a",):
            raise AssertionError("a tuple")

    kills = _suite().run([too_strict])
    assert kills.share == 0
    assert _fails(kills.accepts) == (
        "Test 1 of 1 rejects a correct implementation (AssertionError: a tuple). What it had seen:\n"
        "  make(1) returned an object\n"
        "  make.put('a') returned True\n"
        "  make.all() returned ['a']"
    )


def test_tests_that_check_nothing_do_not_earn_the_points_for_no_false_alarm() -> None:
    assert "No false alarm, but that is easy" in _fails(_suite().run([lambda make: make(1)]).accepts)


@pytest.mark.parametrize("wanted", range(1, 5))
def test_counting_runs_does_not_tell_the_buggy_from_the_correct(wanted: int) -> None:
    runs: list[Any] = []

    def count(make: Any) -> None:
        runs.append(make(len(runs) % 4))
        assert len(runs) % 4 != wanted % 4

    def count_alike(make: Any) -> None:
        make(1)
        runs.append(1)
        assert len(runs) % 4 != wanted % 4

    for test in (count, count_alike):
        runs.clear()
        kills = _suite().run([test])
        assert kills.share == 0
        assert "did two different things after the same answers" in _fails(kills.accepts)


def test_unseeded_randomness_is_refused_and_seeded_randomness_is_not() -> None:
    def unseeded(make: Any) -> None:
        assert make(random.random()) is not None

    def seeded(make: Any) -> None:
        box, rng = make(3), random.Random(1)
        assert all(box.put(rng.random()) for _ in range(3))

    assert "seed its random numbers" in _fails(_suite().run([unseeded]).accepts)
    assert not _suite().run([seeded]).problems


def test_an_implementation_kept_from_an_earlier_run_is_dead() -> None:
    kept: list[Any] = []

    def keeps(make: Any) -> None:
        kept.append(make(1))
        kept[0].put("a")

    assert _suite().run([keeps]).problems
    with pytest.raises(RuntimeError, match="earlier run"):
        kept[0].put("a")


def test_no_name_of_a_class_shows_and_state_does_not_leak() -> None:
    seen = []

    def looks(make: Any) -> None:
        box = make(1)
        box.all().append("leak")
        seen.append((type(make).__name__, type(box).__name__, box.all()))

    _suite(correct=[Box, Leaky]).run([looks])
    assert set(map(str, seen)) == {"('Implementation', 'Implementation', [])"}


def test_a_bug_that_sends_a_test_in_circles_is_caught() -> None:
    def until_full(make: Any) -> None:
        box = make(3)
        try:
            while box.put("a"):
                pass
        except RuntimeError:
            return

    kills = _suite(calls=10).run([until_full])
    assert kills.hiding == ["it shows when items are read back"]
    assert not kills.problems


def test_a_test_that_needs_too_many_calls_of_a_correct_implementation_is_told() -> None:
    def wasteful(make: Any) -> None:
        for _ in range(99):
            make(1)

    assert _fails(_suite(calls=10).run([wasteful]).accepts).startswith("Test 1 of 1 makes more than 10 calls to make")


def test_what_a_callback_sees_counts_as_an_answer(grade: Callable[[str, str], None]) -> None:
    answer = """
def test_loads_once(make):
    loaded = []
    loader = make(lambda key: loaded.append(key) or len(key))
    assert loader.get("abc") == loader.get("abc") == 3
    assert len(loaded) == 1

tests = {"loads once": test_loads_once}
"""
    hidden = """
from rounds.grading.kinds import Suite

def once(load):
    known = {}
    return lambda key: known[key] if key in known else known.setdefault(key, load(key))

class Loader:
    def __init__(self, load):
        self.get = once(load)

class EagerLoader:
    def __init__(self, load):
        self.get = load

buggy = {"it shows on the second read": EagerLoader}
kills = Suite(name="make", correct=[Loader], buggy=buggy, operations=("get",), seed=1).run(tests)
kills.accepts()
kills.rejects()
"""
    grade(answer, hidden)


def test_functions_are_judged_too_with_their_exceptions() -> None:
    def half(n: int) -> int:
        if n < 0:
            raise ValueError("negative")
        return n // 2

    def refuses_negative(f: Any) -> None:
        try:
            f(-1)
        except ValueError:
            return
        raise AssertionError("accepted a negative number")

    suite = Suite(name="half", correct=[half], buggy={"it shows below zero": lambda n: n // 2}, seed=1)
    kills = suite.run((refuses_negative,))
    kills.accepts()
    kills.rejects()


@pytest.mark.parametrize(
    ("tests", "message"),
    [
        ([], "There is no test yet"),
        (None, "expected a list of functions"),
        ("ab", "expected a list of functions"),
        ([1], "Test 1 of 1 is not a function"),
        ([full] * 13, "13 tests; the budget is 12"),
        ({"full": 3}, "The test 'full' is not a function"),
    ],
)
def test_what_is_not_a_list_of_tests_is_refused(tests: object, message: str) -> None:
    assert message in _fails(lambda: _suite().run(tests))


def test_a_test_that_is_not_written_yet_is_told_so() -> None:
    def stub(make: Any) -> None:
        raise NotImplementedError("not done yet")

    assert _fails(_suite().run([stub]).accepts) == "Test 1 of 1 is not done yet."


def _swallowing(f: Any) -> None:
    try:
        f()
    except Exception:  # noqa: BLE001 - what a learner may well write
        return


def test_an_implementation_that_answers_with_a_thing_is_the_authors_fault() -> None:
    suite = Suite(name="f", correct=[lambda: object()], buggy={"always": lambda: None}, seed=1)
    with pytest.raises(AuthoringError, match="not plain data"):
        suite.run([lambda f: f()])
    with pytest.raises(AuthoringError, match="not plain data"):
        suite.run([_swallowing])
    with pytest.raises(AuthoringError, match="correct and buggy"):
        _suite(correct=[]).run([full])


def test_the_verdict_does_not_depend_on_the_seed() -> None:
    def verdict(seed: int) -> Kills:
        return _suite(seed=seed).run([full])

    assert all(verdict(seed) == verdict(0) for seed in range(5))
