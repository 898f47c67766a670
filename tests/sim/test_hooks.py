"""When a run calls a policy's hooks, with what, how often, and what it does with their answers."""

import copy as copying
import pickle
from collections import Counter
from dataclasses import astuple, replace
from fractions import Fraction
from math import inf, nan
from typing import Any

import numpy as np
import pytest
from sim.helpers import Diary, calm, diary, requests_at

from rounds.sim import (
    Call,
    ClientPolicy,
    Demand,
    Fault,
    Load,
    NaiveRetry,
    NoRetry,
    Outcome,
    PolicyError,
    Scenario,
    Service,
    run,
)

HOOKS = ("before", "rejected", "timeout", "hedge", "after", "fallback")


def hooks(pages: list[Any]) -> list[str]:
    return [page[0] for page in pages]


def told(pages: list[Any], hook: str) -> list[Any]:
    return [page[1:] for page in pages if page[0] == hook]


def one_request(**changes: Any) -> Scenario:
    """A single request at 2 s, served in 0.1 s."""
    return calm(load=requests_at(2.0), **changes)


def failing(at: float = 0.0, until: float = 20.0, **changes: Any) -> Scenario:
    """The same, but the service fails every attempt that it completes between `at` and `until`."""
    return one_request(faults=(Fault(at, until, "error"),), **changes)


def test_a_success_calls_before_timeout_hedge_after_once_and_in_this_order() -> None:
    pages, policy = diary()
    result = run(one_request(), policy)
    assert hooks(pages) == ["before", "timeout", "hedge", "after"]
    assert result.outcomes == {"ok": 1}
    assert result.policy_calls == 4


def test_a_call_tells_time_target_attempt_elapsed_deadline_and_a_uniform() -> None:
    pages, policy = diary(after=lambda call, outcome: 0.5 if call.attempt == 1 else None)
    run(failing(deadline=4.0, topology=Service(1, Demand(0.1, "constant"), name="billing")), policy)
    calls: list[tuple[str, Call]] = [(page[0], page[1]) for page in pages]
    assert [name for name, _ in calls] == ["before", "timeout", "hedge", "after"] * 2 + ["fallback"]
    assert [c.attempt for _, c in calls] == [1, 1, 1, 1, 2, 2, 2, 2, 2]
    assert [c.now for _, c in calls] == pytest.approx([2, 2, 2, 2.1, 2.6, 2.6, 2.6, 2.7, 2.7])
    assert [c.elapsed for _, c in calls] == pytest.approx([0, 0, 0, 0.1, 0.6, 0.6, 0.6, 0.7, 0.7])
    for _, c in calls:
        assert c.deadline_left == pytest.approx(4.0 - c.elapsed)
        assert (c.target, c.priority, c.idempotent) == ("billing", 0, True)
        assert 0 <= c.u < 1
    assert len({c.u for _, c in calls}) == len(calls)  # every hook and attempt has luck of its own


def test_without_a_deadline_what_is_left_is_infinite() -> None:
    pages, policy = diary()
    run(one_request(), policy)
    assert all(page[1].deadline_left == inf for page in pages)


@pytest.mark.parametrize(
    ("changes", "kind", "error", "latency"),
    [
        ({"faults": (Fault(0, 20, "error"),)}, "error", "internal", 0.1),
        ({"faults": (Fault(0, 20, "cut"),)}, "cut", "unavailable", 0.0),
        ({"timeout": 0.03}, "timeout", "deadline-exceeded", 0.03),
        ({"topology": Service(1, queue_limit=0, demand=Demand(5, "constant"))}, "shed", "overloaded", 0.0),
    ],
)
def test_each_failure_reaches_after_with_its_kind_class_and_latency(
    changes: dict[str, Any], kind: str, error: str, latency: float
) -> None:
    pages, policy = diary()
    scenario = calm(load=requests_at(2.0, 2.5), **{"timeout": 9.0} | changes)
    result = run(scenario, policy)
    call, outcome = told(pages, "after")[0]
    assert (outcome.kind, outcome.error, outcome.ok) == (kind, error, False)
    assert outcome.latency == pytest.approx(latency)
    assert call.elapsed == pytest.approx(latency)
    assert result.outcomes[kind] >= 1


def test_a_success_reaches_after_with_its_latency_and_what_is_returned_then_is_ignored() -> None:
    pages, policy = diary(after=0.0)
    result = run(one_request(), policy)
    ((_, outcome),) = told(pages, "after")
    assert outcome == Outcome("ok", pytest.approx(0.1), "")
    assert result.totals["attempts"] == 1


def test_a_refused_attempt_is_neither_timed_nor_hedged() -> None:
    pages, policy = diary()
    run(one_request(faults=(Fault(0, 20, "cut"),)), policy)
    assert hooks(pages) == ["before", "after", "fallback"]


def test_before_that_says_no_sends_nothing_and_asks_rejected() -> None:
    pages, policy = diary(before=False)
    result = run(one_request(), policy)
    assert hooks(pages) == ["before", "rejected", "fallback"]
    assert result.outcomes == {"ok": 0, "rejected": 1}
    assert result.totals["attempts"] == 0
    assert result.series["rejected"].sum() == 1


def test_a_rejected_attempt_may_be_tried_again_after_a_while() -> None:
    pages, policy = diary(before=lambda call: call.now >= 3.0, rejected=0.4)
    result = run(one_request(), policy)
    assert [call.now for (call,) in told(pages, "before")] == pytest.approx([2.0, 2.4, 2.8, 3.2])
    assert [call.attempt for (call,) in told(pages, "before")] == [1, 2, 3, 4]
    assert result.outcomes == {"ok": 1}
    assert result.totals["attempts"] == 1


def test_after_says_when_the_next_attempt_is_sent() -> None:
    pages, policy = diary(after=lambda call, outcome: {1: 0, 2: 1.5, 3: None}[call.attempt])
    run(failing(), policy)
    assert [call.now for (call,) in told(pages, "before")] == pytest.approx([2.0, 2.1, 3.7])


def test_timeout_of_a_policy_replaces_the_scenarios() -> None:
    pages, policy = diary(timeout=0.04)
    assert run(one_request(), policy).outcomes == {"ok": 0, "timeout": 1}
    assert told(pages, "after")[0][1].latency == pytest.approx(0.04)
    pages, policy = diary(timeout=lambda call: None)
    assert run(one_request(timeout=0.05), policy).outcomes == {"ok": 0, "timeout": 1}
    _, policy = diary(timeout=5)
    assert run(one_request(timeout=0.05), policy).outcomes == {"ok": 1}


def test_what_a_call_works_out_when_asked_is_what_it_was_at_its_time() -> None:
    pages, policy = diary(after=lambda call, outcome: 0.5 if call.attempt == 1 else None)
    load = Load(0, bursts=((2.0, 1),), priority=3, idempotent=False)
    run(calm(load=load, faults=(Fault(0, 20, "error"),), deadline=4.0), policy)
    late = [call for call, _ in told(pages, "after")]  # asked after the run
    plain = [
        Call(pytest.approx(now), "service", attempt, pytest.approx(now - 2), pytest.approx(6 - now), 3, False, call.u)
        for now, attempt, call in zip((2.1, 2.7), (1, 2), late, strict=True)
    ]
    assert late == plain
    assert 0 <= late[0].u != late[1].u < 1


def test_a_call_from_a_run_is_copied_compared_and_shown_by_its_fields_alone() -> None:
    pages, policy = diary()
    run(one_request(), policy)
    (call,) = told(pages, "before")[0]
    plain = Call(*astuple(call))
    for copy in (pickle.loads(pickle.dumps(call)), copying.copy(call), copying.deepcopy(call), replace(call)):
        assert copy == call == plain
        assert hash(copy) == hash(plain)
        assert repr(copy) == repr(call) == repr(plain)
        assert type(copy) is Call
        with pytest.raises(AttributeError):
            copy.attempt = 2
    assert call != astuple(call)


def test_a_hundred_different_timeouts_each_run_out_in_their_own_time() -> None:
    pages, policy = diary(timeout=lambda call: 0.5 + 0.01 * (call.now - 1))
    run(calm(5.0, load=requests_at(*(1 + n / 10 for n in range(100)))), policy)
    waits = {round(call.now - outcome.latency, 6): outcome.latency for call, outcome in told(pages, "after")}
    assert len(waits) == 100
    for sent, waited in waits.items():
        assert waited == pytest.approx(0.5 + 0.01 * (sent - 1))


def test_a_fallback_makes_a_given_up_request_degraded_not_full() -> None:
    pages, policy = diary(fallback="yesterday's")
    result = run(failing(), policy)
    assert result.outcomes == {"ok": 0, "degraded": 1}
    assert len(told(pages, "fallback")) == 1
    assert (result.availability(), result.goodput()) == (1.0, 0.0)
    assert result.series["degraded"][2] == 1


def test_a_falsy_fallback_is_still_an_answer() -> None:
    _, policy = diary(fallback=0)
    assert run(failing(), policy).outcomes == {"ok": 0, "degraded": 1}


class Hedging(ClientPolicy):
    def __init__(self, after: float = 0.2) -> None:
        self.delay = after

    def hedge(self, call: Call) -> float:
        return self.delay


def test_a_hedge_that_answers_first_wins_and_the_other_copy_is_wasted() -> None:
    # Work begun before 2.15 s takes 20 times as long: the first copy 2 s, its hedge, sent at 2.2 s, 0.1 s.
    scenario = one_request(faults=(Fault(1.9, 2.15, "slow", factor=20),), timeout=10.0)
    result = run(scenario, Hedging)
    assert result.outcomes == {"ok": 1}
    assert result.mean_latency() == pytest.approx(0.2 + 0.1)
    assert (result.totals["attempts"], result.totals["completed"], result.totals["wasted"]) == (2, 2, 1)


def test_a_hedge_is_not_sent_when_the_answer_came_before() -> None:
    result = run(one_request(), Hedging)
    assert (result.totals["attempts"], result.totals["wasted"]) == (1, 0)


def test_after_is_told_once_for_a_hedged_attempt_with_the_time_since_the_first_copy() -> None:
    pages, policy = diary(hedge=0.04)
    result = run(one_request(), policy)
    ((call, outcome),) = told(pages, "after")
    assert outcome.latency == pytest.approx(0.1)
    assert call.attempt == 1
    assert result.totals["attempts"] == 2


def test_a_hedged_attempt_fails_only_when_both_copies_failed() -> None:
    pages, policy = diary(hedge=0.04)
    recovered = run(failing(until=2.12), policy)  # the first fails at 2.10, the copy is answered at 2.14
    assert recovered.outcomes == {"ok": 1}
    pages, policy = diary(hedge=0.04)
    assert run(failing(), policy).outcomes == {"ok": 0, "error": 1}
    ((_, outcome),) = told(pages, "after")
    assert outcome == Outcome("error", pytest.approx(0.14), "internal")


def test_a_refused_hedge_changes_nothing_for_the_first_copy() -> None:
    pages, policy = diary(hedge=0.04)
    result = run(one_request(topology=Service(1, Demand(0.1, "constant"), queue_limit=0)), policy)
    assert result.outcomes == {"ok": 1}
    assert (result.totals["attempts"], result.totals["shed"]) == (2, 1)
    assert len(told(pages, "after")) == 1


def test_a_success_past_the_deadline_counts_as_a_timeout() -> None:
    assert run(one_request(deadline=0.09), NoRetry).outcomes == {"ok": 0, "timeout": 1}
    assert run(one_request(deadline=0.11), NoRetry).outcomes == {"ok": 1}


def test_the_deadline_counts_from_the_request_not_from_the_attempt() -> None:
    scenario = failing(until=2.15, deadline=0.15)
    result = run(scenario, NaiveRetry)  # the retry is answered 0.2 s after the request
    assert result.outcomes == {"ok": 0, "timeout": 1}


@pytest.mark.parametrize("wrong", [None, 1, 0, "yes", 0.0, np.True_], ids=repr)
def test_before_must_return_true_or_false(wrong: Any) -> None:
    _, policy = diary(before=lambda call: wrong)
    with pytest.raises(PolicyError, match=r"before\(\) returned .*: return True") as error:
        run(one_request(), policy)
    assert repr(wrong) in str(error.value)


@pytest.mark.parametrize("wrong", [-1, -0.001, nan, inf, 10**400, "1", True, False, [1], 1j], ids=repr)
@pytest.mark.parametrize("hook", ["after", "rejected", "timeout", "hedge"])
def test_a_delay_must_be_none_or_a_finite_number_of_seconds(hook: str, wrong: Any) -> None:
    _, policy = diary(**{"before": hook != "rejected", hook: lambda *told: wrong})
    with pytest.raises(PolicyError) as error:
        run(failing(), policy)
    assert str(error.value).startswith(f"{hook}() returned {wrong!r}: return None or a number of seconds")


@pytest.mark.parametrize("seconds", [1, 1.0, np.float64(1), np.float32(1), np.int64(1), Fraction(1)], ids=repr)
def test_any_kind_of_real_number_will_do(seconds: Any) -> None:
    pages, policy = diary(after=lambda call, outcome: seconds if call.attempt == 1 else None)
    run(failing(), policy)
    assert [call.now for (call,) in told(pages, "before")] == pytest.approx([2.0, 3.1])


@pytest.mark.parametrize("hook", ["after", "rejected"])
@pytest.mark.parametrize("delay", [0, 0.0, 1e-12])
def test_endless_retries_at_once_are_an_error_not_a_hang(hook: str, delay: float) -> None:
    _, policy = diary(before=hook != "rejected", after=delay, rejected=delay)
    with pytest.raises(PolicyError, match=r"One request was sent 1,000 times"):
        run(one_request(faults=(Fault(0, 20, "cut"),)), policy)


def test_an_exception_of_a_policys_own_is_not_swallowed() -> None:
    def broken(call: Call, outcome: Outcome) -> None:
        raise ZeroDivisionError("mine")

    _, policy = diary(after=broken)
    with pytest.raises(ZeroDivisionError, match="mine"):
        run(one_request(), policy)


def test_each_client_has_a_policy_of_its_own_and_its_share_of_the_requests() -> None:
    made: list[Diary] = []

    def policy() -> Diary:
        made.append(Diary([]))
        return made[-1]

    run(calm(load=200, clients=4), policy)
    assert len(made) == 4
    sent = [len(told(one.pages, "before")) for one in made]
    assert sum(sent) == pytest.approx(4000, abs=250)
    assert all(abs(n - sum(sent) / 4) < 120 for n in sent)  # four standard deviations of a fair share


class Giving(ClientPolicy):
    """Overrides no hook but `fallback`."""

    def fallback(self, call: Call) -> str:
        return "cached"


def test_clients_may_run_policies_of_different_classes() -> None:
    kinds = iter([NoRetry, NaiveRetry, Giving, Hedging] * 3)
    scenario = calm(load=100, clients=4, faults=(Fault(0, 20, "error"),), timeout=10.0)
    result = run(scenario, lambda: next(kinds)())
    share = result.total("arrivals") / 4
    assert result.totals["attempts"] == pytest.approx(share * (1 + 4 + 1 + 1), rel=0.1)
    assert result.outcomes["degraded"] == pytest.approx(share, rel=0.15)


def test_a_run_stops_after_the_most_policy_calls_and_says_so() -> None:
    pages, policy = diary()
    result = run(calm(load=50), policy, most_policy_calls=100)
    assert len(pages) == 100
    assert result.policy_calls == 100
    assert "the policy was called 100 times" in result.stopped
    assert result.outcomes["unfinished"] >= 1
    whole = run(calm(load=50), policy)
    assert whole.stopped == ""
    assert "unfinished" not in whole.outcomes


def test_a_hook_may_be_set_on_the_instance() -> None:
    class Borrowed(ClientPolicy):
        def __init__(self) -> None:
            self.before = lambda call: False

    assert run(Scenario(5, horizon=5), Borrowed, 1).total("attempts") == 0


def test_hooks_left_as_they_are_cost_no_calls() -> None:
    assert run(calm(), NoRetry).policy_calls == 0
    counted = run(calm(load=requests_at(2.0, 3.0, 4.0)), NaiveRetry)
    assert counted.policy_calls == 3


def test_every_attempt_sent_is_told_to_after_exactly_once() -> None:
    sent: Counter[tuple[float, int]] = Counter()
    told: Counter[tuple[float, int]] = Counter()

    def note(counter: Counter[tuple[float, int]], call: Call) -> None:
        if call.now - call.elapsed < 20.0:  # later requests may be cut short by the end of the run
            counter[round(call.now - call.elapsed, 9), call.attempt] += 1

    class Counting(NaiveRetry):
        def before(self, call: Call) -> bool:
            note(sent, call)
            return True

        def after(self, call: Call, outcome: Outcome) -> float | None:
            note(told, call)
            return super().after(call, outcome)

    service = Service(queue_limit=60, error_rate=0.1)
    result = run(Scenario(Load(90), service, (Fault(5, 8),), timeout=0.6, horizon=20.0, clients=3), Counting, 2)
    assert {"ok", "timeout", "shed"} <= set(result.outcomes)
    assert set(told.values()) == {1}
    assert told == sent
