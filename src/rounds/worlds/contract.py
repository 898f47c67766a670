"""A year of incidents under a contract with service credits: what is known, and the fixes that are on offer.

A month has 30 days, and every month the same traffic: requests an hour, spread evenly over the hour's minutes, with a
peak at 18:00. An incident makes a share of the requests fail while it lasts. Incidents that overlap have independent
causes: a request is served if it survives each of them. Some of the requests that failed are tried again later and
served; those that are not lose their margin. The contract credits a share of the monthly fee by the month's
availability, the share of its requests that were served at the first try.

Availability by requests and by time, and why they differ: Beyer et al., Site Reliability Engineering (O'Reilly 2016),
chapter 3. Credits in steps are usual in the service-level agreements of cloud providers. All figures are assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

HOURS, MONTHS = 720, 12
MINUTES = 60 * HOURS
DAY = 1440  # minutes
EVENING = (17 * 60, 21 * 60)  # minutes of the day between which releases cause most incidents
NIGHTLY = 13 * 60  # minutes by which a release at night is earlier
SHORT = 12  # minutes; failover is quicker than that
FIXES = ("detect", "cells", "failover", "release-at-night")
PRICES = (3_000, 30_000)  # dollars a year for a fix, from and to
STEPS = ((0.9995, 0.0), (0.999, 0.05), (0.995, 0.15), (0.99, 0.30), (0.0, 0.50))


@dataclass(frozen=True)
class Incident:
    """A share `failing` of all requests fails for some `minutes` from minute `start` of the month, counted from 0."""

    start: int
    minutes: int
    failing: float


@dataclass(frozen=True)
class Contract:
    """What a request and a month are paid.

    Attributes:
        value: margin of a request that is served, in dollars.
        returning: share of the failed requests that are tried again later and served.
        fee: dollars a month.
        steps: pairs of an availability and the share of the fee that is credited at or above it, best first.
    """

    value: float
    returning: float
    fee: float
    steps: tuple[tuple[float, float], ...] = STEPS


@dataclass(frozen=True)
class Year:
    """The `traffic` of a month, in requests an hour for each of its 720 hours; the incidents of each month."""

    traffic: tuple[float, ...]
    months: tuple[tuple[Incident, ...], ...]
    contract: Contract


@dataclass(frozen=True)
class Offer:
    """A year, and the `prices` in dollars a year of what would have changed it, by the name of the fix."""

    year: Year
    prices: dict[str, float]


def repaired(year: Year, fixes: Sequence[str]) -> Year:
    """The same year as it would have been with these fixes.

    "detect" halves how long incidents last (rounded down, at least a minute), "cells" halves the share that fails,
    "failover" leaves no incident of less than 12 minutes, "release-at-night" lets what began from 17:00 to 21:00 begin
    13 hours earlier. Several apply in this order. Raises ValueError for any other name.
    """
    if strangers := [fix for fix in fixes if fix not in FIXES]:
        raise ValueError(f"there is no fix {strangers[0]!r}; there are {', '.join(FIXES)}")

    def changed(incident: Incident) -> Incident | None:
        start, minutes, failing = incident.start, incident.minutes, incident.failing
        if "detect" in fixes:
            minutes = max(1, minutes // 2)
        if "cells" in fixes:
            failing /= 2
        if "failover" in fixes and minutes < SHORT:
            return None
        if "release-at-night" in fixes and EVENING[0] <= start % DAY < EVENING[1]:
            start -= NIGHTLY
        return Incident(start, minutes, failing)

    months = (tuple(after for incident in month if (after := changed(incident))) for month in year.months)
    return replace(year, months=tuple(months))


def offer(
    seed: int, *, overlaps: bool = False, swing: float = 1.0, steps: Sequence[tuple[float, float]] = STEPS
) -> Offer:
    """A year drawn from a seed, and prices for four fixes; the keywords are the assumptions.

    overlaps: half of the months have two or three incidents at once; else none overlap, with any fixes.
    swing: how much traffic varies over day and week, from 0 (flat) to 1. steps: of the contract.
    """
    rng = np.random.default_rng([seed, 25])
    contract = Contract(
        value=round(float(rng.uniform(0.03, 0.12)), 4),
        returning=round(float(rng.uniform(0.3, 0.8)), 2),
        fee=round(float(rng.uniform(20_000, 90_000)), -2),
        steps=tuple(steps),
    )
    traffic = _traffic(rng, swing)
    prices = {fix: round(float(rng.uniform(*PRICES)), -2) for fix in FIXES}
    months = tuple(_month(rng, overlaps and number % 2 == 0) for number in range(MONTHS))
    return Offer(Year(traffic, months, contract), prices)


def _traffic(rng: np.random.Generator, swing: float) -> tuple[float, ...]:
    hours = np.arange(HOURS)
    wave = rng.uniform(0.5, 0.9) * np.sin(2 * np.pi * (hours % 24 - 12) / 24)
    lift = np.where(hours // 24 % 7 >= 5, rng.uniform(0, 0.6), 0.0)
    return tuple((1e5 * (1 + swing * wave) * (1 + swing * lift)).round().tolist())


def _month(rng: np.random.Generator, overlaps: bool) -> tuple[Incident, ...]:
    month: list[Incident] = []
    for _ in range(max(int(rng.poisson(2.5)), 2 * overlaps)):
        drawn = _incident(rng)
        if overlaps and month and len(month) < 3:  # while the one before is half over
            drawn = replace(drawn, start=month[-1].start + month[-1].minutes // 2)
        while not overlaps and any(_meet(drawn, other) for other in month):
            drawn = _incident(rng)
        month.append(drawn)
    return tuple(month)


def _incident(rng: np.random.Generator) -> Incident:
    start = int(rng.integers(DAY, MINUTES - DAY))
    if rng.random() < 0.6:
        start += int(np.clip(rng.normal(18 * 60, 90), 0, DAY - 1)) - start % DAY
    minutes = int(np.clip(rng.lognormal(2.6, 1.0), 2, 300))
    return Incident(start, minutes, round(float(rng.uniform(0.1, 1.0)), 2))


def _meet(one: Incident, other: Incident) -> bool:
    """Whether two incidents overlap as they are, or would if releases moved to the night."""

    def starts(incident: Incident) -> tuple[int, int]:
        return incident.start, incident.start - NIGHTLY

    return any(a < b + other.minutes and b < a + one.minutes for a in starts(one) for b in starts(other))


def plot_credits(title: str, contract: Contract, months: Mapping[str, Sequence[float]]) -> "Picture":
    """The steps of the credit, and on them the months: their availabilities by each way to count them."""
    # Late: matplotlib takes a while, and graded cells draw nothing.
    from rounds.sim.plots import BLUE, GREY, ORANGE, RED
    from rounds.worlds.pictures import picture

    def credited(availability: float) -> float:
        return next(share for at_least, share in contract.steps if availability >= at_least)

    with picture(width=8.2) as (figure, (axes,)):
        failing = np.geomspace(0.1, 30, 2000)
        axes.plot(failing, [100 * credited(1 - each / 1000) for each in failing], color=GREY, lw=1.4)
        for place, ((name, availabilities), colour) in enumerate(
            zip(months.items(), (BLUE, ORANGE, RED), strict=False)
        ):
            shown = [max(1000 * (1 - each), 0.1) for each in availabilities]
            heights = [100 * credited(each) + 1.2 * (place + 1) for each in availabilities]
            axes.plot(shown, heights, "o", ms=8 if len(shown) > 1 else 12, color=colour, label=name)
        axes.set_xscale("log")
        axes.set_xticks([0.1, 0.5, 1, 5, 10], ["0.1", "0.5", "1", "5", "10"])
        axes.minorticks_off()
        axes.set(xlabel="requests that failed, of 1,000", ylabel="credit, % of the month's fee", title=title)
        axes.legend(frameon=False, loc="upper left")
    return figure
