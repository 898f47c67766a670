"""Caches before a backend that cannot bear the load alone. Rates are in requests a second, times in seconds.

Look-aside: who misses asks the backend and stores the answer, which lives for `ttl` seconds. All `keys` are asked for
equally often. The fluid limit of many keys: what is said of a cold cache is the least that it takes, as keys that are
asked for again while their first answer is under way use capacity and fill nothing.
"""

from math import inf

import numpy as np

from rounds.sim.draws import Floats
from rounds.sim.theory import domain


def ttl_hit_rate(load: float, keys: int, ttl: float) -> float:
    """The share of hits in equilibrium: x / (1 + x), where x = load x ttl / keys is how often a key is asked for a TTL.

    Each miss is followed by a TTL of hits, and the next miss comes one interval between requests after it. Jung, Berger
    and Balakrishnan, "Modeling TTL-based Internet Caches", INFOCOM 2003.
    """
    domain.not_negative(load=load, ttl=ttl)
    domain.whole(1, keys=keys)
    if ttl == inf:
        return 1.0 if load > 0 else 0.0
    asked = load * ttl / keys
    return asked / (1 + asked)


def needed_hit_rate(load: float, capacity: float) -> float:
    """The share of hits below which the misses exceed what the backend can do: 1 - capacity / load."""
    domain.not_negative(load=load)
    domain.positive(capacity=capacity)
    return 0.0 if load <= capacity else 1 - capacity / load


def rewarm_time(load: float, keys: int, ttl: float, capacity: float, warm: float = 0.0) -> float:
    """Seconds until a cache with a share `warm` of its keys has the hits that it needs; infinite for never.

    Keys fill at the rate of the backend, capacity / keys, and those left over expire at warm / ttl. It ends well if it
    ends within a TTL, before the first new keys expire, which is the same as: the full cache is sustainable. So only
    answers that come too late keep a cache cold that could live: with a queue limit that `answers_in_time` allows this
    is the time it takes, without one see `rewarm_wait`.
    """
    missing = _missing(load, keys, ttl, capacity, warm)
    if missing == 0:
        return 0.0
    growth = capacity / keys - warm / ttl
    seconds = missing / growth if growth > 0 else inf
    return seconds if seconds <= ttl else inf


def rewarm_wait(load: float, keys: int, ttl: float, capacity: float, warm: float = 0.0) -> float:
    """The longest wait at the backend while such a cache warms up, in seconds, with a queue without limit.

    The backlog grows by load x (needed hit rate - hit rate), a triangle over the `rewarm_time`. If it exceeds the
    clients' timeout, answers come for clients that have gone and store nothing: the empty state is never left.
    """
    missing = _missing(load, keys, ttl, capacity, warm)
    if missing == 0:
        return 0.0
    return load * missing * rewarm_time(load, keys, ttl, capacity, warm) / (2 * capacity)


def _missing(load: float, keys: int, ttl: float, capacity: float, warm: float) -> float:
    domain.whole(1, keys=keys)
    domain.positive(ttl=ttl)
    domain.share(warm=warm)
    return max(0.0, needed_hit_rate(load, capacity) - warm)


def stampede_regenerations(rate: float, regeneration: float, beta: float = 0.0) -> float:
    """How often a key is regenerated each time it expires, when nothing holds those back who miss.

    `rate` requests a second (Poisson) for the key, each regeneration takes `regeneration` seconds. Everyone who misses
    until the first is done begins another: 1 + rate x regeneration. With `beta` requests regenerate early by chance,
    with probability exp(-t / (beta x regeneration)) when t seconds are left: for high rates exp(1 / beta) remain. That
    is XFetch, with beta = 1, of Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede
    Prevention", PVLDB 8 (2015); the expectation for Poisson requests follows from its rule, here within 0.1%.
    """
    first, begin = _first_regeneration(rate, regeneration, beta)
    early, scale, end = rate * beta * regeneration, beta * regeneration, begin + regeneration
    if early == 0:
        return 1 + rate * regeneration
    due = np.where(end < 0, early * np.exp(np.minimum(end, 0) / scale), early + rate * np.maximum(end, 0))
    return float(1 + np.mean(due - first))


def early_expiry_lead(rate: float, regeneration: float, beta: float = 1.0) -> float:
    """Mean seconds by which the first regeneration begins before the expiry; negative where it begins after.

    The model and source of `stampede_regenerations`; for high rates beta x regeneration x (log(rate x beta x
    regeneration) + 0.577). A key is regenerated every ttl + regeneration - lead seconds, so this is what is paid for a
    small stampede. Without early expiry the next request begins it, 1 / rate late.
    """
    domain.positive(rate=rate)
    return float(-np.mean(_first_regeneration(rate, regeneration, beta)[1]))


def _first_regeneration(rate: float, regeneration: float, beta: float) -> tuple[Floats, Floats]:
    """How many regenerations are due when the first begins, and how many seconds after the expiry that is.

    Both have 100,000 equally likely cases. What is due is exponential, as in any Poisson process.
    """
    domain.not_negative(rate=rate, regeneration=regeneration, beta=beta)
    domain.finite(rate=rate, regeneration=regeneration, beta=beta)
    cells = 100_000
    first = -np.log1p(-(np.arange(cells) + 0.5) / cells)
    early = rate * beta * regeneration  # due before the expiry, if none stopped the others
    late = (first - early) / rate if rate else np.full(cells, inf)
    if early == 0:
        return first, late
    return first, np.where(first < early, beta * regeneration * np.log(first / early), late)
