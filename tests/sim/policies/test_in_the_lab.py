"""All policies in the lab: nothing is lost, nothing is shared between runs; and what limits do in an overload."""

from collections.abc import Callable
from statistics import fmean
from typing import Any

import pytest
from sim.golden import MIXED, digest

from rounds.sim import Admission, ClientPolicy, Demand, NoRetry, Scenario, Service, run
from rounds.sim import policies as p

MAKE: dict[str, Callable[[], ClientPolicy]] = {
    "Exponential": p.Exponential,
    "EqualJitter": p.EqualJitter,
    "DecorrelatedJitter": p.DecorrelatedJitter,
    "WithinDeadline": lambda: p.WithinDeadline(0.1, p.FullJitter()),
    "WindowedBudget": lambda: p.WindowedBudget(min_per_second=0.5, ttl=3),
    "RetryThrottle": p.RetryThrottle,
    "RetryQuota": lambda: p.RetryQuota(60, retry=p.FullJitter()),
    "CircuitBreaker": lambda: p.CircuitBreaker(seconds=3, minimum=5, slow_call=0.4, half_open_wait=1.0, wait=0.5),
    "ConsecutiveBreaker": lambda: p.ConsecutiveBreaker(reset_timeout=0.5, success_threshold=2),
    "Bulkhead": lambda: p.Bulkhead(2, p.RetryBudget()),
    "moving bulkhead": lambda: p.Bulkhead(lambda: p.Windowed(p.Vegas(), seconds=0.5), p.FullJitter()),
    "Hedge": lambda: p.Hedge(0.2, p.FullJitter()),
    "QuantileHedge": lambda: p.QuantileHedge(minimum=20, retry=p.RetryBudget()),
    "PerTarget": lambda: p.PerTarget(lambda: p.CircuitBreaker(window=10, wait=0.5)),
    "Fallback": lambda: p.Fallback("stale", p.CircuitBreaker(window=10, probes=2, retry=p.Bulkhead(3))),
}


@pytest.mark.parametrize("name", MAKE)
def test_every_request_ends_once_and_the_same_run_gives_the_same_figures(name: str) -> None:
    first, second = (run(MIXED, MAKE[name], 5) for _ in range(2))
    assert sum(first.outcomes.values()) == first.series["arrivals"].sum()
    totals = first.totals
    assert totals["attempts"] == totals["accepted"] + totals["shed"] + totals["cut"]
    assert digest(first) == digest(second)
    assert digest(first) != digest(run(MIXED, NoRetry, 5))


DOORS: dict[str, Callable[[], Admission]] = {
    "windowed Vegas": lambda: p.Windowed(p.Vegas(), seconds=0),
    "Vegas": p.Vegas,
    "AIMD": lambda: p.AIMD(timeout=1.0),
    "AIMD to 100": lambda: p.AIMD(timeout=1.0, max_limit=100),
    "Gradient2": p.Gradient2,
    "fixed": lambda: p.FixedLimit(20),
}


def overload(load: float, door: str, shape: Any = "lognormal", horizon: float = 60.0) -> Scenario:
    service = Service(10, Demand(0.1, shape, 0.25), admission=DOORS[door])
    return Scenario(load, service, warm_up=5.0, horizon=horizon, cool_down=0.0)


def goodput(*arguments: Any, seeds: int = 1) -> float:
    return fmean(run(overload(*arguments), NoRetry, seed).goodput() for seed in range(seeds))


def test_a_limit_at_the_door_turns_an_overload_from_nothing_into_nearly_all() -> None:
    assert run(overload(150, "fixed").but(topology=Service()), NoRetry).goodput() < 2
    assert goodput(150, "windowed Vegas") > 97


@pytest.mark.parametrize(
    ("door", "expected"),
    [
        ("windowed Vegas", (97, 100, 100)),
        ("Vegas", (82, 84, 90)),
        ("AIMD", (81, 64, 47)),
        ("AIMD to 100", (92, 87, 82)),
        ("fixed", (100, 100, 100)),
    ],
)
def test_goodput_in_overload_of_each_limit(door: str, expected: tuple[float, ...]) -> None:
    """At 120, 150 and 300 requests a second on a capacity of 100, the work lognormal with sigma 0.25."""
    found = [goodput(load, door, seeds=2) for load in (120, 150, 300)]
    assert found == pytest.approx(expected, abs=4)


def test_limits_that_go_by_the_shortest_latency_need_work_of_little_variance() -> None:
    found = [goodput(load, "windowed Vegas", "exponential", seeds=3) for load in (120, 150, 300)]
    assert all(65 < each < 85 for each in found)
    assert goodput(150, "Vegas", "exponential") < 60


def test_gradient2_drifts_where_the_overload_is_small() -> None:
    """At 120 a second the queue grows so slowly that the long-term mean learns it: up to its largest limit, and there
    an answer takes 2 s. At 300 the queue fills faster than the mean can follow, and the limit falls in time."""
    small = run(overload(120, "Gradient2", "lognormal", 90.0), NoRetry, 1)
    assert small.series["ok"][60:].sum() == 0
    assert small.series["queue"][60:].min() > 150
    assert goodput(300, "Gradient2") > 95
