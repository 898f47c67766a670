"""What an incident looked like: the share that failed, the changes, and the load of every cell."""

import numpy as np
from matplotlib import rc_context
from matplotlib.colors import TwoSlopeNorm
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator, PercentFormatter

from rounds.sim.plots import BLUE, GREY, STYLE, Picture
from rounds.worlds.incident import Incident, clock


def scene(incident: Incident) -> Picture:
    """The fleet's failed requests with the beginning of each roll-out, above the load of each cell by minute."""
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(8.2, 5.4), layout="constrained")
        top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=[1, 1.5])
        share = incident.failed.sum(axis=0) / incident.requests.sum(axis=0)
        top.fill_between(np.arange(len(share)), share, color=BLUE, alpha=0.25, lw=0)
        top.plot(share, color=BLUE)
        height = 1.3 * float(share.max())
        for place, change in enumerate(incident.timeline):
            top.axvline(change.minute, color=GREY, lw=1, ls=":")
            top.annotate(change.id.removeprefix("change-"), (change.minute, height), (0, 2 + 11 * (place % 3)),
                         textcoords="offset points", ha="center", va="bottom", color=GREY, fontsize=9)  # fmt: skip
        top.set(ylabel="requests that fail", ylim=(0, height))
        top.annotate("change", (0, height), (-4, 2), textcoords="offset points", ha="right", color=GREY, fontsize=9)
        top.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5]))
        top.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        top.set_title("What failed after which change, and the load of each cell", pad=38)
        load = incident.requests / incident.capacity
        norm = TwoSlopeNorm(1.0, vmin=float(load.min()), vmax=float(load.max()))
        image = bottom.imshow(load, aspect="auto", cmap="PuOr_r", norm=norm, interpolation="nearest")
        figure.colorbar(image, ax=bottom, label="requests / capacity", ticks=[0.5, 1.0, 1.5])
        bottom.grid(visible=False)
        bottom.set(xlabel="time of day", ylabel="cell", yticks=range(0, len(load), 5))
        bottom.xaxis.set_major_locator(MultipleLocator(30))
        bottom.xaxis.set_major_formatter(FuncFormatter(lambda minute, _: clock(int(minute))))
    return figure
