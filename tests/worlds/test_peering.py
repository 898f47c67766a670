"""The drawn networks keep their promises, and the slow references agree with all paths written out."""

import random
from collections.abc import Iterator

from rounds.worlds.peering import (
    Links,
    long_way,
    mesh,
    network,
    posed,
    posed_for_all,
    posed_within,
    smaller_networks,
    streets,
    tied,
)
from rounds.worlds.references.peering import (
    asked_for_all,
    asked_to_find,
    asked_within,
    nearest,
    nearest_for_all,
    nearest_within,
)


def paths(links: Links, path: list[str], ms: int = 0) -> Iterator[tuple[int, list[str]]]:
    yield ms, path
    for other, more in links.get(path[-1], {}).items():
        if other not in path:
            yield from paths(links, [*path, other], ms + more)


def test_links_are_the_same_both_ways():
    rng = random.Random(1)
    for links in (network(rng, 12), long_way(rng, 12), mesh(rng, 5), streets(rng, 4)[0], tied("x", "y")):
        assert all(links[other][name] == ms >= 1 for name, near in links.items() for other, ms in near.items())


def test_the_nearest_is_the_least_of_all_paths():
    for seed in range(60):
        rng = random.Random(seed)
        links, holders, client, hops = posed_within(rng, 7)
        told = [(ms, path[-1]) for ms, path in paths(links, [client]) if path[-1] in holders and len(path) <= hops + 1]
        assert nearest_within(links, holders, client, hops) == min(told, default=None)
        links, holders, client = posed(rng, network(rng, 7))
        told = [(ms, path[-1]) for ms, path in paths(links, [client]) if path[-1] in holders]
        assert nearest(links, holders, client) == min(told, default=None)


def test_a_limit_of_hops_often_counts():
    questions = [posed_within(random.Random(seed), 8) for seed in range(200)]
    dearer = [nearest_within(*each) != nearest(*each[:3]) for each in questions]
    assert 40 < sum(dearer) < 160


def test_ties_and_clients():
    assert nearest(tied("x", "y"), ["y", "x"], "c") == nearest(tied("y", "x"), ["y", "x"], "c") == (3, "x")
    assert nearest_for_all({}, ["c"], ["c", "b"]) == {"c": (0, "c"), "b": None}


def test_what_must_be_asked_is_a_small_part():
    rng = random.Random(5)
    links = mesh(rng, 16)
    client, *holders = rng.sample(list(links), 5)
    assert 1 <= asked_to_find(links, holders, client) < 200
    assert asked_within(links, "n8-8", 3) == 13
    links, holders, clients = streets(rng, 25)
    assert asked_for_all(links, holders, clients) == 54
    assert asked_for_all({"c": {}, "h": {"a": 1}, "a": {"h": 1}}, ["h"], ["c"]) == 2


def test_smaller_networks_stay_whole():
    rng = random.Random(2)
    for arguments in (posed(rng, network(rng, 6)), posed_within(rng, 6), posed_for_all(rng, 6)):
        for links, _, asking, *_ in smaller_networks(arguments):
            assert all(links[other][name] == ms >= 1 for name, near in links.items() for other, ms in near.items())
            assert type(asking) is type(arguments[2])
