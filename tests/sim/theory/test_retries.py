"""What retries add, against figures that were computed elsewhere, and at the edges."""

import json
from pathlib import Path
from typing import Any

import pytest

from rounds.errors import RoundsError
from rounds.sim import theory

FORMS = json.loads((Path(__file__).parents[1] / "data" / "closed_forms.json").read_text())
MORE = json.loads((Path(__file__).parent / "closed_forms.json").read_text())


@pytest.mark.parametrize("row", FORMS["expected_attempts"], ids=lambda row: f"p={row['p_fail']} r={row['max_retries']}")
def test_expected_attempts(row: dict[str, float]) -> None:
    assert theory.expected_attempts(row["p_fail"], int(row["max_retries"])) == pytest.approx(row["attempts"], rel=1e-12)


@pytest.mark.parametrize("row", MORE["retry_amplification"], ids=lambda row: f"r={row['retries']} depth={row['depth']}")
def test_amplification_over_layers_with_a_dead_leaf(row: dict[str, int]) -> None:
    layers = theory.retry_amplification([row["retries"]] * row["depth"])
    assert layers[-1] == row["worst_case"]
    assert layers == tuple((1 + row["retries"]) ** depth for depth in range(1, row["depth"] + 1))


def test_amplification_of_the_book_and_where_only_the_last_caller_retries() -> None:
    assert theory.retry_amplification([3, 3, 3])[-1] == 64  # Site Reliability Engineering, chapter 22
    assert theory.retry_amplification([2, 2, 2]) == (3, 9, 27)
    assert theory.retry_amplification([0, 0, 2]) == (1, 1, 3)
    assert theory.retry_amplification([2, 0, 0]) == (3, 3, 3)
    assert theory.retry_amplification([]) == ()


@pytest.mark.parametrize("row", MORE["layered_expected_attempts"], ids=lambda row: f"p={row['p']} depth={row['depth']}")
def test_attempts_at_a_leaf_that_fails_sometimes(row: dict[str, Any]) -> None:
    layers = theory.retry_amplification([row["r"]] * row["depth"], row["p"])
    assert layers[-1] == pytest.approx(row["leaf_calls"], rel=1e-12)
    assert layers[0] == pytest.approx(theory.expected_attempts(row["p"] ** (3 ** (row["depth"] - 1)), row["r"]))


def test_a_leaf_that_never_fails_gets_every_request_once() -> None:
    assert theory.retry_amplification([3, 1, 2], failure=0.0) == (1, 1, 1)


@pytest.mark.parametrize("row", MORE["token_bucket_fluid"], ids=lambda row: f"p={row['p']} {row['deposit']}")
def test_fluid_limit_of_a_token_bucket(row: dict[str, Any]) -> None:
    deposit: Any = {"success": "success", "attempt_start": "request"}[row["deposit"]]
    load = theory.token_bucket_load(row["p"], row["fill"], deposit)
    assert load == pytest.approx(row["load"], rel=1e-9)
    assert load - 1 == pytest.approx(row["retries_per_call"], abs=1e-9)
    assert load * (1 - row["p"]) == pytest.approx(row["success"], rel=1e-9)


@pytest.mark.parametrize("row", MORE["grpc_throttle_critical_failure_fraction"], ids=str)
def test_the_failures_above_which_a_bucket_drains(row: dict[str, float]) -> None:
    ratio, line = row["tokenRatio"], row["critical"]
    assert theory.bucket_drains_above(ratio) == pytest.approx(line, rel=1e-12)
    assert theory.token_bucket_load(line, ratio) == pytest.approx(1 + ratio)  # the most that retries ever add
    for failure in (0.5 * line, 0.99 * line):
        assert theory.token_bucket_load(failure, ratio) == pytest.approx(1 / (1 - failure))
    for failure in (1.01 * line, 0.5, 0.9):
        assert theory.token_bucket_load(failure, ratio) < 1 + ratio


def test_a_bucket_that_is_filled_without_bound_retries_for_ever() -> None:
    for failure in (0.1, 0.5, 0.9):
        assert theory.token_bucket_load(failure, 1e9) == pytest.approx(1 / (1 - failure))
        assert theory.expected_attempts(failure, 1000) == pytest.approx(1 / (1 - failure))
    assert theory.token_bucket_load(0.5, 0.0) == theory.token_bucket_load(0.5, 0.0, "request") == 1
    with pytest.raises(RoundsError, match="deposit is 'failure': give 'success' or 'request'"):
        theory.token_bucket_load(0.5, 0.1, "failure")  # type: ignore[arg-type]


@pytest.mark.parametrize("row", MORE["sre_adaptive_throttling"], ids=str)
def test_what_an_adaptive_throttle_sends(row: dict[str, float]) -> None:
    offered = row["offered_over_capacity"] * 100
    sent = theory.throttle_sends(offered, 100, row["K"])
    assert sent == pytest.approx(row["sent_over_capacity"] * 100)
    assert 1 - sent / offered == pytest.approx(row["local_reject"], abs=1e-12)


def test_a_throttle_that_would_send_less_than_is_accepted_is_refused() -> None:
    with pytest.raises(RoundsError, match=r"^k is 0\.5: give 1 or more\."):
        theory.throttle_sends(100, 100, 0.5)
