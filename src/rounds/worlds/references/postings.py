"""The range that a market supports, slowly and step by step; each step can be left out, to see what it is for."""

from rounds.worlds.postings import PER_YEAR, Market, Posting

QUARTER, FEWEST = 0.25, 5
STEPS = ("units", "base", "places", "growth", "reposts", "freshness", "cap")


def market_range(
    postings: list[Posting], level: int, market: Market, *, without: tuple[str, ...] = (), trim: float = 0.0
) -> tuple[float, float]:
    """The lower and upper quartile of total pay a year, at your place, today: see the exercise for the steps.

    `without` names the steps of `STEPS` to leave out. With `trim` above 0, pay that is so many times more or less than
    the median is dropped as well.
    """
    of_level = [(p, _yours(p, market, without)) for p in postings if p.level == level]
    jobs: dict[tuple[str, ...], tuple[int, float]] = {}
    for number, (p, pay) in enumerate(of_level):
        key = (p.employer, p.job, str(number) if "reposts" in without else "")
        jobs[key] = min(jobs.get(key, (p.age_days, pay)), (p.age_days, pay))
    employers = sorted({key[0] for key in jobs})
    if len(employers) < FEWEST:
        raise ValueError(f"{len(employers)} employers are too few")
    if trim:
        pays = sorted(pay for _, pay in jobs.values())
        median = pays[len(pays) // 2]
        jobs = {key: each for key, each in jobs.items() if 1 / trim <= each[1] / median <= trim}
    votes = {key: 1.0 if "freshness" in without else 0.5 ** (age / 365) for key, (age, _) in jobs.items()}
    held = {name: sum(vote for key, vote in votes.items() if key[0] == name) for name in employers}
    cap = float("inf") if "cap" in without else _cap(list(held.values()))
    ordered = sorted((pay, votes[key] * min(1.0, cap / held[key[0]])) for key, (_, pay) in jobs.items())
    return _quantile(ordered, QUARTER), _quantile(ordered, 1 - QUARTER)


def _yours(posting: Posting, market: Market, without: tuple[str, ...]) -> float:
    pay = posting.pay
    if "units" not in without:
        pay *= PER_YEAR[posting.per]
    if "base" not in without and posting.covers == "base":
        pay /= market.base_share
    if "places" not in without:
        pay /= market.places[posting.place]
    if "growth" not in without:
        pay *= (1 + market.growth) ** (posting.age_days / 365)
    return pay


def _cap(held: list[float]) -> float:
    """The votes that an employer may keep: a quarter of what all keep, found by going there step by step."""
    cap = sum(held)
    for _ in range(400):
        cap = QUARTER * sum(min(votes, cap) for votes in held)
    return cap


def _quantile(ordered: list[tuple[float, float]], share: float) -> float:
    total = sum(votes for _, votes in ordered)
    return next(
        pay for i, (pay, _) in enumerate(ordered) if sum(v for _, v in ordered[: i + 1]) >= (share - 1e-9) * total
    )
