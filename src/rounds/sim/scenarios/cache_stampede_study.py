"""How often a value is made anew each time it ends, and what that does to the database and to those who wait."""

from typing import TYPE_CHECKING

import numpy as np

from rounds.sim.compare import Comparison
from rounds.sim.recorder import Counts
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, latency, percent, seconds
from rounds.sim.topology import Cache

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture


def queries(result: Result, counter: str = "attempts") -> Counts:
    """What the cache's backend was asked in each second, without the warm-up."""
    assert isinstance(result.scenario.topology, Cache)
    first, last = result.span()
    return result.services[result.scenario.topology.backend.name][counter][first:last]


def regenerations(result: Result) -> float:
    """Queries for each stampede: a stampede is a number of seconds on end in which there are any. NaN without one."""
    asked = queries(result)
    stampedes = np.count_nonzero(np.diff(np.concatenate([[0], asked > 0]).astype(int)) > 0)
    return float(asked.sum() / stampedes) if stampedes else float("nan")


def regenerations_per_ttl(result: Result) -> float:
    """Queries in a time as long as an entry lives."""
    assert isinstance(result.scenario.topology, Cache)
    return float(queries(result).mean() * result.scenario.topology.ttl)


def wasted(result: Result) -> float:
    """The share of the database's work whose client had gone; none where it did none."""
    completed = queries(result, "completed").sum()
    return float(queries(result, "wasted").sum() / completed) if completed else 0.0


SHOWN = 6  # TTLs in the picture

COLUMNS = (
    Column("regenerations", "queries", regenerations, "{:.1f}".format),
    Column("regenerations_per_ttl", "a TTL", regenerations_per_ttl, "{:.1f}".format),
    Column("peak_queries", "peak/s", lambda result: float(queries(result).max()), "{:.0f}".format),
    Column("wasted", "wasted", wasted, percent),
    Column("availability", "availability", Result.availability, percent),
    Column("p99_s", "p99", latency(0.99), seconds),
    Column("p999_s", "p99.9", latency(0.999), seconds),
)


def plot(comparison: Comparison) -> "Picture":
    """What the database is asked, and how long those wait who miss, in each second."""
    from rounds.sim.plots import BLUE, ORANGE
    from rounds.sim.scenarios.multiples import Row, limit, plot_multiples

    capacity, last = comparison.scenario.topology.capacity, list(comparison.results)[-1]

    def asked(axes: "Axes", result: Result) -> None:
        counts = queries(result)
        first, _ = result.span()
        axes.stairs(counts, np.arange(first, first + len(counts) + 1), fill=True, color=BLUE)
        limit(axes, capacity, "capacity" if result is comparison[last] else "")

    def waited(axes: "Axes", result: Result) -> None:
        first, _ = result.span()
        times, values = result.latency_over_time(0.99)
        axes.plot(times[first:], values[first:], color=ORANGE)
        axes.axhline(result.scenario.timeout, alpha=0)  # the same scale whether or not somebody waits so long

    found = {name: regenerations(comparison[name]) for name in comparison.results}
    ttl = comparison.scenario.warm_up
    figure = plot_multiples(
        comparison,
        (
            Row("queries (1/s)", asked, (("queries to the database", BLUE),)),
            Row("p99 (s)", waited, (("p99 of answers in time", ORANGE),)),
        ),
        {name: f"{name}: {count:.1f} queries" for name, count in found.items()},
        f"One key expires, and the database is asked for it {np.nanmax(list(found.values())):.0f} times",
        columns=4,
    )
    for axes in figure.axes:
        axes.set_xlim(ttl, min(ttl * SHOWN, comparison.scenario.horizon))
    return figure
