"""One dead shard of four, and breakers of two widths, on five seeds."""

from math import comb
from statistics import fmean

import pytest
from sim.scenarios.pictures import assert_readable
from sim.scenarios.studies import figures, study_of

from rounds.sim.scenarios.columns import ColumnStudy
from rounds.sim.scenarios.shards import SHARDS

LOAD, OUTAGE = 300, 60
DEAD = 0.25  # the share of the keys that belong to the dead shard


@pytest.fixture(scope="module")
def study() -> ColumnStudy:
    return study_of(SHARDS)


def at_most(successes: int, trials: int, probability: float) -> float:
    """The binomial distribution function."""
    return sum(comb(trials, k) * probability**k * (1 - probability) ** (trials - k) for k in range(successes + 1))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["none", "naive", "breaker-per-shard"])
def test_three_quarters_are_the_best_there_is(study: ColumnStudy, name: str) -> None:
    deviation = (DEAD * (1 - DEAD) / (LOAD * OUTAGE)) ** 0.5  # of a share of so many requests
    assert figures(study, name, "during") == pytest.approx([1 - DEAD] * 5, abs=5 * deviation)
    assert figures(study, name, "during") == figures(study, "none", "during")


@pytest.mark.slow
def test_a_breaker_for_the_whole_service_is_far_worse_than_none(study: ColumnStudy) -> None:
    """Open for 5 s, ten probes; with fewer than two failures among them a hundred calls, then open again."""
    calls = 10 + at_most(1, 10, DEAD) * 100
    cycle = 5 * LOAD + calls
    first = 20 / DEAD / (LOAD * OUTAGE)  # the window is full of successes when the shard dies
    expected = (1 - DEAD) * (calls / cycle + first)
    # Over 20 seeds the standard deviation of a run is 0.008: one closing more or less is 0.4%.
    assert fmean(figures(study, "breaker", "during")) == pytest.approx(expected, abs=3 * 0.008 / 5**0.5)
    assert max(figures(study, "breaker", "during")) < 0.06


@pytest.mark.slow
def test_retries_call_the_dead_shard_four_times_and_a_breaker_of_its_own_spares_it(study: ColumnStudy) -> None:
    # A quarter of 18,000 requests belong there, give or take 1.3%; five deviations.
    assert figures(study, "none", "dead_calls") == pytest.approx([1] * 5, rel=0.065)
    assert figures(study, "naive", "dead_calls") == pytest.approx([4] * 5, rel=0.065)
    # A hundred calls until it opens (half of a window of successes), then 10 probes every 5 s and a little: 12 times.
    calls = 50 + 12 * 10
    assert figures(study, "breaker-per-shard", "dead_calls") == pytest.approx([calls / 4500] * 5, rel=0.5)


@pytest.mark.slow
def test_every_breaker_keeps_calls_away_for_a_while_after_the_fault(study: ColumnStudy) -> None:
    assert figures(study, "none", "recovery_s") == [0] * 5
    for name in ("breaker", "breaker-per-shard"):
        assert min(figures(study, name, "recovery_s")) > 0
        assert max(figures(study, name, "recovery_s")) <= 6  # the wait of 5 s, and its probes
    lost = zip(figures(study, "breaker", "after"), figures(study, "breaker-per-shard", "after"), strict=True)
    assert all(wide < narrow < 1 for wide, narrow in lost)


@pytest.mark.slow
def test_many_clients_with_breakers_of_their_own_lose_less(study: ColumnStudy) -> None:
    """Each knows less and takes longer to fill its window: twenty clients of 15 requests a second."""
    many = study_of(SHARDS, "breaker", clients=20)
    lowest = min(figures(many, "breaker", "during"))
    assert max(figures(study, "breaker", "during")) < 0.5 * lowest
    assert lowest < 0.5 < 1 - DEAD


def test_one_shard_alone_is_all_there_is() -> None:
    alone = study_of(SHARDS, "none", seeds=(1,), shards=1, load=20, horizon=100, outage=30)
    assert figures(alone, "none", "during") == [0]
    assert_readable(alone.plot(), "none: 0%")
    assert SHARDS.compare("none", load=20, outage=0, horizon=100).table()[1][0][2] == ""


@pytest.mark.slow
def test_the_picture_is_readable(study: ColumnStudy) -> None:
    assert_readable(study.plot(), "time (s)", "availability", "calls (1/s)", "possible", "shard-1: cut", "naive: 75%")
