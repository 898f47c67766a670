"""The picture of spikes: a row a spike, what it may find and how likely, and what is marked on it."""

from collections.abc import Mapping

from rounds.sim.plots import BLUE, GREY, Picture
from rounds.worlds.pictures import mark, picture
from rounds.worlds.spikes import FALLBACK, Spikes


def outlooks(title: str, spikes: Spikes, marks: Mapping[str, float] | None = None, label: str = "") -> Picture:
    """Discs at the days that each spike may find, their area its chance; the mean is an upright stroke.

    `marks`, one value a spike in days, are diamonds named `label`; rows are then in their order, the largest on top.
    """
    rows = sorted(spikes, key=lambda name: marks[name]) if marks else list(spikes)[::-1]
    with picture(width=8.2, height=1.5 + 0.45 * len(rows)) as (figure, (axes,)):
        for row, spike in enumerate(spikes[name] for name in rows):
            axes.plot([min(spike.outcomes), max(spike.outcomes)], [row, row], color=GREY, lw=1, zorder=1)
            axes.scatter(spike.outcomes, [row] * len(spike.outcomes), [500 * p for p in spike.chances],
                         color="#A6BDD0", zorder=2)  # fmt: skip
            axes.plot([spike.mean] * 2, [row - 0.28, row + 0.28], color="black", lw=2, zorder=3,
                      label="" if row else "mean")  # fmt: skip
        if marks:
            axes.scatter([marks[name] for name in rows], range(len(rows)), 60, color=BLUE, marker="D", zorder=4,
                         label=label)  # fmt: skip
        mark(axes, FALLBACK, "what you have")
        axes.set_yticks(range(len(rows)), [f"{spikes[name].idea} ({spikes[name].cost:g} days)" for name in rows])
        axes.set(xlabel="days that the idea saves; the area of a disc is its chance", ylim=(-0.6, len(rows) - 0.4))
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        axes.set_title(title, pad=20)
    return figure
