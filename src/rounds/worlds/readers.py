"""One proposal, 24 facts about it, and three readers who decide after six of them: product, finance, legal.

Assumed: a reader adds up what is read, each fact's points times the weight of its topic, and says yes above a bar (an
additive value function: Keeney and Raiffa, "Decisions with Multiple Objectives", 1976). Most weights are zero; a role
says only how likely a topic matters. Two topics are large and hardly anybody's: what engineers like to talk about.
Readers answer questions honestly, believe what they read, and take no notice of what they are not told; `distrust`
changes that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

ROLES = ("product", "finance", "legal")
FACTS, TOLD = 24, 6
QUESTIONS = 11  # all there is to ask: ten topics and the bar

# Of each topic: how much one point is, and how a fact that speaks for or against the proposal is put.
_TOPICS = {
    "start of play": (0.2, "titles start {} s sooner", "titles start {} s later"),
    "launch date": (1.0, "the launch moves up {} weeks", "the launch slips {} weeks"),
    "reach": (1.0, "{}% more members at launch", "{}% fewer members at launch"),
    "yearly cost": (0.5, "saves {} million a year", "costs {} million a year more"),
    "forecast": (2.0, "the forecast's error shrinks by {}%", "the forecast's error grows by {}%"),
    "commitments": (3.0, "frees us of {} months of commitment", "binds us for {} months more"),
    "personal data": (4.0, "{}% less personal data kept", "{}% more personal data kept"),
    "licences": (1.0, "licences cover {}% more streams", "licences do not cover {}% of the streams"),
    "architecture": (3.0, "{} thousand lines of old code go", "{} thousand lines of new code come"),
    "toolchain": (2.0, "builds take {} min less", "builds take {} min more"),
}
TOPICS = tuple(_TOPICS)
LOUD = ("architecture", "toolchain")
MATTERS = {  # how likely each of TOPICS matters to a reader of a role
    "product": (0.7, 0.65, 0.6, 0.25, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05),
    "finance": (0.1, 0.15, 0.25, 0.7, 0.65, 0.5, 0.15, 0.1, 0.05, 0.05),
    "legal": (0.1, 0.1, 0.15, 0.2, 0.25, 0.5, 0.7, 0.65, 0.05, 0.05),
}


@dataclass(frozen=True)
class Fact:
    """Something true about the proposal: its topic, and its points for it (above 0) or against it (below 0).

    A reader to whom the topic has weight 1 feels just these points.
    """

    topic: str
    points: float
    says: str


@dataclass(frozen=True, eq=False)
class Readers:
    """`n` readers: `weights` [n, topic] as in TOPICS, 0 where a topic does not matter, and `bars` [n] in points."""

    weights: np.ndarray
    bars: np.ndarray

    def felt(self, facts: Sequence[Fact]) -> np.ndarray:
        """What each fact is to each reader [n, fact], in points."""
        weights = self.weights[:, [TOPICS.index(fact.topic) for fact in facts]]
        return np.asarray(weights * np.array([fact.points for fact in facts]))

    def say_yes(self, facts: Sequence[Fact]) -> np.ndarray:
        """Whether each says yes after reading `facts` [n]."""
        return np.asarray(self.felt(facts).sum(axis=1) > self.bars)

    def right(self, facts: Sequence[Fact], told: Sequence[int], distrust: float = 0.0) -> float:
        """The share of readers whom the facts with these numbers bring to the decision that all facts would.

        `distrust` is the probability that a reader to whom all of it speaks for one side lays the brief aside, and
        decides as if there were none.
        """
        read = [facts[number] for number in told]
        own, felt = self.say_yes(facts), self.felt(read)
        kept = (felt.sum(axis=1) > self.bars) == own
        one_sided = (felt >= 0).all(axis=1) | (felt <= 0).all(axis=1)
        return float(np.where(one_sided, kept + distrust * (((self.bars < 0) == own) - 1.0 * kept), kept).mean())


def draw_readers(role: str, n: int, rng: np.random.Generator) -> Readers:
    """`n` readers of a role: weights that matter are gamma draws with mean 1, bars are normal with deviation 0.5."""
    size = (n, len(TOPICS))
    return Readers((rng.random(size) < MATTERS[role]) * rng.gamma(3.0, 1 / 3, size), rng.normal(0.0, 0.5, n))


def imagined(role: str, n: int = 400, seed: int = 1) -> Readers:
    """`n` readers as they might sit there, drawn as the real ones are. Yours to change."""
    return draw_readers(role, n, np.random.default_rng(seed))


class Asking:
    """One reader, who answers at most `patience` questions: how much a topic weighs, and where the bar is."""

    _exported: ClassVar[frozenset[str]] = frozenset({"cares", "bar", "left"})  # what travels to learner code

    def __init__(self, weights: Mapping[str, float], bar: float, patience: int = QUESTIONS) -> None:
        self._weights, self._bar, self._patience = dict(weights), bar, patience
        self.heard: dict[str, float] = {}  # the answers given, by topic, and "bar"

    def cares(self, topic: str) -> float:
        """The weight of a topic: 0 where it does not matter, about 1 where it does."""
        if topic not in self._weights:
            raise ValueError(f"there is no topic {topic!r}; the topics are {', '.join(TOPICS)}")
        return self._answer(topic, self._weights[topic])

    def bar(self) -> float:
        """The weighted points that a proposal needs."""
        return self._answer("bar", self._bar)

    def left(self) -> int:
        """How many more questions this reader answers."""
        return self._patience - len(self.heard)

    def _answer(self, question: str, answer: float) -> float:
        if question not in self.heard and self.left() == 0:
            raise RuntimeError(f"this reader had time for {self._patience} questions, and they are asked")
        self.heard[question] = answer
        return answer


@dataclass(frozen=True, eq=False)
class Proposal:
    """A proposal and its three readers, whose weights are sealed."""

    facts: list[Fact]
    readers: dict[str, Readers]  # one a role
    others: dict[str, Readers]  # by role, 500 more as the role has them

    def asking(self, role: str, patience: int = QUESTIONS) -> Asking:
        """What a strategy holds of one reader."""
        reader = self.readers[role]
        weights = dict(zip(TOPICS, reader.weights[0].tolist(), strict=True))
        return Asking(weights, float(reader.bars[0]), patience)

    def right(self, role: str, told: Sequence[int], heard: Mapping[str, float], distrust: float = 0.0) -> float:
        """The probability that the facts `told` bring a reader who answered so to the decision that all facts would.

        The mean over 500 readers who would have answered the same: nothing hangs on who sat there.
        """
        weights, bars = self.others[role].weights.copy(), self.others[role].bars
        for question, answer in heard.items():
            if question == "bar":
                bars = np.full(len(bars), answer)
            else:
                weights[:, TOPICS.index(question)] = answer
        return Readers(weights, bars).right(self.facts, told, distrust)


def proposal(seed: int) -> Proposal:
    """A proposal with at least one fact on each topic, in no order, and three readers."""
    rng = np.random.default_rng(seed)
    topics = np.concatenate([np.arange(len(TOPICS)), rng.integers(0, len(TOPICS), FACTS - len(TOPICS))])
    points = rng.normal(0.0, 1.0, FACTS) * rng.choice([0.6, 1.6], FACTS)
    loud = np.isin(topics, [TOPICS.index(topic) for topic in LOUD])
    points[loud] = rng.choice([-1.0, 1.0], loud.sum()) * rng.uniform(2.0, 4.0, loud.sum())
    order = rng.permutation(FACTS)
    return Proposal(
        facts=[_fact(TOPICS[topic], float(each)) for topic, each in zip(topics[order], points[order], strict=True)],
        readers={role: draw_readers(role, 1, rng) for role in ROLES},
        others={role: draw_readers(role, 500, rng) for role in ROLES},
    )


def _fact(topic: str, points: float) -> Fact:
    points = round(points, 1) or 0.1
    unit, speaks_for, speaks_against = _TOPICS[topic]
    says = (speaks_for if points > 0 else speaks_against).format(f"{abs(points) * unit:.2g}")
    return Fact(topic, points, says)
