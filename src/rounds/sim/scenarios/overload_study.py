"""Goodput against load: the same variants below capacity, at it, and far above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from math import isnan
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from rounds.sim.compare import Comparison, compare
from rounds.sim.model import Scenario
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, ColumnStudy, latency, percent, plain, rate, seconds

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

SHARES = (0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2.0, 3.0)  # of capacity: the points of the curves
TOLD = (1.2, 1.5, 3.0)  # of capacity: the loads in the table


def wasted(result: Result) -> float:
    """The share of completed work whose client had gone."""
    completed = result.total("completed")
    return result.total("wasted") / completed if completed else 0.0


def left_waiting(result: Result) -> float:
    """The share of requests that were neither answered in time nor refused at once, where nobody retries."""
    arrivals = result.total("arrivals")
    return 1 - (result.total("ok") + result.total("shed")) / arrivals if arrivals else float("nan")


GOODPUT = Column("goodput", "goodput", Result.goodput, rate)
P99 = Column("p99_s", "p99", latency(0.99), seconds)
COLUMNS = (
    GOODPUT,
    P99,
    Column("left_waiting", "timed out", left_waiting, percent),
    Column("wasted", "wasted", wasted, percent),
)


@dataclass(frozen=True, eq=False)
class OverloadStudy:
    """Several variants at several loads: `comparisons` by load in requests a second, `load` the one that was asked."""

    load: float
    capacity: float
    comparisons: Mapping[float, Comparison]

    @property
    def _asked(self) -> ColumnStudy:
        return ColumnStudy(self.comparisons[self.load], COLUMNS, lambda _: self.plot())

    def curve(self, name: str, column: Column) -> list[tuple[float, float]]:
        """Pairs of load and a variant's median figure."""
        return [(load, column.over(each.results[name])) for load, each in self.comparisons.items()]

    def as_json(self) -> dict[str, Any]:
        """Plain data for each variant, at the load that was asked and by load: medians over the seeds, and runs."""
        found = self._asked.as_json()
        for name, figures in found.items():
            pairs = zip(self.curve(name, GOODPUT), self.curve(name, P99), strict=True)
            figures["by_load"] = [
                {"load": load, "goodput": plain(goodput), "p99_s": plain(p99)} for (load, goodput), (_, p99) in pairs
            ]
        return found

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings and a row of texts for each variant: at the load that was asked, and goodput at some others."""
        others = sorted({share * self.capacity for share in TOLD} - {self.load})
        (variant, goodput, *rest), rows = self._asked.table()
        headings = (variant, f"{goodput} at {self.load:g}/s", *rest, *(f"at {load:g}/s" for load in others))
        found = {name: dict(self.curve(name, GOODPUT)) for name, *_ in rows}
        return headings, [(*row, *(rate(found[row[0]][load]) for load in others)) for row in rows]

    def plot(self) -> "Picture":
        """Goodput and latency against load, a curve for each variant."""
        return _plot(self)


def sweep(scenario: Scenario, policies: Mapping[str, Any], seeds: tuple[int, ...]) -> OverloadStudy:
    """Compares the variants at the scenario's load and at shares of what it can do."""
    load, capacity = scenario.loads[0].rate, scenario.topology.capacity
    loads = sorted({load, *(round(share * capacity, 6) for share in SHARES)})
    comparisons = {each: compare(scenario.but(load=each), policies, seeds) for each in loads}
    return OverloadStudy(load, capacity, comparisons)


def _plot(study: OverloadStudy) -> "Picture":
    from matplotlib import rc_context

    from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, STYLE, Picture
    from rounds.sim.scenarios.multiples import label_ends

    asked = study.comparisons[study.load]
    answers = [f"{name} {GOODPUT.over(results):.0f}" for name, results in asked.results.items()]
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(12.4, 5.0), layout="constrained")
        goodput, latency = figure.subplots(1, 2)
        for name, colour in zip(asked.results, cycle((RED, BLUE, GREEN, ORANGE, PURPLE, GREY)), strict=False):
            _draw(goodput, name, colour, study.curve(name, GOODPUT))
            _draw(latency, name, colour, study.curve(name, P99))
        goodput.plot([0, max(study.comparisons)], [study.capacity] * 2, color=GREY, lw=1, ls="--", label="capacity")
        goodput.set(title="What users get", ylabel="answers in time (1/s)")
        latency.set(title="How long the answered waited", ylabel="p99 of answers in time (s)")
        for axes in (goodput, latency):
            axes.set(xlabel="load (requests/s)", xlim=(0, max(study.comparisons)))
            top = 1.08 * axes.get_ylim()[1]
            axes.set_ylim(-0.03 * top, top)  # nothing at all is a line of its own
            axes.axvline(study.capacity, color=GREY, lw=1, ls=":", label="_")
            label_ends(axes)
        title = f"{study.load:g} requests/s come, {study.capacity:g}/s can be done. Answered in time: "
        text = fill(f"{title}{', '.join(answers)}/s", 95, break_on_hyphens=False)
        figure.suptitle(text, x=0.01, ha="left", fontsize=14, fontweight="bold")
    return figure


def _draw(axes: "Axes", name: str, colour: str, curve: Sequence[tuple[float, float]]) -> None:
    """A variant's curve; one that stops before the end, as nobody is answered any more, is named where it stops."""
    drawn = [(x, y) for x, y in curve if not isnan(y)]
    ends = not isnan(curve[-1][1])
    axes.plot(*np.array(drawn).reshape(-1, 2).T, marker="o", ms=4, color=colour, label=name if ends else f"_{name}")
    if drawn and not ends:
        axes.annotate(name, drawn[-1], (2, -8), textcoords="offset points", va="top", color=colour, fontweight="bold")
