"""Where to look next and when to stop: Weitzman's reservation values, the exact optimum, and rules of thumb."""

from collections.abc import Callable

import numpy as np

from rounds.worlds.spikes import FALLBACK, Policy, Spike, Spikes

_Tables = dict[tuple[str, ...], np.ndarray]


def reservation(spike: Spike) -> float:
    """The best so far at which a spike just pays for itself: the z with E[max(outcome - z, 0)] = cost; in days.

    For the k largest outcomes alone it is (the sum of chance times outcome, less the cost) / the sum of chances; the
    largest of these is z.
    """
    most, chance, worth = -np.inf, 0.0, -spike.cost
    for outcome, p in sorted(zip(spike.outcomes, spike.chances, strict=True), reverse=True):
        chance, worth = chance + p, worth + p * outcome
        most = max(most, worth / chance if chance > 0 else most)
    return float(most)


def by_reservation(left: list[str], best: float, spikes: Spikes) -> str | None:
    """The largest reservation value first; none once the best so far reaches it (Weitzman, 1979)."""
    name = max(left, key=lambda name: reservation(spikes[name]))
    return name if reservation(spikes[name]) > best else None


def best_value(spikes: Spikes, *, keep: float = 1.0, stuck: float = 0.0) -> float:
    """What the best policy comes to on average, in days; `keep` and `stuck` as in `expected_net`."""
    grid, tables = _solved(spikes, keep, stuck)
    return float(tables[tuple(spikes)][int(np.searchsorted(grid, FALLBACK))])


def planned(spikes: Spikes, *, keep: float = 1.0, stuck: float = 0.0) -> Policy:
    """The best policy for these spikes; `keep` and `stuck` as in `expected_net`."""
    grid, tables = _solved(spikes, keep, stuck)

    def next_spike(left: list[str], best: float, spikes: Spikes) -> str | None:
        place = int(np.searchsorted(grid, best))
        offers = {name: _asked(grid, tables, tuple(left), name, spikes[name], keep, stuck)[place] for name in left}
        name = max(offers, key=lambda name: offers[name])
        return name if offers[name] > best + 1e-9 else None

    return next_spike


def _solved(spikes: Spikes, keep: float, stuck: float) -> tuple[np.ndarray, _Tables]:
    """The values that the best so far can take, ascending, and for each set of spikes left what it is worth there."""
    outcomes = [outcome for spike in spikes.values() for outcome in spike.outcomes if outcome > FALLBACK]
    grid = np.unique([FALLBACK, *outcomes])
    tables: _Tables = {(): grid}
    for mask in range(1, 2 ** len(spikes)):
        left = tuple(name for place, name in enumerate(spikes) if mask >> place & 1)
        offers = [_asked(grid, tables, left, name, spikes[name], keep, stuck) for name in left]
        tables[left] = np.max([grid, *offers], axis=0)
    return grid, tables


def _asked(
    grid: np.ndarray, tables: _Tables, left: tuple[str, ...], name: str, spike: Spike, keep: float, stuck: float
) -> np.ndarray:
    """What one spike more is worth, then going on as well as one can, for each value of the best so far."""
    after = tables[tuple(other for other in left if other != name)]
    worth = np.full(len(grid), -float(spike.cost))
    for outcome, chance in zip(spike.outcomes, spike.chances, strict=True):
        found = int(np.searchsorted(grid, max(outcome, FALLBACK)))
        free = keep * after[np.maximum(np.arange(len(grid)), found)] + (1 - keep) * after[found]
        worth += chance * (stuck * outcome + (1 - stuck) * free)
    return worth


def _while_it_gains(key: Callable[[Spike, float], float]) -> Policy:
    """Of the spikes that add more than they cost, the one with the largest key."""

    def next_spike(left: list[str], best: float, spikes: Spikes) -> str | None:
        paying = [name for name in left if spikes[name].gain(best) > 0]
        return max(paying, key=lambda name: key(spikes[name], best), default=None)

    return next_spike


next_gain = _while_it_gains(lambda spike, best: spike.gain(best))
gain_per_day = _while_it_gains(lambda spike, best: spike.gain(best) / max(spike.cost, 1e-9))
largest_mean = _while_it_gains(lambda spike, _: spike.mean)
largest_outcome = _while_it_gains(lambda spike, _: max(spike.outcomes))


def try_nothing(_left: list[str], _best: float, _spikes: Spikes) -> None:
    """Builds what there is."""


def try_everything(left: list[str], _best: float, _spikes: Spikes) -> str:
    """Tries every idea before it decides."""
    return left[0]


def try_the_best_mean(left: list[str], _best: float, spikes: Spikes) -> str | None:
    """Tries the idea that saves most on average, and no other."""
    return max(left, key=lambda name: spikes[name].mean) if len(left) == len(spikes) else None


def cheapest_until_70(left: list[str], best: float, spikes: Spikes) -> str | None:
    """Tries the cheapest first, until something saves 70 days."""
    return None if best >= 70 else min(left, key=lambda name: spikes[name].cost)


def mean_above_best(left: list[str], best: float, spikes: Spikes) -> str | None:
    """Tries the idea with the largest mean less cost, while that is above the best so far."""
    name = max(left, key=lambda name: spikes[name].mean - spikes[name].cost)
    return name if spikes[name].mean - spikes[name].cost > best else None


def look_then_leap(left: list[str], best: float, spikes: Spikes) -> str | None:
    """Looks at 37% of the ideas, here two, then stops at the first that is better than the fallback."""
    return left[0] if len(left) > len(spikes) - 2 or best <= FALLBACK else None
