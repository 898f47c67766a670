"""The value of the best strategy for asking, by backward induction over what can be known. Withheld from learners."""

from typing import TYPE_CHECKING

from rounds.grading.kinds.errors import AuthoringError

if TYPE_CHECKING:
    from rounds.grading.kinds.ask import Answer, World

_STATES = 20_000


def best_value(world: "World") -> float:
    """The expected value, net of prices, of asking and choosing as well as anyone can within the budget.

    Exact: V(known) = max over stopping (the best choice now) and over each affordable question (minus its price, plus
    the mean of V over its answers). Raises AuthoringError past 20,000 states of knowledge: give the world its `best`.
    """
    memo: dict[frozenset[tuple[str, Answer]], float] = {}

    def value(known: dict[str, "Answer"], left: float) -> float:
        state = frozenset(known.items())
        if state in memo:
            return memo[state]
        if len(memo) >= _STATES:
            raise AuthoringError(f"This world has over {_STATES:,} states of knowledge: compute its `best` yourself.")
        best = max(world.worth(known, choice) for choice in world.choices)
        for key, (_, _, price) in world.questions.items():
            if key in known or price > left + 1e-9:
                continue
            odds = world.chances(known, key)
            after = sum(p * value({**known, key: answer}, left - price) for answer, p in odds.items() if p > 0)
            best = max(best, after - price)
        memo[state] = best
        return best

    return value({}, world.budget)
