# %% right: minute by minute, and all sixteen sets
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% right: from change to change, without numpy; the sets grown one fix at a time
def annual_cost(year):
    """Cuts each month at every start, end and full hour; between two cuts nothing changes."""
    contract = year.contract
    if not 0.0 <= contract.returning <= 1.0:
        raise ValueError("returning")
    requests, bill = sum(year.traffic), 0.0
    for month in year.months:
        spans = []
        for incident in month:
            first, last = incident.start, incident.start + incident.minutes
            if not 0.0 <= incident.failing <= 1.0 or first < 0 or last < first or last > 60 * len(year.traffic):
                raise ValueError(f"{incident}")
            spans.append((first, last, 1.0 - incident.failing))
        cuts = {cut for first, last, _ in spans for cut in (first, last)}
        cuts |= {hour * 60 for first, last, _ in spans for hour in range(first // 60, last // 60 + 1)}
        cuts, failed = sorted(cuts), 0.0
        for left, right in zip(cuts, cuts[1:]):
            survive = 1.0
            for first, last, share in spans:
                if first <= left < last:
                    survive *= share
            if survive < 1.0:
                failed += (1.0 - survive) * (right - left) * year.traffic[left // 60] / 60
        available = 1.0 if requests == 0 else (requests - failed) / requests
        credits = [share for at_least, share in contract.steps if available >= at_least]
        bill += failed * contract.value * (1.0 - contract.returning) + credits[0] * contract.fee
    return bill


def choose(offer):
    found = {(): annual_cost(offer.year)}
    for fix in offer.prices:
        for fixes in list(found):
            longer = (*fixes, fix)
            found[longer] = annual_cost(repaired(offer.year, longer)) + sum(map(offer.prices.get, longer))
    return min(found, key=found.get)


# %% wrong: the untouched stub
# loses: all



# %% wrong: lazy: nothing was lost, so nothing is worth buying
# loses: all
def annual_cost(year):
    return 0.0


def choose(offer):
    return []


# %% wrong: lazy: buys every fix
# loses: slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    return list(offer.prices)


# %% wrong: lazy: the right bill, and no fix is ever worth it
# loses: slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    return []


# %% wrong: lazy: minutes, as if each had the same traffic
# loses: slo-to-money-apart, slo-to-money-overlapping, slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (1 - served).mean() * requests
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: the credit of the mean month
# loses: slo-to-money-apart, slo-to-money-overlapping, slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, failures = year.contract, []
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failures.append((a_minute * (1 - served)).sum())
    availability = 1 - np.mean(failures) / requests if requests else 1.0
    share = next(share for at_least, share in contract.steps if availability >= at_least)
    lost = sum(failures) * (1 - contract.returning) * contract.value
    return float(lost + len(failures) * share * contract.fee)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: what fails in two incidents at once counts twice
# loses: slo-to-money-overlapping
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] -= incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: of two incidents at once the worse one counts
# loses: slo-to-money-overlapping
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            part = slice(incident.start, end)
            served[part] = np.minimum(served[part], 1 - incident.failing)
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: a step holds only above its availability
# loses: slo-to-money-apart
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability > at_least or at_least == 0)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: an incident that ends with its month is refused
# loses: slo-to-money-apart, slo-to-money-refused
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end < 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: those who come back leave no credit
# loses: slo-to-money-apart, slo-to-money-overlapping, slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (1 - contract.returning) * ((a_minute * (1 - served)).sum())
        availability = 1 - failed / requests if requests else 1.0
        total += failed * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: a month without requests divides by zero
# loses: slo-to-money-apart
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: nothing is refused
# loses: slo-to-money-refused
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: a share that is no number passes
# loses: slo-to-money-refused
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if contract.returning < 0 or contract.returning > 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    def price(fixes):
        return annual_cost(repaired(offer.year, fixes)) + sum(offer.prices[fix] for fix in fixes)

    sets = (fixes for size in range(5) for fixes in combinations(FIXES, size))
    return list(min(sets, key=price))


# %% wrong: each fix that pays alone
# loses: slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    now = annual_cost(offer.year)
    return [fix for fix, price in offer.prices.items() if now - annual_cost(repaired(offer.year, [fix])) > price]


# %% wrong: the one best fix
# loses: slo-to-money-choice
from itertools import combinations

import numpy as np


def annual_cost(year):
    contract, total = year.contract, 0.0
    if not 0 <= contract.returning <= 1:
        raise ValueError("not a share")
    a_minute = np.repeat(year.traffic, 60) / 60
    requests = a_minute.sum()
    for month in year.months:
        served = np.ones(43_200)
        for incident in month:
            end = incident.start + incident.minutes
            if not (0 <= incident.failing <= 1 and 0 <= incident.start <= end <= 43_200):
                raise ValueError("cannot be")
            served[incident.start : end] *= 1 - incident.failing
        failed = (a_minute * (1 - served)).sum()
        availability = 1 - failed / requests if requests else 1.0
        total += failed * (1 - contract.returning) * contract.value
        total += contract.fee * next(share for at_least, share in contract.steps if availability >= at_least)
    return float(total)


def choose(offer):
    nets = {fix: annual_cost(repaired(offer.year, [fix])) + price for fix, price in offer.prices.items()}
    fix = min(nets, key=nets.get)
    return [fix] if nets[fix] < annual_cost(offer.year) else []


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.contract import annual_cost, best


def choose(offer):
    return list(best(offer))
