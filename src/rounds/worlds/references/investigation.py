"""Investigations solved exactly, by backward induction over what can be known; and trees to measure against."""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations, product
from math import prod

import numpy as np

from rounds.worlds.investigation import DecisionTree, Investigation, Known, worths

Chooses = Callable[[Investigation, Known], str | None]  # the fact to settle next, None to stop

_NO, _YES, _OPEN = 0, 1, 2  # what is known about a fact: an axis of every table


def best_tree(brief: Investigation) -> DecisionTree:
    """The tree that comes to most on average, as good as any there is."""
    names, stopped = list(brief.facts), _stopped(brief)
    table = _table(brief, stopped)

    def grow(state: tuple[int, ...], known: Known) -> DecisionTree:
        if table[state] <= stopped[state] + 1e-9:
            return _build(brief, known)
        for axis, name in enumerate(names):
            if state[axis] == _OPEN and _asked(brief, table, axis)[_at(state, axis, 0)] >= table[state] - 1e-9:
                so, no = (grow(_at(state, axis, answer), {**known, name: bool(answer)}) for answer in (_YES, _NO))
                return name, so, no
        raise AssertionError("a state is worth what stopping or some spike makes it worth")

    return grow((_OPEN,) * len(names), {})


def best_value(brief: Investigation) -> float:
    """What the best tree comes to on average, in days, net of spikes."""
    return float(_table(brief, _stopped(brief))[(_OPEN,) * len(brief.facts)])


def unasked(brief: Investigation) -> float:
    """What the best design saves on average before any spike, in days."""
    return max(worths(brief, {}).values())


def _stopped(brief: Investigation) -> np.ndarray:
    """What the best design is worth in every state of knowledge: one axis a fact, indexed by no, yes, open."""
    facts, count = list(brief.facts.values()), len(brief.facts)
    holds = [
        np.array([0.0, 1.0, fact.chance]).reshape([3 if i == axis else 1 for i in range(count)])
        for axis, fact in enumerate(facts)
    ]
    where = dict(zip(brief.facts, holds, strict=True))
    most = np.full((3,) * count, -np.inf)
    for design, base in brief.base.items():
        worth = base + sum(fact.effect[design] * held for fact, held in zip(facts, holds, strict=True))
        for group in brief.together:
            all_hold = reduce(np.multiply, (where[name] for name in group.facts))
            worth = worth + (group.design == design) * group.days * all_hold
        most = np.maximum(most, worth)
    return most


def _table(brief: Investigation, stopped: np.ndarray) -> np.ndarray:
    """The value of every state under the best tree: each round gets the states with one more open fact right."""
    table = stopped.copy()
    for _ in brief.facts:
        for axis in range(len(brief.facts)):
            still_open = _slice(axis, _OPEN)
            table[still_open] = np.maximum(table[still_open], np.take(_asked(brief, table, axis), 0, axis))
    return table


def _asked(brief: Investigation, table: np.ndarray, axis: int) -> np.ndarray:
    """What settling one open fact is worth in every state, less its price; its own axis has length 1."""
    fact = list(brief.facts.values())[axis]
    no, yes = (np.take(table, [answer], axis) for answer in (_NO, _YES))
    return fact.chance * yes + (1 - fact.chance) * no - fact.price


def _slice(axis: int, place: int) -> tuple[slice | int, ...]:
    return (*[slice(None)] * axis, place)


def _at(state: tuple[int, ...], axis: int, place: int) -> tuple[int, ...]:
    return (*state[:axis], place, *state[axis + 1 :])


def _build(brief: Investigation, known: Known) -> str:
    worth = worths(brief, known)
    return max(worth, key=lambda design: worth[design])


def grown(chooses: Chooses) -> Callable[[Investigation], DecisionTree]:
    """The tree that comes of choosing the next fact again and again, and then the best design."""

    def tree(brief: Investigation, known: Known | None = None) -> DecisionTree:
        known = known or {}
        name = chooses(brief, known)
        if name is None:
            return _build(brief, known)
        return name, tree(brief, {**known, name: True}), tree(brief, {**known, name: False})

    return tree


def gain(brief: Investigation, known: Known, names: Sequence[str]) -> float:
    """What settling all of `names` adds on average to the best design, less what they cost; in days."""
    after = 0.0
    for answers in product((True, False), repeat=len(names)):
        chance = prod(
            brief.facts[name].chance if holds else 1 - brief.facts[name].chance
            for name, holds in zip(names, answers, strict=True)
        )
        after += chance * max(worths(brief, {**known, **dict(zip(names, answers, strict=True))}).values())
    cost = sum(brief.facts[name].price for name in names)
    return after - max(worths(brief, known).values()) - cost


def _open(brief: Investigation, known: Known) -> list[str]:
    return [name for name in brief.facts if name not in known]


def _alone(brief: Investigation, known: Known) -> str | None:
    best = max(_open(brief, known), key=lambda name: gain(brief, known, [name]), default=None)
    return best if best and gain(brief, known, [best]) > 1e-9 else None


def _in_bundles(brief: Investigation, known: Known) -> str | None:
    left = _open(brief, known)
    groups = [group for size in (1, 2, 3) for group in combinations(left, size)]
    best = max(groups, key=lambda group: gain(brief, known, group), default=None)
    return best[0] if best and gain(brief, known, best) > 1e-9 else None


def _the_first(ranked: Callable[[Investigation], list[str]], most: int) -> Callable[[Investigation], DecisionTree]:
    """Settles the first `most` facts of a ranking, whatever the answers."""
    return grown(lambda brief, known: next((n for n in ranked(brief)[:most] if n not in known), None))


def _swing(brief: Investigation, name: str) -> float:
    fact = brief.facts[name]
    return fact.chance * (1 - fact.chance) * sum(map(abs, fact.effect.values()))


def _best_list(brief: Investigation) -> list[str]:
    """The facts to settle if all had to be named before the first answer."""
    names, stopped = list(brief.facts), _stopped(brief)
    best: tuple[float, list[str]] = (-np.inf, [])
    for size in range(len(names) + 1):
        for chosen in combinations(range(len(names)), size):
            value = stopped
            for axis in reversed(range(len(names))):
                fact = brief.facts[names[axis]]
                no, yes, still_open = (np.take(value, place, axis) for place in (_NO, _YES, _OPEN))
                value = fact.chance * yes + (1 - fact.chance) * no if axis in chosen else still_open
            listed = [names[axis] for axis in chosen]
            best = max(best, (float(value) - sum(brief.facts[name].price for name in listed), listed))
    return best[1]


spike_nothing = grown(lambda *_: None)
spike_everything = _the_first(lambda brief: list(brief.facts), 6)
spike_the_cheapest = _the_first(lambda brief: sorted(brief.facts, key=lambda name: brief.facts[name].price), 2)
spike_the_least_sure = _the_first(
    lambda brief: sorted(brief.facts, key=lambda name: abs(brief.facts[name].chance - 0.5)), 2
)
spike_the_largest = _the_first(lambda brief: sorted(brief.facts, key=lambda name: -_swing(brief, name)), 2)
one_at_a_time = grown(_alone)
in_bundles = grown(_in_bundles)


def listed_before(brief: Investigation) -> DecisionTree:
    """Settles the best list of facts that is written before the first answer, and all of it."""
    listed = _best_list(brief)
    return _the_first(lambda _: listed, len(listed))(brief)
