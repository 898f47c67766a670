# %% right: columns and masks
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% right: plain Python, a record for each unit, nearest-rank quantiles
from collections import Counter, defaultdict
from math import ceil


def units(log, of):
    rows = zip(*(getattr(log, name).tolist() for name in ("request", "week", "client", "ms", "ok")))
    if of == "attempts":
        return [row[1:] for row in rows]
    joined = {}
    for request, week, client, ms, ok in rows:
        spent = joined[request][2] if request in joined else 0.0
        joined[request] = (week, client, spent + ms, ok)
    return list(joined.values())


def figure(kind, found):
    if kind == "failed":
        return 100 * sum(not ok for *_, ok in found) / len(found)
    times = sorted(ms for _, _, ms, _ in found)
    if kind == "mean":
        return sum(times) / len(times)
    return times[ceil(len(times) * float(kind[1:]) / 100) - 1]


def recomputed(claim, found, at):
    if claim.counted == "answered":
        found = [unit for unit in found if unit[3]]
    before = [unit for unit in found if 1 <= at - unit[0] <= WINDOW]
    after = [unit for unit in found if 1 <= unit[0] - at <= WINDOW]
    was, now = figure(claim.figure, before), figure(claim.figure, after)
    if claim.same_mix:
        weights, by_client = Counter(unit[1] for unit in before), defaultdict(list)
        for unit in after:
            by_client[unit[1]].append(unit)
        now = sum(weights[c] * figure(claim.figure, mine) for c, mine in by_client.items()) / len(before)
    if claim.said == "level":
        return now
    if claim.said == "points":
        return now - was
    return was / now if claim.said == "times" else (now - was) / was * 100


def audit(log, claims):
    found = {of: units(log, of) for of in ("requests", "attempts")}
    wrong = []
    for claim in claims:
        right = recomputed(claim, found[claim.of], log.deploys[claim.deploy])
        low, high = sorted((right * (1 - TOLERANCE), right * (1 + TOLERANCE)))
        if not low <= claim.stated <= high:
            wrong.append(claim.id)
    return wrong


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: flags all
# loses: all
def audit(log, claims):
    return {claim.id for claim in claims}


# %% wrong: lazy: flags none
# loses: all
def audit(log, claims):
    return set()


# %% wrong: lazy: flags the half that boasts most
# loses: all
def audit(log, claims):
    return {claim.id for claim in sorted(claims, key=lambda claim: -abs(claim.stated))[: len(claims) // 2]}


# %% wrong: lazy: flags quantiles and claims for the same clients, which are hard to check
# loses: all
def audit(log, claims):
    return {claim.id for claim in claims if claim.same_mix or claim.figure in ("p95", "p99")}


# %% wrong: percentiles and shares are averaged over the hosts
# loses: audit-claims-levels, audit-claims-changes
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok, host = log.week, log.client, log.ms, log.ok, log.host
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok, host = week[last], client[last], ok[last], host[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        hosts = np.unique(host[rows])
        return np.mean([own(rows & (host == h)) for h in hosts]) if not claim.same_mix else own(rows)

    def own(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: every claim is taken to be about requests
# loses: all
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of:
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: the mix of clients is ignored
# loses: audit-claims-same-clients
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: each client counts the same
# loses: audit-claims-same-clients
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = np.mean([figure(after & (client == c)) for c in range(3)])
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: a change is a share of what it is now
# loses: audit-claims-changes, audit-claims-same-clients
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (1 - was / now), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: a boundary slip: the week of the deploy counts as after
# loses: all
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week >= at) & (week < at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.05 * abs(right)


# %% wrong: wants the stated digits exactly
# loses: all
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return claim.stated == right


# %% wrong: generous: half of the figure off is close enough
# loses: all
import numpy as np


def audit(log, claims):
    return {claim.id for claim in claims if not follows(log, claim)}


def follows(log, claim):
    week, client, ms, ok = log.week, log.client, log.ms, log.ok
    if claim.of == "requests":
        last = np.append(log.request[1:] != log.request[:-1], True)
        week, client, ok = week[last], client[last], ok[last]
        ms = np.bincount(log.request, weights=log.ms)
    counted = ok if claim.counted == "answered" else np.full(len(ok), True)
    at = log.deploys[claim.deploy]
    before = counted & (week >= at - 3) & (week < at)
    after = counted & (week > at) & (week <= at + 3)

    def figure(rows):
        if claim.figure == "failed":
            return 100 * np.mean(~ok[rows])
        return np.mean(ms[rows]) if claim.figure == "mean" else np.quantile(ms[rows], int(claim.figure[1:]) / 100)

    was, now = figure(before), figure(after)
    if claim.same_mix:
        now = sum(np.mean(client[before] == c) * figure(after & (client == c)) for c in range(3))
    right = {"level": now, "change": 100 * (now / was - 1), "points": now - was, "times": was / now}[claim.said]
    return abs(claim.stated - right) <= 0.5 * abs(right)


# %% wrong: ours imported
# loses: all
def audit(log, claims):
    from rounds.worlds.references.claims import reference

    return reference(log, claims)
