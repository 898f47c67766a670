"""Plans for paying debt: one that weighs each debt against the work that will pass through it, and lazier ones."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from rounds.worlds.debt import Figures, Plan, Sprint, codebase, figures

WEIGHT = 2.4  # days of work that the usual interest counts for beside what is measured


def estimate(sprint: Sprint) -> np.ndarray:
    """Days lost a day of work, from the tracker; drawn towards the usual where little work was done."""
    return np.asarray((sprint.drag.sum(axis=0) + sprint.usual * WEIGHT) / (sprint.effort.sum(axis=0) + WEIGHT))


def weighing(*, measured: bool = True, traffic: bool = True) -> Plan:
    """Pays a debt when the drag that it will cause before the horizon exceeds its principal, best ratio first.

    Before the launch the horizon is the launch, and what is worth little until then waits. After it the horizon is the
    end, and work is taken to be halfway between this sprint's and the last that is on the road map. Without `measured`
    every debt has the usual interest; without `traffic` work is taken to pass through all modules alike.
    """

    def plan(sprint: Sprint) -> dict[int, float]:
        owed = sprint.principal
        interest = estimate(sprint) if measured else np.full(len(owed), sprint.usual)
        now, later = sprint.road_map[0], sprint.road_map[-1]
        before = sprint.number < sprint.launch
        touch, horizon = (now, sprint.launch) if before else ((now + later) / 2, sprint.end)
        if not traffic:
            touch = np.full(len(owed), 1 / len(owed))
        a_sprint = sprint.capacity / (1 + now @ np.where(owed > 0, interest, 0))  # feature work at today's drag
        saved = (horizon - sprint.number) * a_sprint * touch * interest
        pays, budget = {}, sprint.capacity
        for module in sorted(np.flatnonzero(owed).tolist(), key=lambda module: -saved[module] / owed[module]):
            if saved[module] > owed[module] and budget > 0:
                pays[module] = min(float(owed[module]), budget)
                budget -= pays[module]
        return pays

    return plan


def in_order(part: float, order: Callable[[Sprint], np.ndarray]) -> Plan:
    """Spends `part` of each sprint on debts, those first for which `order` is least."""

    def plan(sprint: Sprint) -> dict[int, float]:
        budget, pays = part * sprint.capacity, {}
        for module in np.argsort(order(sprint), kind="stable").tolist():
            pays[module] = min(budget, float(sprint.principal[module]))
            budget -= pays[module]
        return pays

    return plan


def backlog(sprint: Sprint) -> np.ndarray:
    """The order in which the debts were written down."""
    return np.arange(len(sprint.principal))


def until_launch(sprint: Sprint) -> dict[int, float]:
    """As the reference up to the launch, nothing after it."""
    return dict(reference(sprint)) if sprint.number < sprint.launch else {}


def at_the_last_moment(sprint: Sprint) -> dict[int, float]:
    """As the reference up to the launch, then nothing until the final sprints are near."""
    if sprint.number < sprint.launch:
        return dict(reference(sprint))
    return dict(all_first(sprint)) if sprint.number >= sprint.end - 5 else {}


reference = weighing()
unmeasured = weighing(measured=False)
traffic_ignored = weighing(traffic=False)
all_first = in_order(1.0, backlog)
a_fifth = in_order(0.2, backlog)
never = in_order(0.0, backlog)


@lru_cache(maxsize=8)
def our_figures(seeds: Sequence[int]) -> Figures:
    """The reference's figures over these code bases; computed once for the same tuple of seeds."""
    return figures([codebase(seed) for seed in seeds], reference)
