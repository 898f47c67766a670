"""Talks about a career: the best one, by dynamic programming over sets, and some that look good."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

from rounds.worlds.career import SECONDS, THEMES, Audience, Brief, Event, anybody, in_the_order, worth


def best(events: Sequence[Event], audience: Audience, seconds: int = SECONDS, *, by_time: bool = False) -> list[str]:
    """The best talk of all; with `by_time`, the best of those that keep the order in which things happened.

    What an event adds depends on which were told before and not on their order: their seconds, their themes. So one
    talk, the best, is kept for each set of events (Held and Karp, 1962, for the travelling salesman).
    """
    bit = {event.id: 1 << place for place, event in enumerate(events)}
    needs = [sum(bit.get(name, 0) for name in e.after) if all(n in bit for n in e.after) else -1 for e in events]
    values = [event.impact * audience.weights[event.theme] for event in events]
    alike = [sum(bit[other.id] for other in events if other.theme == event.theme) for event in events]
    level: dict[int, tuple[float, int, tuple[int, ...]]] = {0: (0.0, 0, ())}
    top = level[0]
    while level:
        following: dict[int, tuple[float, int, tuple[int, ...]]] = {}
        for known, (value, now, told) in level.items():
            top = max(top, (value, now, told))
            attention = 0.5 ** (now / audience.half_life)
            for i in range(told[-1] + 1 if by_time and told else 0, len(events)):
                after, ends = known | 1 << i, now + events[i].seconds
                if after == known or ends > seconds or needs[i] & ~known:
                    continue
                total = value + values[i] * attention * audience.repeat ** (known & alike[i]).bit_count()
                if after not in following or total > following[after][0]:
                    following[after] = (total, ends, (*told, i))
        level = following
    return [events[i].id for i in top[2]]


def greedy(events: Sequence[Event], audience: Audience, seconds: int = SECONDS, *, chains: bool = True) -> list[str]:
    """Next what brings most in a second; with `chains`, a pay-off together with the set-ups that it lacks."""
    told: list[str] = []
    known = {event.id: event for event in events}
    now, heard = 0, dict.fromkeys(THEMES, 0)
    while True:
        offers = []
        for event in events:
            chain = [] if event.id in told else _chain(event, known, told)
            takes = sum(known[name].seconds for name in chain)
            if chain and now + takes <= seconds and (chains or len(chain) == 1):
                offers.append((_brings(chain, known, now, dict(heard), audience) / takes, chain))
        if not offers:
            return told
        for name in max(offers)[1]:
            told.append(name)
            now += known[name].seconds
            heard[known[name].theme] += 1


def _chain(event: Event, known: dict[str, Event], told: Sequence[str]) -> list[str]:
    before = [n for name in event.after if name not in told for n in _chain(known[name], known, told)]
    return [*dict.fromkeys(before), event.id]


def _brings(chain: list[str], known: dict[str, Event], now: int, heard: dict[str, int], audience: Audience) -> float:
    total = 0.0
    for event in (known[name] for name in chain):
        fresh = audience.repeat ** heard[event.theme] * 0.5 ** (now / audience.half_life)
        total += event.impact * audience.weights[event.theme] * fresh
        now, heard[event.theme] = now + event.seconds, heard[event.theme] + 1
    return total


def mean_share(tell: Callable[[Brief], Sequence[str]], briefs: Sequence[Brief]) -> float:
    """How much of what the best talk brings these talks bring, on average over the briefs."""
    return fmean(
        worth(b.events, tell(b), b.audience) / worth(b.events, best(b.events, b.audience, b.seconds), b.audience)
        for b in briefs
    )


# Ways to tell a career, each with one mistake, the worst first.
WAYS: dict[str, Callable[[Brief], list[str]]] = {
    "from the beginning": lambda b: in_the_order(b.events, b.seconds),
    "the latest first": lambda b: in_the_order(b.events[::-1], b.seconds),
    "the best for anybody": lambda b: best(b.events, replace(b.audience, weights=anybody().weights), b.seconds),
    "next, the most a second": lambda b: greedy(b.events, b.audience, b.seconds, chains=False),
    "the best in order of time": lambda b: best(b.events, b.audience, b.seconds, by_time=True),
    "as if nothing were dull twice": lambda b: best(b.events, replace(b.audience, repeat=1.0), b.seconds),
    "the most a second, set-ups too": lambda b: greedy(b.events, b.audience, b.seconds),
    "as if attention lasted": lambda b: best(b.events, replace(b.audience, half_life=600.0), b.seconds),
}
