"""What a year of incidents costs under a contract, minute by minute; the usual mistakes; and the best set of fixes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from math import isclose

import numpy as np

from rounds.worlds.contract import FIXES, MINUTES, Contract, Incident, Offer, Year, repaired

Month = Sequence[Incident]
Cost = Callable[[Year], float]


@lru_cache(maxsize=64)
def a_minute(traffic: tuple[float, ...]) -> np.ndarray:
    """Requests in each minute of the month [43,200]."""
    return np.repeat(np.asarray(traffic, dtype=float) / 60, 60)


def failed(year: Year, month: Month) -> float:
    """Requests of a month that failed at the first try, minute by minute."""
    if not month:
        return 0.0
    minutes = np.unique(np.concatenate([np.arange(each.start, each.start + each.minutes) for each in month]))
    served = np.ones(len(minutes))
    for each in month:
        served[(minutes >= each.start) & (minutes < each.start + each.minutes)] *= 1 - each.failing
    return float((a_minute(year.traffic)[minutes] * (1 - served)).sum())


def credit(contract: Contract, availability: float) -> float:
    """Dollars that the contract credits for a month of this availability."""
    return contract.fee * next(share for at_least, share in contract.steps if availability >= at_least - 1e-12)


def bill(year: Year, failures: Sequence[float]) -> tuple[float, float]:
    """The margin lost and the credits of the year, in dollars, for the requests that failed in each month."""
    contract, requests = year.contract, sum(year.traffic)
    lost = sum(failures) * (1 - contract.returning) * contract.value
    return lost, sum(credit(contract, 1 - each / requests if requests else 1.0) for each in failures)


def parts(year: Year) -> tuple[float, float]:
    """The margin lost and the credits, in dollars a year."""
    return bill(year, [failed(year, month) for month in year.months])


def annual_cost(year: Year) -> float:
    """What failure cost in the year, in dollars: the margin of requests that never came back, and the credits."""
    return sum(parts(year))


def by_time(year: Year) -> float:
    """Minutes times the share that failed, as if every minute had the same traffic."""
    unavailable = [sum(each.minutes * each.failing for each in month) / MINUTES for month in year.months]
    return sum(bill(year, [share * sum(year.traffic) for share in unavailable]))


def mean_month(year: Year) -> float:
    """Twelve times the credit of the mean month."""
    failures = [failed(year, month) for month in year.months]
    return sum(bill(year, [sum(failures) / len(failures)] * len(failures)))


def counted_twice(year: Year) -> float:
    """What fails in two incidents at once counts in both."""
    return sum(bill(year, [sum(failed(year, [each]) for each in month) for month in year.months]))


def the_worst_alone(year: Year) -> float:
    """Of incidents at once only the worst counts."""
    failures = []
    for month in year.months:
        failing = np.zeros(MINUTES)
        for each in month:
            during = slice(each.start, each.start + each.minutes)
            failing[during] = np.maximum(failing[during], each.failing)
        failures.append(float((a_minute(year.traffic) * failing).sum()))
    return sum(bill(year, failures))


def nobody_returns(year: Year) -> float:
    """Every request that failed is lost for good."""
    return annual_cost(replace(year, contract=replace(year.contract, returning=0.0)))


def all_down(year: Year) -> float:
    """Every incident a full outage."""
    whole = [[Incident(each.start, each.minutes, 1.0) for each in month] for month in year.months]
    return sum(bill(year, [failed(year, month) for month in whole]))


def margin_alone(year: Year) -> float:
    """No credits."""
    return parts(year)[0]


def credits_alone(year: Year) -> float:
    """No lost margin."""
    return parts(year)[1]


MISTAKES: dict[str, Cost] = {
    "all minutes have the same traffic": by_time,
    "the credit of the mean month is paid twelve times": mean_month,
    "what two incidents fail at once is counted in both": counted_twice,
    "of incidents at once only the worst counts": the_worst_alone,
    "nobody who failed tries again": nobody_returns,
    "every incident is a full outage": all_down,
    "no credits are paid": margin_alone,
    "no margin is lost": credits_alone,
}


def diagnosis(year: Year, figure: float) -> str:
    """The mistake that gives just this figure, as a sentence; empty if none of the usual ones does."""
    found = (name for name, mistaken in MISTAKES.items() if isclose(mistaken(year), figure, rel_tol=1e-6))
    return next((f"Your figure is right if {name}." for name in found), "")


SETS = tuple(fixes for size in range(len(FIXES) + 1) for fixes in combinations(FIXES, size))


def net(offer: Offer, fixes: Sequence[str], cost: Cost = annual_cost) -> float:
    """What the fixes save in the year less their prices, in dollars."""
    saved = cost(offer.year) - cost(repaired(offer.year, fixes))
    return saved - sum(offer.prices[fix] for fix in fixes)


def best(offer: Offer, cost: Cost = annual_cost) -> tuple[str, ...]:
    """The set of fixes that nets most by this way to count what a year costs."""
    return max(SETS, key=lambda fixes: net(offer, fixes, cost))


def one_by_one(offer: Offer, cost: Cost = annual_cost) -> tuple[str, ...]:
    """Every fix that alone saves more than its price."""
    return tuple(fix for fix in FIXES if net(offer, [fix], cost) > 0)


def in_turn(offer: Offer, cost: Cost = annual_cost) -> tuple[str, ...]:
    """Next the fix that adds most to the net, until none adds any."""
    chosen: tuple[str, ...] = ()
    while True:
        longer = [(*chosen, fix) for fix in FIXES if fix not in chosen]
        better = max(longer, key=lambda fixes: net(offer, fixes, cost), default=chosen)
        if net(offer, better, cost) <= net(offer, chosen, cost):
            return chosen
        chosen = better


def captured(ways: Mapping[str, Callable[[Offer], Sequence[str]]], offers: Sequence[Offer]) -> dict[str, float]:
    """For each way to choose: the net of its fixes over all offers, as a share of the net of the best ones."""
    most = sum(net(offer, best(offer)) for offer in offers)
    return {name: sum(net(offer, choose(offer)) for offer in offers) / most for name, choose in ways.items()}
