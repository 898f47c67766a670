"""More comes than the service can do, and who is served first decides whether anybody is.

150 requests a second come, 100 can be done. Nobody retries. First come, first served answers no one: the queue grows by
50 a second until all in it have waited longer than a client waits, and from then on every answer comes too late. The
service is busy all the time, and all of its work is wasted. Twice the load or a tenth more: it is the same.

A queue of at most 20 answers 100 a second, and tells the others at once. So does last come, first served, with no limit
and nothing refused: those who are answered are answered quickly, and the rest wait for nothing. What surprises is the
third remedy. To leave out those whose clients have gone looks like the obvious cure, and in order of arrival it is
none: the head of the queue has always waited just short of the timeout, and most are lost while they are being served.
Theory has capacity x m / (m + load - capacity) for it, where m is the rate of one worker: 33, 17 and 5 a second.
"""

from dataclasses import replace
from typing import Any

from rounds.sim.compare import Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Scenario
from rounds.sim.scenarios.overload_study import sweep
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Service

WARM_UP = 20.0  # seconds, in which a queue grows past the timeout even 10% above capacity


def build(
    load: float, workers: int, demand: float, timeout: float, queue_limit: int, clients: int, horizon: float
) -> Scenario:
    """The scenario from its parameters, with the queue limit that only one of the variants keeps."""
    service = Service(workers, Demand(demand), queue_limit=queue_limit)
    return Scenario(load, service, clients=clients, timeout=timeout, warm_up=WARM_UP, horizon=horizon)


def endless(**changes: Any) -> Variant:
    """A queue without limit, and another change to the service."""
    return changed(queue_limit=None, **changes)


def changed(**changes: Any) -> Variant:
    """A change to the service."""

    def change(scenario: Scenario) -> Scenario:
        assert isinstance(scenario.topology, Service)
        return scenario.but(topology=replace(scenario.topology, **changes))

    return Variant(change=change)


OVERLOAD = ScenarioSpec(
    name="overload",
    summary="More comes than can be done; with an ordinary queue nobody is served in time.",
    story=__doc__ or "",
    params={
        "load": Param(150, "requests/s", 1, 1000, "requests that users make; the curves go to three times capacity"),
        "workers": Param(10, "", 1, 100, "attempts served at the same time", whole=True),
        "demand": Param(0.1, "s", 0.01, 10, "mean work of one attempt, exponential"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits"),
        "queue_limit": Param(20, "", 0, 10_000, "how many may wait, where that is limited", whole=True),
        "clients": Param(10, "", 1, 1000, "clients", whole=True),
        "horizon": Param(60, "s", 30, 600, "how long each run is"),
    },
    policies={
        "fifo": endless(),
        "queue-limit": Variant(),
        "lifo": endless(discipline="lifo"),
        "drop-expired": endless(drop_expired=True),
    },
    build=build,
    study=sweep,
)
