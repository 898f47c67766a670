"""A recruiter's call solved exactly, by backward induction over what was asked; and strategies to measure against."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from math import log2
from typing import Any, Protocol

import numpy as np

from rounds.worlds.recruiter import Call, CallBrief, recruiter_call


class Asking(Protocol):
    """What a strategy holds: the ASK kind's `Ask`."""

    def __call__(self, question: str) -> Any: ...  # noqa: D102
    def menu(self) -> list[Any]: ...  # noqa: D102
    def left(self) -> float: ...  # noqa: D102


def best_value(call: Call) -> float:
    """What the best strategy reaches on average, in points, net of prices.

    For a set of answered questions, one array holds the probability of each combination of answers times what the
    call is then worth: the larger of leading now and of the best further question less its price. Sets are taken from
    the largest that can be paid to the empty one.
    """
    prices = [price for _, _, price in call.asked.values()]
    count = len(prices)
    payable = [
        chosen
        for size in range(count, -1, -1)
        for chosen in combinations(range(count), size)
        if sum(prices[i] for i in chosen) <= call.budget + 1e-9
    ]
    worth: dict[tuple[int, ...], np.ndarray] = {}
    for chosen in payable:
        masses = call.prior  # [answers..., role]
        for i in chosen:
            masses = masses[..., None, :] * call.tables[i].T
        value = (masses @ call.fit.T).max(axis=-1)
        chance = masses.sum(axis=-1)
        for i in range(count):
            wider = tuple(sorted((*chosen, i)))
            if i not in chosen and wider in worth:
                value = np.maximum(value, worth[wider].sum(axis=wider.index(i)) - prices[i] * chance)
        worth[chosen] = value
    return float(worth[()])


@cache
def best_of(seed: int, minute: float) -> float:
    """`best_value` of the call of that seed, computed once."""
    return best_value(recruiter_call(seed, minute))


def _worth(brief: CallBrief, masses: Mapping[str, float]) -> tuple[float, str]:
    """What the best story is worth under these weights of the roles, and that story."""
    return max((sum(fit[role] * mass for role, mass in masses.items()), story) for story, fit in brief.fit.items())


def _after(masses: Mapping[str, float], chance: Mapping[str, float]) -> dict[str, float]:
    return {role: mass * chance[role] for role, mass in masses.items()}


def ask_none(brief: CallBrief, _: Asking) -> str:
    """Leads with what is best by the prior."""
    return _worth(brief, brief.prior)[1]


def _asking(brief: CallBrief, ask: Asking, next_question: Callable[[dict[str, float], list[Any]], str | None]) -> str:
    masses, open_questions = dict(brief.prior), ask.menu()
    while True:
        open_questions = [question for question in open_questions if question.price <= ask.left()]
        chosen = next_question(masses, open_questions) if open_questions else None
        if chosen is None:
            return _worth(brief, masses)[1]
        masses = _after(masses, brief.chances[chosen][ask(chosen)])
        open_questions = [question for question in open_questions if question.id != chosen]


def ask_all(brief: CallBrief, ask: Asking) -> str:
    """Asks in the order of the menu while there is time."""
    return _asking(brief, ask, lambda _, questions: str(questions[0].id))


def ask_two_cheapest(brief: CallBrief, ask: Asking) -> str:
    """Asks the two questions that cost least."""
    cheapest = sorted(ask.menu(), key=lambda question: question.price)[:2]
    return _asking(brief, ask, lambda _, left: next((q.id for q in cheapest if q in left), None))


def _bits(brief: CallBrief, masses: Mapping[str, float], question: str) -> float:
    def entropy(weights: Mapping[str, float]) -> float:
        total = sum(weights.values())
        return -sum(w * log2(w / total) for w in weights.values() if w > 0)

    answers = brief.chances[question].values()
    return entropy(masses) - sum(entropy(_after(masses, chance)) for chance in answers)


def ask_for_information(brief: CallBrief, ask: Asking) -> str:
    """Asks what tells most about the role for its price, until one role is 60% likely."""

    def next_question(masses: dict[str, float], questions: list[Any]) -> str | None:
        if max(masses.values()) > 0.6 * sum(masses.values()):
            return None
        return str(max(questions, key=lambda question: _bits(brief, masses, question.id) / question.price).id)

    return _asking(brief, ask, next_question)


def ask_what_pays(brief: CallBrief, ask: Asking) -> str:
    """Asks while the answer is worth more than its price, looking one question ahead."""

    def next_question(masses: dict[str, float], questions: list[Any]) -> str | None:
        now, total = _worth(brief, masses)[0], sum(masses.values())

        def net(question: Any) -> float:
            answers = brief.chances[question.id].values()
            asked = sum(_worth(brief, _after(masses, chance))[0] for chance in answers)
            return asked - now - total * float(question.price)

        best = max(questions, key=net)
        return str(best.id) if net(best) > 0 else None

    return _asking(brief, ask, next_question)
