"""The coverage of a story bank as a picture: prompts and values down, stories across, a dot where they meet."""

from collections.abc import Sequence

from matplotlib import rc_context

from rounds.practice.stories.coverage import MOST_USES, coverage
from rounds.practice.stories.prompts import prompts, values
from rounds.practice.stories.story import Story
from rounds.sim.plots import BLUE, GREY, RED, STYLE, Picture

_ROW_INCHES, _COLUMN_INCHES, _LEAST_COLUMNS = 0.26, 0.5, 3


def stories_picture(stories: Sequence[Story]) -> Picture:
    """A matrix of the bank. Rows that no story answers are shaded; above each story stands how many prompts it answers.

    One that would be told more than `MOST_USES` times if every prompt came is red there.
    """
    found = coverage(stories)
    rows = [(prompt.text, found.prompts[prompt.id]) for prompt in prompts()]
    rows += [(value.title, found.values[value.id]) for value in values()]
    names, columns = [story.id for story in stories], max(len(stories), _LEAST_COLUMNS)
    with rc_context(STYLE):  # type: ignore[arg-type]
        size = (6.6 + _COLUMN_INCHES * columns, 2.0 + _ROW_INCHES * len(rows))
        figure = Picture(figsize=size, layout="constrained")
        axes = figure.subplots()
        for row, (_, by) in enumerate(rows):
            axes.plot([names.index(each) for each in by], [row] * len(by), "o", color=BLUE, ms=8)
            if not by:
                axes.axhspan(row - 0.5, row + 0.5, color=RED, alpha=0.13, lw=0)
        axes.axhline(len(prompts()) - 0.5, color=GREY, lw=1.2)
        for column, story in enumerate(stories):
            uses = len(story.prompts)
            colour = RED if uses > MOST_USES else GREY
            axes.text(column, -0.9, str(uses), ha="center", va="center", color=colour, fontsize=10)
        axes.set(xlim=(-0.5, columns - 0.5), ylim=(len(rows) - 0.5, -1.4))
        axes.set_yticks(range(len(rows)), [label for label, _ in rows], fontsize=9.5)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(names)), names, rotation=35, ha="left", fontsize=9.5)
        axes.tick_params(length=0)
        figure.suptitle(found.words, x=0.01, ha="left", fontweight="bold")
    return figure
