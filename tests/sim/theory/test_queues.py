"""Queueing formulas against figures that were computed elsewhere, against each other, and at their edges."""

import json
from math import exp, factorial, inf, log
from pathlib import Path

import pytest

from rounds.errors import RoundsError
from rounds.sim import theory

FORMS = json.loads((Path(__file__).parents[1] / "data" / "closed_forms.json").read_text())
MORE = json.loads((Path(__file__).parent / "closed_forms.json").read_text())


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
        assert theory.mm1_sojourn_exceeds(row["rho"], 1.0, row[name]) == pytest.approx(1 - q, rel=1e-9)
    assert theory.mm1_sojourn_quantile(row["rho"] * 50, 0.02, 0.5) == pytest.approx(row["p50"] * 0.02, rel=1e-9)


@pytest.mark.parametrize("row", MORE["p_wait_exceeds_timeout_mm1"], ids=str)
def test_how_many_are_longer_than_a_timeout_in_mm1(row: dict[str, float]) -> None:
    found = theory.mm1_sojourn_exceeds(row["rho"] / 0.1, 0.1, row["timeout_in_service_times"] * 0.1)
    assert found == pytest.approx(row["p_sojourn_gt"], rel=1e-12)


@pytest.mark.parametrize("row", FORMS["mg1_mean_wait"], ids=lambda row: f"rho={row['rho']} {row['name']}")
def test_mean_wait_of_mg1(row: dict[str, float]) -> None:
    wait = theory.mg1_mean_wait(row["rho"] / 0.1, 0.1, row["cs2"])
    assert wait == pytest.approx(row["Wq_in_mean_service"] * 0.1, rel=1e-12)


@pytest.mark.parametrize("row", MORE["mg1_deterministic"], ids=lambda row: f"rho={row['rho']}")
def test_mean_wait_of_md1(row: dict[str, float]) -> None:
    assert theory.md1_mean_wait(row["rho"] / 0.1, 0.1) == pytest.approx(row["Wq_in_mean_service"] * 0.1, rel=1e-12)


def test_mg1_with_exponential_work_is_mm1_and_constant_work_waits_half_as_long() -> None:
    wait = theory.mmc_mean_wait(1, 7, 0.1)
    assert theory.mg1_mean_wait(7, 0.1, 1.0) == pytest.approx(wait)
    assert theory.md1_mean_wait(7, 0.1) == pytest.approx(wait / 2)


@pytest.mark.parametrize("row", MORE["mm1k_loss"], ids=lambda row: f"rho={row['rho']} K={row['K']}")
def test_loss_of_mm1k(row: dict[str, float]) -> None:
    loss = theory.mm1k_loss(int(row["K"]), row["rho"] * 20, 0.05)
    assert loss == pytest.approx(row["p_loss"], rel=1e-9)
    assert row["rho"] * (1 - loss) == pytest.approx(row["goodput"], rel=1e-9)


@pytest.mark.parametrize(("servers", "places"), [(1, 1), (1, 4), (3, 3), (3, 8), (10, 30)])
@pytest.mark.parametrize("offered", [0.5, 3.0, 12.0])
def test_loss_of_mmck_is_the_last_of_its_states(servers: int, places: int, offered: float) -> None:
    """The birth-death chain's own weights: a^n / n! up to c, then a^n / (c! c^(n - c))."""
    weights = [
        offered**n / (factorial(n) if n <= servers else factorial(servers) * servers ** (n - servers))
        for n in range(places + 1)
    ]
    loss = theory.mmck_loss(servers, places, offered / 0.2, 0.2)
    assert loss == pytest.approx(weights[-1] / sum(weights), rel=1e-12)


def test_limits_of_mmck() -> None:
    for servers, offered in ((2, 1.6), (10, 12.0)):
        assert theory.mmck_loss(servers, servers, offered, 1.0) == theory.erlang_b(servers, offered)
    assert theory.mmck_loss(10, 100_000, 80, 0.1) == pytest.approx(0, abs=1e-12)  # all are served
    assert theory.mmck_loss(10, 100_000, 150, 0.1) == pytest.approx(1 - 100 / 150)  # all that can be
    assert theory.mm1k_loss(5, 0.0, 0.1) == 0
    # one more place than Erlang's loss system: who is lost there waits here, P(wait) -> Erlang C as places grow
    finite = 1 - sum(weight(n) for n in range(10)) / sum(weight(n) for n in range(600))
    assert theory.erlang_c(10, 8.0) == pytest.approx(finite, rel=1e-9)


def weight(n: int) -> float:
    """Of n customers in M/M/10 with 8 erlangs."""
    return 8.0 ** min(n, 10) / factorial(min(n, 10)) * 0.8 ** max(0, n - 10)


@pytest.mark.parametrize("row", MORE["supermarket_mean_time"], ids=lambda row: f"load={row['lam']} d={row['d']}")
def test_mean_sojourn_of_the_supermarket_model(row: dict[str, float]) -> None:
    choices = int(row["d"])
    assert theory.supermarket_mean_sojourn(row["lam"], choices) == pytest.approx(row["ET"], rel=1e-9)
    assert theory.supermarket_mean_sojourn(row["lam"], choices, 0.02) == pytest.approx(row["ET"] * 0.02, rel=1e-9)


@pytest.mark.parametrize("choices", [2, 3, 5])
@pytest.mark.parametrize("load", [0.3, 0.9, 0.99])
def test_tail_of_the_supermarket_model(choices: int, load: float) -> None:
    """Mitzenmacher's formula, whose exponents stay small enough here; and by Little's law the mean from the tail."""
    for k in range(6):
        power = (choices**k - 1) // (choices - 1)
        assert theory.supermarket_tail(load, choices, k) == pytest.approx(load**power, rel=1e-9)
    customers = sum(theory.supermarket_tail(load, choices, k) for k in range(1, 60))
    assert customers == pytest.approx(load * theory.supermarket_mean_sojourn(load, choices), rel=1e-9)
    assert theory.supermarket_tail(load, choices, 10_000) == 0


def test_one_choice_is_mm1_and_more_choices_end_at_one_service_time() -> None:
    assert theory.supermarket_mean_sojourn(0.8, 1, 0.1) == pytest.approx(theory.mmc_mean_sojourn(1, 8, 0.1))
    assert theory.supermarket_tail(0.8, 1, 3) == pytest.approx(0.8**3)
    assert theory.supermarket_mean_sojourn(0.9, 1000) == pytest.approx(1.0, abs=0.001)
    assert theory.supermarket_mean_sojourn(0.0, 2) == 1
    assert theory.supermarket_tail(0.0, 2, 0) == 1
    # doubly exponential: to five in a queue it takes 31 factors with two choices, 5 with one
    assert log(theory.supermarket_tail(0.9, 2, 5)) == pytest.approx(31 * log(0.9))


def test_at_or_above_capacity_nothing_is_finite() -> None:
    for rate in (10, 12):
        assert theory.mmc_mean_wait(1, rate, 0.1) == inf
        assert theory.mg1_mean_wait(rate, 0.1, 0.0) == inf
        assert theory.mmc_wait_exceeds(1, rate, 0.1, 5.0) == 1.0
        assert theory.mm1_sojourn_exceeds(rate, 0.1, 5.0) == 1.0
        with pytest.raises(RoundsError, match="no quantiles"):
            theory.mm1_sojourn_quantile(rate, 0.1, 0.5)
    for load in (1.0, 1.2):
        with pytest.raises(RoundsError, match=f"utilisation is {load}: give a share from 0 to below 1"):
            theory.supermarket_mean_sojourn(load, 2)


def test_nobody_waits_where_nobody_comes() -> None:
    assert theory.erlang_c(3, 0.0) == 0.0
    assert theory.mmc_mean_wait(3, 0.0, 0.1) == 0.0
    assert theory.mm1_sojourn_quantile(0.0, 0.1, 0.5) == pytest.approx(0.1 * log(2))
    assert theory.mm1_sojourn_exceeds(0.0, 0.1, 0.1) == pytest.approx(exp(-1))


def test_a_queue_smaller_than_its_servers_is_refused() -> None:
    with pytest.raises(RoundsError, match="places is 9: give a whole number, 10 or more"):
        theory.mmck_loss(10, 9, 80, 0.1)
    with pytest.raises(RoundsError, match="q is 1: give a share from 0 to below 1"):
        theory.mm1_sojourn_quantile(5, 0.1, 1)
