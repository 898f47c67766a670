# %% right: smallest (age, pay) by job, the cap in closed form
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% right: a class that reads, a cap that comes down until it stays
import math
from collections import defaultdict


class Vote:
    def __init__(self, posting, market):
        if posting.per not in ("year", "month", "hour") or posting.covers not in ("total", "base"):
            raise ValueError(f"unknown terms: {posting}")
        if posting.place not in market.places or not math.isfinite(posting.pay) or posting.pay <= 0:
            raise ValueError(f"unknown place or pay: {posting}")
        if posting.age_days < 0:
            raise ValueError(f"from the future: {posting}")
        self.employer, self.job, self.age = posting.employer, posting.job, posting.age_days
        yearly = posting.pay * {"year": 1, "month": 12, "hour": 2080}[posting.per]
        whole = yearly / market.base_share if posting.covers == "base" else yearly
        years = posting.age_days / 365
        self.pay = whole / market.places[posting.place] * (1 + market.growth) ** years
        self.weight = 2.0**-years


def market_range(postings, level, market):
    read = [(posting.level, Vote(posting, market)) for posting in postings]
    chosen = {}
    for vote in sorted((v for own, v in read if own == level), key=lambda v: (v.age, v.pay)):
        chosen.setdefault((vote.employer, vote.job), vote)
    weights = defaultdict(list)
    for vote in chosen.values():
        weights[vote.employer].append(vote.weight)
    if len(weights) < 5:
        raise ValueError("too few employers")
    held = {employer: math.fsum(own) for employer, own in weights.items()}
    cap = sum(held.values())
    for _ in range(300):
        cap = sum(min(cap, own) for own in held.values()) / 4
    final = {id(v): v.weight * min(1.0, cap / held[v.employer]) for v in chosen.values()}
    total = math.fsum(final.values())

    def reaches(share):
        seen = 0.0
        for vote in sorted(chosen.values(), key=lambda v: v.pay):
            seen += final[id(vote)]
            if seen / total >= share - 1e-9:
                return vote.pay

    return reaches(0.25), reaches(0.75)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, the lowest and the highest pay as they stand
# loses: all
def market_range(postings, level, market):
    pays = [posting.pay for posting in postings if posting.level == level]
    return min(pays), max(pays)


# %% wrong: lazy, the median of the column give or take 15%
# loses: all
def market_range(postings, level, market):
    pays = sorted(posting.pay for posting in postings if posting.level == level)
    return 0.85 * pays[len(pays) // 2], 1.15 * pays[len(pays) // 2]


# %% wrong: lazy, a range that sounds good
# loses: all
def market_range(postings, level, market):
    return 250_000.0, 350_000.0


# %% wrong: mean give or take a standard deviation, after all that care
# loses: market-range-converts, market-range-votes, market-range-laws
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    mean = sum(pay * vote for pay, vote in ordered) / total
    spread = (sum(vote * (pay - mean) ** 2 for pay, vote in ordered) / total) ** 0.5
    return mean - spread, mean + spread


# %% wrong: cut once, to a quarter of the votes that there were
# loses: market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    cap = sum(held.values()) / 4
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: a boundary slip, more than a quarter instead of at least
# loses: market-range-converts, market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below > (share + 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: every copy votes
# loses: market-range-votes, market-range-laws
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for number, p in enumerate(postings):
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, number] = (p.age_days, pay)
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: the posting that is seen first is kept
# loses: market-range-votes, market-range-laws
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest.setdefault((p.employer, p.job), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: job numbers are taken for unique in the market
# loses: all
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            jobs = [key for key in newest if key[1] == p.job] or [(p.employer, p.job)]
            newest[jobs[0]] = min(newest.get(jobs[0], (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while cut < min(3, len(largest)) and largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: the place is multiplied in, not taken out
# loses: market-range-converts, market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total * market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: pay is not brought to today
# loses: market-range-converts, market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place]
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: old postings count like new ones
# loses: market-range-converts, market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 1.0
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 1.0 * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: what is three times off the median is dropped
# loses: market-range-converts, market-range-votes
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        known = p.per in PER_YEAR and p.covers in COVERS and p.place in market.places
        if not (known and 0 < p.pay < float("inf") and p.age_days >= 0):
            raise ValueError(f"what is {p}?")
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    pays = sorted(pay for _, pay in newest.values())
    middle = pays[len(pays) // 2] if pays else 0
    newest = {key: each for key, each in newest.items() if middle / 3 <= each[1] <= 3 * middle}
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: right, and what cannot be read is passed over
# loses: market-range-refuses
def market_range(postings, level, market):
    newest: dict[tuple[str, str], tuple[int, float]] = {}
    for p in postings:
        if not (p.per in PER_YEAR and p.covers in COVERS and p.place in market.places and p.pay > 0 <= p.age_days):
            continue
        if p.level == level:
            total = p.pay * PER_YEAR[p.per] / (market.base_share if p.covers == "base" else 1)
            pay = total / market.places[p.place] * (1 + market.growth) ** (p.age_days / 365)
            newest[p.employer, p.job] = min(newest.get((p.employer, p.job), (p.age_days, pay)), (p.age_days, pay))
    held: dict[str, float] = {}
    for (employer, _), (age, _) in sorted(newest.items()):
        held[employer] = held.get(employer, 0.0) + 0.5 ** (age / 365)
    if len(held) < 5:
        raise ValueError(f"{len(held)} employers tell no range")
    largest, cut = sorted(held.values(), reverse=True), 0
    cap = largest[0]
    while largest[cut] > (cap := sum(largest[cut:]) / (4 - cut)):  # cut of them at the cap: cap = (cut * cap + rest) / 4
        cut += 1
    ordered = sorted((pay, 0.5 ** (age / 365) * min(1, cap / held[e])) for (e, _), (age, pay) in newest.items())
    total, below, ends = sum(vote for _, vote in ordered), 0.0, []
    for pay, vote in ordered:
        below += vote
        ends += [pay] * (sum(below >= (share - 1e-9) * total for share in (0.25, 0.75)) - len(ends))
    return ends[0], ends[1]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.postings import market_range
