"""The work of attempts: two-point work has the mean, the values and the spread that it says."""

from math import inf
from typing import Any

import numpy as np
import pytest

from rounds.sim import Demand, NoRetry, Scenario, ScenarioError, Service, run, theory

TAIL = Demand(0.0138, "two-point", slow_share=0.02, slow_factor=20)  # 10 ms, and 200 ms for one in fifty


def drawn(demand: Demand, count: int = 50_000, seed: int = 1) -> np.ndarray:
    stream = demand.stream(seed, 1)
    return np.array([stream.at(number) for number in range(count)])


def test_two_point_work_is_one_of_two_values_in_the_shares_that_it_says() -> None:
    work = drawn(TAIL)
    assert np.unique(work) == pytest.approx([0.01, 0.2])
    # Five standard deviations of a binomial share.
    assert (work > 0.1).mean() == pytest.approx(0.02, abs=5 * (0.02 * 0.98 / len(work)) ** 0.5)


@pytest.mark.parametrize(("share", "factor"), [(0.02, 20), (0.5, 3), (0.9, 0.1)])
def test_the_mean_is_that_of_all_and_the_spread_follows(share: float, factor: float) -> None:
    demand = Demand(0.1, "two-point", slow_share=share, slow_factor=factor)
    values = np.array([demand.fast, demand.fast * factor])
    weights = np.array([1 - share, share])
    mean = values @ weights
    assert mean == pytest.approx(0.1)
    assert demand.scv == pytest.approx((values - mean) ** 2 @ weights / mean**2)
    assert drawn(demand).mean() == pytest.approx(0.1, abs=5 * 0.1 * (demand.scv / 50_000) ** 0.5)


@pytest.mark.parametrize(("share", "factor"), [(0.0, 20), (1.0, 20), (0.3, 1.0)])
def test_work_of_a_single_value_is_constant(share: float, factor: float) -> None:
    demand = Demand(0.1, "two-point", slow_share=share, slow_factor=factor)
    assert set(drawn(demand, 2000).round(12)) == {0.1}
    assert demand.scv == pytest.approx(0, abs=1e-12)


def test_a_few_slow_attempts_make_all_wait_as_pollaczek_and_khinchine_say() -> None:
    scenario = Scenario(0.5 / TAIL.mean, Service(1, TAIL), timeout=inf, warm_up=10, horizon=1010)
    waits = [run(scenario, NoRetry, seed).mean_latency() - TAIL.mean for seed in range(8)]
    expected = theory.mg1_mean_wait(0.5 / TAIL.mean, TAIL.mean, TAIL.scv)
    half = 3.499 * float(np.std(waits, ddof=1)) / 8**0.5  # Student's t, 99%, 7 degrees of freedom
    assert half < 0.1 * expected
    assert abs(np.mean(waits) - expected) < half


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"slow_share": 1.1}, "demand slow_share is 1.1: give 0 to 1."),
        ({"slow_factor": 0}, "demand slow_factor is 0: give a number above 0."),
        ({"slow_factor": inf}, "demand slow_factor is inf: give a number above 0."),
        ({"shape": "bimodal"}, "demand shape 'bimodal' is unknown: exponential, constant, lognormal or two-point."),
    ],
)
def test_work_that_makes_no_sense_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        Demand(**changes)
    assert str(caught.value) == message
