"""A choice among three designs, six facts that nobody knows yet, and spikes that settle one fact each for a price.

All is counted in engineer-days over two years. Assumed: chances and effects are known, facts are independent, an
answer is certain and comes before the next spike is chosen. Two facts move every design alike, and much. Three pay only
together, to one design. One has effects of its own. What an answer is worth before it is heard: Howard,
"Information Value Theory", IEEE Transactions on Systems Science and Cybernetics, 1966.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

Known = Mapping[str, bool]  # facts that are settled, and whether they hold
DecisionTree = str | tuple[str, "DecisionTree", "DecisionTree"]  # a design, or (fact to settle, if it holds, if not)

DESIGNS = ("A", "B", "C")
_GROUP = slice(2, 5)  # which of the six facts, as they are drawn, pay only together

_ALIKE = (
    ("Traffic doubles within a year", 1),
    ("The old stack loses its support", 1),
    ("The product is merged with another one next year", -1),
    ("The old API has to stay for two more years", -1),
)
_TOGETHER = (
    ("The licence covers every region", "The driver keeps up at peak", "History loads overnight"),
    ("Clients can be moved in a month", "Partners accept the protocol", "The gateway speaks both for a while"),
    ("The vendor runs in our region", "The data may leave our network", "Failover takes under a minute"),
    ("Every query does without joins", "Events come in order", "An answer may be a minute old"),
)
_OWN = (
    "One key in ten draws half of the requests",
    "The nightly job can read from a replica",
    "Most payloads are above a megabyte",
    "A failed write may be repeated",
)


@dataclass(frozen=True)
class Fact:
    """Something that may hold, with the `chance` that it does and the `price` in days of the spike that settles it.

    `effect[design]` is what the design saves more where the fact holds, in days.
    """

    says: str
    chance: float
    price: float
    effect: dict[str, float]


@dataclass(frozen=True)
class Together:
    """Facts, by id, that make `design` save `days` more where all of them hold, and nothing where one does not."""

    facts: tuple[str, ...]
    design: str
    days: float


@dataclass(frozen=True)
class Investigation:
    """What is known before the first spike.

    `base[design]` is what a design saves where no fact holds, in days; `facts` by id; `together`: groups of facts
    that pay only together.
    """

    base: dict[str, float]
    facts: dict[str, Fact]
    together: tuple[Together, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a decision tree comes to on average: days saved `net` of spikes, days `paid` for `spikes`, and how many."""

    net: float
    paid: float = 0.0
    spikes: float = 0.0


def worths(brief: Investigation, known: Known) -> dict[str, float]:
    """What each design saves on average, in days, once the facts in `known` are settled."""
    holds = {name: float(known.get(name, fact.chance)) for name, fact in brief.facts.items()}
    worth = {
        design: base + sum(fact.effect[design] * holds[name] for name, fact in brief.facts.items())
        for design, base in brief.base.items()
    }
    for group in brief.together:
        worth[group.design] += group.days * prod(holds[name] for name in group.facts)
    return worth


def misgrown(brief: Investigation, tree: Any, settled: tuple[str, ...] = ()) -> str:
    """What is wrong with a decision tree, in words; empty for one that can be followed."""
    if isinstance(tree, str):
        return "" if tree in brief.base else f"{tree!r} is no design; they are {', '.join(brief.base)}"
    if not isinstance(tree, tuple | list) or len(tree) != 3:
        return f"{_told(tree)} is neither a design nor a triple (fact, tree if it holds, tree if it does not)"
    name, if_so, if_not = tree
    if not isinstance(name, str) or name not in brief.facts:
        return f"{_told(name)} stands where a fact should; they are {', '.join(brief.facts)}"
    if name in settled:
        return f"{name} is settled once more, below where it is settled already"
    return misgrown(brief, if_so, (*settled, name)) or misgrown(brief, if_not, (*settled, name))


def _told(part: Any) -> str:
    return f"a {type(part).__name__} of {len(part)}" if isinstance(part, tuple | list | set | dict) else repr(part)


def follow(brief: Investigation, tree: DecisionTree, known: Known | None = None) -> Outcome:
    """What a tree comes to, averaged over every course that the answers can take."""
    known = known or {}
    if isinstance(tree, str):
        return Outcome(worths(brief, known)[tree])
    name, if_so, if_not = tree
    fact = brief.facts[name]
    so, no = follow(brief, if_so, {**known, name: True}), follow(brief, if_not, {**known, name: False})

    def mean(if_so: float, if_not: float) -> float:
        return fact.chance * if_so + (1 - fact.chance) * if_not

    return Outcome(
        net=mean(so.net, no.net) - fact.price,
        paid=mean(so.paid, no.paid) + fact.price,
        spikes=mean(so.spikes, no.spikes) + 1,
    )


def outline(tree: DecisionTree, indent: str = "", says: str = "") -> str:
    """A tree as lines of text: a fact to settle, and beneath it what follows if it holds and if it does not."""
    if isinstance(tree, str):
        return f"{indent}{says}build {tree}"
    name, if_so, if_not = tree
    inner = indent + "    "
    return "\n".join([f"{indent}{says}settle {name}", outline(if_so, inner, "yes: "), outline(if_not, inner, "no:  ")])


def investigation(seed: int, *, dear: bool = False, behind: float = 1.0) -> Investigation:
    """Six facts, q1 to q6 in random order, whose spikes cost 0.15 to 0.9 days or, `dear`, 1.1 to 2.4.

    Three of them together bring 35 to 50 days to one design, which without any answer is some 10 days behind. `behind`
    scales this lag: at 0 the three designs are level on average, below 0 the one with the three facts is ahead.
    """
    rng = np.random.default_rng(seed)
    says, chances, effects = _facts(rng)
    favoured = int(rng.integers(len(DESIGNS)))
    days = float(rng.uniform(35, 50))
    base = rng.normal(100.0, 4.0, len(DESIGNS))
    expected = chances[_GROUP].prod()
    base[favoured] -= days * (expected + behind * (rng.uniform(0.4, 0.55) - expected))
    prices = rng.uniform(1.1, 2.4, len(says)) if dear else rng.uniform(0.15, 0.9, len(says))
    shuffled = rng.permutation(len(says)).tolist()
    facts = {
        f"q{number}": Fact(says[i], round(float(chances[i]), 2), round(float(prices[i]), 2), _by_design(effects[i]))
        for number, i in enumerate(shuffled, start=1)
    }
    group = tuple(name for name, fact in facts.items() if fact.says in says[_GROUP])
    return Investigation(_by_design(base), facts, (Together(group, DESIGNS[favoured], round(days, 1)),))


def _facts(rng: np.random.Generator) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Two facts that move all alike, three that pay together, one alone: text, chance [fact], effect [fact, design]."""
    alike = [_ALIKE[i] for i in rng.permutation(len(_ALIKE))[:2]]
    says = [*(text for text, _ in alike), *_TOGETHER[int(rng.integers(len(_TOGETHER)))], str(rng.choice(_OWN))]
    chances = np.concatenate([rng.uniform(0.4, 0.6, 2), rng.uniform(0.5, 0.75, 3), rng.uniform(0.15, 0.85, 1)])
    effects = np.zeros((len(says), len(DESIGNS)))
    effects[:2] = (rng.uniform(25, 40, 2) * [sign for _, sign in alike])[:, None]
    effects[5] = rng.normal(0.0, 6.0, len(DESIGNS))
    return says, chances, effects


def _by_design(values: np.ndarray) -> dict[str, float]:
    return dict(zip(DESIGNS, np.round(values, 1).tolist(), strict=True))
