"""Strategies for the negotiation: utilities that agree with what was said, and what is commonly done instead."""

from functools import cache

import numpy as np

from rounds.worlds.stakeholders import (
    GROUPS,
    ISSUES,
    LEVELS,
    PACKAGES,
    ROUNDS,
    VERDICTS,
    History,
    Package,
    Reaction,
    imagined,
)

MIDDLE = [LEVELS // 2] * len(ISSUES)


@cache
def _log_surplus() -> np.ndarray:
    """The logarithm of what each imagined group has in each package; a walk-out counts as a tenth of a point."""
    return np.asarray(np.log(np.maximum(imagined()[1], 0) + 0.1))


def agree(history: History, _: int) -> list[int]:
    """The package with the largest mean log surplus over imagined groups that would have said the same."""
    if not history:
        return MIDDLE
    groups, log_surplus = imagined()[0], _log_surplus()
    total = np.zeros(len(PACKAGES))
    errors = np.zeros((len(GROUPS), len(groups.walk_away)))
    for package, reactions in history:
        verdict, issue, direction = groups.react(package)
        for number, said in enumerate(reactions):
            errors[number] += verdict != VERDICTS.index(said.verdict)
            errors[number] += (issue != said.issue).astype(int) + (direction != said.direction)
    for wrong in errors:
        likely = np.argsort(wrong, kind="stable")[:60]
        weights = np.exp(-2.0 * (wrong[likely] - wrong[likely[0]]))
        total += weights @ log_surplus[likely] / weights.sum()
    order = np.argsort(-total, kind="stable")[: ROUNDS + 1]
    tried = [package for package, _ in history]
    last = len(history) == ROUNDS - 1
    fresh = (package for package in PACKAGES[order].tolist() if last or package not in tried)
    return [int(level) for level in next(fresh)]


def split(_: History, __: int) -> list[int]:
    """The middle of every issue."""
    return MIDDLE


def steamroll(history: History, _: int) -> list[int]:
    """Moves to where the first group wants to be, whatever the others say."""
    return _moved(history[-1][0], history[-1][1][0].issue, 2 * history[-1][1][0].direction) if history else MIDDLE


def _goodwill(heard: tuple[list[int], list[Reaction]]) -> int:
    """How much a package pleased: a walk-out weighs more than all else."""
    return sum({"walk": -5, "live": 1, "glad": 2}[said.verdict] for said in heard[1])


def appease(history: History, number: int) -> list[int]:
    """Gives the least happy group its worst issue, one after the other, and ends on what pleased most."""
    if not history:
        return MIDDLE
    if number == ROUNDS - 1:
        return max(history, key=_goodwill)[0]
    package, reactions = history[-1]
    loudest = min(range(len(GROUPS)), key=lambda i: (VERDICTS.index(reactions[i].verdict), number + i))
    said = reactions[loudest]
    return _moved(package, said.issue, said.direction * (2 if said.verdict == "walk" else 1))


def ledger(history: History, number: int) -> list[int]:
    """Keeps for each group a range for each wish and a count of complaints; ends on what pleased most, if all live."""
    if not history:
        return MIDDLE
    total = np.zeros(len(PACKAGES))
    for group in range(len(GROUPS)):
        low, high = np.zeros(len(ISSUES)), np.full(len(ISSUES), LEVELS - 1.0)
        weights = np.full(len(ISSUES), 0.12)
        for package, reactions in history:
            said = reactions[group]
            weights[said.issue] += 0.35 * {"walk": 1.4, "live": 1.0, "glad": 0.6}[said.verdict]
            if said.direction > 0:
                low[said.issue] = max(low[said.issue], package[said.issue] + 1)
            elif said.direction < 0:
                high[said.issue] = min(high[said.issue], package[said.issue] - 1)
        lost = (weights / weights.sum() * np.abs(PACKAGES - (low + high) / 2) / 4).sum(axis=1)
        total += np.log(np.maximum(55 - 140 * lost, 2))
    if number == ROUNDS - 1:
        package, reactions = max(history, key=_goodwill)
        if _goodwill((package, reactions)) >= 5:
            return package
    return [int(level) for level in PACKAGES[total.argmax()]]


def _moved(package: Package, issue: int, step: int) -> list[int]:
    return [min(LEVELS - 1, max(0, level + step * (i == issue))) for i, level in enumerate(package)]
