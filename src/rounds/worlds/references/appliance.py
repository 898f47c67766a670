"""Plans for the appliance's nights: a strong one, a simple one that equals it, and what they are without a part."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from rounds.worlds.appliance import Evening, Gains, Plan, drawn, gains

Score = Callable[[Evening], np.ndarray]


def swaps(score: Score, margin: float = 2.0) -> Plan:
    """Brings in the titles of the highest score, each if what it adds exceeds what must go for it.

    A score is plays tomorrow; `margin` is how many plays a newcomer must promise beyond what it displaces.
    """

    def plan(evening: Evening) -> tuple[list[int], list[int]]:
        worth, size = score(evening), evening.size
        keep = sorted(evening.held, key=lambda title: (worth[title], title))
        free, left = evening.capacity - size[keep].sum(), evening.fill_cap
        evict: list[int] = []
        fill: list[int] = []
        for title in np.argsort(-worth, kind="stable").tolist():
            if title in evening.held or size[title] > left or worth[title] <= 0:
                continue
            out, room, loss = 0, free, 0.0
            while room < size[title] and out < len(keep):
                room += size[keep[out]]
                loss += worth[keep[out]] * size[keep[out]]
                out += 1
            if room >= size[title] and (worth[title] - margin) * size[title] > loss:
                evict, keep = evict + keep[:out], keep[out:]
                fill.append(title)
                free, left = room - size[title], left - size[title]
        return evict, fill

    return plan


def average(evening: Evening, fading: float = 0.55) -> np.ndarray:
    """Plays a day, a day counting `fading` of the next one."""
    weights = fading ** np.arange(len(evening.views))[::-1]
    return np.asarray(weights @ evening.views / weights.sum())


def shrunk(evening: Evening, trust: float = 0.6) -> np.ndarray:
    """The forecasts drawn towards what a launch usually does, in logs: the best guess after a noisy measurement."""
    usual = 0.012 * evening.views[-1].sum()
    told = np.maximum(evening.forecast, 1e-9)
    return np.where(evening.forecast > 0, told**trust * usual ** (1 - trust), 0.0)


def with_jumps(evening: Evening) -> np.ndarray:
    """The average, but a title that was played far above it today is probably still up tomorrow."""
    usual, today = average(evening), evening.views[-1]
    return np.where(today > usual + 2 * np.sqrt(usual + 1), np.maximum(usual, 0.85 * today), usual)


reference = swaps(lambda evening: np.maximum(with_jumps(evening), shrunk(evening)))
at_their_word = swaps(lambda evening: np.maximum(evening.views[-1], evening.forecast))
slow_to_see = swaps(lambda evening: np.maximum(average(evening), shrunk(evening)))
forecast_ignored = swaps(with_jumps)
forecast_only = swaps(lambda evening: evening.forecast, margin=0.0)
announced_only = swaps(
    lambda evening: np.where(np.isin(np.arange(len(evening.size)), evening.held), evening.views[-1], evening.forecast)
)
week_mean = swaps(lambda evening: np.maximum(evening.views.mean(axis=0), evening.forecast))
todays_top = swaps(lambda evening: evening.views[-1].astype(float), margin=0.0)
never = swaps(lambda evening: np.zeros(len(evening.size)))


@lru_cache(maxsize=8)
def our_gains(seeds: Sequence[int]) -> Gains:
    """What the strong plan gains on LRU in these seasons; computed once for the same tuple of seeds."""
    return gains([drawn(seed) for seed in seeds], reference)
