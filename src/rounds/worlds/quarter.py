"""A quarter of your own decisions, and one approver who also works for others: act, act and tell, ask, or stop.

A decision is right with a known chance. Right, it brings its gain; wrong, it does harm until somebody notices. Telling
takes a little time and makes mistakes be noticed sooner, asking waits for the approver and stops most of them before
they happen. Everything is counted in engineer-hours and in expectation over what is right, so that a policy is
compared without the luck of single decisions; the queue before the approver is played as it comes.

Nothing here is measured in a company: `Office` lists what is assumed, and a notebook sweeps it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import exp, log

import numpy as np

from rounds.errors import RoundsError

ACTIONS = ("act", "tell", "ask", "stop")
COSTS = ("gain", "damage", "waiting", "telling")
HOURS = 480.0  # working hours of a quarter
DECISIONS = 240


@dataclass(frozen=True)
class Decision:
    """What you know of a decision when it is due. Costs and gains in engineer-hours, times in working hours.

    Attributes:
        at: when it is due, from the beginning of the quarter.
        gain: what it is worth if it is right.
        p_right: your chance of being right.
        undo_h: work to undo a mistake that is noticed at once; each hour that it is live adds a tenth of that.
        blast: what others lose for each hour that a mistake is live.
        notice_h: hours until a mistake is noticed if nobody was told.
        delay: what is lost for each hour that the decision waits.
        backlog_h: hours of work that lie before the approver now.
    """

    at: float
    gain: float
    p_right: float
    undo_h: float
    blast: float
    notice_h: float
    delay: float
    backlog_h: float = 0.0


@dataclass(frozen=True)
class Office:
    """What the world assumes of telling and asking.

    Attributes:
        tell_h: engineer-hours that telling costs, yours to write and others' to read.
        eyes: the share of `notice_h` that is saved when somebody was told or asked.
        review_h: mean hours that the approver works on a question; exponential.
        catches: the share of mistakes that the approver stops before they happen.
        others: questions of other people that reach the approver, an hour.
        boast: by how much your log odds of being right are too high; 0 where you are calibrated.
        linked: correlation of the logarithms of `undo_h` and `blast`.
    """

    tell_h: float = 1.5
    eyes: float = 0.7
    review_h: float = 1.2
    catches: float = 0.75
    others: float = 0.5
    boast: float = 0.0
    linked: float = 0.0


@dataclass(frozen=True)
class Quarter:
    """One quarter to come; what only the world knows stands beside the decisions, never in them."""

    decisions: tuple[Decision, ...]
    office: Office
    truly_right: tuple[float, ...]  # the chance of each decision
    reviews: tuple[float, ...]  # hours that the approver would work on each
    others: tuple[tuple[float, float], ...]  # of other people's questions: when, and hours of work


@dataclass
class Ledger:
    """How a quarter went, in engineer-hours; `waits` are the hours that each question took to be answered."""

    gain: float = 0.0
    damage: float = 0.0
    waiting: float = 0.0  # what waiting lost, and the approver's own hours
    telling: float = 0.0
    actions: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def net(self) -> float:
        """Gain less all costs."""
        return self.gain - self.damage - self.paid

    @property
    def paid(self) -> float:
        """What waiting and telling cost."""
        return self.waiting + self.telling

    @property
    def mix(self) -> str:
        """How often each action was chosen, and how long answers took, in a sentence."""
        chosen = ", ".join(f"{action} {self.actions.count(action) / len(self.actions):.0%}" for action in ACTIONS)
        waited = f"; an answer takes {sum(self.waits) / len(self.waits):.1f} h" if self.waits else ""
        return f"{chosen}{waited}."


Policy = Callable[[Decision], str]


def draw(seed: int, office: Office | None = None) -> Quarter:
    """The quarter of a seed; the same decisions in every office, as far as the office leaves them alone."""
    office = office or Office()
    rng = np.random.default_rng([seed, 31])
    at = np.sort(rng.uniform(0, HOURS, DECISIONS))
    z = rng.normal(size=(4, DECISIONS))
    p_right = rng.beta(8, 1.6, DECISIONS)
    notice = rng.uniform(6, 30, DECISIONS)
    reviews = rng.exponential(office.review_h, DECISIONS)
    undo = 2.0 * np.exp(1.3 * z[0])
    blast = np.exp(1.3 * (office.linked * z[0] + (1 - office.linked**2) ** 0.5 * z[1]))
    delay, gain = 0.8 * np.exp(1.2 * z[2]), 12.0 * np.exp(0.8 * z[3])
    decisions = tuple(
        Decision(*(round(float(value), 3) for value in row))
        for row in zip(at, gain, np.clip(p_right, 0.05, 0.995), undo, blast, notice, delay, strict=True)
    )
    truly = tuple(_less_sure(each.p_right, office.boast) for each in decisions)
    return Quarter(decisions, office, truly, tuple(map(float, reviews)), _others(rng, office))


def harm(decision: Decision, office: Office, *, told: bool) -> float:
    """Engineer-hours that the decision costs if it is wrong and made; sooner noticed where somebody was told."""
    live = decision.notice_h * (1 - office.eyes if told else 1.0)
    return decision.blast * live + decision.undo_h * (1 + live / 10)


def play(played: Quarter, decide: Policy) -> Ledger:
    """Asks `decide(decision)` for one of `ACTIONS`, decision by decision, and counts what follows.

    Raises RoundsError for any other answer.
    """
    office, ledger = played.office, Ledger()
    free = 0.0  # when the approver will have done what has come so far
    others = list(played.others[::-1])
    for decision, p_right, review in zip(played.decisions, played.truly_right, played.reviews, strict=True):
        while others and others[-1][0] <= decision.at:
            came, work = others.pop()
            free = max(free, came) + work
        told = Decision(**{**vars(decision), "backlog_h": round(max(0.0, free - decision.at), 3)})
        action = decide(told)
        ledger.actions.append(action)
        wrong = 1 - p_right
        if action == "ask":
            free = max(free, decision.at) + review
            ledger.waits.append(free - decision.at)
            ledger.waiting += decision.delay * ledger.waits[-1] + review
            wrong *= 1 - office.catches
        elif action == "tell":
            ledger.telling += office.tell_h
        elif action == "stop":
            continue
        elif action != "act":
            raise RoundsError(f"A decision was answered with {action!r}; choose one of {', '.join(ACTIONS)}.")
        ledger.gain += p_right * decision.gain
        ledger.damage += wrong * harm(decision, office, told=action != "act")
    return ledger


def mean(ledgers: Iterable[Ledger]) -> Ledger:
    """The hours of several quarters, a quarter; `actions` and `waits` are those of all."""
    every = list(ledgers)
    hours = {name: sum(getattr(each, name) for each in every) / len(every) for name in COSTS}
    actions = [action for each in every for action in each.actions]
    return Ledger(**hours, actions=actions, waits=[wait for each in every for wait in each.waits])


def _less_sure(p: float, boast: float) -> float:
    """The chance whose log odds are lower by `boast`."""
    return p if boast == 0 else 1 / (1 + exp(boast - log(p / (1 - p))))


def _others(rng: np.random.Generator, office: Office) -> tuple[tuple[float, float], ...]:
    number = int(rng.poisson(office.others * HOURS))
    came = np.sort(rng.uniform(0, HOURS, number))
    work = rng.exponential(office.review_h, number)
    return tuple(zip(map(float, came), map(float, work), strict=True))
