"""Retry budgets beside finagle's, gRPC's and botocore's rules, from written lists of events."""

import pytest
from sim.helpers import FAILED, OK, call
from sim.policies.events import Event, heard, play

from rounds.sim import Demand, NaiveRetry, NoRetry, Scenario, Service, run
from rounds.sim.policies import CircuitBreaker, RetryBudget, RetryQuota, RetryThrottle, WindowedBudget

GRPC: list[Event] = [  # four tokens, half a token a success: a retry needs more than two
    (0.0, "error", 0.0, 3),
    (0.0, "timeout", None, 2),
    (0.0, "ok", None, 2.5),
    (0.0, "error", None, 1.5),
    (0.0, "error", None, 0.5),
    (0.0, "error", None, 0),  # never below none
    *[(0.0, "ok", None, n / 2) for n in range(1, 7)],
    (0.0, "error", None, 2),  # more than half before it, not after it
    *[(0.0, "ok", None, 2 + n / 2) for n in range(1, 5)],
    (0.0, "ok", None, 4),  # never above all
    (0.0, "cut", 0.0, 3),
]


def test_grpcs_throttle_follows_its_list_of_events() -> None:
    play(RetryThrottle(max_tokens=4, token_ratio=0.5, retry=NaiveRetry(9)), "tokens", GRPC)


def test_grpcs_throttle_also_counts_failures_that_nobody_retries() -> None:
    policy = RetryThrottle(max_tokens=4, retry=NaiveRetry(1))
    assert policy.after(call(attempt=2), FAILED) is None
    assert policy.tokens == 3


BOTOCORE = [  # when the request came, which attempt, how it ended, the answer, tokens left of 30
    (0.0, 1, "error", 0.0, 16),
    (0.0, 2, "timeout", 0.0, 2),
    (0.0, 3, "error", None, 2),  # the inner policy has had enough
    (1.0, 1, "error", None, 2),  # 14 is more than is left
    (2.0, 1, "shed", None, 2),  # and so is 5
    *[(3.0 + n, 1, "ok", None, 3 + n) for n in range(27)],
    (40.0, 1, "ok", None, 30),  # full
    (41.0, 1, "shed", 0.0, 25),
    (41.0, 2, "error", 0.0, 11),
    (41.0, 3, "ok", None, 25),  # back comes what the last retry took, 14, not the 5 before it
    (42.0, 1, "shed", 0.0, 20),
    (43.0, 1, "error", 0.0, 6),  # two requests under way at once
    (42.0, 2, "ok", None, 11),
    (43.0, 2, "ok", None, 25),
]


def test_botocores_quota_follows_its_list_of_events() -> None:
    quota = RetryQuota(tokens=30, retry=NaiveRetry(2))
    for number, (arrived, attempt, words, answer, tokens) in enumerate(BOTOCORE):
        now = arrived + 0.1 * attempt
        given = quota.after(call(now, attempt, elapsed=now - arrived), heard(words))
        assert (given, quota.tokens) == (answer, tokens), f"event {number}"


def test_botocores_quota_may_be_spent_to_the_last_token() -> None:
    quota = RetryQuota(tokens=14)
    assert [quota.after(call(), FAILED), quota.after(call(), FAILED)] == [0.0, None]
    assert quota.tokens == 0


@pytest.mark.parametrize(("failing", "drains"), [(0.17, False), (0.26, True)])
def test_botocores_quota_drains_above_its_point_of_balance_and_not_below(failing: float, drains: bool) -> None:
    """A request earns (1 - p) and loses 14 p^2 (1 + p) with two retries: the balance is at p = 0.2149."""
    service = Service(1000, Demand(0.01), error_rate=failing)
    result = run(
        Scenario(200, service, warm_up=20.0, horizon=60.0, clients=1), lambda: RetryQuota(retry=NaiveRetry(2)), 1
    )
    all_retried = 1 + failing + failing**2
    if drains:
        assert result.load_factor() < all_retried - 0.03
    else:
        assert result.load_factor() == pytest.approx(all_retried, abs=0.02)


FINAGLE: list[tuple[float, str, object, float]] = [  # half of ten seconds' requests, no minimum; the balance afterwards
    *[(0.5, "send", True, n / 2) for n in range(1, 5)],
    (3.5, "error", 0.0, 1),
    (3.5, "error", 0.0, 0),
    (3.6, "error", None, 0),
    (9.9, "error", None, 0),
    (10.0, "error", None, -2),  # the requests of second 0 have expired, the retries of second 3 have not
    *[(10.5, "send", True, n / 2 - 2) for n in range(1, 5)],
    (12.9, "error", None, 0),
    (13.0, "error", 0.0, 1),  # now they have
    (13.0, "ok", None, 1),  # success earns nothing
    (13.0, "error", 0.0, 0),
    (13.0, "error", None, 0),
]


def test_finagles_budget_follows_its_list_of_events() -> None:
    policy = WindowedBudget(ratio=0.5, min_per_second=0, ttl=10, retry=NaiveRetry(9))
    for number, (now, what, answer, balance) in enumerate(FINAGLE):
        given = policy.before(call(now)) if what == "send" else policy.after(call(now), heard(what))
        assert (given, policy.balance(now)) == (answer, balance), f"event {number}"


def test_finagles_budget_takes_deposits_of_requests_not_of_their_retries() -> None:
    policy = WindowedBudget(ratio=0.5, min_per_second=0)
    for attempt in (1, 2, 3):
        assert policy.before(call(attempt=attempt))
    assert policy.balance(0.0) == 0.5


def test_finagles_budget_has_a_minimum_for_quiet_clients() -> None:
    policy = WindowedBudget(ratio=0.0, min_per_second=0.3, ttl=10)
    answers = [policy.after(call(now), FAILED) for now in (0.0, 0.1, 0.2, 0.3, 9.9, 10.0)]
    assert answers == [0.0, 0.0, 0.0, None, None, 0.0]
    assert (WindowedBudget().ratio, WindowedBudget().reserve) == (0.2, 100.0)


def test_29_percent_of_a_hundred_requests_are_29_retries_in_spite_of_rounding() -> None:
    policy = WindowedBudget(ratio=0.29, min_per_second=0)
    for _ in range(100):
        policy.before(call())
    assert [policy.after(call(), FAILED) for _ in range(30)] == [0.0] * 29 + [None]


BUDGETS = [
    lambda retry: RetryBudget(size=5, retry=retry),
    lambda retry: WindowedBudget(retry=retry),
    lambda retry: RetryThrottle(retry=retry),
    lambda retry: RetryQuota(retry=retry),
]


@pytest.mark.parametrize("make", BUDGETS)
def test_a_budget_tells_its_inner_policy_of_success_and_failure_alike(make) -> None:
    inner = CircuitBreaker(window=4)
    policy = make(inner)
    for outcome in (OK, OK, FAILED):
        policy.after(call(1.0), outcome)
    assert inner.window.sums == [3, 1, 0]  # calls, failures, slow calls


@pytest.mark.parametrize("make", BUDGETS)
def test_a_budget_never_retries_what_its_inner_policy_gives_up(make) -> None:
    policy = make(NoRetry())
    assert [policy.after(call(), FAILED) for _ in range(3)] == [None] * 3


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda: RetryBudget(0.1, 10, NaiveRetry(50)), 1.0 + 10 * 10 / 2000),
        (lambda: WindowedBudget(0.2, 1, 10, NaiveRetry(50)), 1.2 + 10 * (10 + 10) / 2000),
        (lambda: RetryThrottle(10, 0.1, NaiveRetry(50)), 1.0 + 10 * 4 / 2000),
        (lambda: RetryQuota(70, retry=NaiveRetry(50)), 1.0 + 10 * 5 / 2000),
    ],
    ids=["bucket", "window", "gRPC", "botocore"],
)
def test_in_an_outage_retries_stay_within_the_reserve_and_the_share(make, most: float) -> None:
    """Every attempt fails, 100 requests a second from 10 clients for 20 s: nothing is earned by success."""
    scenario = Scenario(100, Service(1000, Demand(0.01), error_rate=1.0), horizon=20.0)
    factor = run(scenario, make, 1).load_factor()
    assert 1.005 < factor <= most + 0.01
