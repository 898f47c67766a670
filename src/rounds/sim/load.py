"""Requests that users make."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from math import inf, isfinite

import numpy as np

from rounds.sim.demand import require
from rounds.sim.draws import Purpose, uniforms

_BLOCK = 4096  # arrivals computed at a time


@dataclass(frozen=True)
class Load:
    """Requests that users make: a Poisson stream of `rate` requests a second, with steps and bursts.

    `steps` are (time, rate) pairs: from that second on the rate is another. `bursts` are (time, count) pairs: so many
    requests at that very moment, as from a cron job or a cache that expires everywhere at once. `priority` is 0 for
    what a user waits for; larger numbers may wait. `name` tells loads of one scenario apart.
    """

    rate: float
    steps: tuple[tuple[float, float], ...] = ()
    bursts: tuple[tuple[float, int], ...] = ()
    name: str = ""
    priority: int = 0
    idempotent: bool = True

    def __post_init__(self) -> None:
        require(isfinite(self.rate) and self.rate >= 0, f"load is {self.rate}: give requests a second, 0 or more.")
        times = [time for time, _ in self.steps]
        require(times == sorted(times), "load steps are not in the order of time: sort them.")
        require(
            all(0 <= r < inf and 0 <= t < inf for t, r in self.steps),
            "a load step has a negative or infinite time or rate.",
        )
        require(all(n >= 0 and t >= 0 for t, n in self.bursts), "a load burst has a negative time or count.")

    def arrivals(self, seed: int) -> Iterator[float]:
        """Arrival times in seconds of the Poisson stream, in order, without end; infinite once the load is 0 for good.

        The k-th request keeps its place in a unit Poisson process that the rates stretch, so loads too are compared on
        common random numbers.
        """
        return chain.from_iterable(self._blocks(seed))

    def _blocks(self, seed: int) -> Iterator[list[float]]:
        starts = np.array([0.0, *(time for time, _ in self.steps)])
        rates = np.array([self.rate, *(rate for _, rate in self.steps)])
        expected = np.concatenate([[0.0], np.cumsum(rates[:-1] * np.diff(starts))])  # requests before each step
        reached, first = 0.0, 0
        while True:
            gaps = -np.log1p(-uniforms(seed, Purpose.ARRIVAL, 0, first, _BLOCK))
            unit = reached + np.cumsum(gaps)
            reached, first = float(unit[-1]), first + _BLOCK
            step = np.searchsorted(expected, unit, side="right") - 1
            with np.errstate(divide="ignore"):
                times = starts[step] + (unit - expected[step]) / rates[step]
            yield times.tolist()

    def scaled(self, factor: float) -> "Load":
        """The same load with every rate and burst multiplied."""
        return replace(
            self,
            rate=self.rate * factor,
            steps=tuple((time, rate * factor) for time, rate in self.steps),
            bursts=tuple((time, round(count * factor)) for time, count in self.bursts),
        )
