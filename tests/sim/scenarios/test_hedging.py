"""Second copies by night and by day, on five seeds."""

from functools import cache
from statistics import fmean

import numpy as np
import pytest
from sim.scenarios.pictures import assert_readable
from sim.scenarios.studies import figures, study_of

from rounds.sim import Result, theory
from rounds.sim.scenarios.columns import ColumnStudy
from rounds.sim.scenarios.hedging import DELAY, HEDGING, Time, latency

NIGHT, DAY = 0.2, 0.75


@cache
def study(name: str) -> ColumnStudy:
    """One policy alone, so that no test waits for all."""
    return study_of(HEDGING, name)


def slower(result: Result, time: Time) -> float:
    """The share of answers that took longer than the hedge waits, to a thousandth."""
    return next(1 - q for q in np.arange(1, 0, -0.001) if latency(result, q, time) <= DELAY)


@pytest.mark.slow
def test_by_night_a_hedge_cuts_the_tail_to_a_third() -> None:
    # Two requests in a hundred work for 0.2 s: without hedges that is the 99th percentile, to a bucket of 2%.
    assert figures(study("none"), "none", "p99_night") == pytest.approx([0.2] * 5, rel=0.03)
    # Those wait 0.05 s and for the copy's 0.01 s, and a few for a busy replica: 0.068, deviation 0.002 over 8 seeds.
    assert figures(study("hedge"), "hedge", "p99_night") == pytest.approx([0.068] * 5, abs=4 * 0.002)


@pytest.mark.slow
def test_the_copies_are_those_that_are_slower_than_the_delay() -> None:
    work = theory.Mixture(0.02, theory.Constant(0.2), theory.Constant(0.01))
    plain = study("none").comparison.results["none"]
    for result, copies in zip(plain, figures(study("hedge"), "hedge", "added_night"), strict=True):
        assert copies > theory.hedge_added_load(work, DELAY)  # who waits for a slow one is hedged as well
        assert copies == pytest.approx(slower(result, "night"), abs=0.015)  # and copies make a few more wait


@pytest.mark.slow
def test_by_day_the_copies_of_all_who_wait_need_more_than_there_is() -> None:
    for plain in study("none").comparison.results["none"]:
        assert plain.availability() > 0.999
        assert NIGHT * (1 + slower(plain, "night")) < 0.3
        assert DAY * (1 + slower(plain, "day")) > 1
    # Over 8 seeds 0.36 are answered, those of the first seconds, with a standard deviation of 0.022.
    assert figures(study("hedge"), "hedge", "answered_day") == pytest.approx([0.36] * 5, abs=4 * 0.022)
    assert min(figures(study("hedge"), "hedge", "added_day")) > 0.9
    for result in study("hedge").comparison.results["hedge"]:
        assert (result.series["ok"][40:45].sum() / result.series["arrivals"][40:45].sum()) < 0.02
        assert (result.series["ok"][70:].sum() / result.series["arrivals"][70:].sum()) > 0.99  # the night helps


@pytest.mark.slow
def test_a_hedge_of_the_slowest_in_twenty_adds_no_more_than_that() -> None:
    for key in ("added_night", "added_day"):
        assert max(figures(study("hedge-95th"), "hedge-95th", key)) < 0.05
    assert min(figures(study("hedge-95th"), "hedge-95th", "answered_day")) > 0.999
    hedged, plain = (fmean(figures(study(name), name, "p99_night")) for name in ("hedge-95th", "none"))
    assert hedged < plain


@pytest.mark.slow
def test_copies_that_are_taken_back_do_no_harm_by_day() -> None:
    for name, p99 in (("hedge-drop-expired", 0.195), ("hedge-cancels", 0.077)):
        assert min(figures(study(name), name, "answered_day")) > 0.999
        # Over 8 seeds the standard deviations are 0.005 and 0.002.
        assert figures(study(name), name, "p99_day") == pytest.approx([p99] * 5, rel=0.15)
        assert max(figures(study(name), name, "p99_day")) < min(figures(study("none"), "none", "p99_day"))
    names = ("hedge-cancels", "hedge-drop-expired")
    cancelled, dropped = (figures(study(name), name, "added_day") for name in names)
    assert all(few < many / 2 for few, many in zip(cancelled, dropped, strict=True))


@pytest.mark.slow
def test_the_picture_is_readable() -> None:
    assert_readable(HEDGING.compare().plot(), "time (s)", "latency (s)", "load (1/s)", "capacity", "day")


def test_work_that_does_not_vary_needs_no_copies() -> None:
    made = study_of(HEDGING, "hedge", seeds=(1,), slow=0.01, day=0.2, replicas=5, horizon=60)
    assert figures(made, "hedge", "added_night") == pytest.approx([0], abs=0.01)
    assert HEDGING.make(fast=0.01, slow=0.2).topology.service.demand.fast == pytest.approx(0.01)
