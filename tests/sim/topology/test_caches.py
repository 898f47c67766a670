"""Caches: what is hit, who fetches, what a flush does, and what theory says of hit rates."""

from math import inf
from typing import Any

import numpy as np
import pytest
from sim.helpers import diary, requests_at

from rounds.sim import Cache, Demand, Fault, NaiveRetry, NoRetry, Result, Scenario, ScenarioError, Service, run

DATABASE = Service(10_000, Demand(0.2, "constant"), name="db")


def cached(
    keys: int = 1, ttl: float = 10.0, refresh: Any = "expire", backend: Service = DATABASE, **changes: Any
) -> Cache:
    return Cache(backend, keys, ttl, refresh=refresh, **changes)


def fetches(result: Result) -> int:
    return result.server_totals["db"]["accepted"]


def hit_rate(result: Result) -> float:
    first, last = result.span("all")
    return float(result.services["cache"]["hits"][first:last].sum() / result.total("arrivals"))


@pytest.mark.parametrize(("keys", "skew"), [(50, 0.0), (50, 1.0), (2000, 0.0)])
def test_the_hit_rate_is_that_of_a_renewal_process(keys: int, skew: float) -> None:
    """A key asked for r times a second misses once, and then not for `ttl`: the hit rate is r ttl / (1 + r ttl)."""
    quick = Service(10_000, Demand(1e-6, "constant"), name="db")
    rate, ttl = 300.0, 5.0
    weights = np.arange(1, keys + 1) ** -skew
    each = rate * weights / weights.sum()
    expected = (each * (each * ttl) / (1 + each * ttl)).sum() / rate
    scenario = Scenario(rate, cached(keys, ttl, backend=quick, skew=skew, warm=False), warm_up=20, horizon=120)
    assert hit_rate(run(scenario, NoRetry)) == pytest.approx(expected, abs=0.01)


def test_without_protection_everybody_asks_who_comes_while_the_first_waits() -> None:
    result = run(Scenario(500, cached(), timeout=5, horizon=200), NoRetry)
    # 500 a second x 0.2 s, once in every 10 s and the 0.2 s in which the value is made anew.
    assert fetches(result) / (200 / 10.2) == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("refresh", ["single-flight", "stale"])
def test_one_fetch_a_time_to_live_serves_them_all(refresh: str) -> None:
    result = run(Scenario(500, cached(refresh=refresh), timeout=5, horizon=200), NoRetry)
    assert 19 <= fetches(result) <= 21
    assert result.availability() == 1
    longest = result.quantile(1.0)
    assert longest == pytest.approx(0.2, rel=0.02) if refresh == "single-flight" else longest < 0.001


@pytest.mark.parametrize("beta", [1.0, 3.0])
def test_early_expiry_takes_a_few_fetches_and_nobody_waits_for_the_others(beta: float) -> None:
    """The hazard to ask grows as e^(-left / (beta fetch)): while the first asks, e^(1 / beta) - 1 others do so."""
    fetch, rate, ttl, horizon = 0.2, 500.0, 10.0, 400
    first = beta * fetch * (np.log(rate * beta * fetch) + np.euler_gamma)  # seconds before the end, on average
    result = run(Scenario(rate, cached(refresh="early", beta=beta), timeout=5, horizon=horizon), NoRetry)
    assert fetches(result) / (horizon / (ttl - first + fetch)) == pytest.approx(np.exp(1 / beta), rel=0.15)
    assert result.services["cache"]["hits"].sum() > 0.99 * result.total("arrivals")


def test_who_waits_with_others_for_one_fetch_is_answered_with_it() -> None:
    cache = cached(refresh="single-flight", warm=False)
    result = run(Scenario(requests_at(1, 1.05, 1.15), cache, clients=1, timeout=inf, horizon=5), NoRetry)
    assert fetches(result) == 1
    assert result.totals["joined"] == 3
    assert result.mean_latency() == pytest.approx((0.2 + 0.15 + 0.05) / 3)


def test_a_fetch_that_fails_fails_all_who_wait_for_it_and_the_next_tries_again() -> None:
    cache = cached(refresh="single-flight", warm=False)
    fault = Fault(0, 1.3, "error", target="db")
    result = run(Scenario(requests_at(1, 1.1, 2), cache, (fault,), clients=1, horizon=5), NoRetry)
    assert result.outcomes == {"ok": 1, "error": 2}
    assert fetches(result) == 2


def test_an_old_value_is_given_out_while_the_database_is_down() -> None:
    scenario = Scenario(100, cached(refresh="stale"), (Fault(20, 60, "cut"),), horizon=80)
    result = run(scenario, NoRetry)
    assert result.availability("during") == 1
    assert result.services["cache"]["stale"][35:60].min() > 50
    assert run(scenario.but(topology=cached()), NoRetry).availability("during") < 0.3


def test_a_client_that_has_gone_puts_nothing_into_the_cache() -> None:
    slow = Service(10, Demand(2, "constant"), name="db")
    result = run(Scenario(20, cached(backend=slow, warm=False), timeout=1, horizon=30), NoRetry)
    assert result.availability() == 0
    assert result.services["cache"]["fills"].sum() == 0
    own = run(Scenario(20, cached(backend=slow, warm=False, refresh="single-flight"), timeout=1, horizon=30), NoRetry)
    assert own.services["cache"]["fills"].sum() == 3  # at 2 s, and again when each has lived for 10
    assert own.availability() > 0.75


def test_a_flush_takes_the_share_that_it_says() -> None:
    cache, rate, fetch = cached(keys=1000, ttl=1000), 2000.0, 0.2
    for share in (0.25, 1.0):
        fault = Fault(20, 21, "flush", probability=share)
        scenario = Scenario(rate, cache, (fault,), timeout=inf, horizon=30)
        with_flush, without = run(scenario, NoRetry), run(scenario.but(faults=()), NoRetry)
        more = with_flush.services["cache"]["fills"][20:].sum() - without.services["cache"]["fills"][20:].sum()
        # While the first fetches a key, others ask for it too.
        assert more == pytest.approx(1000 * share * (1 + rate / 1000 * fetch), rel=0.1)


def test_hits_ask_no_policy_and_cost_no_attempt() -> None:
    pages, policy = diary()
    result = run(Scenario(requests_at(1, 2, 3), cached(warm=False), clients=1, horizon=5), policy)
    assert [name for name, *_ in pages].count("before") == 1
    assert (result.totals["attempts"], result.totals["hits"]) == (1, 2)
    assert result.outcomes == {"ok": 3}


def test_a_retry_looks_into_the_cache_again() -> None:
    cache = cached(warm=False, backend=Service(1, Demand(0.4, "constant"), name="db"))
    # The second finds the worker taken, times out at 1.5, and by its retry the first has filled the cache.
    result = run(Scenario(requests_at(1, 1.0), cache, clients=1, timeout=0.5, horizon=5), NaiveRetry)
    assert result.outcomes == {"ok": 2}
    assert result.totals["hits"] == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"keys": 0}, "keys is 0: a cache has at least one."),
        ({"ttl": 0}, "ttl is 0: give seconds above 0."),
        ({"skew": -1}, "skew is -1: give 0 or more."),
        ({"refresh": "now"}, "refresh 'now' is unknown: expire, single-flight, early, stale."),
        ({"beta": -1}, "beta is -1: give 0 or more."),
    ],
)
def test_a_cache_that_makes_no_sense_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        Cache(DATABASE, **changes)
    assert str(caught.value) == message


def test_a_cache_is_flushed_and_nothing_else() -> None:
    with pytest.raises(ScenarioError, match="'cache' is a cache, which can only be flushed"):
        Scenario(1, cached(), (Fault(1, 2, "slow", target="cache"),))
