"""A recruiter's call: a few minutes for questions about what a role needs, then the story to lead with.

Assumed: the role is one of five, and you know how often each answer is given where the team needs what. Pleasant
questions get nearly the same answer everywhere, some tell the roles apart, some tell two of them apart. A minute that
goes into questions is a minute less for the story, and costs points. Stories are worth what the role can use of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

Known = Mapping[str, str]  # answers heard, by question

ROLES = ("launch", "reliability", "scale", "migration", "platform")
STORIES = tuple(f"story-{number}" for number in range(1, 7))
MINUTES = 12.0
_EVEN = None

# Text, answers and, where it tells roles apart, the usual answer in each role.
_QUESTIONS: dict[str, list[tuple[str, tuple[str, str, str], tuple[int | None, ...]]]] = {
    "culture": [
        ("What do people like about the team?", ("the people", "the freedom", "the problems"), ()),
        ("How would you describe the culture?", ("candid", "fast", "friendly"), ()),
        ("Why do people stay?", ("the impact", "the colleagues", "the learning"), ()),
        ("What does a typical week look like?", ("few meetings", "many meetings", "it varies"), ()),
    ],
    "work": [
        ("What should be done after six months?", ("shipped", "steadier", "others use it"), (0, 1, 1, 0, 2)),
        ("What kept the team busy last quarter?", ("a deadline", "incidents", "old code"), (0, 1, 1, 2, _EVEN)),
        ("Why is the position open?", ("the team grows", "somebody left", "a new charter"), (2, 1, 0, _EVEN, 2)),
        ("What would you fix first?", ("too slow to ship", "too many pages", "too many ways"), (0, 1, _EVEN, 2, 2)),
    ],
    "either-or": [
        ("Is there more to build or more to mend?", ("build", "both", "mend"), (0, 2, 1, 1, 1)),
        ("Is it the traffic or the age of the code?", ("traffic", "both", "age"), (1, 1, 0, 2, 1)),
        ("Are the users members or engineers?", ("members", "both", "engineers"), (0, 1, 1, 1, 2)),
        ("Is it one service or what all of them share?", ("one", "both", "shared"), (1, 0, 1, 1, 2)),
    ],
}


@dataclass(frozen=True)
class CallBrief:
    """What you know before the call; it stays as it is while you ask.

    `prior[role]` is the probability of each role. `chances[question][answer][role]` is the probability of that answer
    where the role is so; questions by the ids of the menu. `fit[story][role]` is what a story is worth there, 0 to 100
    points.
    """

    prior: dict[str, float]
    chances: dict[str, dict[str, dict[str, float]]]
    fit: dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Call:
    """One call. Arrays: `prior` [role], `fit` [story, role] in points, `tables` [question, role, answer] of chances.

    `asked[key]` is the kind, the text and the price of a question in points, `answers[key]` what may be said. `budget`
    is in points too: a minute costs `minute` of them.
    """

    prior: np.ndarray
    fit: np.ndarray
    tables: np.ndarray
    asked: dict[str, tuple[str, str, float]]
    answers: dict[str, tuple[str, ...]]
    budget: float

    def masses(self, known: Known) -> np.ndarray:
        """The probability of each role together with the answers `known`."""
        masses = self.prior.copy()
        for number, (key, answers) in enumerate(self.answers.items()):
            if key in known:
                masses *= self.tables[number][:, answers.index(known[key])]
        return masses

    def chances(self, known: Known, key: str) -> dict[str, float]:
        """How likely each answer to `key` is after the answers `known`."""
        masses = self.masses(known)
        odds = masses @ self.tables[list(self.answers).index(key)] / masses.sum()
        return dict(zip(self.answers[key], odds.tolist(), strict=True))

    def worth(self, known: Known, story: str) -> float:
        """What leading with `story` is worth on average after the answers `known`, in points."""
        masses = self.masses(known)
        return float(self.fit[STORIES.index(story)] @ masses / masses.sum())

    def bits(self, key: str) -> float:
        """How much the answer to `key` tells about the role on average: their mutual information, in bits."""
        joint = self.prior[:, None] * self.tables[list(self.answers).index(key)]
        return float((joint * np.log2(joint / (joint.sum(axis=0) * self.prior[:, None]))).sum())

    def lead(self, known: Known) -> str:
        """The story that is worth most after the answers `known`."""
        return STORIES[int((self.fit @ self.masses(known)).argmax())]

    @property
    def clairvoyant(self) -> float:
        """What the call is worth to somebody who knows the role without asking: no strategy does better."""
        return float(self.fit.max(axis=0) @ self.prior)

    def brief(self, id_of: Mapping[str, str]) -> CallBrief:
        """What the learner is told, under the ids of the menu and in their order."""
        tables = {
            id_of[key]: {
                answer: dict(zip(ROLES, self.tables[number][:, place].tolist(), strict=True))
                for place, answer in enumerate(answers)
            }
            for number, (key, answers) in enumerate(self.answers.items())
        }
        return CallBrief(
            prior=dict(zip(ROLES, self.prior.tolist(), strict=True)),
            chances={name: tables[name] for name in sorted(tables)},
            fit={s: dict(zip(ROLES, row, strict=True)) for s, row in zip(STORIES, self.fit.tolist(), strict=True)},
        )


def recruiter_call(seed: int, minute: float = 1.0) -> Call:
    """A call of 12 minutes for questions of 1 to 6 minutes each, with `minute` points for a minute."""
    rng = np.random.default_rng(seed)
    kinds = ["culture"] * 3 + ["work"] * 3 + ["either-or"] * 3
    kinds.remove(str(rng.choice(list(_QUESTIONS))))
    numbers = {kind: rng.permutation(4).tolist() for kind in _QUESTIONS}
    asked, answers, tables = {}, {}, []
    for kind in kinds:
        number = numbers[kind].pop()
        text, said, usual = _QUESTIONS[kind][number]
        key = f"{kind}-{number}"
        asked[key] = (kind, text, minute * int(rng.integers(1, 7)))
        answers[key] = said
        tables.append(_table(rng, kind, usual))
    return Call(
        prior=rng.dirichlet(np.full(len(ROLES), 2.0)),
        fit=_fit(rng),
        tables=np.array(tables),
        asked=asked,
        answers=answers,
        budget=minute * MINUTES,
    )


def _fit(rng: np.random.Generator) -> np.ndarray:
    """Points [story, role]; two pairs of roles, drawn anew for each call, look for much the same story."""
    fit = 100 * rng.beta(1.2, 1.6, (len(STORIES), len(ROLES)))
    first, like_first, second, like_second, _ = rng.permutation(len(ROLES))
    for role, like in ((first, like_first), (second, like_second)):
        fit[:, like] = fit[:, role] + rng.normal(0, 6, len(STORIES))
    return np.clip(np.round(fit), 0, 100)


def _table(rng: np.random.Generator, kind: str, usual: tuple[int | None, ...]) -> np.ndarray:
    """Chances [role, answer] of one question: what a word means differs from company to company."""
    if kind == "culture":
        return 0.8 * rng.dirichlet(np.full(3, 6.0)) + 0.2 * rng.dirichlet(np.ones(3), len(ROLES))
    if kind == "work":
        leaning = [np.full(3, 0.5) if place is None else np.where(np.arange(3) == place, 1.6, 0.15) for place in usual]
        return 0.02 + 0.94 * np.array([rng.dirichlet(lean) for lean in leaning])
    rest = rng.dirichlet(np.full(3, 2.0))
    return np.array([rest if place == 1 else np.where(np.arange(3) == place, 0.9, 0.05) for place in usual])
