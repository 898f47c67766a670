"""The drawn landscapes keep their promises, and the slow references agree with what is known about them."""

import random
from graphlib import CycleError, TopologicalSorter

import pytest

from rounds.worlds.references.starting import best_slots, finish, not_a_cycle, start_times, waves
from rounds.worlds.starting import (
    GRAHAM,
    GRAHAM_SECONDS,
    Needs,
    deep,
    disguised,
    knotted,
    ladder,
    landscape,
    smaller_landscapes,
    timed,
)


def test_graham_s_anomalies_are_as_published():
    faster = {name: seconds - 1 for name, seconds in GRAHAM_SECONDS.items()}
    assert finish(GRAHAM, GRAHAM_SECONDS, 3) == 12
    assert finish(GRAHAM, GRAHAM_SECONDS, 4) == 15
    assert finish(GRAHAM, faster, 3) == 13
    assert finish({**GRAHAM, "s5": [], "s6": []}, GRAHAM_SECONDS, 3) == 16


def test_waves_are_those_of_the_standard_library():
    for seed in range(50):
        needs = landscape(random.Random(seed), 9)
        order = TopologicalSorter(needs)
        order.prepare()
        for wave in waves(needs):
            ready = order.get_ready()
            assert sorted(ready) == wave
            order.done(*ready)


def cycle_of_the_library(needs: Needs) -> list[str]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return error.args[1][:0:-1]
    return []


def test_knots_have_a_cycle_where_the_standard_library_finds_one():
    knots = [knotted(random.Random(seed), 7) for seed in range(100)]
    found = [cycle_of_the_library(needs) for needs in knots]
    assert 50 < sum(map(bool, found)) < 100
    for cycle, needs in zip(found, knots, strict=True):
        assert not_a_cycle(cycle, needs) is None
        assert not_a_cycle([] if cycle else ["s0"], needs)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [(["a", "b", "c"], "does not need"), (["b", "c", "b", "c"], "twice"), (["x"], "no service"), ([], "there is")],
)
def test_what_is_no_cycle_is_told(answer: list[str], fault: str):
    assert fault in str(not_a_cycle(answer, {"a": ["b"], "b": ["c"], "c": ["b"]}))


def test_no_start_breaks_the_rule():
    for seed in range(50):
        needs, seconds, slots = timed(random.Random(seed), 8)
        begun = start_times(needs, seconds, slots)
        for name, start in begun.items():
            assert all(begun[other] + seconds[other] <= start for other in needs[name])
            running = [other for other, at in begun.items() if at <= start < at + seconds[other]]
            assert len(running) <= slots


def test_one_slot_more_is_often_too_many():
    landscapes = [disguised(random.Random(seed)) for seed in range(100)]
    worse = [finish(*each) > finish(*each[:2], best_slots(*each)) for each in landscapes]
    assert 20 < sum(worse) < 80


def test_shapes():
    assert len(waves(deep(40))) == 40
    assert [len(wave) for wave in waves(ladder(20))] == [2] * 20
    with pytest.raises(ValueError, match="waits for itself"):
        waves({**deep(5), "s0": ["s4"]})


def test_smaller_landscapes_stay_whole():
    needs, seconds, slots = timed(random.Random(3), 6)
    for fewer, times, left in smaller_landscapes((needs, seconds, slots)):
        assert fewer.keys() == times.keys()
        assert waves(fewer) is not None
        assert (len(fewer), sum(map(len, fewer.values())), sum(times.values()), left) < (
            len(needs) + 1, sum(map(len, needs.values())) + 1, sum(seconds.values()) + 1, slots + 1,
        )  # fmt: skip
