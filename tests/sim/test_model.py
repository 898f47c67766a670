"""Scenarios are checked when they are made; loads give the arrivals that they promise."""

from itertools import islice
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from rounds.errors import RoundsError
from rounds.sim import Demand, Fault, Load, Scenario, ScenarioError, Service
from rounds.sim.draws import uniforms

WRONG: list[tuple[type, dict[str, Any], str]] = [
    (Demand, {"mean": 0}, "demand mean is 0: give seconds above 0."),
    (Demand, {"mean": nan}, "demand mean is nan"),
    (Demand, {"shape": "normal"}, "demand shape 'normal' is unknown: exponential, constant, lognormal or two-point."),
    (Load, {"rate": -1}, "load is -1: give requests a second, 0 or more."),
    (Load, {"rate": inf}, "load is inf"),
    (Load, {"rate": nan}, "load is nan"),
    (Load, {"rate": 1, "steps": ((20, 5), (10, 5))}, "load steps are not in the order of time: sort them."),
    (Load, {"rate": 1, "steps": ((20, -5),)}, "a load step has a negative or infinite time or rate"),
    (Load, {"rate": 1, "bursts": ((20, -5),)}, "a load burst has a negative time or count"),
    (Fault, {"at": 5, "until": 5}, "a fault from 5 to 5 s does not begin before it ends."),
    (Fault, {"at": -1, "until": 5}, "a fault from -1 to 5 s"),
    (Fault, {"at": 1, "until": inf}, "a fault from 1 to inf s"),
    (Fault, {"at": 1, "until": 5, "kind": "fire"}, "fault kind 'fire' is unknown: freeze, slow, error, cut, flush."),
    (Fault, {"at": 1, "until": 5, "factor": 0}, "fault factor is 0: give a number above 0."),
    (Fault, {"at": 1, "until": 5, "probability": 1.1}, "fault probability is 1.1: give 0 to 1."),
    (Service, {"workers": 0}, "workers is 0: a service has at least one."),
    (Service, {"queue_limit": -1}, "queue_limit is -1: give 0 or more."),
    (Service, {"discipline": "sjf"}, "discipline 'sjf': fifo or lifo."),
    (Service, {"error_rate": 2}, "error_rate is 2: give 0 to 1."),
    (Scenario, {"load": -3}, "load is -3"),
    (Scenario, {"load": 1, "clients": 0}, "clients is 0: there must be at least one."),
    (Scenario, {"load": 1, "timeout": 0}, "timeout is 0: give seconds above 0."),
    (Scenario, {"load": 1, "timeout": nan}, "timeout is nan"),
    (Scenario, {"load": 1, "deadline": -1}, "deadline is -1: give seconds above 0."),
    (Scenario, {"load": 1, "warm_up": 60}, "warm_up 60 must lie before horizon 60"),
    (Scenario, {"load": 1, "horizon": inf}, "horizon inf"),
    (Scenario, {"load": 1, "horizon": 60.5}, "horizon is 60.5: give whole seconds"),
    (Scenario, {"load": 1, "cool_down": -1}, "cool_down is -1: give 0 or more seconds."),
    (Scenario, {"load": 1, "faults": (Fault(50, 61),)}, "a fault ends after the horizon: prolong the run."),
    (Scenario, {"load": 1, "faults": (Fault(10, 20), Fault(19, 30))}, "two freezes overlap: join them."),
]


@pytest.mark.parametrize(("kind", "fields", "message"), WRONG, ids=[w[2] for w in WRONG])
def test_what_makes_no_sense_is_refused_with_a_message_that_names_the_field(
    kind: type, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(ScenarioError) as error:
        kind(**fields)
    assert message in str(error.value)
    assert isinstance(error.value, RoundsError)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Demand, {"shape": "lognormal", "sigma": nan}),
        (Load, {"rate": 1, "steps": ((5, inf),)}),
        (Fault, {"at": 1, "until": 5, "factor": nan}),
    ],
    ids=["sigma nan", "infinite step", "factor nan"],
)
def test_numbers_that_would_hang_or_poison_a_run_are_refused(kind: type, fields: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError):
        kind(**fields)


def test_freezes_may_touch_and_other_faults_may_overlap() -> None:
    Scenario(1, faults=(Fault(10, 20), Fault(20, 30), Fault(15, 25, "slow"), Fault(10, 30, "cut")))


def test_but_changes_fields_and_checks_again() -> None:
    scenario = Scenario(80, faults=(Fault(30, 40),))
    assert scenario.but(load=90).load == 90
    assert scenario.but(load=90).faults == scenario.faults
    with pytest.raises(ScenarioError):
        scenario.but(timeout=0)


def test_capacity_and_fault_window_follow_from_the_fields() -> None:
    assert Service(10, Demand(0.1)).capacity == pytest.approx(100)
    assert Scenario(1).fault_window is None
    assert Scenario(1, faults=(Fault(20, 30, "slow"), Fault(10, 12, "cut"))).fault_window == (10, 30)


def arrivals(load: Load, count: int, seed: int = 1) -> np.ndarray:
    return np.array(list(islice(load.arrivals(seed), count)))


def test_arrivals_are_a_poisson_stream_of_the_given_rate() -> None:
    gaps = np.diff(arrivals(Load(50), 100_000), prepend=0.0)
    assert (gaps >= 0).all()
    assert gaps.mean() == pytest.approx(0.02, rel=0.01)  # three standard errors
    assert gaps.std() == pytest.approx(gaps.mean(), rel=0.015)
    assert abs(np.corrcoef(gaps[1:], gaps[:-1])[0, 1]) < 0.01


def test_a_scaled_load_brings_the_same_requests_in_the_same_order_sooner() -> None:
    load = Load(20, steps=((10, 40), (20, 5)))
    base = arrivals(Load(20), 5000)
    np.testing.assert_allclose(arrivals(Load(20).scaled(2), 5000), base / 2, rtol=1e-12)
    slow, fast = arrivals(load, 1000), arrivals(load.scaled(1.5), 1000)
    assert (fast < slow).all()
    assert load.scaled(2) == Load(40, ((10, 80), (20, 10)))
    assert Load(1, bursts=((3, 10),)).scaled(0.5).bursts == ((3, 5),)


def test_steps_change_the_rate_from_their_second_on_and_nothing_before() -> None:
    stepped = arrivals(Load(20, steps=((50, 100), (100, 10))), 8000)
    plain = arrivals(Load(20), 8000)
    before = plain[plain < 50]
    np.testing.assert_array_equal(stepped[: len(before)], before)
    for first, last, rate in ((0, 50, 20), (50, 100, 100), (100, 180, 10)):
        expected = rate * (last - first)
        assert abs(((stepped >= first) & (stepped < last)).sum() - expected) < 4 * expected**0.5


def test_a_load_of_nothing_never_arrives_and_a_pause_is_a_pause() -> None:
    assert arrivals(Load(0), 3).tolist() == [inf, inf, inf]
    paused = arrivals(Load(30, steps=((10, 0), (20, 30))), 600)
    assert not ((paused > 10) & (paused < 20)).any()
    assert ((paused >= 20) & (paused < 30)).sum() > 200
    assert np.isinf(arrivals(Load(30, steps=((1, 0),)), 600)[-1])
    late = arrivals(Load(0, steps=((7, 50),)), 100)
    assert late.min() >= 7


@pytest.mark.parametrize(
    ("demand", "mean", "scv"),
    [
        (Demand(0.2), 0.2, 1.0),
        (Demand(0.2, "constant"), 0.2, 0.0),
        (Demand(0.2, "lognormal", 0.25), 0.2, 0.0645),
        (Demand(0.2, "lognormal", 1.0), 0.2, 1.718),
    ],
)
def test_demands_have_their_mean_and_variation(demand: Demand, mean: float, scv: float) -> None:
    stream = demand.stream(seed=3, attempt=1)
    values = np.array([stream.at(n) for n in range(60_000)])
    assert values.min() > 0
    assert values.mean() == pytest.approx(mean, rel=0.02)
    assert values.var() / values.mean() ** 2 == pytest.approx(scv, rel=0.1, abs=1e-9)
    assert demand.scv == pytest.approx(scv, rel=1e-3)


def test_uniform_numbers_are_uniform_and_independent_by_every_part_of_their_address() -> None:
    base = uniforms(1, 3, 1, 0, 50_000)
    assert base.min() >= 0
    assert base.max() < 1
    counts = np.histogram(base, bins=100, range=(0, 1))[0]
    assert ((counts - 500) ** 2 / 500).sum() < 148  # chi-square with 99 degrees of freedom, 99.9%
    for other in (uniforms(2, 3, 1, 0, 50_000), uniforms(1, 4, 1, 0, 50_000), uniforms(1, 3, 2, 0, 50_000)):
        assert abs(np.corrcoef(base, other)[0, 1]) < 0.015
    assert abs(np.corrcoef(base[1:], base[:-1])[0, 1]) < 0.015


def test_a_number_depends_on_its_address_and_not_on_the_block_it_was_computed_in() -> None:
    whole = uniforms(5, 1, 2, 0, 4000)
    for first, count in ((0, 1), (1023, 2), (3999, 1), (1500, 700)):
        np.testing.assert_array_equal(uniforms(5, 1, 2, first, count), whole[first : first + count])
    stream = Demand(0.1).stream(5, 1)
    forward = [stream.at(n) for n in range(0, 200_000, 997)]  # drops blocks on its way
    assert [stream.at(n) for n in reversed(range(0, 200_000, 997))] == forward[::-1]


def test_splitmix64_gives_the_published_numbers() -> None:
    """The first three outputs of SplitMix64 seeded with 0, as its authors' C code and Java's SplittableRandom give."""
    from rounds.sim.draws import mix

    golden = 0x9E3779B97F4A7C15
    assert [mix(golden * n) for n in (1, 2, 3)] == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
