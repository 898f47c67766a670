"""Policies for two designs and a door: the best one, by backward induction, and simpler and lazier ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from rounds.worlds.doors import NEITHER, STATES, Brief, Policy, Project, a_week, belief, moves, play, price, spread

POINTS, REACH = 181, 4.5  # of the grid of beliefs: how many, and how many standard deviations to each side


@dataclass(frozen=True, eq=False)
class Optimum:
    """What each decision is worth from then on, in thousands, if all later ones are the best.

    grid: beliefs in A's lead [point]. worth: week -> what runs -> decision -> worth at each belief [point].
    """

    brief: Brief
    grid: np.ndarray
    worth: tuple[dict[str, dict[str, np.ndarray]], ...]

    def at(self, week: int, running: str, readings: Sequence[float]) -> dict[str, float]:
        """What each possible decision is worth after these readings."""
        mean, _ = belief(self.brief, readings)
        return {to: float(np.interp(mean, self.grid, worth)) for to, worth in self.worth[week][running].items()}

    def lost(self, readings: Sequence[float], ran: Sequence[str]) -> float:
        """What a course gives away against the best decisions, in thousands, expected where each decision was made.

        In expectation over readings the sum is the regret of the policy; the luck of the true lead is not in it.
        """
        lost = 0.0
        for week, (before, chosen) in enumerate(zip([NEITHER, *ran[:-1]], ran, strict=True)):
            if len(moves(self.brief, before)) > 1:
                worths = self.at(week, before, readings[:week])
                lost += max(worths.values()) - worths[chosen]
        return lost


@lru_cache(maxsize=256)
def optimum(brief: Brief) -> Optimum:
    """Backward induction over the weeks on a grid of beliefs; what a reading will do to them is normal."""
    grid = brief.lead + brief.lead_sd * np.linspace(-REACH, REACH, POINTS)
    nodes, weights = np.polynomial.hermite_e.hermegauss(9)
    weights = weights / weights.sum()
    value, weeks = dict.fromkeys(STATES, np.zeros(POINTS)), []
    for week in reversed(range(brief.weeks)):
        step = math.sqrt(spread(brief, week) ** 2 - spread(brief, week + 1) ** 2)
        ahead = grid[:, None] + step * nodes
        now = {to: np.interp(ahead, grid, value[to]) @ weights + a_week(brief, to, grid) for to in STATES}
        worth = {
            running: {to: now[to] - price(brief, running, to) for to in moves(brief, running)} for running in STATES
        }
        value = {running: np.max(list(options.values()), axis=0) for running, options in worth.items()}
        weeks.append(worth)
    return Optimum(brief, grid, tuple(reversed(weeks)))


def best(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
    """The best decision."""
    worths = optimum(brief).at(week, running, readings)
    return max(worths, key=worths.__getitem__)


def for_good(brief: Brief, week: int, running: str, to: str, lead: float) -> float:
    """What it brings from this week on to let `to` run until the end, at this lead."""
    return (brief.weeks - week) * a_week(brief, to, lead) - price(brief, running, to)


def bets(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
    """What would bring most if it ran until the end, by today's belief."""
    mean, _ = belief(brief, readings)
    return max(moves(brief, running), key=lambda to: for_good(brief, week, running, to, mean))


def patient(one_way: float = 0.8, two_way: float = 0.4) -> Policy:
    """Starts the better design when its weekly lead, prices included, is so many standard deviations of the belief.

    The demand falls to nothing by the end. What runs is replaced when that pays by today's belief.
    """

    def policy(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
        if running != NEITHER:
            return bets(brief, week, running, readings)
        (mean, sd), left = belief(brief, readings), brief.weeks - week
        a, b = (for_good(brief, week, running, to, mean) for to in "ab")
        demand = (one_way if brief.one_way else two_way) * left / brief.weeks
        sure = abs(a - b) / left > demand * sd and max(a, b) > 0
        return ("a" if a > b else "b") if sure else NEITHER

    return policy


def never_back(policy: Policy) -> Policy:
    """As the policy until something runs, and then that stays."""
    return lambda brief, week, running, readings: (
        policy(brief, week, running, readings) if running == NEITHER else running
    )


def study(weeks: int) -> Policy:
    """Reads for so many weeks whatever the readings say, then bets for good."""
    return never_back(lambda brief, week, *rest: NEITHER if week < weeks else bets(brief, week, *rest))


def justifies(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
    """Stays with A until B is better by more than what was spent on A."""
    mean, _ = belief(brief, readings)
    a, b = (for_good(brief, week, running, to, mean) for to in "ab")
    if running == "b":
        return "b"
    return "b" if b > a + brief.spent_on_a else "a"


def finish_a(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:  # noqa: ARG001 - as the others
    """What is begun is finished."""
    return "a"


def whole_price(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
    """The best decision for somebody who sets what A has cost so far against it."""
    return best(replace(brief, finish_a=brief.finish_a + brief.spent_on_a), week, running, readings)


def one_way_only(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:
    """The best decision for somebody to whom every door is a one-way door."""
    return running if running != NEITHER else best(replace(brief, reverse=math.inf), week, running, readings)


def turncoat(brief: Brief, week: int, running: str, readings: Sequence[float]) -> str:  # noqa: ARG001
    """Runs whatever leads today."""
    lead, _ = belief(brief, readings)
    return running if running != NEITHER and brief.one_way else "a" if lead > 0 else "b"


at_once = never_back(bets)


class Figures(NamedTuple):
    """How a policy does on many projects, in the mean.

    lost: what it gives away a project against the best decisions, in thousands. read: weeks before anything is
    started. best_read: the same for the best policy.
    """

    lost: float
    read: float
    best_read: float


@lru_cache(maxsize=1024)
def best_read(project: Project) -> int:
    """The weeks that the best policy reads before it starts; kept, since each policy on a project asks."""
    return play(project, best).count(NEITHER)


def figures(projects: Sequence[Project], decide: Policy) -> Figures:
    """A policy's figures on these projects."""
    rows = []
    for project in projects:
        ran = play(project, decide)
        lost = optimum(project.brief).lost(project.readings, ran)
        rows.append((lost, ran.count(NEITHER), best_read(project)))
    return Figures(*(float(mean) for mean in np.mean(rows, axis=0)))
