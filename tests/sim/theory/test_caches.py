"""Caches: hits in equilibrium, a cold cache before a weak backend, stampedes; against small simulations of each."""

import json
from collections import deque
from math import e, exp, inf, log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rounds.sim import Cache, Demand, NoRetry, Scenario, Service, run, theory

MORE = json.loads((Path(__file__).parent / "closed_forms.json").read_text())


def test_hits_in_equilibrium_are_those_of_a_renewal_process() -> None:
    """After each miss a TTL of hits, then a time without the key until somebody asks: one key's requests, counted."""
    requests = np.cumsum(np.random.default_rng(1).exponential(1 / 0.25, 200_000))
    hits, until = 0, 0.0
    for time in requests:
        if time < until:
            hits += 1
        else:
            until = time + 46
    assert theory.ttl_hit_rate(load=500, keys=2000, ttl=46) == pytest.approx(hits / len(requests), abs=0.001)
    assert theory.ttl_hit_rate(500, 2000, 46) == pytest.approx(0.92)
    assert theory.ttl_hit_rate(500, 2000, 0) == theory.ttl_hit_rate(0, 2000, 46) == theory.ttl_hit_rate(0, 5, inf) == 0
    assert theory.ttl_hit_rate(1, 5, inf) == 1


def test_the_hits_that_a_backend_needs() -> None:
    assert theory.needed_hit_rate(load=500, capacity=100) == pytest.approx(0.8)
    assert theory.needed_hit_rate(100, 100) == theory.needed_hit_rate(0, 100) == 0


def test_a_cold_cache_of_the_scenario() -> None:
    """500/s on 2000 keys with a TTL of 46 s before a backend of 100/s: 0.8 of 2000 keys at 100 keys a second."""
    assert theory.rewarm_time(500, 2000, 46, 100) == pytest.approx(16)
    assert theory.rewarm_wait(500, 2000, 46, 100) == pytest.approx(32)  # far beyond a timeout of 1 s: never, unbounded
    assert theory.rewarm_time(500, 2000, 46, 100, warm=0.85) == theory.rewarm_wait(500, 2000, 46, 100, 0.85) == 0
    after_flush = 0.75 * theory.ttl_hit_rate(500, 2000, 46)
    assert theory.rewarm_time(500, 2000, 46, 100, after_flush) == pytest.approx(0.11 / (0.05 - 0.69 / 46))


@pytest.mark.parametrize(("load", "keys", "capacity"), [(500, 2000, 100), (110, 3000, 100), (900, 50, 10)])
def test_a_cold_cache_can_be_warmed_exactly_where_the_warm_one_lasts(load: float, keys: int, capacity: float) -> None:
    edge = (load / capacity - 1) * keys / load  # the TTL with which misses in equilibrium are the capacity
    for warm in (0.0, 0.5 * theory.needed_hit_rate(load, capacity)):
        assert theory.rewarm_time(load, keys, 1.001 * edge, capacity, warm) < inf
        assert theory.rewarm_time(load, keys, 0.999 * edge, capacity, warm) == inf
        assert theory.rewarm_wait(load, keys, 0.999 * edge, capacity, warm) == inf
    assert load * (1 - theory.ttl_hit_rate(load, keys, edge)) == pytest.approx(capacity)


def warm_up(load: float, keys: int, capacity: float) -> tuple[float, float]:
    """A cache without expiry from empty: when misses last exceed the backend, and the longest wait, in seconds."""
    rng = np.random.default_rng(5)
    filled = np.zeros(keys, dtype=bool)
    queue: deque[tuple[float, int]] = deque()  # when the answer comes, and for which key
    free = longest = turned = now = 0.0
    while now < 3 * theory.rewarm_time(load, keys, inf, capacity):
        now += rng.exponential(1 / load)
        while queue and queue[0][0] <= now:
            filled[queue.popleft()[1]] = True
        key = int(rng.integers(keys))
        if not filled[key]:
            free = max(free, now) + 1 / capacity
            queue.append((free, key))
            if free - now > longest:
                longest, turned = free - now, now
    return turned, longest


@pytest.mark.slow
def test_a_simulated_cold_cache_needs_the_time_and_the_wait_of_the_fluid_limit() -> None:
    load, keys, capacity = 12_000, 200_000, 10_000
    turned, longest = warm_up(load, keys, capacity)
    assert turned == pytest.approx(theory.rewarm_time(load, keys, inf, capacity), rel=0.1)
    assert longest == pytest.approx(theory.rewarm_wait(load, keys, inf, capacity), rel=0.1)
    _, longest = warm_up(500, 2000, 100)
    assert longest > theory.rewarm_wait(500, 2000, inf, 100)  # keys that are asked for twice make it worse


@pytest.mark.parametrize("row", MORE["cache_stampede"], ids=str)
def test_a_stampede_is_one_and_all_who_miss_meanwhile(row: dict[str, float]) -> None:
    found = theory.stampede_regenerations(row["key_rate"], row["regen_s"])
    assert found == pytest.approx(1 + row["duplicate_regens_on_expiry"])
    assert theory.stampede_regenerations(row["key_rate"], row["regen_s"], beta=1e-9) == pytest.approx(found, rel=0.001)


def expiries(rate: float, regeneration: float, beta: float, times: int) -> tuple[float, float]:
    """Mean number of regenerations and mean lead by XFetch's rule, request by request, from long before each expiry."""
    rng = np.random.default_rng(3)
    early = 20 * beta * regeneration
    counts, leads = [], []
    for _ in range(times):
        asked = np.cumsum(rng.exponential(1 / rate, int(2 * rate * (early + 2 * regeneration)) + 50)) - early
        begun = asked[asked - beta * regeneration * np.log(rng.random(len(asked))) >= 0]
        counts.append(np.count_nonzero(begun < begun[0] + regeneration))
        leads.append(-begun[0])
    return float(np.mean(counts)), float(np.mean(leads))


@pytest.mark.parametrize(
    ("rate", "regeneration", "beta"), [(500, 0.2, 1.0), (500, 0.2, 4.0), (20, 0.2, 1.0), (20, 0.2, 0.3), (2, 0.5, 1.0)]
)
def test_early_expiry_by_the_rule_of_its_paper(rate: float, regeneration: float, beta: float) -> None:
    count, lead = expiries(rate, regeneration, beta, times=2000)
    assert theory.stampede_regenerations(rate, regeneration, beta) == pytest.approx(count, rel=0.06)
    spread = 1.3 * max(beta * regeneration, 1 / rate)  # Gumbel's standard deviation, or that of a gap between requests
    assert theory.early_expiry_lead(rate, regeneration, beta) == pytest.approx(lead, abs=4 * spread / 2000**0.5)


@pytest.mark.slow
@pytest.mark.parametrize(("refresh", "beta"), [("expire", 0.0), ("early", 1.0), ("early", 4.0)])
def test_a_cache_of_the_lab_regenerates_as_often(refresh: Any, beta: float) -> None:
    """A hot key, 100 requests a second, a TTL of 10 s after a regeneration of 0.2 s, long against the lead."""
    cache = Cache(Service(500, Demand(0.2, "constant")), ttl=10.0, refresh=refresh, beta=beta)
    result = run(Scenario(100, cache, horizon=4000.0), NoRetry, seed=1)
    cycle = 10 + 0.2 - theory.early_expiry_lead(100, 0.2, beta)
    expected = theory.stampede_regenerations(100, 0.2, beta) * 4000 / cycle
    assert result.totals["accepted"] == pytest.approx(expected, rel=0.1)


def test_early_expiry_bounds_a_stampede_whatever_the_rate() -> None:
    assert theory.stampede_regenerations(500, 0.2) == 101
    for rate in (1e3, 1e6):
        assert theory.stampede_regenerations(rate, 0.2, beta=1.0) == pytest.approx(e, rel=0.002)
        assert theory.stampede_regenerations(rate, 0.2, beta=2.0) == pytest.approx(exp(0.5), rel=0.002)
    assert theory.stampede_regenerations(0, 0.2, beta=1.0) == 1


def test_the_lead_grows_with_the_logarithm_of_the_rate() -> None:
    for rate in (1e3, 1e6):
        gumbel = 0.2 * (log(rate * 0.2) + 0.5772156649)  # the mean of the extreme value distribution
        assert theory.early_expiry_lead(rate, 0.2, beta=1.0) == pytest.approx(gumbel, rel=0.001)
    assert theory.early_expiry_lead(50, 0.2, beta=0.0) == pytest.approx(-1 / 50, rel=0.001)
