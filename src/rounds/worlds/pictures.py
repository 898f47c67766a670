"""The pictures of the worlds, in the house style of the failure lab: bars, curves, points, intervals beside truths."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from matplotlib import rc_context

from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, STYLE, Picture, log_scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = (BLUE, RED, GREEN, PURPLE, ORANGE, GREY, "#56B4E9", "#000000")
_YOURS = "your"  # what begins with it is the learner's, and stands out


@contextmanager
def picture(width: float = 7.2, height: float = 4.0, columns: int = 1) -> Iterator[tuple[Picture, list["Axes"]]]:
    """An empty figure in the house style and its `columns` axes side by side; sizes in inches."""
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(width, height), layout="constrained")
        yield figure, list(np.ravel(figure.subplots(1, columns)))


def mark(axes: "Axes", at: float, name: str) -> None:
    """A dashed line at a value of the horizontal axis, with its name above; leave 20 points between plot and title."""
    axes.axvline(at, color=RED, ls="--", lw=1.4)
    axes.annotate(name, (at, 1), xycoords=("data", "axes fraction"), xytext=(4, 2), textcoords="offset points",
                  color=RED, va="bottom")  # fmt: skip


def bars(title: str, values: Mapping[str, float], label: str, *, target: float | None = None) -> Picture:
    """Horizontal bars, one a name, in the given order from the top; `label` names the quantity with its unit.

    Bars whose names begin with "your" stand out. `target` is drawn as a dashed line.
    """
    with picture(height=1.3 + 0.42 * len(values)) as (figure, (axes,)):
        names = list(values)[::-1]
        colours = [BLUE if name.startswith(_YOURS) else "#A6BDD0" for name in names]
        drawn = axes.barh(names, [values[name] for name in names], color=colours)
        axes.bar_label(drawn, fmt="%.3g", padding=4)
        axes.grid(visible=False, axis="y")
        axes.margins(x=0.12)
        if target is not None:
            mark(axes, target, f"needed: {target:g}")
        axes.set_xlabel(label)
        axes.set_title(title, pad=20 if target is not None else None)
    return figure


def curves(
    title: str, x: Sequence[float], lines: Mapping[str, Sequence[float]], x_label: str, y_label: str, *,
    log_x: bool = False, log_y: bool = False, here: float | None = None,
) -> Picture:  # fmt: skip
    """One curve a name over the same `x`; labels name the quantities with their units.

    For sweeps of an assumption: `here` marks where the exercise's own world lies.
    """
    with picture(width=8.2) as (figure, (axes,)):
        for (name, ys), colour in zip(lines.items(), COLOURS, strict=False):
            axes.plot(x, ys, color=colour, marker="o", ms=4, lw=2.6 if name.startswith(_YOURS) else 1.8, label=name)
        if log_x:
            axes.set_xscale("log")
            axes.set_xticks(list(x), [f"{value:g}" for value in x])
            axes.minorticks_off()
        if log_y:
            log_scale(axes)
        if here is not None:
            axes.axvline(here, color=GREY, ls=":", lw=1.4)
            axes.annotate("this world", (here, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
                          textcoords="offset points", color=GREY, ha="center", va="bottom")  # fmt: skip
        axes.set_xlabel(x_label)
        axes.set_ylabel(y_label)
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        axes.set_title(title, pad=20 if here is not None else None)
    return figure


def intervals(
    title: str, ranges: Sequence[tuple[float, float]], truths: Sequence[float], label: str, *, log: bool = False
) -> Picture:
    """Intervals side by side, ordered by their truths; those that miss are red. `label` names the quantity and unit."""
    with picture(width=8.2) as (figure, (axes,)):
        for place, number in enumerate(sorted(range(len(truths)), key=lambda number: truths[number])):
            (low, high), truth = ranges[number], truths[number]
            held = low <= truth <= high
            axes.plot([place, place], [low, high], color=BLUE if held else RED, lw=2.2, solid_capstyle="butt")
            axes.plot(place, truth, "o", color="black", ms=3.5)
        held_all = np.mean([low <= truth <= high for (low, high), truth in zip(ranges, truths, strict=True)])
        axes.set_title(f"{title}: {held_all:.0%} of {len(truths)} hold the truth")
        axes.set_xticks([])
        axes.grid(visible=False, axis="x")
        if log:
            axes.set_yscale("log")
        axes.set_xlabel("data sets, by their truth (dots); red intervals miss it")
        axes.set_ylabel(label)
    return figure


def dots(title: str, rows: Mapping[str, Mapping[str, float]], label: str) -> Picture:
    """A row a name, in the given order from the top, with a dot for each group; `label` names quantity and unit.

    Every row has the figures of the same groups. Names that begin with "your" stand out.
    """
    groups = list(next(iter(rows.values())))
    with picture(width=8.2, height=1.4 + 0.42 * len(rows)) as (figure, (axes,)):
        for number, (group, colour, marker) in enumerate(zip(groups, COLOURS, "osD^v", strict=False)):
            beside = 0.16 * (number - (len(groups) - 1) / 2)  # so that equal figures do not hide each other
            places = [row + beside for row in range(len(rows))]
            axes.plot([each[group] for each in rows.values()], places, marker, color=colour, ms=7, label=group)
        axes.set_yticks(range(len(rows)), list(rows))
        for tick in axes.get_yticklabels():
            tick.set_fontweight("bold" if tick.get_text().startswith(_YOURS) else "normal")
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        axes.set_xlabel(label)
        axes.set_title(title)
    return figure
