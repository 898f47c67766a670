"""Circuit breakers beside resilience4j's and pybreaker's rules: every state follows from a written list of events."""

from dataclasses import replace

import pytest
from sim.helpers import FAILED, OK, call, storm
from sim.policies.events import Event, play

from rounds.sim import Fault, NoRetry, Outcome, Scenario, run
from rounds.sim.policies import CircuitBreaker, ConsecutiveBreaker, RetryBudget


def breaker(**changes: object) -> CircuitBreaker:
    settings = {"threshold": 0.5, "window": 4, "minimum": 4, "wait": 5.0, "probes": 2, "retry": NoRetry()}
    return CircuitBreaker(**settings | changes)  # type: ignore[arg-type]


OPENED_AT_0: list[Event] = [(0.0, "error", None, "closed")] * 3 + [(0.0, "error", None, "open")]

TIME_WINDOW: list[Event] = [  # three whole seconds, four calls, half of them failures
    (0.2, "error", None, "closed"),
    (0.9, "error", None, "closed"),
    (1.5, "ok", None, "closed"),
    (3.1, "error", None, "closed"),  # second 0 has left: one failure of two
    (3.2, "ok", None, "closed"),
    (3.3, "error", None, "open"),  # two failures of four
    (8.29, "send", False, "open"),
    (8.3, "send", True, "half-open"),
    (8.3, "send", True, "half-open"),
    (8.4, "ok", None, "half-open"),
    (8.5, "ok", None, "closed"),
    (8.6, "error", None, "closed"),  # a new window: the failures of 3.x are forgotten
]

SLOW_CALLS: list[Event] = [  # over half a second is slow, three of four open
    (1.0, "ok 0.6", None, "closed"),
    (2.0, "ok 0.5", None, "closed"),  # not over
    (3.0, "ok 0.6", None, "closed"),
    (3.5, "ok 0.1", None, "closed"),
    (4.0, "ok 0.6", None, "closed"),
    (5.0, "ok 0.7", None, "open"),  # 0.6, 0.1, 0.6, 0.7
    (10.0, "send", True, "half-open"),
    (10.0, "send", True, "half-open"),
    (10.6, "ok 0.6", None, "half-open"),
    (10.7, "ok 0.7", None, "open"),
    (15.7, "send", True, "half-open"),
    (15.7, "send", True, "half-open"),
    (16.3, "ok 0.6", None, "half-open"),
    (16.3, "ok 0.4", None, "closed"),  # one of two is less than three quarters
]

IGNORED: list[Event] = [  # what the service refuses counts neither way
    (0.0, "shed", None, "closed"),
    (0.0, "error", None, "closed"),
    (0.0, "shed", None, "closed"),
    (0.0, "ok", None, "closed"),
    (0.0, "ok", None, "closed"),
    (0.0, "shed", None, "closed"),
    (0.0, "timeout", None, "open"),
    (5.0, "send", True, "half-open"),
    (5.0, "send", True, "half-open"),
    (5.0, "send", False, "half-open"),
    (5.1, "shed", None, "half-open"),  # its place is free again
    (5.2, "send", True, "half-open"),
    (5.2, "send", False, "half-open"),
    (5.3, "ok", None, "half-open"),
    (5.3, "ok", None, "closed"),
]

IMPATIENT: list[Event] = [  # half-open for three seconds at most
    *OPENED_AT_0,
    (5.0, "send", True, "half-open"),
    (5.1, "send", True, "half-open"),
    (6.0, "ok 0.9", None, "half-open"),
    (7.9, "send", False, "half-open"),
    (8.0, "send", False, "open"),
    (8.5, "ok 3.4", None, "open"),  # the second probe, too late
    (12.9, "send", False, "open"),  # open since 8
    (13.0, "send", True, "half-open"),
    (17.0, "ok 4.0", None, "open"),  # nobody called meanwhile: open since 16
    (20.9, "send", False, "open"),
    (30.0, "send", True, "half-open"),
    (40.0, "send", True, "half-open"),  # open since 33, waited out, and half-open anew
]


@pytest.mark.parametrize(
    ("policy", "events"),
    [
        (breaker(seconds=3), TIME_WINDOW),
        (breaker(slow_call=0.5, slow_rate=0.75), SLOW_CALLS),
        (breaker(ignore=["shed"]), IGNORED),
        (breaker(half_open_wait=3.0), IMPATIENT),
    ],
    ids=["time window", "slow calls", "ignored kinds", "longest half-open"],
)
def test_a_circuit_breaker_follows_its_list_of_events(policy: CircuitBreaker, events: list[Event]) -> None:
    play(policy, "state", events)


def test_a_window_of_time_forgets_by_the_second_and_one_of_calls_by_the_call() -> None:
    by_time, by_calls = breaker(seconds=3), breaker()
    for now, outcome in ((0.2, FAILED), (0.9, FAILED), (1.5, OK), (3.1, FAILED)):
        for policy in (by_time, by_calls):
            policy.after(call(now), outcome)
    assert (by_time.state, by_calls.state) == ("closed", "open")


def test_a_window_shorter_than_the_minimum_is_enough() -> None:
    policy = CircuitBreaker(window=3, retry=NoRetry())  # resilience4j takes the smaller of the two
    for _ in range(2):
        policy.after(call(1.0), FAILED)
    assert policy.state == "closed"
    policy.after(call(1.0), FAILED)
    assert policy.state == "open"


def test_a_full_window_of_calls_counts_what_is_in_it() -> None:
    policy = breaker(threshold=0.75)
    play(
        policy,
        "state",
        [(0.0, "ok" if ok else "error", None, "closed") for ok in (1, 0, 1, 0, 1, 1, 0, 0, 1)]
        + [(0.0, "error", None, "open")],  # of the last four: error, error, ok, error
    )


@pytest.mark.parametrize(("sent", "timeout"), [(127.92050116458536, 0.5), (63.44, 0.7), (31.9, 0.1), (8.0, 0.3)])
def test_a_probe_sent_at_the_very_change_of_state_is_heard_whatever_the_rounding(sent: float, timeout: float) -> None:
    policy = breaker(probes=1, wait=sent)
    for _ in range(4):
        policy.after(call(), replace(FAILED, latency=0.0))
    assert policy.before(call(sent))
    policy.after(call(sent + timeout), Outcome("timeout", timeout))
    assert policy.state == "open"


PYBREAKER: list[Event] = [  # three in a row open, ten seconds, two successes close
    (0.0, "error", None, "closed"),
    (0.1, "timeout 0.1", None, "closed"),
    (0.2, "ok", None, "closed"),  # in a row, not in all
    (0.3, "error", None, "closed"),
    (0.4, "shed", None, "closed"),
    (0.5, "cut", None, "open"),
    (0.6, "error", None, "open"),  # sent before, or nothing of the breaker's
    (10.4, "send", False, "open"),
    (10.5, "send", True, "half-open"),
    (10.5, "send", True, "half-open"),
    (10.5, "send", True, "half-open"),  # no limit on what passes
    (10.6, "ok 0.1", None, "half-open"),
    (10.7, "error 0.2", None, "open"),  # the first failure
    (10.8, "ok 0.3", None, "open"),  # the third of them, sent before it opened
    (20.6, "send", False, "open"),
    (20.7, "send", True, "half-open"),
    (20.8, "ok 12.0", None, "half-open"),  # sent at 8.8
    (20.9, "ok", None, "half-open"),
    (21.0, "ok", None, "closed"),
    (21.1, "error", None, "closed"),
    (21.2, "error", None, "closed"),
    (21.3, "error", None, "open"),
]


def test_a_consecutive_breaker_follows_its_list_of_events() -> None:
    play(ConsecutiveBreaker(3, 10.0, success_threshold=2, retry=NoRetry()), "state", PYBREAKER)


def test_what_a_consecutive_breaker_excludes_counts_as_a_success() -> None:
    policy = ConsecutiveBreaker(2, 10.0, retry=NoRetry(), exclude=["shed"])
    events = [("error", "closed"), ("shed", "closed"), ("error", "closed"), ("error", "open")]
    play(policy, "state", [(0.0, what, None, state) for what, state in events])
    play(policy, "state", [(10.0, "send", True, "half-open"), (10.0, "shed", None, "closed")])


def test_its_defaults_are_pybreakers() -> None:
    policy = ConsecutiveBreaker()
    assert (policy.fail_max, policy.wait, policy.success_threshold) == (5, 60.0, 1)


def test_both_breakers_bring_a_frozen_service_back() -> None:
    for make in (lambda: CircuitBreaker(seconds=10, minimum=20), lambda: ConsecutiveBreaker(reset_timeout=5.0)):
        result = run(storm(horizon=75), make, 1)
        assert result.availability("before") > 0.98
        assert result.recovery_s is not None
        assert result.recovery_s < 25


def test_the_state_of_a_breaker_within_a_guard_is_recorded_too() -> None:
    freeze = Scenario(80, faults=(Fault(5, 15),), horizon=20.0, cool_down=0.0)
    states = run(freeze, lambda: RetryBudget(retry=CircuitBreaker(window=20)), 1).states
    assert {"closed", "open"} <= {state for second in states for state in second}
    assert run(freeze, RetryBudget, 1).states == []
