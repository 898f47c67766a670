"""The reference policies, called by hand: every answer follows from a written list of events."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from sim.helpers import FAILED, OK, call

from rounds.sim import Call, ClientPolicy, NaiveRetry, NoRetry, Outcome
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget

TIMED_OUT = Outcome("timeout", 1.0, "deadline-exceeded")


def feed(policy: ClientPolicy, outcomes: Iterable[Outcome], now: float = 0.0) -> None:
    """Sends and answers one call after another, all at the same time; outcomes know at once."""
    for outcome in outcomes:
        assert policy.before(call(now))
        policy.after(call(now), replace(outcome, latency=0.0))


def test_the_default_policy_sends_once_and_waits_as_told() -> None:
    for policy in (ClientPolicy(), NoRetry()):
        assert policy.before(call()) is True
        assert policy.after(call(), FAILED) is None
        assert policy.timeout(call()) is policy.hedge(call()) is policy.rejected(call()) is None
        assert policy.fallback(call()) is None


def test_naive_retry_tries_again_at_once_until_its_retries_are_used_up() -> None:
    policy = NaiveRetry(retries=2)
    assert [policy.after(call(attempt=n), FAILED) for n in (1, 2, 3)] == [0.0, 0.0, None]
    assert policy.after(call(attempt=1), OK) is None


@pytest.mark.parametrize(
    ("attempt", "u", "delay"),
    [(1, 0.5, 0.05), (2, 0.5, 0.1), (3, 0.5, 0.2), (3, 0.0, 0.0), (3, 0.75, 0.3), (4, 0.5, 0.25), (9, 0.5, 0.25)],
)
def test_full_jitter_waits_a_random_part_of_a_ceiling_that_doubles_up_to_its_cap(
    attempt: int, u: float, delay: float
) -> None:
    policy = FullJitter(retries=10, base=0.1, cap=0.5)
    assert policy.after(call(attempt=attempt, u=u), FAILED) == pytest.approx(delay)


def test_full_jitter_stops_after_success_and_after_its_retries_and_bears_any_attempt_number() -> None:
    policy = FullJitter(retries=3)
    assert policy.after(call(attempt=1), OK) is None
    assert policy.after(call(attempt=4), FAILED) is None
    assert FullJitter(retries=10_000).after(call(attempt=5000, u=0.5), FAILED) == 5.0


def test_a_retry_budget_pays_for_each_retry_and_earns_by_success() -> None:
    budget = RetryBudget(ratio=0.5, size=2)
    answers = [budget.after(call(), outcome) for outcome in (FAILED, TIMED_OUT, FAILED, OK, FAILED, OK, FAILED)]
    assert answers == [0.0, 0.0, None, None, None, None, 0.0]
    assert budget.tokens == 0


def test_a_retry_budget_never_holds_more_than_its_size() -> None:
    budget = RetryBudget(ratio=0.5, size=2)
    for _ in range(10):
        budget.after(call(), OK)
    assert budget.tokens == 2


def test_a_retry_budget_keeps_its_token_where_the_inner_policy_gives_up() -> None:
    budget = RetryBudget(size=5, retry=NaiveRetry(retries=1))
    assert budget.after(call(attempt=2), FAILED) is None
    assert budget.tokens == 5
    assert RetryBudget(retry=FullJitter(base=1.0)).after(call(u=0.25), FAILED) == 0.25


def breaker(**changes: float) -> CircuitBreaker:
    settings = {"threshold": 0.5, "window": 4, "minimum": 4, "wait": 5.0, "probes": 2}
    return CircuitBreaker(**settings | changes)  # type: ignore[arg-type]


def test_a_breaker_stays_closed_below_its_threshold_and_below_its_minimum() -> None:
    policy = breaker()
    feed(policy, [FAILED, FAILED, FAILED])
    assert policy.state == "closed"
    policy = breaker()
    feed(policy, [OK, OK, OK, FAILED, OK, OK, OK, FAILED])
    assert policy.state == "closed"


def test_a_breaker_opens_at_its_threshold_and_forgets_outcomes_older_than_its_window() -> None:
    policy = breaker()
    feed(policy, [OK, OK, FAILED, FAILED])
    assert policy.state == "open"
    policy = breaker()
    feed(policy, [FAILED, OK, OK, OK, FAILED])  # the last four hold one failure
    assert policy.state == "closed"


def test_an_open_breaker_lets_nothing_through_until_its_wait_is_over() -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4, now=10.0)
    assert [policy.before(call(now)) for now in (10.0, 12.0, 14.999)] == [False, False, False]
    assert policy.before(call(15.0)) is True
    assert policy.state == "half-open"


def test_a_half_open_breaker_lets_its_probes_through_and_no_more() -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4)
    assert [policy.before(call(now)) for now in (5.0, 5.1, 5.2, 5.3)] == [True, True, False, False]
    policy.after(call(5.4), OK)
    assert policy.state == "half-open"
    policy.after(call(5.5), OK)
    assert policy.state == "closed"
    assert policy.before(call(5.6)) is True


@pytest.mark.parametrize(
    ("probes", "state"), [((OK, OK), "closed"), ((OK, FAILED), "open"), ((FAILED, FAILED), "open")]
)
def test_probes_decide_by_the_threshold_once_all_are_back(probes: tuple[Outcome, Outcome], state: str) -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4)
    feed(policy, probes, now=6.0)
    assert policy.state == state
    assert policy.before(call(6.0)) is (state == "closed")


def test_a_breaker_that_opens_again_waits_again() -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4)
    feed(policy, [FAILED, FAILED], now=6.0)
    assert [policy.before(call(now)) for now in (10.9, 11.0)] == [False, True]


def test_a_closed_breaker_starts_with_an_empty_window() -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4)
    feed(policy, [OK, OK], now=6.0)
    feed(policy, [FAILED] * 3, now=7.0)
    assert policy.state == "closed"
    feed(policy, [FAILED], now=7.0)
    assert policy.state == "open"


def test_outcomes_of_calls_sent_before_the_last_change_of_state_are_left_out() -> None:
    policy = breaker()
    feed(policy, [FAILED] * 4, now=10.0)
    assert policy.before(call(15.0))
    policy.after(call(15.5), TIMED_OUT)  # sent at 14.5, while closed calls still waited
    policy.after(call(15.5), TIMED_OUT)
    assert policy.state == "half-open"
    assert policy.results == []
    policy.after(call(15.5), FAILED)  # sent at 15.4: a probe
    assert policy.results == [False]


def test_a_breaker_leaves_retries_to_its_inner_policy() -> None:
    assert breaker().after(call(), FAILED) == 0.0
    assert CircuitBreaker(retry=NoRetry()).after(call(), FAILED) is None


def passes(throttle: AdaptiveThrottle, now: float, u: float) -> bool:
    return throttle.before(call(now, u=u))


def test_a_throttle_passes_everything_while_the_service_accepts_half_of_it() -> None:
    throttle = AdaptiveThrottle(k=2, window=10, retry=NoRetry())
    for n in range(100):
        assert passes(throttle, 0.01 * n, u=0.0)
        throttle.after(call(0.01 * n), OK if n % 2 == 0 else FAILED)


def test_a_throttle_rejects_with_the_probability_of_the_book() -> None:
    throttle = AdaptiveThrottle(k=2, window=10)
    for _ in range(9):
        assert passes(throttle, 0.0, u=0.9999)
    throttle.after(call(0.0), OK)
    throttle.after(call(0.0), OK)
    for _ in range(7):
        throttle.after(call(0.0), FAILED)
    # requests 9, accepts 2: (9 - 2 x 2) / (9 + 1) = 0.5, then (10 - 4) / 11 as local rejections count as requests
    assert passes(throttle, 0.0, u=0.4999) is False
    assert passes(throttle, 0.0, u=6 / 11) is True
    assert passes(throttle, 0.0, u=7 / 12 - 1e-9) is False


def test_a_throttle_forgets_what_is_older_than_its_window() -> None:
    throttle = AdaptiveThrottle(k=2, window=10)
    for _ in range(50):
        passes(throttle, 0.1, u=0.9999)
    throttle.after(call(3.0), OK)
    assert (throttle.requests, throttle.accepts) == (50, 1)
    assert passes(throttle, 9.9, u=0.5) is False
    assert passes(throttle, 10.6, u=0.0) is True  # only the accept and one request are left
    assert (throttle.requests, throttle.accepts) == (2, 1)
    passes(throttle, 13.6, u=0.9)
    assert throttle.accepts == 0
    passes(throttle, 500.0, u=0.0)
    assert (throttle.requests, throttle.accepts, len(throttle.buckets)) == (1, 0, 1)


def test_a_throttles_window_is_as_long_as_it_says() -> None:
    throttle = AdaptiveThrottle(window=10)
    passes(throttle, 0.1, u=0.9999)
    passes(throttle, 9.9, u=0.9999)
    assert throttle.requests == 2
    passes(throttle, 10.1, u=0.9999)
    assert throttle.requests == 2  # 9.9 and 10.1


def test_a_throttle_retries_local_rejections_only_where_told() -> None:
    assert AdaptiveThrottle().rejected(call()) is None
    assert AdaptiveThrottle(retry_rejected=True).rejected(call(attempt=1)) == 0.0
    assert AdaptiveThrottle(retry_rejected=True).rejected(call(attempt=4)) is None


def test_policies_take_plain_calls_and_share_nothing_between_instances() -> None:
    first, second = RetryBudget(size=1), RetryBudget(size=1)
    assert isinstance(call(), Call)
    assert first.after(call(), FAILED) == 0.0
    assert second.tokens == 1
    one, other = CircuitBreaker(window=1, minimum=1), CircuitBreaker(window=1, minimum=1)
    feed(one, [FAILED])
    assert (one.state, other.state) == ("open", "closed")
