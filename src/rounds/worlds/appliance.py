"""An appliance that holds part of a catalogue and is filled at night, up to a cap: what to bring in, what to drop.

Popularity moves: what is popular fades, titles launch with a poor forecast, and in the second half titles also surge
that nobody announced. The rival is LRU, which takes in whatever it missed, by day and without a cap.

That appliances fill in an off-peak window, by prediction and at a limited rate, is public (Open Connect, "Fill
patterns" and "Netflix and Fill"); all figures here are assumed, and scaled down. Zipf popularity: Breslau et al.,
"Web caching and Zipf-like distributions", INFOCOM 1999.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

TITLES, DAYS = 300, 24
SHIFT = 12  # the first day with surges
HISTORY = 7  # days of views that a plan sees
WEEKEND = 1.3  # as many plays as on other days
FADING = 0.88  # what a launch or a surge keeps of itself from a day to the next

Plan = Callable[["Evening"], tuple[Iterable[int], Iterable[int]]]
Contestant = Callable[["Season"], "Nights"]  # a plan that plays, or LRU


@dataclass(frozen=True, eq=False)
class Evening:
    """What is known before a night's fill; arrays have a place for each title, by its number.

    night: 1 for the first. held: the titles on the appliance, ascending. views: plays of each title on the last days,
    seven at most, a row a day, the last row today's. forecast: plays tomorrow that are forecast for a title that
    launches tomorrow, 0 for all others. size: GB. fill_cap: GB that may come in tonight. capacity: GB of the appliance.
    """

    night: int
    held: tuple[int, ...]
    views: np.ndarray
    forecast: np.ndarray
    size: np.ndarray
    fill_cap: float
    capacity: float


@dataclass(frozen=True, eq=False)
class Season:
    """24 days of plays, the truth that no plan sees in advance: `plays` holds titles in the order they were played."""

    size: np.ndarray
    plays: tuple[np.ndarray, ...]
    forecasts: np.ndarray
    fill_cap: float
    capacity: float

    def views(self, first: int, last: int) -> np.ndarray:
        """Plays of each title on the days from `first` up to but not including `last`, a row a day."""
        return np.array([np.bincount(day, minlength=TITLES) for day in self.plays[first:last]])

    def start(self) -> list[int]:
        """What the appliance holds on the first evening: the most played titles of day 0 that fit."""
        held, left = [], self.capacity
        for title in np.argsort(-self.views(0, 1)[0], kind="stable").tolist():
            if self.size[title] <= left:
                held.append(title)
                left -= self.size[title]
        return held


@dataclass(frozen=True, eq=False)
class Nights:
    """How an appliance did from day 1 on: bytes played and served a day (GB), bytes filled a night, refused plans."""

    played: np.ndarray
    served: np.ndarray
    filled: np.ndarray
    refused: tuple[str, ...] = ()

    @property
    def by_day(self) -> np.ndarray:
        """The share of bytes that the appliance served, day by day from day 1."""
        return np.asarray(self.served / self.played)

    def hit_ratio(self, first: int = 1, last: int = DAYS) -> float:
        """The share of bytes that the appliance served on the days from `first` up to but not including `last`."""
        days = slice(first - 1, last - 1)
        return float(self.served[days].sum() / self.played[days].sum())


def season(
    seed: int, *, fill_cap: float = 200.0, forecast_error: float = 1.2, surges: int = 9, launches: int = 4,
    plays: float = 2500.0, capacity: float = 2000.0,
) -> Season:  # fmt: skip
    """24 days drawn from a seed; the keywords are the assumptions.

    fill_cap: GB a night. forecast_error: standard deviation of the log of forecast over truth. surges: titles that
    jump a day from day 12 on. launches: new titles a day. plays: mean plays a weekday. capacity: GB.
    """
    rng = np.random.default_rng([seed, 41])
    size = np.round(rng.lognormal(np.log(40), 0.5, TITLES)).clip(8, 120)
    staple = 0.5 * rng.permutation(1 / np.arange(1, TITLES + 1) ** 0.9)
    fresh = np.zeros(TITLES)  # what a launch or a surge adds; it fades
    order = rng.permutation(TITLES)
    coming, lately = order[: launches * (DAYS - 1)].reshape(DAYS - 1, launches), order[launches * (DAYS - 1) :]
    staple[coming] = 0.0  # not in the catalogue yet
    lately = lately[: 20 * launches]  # these launched on the 20 days before
    ages = np.arange(lately.size) // max(launches, 1)
    fresh[lately] = rng.lognormal(np.log(0.10), 0.9, lately.size) * FADING**ages
    days, forecasts = [], np.zeros((DAYS, TITLES))
    for day in range(DAYS):
        staple *= rng.lognormal(0, 0.08, TITLES)
        fresh *= FADING * rng.lognormal(0, 0.12, TITLES)
        noise = np.ones(TITLES)
        new = coming[day - 1] if day else coming[:0].ravel()
        fresh[new] = rng.lognormal(np.log(0.10), 0.9, new.size)
        noise[new] = rng.lognormal(0, forecast_error, new.size)
        if day >= SHIFT:
            surging = rng.choice(np.flatnonzero(staple + fresh > 0), surges, replace=False)
            fresh[surging] += rng.lognormal(np.log(0.08), 0.6, surges)
        level = staple + fresh
        expected = plays * (WEEKEND if day % 7 in (5, 6) else 1.0)
        share = level / level.sum()
        forecasts[day, new] = np.round((share * noise)[new] * expected, 1)
        days.append(rng.choice(TITLES, rng.poisson(expected), p=share))
    return Season(size, tuple(days), forecasts, fill_cap, capacity)


def play(season: Season, plan: Plan) -> Nights:
    """The season under a plan of whom to drop and whom to bring in, asked before each of 23 nights.

    A plan that breaks a rule is refused: nothing changes that night.
    """
    held, filled, served, refused = set(season.start()), [], [], []
    daily = season.views(0, DAYS)
    played = daily * season.size
    for day in range(1, DAYS):
        seen = daily[max(0, day - HISTORY) : day]
        evict, fill = plan(
            Evening(day, tuple(sorted(held)), seen.copy(), season.forecasts[day].copy(), season.size.copy(),
                    season.fill_cap, season.capacity)
        )  # fmt: skip
        evict, fill = set(map(int, evict)), set(map(int, fill))
        fault = fault_of(season, held, evict, fill)
        if fault:
            refused.append(f"night {day}: {fault}")
        else:
            coming = fill - held
            held = (held - evict) | fill
        filled.append(0.0 if fault else _gb(season, coming))
        served.append(played[day, sorted(held)].sum())
    return Nights(played[1:].sum(axis=1), np.array(served), np.array(filled), tuple(refused))


def fault_of(season: Season, held: set[int], evict: set[int], fill: set[int]) -> str:
    """Which rule a plan breaks; empty if none. To bring in what is there, or drop what is not, costs nothing."""
    strangers = sorted(title for title in evict | fill if not 0 <= title < TITLES)
    if strangers:
        return f"there is no title {strangers[0]}"
    if both := sorted(evict & fill):
        return f"title {both[0]} is both dropped and brought in"
    coming, after = _gb(season, fill - held), _gb(season, (held - evict) | fill)
    if coming > season.fill_cap:
        return f"{coming:.0f} GB come in, and the cap is {season.fill_cap:.0f} GB"
    return f"{after:.0f} GB are to be held, and {season.capacity:.0f} GB fit" if after > season.capacity else ""


def _gb(season: Season, titles: set[int]) -> float:
    return float(season.size[sorted(titles)].sum())  # whole GB: sums are exact


def lru(season: Season, day_cap: float = inf) -> Nights:
    """The rival: a title that is missed comes in at once, whole, by day, and the least recently played make room.

    `day_cap` GB may come in a day; what is missed beyond that is streamed from afar and not kept.
    """
    size = season.size.tolist()
    held = OrderedDict((title, None) for title in reversed(season.start()))  # the most played go last
    used = sum(size[title] for title in held)
    played, served, filled = [], [], []
    for plays in season.plays:
        hit = came = 0.0
        for title in plays.tolist():
            if title in held:
                held.move_to_end(title)
                hit += size[title]
                continue
            if came + size[title] > day_cap:
                continue
            came += size[title]
            used += size[title]
            while used > season.capacity:
                used -= size[held.popitem(last=False)[0]]
            held[title] = None
        played.append(float(season.size[plays].sum()))
        served.append(hit)
        filled.append(came)
    return Nights(np.array(played[1:]), np.array(served[1:]), np.array(filled[1:]))


@lru_cache(maxsize=64)
def drawn(seed: int) -> tuple[Season, Nights]:
    """A season as the exercise plays it and LRU's figures in it, computed once a seed."""
    made = season(seed)
    return made, lru(made)


@dataclass(frozen=True)
class Gains:
    """Byte hit ratio less LRU's, mean of the seasons: before the surges, and with them. GB filled a night; refusals."""

    calm: float
    shift: float
    filled: float
    refused: tuple[str, ...]


def gains(pairs: Sequence[tuple[Season, Nights]], plan: Plan) -> Gains:
    """A plan's figures beside LRU's over seasons, each given with LRU's nights in it."""
    runs = [(play(made, plan), rival) for made, rival in pairs]

    def gain(first: int, last: int) -> float:
        return float(np.mean([run.hit_ratio(first, last) - rival.hit_ratio(first, last) for run, rival in runs]))

    refused = tuple(fault for run, _ in runs for fault in run.refused)
    return Gains(gain(1, SHIFT), gain(SHIFT, DAYS), float(np.mean([run.filled.mean() for run, _ in runs])), refused)


def mean_hit_ratios(
    contestants: Mapping[str, Contestant], assumption: str, values: Sequence[float], seasons: int = 6
) -> dict[str, list[float]]:
    """Each contestant's mean hit ratio in the same seasons, for each value of a keyword of `season`."""
    worlds = [[season(seed, **{assumption: value}) for seed in range(seasons)] for value in values]  # type: ignore[arg-type]
    return {
        name: [float(np.mean([run(made).hit_ratio() for made in group])) for group in worlds]
        for name, run in contestants.items()
    }


def plot_days(title: str, contestants: Mapping[str, Contestant], seasons: int = 6) -> "Picture":
    """The mean hit ratio of each contestant day by day in the same seasons; the days with surges are shaded."""
    from rounds.worlds.pictures import curves  # late: matplotlib takes a while, and graded cells draw nothing

    made = [season(seed) for seed in range(seasons)]
    lines = {name: np.mean([run(each).by_day for each in made], axis=0).tolist() for name, run in contestants.items()}
    figure = curves(title, range(1, DAYS), lines, "day", "share of bytes served")
    axes = figure.axes[0]
    axes.axvspan(SHIFT - 0.5, DAYS - 0.5, color="#D9D9D9", alpha=0.5, lw=0, zorder=0)
    axes.text((SHIFT + DAYS - 1) / 2, 0.73, "titles surge unannounced", ha="center", va="top", color="#6B6B6B")
    axes.set_ylim(0, 0.75)
    return figure
