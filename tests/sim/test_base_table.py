"""The base table of outcomes: who recovers from a freeze of ten seconds, when, and who never does; on five seeds.

Base: 10 workers, exponential demand 0.1 s (capacity 100/s), 80 requests/s, timeout 1 s, 10 clients.
"""

from collections.abc import Callable
from statistics import fmean
from typing import Any

import pytest
from sim.helpers import SEEDS, storm

from rounds.sim import NaiveRetry, NoRetry, Result, Scenario, Service, run
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget
from rounds.sim.theory import backlog_drain, longest_useful_queue, vulnerable_above


def runs(scenario: Scenario, policy: Callable[[], Any]) -> list[Result]:
    return [run(scenario, policy, seed) for seed in SEEDS]


def assert_recovers(results: list[Result], earliest: float, latest: float) -> None:
    for result in results:
        assert result.recovery_s is not None, f"seed {result.seed} never recovers"
        assert earliest <= result.recovery_s <= latest, f"seed {result.seed} recovers in {result.recovery_s} s"
        assert result.availability("before") > 0.99


def assert_stays_down(results: list[Result], load_factor: float = 3.9) -> None:
    """Still down in the last fifty seconds, at nearly four attempts a request, and getting no better."""
    for result in results:
        assert result.availability("before") > 0.99
        assert result.recovery_s is None, f"seed {result.seed} recovers in {result.recovery_s} s"
        last = slice(-50, None)
        assert result.series["ok"][last].sum() < 0.15 * result.series["arrivals"][last].sum()
        assert result.load_factor("after") > load_factor


def test_a_freeze_is_survived_without_retries_and_never_with_them() -> None:
    without, naive = run(storm(), NoRetry, 0), run(storm(), NaiveRetry, 0)
    assert_recovers([without], 30, 50)
    assert_stays_down([naive])


def test_a_budget_and_a_breaker_bring_the_service_back() -> None:
    assert_recovers([run(storm(), RetryBudget, 0)], 34, 50)
    assert_recovers([run(storm(), CircuitBreaker, 0)], 12, 20)


@pytest.mark.slow
def test_no_retry_recovers_when_the_backlog_is_served() -> None:
    results = runs(storm(), NoRetry)
    assert_recovers(results, 30, 46)
    expected = backlog_drain(capacity=100, load=80, outage=10)
    assert abs(fmean(r.recovery_s or 0 for r in results) - expected) < 6
    assert all(r.load_factor() == 1.0 for r in results)


@pytest.mark.slow
@pytest.mark.parametrize(
    "policy",
    [NaiveRetry, FullJitter, lambda: FullJitter(base=1, cap=60)],
    ids=["naive", "full jitter", "full jitter, base 1 s, cap 60 s"],
)
def test_three_retries_never_recover_with_or_without_jitter(policy: Callable[[], Any]) -> None:
    results = runs(storm(horizon=220), policy)
    assert_stays_down(results)
    assert all(r.load_factor("after") == pytest.approx(4.0, abs=0.05) for r in results)
    assert all(r.availability("after") < 0.01 for r in results)


@pytest.mark.slow
def test_a_retry_budget_recovers_as_if_nobody_retried() -> None:
    results = runs(storm(), RetryBudget)
    assert_recovers(results, 35, 50)
    assert all(1.10 <= r.load_factor("during") <= 1.16 for r in results)


@pytest.mark.slow
def test_a_budget_spread_over_a_thousand_clients_holds_too_large_a_reserve() -> None:
    for result in runs(storm(horizon=300, clients=1000), RetryBudget):
        assert result.recovery_s is None
        assert result.availability("after") < 0.05


@pytest.mark.slow
def test_a_circuit_breaker_recovers_within_three_of_its_waits() -> None:
    results = runs(storm(), CircuitBreaker)
    assert_recovers(results, 13, 19)
    assert all({"open", "closed"} <= {state for second in r.states for state in second} for r in results)


@pytest.mark.slow
def test_an_adaptive_throttle_recovers_after_minutes_with_its_long_window() -> None:
    results = runs(storm(horizon=500), AdaptiveThrottle)
    assert_recovers(results, 300, 430)
    assert all(r.total("rejected", "after") > 0.3 * r.total("arrivals", "after") for r in results)


@pytest.mark.slow
def test_an_adaptive_throttle_with_a_window_of_ten_seconds_recovers_in_about_one_minute() -> None:
    assert_recovers(runs(storm(), lambda: AdaptiveThrottle(window=10)), 45, 85)


@pytest.mark.slow
def test_retrying_local_rejections_defeats_an_adaptive_throttle() -> None:
    for result in runs(storm(horizon=450), lambda: AdaptiveThrottle(retry_rejected=True)):
        assert result.recovery_s is None
        assert result.availability("after") < 0.1


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "latest"), [(50, 2), (100, 30)])
def test_a_queue_shorter_than_the_timeout_recovers_under_naive_retries(limit: int, latest: float) -> None:
    assert limit <= 1.2 * longest_useful_queue(capacity=100, timeout=1.0, service_time=0.1)
    results = runs(storm(topology=Service(queue_limit=limit)), NaiveRetry)
    assert_recovers(results, 0, latest)
    assert all(r.load_factor("during") == pytest.approx(4.0, abs=0.1) for r in results)


@pytest.mark.slow
@pytest.mark.parametrize("limit", [120, 200])
def test_a_queue_longer_than_the_timeout_never_recovers_under_naive_retries(limit: int) -> None:
    assert limit > 1.2 * longest_useful_queue(capacity=100, timeout=1.0, service_time=0.1)
    assert_stays_down(runs(storm(topology=Service(queue_limit=limit)), NaiveRetry), load_factor=3.7)


@pytest.mark.slow
def test_dropping_expired_attempts_helps_only_with_the_newest_first() -> None:
    assert_stays_down(runs(storm(topology=Service(drop_expired=True)), NaiveRetry), load_factor=3.8)
    assert_recovers(runs(storm(topology=Service(drop_expired=True, discipline="lifo")), NaiveRetry), 0, 6)


@pytest.mark.slow
def test_a_storm_of_naive_retries_feeds_itself_only_above_the_vulnerable_load() -> None:
    assert vulnerable_above(capacity=100, retries=3) == 25
    assert_recovers(runs(storm(20), NaiveRetry), 10, 60)
    assert_stays_down(runs(storm(30), NaiveRetry))


@pytest.mark.slow
def test_just_below_the_vulnerable_load_chance_decides() -> None:
    late = [result.recovery_s for result in runs(storm(24), NaiveRetry)]
    assert sum(recovery is None or recovery > 60 for recovery in late) >= 3
    assert sum(recovery is None for recovery in late) in (1, 2, 3, 4)
