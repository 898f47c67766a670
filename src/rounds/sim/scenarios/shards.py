"""One of four shards is dead, and the protection does more harm than the fault.

A key belongs to one shard, so a quarter of the requests fail, and no client can change that: three quarters are the
best there is. A client that retries four times gets no more and calls the dead shard four times as often. A circuit
breaker for the whole service that opens at 20% of failures finds 25%, and opens: now the three healthy shards are not
called either. After five seconds ten probes pass. To close it needs at most one failure among them, which happens to
one set in four, and a hundred calls later it is open again. Availability falls to 2%, far below that of having no
breaker at all.

A breaker must not be wider than what fails together. One for each shard leaves the healthy ones alone and spares the
dead one: 3% of its calls reach it. What it costs comes afterwards: the shard is called again only when probes pass.
"""

from typing import TYPE_CHECKING

from rounds.sim.client import NaiveRetry, NoRetry
from rounds.sim.compare import Comparison
from rounds.sim.demand import Demand
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import CircuitBreaker, PerTarget
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, recovered, recovery, study_in
from rounds.sim.scenarios.shares import available, between, times, told
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Fleet, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

BEGIN = 30.0  # when the shard dies, in seconds
DEAD = "shard-1"


def build(
    load: float, shards: int, workers: int, demand: float, outage: float, clients: int, horizon: float
) -> Scenario:
    """The scenario from its parameters; a fault of no length is no fault."""
    fleet = Fleet(Service(workers, Demand(demand), name="shard"), shards, "key")
    faults = (Fault(BEGIN, BEGIN + outage, "cut", target=DEAD),) if outage else ()
    return Scenario(load, fleet, faults, clients=clients, warm_up=5.0, horizon=horizon)


def breaker() -> CircuitBreaker:
    """Opens at 20% of failures among a hundred calls."""
    return CircuitBreaker(threshold=0.2, retry=NoRetry())


def _called(result: Result) -> float:
    """Calls of the dead shard for each request that belongs there, on average one in as many as there are shards."""
    fleet, arrivals = result.scenario.topology, result.total("arrivals", "during")
    if not (arrivals and isinstance(fleet, Fleet)):
        return float("nan")
    first, last = result.span("during")
    return float(result.services[DEAD]["attempts"][first:last].sum() * fleet.instances / arrivals)


COLUMNS = (
    available("before", "before", "before"),
    available("during", "shard dead", "during"),
    available("after", "after", "after"),
    Column("dead_calls", "calls of the dead", _called, times),
    Column("recovery_s", "recovery", recovered, recovery),
)


def plot(comparison: Comparison) -> "Picture":
    """Availability against what is possible, and the calls of the dead shard and of one that lives."""
    from rounds.sim.plots import BLUE, GREEN, RED
    from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples

    shards = sum(part.instances for part in [comparison.scenario.topology] if isinstance(part, Fleet))

    def shares(axes: "Axes", run: Result) -> None:
        availability(axes, run, BLUE)
        limit(axes, 1 - 1 / shards, "possible")

    def calls(axes: "Axes", run: Result) -> None:
        if shards > 1:
            axes.plot(run.services["shard-2"]["attempts"], color=GREEN)
        axes.plot(run.services[DEAD]["attempts"], color=RED)
        axes.set_ylim(bottom=0)

    during = {name: comparison[name].availability("during") for name in comparison.results}
    return plot_multiples(
        comparison,
        (
            Row("availability", shares, (("requests", BLUE),), slo=True),
            Row("calls (1/s)", calls, (("calls of the shard that dies", RED), ("calls of another", GREEN))),
        ),
        {name: f"{name}: {told(share)}" for name, share in during.items()},
        f"One of {shards} shards is dead; {between(during)} of the requests are answered",
        columns=4,
    )


SHARDS = ScenarioSpec(
    name="shards",
    summary="One of four shards is dead; a circuit breaker for all of them turns a quarter of an outage into a whole.",
    story=__doc__ or "",
    params={
        "load": Param(300, "requests/s", 0, 2000, "requests that users make"),
        "shards": Param(4, "", 1, 100, "shards, each with an equal part of the keys", whole=True),
        "workers": Param(25, "", 1, 1000, "attempts that a shard serves at the same time", whole=True),
        "demand": Param(0.05, "s", 0.001, 10, "mean work of one attempt, exponential"),
        "outage": Param(60, "s", 0, 120, "how long the shard is dead"),
        "clients": Param(1, "", 1, 1000, "clients, each with its own breaker", whole=True),
        "horizon": Param(120, "s", 100, 3600, "how long the run is"),
    },
    policies={
        "none": NoRetry,
        "naive": NaiveRetry,
        "breaker": breaker,
        "breaker-per-shard": lambda: PerTarget(breaker),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
