# %% right: backward induction over the weeks on a grid of beliefs
from functools import lru_cache
from math import inf

import numpy as np


@lru_cache(maxsize=None)
def solved(brief):
    grid = np.linspace(brief.lead - 5 * brief.lead_sd, brief.lead + 5 * brief.lead_sd, 161)
    luck = np.linspace(-3.5, 3.5, 29)
    chance = np.exp(-(luck**2) / 2) / np.exp(-(luck**2) / 2).sum()
    weekly = {"neither": 0 * grid, "a": brief.base + grid / 2, "b": brief.base - grid / 2}
    value, plans = {state: 0 * grid for state in weekly}, []
    for week in range(brief.weeks - 1, -1, -1):
        step = (spread(brief, week) ** 2 - spread(brief, week + 1) ** 2) ** 0.5
        ahead = grid[:, None] + step * luck
        going = {state: weekly[state] + np.interp(ahead, grid, value[state]) @ chance for state in weekly}
        plan = {
            state: {to: going[to] - price(brief, state, to) for to in weekly if price(brief, state, to) < inf}
            for state in weekly
        }
        value = {state: np.max(list(options.values()), axis=0) for state, options in plan.items()}
        plans.append(plan)
    return grid, plans[::-1]


def decide(brief, week, running, readings):
    grid, plans = solved(brief)
    lead, _ = belief(brief, readings)
    options = {to: np.interp(lead, grid, worth) for to, worth in plans[week][running].items()}
    return max(options, key=options.get)


# %% right: once more, later, written out for each kind of step
import numpy as np

Z = np.random.default_rng(0).normal(size=200)
Z = (Z - Z.mean()) / Z.std()


def decide(brief, week, running, readings):
    lead, sd = belief(brief, readings)
    left = brief.weeks - week

    def rest(weeks, to, at):
        return weeks * (brief.base + (at if to == "a" else -at) / 2)

    def build(to):
        return brief.finish_a if to == "a" else brief.finish_b

    gains = {}
    for weeks in range(1, left + 1):
        after = left - weeks
        at = lead + Z * max(sd**2 - spread(brief, len(readings) + weeks) ** 2, 0) ** 0.5
        for first in ("a", "b"):
            other = "b" if first == "a" else "a"
            then = rest(after, first, at)
            if np.isfinite(brief.reverse):
                then = np.maximum(then, rest(after, other, at) - build(other) - brief.reverse)
            cost = 0 if running == first else build(first) + (brief.reverse if running == other else 0)
            gains.setdefault(first, []).append(rest(weeks, first, lead) - cost + then.mean())
        if running == "neither":
            then = np.maximum(rest(after, "a", at) - build("a"), rest(after, "b", at) - build("b"))
            gains.setdefault("neither", []).append(np.maximum(then, 0).mean())
    return max(gains, key=lambda first: max(gains[first]))


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: goes on with A
# loses: all
def decide(brief, week, running, readings):
    return "a"


# %% wrong: lazy: bets at once, for good
# loses: all
def decide(brief, week, running, readings):
    lead, _ = belief(brief, readings)
    a, b = (brief.weeks * a_week(brief, to, lead) - price(brief, "neither", to) for to in "ab")
    return running if running != "neither" else "a" if a > b else "b"


# %% wrong: lazy: studies four weeks, then bets
# loses: all
def decide(brief, week, running, readings):
    if week < 4 or running != "neither":
        return running
    lead, _ = belief(brief, readings)
    left = brief.weeks - week
    worth = {to: left * a_week(brief, to, lead) - price(brief, "neither", to) for to in ("neither", "a", "b")}
    return max(worth, key=worth.get)


# %% wrong: lazy: reads on for ever
# loses: all
def decide(brief, week, running, readings):
    return running


# %% wrong: stays with A until B is better by what was spent
# loses: all
def decide(brief, week, running, readings):
    if running == "b":
        return "b"
    lead, _ = belief(brief, readings)
    left = brief.weeks - week
    a, b = (left * a_week(brief, to, lead) - price(brief, running, to) for to in "ab")
    return "b" if b > a + brief.spent_on_a else "a"


# %% wrong: runs whatever leads today
# loses: all
def decide(brief, week, running, readings):
    lead, _ = belief(brief, readings)
    return running if running not in moves(brief, "a" if lead > 0 else "b") else "a" if lead > 0 else "b"


# %% wrong: acts at once and corrects when that pays, whatever the door
# loses: all
def decide(brief, week, running, readings):
    lead, _ = belief(brief, readings)
    left = brief.weeks - week
    return max(
        moves(brief, running), key=lambda to: left * a_week(brief, to, lead) - price(brief, running, to)
    )


# %% wrong: takes the whole price of A, spent and to come, for the price of A
# loses: all
from dataclasses import replace

import numpy as np

LUCK = np.linspace(-2.4, 2.4, 25)
CHANCE = np.exp(-(LUCK**2) / 2) / np.exp(-(LUCK**2) / 2).sum()


def decide(brief, week, running, readings):
    return once_more(replace(brief, finish_a=brief.finish_a + brief.spent_on_a), week, running, readings)


def once_more(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week, belief(brief, readings)

    def worth(first):
        sums = []
        for k in range(1, left + 1):
            later = lead + LUCK * max(sd**2 - spread(brief, len(readings) + k) ** 2, 0) ** 0.5
            then = [(left - k) * a_week(brief, to, later) - price(brief, first, to) for to in moves(brief, first)]
            sums.append(k * a_week(brief, first, lead) - price(brief, running, first) + np.max(then, axis=0) @ CHANCE)
        return max(sums)

    return max(moves(brief, running), key=worth)


# %% wrong: plans as if every door opened both ways
# loses: one-way-doors-one-way, one-way-doors-spent, one-way-doors-end
from dataclasses import replace

import numpy as np

LUCK = np.linspace(-2.4, 2.4, 25)
CHANCE = np.exp(-(LUCK**2) / 2) / np.exp(-(LUCK**2) / 2).sum()


def decide(brief, week, running, readings):
    return once_more(replace(brief, reverse=2.0) if brief.one_way else brief, week, running, readings)


def once_more(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week, belief(brief, readings)

    def worth(first):
        sums = []
        for k in range(1, left + 1):
            later = lead + LUCK * max(sd**2 - spread(brief, len(readings) + k) ** 2, 0) ** 0.5
            then = [(left - k) * a_week(brief, to, later) - price(brief, first, to) for to in moves(brief, first)]
            sums.append(k * a_week(brief, first, lead) - price(brief, running, first) + np.max(then, axis=0) @ CHANCE)
        return max(sums)

    return max(moves(brief, running), key=worth)


# %% wrong: takes its time at a two-way door, since nothing presses, and then stays
# loses: one-way-doors-two-way, one-way-doors-spent, one-way-doors-end
from dataclasses import replace

import numpy as np

LUCK = np.linspace(-2.4, 2.4, 25)
CHANCE = np.exp(-(LUCK**2) / 2) / np.exp(-(LUCK**2) / 2).sum()


def decide(brief, week, running, readings):
    if brief.one_way:
        return once_more(brief, week, running, readings)
    if running != "neither" or week < 3:
        return running
    return once_more(replace(brief, reverse=np.inf), week, running, readings)


def once_more(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week, belief(brief, readings)

    def worth(first):
        sums = []
        for k in range(1, left + 1):
            later = lead + LUCK * max(sd**2 - spread(brief, len(readings) + k) ** 2, 0) ** 0.5
            then = [(left - k) * a_week(brief, to, later) - price(brief, first, to) for to in moves(brief, first)]
            sums.append(k * a_week(brief, first, lead) - price(brief, running, first) + np.max(then, axis=0) @ CHANCE)
        return max(sums)

    return max(moves(brief, running), key=worth)


# %% wrong: reckons well, and at first gives A a little for what it has cost
# loses: one-way-doors-spent
from dataclasses import replace

import numpy as np

LUCK = np.linspace(-2.4, 2.4, 25)
CHANCE = np.exp(-(LUCK**2) / 2) / np.exp(-(LUCK**2) / 2).sum()


def decide(brief, week, running, readings):
    if week < 2:
        brief = replace(brief, finish_a=brief.finish_a - 0.01 * brief.spent_on_a)
    return once_more(brief, week, running, readings)


def once_more(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week, belief(brief, readings)

    def worth(first):
        sums = []
        for k in range(1, left + 1):
            later = lead + LUCK * max(sd**2 - spread(brief, len(readings) + k) ** 2, 0) ** 0.5
            then = [(left - k) * a_week(brief, to, later) - price(brief, first, to) for to in moves(brief, first)]
            sums.append(k * a_week(brief, first, lead) - price(brief, running, first) + np.max(then, axis=0) @ CHANCE)
        return max(sums)

    return max(moves(brief, running), key=worth)


# %% wrong: takes the end for a week farther than it is
# loses: one-way-doors-end
import numpy as np

LUCK = np.linspace(-2.4, 2.4, 25)
CHANCE = np.exp(-(LUCK**2) / 2) / np.exp(-(LUCK**2) / 2).sum()


def decide(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week + 1, belief(brief, readings)

    def worth(first):
        sums = []
        for k in range(1, left + 1):
            later = lead + LUCK * max(sd**2 - spread(brief, len(readings) + k) ** 2, 0) ** 0.5
            then = [(left - k) * a_week(brief, to, later) - price(brief, first, to) for to in moves(brief, first)]
            sums.append(k * a_week(brief, first, lead) - price(brief, running, first) + np.max(then, axis=0) @ CHANCE)
        return max(sums)

    return max(moves(brief, running), key=worth)


# %% wrong: waits for what each week may show, but not for more than one week
# loses: all
import numpy as np


def decide(brief, week, running, readings):
    left, (lead, sd) = brief.weeks - week, belief(brief, readings)
    later = lead + np.linspace(-2, 2, 21) * spread(brief, len(readings) + 1)

    def for_good(to, at, weeks):
        return weeks * a_week(brief, to, at) - price(brief, running, to)

    wait = np.mean(np.max([for_good(to, later, left - 1) for to in moves(brief, running)], axis=0))
    best = max("ab" if running == "neither" else moves(brief, running), key=lambda to: for_good(to, lead, left))
    return "neither" if running == "neither" and wait > for_good(best, lead, left) else best


# %% wrong: stops what runs, which nobody offered
# loses: all
def decide(brief, week, running, readings):
    lead, sd = belief(brief, readings)
    if abs(lead) < sd:
        return "neither"
    return running if brief.one_way and running != "neither" else "a" if lead > 0 else "b"


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.doors import best as decide
