"""Half a year of code review in one team: who was asked, who started when, and what got through.

Assumed: all reviewers of a change are asked at the same moment, and it merges when the last of them has finished. Some
may start only after somebody else (`Review.after`). How long a review lies in its reviewer's own queue is drawn (gamma,
coefficient of variation 0.5) and does not depend on what else lies there. A change's defects are Poisson, in proportion
to its lines; each reviewer lets a share of them through, independently of the others, as estimates of what inspections
miss assume (Eick and others, "Estimating software fault content before coding", ICSE 1992). What all let through is
found after the merge. Nobody notes who caught what.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

DAY = 8.0  # working hours: one business day, the longest that Google's review guide lets an answer take
CHANGES, HALF_YEAR = 1_200, 1_040.0  # 26 weeks of 40 working hours
LINES_A_DEFECT = 25
USUAL = 0.55  # the share of its defects that a usual reviewer lets through, within 0.05

# Columns of reviewers, by their part in the team; the last four have none.
LEADS = np.arange(0, 3)  # some have a long queue, and are bottlenecks
FOLLOWERS = np.arange(3, 6)  # start after their lead
PARTNERS = np.arange(6, 9)  # review beside their lead, and are slow where the lead is slower still
HUB = 9  # asked by many, with a middling queue: a bottleneck
STAMP = 10  # quick, asked by everybody, and lets nearly all through
STARS = np.arange(11, 13)  # let little through, and are asked often
LUCKY = np.arange(13, 17)  # seldom asked, usual, and nearly always beside a star
CANDIDATES = np.arange(17, 21)  # seldom asked, nearly always beside the stamp; some let very little through
REVIEWERS = 25


@dataclass(frozen=True)
class Review:
    """One reviewer's part in a change: `started` and `finished` in working hours since the half-year began.

    `after` is the reviewer of the same change who has to finish before this one may start; "" for nobody.
    """

    reviewer: str
    started: float
    finished: float
    after: str


@dataclass(frozen=True)
class Change:
    """A change of `lines` lines, for which all its `reviews` were requested at one time (working hours).

    It merged when the last review was finished; `escaped` counts the defects that were found in it afterwards.
    """

    id: str
    lines: int
    requested: float
    reviews: list[Review]
    escaped: int


@dataclass(frozen=True)
class HalfYear:
    """The changes of a half-year, and the truth about the team.

    `bottlenecks` are those without whose queue changes would merge earlier; `overlooked` those who are seldom asked
    and let less than a fifth of the defects through.
    """

    changes: list[Change]
    bottlenecks: frozenset[str]
    overlooked: frozenset[str]


@dataclass(frozen=True, eq=False)
class _Team:
    """A value for each reviewer [reviewer], and the columns of those who are to be found."""

    asked: np.ndarray  # how often, relative to each other
    queue: np.ndarray  # mean hours in their own queue
    through: np.ndarray  # the share of defects that they let through
    pace: np.ndarray  # lines an hour
    lines: np.ndarray  # a factor on the lines of their changes
    bottlenecks: np.ndarray
    overlooked: np.ndarray


def change_by_hand(
    queues: Mapping[str, tuple[float, float, str]], requested: float = 100.0, lines: int = 100, escaped: int = 0
) -> Change:
    """A change from each reviewer's hours in their own queue, hours at work, and whom they start after ("" for nobody).

    Who starts after somebody stands behind them in `queues`; the change lists its reviews by name.
    """
    reviews = dict[str, Review]()
    for name, (queue, work, after) in queues.items():
        started = (reviews[after].finished if after else requested) + queue
        reviews[name] = Review(name, started, started + work, after)
    return Change("by-hand", lines, requested, [reviews[name] for name in sorted(reviews)], escaped)


def half_year(seed: int, *, calm: bool = False, partner: float | None = None, company: float = 0.9) -> HalfYear:
    """A team's half-year; in a `calm` one nobody is a bottleneck and nobody is overlooked.

    `partner` is the mean queue of those who work beside a slow lead, in hours (by default 21 to 24); `company` the
    share of their changes to which the lucky bring a star, and the candidates the one who waves everything through.
    """
    rng = np.random.default_rng([seed, 223])
    team = _team(rng, calm, partner)
    asked = _asked(rng, team, company)
    lines = np.round(rng.lognormal(4.5, 0.7, CHANGES) * np.where(asked, team.lines, 1.0).prod(axis=1)) + 1
    requested = np.round(np.sort(rng.uniform(0, HALF_YEAR, CHANGES)), 1)
    started, finished = _times(rng, team, asked, lines, requested)
    escaped = rng.poisson(lines / LINES_A_DEFECT * np.where(asked, team.through, 1.0).prod(axis=1))

    names = [f"reviewer-{number:02}" for number in rng.permutation(REVIEWERS) + 1]
    reviews = _reviews(names, asked, started.tolist(), finished.tolist())
    ids = [f"change-{number:04}" for number in range(1, CHANGES + 1)]
    told = zip(ids, lines.astype(int).tolist(), requested.tolist(), reviews, escaped.tolist(), strict=True)
    bottlenecks, overlooked = (frozenset(names[who] for who in each) for each in (team.bottlenecks, team.overlooked))
    return HalfYear([Change(*each) for each in told], bottlenecks, overlooked)


def _reviews(
    names: list[str], asked: np.ndarray, started: list[list[float]], finished: list[list[float]]
) -> Iterator[list[Review]]:
    """The reviews of each change, by the reviewers' names."""
    first = dict(zip(FOLLOWERS.tolist(), LEADS.tolist(), strict=True))
    by_name = [(int(who), names[who], first.get(int(who))) for who in np.argsort(names)]
    for on, begun, ended in zip(asked.tolist(), started, finished, strict=True):
        yield [
            Review(name, begun[who], ended[who], names[lead] if lead is not None and on[lead] else "")
            for who, name, lead in by_name
            if on[who]
        ]


def _team(rng: np.random.Generator, calm: bool, partner: float | None) -> _Team:
    """Reviewers as they are usually, then the parts that some play."""
    asked, queue = rng.uniform(0.85, 1.15, REVIEWERS), rng.uniform(3.5, 6.0, REVIEWERS)
    through, pace = rng.uniform(USUAL - 0.05, USUAL + 0.05, REVIEWERS), rng.uniform(80, 160, REVIEWERS)
    lines = np.ones(REVIEWERS)
    asked[LEADS], asked[FOLLOWERS], asked[PARTNERS] = 1.8, 0.3, 0.05  # the last two beside what comes with their lead
    asked[HUB], asked[STAMP], asked[STARS] = 2.2, 3.0, 1.5
    asked[np.r_[LUCKY, CANDIDATES]] = 0.75
    own = np.r_[LUCKY, CANDIDATES]  # each gets short changes, or long ones
    lines[own] = np.exp(rng.choice([-1, 1], len(own)) * rng.uniform(0.7, 1.1, len(own)))
    queue[STAMP], through[STAMP] = rng.uniform(2.0, 3.5), rng.uniform(0.90, 0.97)
    through[STARS] = rng.uniform(0.17, 0.22, len(STARS))
    slow, overlooked = LEADS[: int(rng.integers(1, 4))], CANDIDATES[: int(rng.integers(1, 3))]
    if calm:
        return _Team(asked, queue, through, pace, lines, LEADS[:0], CANDIDATES[:0])
    queue[slow] = rng.uniform(26, 34, len(slow))
    queue[PARTNERS[slow]] = rng.uniform(21, 24, len(slow)) if partner is None else partner
    queue[HUB] = rng.uniform(17, 20)
    through[overlooked] = rng.uniform(0.10, 0.18, len(overlooked))
    return _Team(asked, queue, through, pace, lines, np.r_[slow, HUB], overlooked)


def _asked(rng: np.random.Generator, team: _Team, company: float) -> np.ndarray:
    """Who reviews what [change, reviewer]: two each, and those who come along with them."""
    draws = np.log(team.asked) + rng.gumbel(size=(CHANGES, REVIEWERS))  # two without replacement, by weight
    asked = np.zeros((CHANGES, REVIEWERS), dtype=bool)
    np.put_along_axis(asked, np.argsort(-draws, axis=1)[:, :2], True, axis=1)
    alone = asked.copy()
    for lead, follower, partner in zip(LEADS, FOLLOWERS, PARTNERS, strict=True):
        for other, share in ((follower, 0.8), (partner, 0.95)):
            asked[:, other] |= alone[:, lead] & (rng.random(CHANGES) < share)
    for lucky, star in zip(LUCKY, np.resize(STARS, len(LUCKY)), strict=True):
        asked[:, star] |= alone[:, lucky] & (rng.random(CHANGES) < company)
    for candidate in CANDIDATES:
        asked[:, STAMP] |= alone[:, candidate] & (rng.random(CHANGES) < company)
    return asked


def _times(
    rng: np.random.Generator, team: _Team, asked: np.ndarray, lines: np.ndarray, requested: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """When each review was started and finished, in hours [change, reviewer]."""
    queued = rng.gamma(8.0, team.queue / 8.0, asked.shape)
    work = lines[:, None] / team.pace + 0.1
    started = requested[:, None] + queued
    for lead, follower in zip(LEADS, FOLLOWERS, strict=True):
        started[:, follower] += np.where(asked[:, lead], queued[:, lead] + work[:, lead], 0.0)
    return np.round(started, 1), np.round(started + work, 1)
