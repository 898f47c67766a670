"""Policies for a month with an error budget: the best one by backward induction, the convention, and others."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from rounds.worlds.releases import ACTIONS, Decide, Rules, Today, ends, outcomes, play

Value = Callable[[int, int, int], float]  # the points expected from a day, with so many ticks and waiting changes


def expected(today: Today, action: str, value: Value) -> float:
    """The points of an action today and, by `value`, of the days after it."""
    return sum(
        each.probability * (each.points + value(today.day + 1, each.budget, each.batch))
        for each in outcomes(today.rules, today.budget, today.batch, action)
    )


@lru_cache(maxsize=64)
def value_of(known: Rules, decide: Decide | None = None) -> Value:
    """The value of each state of a month under a policy, or under the best one (Bellman, Dynamic Programming, 1957)."""

    @cache
    def value(day: int, budget: int, batch: int) -> float:
        if day == known.days:
            return ends(known, budget)
        today = Today(day, budget, batch, known)
        return max(expected(today, action, value) for action in (ACTIONS if decide is None else [decide(today)]))

    return value


def best(today: Today) -> str:
    """The action that is best if all later ones are."""
    value = value_of(today.rules)
    return max(ACTIONS, key=lambda action: expected(today, action, value))


def always(action: str) -> Decide:
    """The same every day."""
    return lambda _: action


def with_clause(decide: Decide) -> Decide:
    """The convention: this policy while there is budget, and no release after that."""
    return lambda today: decide(today) if today.budget > 0 else "hold"


ship_always, canary_always, hold_always = always("ship"), always("canary"), always("hold")
freeze, canary_then_freeze = with_clause(ship_always), with_clause(canary_always)


def while_it_fits(today: Today) -> str:
    """Ship if the month could bear it to break, and where the month is lost already; else canary."""
    known = today.rules
    spare = today.budget - known.hit * (1 + today.batch / 4) - known.noise * (known.days - today.day)
    return "ship" if spare > 0 or today.budget < -known.hit else "canary"


def one_step(today: Today) -> str:
    """What is best today if every later day is a canary."""
    value = value_of(today.rules, canary_always)
    return max(ACTIONS, key=lambda action: expected(today, action, value))


def most(known: Rules) -> float:
    """The points that the best policy expects of a month."""
    return value_of(known)(0, known.budget, 1)


def gap(decide: Decide, months: Sequence[Rules]) -> float:
    """What a policy leaves to the best one on average, in changes."""
    return sum(most(known) - play(known, decide).points for known in months) / len(months)


def mean_points(decide: Decide, months: Sequence[Rules]) -> float:
    """The points of a month under a policy, on average."""
    return sum(play(known, decide).points for known in months) / len(months)
