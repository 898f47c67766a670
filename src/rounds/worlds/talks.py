"""The picture of talks about a career: a row a talk, a block an event, and the area of a block is what it brings."""

from collections.abc import Mapping, Sequence

from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, Picture
from rounds.worlds.career import THEMES, Brief, gains
from rounds.worlds.pictures import picture

_COLOURS = dict(zip(THEMES, (BLUE, RED, PURPLE, GREEN, ORANGE), strict=True))


def timelines(brief: Brief, talks: Mapping[str, Sequence[str]]) -> Picture:
    """The talks beneath each other, on one scale: width is seconds, height points per second, so area is points."""
    known = {event.id: event for event in brief.events}
    played = {name: gains(brief.events, told, brief.audience) for name, told in talks.items()}
    rates = [p / known[one].seconds for name in talks for one, (_, p) in zip(talks[name], played[name], strict=True)]
    top = 1.45 * max(rates, default=1.0)
    with picture(width=8.2, height=1.5 * len(talks) + 0.9) as (figure, (axes,)):
        for row, (name, told) in enumerate(talks.items()):
            base = -float(row)
            for event, (start, points) in zip((known[one] for one in told), played[name], strict=True):
                height = points / event.seconds / top
                axes.bar(start, height, event.seconds, base, align="edge", color=_COLOURS[event.theme], ec="white")
                axes.text(start + event.seconds / 2, base + height + 0.03, event.id.replace("-", "-\n"),
                          ha="center", va="bottom", fontsize=8, linespacing=0.9)  # fmt: skip
            axes.axhline(base, color=GREY, lw=0.8)
            total = sum(points for _, points in played[name])
            axes.text(brief.seconds + 2, base + 0.2, f"{name}\n{total:.1f} points", fontweight="bold", va="center")
        for theme, colour in _COLOURS.items():
            axes.bar(0, 0, color=colour, label=f"{theme} × {brief.audience.weights[theme]:g}")
        figure.legend(loc="outside upper left", ncols=len(THEMES), frameon=False, fontsize=9, handlelength=1)
        axes.set(xlim=(0, brief.seconds), ylim=(1 - len(talks), 0.95), yticks=[], xlabel="second of the talk")
        axes.spines["left"].set_visible(False)
        axes.grid(visible=False)
    return figure
