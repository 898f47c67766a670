"""Every public formula refuses values outside its domain with a sentence that names them."""

from collections.abc import Callable
from math import inf, nan
from typing import Any

import pytest

from rounds.errors import RoundsError
from rounds.sim import theory

SLOW = theory.Exponential(0.1)
SENSIBLE: dict[str, dict[str, Any]] = {
    "Constant": {"value": 0.1},
    "Exponential": {"mean": 0.1},
    "Lognormal": {"mean": 0.1, "sigma": 0.25},
    "Mixture": {"share": 0.1, "some": SLOW, "others": SLOW},
    "answers_in_time": {"queue_limit": 50, "capacity": 100.0, "service_time": 0.1, "timeout": 1.0},
    "backlog_drain": {"capacity": 100.0, "load": 80.0, "outage": 10.0},
    "bucket_drains_above": {"ratio": 0.1},
    "early_expiry_lead": {"rate": 500.0, "regeneration": 0.2, "beta": 1.0},
    "erlang_b": {"servers": 10, "offered": 8.0},
    "erlang_c": {"servers": 10, "offered": 8.0},
    "expected_attempts": {"failure": 0.1, "retries": 3},
    "fan_out_slow": {"calls": 100, "slow": 0.01},
    "hedge_added_load": {"latency": SLOW, "delay": 0.2},
    "hedged_exceeds": {"latency": SLOW, "delay": 0.2, "t": 0.3},
    "longest_useful_queue": {"capacity": 100.0, "timeout": 1.0, "service_time": 0.1},
    "majority": {"nodes": 5},
    "md1_mean_wait": {"arrival_rate": 8.0, "service_time": 0.1},
    "mg1_mean_wait": {"arrival_rate": 8.0, "service_time": 0.1, "scv": 1.0},
    "mm1_sojourn_exceeds": {"arrival_rate": 8.0, "service_time": 0.1, "t": 1.0},
    "mm1_sojourn_quantile": {"arrival_rate": 8.0, "service_time": 0.1, "q": 0.99},
    "mm1k_loss": {"places": 5, "arrival_rate": 8.0, "service_time": 0.1},
    "mmc_mean_sojourn": {"servers": 10, "arrival_rate": 80.0, "service_time": 0.1},
    "mmc_mean_wait": {"servers": 10, "arrival_rate": 80.0, "service_time": 0.1},
    "mmc_wait_exceeds": {"servers": 10, "arrival_rate": 80.0, "service_time": 0.1, "t": 1.0},
    "mmck_loss": {"servers": 10, "places": 30, "arrival_rate": 80.0, "service_time": 0.1},
    "needed_hit_rate": {"load": 500.0, "capacity": 100.0},
    "quorum_availability": {"nodes": 5, "up": 0.99, "quorum": 3},
    "retry_amplification": {"retries": [2, 2], "failure": 0.5},
    "rewarm_time": {"load": 500.0, "keys": 2000, "ttl": 46.0, "capacity": 100.0, "warm": 0.1},
    "rewarm_wait": {"load": 500.0, "keys": 2000, "ttl": 46.0, "capacity": 100.0, "warm": 0.1},
    "stampede_regenerations": {"rate": 500.0, "regeneration": 0.2, "beta": 1.0},
    "supermarket_mean_sojourn": {"utilisation": 0.9, "choices": 2, "service_time": 1.0},
    "supermarket_tail": {"utilisation": 0.9, "choices": 2, "length": 3},
    "threads_held": {"load": 20.0, "latency": SLOW, "timeout": 1.0},
    "throttle_sends": {"offered": 200.0, "capacity": 100.0, "k": 2.0},
    "token_bucket_load": {"failure": 0.5, "ratio": 0.1},
    "ttl_hit_rate": {"load": 500.0, "keys": 2000, "ttl": 46.0},
    "vulnerable_above": {"capacity": 100.0, "retries": 3},
}
NUMBERS = [
    (name, key) for name, values in SENSIBLE.items() for key, value in values.items() if isinstance(value, int | float)
]


def formula(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(theory, name)
    return found


def test_every_public_name_is_tried_here() -> None:
    assert {*SENSIBLE, "Latency"} == set(theory.__all__)
    assert all(formula(name).__doc__ for name in theory.__all__)


@pytest.mark.parametrize("name", SENSIBLE)
def test_sensible_values_are_taken(name: str) -> None:
    formula(name)(**SENSIBLE[name])


@pytest.mark.parametrize("value", [-1, -0.5, nan])
@pytest.mark.parametrize(("name", "key"), NUMBERS, ids=lambda word: str(word))
def test_a_negative_value_and_no_number_are_refused_by_name(name: str, key: str, value: float) -> None:
    with pytest.raises(RoundsError, match=rf"^{key} is {value}: give .*\.$"):
        formula(name)(**SENSIBLE[name] | {key: value})


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name, key in NUMBERS if key in ("failure", "up", "slow", "warm", "share")]
)
def test_a_probability_above_one_is_refused(name: str, key: str) -> None:
    with pytest.raises(RoundsError, match=rf"^{key} is 1.5: give a share from 0 to 1\.$"):
        formula(name)(**SENSIBLE[name] | {key: 1.5})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (name, key)
        for name, key in NUMBERS
        if isinstance(SENSIBLE[name][key], int)
        and key != "queue_limit"
        and (name, key) != ("vulnerable_above", "retries")
    ],
)
def test_a_count_is_whole(name: str, key: str) -> None:
    with pytest.raises(RoundsError, match=rf"^{key} is 2.5: give a whole number, \d+ or more\.$"):
        formula(name)(**SENSIBLE[name] | {key: 2.5})


@pytest.mark.parametrize("key", ["rate", "regeneration", "beta"])
def test_what_must_be_finite_says_so(key: str) -> None:
    with pytest.raises(RoundsError, match=f"^{key} is inf: give a finite number"):
        theory.stampede_regenerations(**SENSIBLE["stampede_regenerations"] | {key: inf})
    with pytest.raises(RoundsError, match=r"^arrival_rate is inf: give a finite number\."):
        theory.mmck_loss(2, 3, inf, 0.1)
    assert theory.threads_held(20, SLOW, timeout=inf) == pytest.approx(2)


def test_a_caller_with_a_negative_number_of_retries_is_refused() -> None:
    with pytest.raises(RoundsError, match="retries is -1: give a whole number, 0 or more"):
        theory.retry_amplification([2, -1])
