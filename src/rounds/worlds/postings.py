"""Pay as one finds it: job postings of many employers in several units, places and ages, with copies and slips.

All is generated: no employer, place or amount is anybody's. Amounts are in one currency that has no name.
"""

import random
from dataclasses import dataclass, replace

PER_YEAR = {"year": 1, "month": 12, "hour": 2080}  # 52 weeks of 40 hours
COVERS = ("total", "base")
_LEVEL_STEP = 1.25  # what the next level pays, as a factor


@dataclass(frozen=True)
class Posting:
    """One posting as a board shows it.

    `job` is the employer's own number of the job, the same on every board. `pay` is for a `per` ("year", "month" or
    "hour"), and what it `covers` is "total" pay or "base" alone. `age_days` is the posting's age.
    """

    employer: str
    job: str
    board: str
    level: int
    place: str
    pay: float
    per: str
    covers: str
    age_days: int


@dataclass(frozen=True)
class Market:
    """What turns a posting's pay into yours.

    `places` tells what each place pays for the same work, yours being 1.0; `base_share` is the share of base in total
    pay; `growth` is that of pay in a year, 0.04 for 4%.
    """

    places: dict[str, float]
    base_share: float
    growth: float


def postings(seed: int, *, employers: int = 0, large: int = 25, slips: float = 0.03) -> tuple[list[Posting], Market]:
    """What a search finds for levels 4 to 6, in no order, and what is known of the market.

    `employers` are 12 to 24 if left out. One of them pays well or poorly and has `large` jobs open; it posts them
    again and again, the others now and then. A share `slips` of the jobs has a pay that is off by a factor of ten, on
    every board.
    """
    rng = random.Random(f"postings:{seed}")
    places = {f"place-{i + 1}": 1.0 if i == 0 else round(rng.uniform(0.55, 1.15), 2) for i in range(5)}
    market = Market(places, round(rng.uniform(0.6, 0.8), 2), round(rng.uniform(0.02, 0.06), 3))
    middle, found = rng.uniform(150_000, 350_000), []
    for number in range(employers or rng.randint(12, 24)):
        first = number == 0
        pays = middle * (rng.choice((0.72, 1.35)) if first else rng.lognormvariate(0, 0.18))
        habits = rng.choice(list(places)), rng.choices(list(PER_YEAR), (6, 3, 1))[0], rng.choice(COVERS)
        for job in range(large if first else rng.randint(1, 4)):
            level = rng.choice((4, 5, 5, 6))
            real = pays * _LEVEL_STEP ** (level - 5) * rng.lognormvariate(0, 0.06)
            slip, slipped = rng.choice((0.1, 10.0)), rng.random() < slips
            real *= slip if slipped else 1.0
            oldest = rng.randint(0, 900)
            for copy in range(rng.randint(1, 6 if first else 3)):
                posted = Posting(f"employer-{number + 1}", f"job-{job + 1}", "", level, habits[0], real, *habits[1:], 0)
                found.append(_posted(posted, market, rng, max(0, oldest - copy * rng.randint(20, 150))))
    rng.shuffle(found)
    return found, market


def _posted(job: Posting, market: Market, rng: random.Random, age_days: int) -> Posting:
    """The posting of a job that pays `job.pay` in total a year today, at your place: in its own place and units."""
    pay = job.pay * market.places[job.place] / (1 + market.growth) ** (age_days / 365) / PER_YEAR[job.per]
    pay *= market.base_share if job.covers == "base" else 1.0
    digits = 2 if job.per == "hour" else -1
    return replace(job, pay=round(pay, digits), board=f"board-{rng.randint(1, 4)}", age_days=age_days)
