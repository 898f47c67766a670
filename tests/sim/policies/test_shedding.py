"""Shedding by priority: a list of views, and a service in calm and in overload."""

import pytest

from rounds.sim import Demand, Load, NoRetry, Scenario, Service, View, run
from rounds.sim.policies import AIMD, PriorityShedding, Vegas, Windowed


@pytest.mark.parametrize(
    ("queue", "busy", "admitted"),
    [
        (0, 0, [True, True, True, True]),
        (0, 9, [True, True, True, True]),
        (0, 10, [True, True, False, False]),  # half of 20 are inside
        (4, 10, [True, True, False, False]),
        (5, 10, [True, False, False, False]),
        (9, 10, [True, False, False, False]),
        (10, 10, [False, False, False, False]),
        (99, 10, [False, False, False, False]),
    ],
)
def test_the_fuller_it_is_the_more_urgent_a_call_must_be(queue: int, busy: int, admitted: list[bool]) -> None:
    door = PriorityShedding(20, shares=(1.0, 0.75, 0.5))
    assert [door.admit(View(0.0, queue, busy, priority)) for priority in (0, 1, 2, 9)] == admitted


def test_an_empty_service_lets_everything_in_however_small_its_limit() -> None:
    door = PriorityShedding(1, shares=(1.0, 0.1))
    assert door.admit(View(0.0, 0, 0, 1))
    assert not door.admit(View(0.0, 0, 1, 1))


def test_the_shares_are_of_a_limit_that_moves() -> None:
    door = PriorityShedding(AIMD(min_limit=1), shares=(1.0, 0.5))
    assert [door.admit(View(0.0, 0, 9, p)) for p in (0, 1)] == [True, True]
    for _ in range(3):
        door.sample(9.0, 10, False)  # late: 18, 16, 14
    assert [door.admit(View(0.0, 0, 9, p)) for p in (0, 1)] == [True, False]
    assert [door.admit(View(0.0, 0, 13, p)) for p in (0, 1)] == [True, False]
    assert [door.admit(View(0.0, 0, 14, p)) for p in (0, 1)] == [False, False]


def shares_answered(total: float, admission) -> list[float]:
    """The share of requests answered, of priorities 0, 1 and 2, a third of the load each."""
    loads = tuple(Load(total / 3, priority=p, name=str(p)) for p in (0, 1, 2))
    service = Service(10, Demand(0.1, "lognormal"), admission=admission)
    result = run(Scenario(loads, service, warm_up=5.0, horizon=65.0), NoRetry, 1)
    return [result.loads[p].availability() for p in "012"]


@pytest.mark.parametrize("limit", [lambda: 40, lambda: Windowed(Vegas())], ids=["fixed", "windowed Vegas"])
def test_calm_starves_nobody(limit) -> None:
    assert min(shares_answered(40, lambda: PriorityShedding(limit()))) > 0.995


def test_overload_is_borne_by_what_can_wait() -> None:
    """150 requests a second and room for 100: all 50 of priority 0, nearly all 50 of 1, next to none of 2."""
    urgent, normal, later = shares_answered(150, lambda: PriorityShedding(40))
    assert urgent > 0.99
    assert 0.85 < normal <= 1
    assert later < 0.15
    blind = shares_answered(150, lambda: PriorityShedding(40, shares=(1.0,)))
    assert max(blind) < 0.75
    assert min(blind) > 0.6
