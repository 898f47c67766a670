"""Pictures of sweeps: curves over one parameter, a map over two."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import colormaps, rc_context
from matplotlib.ticker import PercentFormatter

from rounds.errors import RoundsError
from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, STYLE, Picture
from rounds.sim.scenarios import scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.sweep import Sweep

_COLOURS = (BLUE, RED, GREEN, PURPLE, ORANGE, GREY, "#56B4E9", "#000000")


def plot_sweep(sweep: "Sweep", path: str) -> Picture:
    """A figure over the grid: means over the seeds, with their range. What never comes is marked as such."""
    if len(sweep.grid) > 2:
        raise RoundsError(f"A picture shows one or two parameters, not {len(sweep.grid)}: choose among them.")
    with rc_context(STYLE):  # type: ignore[arg-type]
        return _curves(sweep, path) if len(sweep.grid) == 1 else _maps(sweep, path)


def _name(path: str) -> str:
    words = path.removesuffix("_s").replace("_", " ").replace(".", " ")
    return f"{words} (s)" if path.endswith("_s") or path in ("p50", "p99") else words


def _label(sweep: "Sweep", name: str) -> str:
    unit = scenario(sweep.name).params[name].unit
    return f"{name} ({unit})" if unit else name


def _curves(sweep: "Sweep", path: str) -> Picture:
    ((name, points),) = sweep.grid.items()
    figure = Picture(figsize=(7.2, 4.4), layout="constrained")
    axes = figure.subplots()
    for number, policy in enumerate(sweep.policies):
        colour = _COLOURS[number % len(_COLOURS)]
        found = [sweep.figures(path, policy, **{name: x}) for x in points]
        numbers = np.array([[np.nan if v is None else v for v in each] for each in found])
        known = ~np.isnan(numbers).any(axis=1)
        middle = np.where(known, np.nanmean(np.where(known[:, None], numbers, 0.0), axis=1), np.nan)
        axes.plot(points, middle, color=colour, label=policy, marker="o", ms=4)
        if len(sweep.seeds) > 1:
            low, high = (np.where(known, pick(numbers, axis=1), np.nan) for pick in (np.min, np.max))
            axes.fill_between(points, low, high, color=colour, alpha=0.15, lw=0)
        lost = [x for x, fine in zip(points, known, strict=True) if not fine]
        heights = [1.0 - 0.035 * number] * len(lost)
        axes.plot(lost, heights, "x", color=colour, transform=axes.get_xaxis_transform(), clip_on=False)
    axes.set_xlabel(_label(sweep, name))
    axes.set_ylabel(_name(path))
    axes.set_ylim(bottom=0)
    if path.startswith("availability"):
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    lost_anywhere = any(cell.figure(path) is None for cell in sweep.cells)
    note = "x: never, in some run" if lost_anywhere else ""
    axes.legend(frameon=False, title=note, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    axes.set_title(f"{sweep.name}: {_name(path)}")
    return figure


def _maps(sweep: "Sweep", path: str) -> Picture:
    (x, across), (y, up) = sweep.grid.items()
    count = len(sweep.policies)
    columns = count if count <= 3 else 2 if count == 4 else 3
    rows = -(-count // columns)
    figure = Picture(figsize=(3.6 * columns + 1.2, 3.3 * rows + 0.6), layout="constrained")
    grid: Any = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    tables = {policy: _table(sweep, path, policy) for policy in sweep.policies}
    known = np.concatenate([table[~np.isnan(table)] for table in tables.values()] or [np.zeros(1)])
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    shades = colormaps["Blues"].with_extremes(bad=RED)
    mesh = None
    for place, axes in enumerate(grid.flat):
        if place >= count:
            axes.set_visible(False)
            continue
        policy = sweep.policies[place]
        mesh = axes.pcolormesh(across, up, tables[policy], cmap=shades, vmin=low, vmax=high, shading="nearest")
        axes.set_title(policy)
        axes.grid(False)
        for axis, points in ((axes.xaxis, across), (axes.yaxis, up)):
            axis.set_ticks(
                points[:: 1 + len(points) // 10], [f"{value:g}" for value in points[:: 1 + len(points) // 10]]
            )
        _mark_never(axes, tables[policy], across, up)
    for column in range(columns):
        lowest = grid[(count - 1 - column) // columns, column]  # the last row may be short
        lowest.set_xlabel(_label(sweep, x))
        lowest.tick_params(labelbottom=True)
    for axes in grid[:, 0]:
        axes.set_ylabel(_label(sweep, y))
    assert mesh is not None
    share = PercentFormatter(1.0, decimals=0) if path.startswith("availability") else None
    bar = figure.colorbar(mesh, ax=grid, shrink=0.8, format=share)
    bar.set_label(_name(path))
    figure.suptitle(f"{sweep.name}: {_name(path)}", x=0.01, ha="left", fontsize=14)
    return figure


def _table(sweep: "Sweep", path: str, policy: str) -> Any:
    """The means with a row for each value of the second parameter; NaN where a seed has no number."""
    (x, across), (y, up) = sweep.grid.items()
    means = [[sweep.mean(path, policy, **{x: a, y: b}) for a in across] for b in up]
    return np.array([[np.nan if mean is None else mean for mean in row] for row in means])


def _mark_never(axes: "Axes", table: Any, across: tuple[float, ...], up: tuple[float, ...]) -> None:
    missing = np.isnan(table)
    if not missing.any():
        return
    rows, columns = np.nonzero(missing)
    x, y = np.median([across[i] for i in columns]), np.median([up[i] for i in rows])
    axes.text(float(x), float(y), "never", color="white", ha="center", va="center")
