"""The 25 topics as bars: which share of each one's points is earned, and which topics are due again."""

from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.ticker import PercentFormatter

from rounds.course import rounds, topics
from rounds.practice.learner import Learner
from rounds.practice.progress import Total
from rounds.sim.plots import BLUE, GREY, RED, STYLE, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TRACK = "#E4E4E4"
_BAR = 0.62


def topics_picture(learner: Learner) -> Picture:
    """A bar for each topic, grouped by round: full where every point that hidden tests award is earned."""
    by_id = {total.id: total for total in learner.progress.topics}
    due = {review.topic for review in learner.reviews.due(learner.today)}
    whole = learner.progress.whole
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(9.2, 8.6))
        figure.subplots_adjust(left=0.46, right=0.80, top=0.93, bottom=0.06)
        axes = figure.add_subplot()
        row = 0.0
        for each in rounds():
            axes.text(-0.02, row, f"Round {each.number} · {each.title}", ha="right", va="center", fontweight="bold",
                      transform=axes.get_yaxis_transform())  # fmt: skip
            for topic in topics():
                if topic.round == each.number:
                    row += 1
                    _draw(axes, row, by_id[topic.id], topic.id in due)
            row += 1.35
        _finish(axes, row)
        figure.suptitle(f"Points by topic: {whole.points:g} of {whole.possible:g}", x=0.015, ha="left", fontsize=14)
    return figure


def _draw(axes: "Axes", row: float, total: Total, due: bool) -> None:
    beside = axes.get_yaxis_transform()
    axes.text(-0.02, row, total.title, ha="right", va="center", transform=beside,
              color="black" if total.exercises else GREY)  # fmt: skip
    if not total.possible:
        words = "you score these yourself" if total.exercises else "no exercises yet"
        axes.text(0.01, row, words, va="center", color=GREY, fontsize=10, transform=beside)
        return
    axes.barh(row, 1, height=_BAR, color=_TRACK)
    axes.barh(row, total.share, height=_BAR, color=BLUE)
    axes.text(1.02, row, f"{total.points:g} of {total.possible:g}", va="center", transform=beside)
    if due:
        axes.plot(1.305, row, "o", color=RED, clip_on=False, transform=beside)
        axes.text(1.335, row, "due", va="center", fontweight="bold", transform=beside)


def _finish(axes: "Axes", rows: float) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.6, -0.8)
    axes.set_yticks([])
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_xlabel("share of the points of hidden tests")
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)


def words(learner: Learner) -> str:
    """What the picture shows, for those who do not see it."""
    due = {review.topic for review in learner.reviews.due(learner.today)}
    begun = [
        f"{total.title}: {total.points:g} of {total.possible:g}{', due' if total.id in due else ''}"
        for total in learner.progress.topics
        if total.possible
    ]
    return f"Points by topic. {'; '.join(begun)}. The others have no exercises yet."
