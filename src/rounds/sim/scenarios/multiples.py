"""Small panels for pictures of scenarios: a column for each policy, a row for each quantity, over time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import rc_context
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from rounds.sim.plots import GREY, SLO, STYLE, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.compare import Comparison
    from rounds.sim.result import Result

_LINE = 0.085  # of a panel's height: a line of text
_LETTERS = 7.8  # of a title in an inch
_ROOM = 0.18  # of a panel's height: above the curves, for the names of faults


@dataclass(frozen=True)
class Row:
    """A quantity: its name with its unit, what draws it for one run, the names and colours of its curves.

    `slo` says that its panels have the SLO's line.
    """

    label: str
    draw: "Callable[[Axes, Any], None]"
    curves: tuple[tuple[str, str], ...]
    slo: bool = False


def plot_multiples(
    comparison: "Comparison", rows: Sequence[Row], titles: Mapping[str, str], title: str, columns: int = 3
) -> Picture:
    """Rows of panels for each policy's first run, under its title; `columns` policies stand side by side.

    The same quantity has the same scale in all panels. Faults are shaded.
    """
    names = list(comparison.results)
    columns = min(columns, len(names))
    bands = -(-len(names) // columns)
    with rc_context(STYLE):  # type: ignore[arg-type]
        width = max(7.5, 3.6 * columns + 0.7, len(title) / _LETTERS)
        figure = Picture(figsize=(width, 2.15 * len(rows) * bands + 1.2), layout="constrained")
        grid = figure.subplots(bands * len(rows), columns, squeeze=False)
        panels: list[list[Axes]] = [[] for _ in rows]
        for place, name in enumerate(names):
            band, column = divmod(place, columns)
            stack = grid[band * len(rows) : (band + 1) * len(rows), column]
            _draw_stack(list(stack), rows, comparison[name], first=column == 0)
            stack[0].set_title(titles[name], fontsize=12)
            for axes, found in zip(stack, panels, strict=True):
                found.append(axes)
        for place in range(len(names), bands * columns):
            band, column = divmod(place, columns)
            for axes in grid[band * len(rows) : (band + 1) * len(rows), column]:
                axes.set_visible(False)
        for found in panels:
            _share_scale(found, room=_ROOM if found is panels[0] else 0.0)
        _name_curves(figure, rows)
        figure.suptitle(title + "\n", x=0.01, ha="left", fontsize=14, fontweight="bold")
    return figure


def _draw_stack(stack: "list[Axes]", rows: Sequence[Row], run: "Result", first: bool) -> None:
    for axes, row in zip(stack, rows, strict=True):
        row.draw(axes, run)
        shade_faults(axes, run, label=axes is stack[0])
        axes.set_xlim(0, run.scenario.horizon)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, prune="upper"))
        axes.tick_params(labelleft=first, labelbottom=axes is stack[-1])
        if first:
            axes.set_ylabel(row.label)
    stack[-1].set_xlabel("time (s)")


def _share_scale(panels: "Sequence[Axes]", room: float) -> None:
    """The same limits for all, with some room above: a share of the height, for the faults' names."""
    scale = panels[0].yaxis.get_transform()
    low, high = np.transpose([scale.transform(np.array(axes.get_ylim())) for axes in panels])
    bottom, top = low.min(), high.max()
    limits = scale.inverted().transform(np.array([bottom, top + room * (top - bottom)]))
    for axes in panels:
        axes.set_ylim(*limits)


def _name_curves(figure: Picture, rows: Sequence[Row]) -> None:
    """A line of names in their colours, under the picture's title."""
    curves = dict(curve for row in rows for curve in row.curves)
    handles = [Line2D([], [], color=colour, lw=2.5) for colour in curves.values()]
    names = list(curves)
    if any(row.slo for row in rows):
        handles.append(Line2D([], [], color=GREY, lw=1, ls="--"))
        names.append(f"SLO {SLO:.0%}")
    figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0.005, 1 - 0.3 / figure.get_figheight()),
                  ncols=len(names), frameon=False, handlelength=1.6, labelcolor="linecolor",
                  borderaxespad=0.1).set_in_layout(False)  # fmt: skip


def shade_faults(axes: "Axes", run: "Result", label: bool = False) -> None:
    """Shades the time of every fault, and names it at the top."""
    for fault in run.scenario.faults:
        axes.axvspan(fault.at, fault.until, color="#D9D9D9", alpha=0.7, lw=0, zorder=0)
        if label:
            place = f"{fault.target}: " if fault.target else ""
            axes.text((fault.at + fault.until) / 2, 0.98, place + fault.kind, ha="center", va="top", color=GREY,
                      transform=axes.get_xaxis_transform())  # fmt: skip


def availability(axes: "Axes", run: "Result", colour: str) -> None:
    """The share of a run's requests that ended well, by the second in which they came, and the SLO."""
    with np.errstate(invalid="ignore", divide="ignore"):
        axes.plot((run.series["ok"] + run.series["degraded"]) / run.series["arrivals"], color=colour)
    axes.axhline(SLO, color=GREY, lw=1, ls="--", zorder=1)
    axes.set_ylim(-0.04, 1.08)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def limit(axes: "Axes", value: float, name: str, left: bool = False) -> None:
    """A horizontal line, and its name at its right or left end."""
    axes.axhline(value, color=GREY, lw=1, ls="--", zorder=1)
    axes.text(0.02 if left else 0.98, value, name, color=GREY, ha="left" if left else "right", va="bottom",
              transform=axes.get_yaxis_transform())  # fmt: skip


def label_ends(axes: "Axes") -> None:
    """Each line's name beside its end; names that would stand on each other move apart."""
    axes.set_ylim(axes.get_ylim())  # settles the scale that places are computed from
    to_share = axes.transData + axes.transAxes.inverted()
    ends = []
    for line in axes.get_lines():
        if not str(line.get_label()).startswith("_"):
            x, y = (np.asarray(data, dtype=float)[-1] for data in (line.get_xdata(), line.get_ydata()))
            ends.append((float(np.clip(to_share.transform((x, y))[1], 0, 1)), line))
    ends.sort(key=lambda end: end[0])
    heights = np.array([height for height, _ in ends])
    for _ in range(100):
        overlap = np.maximum(0, _LINE - np.diff(heights)) / 2
        heights[1:] += overlap
        heights[:-1] -= overlap
    for height, (_, line) in zip(heights, ends, strict=True):
        axes.annotate(str(line.get_label()), (1.02, height), xycoords="axes fraction", va="center",
                      color=line.get_color(), fontweight="bold")  # fmt: skip
