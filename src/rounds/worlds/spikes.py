"""Six ideas that could beat what you have, a spike for each that tells what it is worth, and one to build in the end.

All is counted in engineer-days. Assumed: each spike's cost, outcomes and chances are known, outcomes are independent,
one spike runs at a time, what an earlier one found can still be built later, and a disappointing one is thrown away. So
only the best counts, and of each spike only what lies above the best so far. This is Weitzman's problem of the boxes,
"Optimal Search for the Best Alternative", Econometrica, 1979.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

FALLBACK = 50.0  # what the solution that you have saves, in days

_SAFE = ("tune the indexes", "add a read replica", "cache the hottest keys")
_LONG_SHOTS = ("compute every answer ahead of time", "write a storage engine for it", "get rid of the join")
_BOLD = ("move it to a column store", "shard it by region", "stream it instead of storing it")


@dataclass(frozen=True)
class Spike:
    """An idea to try: `cost` of the spike in days, and what the idea may turn out to save.

    `outcomes` are days saved, from the least to the most; `chances` their probabilities, in the same order.
    """

    idea: str
    cost: float
    outcomes: tuple[float, ...]
    chances: tuple[float, ...]

    def average(self, worth: Callable[[float], float]) -> float:
        """The mean of `worth` over the outcomes."""
        return sum(chance * worth(days) for days, chance in zip(self.outcomes, self.chances, strict=True))

    @property
    def mean(self) -> float:
        """What the idea saves on average, in days, before the cost of the spike."""
        return self.average(lambda days: days)

    def gain(self, best: float) -> float:
        """What the spike adds on average to a best so far of `best`, less its cost; in days."""
        return self.average(lambda days: max(days - best, 0.0)) - self.cost


Spikes = dict[str, Spike]
Policy = Callable[[list[str], float, Spikes], str | None]  # spikes left, best so far, all spikes -> the next, or None


def expected_net(spikes: Spikes, next_spike: Policy, *, keep: float = 1.0, stuck: float = 0.0) -> float:
    """What the policy comes to on average, in days: what is built in the end less the cost of the spikes.

    Exact: it is asked once for each state (spikes left, best so far) that it can get into. Each further spike leaves
    what was found before available with probability `keep`; the fallback always stays. With probability `stuck` a spike
    cannot be thrown away: its outcome gets built, whatever it is.
    """

    @cache
    def value(left: tuple[str, ...], best: float) -> float:
        name = next_spike(list(left), best, spikes) if left else None
        if name is None:
            return best
        rest = tuple(other for other in left if other != name)

        def after(outcome: float) -> float:
            kept = value(rest, max(best, outcome)) if keep > 0 else 0.0
            lost = value(rest, max(FALLBACK, outcome)) if keep < 1 else 0.0
            return stuck * outcome + (1 - stuck) * (keep * kept + (1 - keep) * lost)

        return spikes[name].average(after) - spikes[name].cost

    return value(tuple(spikes), FALLBACK)


def six_spikes(seed: int, *, dear: bool = False) -> Spikes:
    """Two safe spikes, two long shots and two bold ones, in random order; `dear` ones cost 1.6 times as much."""
    rng = np.random.default_rng(seed)
    drawn = [
        *(_safe(rng, idea) for idea in rng.permutation(_SAFE)[:2].tolist()),
        *(_long_shot(rng, idea) for idea in rng.permutation(_LONG_SHOTS)[:2].tolist()),
        *(_bold(rng, idea) for idea in rng.permutation(_BOLD)[:2].tolist()),
    ]
    shuffled = [drawn[place] for place in rng.permutation(len(drawn)).tolist()]
    factor = 1.6 if dear else 1.0
    return {
        f"spike-{number}": replace(spike, cost=round(spike.cost * factor, 1))
        for number, spike in enumerate(shuffled, start=1)
    }


def _safe(rng: np.random.Generator, idea: str) -> Spike:
    mean = rng.uniform(56, 66)
    return _spike(rng, idea, (1, 4), [mean - 4, mean, mean + 4], (0.25, 0.5, 0.25))


def _long_shot(rng: np.random.Generator, idea: str) -> Spike:
    hit = round(float(rng.uniform(0.08, 0.25)), 2)
    outcomes = [rng.uniform(10, 30), rng.uniform(35, 50), rng.uniform(80, 110)]
    return _spike(rng, idea, (0.5, 5), outcomes, (0.5, round(0.5 - hit, 2), hit))


def _bold(rng: np.random.Generator, idea: str) -> Spike:
    hit = round(float(rng.uniform(0.3, 0.5)), 2)
    outcomes = [rng.uniform(15, 35), rng.uniform(40, 55), rng.uniform(75, 95)]
    return _spike(rng, idea, (5, 11), outcomes, (0.3, round(0.7 - hit, 2), hit))


def _spike(
    rng: np.random.Generator, idea: str, costs: tuple[float, float], outcomes: list[float], chances: tuple[float, ...]
) -> Spike:
    return Spike(idea, float(rng.uniform(*costs)), tuple(round(float(days), 1) for days in outcomes), chances)
