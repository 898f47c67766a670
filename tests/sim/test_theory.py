"""The formulas of `rounds.sim.theory` against figures that were computed elsewhere, and at their edges."""

import json
from math import inf, log
from pathlib import Path

import pytest

from rounds.errors import RoundsError
from rounds.sim import theory

FORMS = json.loads((Path(__file__).parent / "data" / "closed_forms.json").read_text())


@pytest.mark.parametrize("row", FORMS["erlang"], ids=lambda row: f"c={row['c']} a={row['a']}")
def test_erlangs_formulas(row: dict[str, float]) -> None:
    servers = int(row["c"])
    assert theory.erlang_b(servers, row["a"]) == pytest.approx(row["erlang_b"], rel=1e-12)
    waits = 1.0 if row["erlang_c"] is None else row["erlang_c"]  # at or above capacity all wait
    assert theory.erlang_c(servers, row["a"]) == pytest.approx(waits, rel=1e-12)


@pytest.mark.parametrize("row", FORMS["mmc_wait"], ids=lambda row: f"c={row['c']} rho={row['rho']}")
def test_means_and_tails_of_mmc(row: dict[str, float]) -> None:
    servers, rate, service = int(row["c"]), row["rho"] * row["c"] * row["mu"], 1 / row["mu"]
    assert theory.mmc_mean_wait(servers, rate, service) == pytest.approx(row["Wq"], rel=1e-12)
    assert theory.mmc_mean_sojourn(servers, rate, service) == pytest.approx(row["W"], rel=1e-12)
    assert theory.mmc_wait_exceeds(servers, rate, service, row["p99_wait"]) == pytest.approx(0.01, rel=1e-9)
    tenfold = theory.mmc_wait_exceeds(servers, 10 * rate, service / 10, row["p99_wait"] / 10)
    assert tenfold == pytest.approx(0.01, rel=1e-9)
    # Little's law
    assert rate * theory.mmc_mean_wait(servers, rate, service) == pytest.approx(row["Lq"], rel=1e-12)


@pytest.mark.parametrize("row", FORMS["mm1_sojourn_quantiles"], ids=lambda row: f"rho={row['rho']}")
def test_quantiles_of_mm1(row: dict[str, float]) -> None:
    for q, name in ((0.5, "p50"), (0.9, "p90"), (0.99, "p99"), (0.999, "p999")):
        assert theory.mm1_sojourn_quantile(row["rho"], 1.0, q) == pytest.approx(row[name], rel=1e-9)
    assert theory.mm1_sojourn_quantile(row["rho"] * 50, 0.02, 0.5) == pytest.approx(row["p50"] * 0.02, rel=1e-9)


@pytest.mark.parametrize("row", FORMS["mg1_mean_wait"], ids=lambda row: f"rho={row['rho']} {row['name']}")
def test_mean_wait_of_mg1(row: dict[str, float]) -> None:
    wait = theory.mg1_mean_wait(row["rho"] / 0.1, 0.1, row["cs2"])
    assert wait == pytest.approx(row["Wq_in_mean_service"] * 0.1, rel=1e-12)


def test_mg1_with_exponential_work_is_mm1() -> None:
    assert theory.mg1_mean_wait(7, 0.1, 1.0) == pytest.approx(theory.mmc_mean_wait(1, 7, 0.1))


@pytest.mark.parametrize("row", FORMS["expected_attempts"], ids=lambda row: f"p={row['p_fail']} r={row['max_retries']}")
def test_expected_attempts(row: dict[str, float]) -> None:
    assert theory.expected_attempts(row["p_fail"], int(row["max_retries"])) == pytest.approx(row["attempts"], rel=1e-12)


@pytest.mark.parametrize("row", FORMS["vulnerable_above"], ids=lambda row: f"r={row['retries']}")
def test_vulnerable_load(row: dict[str, float]) -> None:
    assert theory.vulnerable_above(100, int(row["retries"])) == pytest.approx(100 * row["vulnerable_above_rho"])


def test_backlog_and_queue_of_the_base_scenario() -> None:
    assert theory.backlog_drain(capacity=100, load=80, outage=10) == 40
    assert theory.longest_useful_queue(capacity=100, timeout=1.0, service_time=0.1) == pytest.approx(90)


def test_at_or_above_capacity_nothing_is_finite() -> None:
    for rate in (10, 12):
        assert theory.mmc_mean_wait(1, rate, 0.1) == inf
        assert theory.mg1_mean_wait(rate, 0.1, 0.0) == inf
        assert theory.mmc_wait_exceeds(1, rate, 0.1, 5.0) == 1.0
        with pytest.raises(RoundsError, match="no quantiles"):
            theory.mm1_sojourn_quantile(rate, 0.1, 0.5)
    assert theory.backlog_drain(100, 100, 10) == inf
    assert theory.longest_useful_queue(100, 0.05, 0.1) == 0


def test_nobody_waits_where_nobody_comes() -> None:
    assert theory.erlang_c(3, 0.0) == 0.0
    assert theory.mmc_mean_wait(3, 0.0, 0.1) == 0.0
    assert theory.mm1_sojourn_quantile(0.0, 0.1, 0.5) == pytest.approx(0.1 * log(2))
    with pytest.raises(RoundsError, match="at least one server"):
        theory.erlang_c(0, 1.0)
    with pytest.raises(RoundsError, match="0 or more"):
        theory.erlang_b(3, -1.0)
