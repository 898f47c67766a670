"""Who is answered before, in and after a spike of what may wait: users, and prefetching."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from rounds.sim.compare import Comparison
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, percent, rate
from rounds.sim.scenarios.shares import share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

When = Literal["before", "during", "after"]


def spike(result: Result) -> tuple[float, float]:
    """When the spike begins and ends, in seconds: it is the steps of the second load."""
    (at, _), (until, _) = result.scenario.loads[1].steps
    return at, until


def answered(load: str, when: When) -> Callable[[Result], float]:
    """The availability of a load before, in or after the spike."""

    def of(result: Result) -> float:
        at, until = spike(result)
        spans = {
            "before": (result.scenario.warm_up, at),
            "during": (at, until),
            "after": (until, result.scenario.horizon),
        }
        return share(result.loads[load], *spans[when])

    return of


def _columns(load: str) -> tuple[Column, ...]:
    headings: dict[When, str] = {"before": load, "during": "in spike", "after": "after"}
    return tuple(Column(f"{load}_{when}", text, answered(load, when), percent) for when, text in headings.items())


COLUMNS = (
    *_columns("users"),
    *_columns("prefetch"),
    Column("goodput", "goodput", Result.goodput, rate),
)


def plot(comparison: Comparison) -> "Picture":
    """Availability of each load and what the service answers of it, over time."""
    from rounds.sim.plots import BLUE, ORANGE
    from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples

    looks = (("users", BLUE), ("prefetch", ORANGE))
    capacity, last = comparison.scenario.topology.capacity, list(comparison.results)[-1]
    times = comparison.scenario.loads[1].steps[0][1] / comparison.scenario.loads[1].rate

    def shade(axes: "Axes", result: Result) -> None:
        axes.axvspan(*spike(result), color="#D9D9D9", alpha=0.7, lw=0, zorder=0)

    def shares(axes: "Axes", result: Result) -> None:
        shade(axes, result)
        for load, colour in reversed(looks):
            availability(axes, result.loads[load], colour)

    def answers(axes: "Axes", result: Result) -> None:
        shade(axes, result)
        below = 0 * result.series["ok"]
        for load, colour in looks:
            ok = below + result.loads[load].series["ok"]
            axes.fill_between(range(len(ok)), below, ok, color=colour, alpha=0.75, lw=0)
            below = ok
        limit(axes, capacity, "capacity" if result is comparison[last] else "")
        axes.set_ylim(0, 1.5 * capacity)

    return plot_multiples(
        comparison,
        (Row("availability", shares, looks), Row("answers (1/s)", answers, looks)),
        {name: f"{name}: users {answered('users', 'during')(comparison[name]):.0%}" for name in comparison.results},
        f"Prefetching comes {times:g} times as often: who is answered (spike shaded)",
        columns=4,
    )
