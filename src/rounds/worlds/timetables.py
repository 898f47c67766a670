"""Pictures of projects: who did what and when, what everybody can do at the end, and how policies compare."""

from collections.abc import Mapping

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from rounds.sim.plots import BLUE, GREEN, GREY, RED, STYLE, Picture
from rounds.worlds.pictures import mark, picture
from rounds.worlds.teams import ABLE, AREAS, DATE, HELP, PEOPLE, STRETCH, Figures, Run

HELPING, UNABLE = "#C8C8C8", "#EDEDED"


def plot_projects(title: str, runs: Mapping[str, Run]) -> Picture:
    """Who did what and when, and what everybody can do at the end; a column for each way of running the project."""
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(3.1 * len(runs) + 0.8, 5.6), layout="constrained")
        grid = figure.subplots(2, len(runs), squeeze=False, height_ratios=(3, 2))
        longest = max(run.weeks for run in runs.values())
        for column, (name, run) in enumerate(runs.items()):
            _plot_weeks(grid[0, column], name, run, longest)
            _plot_skills(grid[1, column], run)
        for axes in grid[:, 0]:
            axes.set_yticks(range(PEOPLE), ["expert", *(f"person {number}" for number in range(1, PEOPLE))])
        colours = {"no gap": BLUE, "a gap that teaches": GREEN, "too hard": RED, "helping": HELPING}
        figure.legend(handles=[Patch(color=colour, label=label) for label, colour in colours.items()], ncols=4,
                      loc="outside lower center", frameon=False, fontsize=9)  # fmt: skip
        figure.suptitle(title, fontweight="bold", x=0.01, ha="left")
    return figure


def _plot_weeks(axes: Axes, name: str, run: Run, longest: float) -> None:
    """Each person's tasks as bars over time; the colour says what a task taught."""
    for stint in run.stints:
        colour = RED if stint.gap > STRETCH else GREEN if stint.gap > 0 else BLUE
        axes.barh(stint.person, stint.end - stint.start, left=stint.start, color=colour, edgecolor="white", lw=0.8)
        if stint.helper is not None:
            takes = HELP * (stint.end - stint.start)
            axes.barh(stint.helper, takes, left=stint.start, color=HELPING, edgecolor="white", lw=0.8)
    axes.axvline(DATE, color=GREY, ls="--", lw=1.4)
    axes.set_xlim(0, max(longest, DATE) * 1.03)
    axes.set_ylim(PEOPLE - 0.4, -0.6)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.set_xlabel("week; the date is dashed")
    axes.set_title(f"{name}: {run.weeks:.1f} weeks", fontsize=11)


def _plot_skills(axes: Axes, run: Run) -> None:
    """Everybody's skill at the end, by area: green for those who became able, blue for those who were."""
    for person in range(PEOPLE):
        for area in range(len(AREAS)):
            able, was = run.after[person, area] >= ABLE, run.before[person, area] >= ABLE
            colour = BLUE if was else GREEN if able else UNABLE
            axes.barh(person, 0.94, left=area - 0.47, height=0.9, color=colour)
            axes.text(area, person, f"{run.after[person, area]:.2f}", ha="center", va="center", fontsize=9,
                      color="white" if able else "#555555")  # fmt: skip
    axes.set_xlim(-0.5, len(AREAS) - 0.5)
    axes.set_ylim(PEOPLE - 0.4, -0.6)
    axes.set_yticks([])
    axes.set_xticks(range(len(AREAS)), [f"{area}\n{able} able" for area, able in zip(AREAS, run.able, strict=True)])
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def plot_figures(title: str, ways: Mapping[str, Figures]) -> Picture:
    """Each way of handing out work as a point: how long it takes, and how many areas have two able people."""
    with picture() as (figure, (axes,)):
        for name, way in ways.items():
            colour = BLUE if name.startswith("your") else GREY
            side, offset = ("right", -8) if way.weeks < DATE else ("left", 8)
            axes.plot(way.weeks, way.with_two, "o", color=colour, ms=8)
            axes.annotate(name, (way.weeks, way.with_two), (offset, 0), textcoords="offset points", color=colour,
                          ha=side, va="center")  # fmt: skip
        mark(axes, DATE, "the date")
        axes.set_xscale("log")
        axes.set_xticks([10, 15, 20, 30, 40], ["10", "15", "20", "30", "40"])
        axes.minorticks_off()
        axes.set_xlim(6.5, 50)
        axes.set_ylim(-0.05, 1.05)
        axes.set_xlabel("mean weeks until all is done")
        axes.set_ylabel("share of areas with two able")
        axes.set_title(title, pad=20)
    return figure
