"""Exact chances that a room decides right, the best of all polls, and the rules that are commonly followed instead."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np

from rounds.worlds.rooms import HEED, RELIEF, SIGNED, UNSIGNED, Person, Poll, Room

Rule = Callable[[Room], Poll]


def chances_aloud(room: Room, orders: np.ndarray, relief: float = RELIEF) -> np.ndarray:
    """The chance that the room decides right for each of the `orders` [order, place], exact.

    All that matters of the past is what was said, so each order is a tree of words, with 32 leaves for five people.
    """
    figures = np.array([(p.skill, p.record, p.fear, p.sway, p.years * HEED) for p in room])
    reach = np.full((2, len(orders), 1), 0.5)  # the chance to come to each branch where shipping is right, and wrong
    heard = tally = np.zeros((len(orders), 1))
    broken = np.zeros((len(orders), 1), dtype=bool)
    for place in orders.T:
        skill, record, fear, sway, press = figures[place].T[:, :, None]
        up, down = record + sway * heard > 0, sway * heard - record > 0  # thinks "ship" after reading so, and not so
        thinks = np.stack([skill * up + (1 - skill) * down, (1 - skill) * up + skill * down])
        says = thinks + (1 - thinks) * fear * np.where(broken, relief, 1.0)
        reach = np.concatenate([reach * says, reach * (1 - says)], axis=2)
        heard = np.concatenate([heard + press, heard - press], axis=1)
        tally = np.concatenate([tally + record, tally - record], axis=1)
        broken = np.concatenate([broken, np.ones_like(broken)], axis=1)
    return np.asarray((reach[0] * (tally > 0) + reach[1] * (tally <= 0)).sum(axis=1))


def chance_right(room: Room, poll: Poll, relief: float = RELIEF) -> float:
    """The chance that the room decides right under this poll, exact."""
    if poll == UNSIGNED:
        right = np.ones(1)  # the chance of each number of right votes
        for person in room:
            right = np.convolve(right, (1 - person.skill, person.skill))
        return float(right[len(room) // 2 + 1 :].sum())
    if poll == SIGNED:  # as if aloud, with nobody listening
        deaf = tuple(replace(person, sway=0.0) for person in room)
        return float(chances_aloud(deaf, np.arange(len(room))[None], relief=1.0)[0])
    return float(chances_aloud(room, np.array([poll]), relief)[0])


@cache
def _orders(people: int) -> np.ndarray:
    return np.array(list(permutations(range(people))))


@cache
def best(room: Room, relief: float = RELIEF) -> tuple[Poll, float]:
    """The best of all 122 polls, and the chance that the room decides right under it."""
    orders = _orders(len(room))
    aloud = chances_aloud(room, orders, relief)
    order = orders[aloud.argmax()].tolist()
    chances = [(chance_right(room, SIGNED), SIGNED), (chance_right(room, UNSIGNED), UNSIGNED), (aloud.max(), order)]
    chance, poll = max(chances, key=lambda each: each[0])
    return poll, float(chance)


def loss(room: Room, poll: Poll, relief: float = RELIEF) -> float:
    """By how much the chance to decide right falls short of the best poll's."""
    return best(room, relief)[1] - chance_right(room, poll, relief)


def ordered(key: Callable[[Room, int], float]) -> Rule:
    """Aloud, the smallest `key` first."""
    return lambda room: sorted(range(len(room)), key=lambda i: key(room, i))


juniors_first = ordered(lambda room, i: room[i].years)
seniors_first = ordered(lambda room, i: -room[i].years)
experts_first = ordered(lambda room, i: -room[i].skill)
boldest_first = ordered(lambda room, i: room[i].fear)


def always(poll: str) -> Rule:
    """In writing, always."""
    return lambda _: poll


def by_fear(room: Room) -> Poll:
    """Without names where people are afraid, else signed."""
    return UNSIGNED if sum(person.fear for person in room) > 0.25 * len(room) else SIGNED


def by_fear_or_bold(room: Room) -> Poll:
    """As `by_fear`, but aloud where somebody in a room of fear has none: that one first."""
    if by_fear(room) == UNSIGNED and min(person.fear for person in room) < 0.25:
        return boldest_first(room)
    return by_fear(room)


def named_rules(room: Room) -> Poll:
    """The best of the six polls that have a name."""
    spoken = (rule(room) for rule in (juniors_first, seniors_first, experts_first, boldest_first))
    return max((SIGNED, UNSIGNED, *spoken), key=lambda poll: chance_right(room, poll))


def some_room(rng: random.Random, size: int) -> Room:
    """Any people, one of them at size 1 and up to five at size 3; figures with two digits, as one reads them."""
    people = rng.choice(range(1, 2 * size, 2))
    drawn = ((rng.randrange(52, 96) / 100, rng.randrange(96) / 100, rng.randrange(31) / 20) for _ in range(people))
    return tuple(Person(*figures, rng.randrange(1, 21)) for figures in drawn)


RULES: dict[str, Rule] = {
    "seniors first": seniors_first,
    "juniors first": juniors_first,
    "experts first": experts_first,
    "always signed": always(SIGNED),
    "always unsigned": always(UNSIGNED),
    "unsigned if afraid, else signed": by_fear,
}


def losses(rule: Rule, rooms: Iterable[Room], relief: float = RELIEF) -> float:
    """The mean loss of a rule over some rooms."""
    return float(np.mean([loss(room, rule(room), relief) for room in rooms]))
