"""The last days of a month with an error budget: each day the waiting changes are held, sent to a canary, or shipped.

A tick is two minutes of full downtime; an objective of 99.9% leaves 43 minutes, some 21 ticks, in 30 days. All changes
that wait go out together, and a batch of b breaks with probability 1 - (1 - p)^(b^growth): `growth` above 1 says that
changes also break each other. A batch that breaks in a canary burns one tick, one that breaks everywhere several; the
day goes into its repair, and it waits again. Else one more change is ready the next day. Points are live changes.

The convention, to halt releases when the budget is spent, is the Example Error Budget Policy of Google's Site
Reliability Workbook (O'Reilly 2018). All figures are assumed. Holding repairs nothing unless `regain` says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

ACTIONS = ("hold", "canary", "ship")
FLOOR = -24  # ticks; what burns below them is not counted
MOST = 6  # changes in a batch; while so many wait, no further one is written


@dataclass(frozen=True)
class Rules:
    """What is known of a month; points are worth a live change each.

    Attributes:
        days: days that are left, each with one decision.
        budget: ticks that are left on the first day.
        p_bad: chance that a single change breaks.
        growth: a batch of b is as risky as b ** growth single changes.
        hit: ticks that burn when a batch that breaks was shipped: `hit` * (1 + b / 4), rounded down.
        noise: chance that a day burns one tick whatever you do.
        delay: points that a waiting change loses a day; half of that in a canary that goes well.
        canary_fee: points that a canary costs.
        fine: points that are lost if the month ends below 0 ticks.
        over: points that each tick below 0 costs on top.
        regain: chance that a day of holding gives one tick back.
    """

    budget: int
    p_bad: float
    hit: int
    noise: float
    delay: float
    canary_fee: float
    fine: float
    over: float
    days: int = 20
    growth: float = 1.35
    regain: float = 0.0


class Outcome(NamedTuple):
    """What may follow a day: its `probability`, the ticks and changes that are there the next day, and the `points`."""

    probability: float
    budget: int
    batch: int
    points: float


@dataclass(frozen=True)
class Month:
    """Expectations under a policy.

    Attributes:
        points: changes that went live, less all costs.
        kept: probability that the month ends with 0 ticks or more.
        live: changes that went live.
    """

    points: float
    kept: float
    live: float


class Today(NamedTuple):
    """What is known in the morning: the `day` from 0, the ticks of `budget` left, the waiting changes, the rules."""

    day: int
    budget: int
    batch: int
    rules: Rules


Decide = Callable[[Today], str]


def drawn_month(seed: int, *, risky: bool) -> Rules:
    """A month drawn from a seed; where changes are `risky`, they break 2.2 times as often."""
    rng = np.random.default_rng([seed, 22])
    return Rules(
        budget=int(rng.integers(6, 16)),
        p_bad=round(float(rng.uniform(0.03, 0.07)) * (2.2 if risky else 1.0), 4),
        hit=int(rng.integers(4, 7)),
        noise=round(float(rng.uniform(0.15, 0.35)), 3),
        delay=round(float(rng.uniform(0.04, 0.10)), 3),
        canary_fee=round(float(rng.uniform(0.25, 0.5)), 3),
        fine=round(float(rng.uniform(8, 18)), 1),
        over=round(float(rng.uniform(0.5, 1.0)), 2),
    )


def p_breaks(rules: Rules, batch: int) -> float:
    """The probability that a batch of so many changes breaks."""
    return float(1 - (1 - rules.p_bad) ** (batch**rules.growth))


@lru_cache(maxsize=2**17)
def outcomes(rules: Rules, budget: int, batch: int, action: str) -> tuple[Outcome, ...]:
    """What may follow from an action on a day that begins with so many ticks and waiting changes; all that may.

    Raises ValueError for what is not one of `ACTIONS`.
    """
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is not one of {', '.join(ACTIONS)}")
    waits = rules.delay * batch
    if action == "hold":
        more = min(MOST, batch + 1)
        ways = [(1 - rules.regain, 0, more, -waits), (rules.regain, -1, more, -waits)]
    else:
        breaks = p_breaks(rules, batch)
        if action == "ship":
            burns, well, badly = int(rules.hit * (1 + batch / 4)), float(batch), -waits
        else:
            burns, well, badly = 1, batch - rules.canary_fee - waits / 2, -rules.canary_fee - waits
        ways = [(1 - breaks, 0, 1, well), (breaks, burns, batch, badly)]
    return tuple(
        Outcome(chance * likely, max(FLOOR, budget - burnt - tick), after, points)
        for chance, burnt, after, points in ways
        for likely, tick in ((1 - rules.noise, 0), (rules.noise, 1))
        if chance * likely > 0
    )


def ends(rules: Rules, budget: int) -> float:
    """The points for ending the month with so many ticks: 0, or the fine."""
    return 0.0 if budget >= 0 else -(rules.fine - rules.over * budget)


def play(rules: Rules, decide: Decide) -> Month:
    """The expectations over a month, exactly: each day's budgets and batches with their probabilities.

    `decide(today)` is asked once for each day and each budget and batch that can be reached on it.
    """
    now = {(rules.budget, 1): 1.0}
    points = live = 0.0
    for day in range(rules.days):
        after: dict[tuple[int, int], float] = {}
        for (budget, batch), weight in now.items():
            for each in outcomes(rules, budget, batch, decide(Today(day, budget, batch, rules))):
                likely = weight * each.probability
                after[each.budget, each.batch] = after.get((each.budget, each.batch), 0.0) + likely
                points += likely * each.points
                live += likely * batch * (each.points > 0)
        now = after
    points += sum(weight * ends(rules, budget) for (budget, _), weight in now.items())
    return Month(points, sum(weight for (budget, _), weight in now.items() if budget >= 0), live)


def plot_decisions(title: str, policies: Mapping[str, tuple[Decide, int]], rules: Rules) -> "Picture":
    """What each policy does with a batch of a size, by day and by the ticks that are left; a panel for each pair."""
    # Late: matplotlib takes a while, and graded cells draw nothing.
    from rounds.sim.plots import BLUE, GREY, ORANGE
    from rounds.worlds.pictures import picture

    colours = {"hold": GREY, "canary": ORANGE, "ship": BLUE}
    with picture(width=11.5, columns=len(policies)) as (figure, panels):
        for axes, (name, (decide, batch)) in zip(panels, policies.items(), strict=True):
            states = [Today(day, left, batch, rules) for day in range(rules.days) for left in range(-8, 17)]
            actions = [decide(state) for state in states]
            for action, colour in colours.items():
                chosen = [state for state, did in zip(states, actions, strict=True) if did == action]
                days, ticks = [state.day + 1 for state in chosen], [state.budget for state in chosen]
                axes.scatter(days, ticks, s=26, marker="s", color=colour, label=action)
            axes.axhline(-0.5, color="black", lw=1.4)
            axes.set(xlabel="day", title=name, ylim=(-9, 17), xticks=[1, 5, 10, 15, 20])
        panels[0].set_ylabel("ticks of error budget that are left")
        panels[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
        figure.suptitle(title, x=0.01, ha="left", weight="bold")
    return figure
