import math

import pytest
from hashes import printed_alike

from rounds.worlds.growth import CLASSES, LARGEST, Cost, drawn_program, term


def test_the_budget_is_for_all_runs_and_the_run_that_goes_past_it_takes_the_rest():
    cost = Cost(lambda n, tick: tick(n), budget=100)
    assert (cost(30), cost(60)) == (30, 60)
    for size in (11, 1):
        with pytest.raises(RuntimeError, match="used up"):
            cost(size)


def test_a_program_that_ticks_step_by_step_is_stopped_in_the_middle():
    ticked = []

    def endless(n, tick):
        while True:
            tick()
            ticked.append(n)

    with pytest.raises(RuntimeError, match="used up"):
        Cost(endless, budget=50)(1)
    assert len(ticked) == 50


def test_there_are_250_runs_however_cheap():
    cost = Cost(lambda n, tick: tick(), budget=10_000)
    assert sum(cost(LARGEST) for _ in range(250)) == 250
    with pytest.raises(RuntimeError, match="used up"):
        cost(1)


@pytest.mark.parametrize("size", [0, -1, 1.0, True, LARGEST + 1, "3"])
def test_what_is_no_size_is_refused(size):
    with pytest.raises(ValueError, match="whole number"):
        Cost(lambda n, tick: tick())(size)


@pytest.mark.parametrize("growth", CLASSES)
def test_the_leading_term_outgrows_all_others_within_the_budget_and_not_at_small_sizes(growth):
    late, early = [], []
    for seed in range(200):
        program = drawn_program(growth, seed)
        assert program.growth == growth
        assert all(CLASSES.index(name) < CLASSES.index(growth) for name, _ in program.terms[1:])
        size = 1
        while sum(factor * term(name, size, program.base) for name, factor in program.terms) < 500_000:
            size = size + 1 if growth == "c^n" else math.ceil(size * 1.1)
            if size > LARGEST / 2:
                break
        for n, shares in ((size, late), (4, early)):
            parts = [factor * term(name, n, program.base) for name, factor in program.terms]
            shares.append(parts[0] / sum(parts))
    assert sum(late) / 200 > (0.5 if growth in ("log n", "n log n") else 0.8)
    assert growth == "1" or sum(early) / 200 < 0.35


def test_a_program_costs_the_same_each_time_and_chance_is_at_most_four_percent():
    for growth in CLASSES:
        program = drawn_program(growth, 3)
        for n in (1, 7, 30):
            total = sum(factor * term(name, n, program.base) for name, factor in program.terms)
            counts = {Cost(program, 10**12)(n) for _ in range(3)}
            assert len(counts) == 1
            assert abs(counts.pop() - max(1, total)) <= 0.04 * total + 1


def test_a_text_says_which_terms_there_are():
    assert str(drawn_program("n log n", 1)).split(" + ")[0].endswith(" n log n")


def test_programs_do_not_depend_on_the_hash_seed():
    printed_alike(
        "from rounds.worlds.growth import *; drawn = [drawn_program(c, 5) for c in CLASSES]; "
        "print([(str(program), Cost(program)(9)) for program in drawn])"
    )
