"""Simulated queues against theory, by 99% intervals from batch means; each interval must be narrow enough to matter."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sim.helpers import T_99, assert_agrees, interval

from rounds.sim import (
    Admission,
    Call,
    ClientPolicy,
    Demand,
    Fault,
    NaiveRetry,
    NoRetry,
    Outcome,
    Scenario,
    Service,
    View,
    run,
    theory,
)
from rounds.sim.policies import AdaptiveThrottle, RetryBudget

FORMS = json.loads((Path(__file__).parent / "data" / "closed_forms.json").read_text())


class Log(ClientPolicy):
    """Writes down when each attempt was sent and how long its answer took."""

    def __init__(self, notes: list[tuple[float, float]]) -> None:
        self.notes = notes

    def after(self, call: Call, outcome: Outcome) -> float | None:
        self.notes.append((call.now - outcome.latency, outcome.latency))
        return None


@cache
def sojourns(rate: float, servers: int, demand: Demand, horizon: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Waits and sojourn times in seconds of all customers after the first tenth, in the order of arrival."""
    notes: list[tuple[float, float]] = []
    scenario = Scenario(rate, Service(servers, demand), timeout=float("inf"), horizon=horizon, clients=1)
    run(scenario, lambda: Log(notes), seed)
    notes.sort()
    sojourn = np.array([latency for sent, latency in notes if sent < horizon])
    work = demand.stream(seed, 1)
    wait = sojourn - [work.at(n) for n in range(len(sojourn))]
    assert wait.min() > -1e-9
    first = len(wait) // 10
    return wait[first:], sojourn[first:]


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "rho"), [(1, 0.5), (1, 0.8), (4, 0.8), (10, 0.8), (10, 0.9)])
def test_mean_wait_and_sojourn_of_mmc(servers: int, rho: float) -> None:
    rate = 100 * rho
    horizon = 2500 if rho < 0.9 else 5000  # a fuller queue forgets more slowly
    wait, sojourn = sojourns(rate, servers, Demand(servers / 100), horizon)
    assert_agrees(wait, theory.mmc_mean_wait(servers, rate, servers / 100), within=0.25)
    assert_agrees(sojourn, theory.mmc_mean_sojourn(servers, rate, servers / 100), within=0.10)


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "rho"), [(1, 0.8), (10, 0.8)])
def test_how_many_wait_and_how_many_wait_long_in_mmc(servers: int, rho: float) -> None:
    rate, service = 100 * rho, servers / 100
    wait, _ = sojourns(rate, servers, Demand(service), horizon=2500)
    assert_agrees(wait > 1e-9, theory.erlang_c(servers, rate * service), within=0.06)
    for t in (0.02, 0.05, 0.1):
        assert_agrees(wait > t, theory.mmc_wait_exceeds(servers, rate, service, t), within=0.35)


@pytest.mark.slow
@pytest.mark.parametrize("q", [0.5, 0.9, 0.99])
def test_quantiles_of_the_sojourn_in_mm1(q: float) -> None:
    _, sojourn = sojourns(50, 1, Demand(0.01), horizon=2500)
    quantile = theory.mm1_sojourn_quantile(50, 0.01, q)
    assert_agrees(sojourn > quantile, 1 - q, within=0.3)
    scenario = Scenario(50, Service(1, Demand(0.01)), timeout=float("inf"), warm_up=250.0, horizon=2500.0)
    recorded = run(scenario, NoRetry, 1).quantile(q)
    assert recorded == pytest.approx(np.quantile(sojourn, q), rel=0.0101)  # a bucket is 2% wide


@pytest.mark.slow
@pytest.mark.parametrize(
    "demand",
    [Demand(0.01, "constant"), Demand(0.01, "lognormal", 0.25), Demand(0.01, "lognormal", 1.0)],
    ids=["constant", "lognormal 0.25", "lognormal 1"],
)
def test_mean_wait_of_mg1(demand: Demand) -> None:
    wait, _ = sojourns(80, 1, demand, horizon=2500)
    assert_agrees(wait, theory.mg1_mean_wait(80, 0.01, demand.scv), within=0.2)


def test_a_short_run_of_mm1_agrees_too() -> None:
    wait, _ = sojourns(50, 1, Demand(0.01), horizon=400)
    assert_agrees(wait, theory.mmc_mean_wait(1, 50, 0.01), within=0.15)


def test_work_that_varies_less_waits_less_on_the_same_arrivals() -> None:
    means = [sojourns(80, 1, Demand(0.01, shape), 200)[0].mean() for shape in ("constant", "exponential")]  # type: ignore[arg-type]
    assert means[0] < 0.7 * means[1]


def test_arrivals_see_time_averages() -> None:
    """PASTA: the share of arrivals that find all workers busy is Erlang's C."""
    views: list[View] = []

    class Watch(Admission):
        def admit(self, view: View) -> bool:
            views.append(view)
            return True

    service = Service(4, Demand(0.05), admission=Watch)
    run(Scenario(64, service, timeout=float("inf"), horizon=400.0), NoRetry, 2)
    busy = np.array([view.in_flight == 4 for view in views])
    assert_agrees(busy, theory.erlang_c(4, 3.2), within=0.08)


@pytest.mark.parametrize("row", FORMS["mm1k_loss"], ids=lambda row: f"rho={row['rho']} K={row['K']}")
def test_loss_of_mm1k(row: dict[str, float]) -> None:
    """K customers in the system are one that is served and K - 1 that wait."""
    service = Service(1, Demand(0.01), queue_limit=int(row["K"]) - 1)
    result = run(Scenario(100 * row["rho"], service, timeout=float("inf"), warm_up=10.0, horizon=310.0), NoRetry, 1)
    lost = result.series["shed"][10:]
    rate = interval(lost)
    expected = row["p_loss"] * 100 * row["rho"]
    assert abs(rate[0] - expected) < rate[1]
    assert rate[1] < 0.4 * expected


def lossy(probability: float, rate: float = 200, horizon: float = 90.0, **changes: Any) -> Scenario:
    """Attempts fail with this probability, independently; nobody waits."""
    service = Service(1000, Demand(0.01), error_rate=probability)
    return Scenario(rate, service, timeout=9.0, warm_up=30.0, horizon=horizon, **changes)


@pytest.mark.parametrize("failure", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("retries", [1, 3])
def test_attempts_for_each_request_when_attempts_fail_independently(failure: float, retries: int) -> None:
    result = run(lossy(failure), lambda: NaiveRetry(retries), 1)
    expected = theory.expected_attempts(failure, retries)
    assert result.load_factor() == pytest.approx(expected, rel=0.025)
    success = 1 - failure ** (1 + retries)
    assert result.availability() == pytest.approx(success, abs=4 * (success * (1 - success) / 12_000) ** 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("row", FORMS["token_bucket_fluid"], ids=lambda row: f"p={row['p']}")
def test_a_retry_budget_comes_to_the_fluid_limit_of_its_bucket(row: dict[str, float]) -> None:
    """With retries without bound but the bucket, as the fluid limit has it, and few clients, whose reserve is small."""
    policy: Callable[[], ClientPolicy] = lambda: RetryBudget(row["fill"], retry=NaiveRetry(50))  # noqa: E731
    result = run(lossy(row["p"], clients=3), policy, 1)
    assert result.load_factor() == pytest.approx(row["load"], abs=0.008)
    assert result.availability() == pytest.approx(row["success"], abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("k", [1.5, 2.0])
def test_an_adaptive_throttle_lets_k_times_what_is_accepted_through(k: float) -> None:
    """In the steady state the chapter's formula sends K times what the service accepts, here 80 of 400 a second."""
    service = Service(1, Demand(0.0125, "constant"), queue_limit=0)

    class Gate(Admission):
        """Accepts 80 attempts a second, evenly."""

        due = 0.0

        def admit(self, view: View) -> bool:
            if view.now < self.due:
                return False
            self.due = view.now + 0.0125
            return True

    scenario = Scenario(400, Service(100, Demand(0.001, "constant"), admission=Gate), warm_up=40.0, horizon=80.0)
    assert service.capacity == pytest.approx(80)
    result = run(scenario, lambda: AdaptiveThrottle(k=k, window=20.0, retry=NoRetry()), 1)
    assert result.total("attempts") == pytest.approx(k * result.total("ok"), rel=0.05)
    assert result.total("rejected") / result.total("arrivals") > 0.4


@pytest.mark.slow
def test_the_backlog_of_an_outage_drains_as_the_formula_says() -> None:
    """Wald: the mean first passage from a backlog of load x outage at the rate capacity - load."""
    drained = []

    class Watch(Admission):
        found = False

        def admit(self, view: View) -> bool:
            if view.now > 15 and view.queue == 0 and not self.found:
                self.found = True
                drained.append(view.now - 15)
            return True

    scenario = Scenario(80, Service(admission=Watch), (Fault(5, 15),), timeout=200.0, horizon=90.0, cool_down=0.0)
    seeds = range(30)
    for seed in seeds:
        run(scenario, NoRetry, seed)
    assert len(drained) == len(seeds)
    half = T_99 * np.std(drained, ddof=1) / len(seeds) ** 0.5
    assert half < 3
    assert abs(np.mean(drained) - theory.backlog_drain(100, 80, 10)) < half


@pytest.mark.slow
@pytest.mark.parametrize("retries", [1, 3])
def test_a_storm_stays_above_the_vulnerable_load_and_ends_below_it(retries: int) -> None:
    """The same freeze at 70% and at 140% of the line, so that chance has no say."""
    line = theory.vulnerable_above(100, retries)
    scenario = Scenario(1, faults=(Fault(20, 30),), warm_up=5.0, horizon=220.0)
    for seed in range(3):
        below = run(scenario.but(load=0.7 * line), lambda: NaiveRetry(retries), seed)
        above = run(scenario.but(load=1.4 * line), lambda: NaiveRetry(retries), seed)
        assert below.recovery_s is not None
        assert below.recovery_s < 60
        assert above.recovery_s is None
        assert above.load_factor("after") > 0.95 * (1 + retries)
