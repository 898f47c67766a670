"""Changes to a call that lies somewhere in a scenario's topology."""

from dataclasses import replace
from typing import Any

from rounds.sim.demand import require
from rounds.sim.model import Scenario
from rounds.sim.topology import Dependency, Service, Topology, by_name


def with_call(scenario: Scenario, target: str, **changes: Any) -> Scenario:
    """The scenario with every call of the part named `target` changed: its `policy`, its `timeout`.

    Parts are services that call services; there may be several between the users and the call.
    """
    require(target in by_name(scenario.topology), f"there is no {target!r} to call.")

    def changed(part: Topology) -> Topology:
        if not isinstance(part, Service) or not part.calls:
            return part
        return replace(part, calls=tuple(called(each) for each in part.calls))

    def called(call: Dependency) -> Dependency:
        call = replace(call, target=changed(call.target))
        return replace(call, **changes) if call.target.name == target else call

    return scenario.but(topology=changed(scenario.topology))
