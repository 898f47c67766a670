"""A second copy of the slowest requests saves the tail by night, and takes the service down by day.

Twenty replicas take 10 ms for a request, but one request in fifty takes 200 ms, and whoever comes to that replica
meanwhile waits behind it. At 20% load a hedge, a second copy to another replica where no answer has come after 50 ms,
brings the 99th percentile from 200 ms to 70 ms, for some 8% more work. It is the best bargain in the trade, until load
rises to 75%. Now two requests in five take longer than 50 ms, not because they are slow but because they wait. All of
them are sent twice, the copies make the queues longer, and then everything is sent twice: 150% of what there is.

The slow are worth a copy, the waiting are not, and after a fixed time the two look alike. `hedge-95th` sends a copy to
the slowest 5% of the recent past, and by a budget to no more: it helps little by night, and harms nobody by day. Better
is to take back what is no longer wanted. A replica that skips copies whose twin has been answered
(`hedge-drop-expired`) keeps the bargain at 75% too; one that stops working on them (`hedge-cancels`) improves on it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from rounds.sim.client import NoRetry
from rounds.sim.compare import Comparison, Variant
from rounds.sim.demand import Demand
from rounds.sim.load import Load
from rounds.sim.model import Scenario
from rounds.sim.policies import Hedge, QuantileHedge
from rounds.sim.recorder import quantiles
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, percent, seconds, study_in
from rounds.sim.scenarios.shares import share, told
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Fleet, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

Time = Literal["night", "day"]

WARM_UP = 5.0
DAWN, DUSK = 30.0, 45.0  # seconds: between them the load is that of the day
DELAY = 0.05  # seconds until a second copy is sent
MS = "{:.0f} ms"


def build(
    night: float, day: float, replicas: int, fast: float, slow: float, slow_share: float, timeout: float, horizon: float
) -> Scenario:
    """The scenario from its parameters; loads are shares of the capacity without hedges."""
    mean = fast * (1 - slow_share) + slow * slow_share
    demand = Demand(mean, "two-point", slow_share=slow_share, slow_factor=slow / fast)
    fleet = Fleet(Service(1, demand, name="replica"), replicas, "random")
    rates = [utilisation * fleet.capacity for utilisation in (night, day)]
    load = Load(rates[0], steps=((DAWN, rates[1]), (DUSK, rates[0])))
    return Scenario(load, fleet, clients=1, timeout=timeout, warm_up=WARM_UP, horizon=horizon)


def hedge() -> Hedge:
    """A copy after a fixed time."""
    return Hedge(DELAY)


def drop_expired(scenario: Scenario) -> Scenario:
    """Replicas leave out of their queues what nobody waits for."""
    fleet = _fleet(scenario)
    return scenario.but(topology=replace(fleet, service=replace(fleet.service, drop_expired=True)))


def cancels(scenario: Scenario) -> Scenario:
    """Replicas also stop working on it."""
    fleet = _fleet(scenario)
    return scenario.but(topology=replace(fleet, service=replace(fleet.service, cancels=True)))


def _fleet(scenario: Scenario) -> Fleet:
    assert isinstance(scenario.topology, Fleet)
    return scenario.topology


def _span(time: Time) -> slice:
    return slice(int(WARM_UP), int(DAWN)) if time == "night" else slice(int(DAWN), int(DUSK))


def latency(result: Result, q: float, time: Time) -> float:
    """A quantile of the latency by night (before dawn) or by day, in seconds; NaN where nothing was answered."""
    return float(quantiles(result.latencies.histogram[_span(time)].sum(axis=0)[None, :], q)[0])


def added(result: Result, time: Time) -> float:
    """Second copies for each request."""
    sent, came = (result.series[name][_span(time)].sum() for name in ("attempts", "arrivals"))
    return float(sent / came - 1) if came else float("nan")


COLUMNS = (
    Column("p50_night", "p50 by night", lambda result: latency(result, 0.5, "night"), seconds),
    Column("p99_night", "p99", lambda result: latency(result, 0.99, "night"), seconds),
    Column("added_night", "added", lambda result: added(result, "night"), percent),
    Column("p50_day", "p50 by day", lambda result: latency(result, 0.5, "day"), seconds),
    Column("p99_day", "p99", lambda result: latency(result, 0.99, "day"), seconds),
    Column("added_day", "added", lambda result: added(result, "day"), percent),
    Column("answered_day", "answered", lambda result: share(result, DAWN, DUSK), percent),
)


def plot(comparison: Comparison) -> "Picture":
    """Latency over time, and what is sent against what there is."""
    import numpy as np

    from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, log_scale
    from rounds.sim.scenarios.multiples import Row, limit, plot_multiples

    capacity = comparison.scenario.topology.capacity

    def latencies(axes: "Axes", run: Result) -> None:
        for q, colour in ((0.5, GREEN), (0.99, ORANGE)):
            axes.plot(*run.latency_over_time(q), color=colour)
        axes.axvspan(DAWN, DUSK, color="#F3ECD2", lw=0, zorder=0)
        log_scale(axes)
        axes.text((DAWN + DUSK) / 2, 0.98, "day", ha="center", va="top", color=GREY,
                  transform=axes.get_xaxis_transform())  # fmt: skip

    def load(axes: "Axes", run: Result) -> None:
        requests, sent = run.series["arrivals"], run.series["attempts"]
        axes.fill_between(np.arange(len(sent)), requests, sent, color=PURPLE, alpha=0.4, lw=0)
        axes.plot(sent, color=PURPLE)
        axes.plot(requests, color=BLUE)
        axes.axvspan(DAWN, DUSK, color="#F3ECD2", lw=0, zorder=0)
        limit(axes, capacity, "capacity", left=True)
        axes.set_ylim(0, max(1.3 * capacity, axes.get_ylim()[1]))

    night = {name: latency(comparison[name], 0.99, "night") for name in comparison.results}
    day = {name: share(comparison[name], DAWN, DUSK) for name in comparison.results}
    worst = min(day, key=day.__getitem__)
    return plot_multiples(
        comparison,
        (
            Row("latency (s)", latencies, (("median", GREEN), ("99th percentile", ORANGE))),
            Row("load (1/s)", load, (("requests", BLUE), ("and second copies", PURPLE))),
        ),
        {name: f"{name}: {told(1000 * p99, MS)}, {told(day[name])}" for name, p99 in night.items()},
        f"With {worst}, p99 is {told(1000 * night[worst], MS)} by night, and {told(day[worst])} are answered by day",
    )


HEDGING = ScenarioSpec(
    name="hedging",
    summary="Second copies of slow requests save the tail at 20% load and take the service down at 75%.",
    story=__doc__ or "",
    params={
        "night": Param(0.2, "", 0.01, 1, "load as a share of capacity, at first and at the end"),
        "day": Param(0.75, "", 0.01, 1, "load as a share of capacity between 30 and 45 s"),
        "replicas": Param(20, "", 2, 50, "replicas, each for one request at a time", whole=True),
        "fast": Param(0.01, "s", 0.005, 1, "the work of most requests"),
        "slow": Param(0.2, "s", 0.005, 10, "the work of the others"),
        "slow_share": Param(0.02, "", 0, 1, "their share"),
        "timeout": Param(2, "s", 0.01, 60, "how long a client waits for an answer"),
        "horizon": Param(75, "s", 60, 300, "how long the run is"),
    },
    policies={
        "none": NoRetry,
        "hedge": hedge,
        "hedge-95th": QuantileHedge,
        "hedge-drop-expired": Variant(hedge, drop_expired),
        "hedge-cancels": Variant(hedge, cancels),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
