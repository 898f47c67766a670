"""Backoffs beside the formulas of the AWS Architecture Blog, and the stop at the deadline."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sim.helpers import FAILED, OK, call

from rounds.sim import NaiveRetry
from rounds.sim.policies import (
    Bulkhead,
    DecorrelatedJitter,
    EqualJitter,
    Exponential,
    FullJitter,
    RetryBudget,
    WithinDeadline,
)
from rounds.sim.policies.requests import ByRequest


@pytest.mark.parametrize(
    ("attempt", "u", "exponential", "equal", "full"),
    [
        (1, 0.0, 0.1, 0.05, 0.0),
        (1, 0.5, 0.1, 0.075, 0.05),
        (2, 0.5, 0.2, 0.15, 0.1),
        (3, 0.25, 0.4, 0.25, 0.1),
        (4, 0.5, 0.5, 0.375, 0.25),  # the cap
        (999, 0.5, 0.5, 0.375, 0.25),
    ],
)
def test_waits_double_up_to_the_cap(attempt: int, u: float, exponential: float, equal: float, full: float) -> None:
    for make, wait in ((Exponential, exponential), (EqualJitter, equal), (FullJitter, full)):
        assert make(9999, base=0.1, cap=0.5).after(call(attempt=attempt, u=u), FAILED) == pytest.approx(wait)


@pytest.mark.parametrize("make", [Exponential, EqualJitter, FullJitter, DecorrelatedJitter])
def test_every_backoff_stops_after_success_and_after_its_retries(make) -> None:
    policy = make(retries=2)
    answers = [policy.after(call(attempt=n, u=0.5), FAILED) for n in (1, 2, 3)]
    assert [answer is None for answer in answers] == [False, False, True]
    assert policy.after(call(), OK) is None
    assert make(retries=0).after(call(), FAILED) is None


def test_decorrelated_jitter_waits_up_to_three_times_its_last_wait() -> None:
    """min(cap, base + u (3 last - base)) with base 0.1 s, cap 1 s and u = 0.5; before the first the last is base."""
    policy = DecorrelatedJitter(retries=9, base=0.1, cap=1.0)
    now, waits = 0.0, []
    for attempt in range(1, 7):
        waits.append(policy.after(call(now, attempt, u=0.5, elapsed=now), FAILED))
        now += 0.3
    assert waits == pytest.approx([0.2, 0.35, 0.575, 0.9125, 1.0, 1.0])


def test_decorrelated_jitter_remembers_each_request_by_itself_and_forgets_it_at_its_end() -> None:
    policy = DecorrelatedJitter(retries=9, base=0.1)
    first = {"u": 1.0}
    assert policy.after(call(1.0, 1, elapsed=1.0, **first), FAILED) == pytest.approx(0.3)
    assert policy.after(call(1.5, 1, elapsed=0.5, u=0.0), FAILED) == pytest.approx(0.1)
    assert policy.after(call(1.7, 2, elapsed=1.7, **first), FAILED) == pytest.approx(0.9)
    assert policy.after(call(1.9, 2, elapsed=0.9, u=1.0), FAILED) == pytest.approx(0.3)
    assert policy.after(call(4.0, 3, elapsed=4.0), OK) is None
    assert policy.after(call(4.0, 3, elapsed=4.0, u=1.0), FAILED) == pytest.approx(0.3)  # it starts from base


def test_requests_of_the_same_moment_have_a_place_each() -> None:
    kept = ByRequest[int]()
    for value in (1, 2):
        kept.keep(call(0.5, elapsed=0.5), value)
    assert [kept.take(call(0.7, elapsed=0.7), 0) for _ in range(3)] == [1, 2, 0]
    kept.keep(replace(call(0.5), target="other"), 3)
    assert kept.take(call(0.5), 0) == 0


def test_what_is_never_taken_does_not_pile_up() -> None:
    kept = ByRequest[int]()
    for n in range(10_000):
        kept.keep(call(float(n)), n)
    assert kept.take(call(9_999.0), -1) == 9_999
    assert kept.take(call(9_000.0), -1) == 9_000
    assert kept.take(call(1_000.0), -1) == -1


@given(arrived=st.floats(0, 1e5), waits=st.lists(st.floats(1e-6, 100), min_size=1, max_size=8))
def test_a_request_is_known_again_whatever_the_rounding_of_its_times(arrived: float, waits: list[float]) -> None:
    kept = ByRequest[str]()
    arrived = round(arrived, 5)  # six digits tell requests apart: what comes on the edge between two is left to luck
    kept.keep(call(arrived), "it")
    now = arrived
    for wait in waits:
        now += wait
    assert kept.take(call(now, elapsed=now - arrived), "none") == "it"


@pytest.mark.parametrize(
    ("wait", "need", "left", "answer"),
    [
        (0.5, 0.0, 0.6, 0.5),
        (0.5, 0.0, 0.5, None),
        (0.5, 0.2, 0.6, None),
        (0.5, 0.2, 0.8, 0.5),
        (0.0, 0.2, 0.1, None),
        (0.0, 0.0, 0.0, None),
        (0.5, 9.0, float("inf"), 0.5),
    ],
)
def test_nothing_is_retried_that_would_come_after_the_deadline(wait, need, left, answer) -> None:
    policy = WithinDeadline(need, Exponential(base=wait))
    assert policy.after(replace(call(), deadline_left=left), FAILED) == answer


def test_the_stop_at_the_deadline_hides_nothing_from_a_guard_inside() -> None:
    inner = Bulkhead(1)
    policy = WithinDeadline(retry=inner)
    late = replace(call(), deadline_left=-1.0)
    assert policy.before(late)
    policy.after(late, FAILED)
    assert inner.under_way == {"service": 0}


def test_around_it_a_budget_keeps_its_token_for_a_retry_that_is_not_sent() -> None:
    budget = RetryBudget(size=5, retry=WithinDeadline(retry=NaiveRetry()))
    assert budget.after(replace(call(), deadline_left=0.0), FAILED) is None
    assert budget.tokens == 5
