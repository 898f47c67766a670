"""Whom to tell what: the best audience for each fact, and the rules that are commonly followed instead."""

from collections.abc import Callable, Iterable
from itertools import chain, combinations

import numpy as np

from rounds.worlds.facts import Message, Situation, net_days

Rule = Callable[[Situation], set[Message]]


def audiences(situation: Situation, fact: int) -> Iterable[set[Message]]:
    """All sets of teams that could be told of a fact, as messages; those who know it are never among them."""
    ignorant = np.flatnonzero(~situation.knows[:, fact].astype(bool)).tolist()
    sets = chain.from_iterable(combinations(ignorant, n) for n in range(len(ignorant) + 1))
    return ({(fact, team) for team in told} for told in sets)


def _facts(situation: Situation) -> range:
    return range(situation.needs.shape[1])


def best_audiences(situation: Situation) -> set[Message]:
    """For each fact the best of all audiences: the optimum, since facts do not touch each other."""
    chosen: set[Message] = set()
    for fact in _facts(situation):
        chosen |= max(audiences(situation, fact), key=lambda told: net_days(situation, told))
    return chosen


def one_by_one(situation: Situation) -> set[Message]:
    """The message that brings most, then the next, while one pays; fact by fact, which comes to the same."""
    chosen: set[Message] = set()
    for fact in _facts(situation):
        left = np.flatnonzero(~situation.knows[:, fact].astype(bool)).tolist()
        told: set[Message] = set()
        while left:
            team = max(left, key=lambda team: net_days(situation, {*told, (fact, team)}))
            if net_days(situation, {*told, (fact, team)}) <= net_days(situation, told):
                break
            told.add((fact, team))
            left.remove(team)
        chosen |= told
    return chosen


def everything(situation: Situation) -> set[Message]:
    """Everything to everybody who does not know it."""
    return {(int(fact), int(team)) for team, fact in np.argwhere(~situation.knows.astype(bool))}


def nothing(_: Situation) -> set[Message]:
    """No messages."""
    return set()


def broadcast(situation: Situation) -> set[Message]:
    """A fact to everybody who does not know it, where that pays."""
    chosen: set[Message] = set()
    for fact in _facts(situation):
        to_all = {message for message in everything(situation) if message[0] == fact}
        if net_days(situation, to_all) > 0:
            chosen |= to_all
    return chosen


def who_needs_it(situation: Situation) -> set[Message]:
    """A fact to each team that would lose more than the price by staying where it is."""
    worth = situation.needs**2 * situation.size > situation.price
    return {(fact, team) for fact, team in everything(situation) if worth[team, fact]}


def loudest(situation: Situation) -> set[Message]:
    """The three largest facts to everybody who does not know them."""
    largest = np.argsort(-situation.size)[:3].tolist()
    return {(fact, team) for fact, team in everything(situation) if fact in largest}


RULES: dict[str, Rule] = {
    "everything to everybody": everything,
    "the loudest three": loudest,
    "who needs it": who_needs_it,
    "a fact to all, if it pays": broadcast,
    "one message at a time": one_by_one,
}
