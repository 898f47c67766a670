"""Networks between clients and appliances: who is linked to whom, at how many milliseconds, the same both ways.

`Links` is a dict from each node to its neighbours and the whole milliseconds to each, 1 or more. Answers get a function
instead, which tells the links of one node, since what costs is to ask.
"""

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Links = dict[str, dict[str, int]]


def joined(links: Links, one: str, other: str, ms: int) -> None:
    """Puts a link between two nodes, in place of an earlier one."""
    links.setdefault(one, {})[other] = ms
    links.setdefault(other, {})[one] = ms


def network(rng: random.Random, size: int) -> Links:
    """So many nodes, mostly connected, with few different latencies, so that ties are frequent."""
    names = rng.sample([f"n{number}" for number in range(size)], size)
    links: Links = {name: {} for name in names}
    for at, name in enumerate(names[1:], start=1):
        for other in rng.sample(names[:at], min(at, rng.choice([0, 1, 1, 1, 2, 2]))):
            joined(links, name, other, rng.randint(1, 5))
    return links


def long_way(rng: random.Random, size: int) -> Links:
    """A line of fast links with slower ones across: the more hops a path has, the shorter it takes."""
    names = rng.sample([f"n{number}" for number in range(size)], size)
    links: Links = {name: {} for name in names}
    for at in range(size):
        for step in range(2, 5):
            if at + step < size and rng.random() < 0.4:
                joined(links, names[at], names[at + step], 3 * step + rng.randint(-1, 2))
    for one, other in pairwise(names):
        joined(links, one, other, rng.randint(1, 3))
    return links


def posed(rng: random.Random, links: Links) -> tuple[Links, list[str], str]:
    """A question about a network: which appliances hold the title (some are not of this network), and who asks."""
    holders = rng.sample([*links, "x1", "x2"], min(rng.choice([1, 1, 2, 3]), len(links)))
    return links, holders, rng.choice(list(links))


def posed_within(rng: random.Random, size: int) -> tuple[Links, list[str], str, int]:
    """A question with a limit of hops, half of the time from one end of a long way to the other."""
    if rng.random() < 0.5:
        return *posed(rng, network(rng, size)), rng.randrange(6)
    first, *_, last = links = long_way(rng, size + 2)
    return links, [last], first, rng.randint(1, 6)


def posed_for_all(rng: random.Random, size: int) -> tuple[Links, list[str], list[str]]:
    """A question for up to four clients, some not of this network."""
    links, holders, _ = posed(rng, network(rng, size))
    return links, holders, rng.sample([*links, "x1"], rng.randrange(min(5, len(links) + 1)))


def tied(one: str, other: str) -> Links:
    """c is 3 ms from both: from `one` by b or d, from `other` by a alone."""
    links: Links = {}
    for pair in [("c", "d", 2), ("c", "b", 1), ("c", "a", 1), ("a", other, 2), ("b", one, 2), ("d", one, 1)]:
        joined(links, *pair)
    return links


def mesh(rng: random.Random, side: int) -> Links:
    """A square of side x side nodes, each linked to those beside, below and above it, at 5 to 15 ms."""
    links: Links = {}
    for x in range(side):
        for y in range(side):
            if x:
                joined(links, f"n{x}-{y}", f"n{x - 1}-{y}", rng.randint(5, 15))
            if y:
                joined(links, f"n{x}-{y}", f"n{x}-{y - 1}", rng.randint(5, 15))
    return links


def streets(rng: random.Random, count: int, boxes: int = 8) -> tuple[Links, list[str], list[str]]:
    """Streets behind a few appliances: a network, the appliances, and one box a street that plays a title now.

    The box that plays is 1 ms from its street's switch, the others 5 to 9 ms; the switch is 20 to 23 ms from one or two
    appliances.
    """
    links: Links = {}
    appliances = [f"a{number}" for number in range(4)]
    for street in range(count):
        for appliance in rng.sample(appliances, rng.randint(1, 2)):
            joined(links, f"switch{street}", appliance, rng.randint(20, 23))
        for box in range(boxes):
            joined(links, f"switch{street}", f"box{street}-{box}", rng.randint(5, 9) if box else 1)
    return links, [each for each in appliances if each in links], [f"box{street}-0" for street in range(count)]


def smaller_networks(arguments: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Fewer nodes, boldest first, fewer links, fewer names, fewer hops, shorter links: to show the smallest failure.

    The arguments are a network, the holders, one client or a list of them, and perhaps a number of hops.
    """
    links, holders, asking, *rest = arguments
    names, size = list(links), len(links)
    while size:
        for at in range(0, len(names), size):
            gone = set(names[at : at + size])
            if type(asking) is list or asking not in gone:
                fewer = [name for name in asking if name not in gone] if type(asking) is list else asking
                yield _without(links, gone), [name for name in holders if name not in gone], fewer, *rest
        size //= 2
    pairs = [(one, other) for one in links for other in links[one] if one < other]
    for one, other in pairs:
        cut = {name: {n: ms for n, ms in near.items() if {name, n} != {one, other}} for name, near in links.items()}
        yield cut, holders, asking, *rest
    yield from ((links, [*holders[:at], *holders[at + 1 :]], asking, *rest) for at in range(len(holders)))
    if rest and rest[0] > 0:
        yield links, holders, asking, rest[0] - 1
    for one, other in pairs:
        if (ms := links[one][other]) > 1:
            shorter = {name: dict(near) for name, near in links.items()}
            joined(shorter, one, other, ms - 1)
            yield shorter, holders, asking, *rest


def _without(links: Links, gone: set[str]) -> Links:
    return {
        name: {other: ms for other, ms in near.items() if other not in gone}
        for name, near in links.items()
        if name not in gone
    }
