"""Services that need one another at start-up: drawn landscapes, shapes that are hard, and how to make them smaller.

`Needs` is a dict from each service to those that must be up before it; its order is the order of preference. GRAHAM and
its seconds are the example of R. L. Graham, "Bounds on Multiprocessing Timing Anomalies", SIAM Journal on Applied
Mathematics 17(2), 1969.
"""

import random
from collections.abc import Iterator
from typing import Any

Needs = dict[str, list[str]]
Seconds = dict[str, float]

GRAHAM: Needs = {
    "s1": [], "s2": [], "s3": [], "s4": [], "s5": ["s4"], "s6": ["s4"], "s7": ["s4"], "s8": ["s4"], "s9": ["s1"],
}  # fmt: skip
GRAHAM_SECONDS: Seconds = {"s1": 3, "s2": 2, "s3": 2, "s4": 2, "s5": 4, "s6": 4, "s7": 4, "s8": 4, "s9": 9}


def landscape(rng: random.Random, size: int) -> Needs:
    """`size` services without a cycle, listed in an order that says nothing; some name a need twice."""
    names = [f"s{number}" for number in range(size)]
    rng.shuffle(names)
    needs = {name: rng.sample(names[:at], rng.randint(0, min(at, 3))) for at, name in enumerate(names)}
    for each in needs.values():
        if each and rng.random() < 0.2:
            each.append(each[0])
    return {name: needs[name] for name in rng.sample(names, size)}


def knotted(rng: random.Random, size: int) -> Needs:
    """`size` services with a need or two each, of any others or of themselves: mostly with a cycle, and tails at it."""
    names = [f"s{number}" for number in range(size)]
    return {name: rng.choices(names, k=rng.choice([0, 1, 1, 2])) for name in names}


def timed(rng: random.Random, size: int) -> tuple[Needs, Seconds, int]:
    """A landscape, the seconds that each service takes (half ones too), and how many may start at once."""
    needs = landscape(rng, size)
    return needs, {name: rng.randint(1, 9) / 2 for name in needs}, rng.randint(1, 4)


def disguised(rng: random.Random) -> tuple[Needs, Seconds, int]:
    """Graham's example under other names, with other seconds and services beside it, and 4 to 8 slots."""
    names = dict(zip(GRAHAM, rng.sample([f"t{number}" for number in range(100)], len(GRAHAM)), strict=True))
    needs = {names[name]: [names[other] for other in others] for name, others in GRAHAM.items()}
    unit = rng.randint(3, 9)
    seconds = {names[name]: each * unit + rng.randint(-1, 1) for name, each in GRAHAM_SECONDS.items()}
    for number in range(rng.randint(0, 2)):
        needs[f"u{number}"], seconds[f"u{number}"] = [names["s9"]], rng.randint(1, unit)
    return needs, seconds, rng.choice([4, 4, 5, 7, 8])


def deep(length: int) -> Needs:
    """A chain, listed from its top: each service needs the next in the list."""
    return {f"s{number}": [f"s{number - 1}"] if number else [] for number in reversed(range(length))}


def ladder(layers: int) -> Needs:
    """Two services a layer, each of which needs both of the layer below: 2 ** layers ways down."""
    return {
        f"{side}{layer}": [f"a{layer - 1}", f"b{layer - 1}"] if layer else []
        for layer in range(layers)
        for side in "ab"
    }


def smaller_landscapes(arguments: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Fewer services, boldest first, then fewer needs, shorter seconds, fewer slots: to show the smallest failure."""
    needs, *rest = arguments
    names, size = list(needs), len(needs)
    while size:
        for at in range(0, len(names), size):
            gone = set(names[at : at + size])
            yield tuple(_without(each, gone) if isinstance(each, dict) else each for each in arguments)
        size //= 2
    for name, others in needs.items():
        for at in range(len(others)):
            yield {**needs, name: others[:at] + others[at + 1 :]}, *rest
    if rest:
        seconds, slots = rest
        yield from ((needs, {**seconds, name: 1}, slots) for name in seconds if seconds[name] != 1)
        yield from ((needs, seconds, fewer) for fewer in (1, slots - 1) if fewer < slots and slots > 1)


def _without(each: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    return {
        name: [other for other in value if other not in gone] if isinstance(value, list) else value
        for name, value in each.items()
        if name not in gone
    }
