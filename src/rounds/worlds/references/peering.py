"""Slow, obviously right answers to `nearest-appliance`: all distances, by relaxing every link again and again."""

from collections.abc import Iterable

from rounds.worlds.peering import Links

Found = tuple[int, str]


def distances(links: Links, start: str, hops: int) -> dict[str, int]:
    """The least milliseconds from `start` to each node over at most `hops` links (Bellman and Ford)."""
    least = {start: 0}
    for _ in range(hops):
        longer = dict(least)
        for one, ms in least.items():
            for other, more in links.get(one, {}).items():
                longer[other] = min(longer.get(other, ms + more), ms + more)
        if longer == least:
            break
        least = longer
    return least


def nearest_within(links: Links, holders: Iterable[str], client: str, hops: int) -> Found | None:
    """The least (milliseconds, name) among the holders that can be reached."""
    if hops < 0:
        raise ValueError("fewer than no hops")
    least = distances(links, client, hops)
    return min(((least[name], name) for name in holders if name in least), default=None)


def nearest(links: Links, holders: Iterable[str], client: str) -> Found | None:
    """The same with as many hops as there are nodes."""
    return nearest_within(links, holders, client, len(links))


def nearest_for_all(links: Links, holders: list[str], clients: list[str]) -> dict[str, Found | None]:
    """One client after the other."""
    return {client: nearest(links, holders, client) for client in clients}


def asked_to_find(links: Links, holders: list[str], client: str) -> int:
    """How many nodes lie no farther than the nearest holder: whoever searches by distance asks no others."""
    found = nearest(links, holders, client)
    return sum(found is None or ms <= found[0] for ms in distances(links, client, len(links)).values())


def asked_for_all(links: Links, holders: list[str], clients: list[str]) -> int:
    """How many nodes lie no farther from their nearest holder than the last of the clients does."""
    to_each = [distances(links, holder, len(links)) for holder in holders]
    least = {name: min((each[name] for each in to_each if name in each), default=None) for name in links}
    last = max((ms for client in clients if (ms := least[client]) is not None), default=-1)
    everywhere = any(least[client] is None for client in clients)
    return sum(ms is not None and (everywhere or ms <= last) for ms in least.values())


def asked_within(links: Links, client: str, hops: int) -> int:
    """How many nodes can be reached in fewer hops than allowed: what lies behind the others is out of reach."""
    return len(distances({name: dict.fromkeys(near, 1) for name, near in links.items()}, client, hops - 1))
