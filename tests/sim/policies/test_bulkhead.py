"""Bulkheads: how many are under way to each target, in a list of events and in the lab."""

import pytest
from sim.helpers import calm, storm
from sim.policies.events import heard, to

from rounds.sim import Call, Demand, Fault, Fleet, Load, NaiveRetry, Outcome, Scenario, Service, run
from rounds.sim.policies import AIMD, Bulkhead, CircuitBreaker, RetryBudget, Vegas, Windowed

EVENTS = [  # target, what happens, the answer, how many are under way there
    ("a", "send", True, 1),
    ("a", "send", True, 2),
    ("a", "send", False, 2),
    ("b", "send", True, 1),  # b has a bulkhead of its own
    ("a", "ok 0.1", None, 1),
    ("a", "send", True, 2),
    ("a", "timeout 1", None, 1),
    ("a", "shed", None, 0),
    ("b", "cut", None, 0),
    ("a", "send", True, 1),
]


def test_a_bulkhead_follows_its_list_of_events() -> None:
    policy = Bulkhead(2)
    for number, (target, what, answer, under_way) in enumerate(EVENTS):
        given = policy.before(to(target)) if what == "send" else policy.after(to(target), heard(what))
        assert (given, policy.under_way[target]) == (answer, under_way), f"event {number}"


def test_a_limit_that_moves_is_moved_by_timeouts_and_refusals_and_not_by_errors() -> None:
    policy = Bulkhead(lambda: AIMD(initial=10, min_limit=1))
    events = [("ok 0.1", 10), ("timeout 1", 9), ("shed", 8), ("error 0.1", 8), ("cut", 8)]
    for what, limit in events:  # one under way is less than half: no reason to grow
        assert policy.before(to("a"))
        policy.after(to("a"), heard(what))
        assert policy.limits["a"].limit == limit
    assert all(policy.before(to("a")) for _ in range(8))
    assert not policy.before(to("a"))
    assert policy.before(to("b"))


MADE: list["Watched"] = []  # in the run at hand


class Watched(Bulkhead):
    """Notes the largest number under way, and keeps itself for the end of the run."""

    def __init__(self, *arguments, **named) -> None:
        super().__init__(*arguments, **named)
        self.most = 0
        MADE.append(self)

    def before(self, call: Call) -> bool:
        passes = super().before(call)
        self.most = max(self.most, *self.under_way.values())
        return passes

    def after(self, call: Call, outcome: Outcome) -> float | None:
        answer = super().after(call, outcome)
        assert min(self.under_way.values()) >= 0
        return answer


FLEET = Fleet(Service(2, Demand(0.1), queue_limit=30, name="shard"), 3, "key")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Watched(3),
        lambda: Watched(3, retry=NaiveRetry()),
        lambda: CircuitBreaker(window=20, retry=Watched(3, retry=RetryBudget())),
        lambda: Watched(3, retry=CircuitBreaker(window=20, probes=2)),
        lambda: RetryBudget(retry=Watched(3, retry=NaiveRetry())),
    ],
)
@pytest.mark.parametrize("topology", [Service(4), FLEET], ids=["service", "shards"])
def test_never_more_than_the_limit_are_under_way_and_none_at_the_end(make, topology) -> None:
    MADE.clear()
    faults = (Fault(3, 6), Fault(7, 8, "cut"), Fault(9, 10, "error", probability=0.5))
    run(Scenario(Load(60, steps=((11, 0),)), topology, faults, clients=3, horizon=12.0), make, 1)
    assert [policy.most for policy in MADE] == [3, 3, 3]
    names = {"service"} if topology == Service(4) else {"shard-1", "shard-2", "shard-3"}
    for policy in MADE:
        assert set(policy.under_way) == names
        assert set(policy.under_way.values()) == {0}


def test_a_bulkhead_takes_what_littles_law_says_and_rejects_the_rest() -> None:
    """Ten clients of one attempt at a time, 0.1 s each: at most 100 a second pass, whatever is asked for."""
    result = run(calm(0.1, 1000, 300.0, clients=10), lambda: Bulkhead(1), 1)
    assert 70 < result.goodput() < 100
    assert result.total("rejected") + result.total("ok") == result.total("arrivals")


def test_a_moving_limit_at_the_client_finds_what_a_frozen_service_can_bear() -> None:
    limited = run(storm(horizon=100), lambda: Bulkhead(lambda: Windowed(Vegas()), retry=NaiveRetry()), 1)
    assert run(storm(horizon=100), NaiveRetry, 1).recovery_s is None
    assert limited.recovery_s is not None
