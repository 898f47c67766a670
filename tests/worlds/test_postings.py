"""The postings world: deterministic, plausible, and the steps of a defensible range do what the text says."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.postings import COVERS, PER_YEAR, Market, Posting, postings
from rounds.worlds.references.postings import FEWEST, STEPS, market_range

MADE = "from rounds.worlds.postings import postings; print(*postings(7))"
PLAIN = Market({"here": 1.0}, 1.0, 0.0)


def one(employer, pay, job="job-1", age_days=0):
    """A posting that needs no conversion."""
    return Posting(employer, job, "board-1", 5, "here", pay, "year", "total", age_days)


def moved(n=60, **way):
    """The mean change of an end of the range, as a share, when it is made in another way."""
    worlds = [postings(seed) for seed in range(n)]
    ranges = np.array([[market_range(*world_at_5(w), **how) for w in worlds] for how in ({}, way)])
    return np.mean(abs(ranges[1] / ranges[0] - 1))


def world_at_5(world):
    """The arguments of market_range for level 5."""
    found, market = world
    return found, 5, market


def test_a_seed_is_one_world_under_every_hash_seed():
    printed_alike(MADE)


def test_the_figures_are_those_of_a_market():
    for seed in range(60):
        found, market = postings(seed)
        assert 40 < len(found) < 500
        assert {p.per for p in found} <= set(PER_YEAR)
        assert {p.covers for p in found} <= set(COVERS)
        assert {p.place for p in found} <= set(market.places)
        assert all(p.pay > 0 and 0 <= p.age_days <= 900 for p in found)
        low, high = market_range(found, 5, market)
        assert 80_000 < low < high < 700_000
        assert 1.1 < high / low < 3


def test_quartiles_of_eight_equal_votes_are_the_second_and_the_sixth():
    eight = [one(f"employer-{i}", 100.0 + i) for i in range(8)]
    assert market_range(eight, 5, PLAIN) == (101.0, 105.0)


def test_the_cap_leaves_a_quarter_of_what_all_have_then():
    large = [one("employer-0", 50.0 + i, f"job-{i}") for i in range(10)]
    others = [one(f"employer-{i}", 100.0 + i) for i in range(1, 7)]
    # The large one keeps 2 of 8 votes: with its last job a quarter is reached.
    assert market_range(large + others, 5, PLAIN)[0] == 59.0
    assert market_range(large + others, 5, PLAIN, without=("cap",))[0] == 53.0


def test_four_employers_are_too_few():
    with pytest.raises(ValueError, match="too few"):
        market_range([one(f"employer-{i}", 100.0) for i in range(FEWEST - 1)], 5, PLAIN)


def test_the_laws_hold_for_the_reference():
    for seed in range(10):
        found, market = postings(seed)
        before = market_range(found, 5, market)
        shuffled = random.Random(seed).sample(found, len(found))
        assert market_range(shuffled, 5, market) == pytest.approx(before)
        assert market_range(found + found[::3], 5, market) == pytest.approx(before)
        halved = [replace(p, pay=p.pay / 2) for p in found]
        assert market_range(halved, 5, market) == pytest.approx([end / 2 for end in before])


def test_outliers_matter_least_and_votes_more():
    assert moved(trim=3.0) < 0.015
    assert moved(without=("reposts", "cap")) > 0.06
    assert moved(without=("units",)) > 0.3
    assert all(moved(30, without=(step,)) > 0.005 for step in STEPS)


def test_where_the_conclusion_flips():
    off = {}
    for slips in (0.03, 0.3):
        pairs = [(postings(seed, slips=slips), postings(seed, slips=0.0)) for seed in range(40)]
        off[slips] = [
            np.mean(
                [
                    abs(np.divide(market_range(*world_at_5(a), trim=t), market_range(*world_at_5(b))) - 1)
                    for a, b in pairs
                ]
            )
            for t in (0.0, 3.0)
        ]
    assert off[0.03][0] - off[0.03][1] < 0.015
    assert off[0.3][0] > 0.25 > 0.05 > off[0.3][1]
