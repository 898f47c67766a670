"""What answers of known optimism say about a team, by brute force, and what a question is worth before it is asked."""

from collections.abc import Sequence
from itertools import product
from math import prod

from rounds.worlds.manager import Answer, Offer, Question


def posterior(prior: float, answers: Sequence[Answer]) -> float:
    """The probability that the team is good: the sum over all ways in which people may have echoed or not."""

    def likelihood(good: bool) -> float:
        total = 0.0
        for echoed in product((False, True), repeat=len(answers)):
            factors = []
            for number, (repeats, (said, if_good, if_bad, echo)) in enumerate(zip(echoed, answers, strict=True)):
                share = echo if number else 0.0
                yes = if_good if good else if_bad
                if repeats:
                    factors.append(share * (number > 0 and said == answers[number - 1][0]))
                else:
                    factors.append((1 - share) * (yes if said else 1 - yes))
            total += prod(factors)
        return total

    good, bad = prior * likelihood(True), (1 - prior) * likelihood(False)
    if good + bad == 0:
        raise ValueError("these answers cannot have been given")
    return good / (good + bad)


def decided(prior: float, offer: Offer) -> float:
    """What the better of joining and staying is worth, in points."""
    join_good, join_bad, stay = offer
    return max(prior * join_good + (1 - prior) * join_bad, stay)


def worth(prior: float, question: tuple[float, float], offer: Offer) -> float:
    """What the answer is worth before it is given, in points, the price left out."""
    total = -decided(prior, offer)
    for good, bad in (question, (1 - question[0], 1 - question[1])):
        chance = prior * good + (1 - prior) * bad
        total += chance * decided(prior * good / chance, offer) if chance else 0.0
    return max(total, 0.0)


def net(prior: float, questions: Sequence[Question], offer: Offer, chosen: int | None) -> float:
    """What asking the chosen question brings after its price, in points; 0 for asking none."""
    if chosen is None:
        return 0.0
    if_good, if_bad, price = questions[chosen]
    return worth(prior, (if_good, if_bad), offer) - price


def best_net(prior: float, questions: Sequence[Question], offer: Offer) -> float:
    """What the best question brings after its price; 0 where asking none is best."""
    return max(net(prior, questions, offer, chosen) for chosen in (None, *range(len(questions))))
