"""Policies around policies: who is asked, in which order, and who is told."""

from dataclasses import replace
from typing import Any

import pytest
from sim.helpers import FAILED, OK, Diary, call, diary, storm
from sim.policies.events import to

from rounds.errors import RoundsError
from rounds.sim import (
    Call,
    ClientPolicy,
    Demand,
    Fault,
    Fleet,
    NaiveRetry,
    NoRetry,
    Scenario,
    Service,
    run,
)
from rounds.sim.policies import (
    AdaptiveThrottle,
    Bulkhead,
    CircuitBreaker,
    Fallback,
    FullJitter,
    Guard,
    Hedge,
    PerTarget,
    RetryBudget,
    WindowedBudget,
)


class Door(Guard):
    """Lets pass as told, and notes what is withdrawn."""

    def __init__(self, passes: bool, retry: ClientPolicy) -> None:
        super().__init__(retry)
        self.passes, self.back = passes, 0

    def before(self, call: Call) -> bool:
        return self.passes

    def withdrawn(self, call: Call) -> None:
        self.back += 1


def test_hooks_that_a_guard_leaves_alone_are_its_inner_policys() -> None:
    answers: dict[str, Any] = {
        "before": False,
        "rejected": 0.1,
        "timeout": 0.2,
        "hedge": 0.3,
        "after": 0.4,
        "fallback": 5,
    }
    guard = RetryBudget(retry=CircuitBreaker(retry=Diary([], **answers)))
    assert guard.before(call()) is False
    assert guard.rejected(call()) == 0.1
    assert guard.timeout(call()) == 0.2
    assert guard.hedge(call()) == 0.3
    assert guard.after(call(), FAILED) == 0.4
    assert guard.fallback(call()) == 5


def test_hooks_that_neither_has_are_not_there_to_be_called() -> None:
    assert set(vars(RetryBudget(retry=FullJitter()))) & {"before", "timeout", "hedge", "rejected", "fallback"} == set()
    result = run(storm(horizon=50), RetryBudget, 1)
    assert result.policy_calls <= result.totals["attempts"]  # nothing but `after`


@pytest.mark.parametrize(
    ("outer", "inner", "sent", "withdrawn"),
    [(True, True, True, 0), (True, False, False, 1), (False, True, False, 0), (False, False, False, 0)],
)
def test_an_attempt_is_sent_if_both_let_it_pass(outer: bool, inner: bool, sent: bool, withdrawn: int) -> None:
    guard = Door(outer, Door(inner, NoRetry()))
    assert guard.before(call()) is sent
    assert guard.back == withdrawn
    assert guard.retry.back == 0


def test_a_chain_of_three_takes_back_all_that_was_let_pass() -> None:
    doors = Door(True, Door(True, Door(False, NoRetry())))
    assert doors.before(call()) is False
    assert (doors.back, doors.retry.back, doors.retry.retry.back) == (1, 1, 0)


def test_the_outer_guard_is_asked_first_and_may_spare_the_inner_the_question() -> None:
    pages, make = diary()
    Door(False, make()).before(call())
    assert pages == []
    Door(True, make()).before(call())
    assert pages == [("before", call())]


def test_a_probe_that_an_inner_guard_refuses_leaves_its_place_to_another() -> None:
    breaker = CircuitBreaker(window=1, probes=1, wait=5.0, retry=Bulkhead(1))
    assert breaker.before(call(1.0))
    breaker.after(call(1.1), FAILED)
    assert breaker.state == "open"
    breaker.retry.under_way["service"] = 1  # one that is still under way
    assert breaker.before(call(7.0)) is False
    breaker.retry.under_way["service"] = 0
    assert breaker.before(call(7.1)) is True
    assert breaker.retry.under_way == {"service": 1}


def test_a_bulkhead_around_a_breaker_does_not_count_what_the_breaker_refuses() -> None:
    bulkhead = Bulkhead(2, retry=CircuitBreaker(window=1))
    assert bulkhead.before(call(1.0))
    bulkhead.after(call(1.1), FAILED)
    assert [bulkhead.before(call(2.0)) for _ in range(3)] == [False] * 3
    assert bulkhead.under_way == {"service": 0}


def test_a_fallback_answers_what_its_inner_policy_gives_up() -> None:
    policy = Fallback("stale", NaiveRetry(1))
    assert [policy.after(call(attempt=n), FAILED) for n in (1, 2)] == [0.0, None]
    assert policy.fallback(call()) == "stale"
    assert Fallback(0).fallback(call()) == 0
    assert Fallback(0).after(call(), FAILED) is None


def test_a_fallback_degrades_instead_of_failing() -> None:
    result = run(storm(horizon=60), lambda: Fallback("stale", CircuitBreaker()), 1)
    assert result.availability() == 1
    assert result.outcomes["degraded"] > 500
    assert set(result.outcomes) == {"ok", "degraded"}


def test_each_target_has_a_policy_of_its_own() -> None:
    policy = PerTarget(lambda: CircuitBreaker(window=2, retry=NoRetry()))
    for target, outcome in (("a", FAILED), ("b", OK), ("a", FAILED), ("b", OK)):
        assert policy.before(to(target, 1.0))
        policy.after(to(target, 1.0), replace(outcome, latency=0.0))
    assert {name: inner.state for name, inner in policy.policies.items()} == {"a": "open", "b": "closed"}
    assert [policy.before(to(target, 1.0)) for target in "abc"] == [False, True, True]


def test_one_policy_for_each_target_is_made_and_none_for_nothing() -> None:
    made: list[ClientPolicy] = []

    def make() -> ClientPolicy:
        made.append(RetryBudget())
        return made[-1]

    policy = PerTarget(make)
    for target in "abab":
        policy.after(to(target), FAILED)
    assert list(policy.policies.values()) == made
    assert len(made) == 2
    assert set(vars(policy)) & {"before", "after", "timeout", "hedge", "rejected", "fallback"} == {"after"}


def test_all_hooks_reach_the_policy_of_the_target() -> None:
    pages, make = diary(rejected=0.1, timeout=0.2, hedge=0.3, after=0.4, fallback=5)
    policy = PerTarget(make)
    given = [getattr(policy, hook)(to("a")) for hook in ("before", "rejected", "timeout", "hedge", "fallback")]
    assert given == [True, 0.1, 0.2, 0.3, 5]
    assert policy.after(to("a"), FAILED) == 0.4
    assert [page[0] for page in pages] == ["before", "rejected", "timeout", "hedge", "fallback", "after"]


def test_a_dead_shard_opens_its_own_breaker_and_a_common_one_takes_all_down() -> None:
    """One of four shards fails at once; a breaker at 20% sees 25% of all calls fail."""
    shards = Fleet(Service(10, Demand(0.05), name="shard"), 4, "key")
    scenario = Scenario(100, shards, (Fault(10, 60, "cut", target="shard-1"),), clients=2, horizon=60.0)

    def breaker() -> CircuitBreaker:
        return CircuitBreaker(threshold=0.2, window=50, retry=NoRetry())

    without, common, each = (run(scenario, make, 1) for make in (NoRetry, breaker, lambda: PerTarget(breaker)))
    assert without.availability("during") == pytest.approx(0.75, abs=0.02)
    assert common.availability("during") < 0.4
    assert each.availability("during") == pytest.approx(without.availability("during"), abs=0.005)
    assert each.total("attempts", "during") < 0.85 * without.total("attempts", "during")


def test_guards_compose_with_a_hedge_and_a_budget_over_a_window() -> None:
    made = lambda: CircuitBreaker(retry=WindowedBudget(retry=Hedge(0.5, FullJitter())))  # noqa: E731
    result = run(storm(horizon=90), made, 1)
    assert result.recovery_s is not None


def test_a_throttle_that_retries_rejections_refuses_a_guard_inside() -> None:
    with pytest.raises(RoundsError, match="retry_rejected"):
        AdaptiveThrottle(retry_rejected=True, retry=RetryBudget(retry=Bulkhead(3)))
    AdaptiveThrottle(retry_rejected=True, retry=RetryBudget())
