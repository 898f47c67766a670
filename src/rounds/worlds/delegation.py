"""A team's decisions and one approver: approve, delegate, or have the approver write down what an area needs to know.

Every decision can wait for the approver, who stops most mistakes, or be made at once by whoever has it. Writing the
context of an area takes hours of the same approver; afterwards decisions of that area go wrong less often. That it
helps is assumed, not shown: `Team.with_context` says by how much, and a notebook sweeps it. What mistakes cost is
counted in expectation, so that a policy is compared without the luck of single decisions.

Times are in working hours, costs in engineer-hours. The approver is a queue with one server, first come, first served,
so waiting can be compared with theory: Poisson arrivals and exponential reviews make it M/M/1.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np
import simpy

from rounds.errors import RoundsError

AREAS = 12
ROUTES = ("approve", "delegate")


@dataclass(frozen=True)
class Question:
    """A decision that somebody of the team has to make, and what is known when it comes up.

    Attributes:
        now: hours since the beginning.
        left: hours until the end of the quarter.
        area: 0 to 11.
        cost_if_wrong: engineer-hours that a mistake here would cost.
        reversible: whether a mistake can be undone; `cost_if_wrong` says what that is worth.
        queue: what lies before the approver: reviews, the one at work included.
        writing: pieces of context that the approver has still to write.
        has_context: whether this area's context is written.
        seen: decisions of this area so far, this one included.
        reviewed: how many of them the approver has reviewed.
        wrong: how many of those were mistakes.
    """

    now: float
    left: float
    area: int
    cost_if_wrong: float
    reversible: bool
    queue: int = 0
    writing: int = 0
    has_context: bool = False
    seen: int = 1
    reviewed: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Team:
    """What the world assumes of a team and its approver.

    Attributes:
        rate: decisions an hour.
        hours: how long it goes on.
        mistakes: the typical share of mistakes in an area without context; areas differ.
        with_context: the share of mistakes where the context is written.
        catches: the share of mistakes that a review stops.
        review_h: mean hours of a review; exponential.
        write_h: hours of the approver to write the context of one area.
        stale_h: hours until written context is out of date and helps no more.
    """

    rate: float = 2.0
    hours: float = 520.0
    mistakes: float = 0.22
    with_context: float = 0.06
    catches: float = 0.85
    review_h: float = 0.45
    write_h: float = 8.0
    stale_h: float = inf


@dataclass(frozen=True)
class Quarter:
    """What will come up; `mistakes` by area, `luck` and `reviews` by decision are known to the world alone."""

    team: Team
    questions: tuple[Question, ...]
    mistakes: tuple[float, ...]
    luck: tuple[float, ...]
    reviews: tuple[float, ...]


@dataclass
class Record:
    """How a quarter went: hours until each decision was made, what its mistake cost in expectation, how it went."""

    lead_h: list[float]
    errors: list[float]
    routes: list[str]
    busy_h: float = 0.0  # of the approver
    written: dict[int, float] = field(default_factory=dict)  # area: when its context was there

    @property
    def lead(self) -> float:
        """Mean hours until a decision is made; a delegated one takes none."""
        return sum(self.lead_h) / len(self.lead_h)

    @property
    def error(self) -> float:
        """Mean engineer-hours lost to mistakes, a decision."""
        return sum(self.errors) / len(self.errors)


@dataclass(frozen=True)
class Summary:
    """Several quarters in the mean: `lead` and `error` as of a `Record`, `busy` and `delegated` as shares."""

    lead: float
    error: float
    delegated: float
    areas: float  # whose context was written
    busy: float  # of the approver's hours

    def __str__(self) -> str:
        return (
            f"{self.lead:.2f} h to a decision, mistakes {self.error:.2f} h; {self.delegated:.0%} delegated, "
            f"context in {self.areas:.1f} areas, approver busy {self.busy:.0%}"
        )


Policy = Callable[[Question], tuple[str, bool]]


def draw(seed: int, team: Team | None = None) -> Quarter:
    """The quarter of a seed."""
    team = team or Team()
    rng = np.random.default_rng([seed, 61])
    n = round(team.rate * team.hours)
    shares = rng.dirichlet(np.full(AREAS, 0.6))
    mistakes = np.clip(team.mistakes * rng.lognormal(0, 0.25, AREAS), 0.03, 0.6)
    at = np.sort(rng.uniform(0, team.hours, n))
    area = rng.choice(AREAS, n, p=shares)
    reversible = rng.random(n) < 0.75
    cost = 2.0 * np.exp(1.25 * rng.normal(size=n)) * np.where(reversible, 1.0, 6.0)
    questions = tuple(
        Question(round(float(t), 3), round(team.hours - float(t), 3), int(a), round(float(c), 2), bool(r))
        for t, a, c, r in zip(at, area, cost, reversible, strict=True)
    )
    luck, reviews = rng.random(n), rng.exponential(team.review_h, n)
    return Quarter(team, questions, tuple(map(float, mistakes)), tuple(map(float, luck)), tuple(map(float, reviews)))


def play(played: Quarter, route: Policy) -> Record:
    """Asks `route(question)` for ("approve" or "delegate", whether to have this area's context written).

    Raises RoundsError for any other answer.
    """
    return _Office(played, route).run()


def summary(records: Iterable[Record], team: Team) -> Summary:
    """The means of several quarters of one team."""
    every = list(records)
    routes = [where for each in every for where in each.routes]
    return Summary(
        lead=sum(each.lead for each in every) / len(every),
        error=sum(each.error for each in every) / len(every),
        delegated=routes.count("delegate") / len(routes),
        areas=sum(len(each.written) for each in every) / len(every),
        busy=sum(each.busy_h for each in every) / len(every) / team.hours,
    )


def controlled(played: Quarter) -> float:
    """What mistakes cost, in hours a decision, if the approver sees everything; the wait is another matter."""
    costs = (played.mistakes[question.area] * question.cost_if_wrong for question in played.questions)
    return (1 - played.team.catches) * sum(costs) / len(played.questions)


def weekly(played: Quarter, record: Record, week_h: float = 40.0) -> list[float]:
    """Mean hours until a decision is made, by the week in which it came up."""
    weeks = [int(question.now // week_h) for question in played.questions]
    return [float(mean) for mean in np.bincount(weeks, record.lead_h) / np.bincount(weeks)]


class _Office:
    """One quarter at work."""

    def __init__(self, played: Quarter, route: Policy) -> None:
        self.played, self.team, self.route = played, played.team, route
        self.env = simpy.Environment()
        self.approver = simpy.Resource(self.env, capacity=1)
        n = len(played.questions)
        self.record = Record([0.0] * n, [0.0] * n, [])
        self.writing: set[int] = set()
        self.queue = 0
        self.seen, self.reviewed, self.wrong = ([0] * AREAS for _ in range(3))

    def run(self) -> Record:
        self.env.process(self._team())
        self.env.run()
        return self.record

    def _team(self) -> Generator[Any, Any, None]:
        for number, question in enumerate(self.played.questions):
            yield self.env.timeout(max(0.0, question.now - self.env.now))
            area = question.area
            self.seen[area] += 1
            where, write = self.route(self._as_seen(question))
            if where not in ROUTES:
                raise RoundsError(f"A decision was routed to {where!r}; choose one of {', '.join(ROUTES)}.")
            self.record.routes.append(where)
            if write and area not in self.record.written and area not in self.writing:
                self.writing.add(area)
                self.env.process(self._write(area))
            if where == "approve":
                self.queue += 1
                self.env.process(self._review(number, question))
            else:
                self.record.errors[number] = self._chance(area) * question.cost_if_wrong

    def _as_seen(self, question: Question) -> Question:
        area = question.area
        now = {
            "queue": self.queue,
            "writing": len(self.writing),
            "has_context": area in self.record.written,
            "seen": self.seen[area],
            "reviewed": self.reviewed[area],
            "wrong": self.wrong[area],
        }
        return Question(**{**vars(question), **now})

    def _chance(self, area: int) -> float:
        """The chance of a mistake in an area now."""
        written = self.record.written.get(area)
        fresh = written is not None and self.env.now - written <= self.team.stale_h
        return self.team.with_context if fresh else self.played.mistakes[area]

    def _review(self, number: int, question: Question) -> Generator[Any, Any, None]:
        yield from self._work(self.played.reviews[number])
        self.queue -= 1
        chance = self._chance(question.area)
        self.reviewed[question.area] += 1
        self.wrong[question.area] += self.played.luck[number] < chance
        self.record.lead_h[number] = self.env.now - question.now
        self.record.errors[number] = chance * (1 - self.team.catches) * question.cost_if_wrong

    def _write(self, area: int) -> Generator[Any, Any, None]:
        yield from self._work(self.team.write_h)
        self.writing.discard(area)
        self.record.written[area] = self.env.now

    def _work(self, hours: float) -> Generator[Any, Any, None]:
        with self.approver.request() as turn:
            yield turn
            yield self.env.timeout(hours)
        self.record.busy_h += hours
