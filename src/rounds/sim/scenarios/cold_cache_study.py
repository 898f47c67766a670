"""Whether a cache fills again: its hits, the database's work and what of it is kept."""

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from rounds.sim.compare import Comparison
from rounds.sim.recorder import Floats
from rounds.sim.result import Result, Window
from rounds.sim.scenarios.columns import Column, percent, recovered, recovery
from rounds.sim.theory import needed_hit_rate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

LAST = 20  # seconds at the end of a run


def hits(result: Result) -> Floats:
    """The share of requests that the cache answered, second by second; NaN where none came."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = result.services["cache"]["hits"] / result.series["arrivals"]
    return share


def hit_rate(result: Result, window: slice) -> float:
    """The share over some seconds; NaN where no request came."""
    came = result.series["arrivals"][window].sum()
    return float(result.services["cache"]["hits"][window].sum() / came) if came else float("nan")


def before(result: Result) -> float:
    """The share of hits before the flush."""
    return hit_rate(result, slice(*result.span("before")))


def at_the_end(result: Result) -> float:
    """The share of hits in the last seconds."""
    return hit_rate(result, slice(-LAST, None))


def kept(result: Result) -> float:
    """The share of the database's work since the flush whose answers were put into the cache."""
    window = slice(*result.span("after"))
    completed = result.series["completed"][window].sum()
    return float(result.services["cache"]["fills"][window].sum() / completed) if completed else float("nan")


def since(window: Window) -> Column:
    """The availability of a window."""
    return Column(f"availability_{window}", window, lambda r: r.availability(window), percent)


COLUMNS = (
    Column("hit_rate_before", "hits", before, percent),
    Column("hit_rate_end", "hits at end", at_the_end, percent),
    since("before"),
    since("after"),
    Column("kept", "kept", kept, percent),
    Column("recovery_s", "recovery", recovered, recovery),
)


def plot(comparison: Comparison) -> "Picture":
    """Hits and availability over time, a panel for each variant."""
    from rounds.sim.plots import BLUE, ORANGE
    from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples

    scenario, first = comparison.scenario, next(iter(comparison.results))

    def shares(axes: "Axes", result: Result) -> None:
        availability(axes, result, ORANGE)
        axes.plot(hits(result), color=BLUE)
        needed = needed_hit_rate(result.scenario.loads[0].rate, scenario.topology.capacity)
        limit(axes, needed, "hits needed" if result is comparison[first] else "")

    ends = {name: "stays cold" if recovered(comparison[name]) == inf else "comes back" for name in comparison.results}
    cold, flushed = list(ends.values()).count("stays cold"), scenario.faults[0].probability
    return plot_multiples(
        comparison,
        (Row("share of requests", shares, (("hits", BLUE), ("answered in time", ORANGE))),),
        {name: f"{name}: {end}" for name, end in ends.items()},
        f"A flush of {flushed:.0%} of the entries: in {cold} of {len(ends)} variants the cache stays cold",
        columns=4,
    )
