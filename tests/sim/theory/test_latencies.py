"""Tails of latencies and what hedging and fan-out make of them, against published figures and numerical integrals."""

import json
from math import exp, inf, log
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from rounds.sim import Demand, theory
from rounds.sim.theory import Constant, Exponential, Latency, Lognormal, Mixture

MORE = json.loads((Path(__file__).parent / "closed_forms.json").read_text())

SHAPES: list[Latency] = [
    Exponential(0.1),
    Constant(0.2),
    Lognormal(0.1, 0.25),
    Lognormal(0.05, 1.5),
    Mixture(0.02, Constant(0.2), Exponential(0.01)),
]


@pytest.mark.parametrize("latency", SHAPES, ids=str)
@pytest.mark.parametrize("cap", [0.01, 0.15, 1.0])
def test_a_capped_mean_is_the_integral_of_the_tail(latency: Latency, cap: float) -> None:
    steps = 4000
    integral = sum(latency.exceeds((n + 0.5) * cap / steps) for n in range(steps)) * cap / steps
    assert latency.capped_mean(cap) == pytest.approx(integral, rel=0.001)
    assert latency.capped_mean(0.0) == 0


def test_without_a_cap_the_mean_is_the_mean() -> None:
    assert [shape.capped_mean(inf) for shape in SHAPES] == pytest.approx(
        [0.1, 0.2, 0.1, 0.05, 0.02 * 0.2 + 0.98 * 0.01]
    )
    assert Lognormal(0.1, 0.25).capped_mean(1e9) == pytest.approx(0.1)


@pytest.mark.parametrize("latency", SHAPES, ids=str)
def test_tails_begin_at_one_and_fall(latency: Latency) -> None:
    assert latency.exceeds(-1.0) == latency.exceeds(-1e-9) == 1
    tail = [latency.exceeds(t) for t in (0.0, 0.01, 0.1, 0.2, 1.0, 100.0)]
    assert tail == sorted(tail, reverse=True)
    assert tail[-1] < 0.001


def test_the_shapes_are_those_of_the_labs_demand() -> None:
    for shape, latency in (("lognormal", Lognormal(0.1, 0.5)), ("exponential", Exponential(0.1))):
        stream = Demand(0.1, shape, 0.5).stream(7, 1)  # type: ignore[arg-type]
        draws = np.array([stream.at(n) for n in range(40_000)])
        for t in (0.05, 0.1, 0.3):
            assert np.mean(draws > t) == pytest.approx(latency.exceeds(t), abs=0.01)
        assert np.minimum(draws, 0.12).mean() == pytest.approx(latency.capped_mean(0.12), rel=0.01)


@pytest.mark.parametrize("row", MORE["hedge_iid_lognormal"], ids=lambda row: f"q={row['delay_quantile']}")
def test_hedging_of_a_lognormal_latency(row: dict[str, float]) -> None:
    latency = Lognormal(exp(0.5), 1.0)  # the logarithm is standard normal
    delay = exp(NormalDist().inv_cdf(row["delay_quantile"]))
    assert theory.hedge_added_load(latency, delay) == pytest.approx(row["extra_load"], rel=1e-9)
    # the quantiles were simulated, so what lies beyond them has the noise of some hundred thousand requests
    assert theory.hedged_exceeds(latency, delay, row["p50"]) == pytest.approx(0.5, rel=0.005)
    assert theory.hedged_exceeds(latency, delay, row["p99"]) == pytest.approx(0.01, rel=0.03)
    assert theory.hedged_exceeds(latency, delay, row["p999"]) == pytest.approx(0.001, rel=0.1)
    assert latency.exceeds(row["baseline_p99"]) == pytest.approx(0.01, rel=0.03)


def test_hedging_at_once_takes_the_better_of_two_and_never_hedging_changes_nothing() -> None:
    slow = Mixture(0.02, Constant(0.2), Constant(0.01))
    assert theory.hedge_added_load(slow, 0.0) == 1
    assert theory.hedged_exceeds(slow, 0.0, 0.1) == pytest.approx(0.02**2)
    assert theory.hedged_exceeds(slow, 10.0, 0.1) == pytest.approx(0.02)
    # 2% at 200 ms: after 20 ms one more copy for 2% of requests, and 1 in 2500 is still slow
    assert theory.hedge_added_load(slow, 0.02) == pytest.approx(0.02)
    assert theory.hedged_exceeds(slow, 0.02, 0.1) == pytest.approx(0.0004)
    assert theory.hedged_exceeds(slow, 0.02, 0.02) == pytest.approx(0.02)


def test_the_paper_hedges_after_the_95th_percentile_for_five_per_cent_more_load() -> None:
    """Dean and Barroso, "The Tail at Scale", CACM 56 (2013)."""
    assert theory.hedge_added_load(Exponential(0.01), -0.01 * log(0.05)) == pytest.approx(0.05)


@pytest.mark.parametrize("row", MORE["fanout_tail"], ids=lambda row: f"n={row['n']}")
def test_a_fan_out_that_waits_for_its_slowest_call(row: dict[str, float]) -> None:
    assert theory.fan_out_slow(int(row["n"]), row["p_single_slow"]) == pytest.approx(row["p_any_slow"], rel=1e-9)


def test_the_papers_figures_for_fan_out() -> None:
    """63% with 100 servers and one slow in 100; nearly one in five with 2000 servers and one slow in 10,000."""
    assert theory.fan_out_slow(100, 0.01) == pytest.approx(0.63, abs=0.005)
    assert theory.fan_out_slow(2000, 0.0001) == pytest.approx(0.18, abs=0.005)
    assert theory.fan_out_slow(0, 0.5) == theory.fan_out_slow(5, 0.0) == theory.fan_out_slow(0, 1.0) == 0
    assert theory.fan_out_slow(1, 1.0) == 1
    assert theory.fan_out_slow(1000, 1e-18) == pytest.approx(1e-15)  # no cancellation
