"""The lab's pictures, in one house style: understood without a caption, readable at half size.

Colours are of Okabe and Ito's palette, which colour-blind readers can tell apart. Fault windows are shaded, the SLO is
a line, curves are labelled where they begin.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter, PercentFormatter

from rounds.sim.recorder import quantiles
from rounds.sim.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.compare import Comparison

BLUE, ORANGE, GREEN, RED, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#6B6B6B"
STATE_COLOURS = {"closed": GREEN, "half-open": ORANGE, "open": RED}
SLO = 0.99

STYLE: dict[str, Any] = {
    "font.size": 11,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E4E4E4",
    "lines.linewidth": 1.8,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
}


class Picture(Figure):
    """A figure that a notebook shows by itself, without pyplot and its global state."""

    def png(self, dpi: float) -> bytes:
        """The figure as a PNG. It is drawn once: `savefig` would draw it a second time to be sure of its layout."""
        data = BytesIO()
        self.set_dpi(dpi)
        FigureCanvasAgg(self).print_png(data)  # type: ignore[no-untyped-call]
        return data.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png(90)


def log_scale(axes: "Axes") -> None:
    """A logarithmic vertical axis with plain numbers at powers of ten, and a tick at 2 and 5 times each."""
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_locator(LogLocator(subs=(2, 5)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def _shade_faults(axes: "Axes", result: Result, label: bool = False) -> None:
    for fault in result.scenario.faults:
        axes.axvspan(fault.at, fault.until, color="#D9D9D9", alpha=0.7, lw=0, zorder=0)
        if label:
            middle = (fault.at + fault.until) / 2
            axes.text(middle, 0.5, fault.kind, rotation=90, ha="center", va="center", color=GREY,
                      transform=axes.get_xaxis_transform())  # fmt: skip


def availability_over_time(axes: "Axes", result: Result) -> None:
    """The share of requests that succeed, by the second in which they came, and the SLO."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (result.series["ok"] + result.series["degraded"]) / result.series["arrivals"]
    axes.plot(share, color=BLUE)
    axes.fill_between(np.arange(len(share)), share, color=BLUE, alpha=0.12, lw=0)
    axes.axhline(SLO, color=GREY, lw=1, ls="--")
    axes.set_ylim(-0.03, 1.08)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def latency_over_time(axes: "Axes", result: Result) -> None:
    """Median and 99th percentile of the latency of requests that succeed; where none does, the curves stop."""
    for q, colour in ((0.5, BLUE), (0.99, ORANGE)):
        seconds, values = result.latency_over_time(q)
        axes.plot(seconds, values, color=colour)
    log_scale(axes)


def load_over_time(axes: "Axes", result: Result) -> None:
    """Requests and the attempts that clients make of them, against what the service can do."""
    attempts, requests = result.series["attempts"], result.series["arrivals"]
    axes.fill_between(np.arange(len(attempts)), requests, attempts, color=RED, alpha=0.25, lw=0)
    axes.plot(attempts, color=RED, label="attempts")
    axes.plot(requests, color=BLUE, label="requests")
    axes.axhline(result.scenario.topology.capacity, color=GREY, lw=1, ls="--")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))


def states_over_time(axes: "Axes", result: Result) -> None:
    """A ribbon: the share of clients whose policy is in each `state`."""
    seen = {state for second in result.states for state in second}
    names = [name for name in STATE_COLOURS if name in seen] + sorted(seen - STATE_COLOURS.keys())
    total = max(1, len(result.states) and sum(result.states[0].values()))
    shares = [[second.get(name, 0) / total for second in result.states] for name in names]
    spare = cycle((BLUE, PURPLE, GREY))  # a policy may have states of its own
    colours = [STATE_COLOURS.get(name) or next(spare) for name in names]
    axes.stackplot(np.arange(len(result.states)), shares, labels=names, colors=colours, lw=0, step="post")
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.grid(False)
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False, handlelength=1, borderaxespad=0.1)


def plot_results(results: Sequence[tuple[str, Result]], title: str = "") -> Picture:
    """A column for each run: availability, latency and load over time; and a ribbon where policies have states."""
    ribbon = any(result.states for _, result in results)
    heights = [1.0, 1.0, 1.0] + [0.25] * ribbon
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(max(6.4, 3.3 * len(results) + 0.8), 7.2 + 0.9 * ribbon), layout="constrained")
        grid = figure.subplots(
            len(heights), len(results), sharex=True, sharey="row", squeeze=False, height_ratios=heights
        )
        for (name, result), column in zip(results, grid.T, strict=True):
            _draw_column(list(column), name, result)
        _label(grid, [result for _, result in results])
        if title:
            figure.suptitle(title, x=0.01, ha="left", fontsize=14)
    return figure


def _draw_column(axes: list["Axes"], name: str, result: Result) -> None:
    axes[0].set_title(name)
    axes[0].set_xlim(0, result.scenario.horizon)
    axes[0].xaxis.set_major_locator(MaxNLocator(nbins=5, prune="upper"))  # columns stand close together
    for place, draw in zip(axes, (availability_over_time, latency_over_time, load_over_time), strict=False):
        draw(place, result)
        _shade_faults(place, result, label=place is axes[0])
    if len(axes) == 3 or result.states:
        axes[-1].set_xlabel("time (s)")
    else:
        axes[-1].set_visible(False)
        axes[2].set_xlabel("time (s)")
        axes[2].tick_params(labelbottom=True)
    if len(axes) == 4 and result.states:
        states_over_time(axes[3], result)


def _label(grid: Any, results: Sequence[Result]) -> None:
    """What all columns share stands once: in the first, where curves begin, or in the last, where there is room."""
    first, last = grid[:, 0], grid[:, -1]
    for axes, text in zip(first, ("availability", "latency of\nsuccesses (s)", "load (1/s)"), strict=False):
        axes.set_ylabel(text)
    last[0].text(0.99, SLO - 0.02, f"SLO {SLO:.0%}", color=GREY, ha="right", va="top",
                 transform=last[0].get_yaxis_transform())  # fmt: skip
    calm = results[0].latencies.histogram[results[0].rows("before")].sum(axis=0)[None, :]
    for q, colour in ((0.5, BLUE), (0.99, ORANGE)):
        typical = float(quantiles(calm, q)[0])
        if typical == typical:
            patch = {"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.8}
            first[1].annotate(f"p{q * 100:g}", (0.02, typical), (0, 16), xycoords=first[1].get_yaxis_transform(),
                              textcoords="offset points", color=colour, fontweight="bold", bbox=patch)  # fmt: skip
    peak = max(result.series["attempts"].max() for result in results)
    capacity = results[0].scenario.topology.capacity
    last[2].set_ylim(0, 1.3 * max(peak, capacity))
    last[2].text(0.99, capacity, "capacity", color=GREY, ha="right", va="bottom",
                 transform=last[2].get_yaxis_transform())  # fmt: skip
    last[2].legend(loc="upper right", frameon=False, ncols=2, handlelength=1.2, borderaxespad=0)


def plot_comparison(comparison: "Comparison", title: str = "") -> Picture:
    """The first seed of each policy, a column each."""
    return plot_results([(name, comparison[name]) for name in comparison.results], title)
