"""Two designs of which one is half built: study on, start one, or go back, while weekly readings compare them.

Assumed: how much more a week design A brings than B is a fixed unknown number, normal before anything is read; each
week's reading of it is normal around the truth, whatever runs. Nothing runs until one design is finished and started.
Through a one-way door nobody goes back; through a two-way door who goes back pays for taking down and for finishing the
other. What A has cost so far is known, large, and of no consequence.

One-way and two-way doors are the words of Amazon's letter to shareholders for 2015. That waiting has a worth where a
step cannot be undone is Arrow and Fisher's (Environmental preservation, uncertainty, and irreversibility, 1974); that
what was spent sways people, though it cannot be got back, is Arkes and Blumer's (The psychology of sunk cost, 1985).
All figures are assumed, in thousands and weeks.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

WEEKS = 16
NEITHER = "neither"
STATES = (NEITHER, "a", "b")

Lead = TypeVar("Lead", float, np.ndarray)
Policy = Callable[["Brief", int, str, Sequence[float]], str]  # brief, week, what runs, readings so far: what shall run


@dataclass(frozen=True)
class Brief:
    """What is known of two designs before anything is read; money in thousands.

    weeks: how long the product lives. lead, lead_sd: what A brings a week more than B, mean and standard deviation of
    the belief. reading_sd: standard deviation of a week's reading of it. base: what the two bring a week, halfway
    between them. finish_a, finish_b: what is still to pay until the design runs. reverse: what taking down costs, on
    top of finishing the other; infinite if the door is one-way. spent_on_a: what half of A has cost so far.
    """

    weeks: int
    lead: float
    lead_sd: float
    reading_sd: float
    base: float
    finish_a: float
    finish_b: float
    reverse: float
    spent_on_a: float

    @property
    def one_way(self) -> bool:
        """Whether what is started stays."""
        return math.isinf(self.reverse)


@dataclass(frozen=True, eq=False)
class Project:
    """A brief and how it turns out: what A really brings a week more than B, and the reading of each week."""

    brief: Brief
    lead: float
    readings: list[float]


def drawn(seed: int, one_way: bool, *, delay: float = 1.0, back: float = 1.0) -> Brief:
    """The brief of a seed; the keywords are the assumptions.

    delay: multiplies `base`, and so what a week without either design costs. back: multiplies what it costs to go
    back, the other design's finish included; only two-way doors have such a price.
    """
    rng = np.random.default_rng([seed, 131])
    lead, lead_sd, reading_sd = rng.normal(2, 3), rng.uniform(6, 10), rng.uniform(6, 12)
    base, finish_a, reverse, spent = rng.uniform(1, 4), rng.uniform(5, 25), rng.uniform(3, 12), rng.uniform(40, 200)
    finish_b = rng.uniform(20, 60) if one_way else rng.uniform(5, 25)
    if not one_way:
        finish_a, finish_b, reverse = back * finish_a, back * finish_b, back * reverse
    figures = (lead, lead_sd, reading_sd, base * delay, finish_a, finish_b, math.inf if one_way else reverse, spent)
    return Brief(WEEKS, *(round(float(figure), 2) for figure in figures))


def projects(seeds: Sequence[int], one_way: bool, *, replays: int = 8, **assumed: float) -> list[Project]:
    """For each seed its brief, as `drawn` with the assumptions, and `replays` ways in which it may turn out."""
    drawn_ones = []
    for seed in seeds:
        brief, rng = drawn(seed, one_way, **assumed), np.random.default_rng([seed, 132])
        for _ in range(replays):
            lead = float(rng.normal(brief.lead, brief.lead_sd))
            readings = rng.normal(lead, brief.reading_sd, brief.weeks)
            drawn_ones.append(Project(brief, lead, [round(float(reading), 2) for reading in readings]))
    return drawn_ones


def spread(brief: Brief, readings: float) -> float:
    """The standard deviation of the belief in A's lead after so many readings."""
    return float((brief.lead_sd**-2 + readings * brief.reading_sd**-2) ** -0.5)


def belief(brief: Brief, readings: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of A's weekly lead over B after these readings, by Bayes' rule."""
    sd = spread(brief, len(readings))
    return sd**2 * (brief.lead / brief.lead_sd**2 + math.fsum(readings) / brief.reading_sd**2), sd


def moves(brief: Brief, running: str) -> tuple[str, ...]:
    """What may run this week, given what ran last week: what is started does not stop without the other."""
    if running == NEITHER:
        return STATES
    return (running,) if brief.one_way else STATES[1:]


def price(brief: Brief, running: str, to: str) -> float:
    """What it costs, in thousands, to let `to` run where `running` does; infinite back through a one-way door."""
    if to == running:
        return 0.0
    if to == NEITHER:
        return math.inf
    return (brief.finish_a if to == "a" else brief.finish_b) + (brief.reverse if running != NEITHER else 0.0)


def a_week(brief: Brief, running: str, lead: Lead) -> Lead:
    """What a week brings, in thousands, if A leads by `lead`, a number or an array of them."""
    if running == NEITHER:
        return 0 * lead
    return brief.base + (lead if running == "a" else -lead) / 2


def play(project: Project, decide: Policy) -> list[str]:
    """What runs in each week under a policy, which is asked while it has a choice and sees the readings until then.

    Raises ValueError for a move that there is not.
    """
    running, ran = NEITHER, []
    for week in range(project.brief.weeks):
        possible = moves(project.brief, running)
        if len(possible) > 1:
            chosen = decide(project.brief, week, running, project.readings[:week])
            if chosen not in possible:
                raise ValueError(f"in week {week} {chosen!r} cannot follow {running!r}; possible are {possible}")
            running = chosen
        ran.append(running)
    return ran


def net(project: Project, ran: Sequence[str]) -> float:
    """What a course brings in all, in thousands: each week's value less what starting and going back cost."""
    before, brief = [NEITHER, *ran[:-1]], project.brief
    return sum(
        a_week(brief, now, project.lead) - price(brief, then, now) for then, now in zip(before, ran, strict=True)
    )


def plot_courses(title: str, project: Project, policies: Mapping[str, Policy]) -> "Picture":
    """A panel for each policy on the same readings: the belief in A's lead, and what runs, as a coloured ground."""
    from rounds.sim.plots import BLUE, GREY, ORANGE  # late: matplotlib takes a while, and graded cells draw nothing
    from rounds.worlds.pictures import picture

    brief = project.brief
    weeks = range(brief.weeks)
    means, sds = np.array([belief(brief, project.readings[:week]) for week in weeks]).T
    grounds = {NEITHER: "#FFFFFF", "a": BLUE, "b": ORANGE}
    with picture(width=1.2 + 4.0 * len(policies), height=3.6, columns=len(policies)) as (figure, panels):
        for axes, (name, policy) in zip(panels, policies.items(), strict=True):
            ran = play(project, policy)
            starts = [week for week in weeks if week == 0 or ran[week] != ran[week - 1]]
            for number, (week, until) in enumerate(zip(starts, [*starts[1:], len(weeks)], strict=True)):
                axes.axvspan(week, until, color=grounds[ran[week]], alpha=0.28, lw=0)
                label = "study" if ran[week] == NEITHER else f"{ran[week].upper()} runs"
                at = (week + 0.15, 0.02 + 0.09 * (number % 2))  # two heights, for short spells
                axes.annotate(label, at, xycoords=("data", "axes fraction"), va="bottom")
            axes.fill_between(weeks, means - sds, means + sds, color=GREY, alpha=0.3, lw=0)
            axes.plot(weeks, means, color="black")
            axes.plot(weeks[1:], project.readings[:-1], "o", color=GREY, ms=3.5)
            axes.axhline(0, color=GREY, lw=1, ls="--")
            axes.set(title=f"{name}: {net(project, ran):+.0f}", xlabel="week", xlim=(0, brief.weeks), xticks=weeks[::4])
        panels[0].set_ylabel("A's lead over B\n(thousands a week)")
        figure.suptitle(f"{title} (net, in thousands)", x=0.01, ha="left", fontsize=11)
    return figure
