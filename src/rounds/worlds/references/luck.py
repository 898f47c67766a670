"""Spikes that fail together: with probability `share` one draw decides all of them, from their worst to their best.

Otherwise each has its own luck, as `rounds.worlds.spikes` assumes. Then what one spike found tells of the others, and a
policy that looks at the best so far alone leaves that unused.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from rounds.worlds.spikes import FALLBACK, Policy, Spike, Spikes, expected_net

_Found = tuple[int | None, ...]  # the outcome of each spike, by its place among the outcomes; None where it was not run


def net_if_shared(spikes: Spikes, next_spike: Policy, share: float) -> float:
    """What a policy comes to on average, in days; it is told the best so far, and not what else was found."""
    together = sum(chance * _followed(spikes, next_spike, found) for chance, found in _courses(spikes))
    return share * together + (1 - share) * expected_net(spikes, next_spike)


def best_if_shared(spikes: Spikes, share: float) -> float:
    """What the best policy comes to on average, in days, if it learns from each spike what luck it is.

    By backward induction over all that may have been found, 4^6 states for six spikes with three outcomes.
    """
    tried, courses = list(spikes.values()), _courses(spikes)

    @cache
    def value(found: _Found) -> float:
        alone = 1 - share
        for spike, place in zip(tried, found, strict=True):
            alone *= 1.0 if place is None else spike.chances[place]
        fitting = [(share * chance, course) for chance, course in courses if _fits(found, course)]
        total = alone + sum(chance for chance, _ in fitting)
        seen = (spike.outcomes[place] for spike, place in zip(tried, found, strict=True) if place is not None)
        most = max([FALLBACK, *seen])
        for number, spike in enumerate(tried):
            if found[number] is not None:
                continue
            net = -spike.cost
            for place, chance in enumerate(spike.chances):
                odds = alone * chance + sum(c for c, course in fitting if course[number] == place)
                if odds > 0:
                    net += odds / total * value((*found[:number], place, *found[number + 1 :]))
            most = max(most, net)
        return most

    return value((None,) * len(tried))


def _courses(spikes: Spikes) -> list[tuple[float, tuple[int, ...]]]:
    """What one draw for all may bring: its chance, and the outcome of each spike by its place."""
    cuts = np.unique(np.round([0.0, *(cut for spike in spikes.values() for cut in np.cumsum(spike.chances))], 9))
    return [
        (float(high - low), tuple(_place(spike, (low + high) / 2) for spike in spikes.values()))
        for low, high in pairwise(cuts)
    ]


def _place(spike: Spike, luck: float) -> int:
    return int(np.searchsorted(np.cumsum(spike.chances), luck))


def _fits(found: _Found, course: tuple[int, ...]) -> bool:
    return all(place is None or place == other for place, other in zip(found, course, strict=True))


def _followed(spikes: Spikes, next_spike: Policy, course: tuple[int, ...]) -> float:
    """What the policy comes to in one course, in days."""
    left, best, paid = list(spikes), FALLBACK, 0.0
    where = dict(zip(spikes, course, strict=True))
    while left and (name := next_spike(list(left), best, spikes)) is not None:
        left.remove(name)
        paid += spikes[name].cost
        best = max(best, spikes[name].outcomes[where[name]])
    return best - paid
