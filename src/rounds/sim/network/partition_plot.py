"""The picture of a partition: who is answered, and how old what they read is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib import rc_context
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, PercentFormatter

from rounds.sim.network.partition import BEGIN, SIDES, Outcome, Side
from rounds.sim.plots import BLUE, GREY, ORANGE, RED, STYLE, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS: dict[Side, str] = {"majority": BLUE, "minority": ORANGE}
_COLUMNS = 3
_BIN = 2.0  # seconds
_FRESH = 0.01  # seconds: where the logarithmic axis of ages begins


def plot_partition(outcomes: Mapping[str, Outcome]) -> Picture:
    """For each policy, by its name: availability on both sides, and each read's age, over time."""
    columns = min(_COLUMNS, len(outcomes))
    rows = -(-len(outcomes) // columns)
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(max(5.4, 4.0 * columns), 4.4 * rows), layout="constrained")
        grid = figure.subplots(
            2 * rows, columns, sharex=True, sharey="row", squeeze=False, height_ratios=[1, 1.1] * rows
        )
        for place, (name, outcome) in enumerate(outcomes.items()):
            above, below = (
                grid[2 * (place // columns), place % columns],
                grid[2 * (place // columns) + 1, place % columns],
            )
            _draw_availability(above, outcome)
            _draw_ages(below, outcome)
            above.set_title(f"{name}: {outcome.model or 'no model'}")
            if place % columns == 0:
                above.set_ylabel("availability")
                below.set_ylabel("age of what\nreads give (s)")
            if place == 0:
                _name_sides(above)
            if place >= len(outcomes) - columns:
                below.set_xlabel("time (s)")
                below.tick_params(labelbottom=True)
        for place in range(len(outcomes), rows * columns):
            for axes in (
                grid[2 * (place // columns), place % columns],
                grid[2 * (place // columns) + 1, place % columns],
            ):
                axes.set_visible(False)
    return figure


def _shade(axes: "Axes", outcome: Outcome) -> None:
    split = outcome.split
    if split.outage:
        axes.axvspan(BEGIN, BEGIN + split.outage, color="#D9D9D9", alpha=0.7, lw=0, zorder=0)
    axes.set_xlim(0, split.horizon)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5))


def _draw_availability(axes: "Axes", outcome: Outcome) -> None:
    _shade(axes, outcome)
    split = outcome.split
    edges = np.arange(0, split.horizon + _BIN, _BIN)
    for side in SIDES:
        asked = [each for each in outcome.history if split.side(each.node) == side]
        all_of, _ = np.histogram([each.invoked for each in asked], edges)
        answered, _ = np.histogram([each.invoked for each in asked if each.outcome == "ok"], edges)
        with np.errstate(invalid="ignore"):
            axes.plot(edges[:-1] + _BIN / 2, answered / all_of, color=COLOURS[side], drawstyle="steps-mid")
    axes.set_ylim(-0.05, 1.1)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def _name_sides(axes: "Axes") -> None:
    for side, height in (("majority", 0.62), ("minority", 0.18)):
        axes.text(0.02, height, f"{side} side", color=COLOURS[side], fontweight="bold",  # type: ignore[index]
                  transform=axes.transAxes)  # fmt: skip


def _draw_ages(axes: "Axes", outcome: Outcome) -> None:
    _shade(axes, outcome)
    split = outcome.split
    for side in SIDES:
        reads = [(each.invoked, age) for each, age in outcome.ages if split.side(each.node) == side]
        stale = [(time, max(age, _FRESH)) for time, age in reads if age > 0]
        axes.plot(*np.array(stale).reshape(-1, 2).T, ls="", marker="o", ms=3, alpha=0.6, color=COLOURS[side])
    if lost := outcome.lost:
        axes.plot([each.invoked for each in lost], [_FRESH / 2] * len(lost), ls="", marker="x", ms=5, color=RED)
    note = f"× {len(lost)} acknowledged writes lost" if lost else "no acknowledged write lost"
    axes.text(0.02, 0.97, note, color=RED if lost else GREY, va="top", transform=axes.transAxes)
    axes.set_yscale("log")
    axes.set_ylim(_FRESH / 3, 300)
    axes.yaxis.set_major_locator(FixedLocator([0.01, 0.1, 1, 10]))
    axes.yaxis.set_minor_locator(FixedLocator([]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
