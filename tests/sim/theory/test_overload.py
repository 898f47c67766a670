"""Backlogs, queue limits and threads: published figures, the base scenario, and Little's law."""

import json
from math import inf
from pathlib import Path

import pytest

from rounds.sim import theory

FORMS = json.loads((Path(__file__).parents[1] / "data" / "closed_forms.json").read_text())
MORE = json.loads((Path(__file__).parent / "closed_forms.json").read_text())


@pytest.mark.parametrize("row", FORMS["vulnerable_above"], ids=lambda row: f"r={row['retries']}")
def test_vulnerable_load(row: dict[str, float]) -> None:
    assert theory.vulnerable_above(100, int(row["retries"])) == pytest.approx(100 * row["vulnerable_above_rho"])


def test_vulnerable_load_of_the_paper_and_under_a_budget() -> None:
    assert theory.vulnerable_above(300, 1) == 150  # Bronson et al., HotOS 2021: 300 queries a second, one retry
    assert theory.vulnerable_above(1, 0.1) == pytest.approx(0.9090909090909091)


def test_backlog_and_queue_of_the_base_scenario() -> None:
    assert theory.backlog_drain(capacity=100, load=80, outage=10) == 40
    assert theory.longest_useful_queue(capacity=100, timeout=1.0, service_time=0.1) == pytest.approx(90)
    assert theory.backlog_drain(100, 100, 10) == inf
    assert theory.longest_useful_queue(100, 0.05, 0.1) == 0


@pytest.mark.parametrize(("limit", "useful"), [(0, True), (50, True), (89, True), (91, False), (200, False)])
def test_the_rule_of_thumb_for_a_queue_limit(limit: int, useful: bool) -> None:
    """Limit / C + service < timeout at C = 100, 0.1 s and 1 s."""
    assert theory.answers_in_time(limit, capacity=100, service_time=0.1, timeout=1.0) is useful
    assert (limit / 100 + 0.1 < 1.0) is useful


def test_a_timeout_shorter_than_the_service_makes_no_queue_useful() -> None:
    assert not theory.answers_in_time(0, capacity=100, service_time=0.1, timeout=0.1)


@pytest.mark.parametrize("row", MORE["littles_law_pool"], ids=str)
def test_threads_are_littles_law(row: dict[str, float]) -> None:
    for latency in (theory.Constant(row["latency"]), theory.Exponential(row["latency"])):
        assert theory.threads_held(row["rate"], latency) == pytest.approx(row["in_flight"])


def test_the_bulkhead_rule_in_the_cascade() -> None:
    """A gateway of 100 threads, a dependency of 20 requests a second that slows down from 50 ms to 10 s."""
    assert theory.threads_held(20, theory.Constant(0.05)) == pytest.approx(1)
    assert theory.threads_held(20, theory.Constant(10.0)) == pytest.approx(200)  # more than there are: all are stuck
    assert theory.threads_held(20, theory.Constant(10.0), timeout=0.3) == pytest.approx(6)  # a timeout saves the rest
    assert theory.threads_held(20, theory.Exponential(10.0), timeout=1e9) == pytest.approx(200)
