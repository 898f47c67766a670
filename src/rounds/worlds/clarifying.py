"""A phone screen before any code: questions that cost minutes, and code that rests on their answers.

Assumed: code is right only if it fits every fact that matters, so assumptions multiply. You know from practice how
likely each answer is, and answers are independent. A fact is a choice of meaning, where no code fits both answers; or
a fault of the input, where code that copes with either may be written without asking; or it leads to the same code
either way. Some facts matter only after a certain answer, or after the interviewer changed a constraint. Code that is
there takes twice as long to change as it took to write. A minute is worth a point.
"""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace
from math import prod

import numpy as np

FIRST, SECOND = 45, 30  # minutes until there must be code, and from the change on
RIGHT = 60.0  # points for code that is right when it is shown: once before the change, once after it
REWRITE = 2  # times the minutes of code that replaces other code
ANY = "any"  # code that fits every answer

# The problem `resume-point` of the pool (rounds.problems).
PROMPT = "Players report where each viewer is in each title. From those reports, tell the app where to resume."

_MEANINGS = {
    "position": ("Which position counts: the last one or the furthest?", ("last", "furthest")),
    "owner": ("Whose position is it: a profile's or an account's?", ("profile", "account")),
    "clock": ("Whose clock orders the reports: the player's or ours?", ("player", "ours")),
    "finished": ("When is a title finished: at its credits or its last second?", ("credits", "end")),
}
_FINER: dict[str, tuple[str, str, tuple[str, str]]] = {  # after which answer it matters, the question, its answers
    "position": (
        "furthest",
        "Does a jump forward count at once, or after a minute of watching?",
        ("at once", "a minute"),
    ),
    "owner": ("account", "Two people watch at once: whose position stays?", ("the later", "both")),
    "clock": ("player", "Equal times: does the larger or the first position win?", ("larger", "first")),
    "finished": ("credits", "A finished title: begin again, or offer the next?", ("again", "next")),
}
_INPUTS = {
    "twice": ("duplicates", "Can a report come twice?"),
    "order": ("order", "Can reports be out of order?"),
    "negative": ("input", "Can a position be negative?"),
    "missing": ("input", "Can a report lack its title?"),
    "memory": ("scale", "Can a day's reports exceed the memory?"),
    "renamed": ("input", "Can a title's id change?"),
    "past": ("input", "Can a position lie past the end?"),
    "clips": ("semantics", "Are there trailers among the titles?"),
}
_CHANGES = {
    "stream": "Reports now arrive one by one, for ever, and the app asks at any moment.",
    "removal": "Viewers can now remove a title from their history.",
    "two regions": "Two regions now answer, and each hears of the other's reports later.",
}
_NEW = {
    "stream": ("failure", "A report a day late: is it taken or dropped?", ("taken", "dropped")),
    "removal": (
        "semantics",
        "Watched again after removal: back at the old position, or at the start?",
        ("old", "start"),
    ),
    "two regions": ("failure", "The regions disagree: answer at once, or wait for both?", ("at once", "wait")),
}


@dataclass(frozen=True)
class Fact:
    """Something that the prompt leaves open, and can be asked for `price` minutes.

    `odds[answer]` is the probability of each answer. `code[answer]` are the minutes for code that is right for that
    answer alone, `code["any"]`, where such code exists, for code that is right for all. With `only_if` (another fact,
    its answer) it matters only then; ("change", name) means only after that change.
    """

    kind: str
    text: str
    price: int
    odds: dict[str, float]
    code: dict[str, int]
    only_if: tuple[str, str] | None = None


@dataclass(frozen=True)
class Change:
    """A constraint that the interviewer may change once code is there: how likely, and which answers it dictates."""

    text: str
    chance: float
    settles: dict[str, str]


@dataclass(frozen=True)
class Brief:
    """All that you know at one moment of the interview; `left` is in minutes.

    `changes` are those of which one will come, if there are any. `written[fact]` is the code that is there. A design
    maps facts to the answer that its code is right for, or to "any"; what it leaves out takes no minutes, and is right
    only if it does not matter.
    """

    facts: dict[str, Fact]
    changes: dict[str, Change]
    known: dict[str, str]
    written: dict[str, str]
    left: int

    def odds(self, fact: str) -> dict[str, float]:
        """The probability of each answer to `fact`, as far as you know."""
        return {self.known[fact]: 1.0} if fact in self.known else self.facts[fact].odds

    def matters(self, fact: str) -> float:
        """The probability that `fact` matters to the code that is asked for now."""
        parent, answer = self.facts[fact].only_if or ("", "")
        if not parent:
            return 1.0
        return self.odds(parent).get(answer, 0.0) if parent in self.facts else 0.0

    def right(self, design: Mapping[str, str]) -> float:
        """The probability that `design` fits every fact that matters now."""

        def fits(fact: str) -> float:
            return sum(chance for answer, chance in self.odds(fact).items() if design.get(fact) in (answer, ANY))

        def with_finer(fact: str, answer: str) -> float:
            if design.get(fact) not in (answer, ANY):
                return 0.0
            return prod(fits(finer) for finer, f in self.facts.items() if f.only_if == (fact, answer))

        roots = [fact for fact, f in self.facts.items() if f.only_if is None]
        return prod(sum(chance * with_finer(r, a) for a, chance in self.odds(r).items()) for r in roots)

    def minutes(self, design: Mapping[str, str]) -> int:
        """The minutes to write `design`: what stands already is free, what replaces it takes twice as long."""
        return sum(
            self.facts[fact].code[made] * (REWRITE if fact in self.written else 1)
            for fact, made in design.items()
            if self.written.get(fact) != made
        )

    def hears(self, fact: str, answer: str) -> "Brief":
        """The brief after the answer to a question."""
        return replace(self, known={**self.known, fact: answer}, left=self.left - self.facts[fact].price)

    def after(self, design: Mapping[str, str], change: str) -> "Brief":
        """The brief once `design` is written and `change` is announced, with what it settles and what it opens."""
        facts = {
            name: replace(fact, only_if=None) if fact.only_if == ("change", change) else fact
            for name, fact in self.facts.items()
            if (fact.only_if or ("",))[0] != "change" or fact.only_if == ("change", change)
        }
        known = {**self.known, **self.changes[change].settles}
        return Brief(facts, {}, known, dict(design), SECOND)

    def fault(self, move: str | dict[str, str]) -> str:
        """What is wrong with a move; empty for a question that can be asked and a design that can be written."""
        if isinstance(move, str):
            if move in self.known:
                return f"the answer to {move} is known already"
            return "" if move in self.facts else f"there is no question {move!r}"
        for fact, made in move.items():
            if fact not in self.facts:
                return f"there is no fact {fact!r}"
            if made not in self.facts[fact].code:
                return f"for {fact} there is code for {', '.join(self.facts[fact].code)}, not for {made!r}"
        return ""


Move = str | dict[str, str]


def idle(brief: Brief, fact: str) -> bool:
    """Whether no answer to `fact` can be of use: it does not matter, or one code is the cheapest for them all."""
    parent, answer = brief.facts[fact].only_if or ("", "")
    if parent in brief.known and brief.known[parent] != answer:
        return True
    code = brief.facts[fact].code
    return code.get(ANY, FIRST) <= min(code.values())


@dataclass(frozen=True)
class Told:
    """What a way of asking comes to on average: points, questions, minutes paid for them, and paid for idle ones."""

    points: float
    questions: float = 0.0
    asked: float = 0.0
    idle: float = 0.0
    overrun: float = 0.0  # how likely the interview ended before the code was there

    def plus(self, chance: float, later: "Told") -> "Told":
        """With what follows, to that chance."""
        return Told(*(now + chance * then for now, then in zip(astuple(self), astuple(later), strict=True)))


def interviewed(brief: Brief, next_move: Callable[[Brief], Move]) -> Told:
    """The mean over all courses that answers and changes can take: exact, one call of `next_move` for each brief."""
    move = next_move(brief)
    minutes = brief.facts[move].price if isinstance(move, str) else brief.minutes(move)
    if minutes > brief.left:
        return Told(-brief.left, overrun=1.0)
    if isinstance(move, str):
        told = Told(-minutes, 1.0, minutes, minutes * idle(brief, move))
        for answer, chance in brief.odds(move).items():
            told = told.plus(chance, interviewed(brief.hears(move, answer), next_move))
        return told
    told = Told(RIGHT * brief.right(move) - minutes)
    for name, change in brief.changes.items():
        told = told.plus(change.chance, interviewed(brief.after(move, name), next_move))
    return told


def phone_screen(seed: int, changing: bool = False) -> Brief:
    """The brief of one interview, its facts under shuffled ids; with `changing` one of two changes will come.

    Drawn again until all that is worth asking fits into the interview, and all that can be asked does not.
    """
    rng = np.random.default_rng(seed)
    while True:
        brief = _drawn(rng, changing)
        first = [fact for fact in brief.facts.values() if (fact.only_if or ("",))[0] != "change"]
        dearest = sum(max(fact.code.values()) + fact.price * _may_pay(fact) for fact in first)
        if dearest <= FIRST < sum(fact.price + min(fact.code.values()) for fact in first):
            return brief


def _may_pay(fact: Fact) -> bool:
    """Whether any strategy could gain by asking this: a bound, as if all else were certain, for both parts together."""
    likeliest = max(fact.odds.values())
    at_most = 2 * RIGHT * (1 - likeliest)
    if ANY in fact.code:
        at_most = min(at_most, REWRITE * sum(p * (fact.code[ANY] - fact.code[a]) for a, p in fact.odds.items()))
    return fact.price < at_most


def _drawn(rng: np.random.Generator, changing: bool) -> Brief:
    meanings = [str(name) for name in rng.permutation(list(_MEANINGS))][: 3 if changing else 4]
    inputs = [str(name) for name in rng.permutation(list(_INPUTS))[: 6 if changing else 5]]
    facts = {name: _meaning(rng, "semantics", *_MEANINGS[name]) for name in meanings}
    facts[meanings[1]] = _meaning(rng, "semantics", *_MEANINGS[meanings[1]], likely=(0.92, 0.98))
    if not changing:
        facts[meanings[3]] = _meaning(rng, "semantics", *_MEANINGS[meanings[3]], both=True)
    after, text, answers = _FINER[meanings[0]]
    facts["finer"] = replace(_meaning(rng, "semantics", text, answers), only_if=(meanings[0], after))
    facts |= {name: _fault(rng, *_INPUTS[name], costly=place < 2) for place, name in enumerate(inputs)}
    changes: dict[str, Change] = {}
    if changing:
        names = [str(name) for name in rng.permutation(list(_CHANGES))[:2]]
        chance = float(rng.choice([0.3, 0.4, 0.5, 0.6, 0.7]))
        dictated = {meanings[2]: _MEANINGS[meanings[2]][1][int(rng.integers(2))], inputs[0]: "yes"}, {inputs[1]: "yes"}
        for name, likely, settles in zip(names, (chance, 1 - chance), dictated, strict=True):
            changes[name] = Change(_CHANGES[name], likely, settles)
            facts[name] = replace(_meaning(rng, *_NEW[name], likely=(0.5, 0.65)), only_if=("change", name))
    ids = dict(zip(facts, (f"q{n}" for n in rng.permutation(len(facts)) + 1), strict=True))
    return _under(ids, facts, changes)


def _under(ids: Mapping[str, str], facts: Mapping[str, Fact], changes: Mapping[str, Change]) -> Brief:
    def renamed(fact: Fact) -> Fact:
        parent, answer = fact.only_if or ("", "")
        return replace(fact, only_if=(ids.get(parent, parent), answer)) if parent else fact

    shuffled = sorted(facts, key=lambda name: int(ids[name][1:]))
    return Brief(
        facts={ids[name]: renamed(facts[name]) for name in shuffled},
        changes={
            name: replace(change, settles={ids[fact]: answer for fact, answer in change.settles.items()})
            for name, change in changes.items()
        },
        known={},
        written={},
        left=FIRST,
    )


def _meaning(
    rng: np.random.Generator,
    kind: str,
    text: str,
    answers: tuple[str, str],
    likely: tuple[float, float] = (0.5, 0.9),
    both: bool = False,
) -> Fact:
    """A choice of meaning, its likelier answer about so `likely`; `both` if both may be written behind a switch."""
    chance = round(float(rng.uniform(*likely)), 2)
    minutes = int(rng.integers(2, 4))
    first, second = (answers[int(place)] for place in rng.permutation(2))
    code = {first: minutes, second: minutes} | ({ANY: 2 * minutes + int(rng.integers(2))} if both else {})
    return Fact(kind, text, int(rng.integers(1, 8)), {first: chance, second: round(1 - chance, 2)}, code)


def _fault(rng: np.random.Generator, kind: str, text: str, costly: bool) -> Fact:
    """A fault of the input: coping with it takes minutes, or, if not `costly`, comes with what is written anyway."""
    chance = round(float(rng.uniform(0.1, 0.8)), 2)
    coping = int(rng.integers(4, 8)) if costly else 1
    code = {"no": 1, "yes": coping, ANY: coping + (int(rng.integers(2)) if costly else 0)}
    return Fact(kind, text, int(rng.integers(1, 4 if costly else 6)), {"no": round(1 - chance, 2), "yes": chance}, code)
