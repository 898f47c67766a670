"""The year under a contract: bills by hand, the fixes one by one, what is drawn, and the distances of the estimates."""

from dataclasses import replace

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds import contract as world
from rounds.worlds.contract import FIXES, HOURS, MINUTES, Contract, Incident, Year, offer, repaired
from rounds.worlds.references import contract as references
from rounds.worlds.references.contract import annual_cost, best, captured, in_turn, net, one_by_one, parts

STEPS = ((0.75, 0.0), (0.5, 0.25), (0.0, 0.5))
OFFERS = [offer(seed) for seed in range(500, 540)]


def year(*months: tuple[Incident, ...], traffic: tuple[float, ...] = (60.0,) * HOURS) -> Year:
    """One request a minute, a dollar each, half of the failed ones return; the fee is 1,000."""
    return Year(traffic, months, Contract(1.0, 0.5, 1000.0, STEPS))


def test_a_seed_draws_the_same_offer_under_every_hash_seed():
    printed_alike(
        "from rounds.worlds.contract import *; from rounds.worlds.references.contract import best, parts;"
        "o = offer(5, overlaps=True); print(o.year.months, o.prices, parts(o.year), best(o))"
    )
    assert offer(5) != offer(6)


@pytest.mark.parametrize("overlaps", [False, True])
def test_what_is_drawn_is_plausible(overlaps: bool):
    for drawn in (offer(seed, overlaps=overlaps) for seed in range(60)):
        incidents = [each for month in drawn.year.months for each in month]
        assert len(drawn.year.months) == 12
        assert len(drawn.year.traffic) == HOURS
        assert min(drawn.year.traffic) > 0
        assert all(each.start >= world.DAY and each.start + each.minutes <= MINUTES for each in incidents)
        assert all(0.1 <= each.failing <= 1 and 2 <= each.minutes <= 300 for each in incidents)
        assert all(3_000 <= price <= 30_000 for price in drawn.prices.values())


def test_traffic_peaks_at_six_in_the_evening_and_is_flat_without_swing():
    by_hour = np.mean([np.reshape(drawn.year.traffic, (30, 24)).mean(axis=0) for drawn in OFFERS], axis=0)
    assert by_hour.argmax() == 18
    assert by_hour[18] > 3 * by_hour[6]
    assert set(offer(1, swing=0).year.traffic) == {100_000.0}


def at_once(month: tuple[Incident, ...]) -> int:
    """How many pairs of incidents share a minute."""
    minutes = [set(range(each.start, each.start + each.minutes)) for each in month]
    return sum(bool(minutes[i] & minutes[j]) for i in range(len(month)) for j in range(i))


def test_incidents_overlap_only_where_they_are_said_to_and_then_with_every_fix():
    for seed in range(20):
        apart = offer(seed).year
        assert not any(at_once(month) for fixes in references.SETS for month in repaired(apart, fixes).months)
        assert sum(at_once(month) > 0 for month in offer(seed, overlaps=True).year.months) >= 6


def test_bills_by_hand():
    assert parts(year((), ())) == (0, 0)
    assert parts(year((Incident(100, 10, 0.5),), (Incident(0, 20, 1.0),))) == (pytest.approx(12.5), 0)
    rising = tuple(60.0 * (1 + hour) for hour in range(HOURS))
    assert parts(year((Incident(50, 20, 1.0),), traffic=rising)) == (pytest.approx(15), 0)
    both = (Incident(0, 20, 0.5), Incident(10, 20, 0.5))  # 5 + 7.5 + 5 requests fail
    assert parts(year(both)) == (pytest.approx(8.75), 0)


@pytest.mark.parametrize(("minutes", "credited"), [(10_800, 0), (10_801, 250), (21_600, 250), (21_601, 500)])
def test_a_step_holds_at_and_above_its_availability(minutes: int, credited: float):
    assert parts(year((Incident(0, minutes, 1.0),)))[1] == credited


def test_a_month_without_requests_is_credited_nothing():
    assert parts(year((Incident(0, 20, 1.0),), traffic=(0.0,) * HOURS)) == (0, 0)


def test_fixes_do_what_they_say():
    evening, night, brief = Incident(18 * 60, 41, 0.8), Incident(1440, 20, 0.4), Incident(2880 + 20 * 60, 3, 1.0)
    before = year((evening, night, brief))
    assert repaired(before, ["detect"]).months[0] == (
        Incident(18 * 60, 20, 0.8), Incident(1440, 10, 0.4), Incident(2880 + 20 * 60, 1, 1.0))  # fmt: skip
    assert [each.failing for each in repaired(before, ["cells"]).months[0]] == [0.4, 0.2, 0.5]
    assert repaired(before, ["failover"]).months[0] == (evening, night)
    assert [each.start for each in repaired(before, ["release-at-night"]).months[0]] == [5 * 60, 1440, 2880 + 7 * 60]
    assert repaired(before, ["failover", "detect"]).months[0] == (Incident(18 * 60, 20, 0.8),)
    assert repaired(before, []) == before
    with pytest.raises(ValueError, match="there is no fix 'hope'"):
        repaired(before, ["hope"])


def test_the_best_set_is_the_best_of_all_sixteen():
    for drawn in OFFERS[:6]:
        nets = [net(drawn, [fix for place, fix in enumerate(FIXES) if number >> place & 1]) for number in range(16)]
        assert net(drawn, best(drawn)) == pytest.approx(max(nets))
    assert best(replace(OFFERS[0], prices=dict.fromkeys(FIXES, 1e9))) == ()


def test_every_mistake_is_told_by_the_figure_that_it_gives():
    drawn = offer(3, overlaps=True).year
    for name, mistaken in references.MISTAKES.items():
        assert references.diagnosis(drawn, mistaken(drawn)) == f"Your figure is right if {name}."
    assert references.diagnosis(drawn, annual_cost(drawn)) == ""


def test_estimates_lie_as_far_from_the_bill_as_the_exercise_says():
    bills = [annual_cost(drawn.year) for drawn in OFFERS]
    minutes, mean = (
        np.array([mistaken(drawn.year) / bill - 1 for drawn, bill in zip(OFFERS, bills, strict=True)])
        for mistaken in (references.by_time, references.mean_month)
    )
    assert -0.35 < np.median(minutes) < -0.2
    assert np.abs(mean).mean() > 0.2
    assert mean.min() < -0.1 < 0.3 < mean.max()


def test_flat_traffic_makes_minutes_right_and_a_ramp_of_credits_the_mean_month():
    flat = [offer(seed, swing=0).year for seed in range(20)]
    assert all(references.by_time(each) == pytest.approx(annual_cost(each)) for each in flat)
    ramp = [*((1 - (k + 0.5) / 6400, k / 128) for k in range(64)), (0.0, 0.5)]
    smooth = [offer(seed, steps=ramp).year for seed in range(20)]
    assert np.mean([abs(references.mean_month(each) / annual_cost(each) - 1) for each in smooth]) < 0.06
    assert np.mean([abs(references.mean_month(each) / annual_cost(each) - 1) for each in flat]) > 0.15


def test_right_bills_and_wrong_ways_to_buy_lose_as_much_as_the_exercise_says():
    ways = {
        "each alone": one_by_one,
        "in turn": in_turn,
        "minutes": lambda drawn: best(drawn, references.by_time),
        "mean month": lambda drawn: best(drawn, references.mean_month),
        "all": lambda drawn: FIXES,
    }
    shares = captured(ways, OFFERS[:12])
    assert shares["each alone"] < 0.8
    assert shares["in turn"] > 0.97
    assert shares["all"] < 0.5
    assert max(shares["minutes"], shares["mean month"]) < 0.96
