"""A call deep in a topology is changed, and nothing else is."""

import pytest

from rounds.sim import Dependency, NaiveRetry, NoRetry, Scenario, ScenarioError, Service
from rounds.sim.calls import with_call

LEAF = Service(name="leaf")
MIDDLE = Service(calls=(Dependency(LEAF, timeout=2.0), Dependency(Service(name="other"))), name="middle")
SCENARIO = Scenario(10, Service(calls=(Dependency(MIDDLE), Dependency(LEAF))))


def test_every_call_of_the_target_is_changed_at_any_depth() -> None:
    front = with_call(SCENARIO, "leaf", policy=NaiveRetry).topology
    assert isinstance(front, Service)
    (to_middle, to_leaf) = front.calls
    assert (to_middle.policy, to_leaf.policy) == (NoRetry, NaiveRetry)
    assert isinstance(to_middle.target, Service)
    deep, other = to_middle.target.calls
    assert (deep.policy, deep.timeout, other.policy) == (NaiveRetry, 2.0, NoRetry)
    assert with_call(SCENARIO, "leaf") == SCENARIO


def test_a_target_that_is_not_there_is_named() -> None:
    with pytest.raises(ScenarioError, match="there is no 'root' to call"):
        with_call(SCENARIO, "root", timeout=1)
