"""The picture of a repertoire: stories across, prompts and values down, and which story a plan tells to which."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rounds.sim.plots import BLUE, GREY, RED, Picture
from rounds.worlds.pictures import picture
from rounds.worlds.repertoire import TELLINGS, Plan, Repertoire

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def story_matrix(repertoire: Repertoire, plans: dict[str, Plan], most: int = TELLINGS) -> Picture:
    """A matrix a plan, side by side. A ring is a prompt that a story fits, a disc one that it is told to.

    Prompts that few stories fit stand at the top. Stories of the plan come first, in a shaded band; above each stands
    how often it is told, in red where that is more than `most`. A row that the plan leaves open is shaded red.
    """
    fitting = {prompt: [s for s in repertoire.fits if prompt in repertoire.fits[s]] for prompt in repertoire.prompts}
    rows = sorted(fitting, key=lambda prompt: len(fitting[prompt]))
    with picture(5.1 * len(plans) + 1.4, 1.6 + 0.21 * (len(rows) + len(repertoire.values)), len(plans)) as (
        figure,
        columns,
    ):
        for axes, (name, plan) in zip(columns, plans.items(), strict=True):
            stories = [*plan, *(story for story in repertoire.fits if story not in plan)]
            axes.axvspan(-0.5, len(plan) - 0.5, color=BLUE, alpha=0.08, lw=0)
            for row, prompt in enumerate(rows):
                _row(axes, row, stories, fitting[prompt], [s for s in plan if prompt in plan[s]])
            for row, value in enumerate(repertoire.values, len(rows)):
                showing = [story for story in stories if value in repertoire.shows[story]]
                _row(axes, row, stories, showing, [story for story in showing if story in plan])
            _frame(axes, name, stories, plan, most)
            last = axes is columns[0]
            axes.set_yticks(range(len(rows) + len(repertoire.values)), [*rows, *repertoire.values] if last else [],
                            fontsize=8.5)  # fmt: skip
            axes.axhline(len(rows) - 0.5, color=GREY, lw=1)
            axes.set_ylim(len(rows) + len(repertoire.values) - 0.5, -1.4)
    return figure


def _row(axes: "Axes", row: int, stories: Sequence[str], able: Sequence[str], told: Sequence[str]) -> None:
    places = [stories.index(story) for story in able]
    axes.plot(places, [row] * len(places), "o", mfc="white", mec=GREY, ms=6)
    axes.plot([stories.index(story) for story in told], [row] * len(told), "o", color=BLUE, ms=6.5)
    if not told:
        axes.axhspan(row - 0.5, row + 0.5, color=RED, alpha=0.16, lw=0)


def _frame(axes: "Axes", name: str, stories: Sequence[str], plan: Plan, most: int) -> None:
    for column, story in enumerate(plan):
        times = len(plan[story])
        axes.text(
            column, -0.95, f"{times}", ha="center", va="center", fontsize=8.5, color=RED if times > most else GREY
        )
    axes.set_title(f"{name}: {len(plan)} stories")
    axes.set_xlim(-0.5, len(stories) - 0.5)
    axes.set_xticks(range(len(stories)), [story.removeprefix("story-") for story in stories], fontsize=8.5)
    axes.set_xlabel("story")
    axes.tick_params(length=0)
    axes.grid(visible=False)
