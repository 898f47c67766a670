"""A region fails, its users move to the other, and now both are down.

Two regions serve 65 requests a second each and can do 100. One is cut off. Five seconds later its users are sent to
the other, which gets 130. Its queue grows by 30 a second, and in a few seconds every answer comes too late, for its own
users too. Without failover half of all users were served; with it hardly anybody is. When the lost region comes back
the queue drains in some forty seconds, unless clients retry: then four attempts wait for each request, they fill the
returning region as well, and neither gets up again.

Failover needs room: load < (regions - 1) x capacity, here 100. What saves the day without it is a limit of the queue.
It sheds 30 of 130 and answers the other 100 in time. A retry budget alone does not help while the load is too high; it
only lets the end of the outage be the end.
"""

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from rounds.sim.client import NaiveRetry, NoRetry
from rounds.sim.compare import Comparison, Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import RetryBudget
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, percent, recovered, recovery, study_in
from rounds.sim.scenarios.shares import available, between, share, times, told
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Fleet, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

BEGIN = 30.0  # when the region is cut off, in seconds
QUEUE = 50  # attempts that may wait in a region: half a second of work
ROOM = 0.8  # the utilisation of a region that has taken over, where there is capacity for it


def build(
    load: float, workers: int, demand: float, detection: float, outage: float, timeout: float, clients: int,
    horizon: float,
) -> Scenario:  # fmt: skip
    """The scenario from its parameters; a fault of no length is no fault."""
    regions = Fleet(Service(workers, Demand(demand), name="region"), 2, "failover", detection)
    faults = (Fault(BEGIN, BEGIN + outage, "cut", target="region-1"),) if outage else ()
    return Scenario(load, regions, faults, clients=clients, timeout=timeout, warm_up=5.0, horizon=horizon)


def regions(scenario: Scenario) -> Fleet:
    """What the scenario's users call."""
    assert isinstance(scenario.topology, Fleet)
    return scenario.topology


def stay(scenario: Scenario) -> Scenario:
    """Nobody moves to the other region."""
    return scenario.but(topology=replace(regions(scenario), routing="key"))


def short_queues(scenario: Scenario) -> Scenario:
    """Each region sheds what would wait too long."""
    fleet = regions(scenario)
    return scenario.but(topology=replace(fleet, service=replace(fleet.service, queue_limit=QUEUE)))


def spare_capacity(scenario: Scenario) -> Scenario:
    """Each region alone can take the whole load."""
    fleet = regions(scenario)
    workers = ceil(scenario.loads[0].rate * fleet.service.demand.mean / ROOM)
    return scenario.but(topology=replace(fleet, service=replace(fleet.service, workers=max(1, workers))))


def _until_noticed(result: Result) -> float:
    first, last = result.span("during")
    return share(result, first, min(last, first + regions(result.scenario).detection))


def _moved(result: Result) -> float:
    first, last = result.span("during")
    return share(result, min(last, first + regions(result.scenario).detection), last)


COLUMNS = (
    available("before", "before", "before"),
    Column("until_noticed", "until noticed", _until_noticed, percent),
    Column("moved", "users moved", _moved, percent),
    available("after", "after", "after"),
    Column("load_factor_during", "load", lambda result: result.load_factor("during"), times),
    Column("recovery_s", "recovery", recovered, recovery),
)


def plot(comparison: Comparison) -> "Picture":
    """Availability, and the attempts that reach each region."""
    from rounds.sim.plots import BLUE, ORANGE, PURPLE
    from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples

    def whole(axes: "Axes", run: Result) -> None:
        availability(axes, run, BLUE)

    def load(axes: "Axes", run: Result) -> None:
        for name, colour in (("region-1", ORANGE), ("region-2", PURPLE)):
            axes.plot(run.services[name]["attempts"], color=colour)
        limit(axes, regions(run.scenario).service.capacity, "capacity")
        axes.set_ylim(bottom=0)

    moved = {name: _moved(comparison[name]) for name in comparison.results}
    return plot_multiples(
        comparison,
        (
            Row("availability", whole, (("all users", BLUE),), slo=True),
            Row("attempts (1/s)", load, (("at the region that is cut off", ORANGE), ("at the other", PURPLE))),
        ),
        {name: f"{name}: {told(share)}" for name, share in moved.items()},
        f"A region is lost and its users move: {between(moved)} of all users are served",
    )


REGION_FAILOVER = ScenarioSpec(
    name="region-failover",
    summary="A region is cut off and its users are sent to the other, which has no room for them: now both are down.",
    story=__doc__ or "",
    params={
        "load": Param(130, "requests/s", 1, 1000, "requests that users of both regions make"),
        "workers": Param(10, "", 1, 1000, "attempts that a region serves at the same time", whole=True),
        "demand": Param(0.1, "s", 0.001, 10, "mean work of one attempt, exponential"),
        "detection": Param(5, "s", 0, 60, "until the loss is noticed and users are moved"),
        "outage": Param(60, "s", 0, 60, "how long the region is cut off"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits for one attempt"),
        "clients": Param(10, "", 1, 10_000, "clients, each with its own policy", whole=True),
        "horizon": Param(180, "s", 100, 3600, "how long the run is"),
    },
    policies={
        "no-failover": Variant(NoRetry, stay),
        "none": NoRetry,
        "naive": NaiveRetry,
        "retry-budget": RetryBudget,
        "queue-limit": Variant(NaiveRetry, short_queues),
        "spare-capacity": Variant(NaiveRetry, spare_capacity),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
