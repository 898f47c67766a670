"""Plans of action items: the exact best, a search by replay, and what reviews commonly do first."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from rounds.worlds.repairs import Item, Year, every_plan, filled, least_lost, replays

Replay = Callable[[list[str]], float]
Choose = Callable[[list[Item], int, Replay], list[str]]


def best(year: Year) -> list[str]:
    """The plan with the least loss of all that the days allow, by trying every one."""
    done, days, minutes = every_plan(year)
    place = int(np.argmin(np.where(days <= year.days, minutes, np.inf)))
    return [item.id for item, chosen in zip(year.items, done[place], strict=True) if chosen]


def from_pairs(items: list[Item], days: int, replay: Replay) -> list[str]:
    """The reference: plans grown from nothing and from the best 40 pairs, and of these the best; some 580 replays."""
    takes = {item.id: item.days for item in items}
    minutes = remembered(replay)
    pairs = [list(pair) for pair in combinations(takes, 2) if sum(takes[name] for name in pair) <= days]
    pairs.sort(key=lambda pair: (minutes(pair) - minutes([])) / sum(takes[name] for name in pair))
    return min((grown(start, takes, days, minutes) for start in ([], *pairs[:40])), key=minutes)


def greedy(items: list[Item], days: int, replay: Replay) -> list[str]:
    """The next item is always the one that saves most for a day, beside those that are chosen."""
    return grown([], {item.id: item.days for item in items}, days, remembered(replay))


def remembered(replay: Replay) -> Replay:
    """The same replay, which makes no plan twice."""
    known: dict[frozenset[str], float] = {}

    def minutes(chosen: list[str]) -> float:
        plan = frozenset(chosen)
        if plan not in known:
            known[plan] = replay(sorted(plan))
        return known[plan]

    return minutes


def grown(start: list[str], takes: dict[str, int], days: int, minutes: Replay) -> list[str]:
    """Adds, while the days last, whatever saves most for a day."""
    plan = list(start)
    while True:
        left = days - sum(takes[name] for name in plan)
        able = [name for name in takes if name not in plan and takes[name] <= left]
        if not able:
            return plan
        plan.append(min(able, key=lambda name: (minutes([*plan, name]) - minutes(plan)) / takes[name]))


def one_by_one(items: list[Item], days: int, replay: Replay) -> list[str]:
    """First what saves most for a day when it is done alone."""
    nothing = replay([])
    return filled(sorted(items, key=lambda item: (replay([item.id]) - nothing) / item.days), days)


def biggest(items: list[Item], days: int, replay: Replay) -> list[str]:
    """First what saves most when it is done alone, however long it takes."""
    return filled(sorted(items, key=lambda item: replay([item.id])), days)


def as_filed(items: list[Item], days: int, _: Replay) -> list[str]:
    """The root cause first, then as the review filed them."""
    return filled(items, days)


def cheapest(items: list[Item], days: int, _: Replay) -> list[str]:
    """As many as can be done."""
    return filled(sorted(items, key=lambda item: item.days), days)


def first(kind: str) -> Choose:
    """All items of a kind first, then as filed."""
    return lambda items, days, _: filled(sorted(items, key=lambda item: item.kind != kind), days)


def nothing(_: list[Item], __: int, ___: Replay) -> list[str]:
    """Nothing is done: it was bad luck."""
    return []


def captured(choose: Choose, years: Sequence[Year]) -> float:
    """The mean share of what the best plan saves that a way to choose saves."""
    shares = []
    for year in years:
        minutes = replays(year)
        saved = minutes([]) - minutes(choose(year.items, year.days, minutes))
        shares.append(saved / (minutes([]) - least_lost(year)))
    return float(np.mean(shares))
