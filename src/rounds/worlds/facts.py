"""Five teams plan on their own, and somebody decides which of them are told which of eight facts.

Assumed: a fact moves the world by an unknown amount with mean 0. Each team would like to follow its own `need` of it; a
team that has not heard stays where it is. Where two teams are tied, a distance between their plans costs the whole the
`tie` times its square, and each of the two feels the part `felt` of that. Who knows plays the best answer to the others
who know, and all know who knows: the Bayesian Nash equilibrium of a linear-quadratic team (Radner, "Team decision
problems", Annals of Mathematical Statistics 1962, where all feel the whole; that public information may harm who act
on it: Morris and Shin, "Social value of public information", American Economic Review 2002). Facts are independent, so
their losses add up. A message costs `price`, whoever gets it. All is counted in engineer-days a quarter.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

TEAMS = ("playback", "encoding", "catalogue", "billing", "client apps")
FACTS = (
    "the launch date moves",
    "a codec is dropped",
    "storage gets dearer",
    "a partner wants logs",
    "sign-in changes",
    "one region is drained",
    "prices change",
)
LOUD = "a reorganisation"
FELT = 0.5  # each of two tied teams feels its half of what a mismatch costs
KINDS = ("tied", "loose")

Message = tuple[int, int]  # (fact, team)


@dataclass(frozen=True, eq=False)
class Situation:
    """What there is to tell, and to whom.

    `needs` [team, fact]: how far a team would move with a fact, if it were alone. `size` [fact]: the mean square of
    what the fact moves. `ties` [team, team]: symmetric, what a squared distance between two plans costs the whole.
    `knows` [team, fact]: who knows already. `price`: what a message costs, in days. `facts` names the facts.
    """

    needs: np.ndarray
    size: np.ndarray
    ties: np.ndarray
    knows: np.ndarray
    price: float
    facts: tuple[str, ...] = ()
    felt: float = FELT


def moves(situation: Situation, fact: int, knowing: np.ndarray) -> np.ndarray:
    """How far each team moves its plan for each unit of the fact [team], if those in `knowing` [team] know of it."""
    felt = situation.felt * situation.ties
    answers = np.diag(1 + felt.sum(axis=1)) - felt  # who knows: (1 + ties) x own move = need + ties x others' moves
    moved = np.zeros(len(knowing))
    inside = np.flatnonzero(knowing)
    if len(inside):
        moved[inside] = np.linalg.solve(answers[np.ix_(inside, inside)], situation.needs[inside, fact])
    return moved


def lost(situation: Situation, fact: int, knowing: np.ndarray) -> float:
    """What all teams lose over this fact, in days: off their own needs, and apart from each other."""
    moved = moves(situation, fact, knowing)
    own = ((moved - situation.needs[:, fact]) ** 2).sum()
    apart = (situation.ties * (moved[:, None] - moved) ** 2).sum() / 2
    return float(situation.size[fact] * (own + apart))


def net_days(situation: Situation, messages: Iterable[Message]) -> float:
    """What the messages bring the whole, less their price, in days; 0 for none."""
    told = set(messages)
    brought = -situation.price * len(told)
    for fact in sorted({fact for fact, _ in told}):
        before = situation.knows[:, fact].astype(bool)
        after = before.copy()
        after[[team for about, team in told if about == fact]] = True
        brought += lost(situation, fact, before) - lost(situation, fact, after)
    return brought


def draw_situation(seed: int, kind: str) -> Situation:
    """A situation of a `kind`: "tied", strong ties in two areas, cheap messages; "loose", weak ties, dear ones."""
    rng = np.random.default_rng([21, KINDS.index(kind), seed])
    teams, facts = len(TEAMS), len(FACTS) + 1
    tied = kind == "tied"
    size = rng.gamma(2, 1.5, facts)
    needs = rng.normal(0, 1, (teams, facts))
    needs[rng.random((teams, facts)) > 0.45] = 0.0
    areas = rng.permutation([0, 0, 0, 1, 1])  # closely tied teams are so within their area
    near = areas[:, None] == areas if tied else np.zeros((teams, teams), dtype=bool)
    strength = np.where(near, rng.uniform(3, 10, near.shape), rng.uniform(0.2, 1.2, near.shape))
    ties = np.triu(strength * (near | (rng.random(near.shape) < (0.2 if tied else 0.5))), 1)
    knows = rng.random((teams, facts)) < 0.18
    names = [FACTS[i] for i in rng.permutation(len(FACTS))]
    loud = int(rng.integers(facts))
    names.insert(loud, LOUD)
    size[loud], needs[:, loud] = 20.0, 0.15 * needs[:, loud]
    drawn = Situation(needs, size, ties + ties.T, knows, 0.0, tuple(names))
    broadcast = [(fact, team) for fact in range(facts) for team in range(teams) if not knows[team, fact]]
    worth = max(net_days(drawn, broadcast), 0.0) / len(broadcast)
    price = worth * (rng.uniform(0.5, 1.2) if tied else rng.uniform(0.8, 1.5))
    return Situation(needs, size, ties + ties.T, knows, float(price), tuple(names))


def message_fault(situation: Situation, messages: Iterable[Message]) -> str:
    """What is wrong with some messages, in words; "" if nothing."""
    teams, facts = situation.needs.shape
    for fact, team in messages:
        if not (0 <= fact < facts and 0 <= team < teams):
            return f"there is no message {(fact, team)}: facts are 0 to {facts - 1}, teams 0 to {teams - 1}"
    return ""
