# %% right: values of mornings, each worked out once
from functools import lru_cache


def decide(today):
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(each.probability * (each.points + value(day + 1, each.budget, each.batch, rules))
               for each in outcomes(rules, budget, batch, action))


@lru_cache(None)
def value(day, budget, batch, rules):
    if day >= rules.days:
        return ends(rules, budget)
    return max(worth(action, day, budget, batch, rules) for action in ACTIONS)


# %% right: a table of the month from the last day to the first, its own model
import numpy as np

tables = {}
LOW, HIGH, SIZES = -24, 40, 6


def table(rules):
    """The action for each day, budget from -24 and batch: indices into ACTIONS."""
    budgets = np.arange(LOW, HIGH + 1)
    later = np.where(budgets < 0, -rules.fine + rules.over * budgets, 0.0)[:, None].repeat(SIZES, axis=1)
    chosen = np.zeros((rules.days, len(budgets), SIZES), dtype=int)

    def after(values, size, burnt):
        """The mean value of the next morning with a batch of this size, when so many ticks burn, noise included."""
        def at(ticks):
            return values[np.clip(np.arange(len(budgets)) - ticks, 0, None), size - 1]

        return (1 - rules.noise) * at(burnt) + rules.noise * at(burnt + 1)

    for day in reversed(range(rules.days)):
        now = np.empty_like(later)
        for size in range(1, SIZES + 1):
            breaks = 1 - (1 - rules.p_bad) ** (size**rules.growth)
            waits = rules.delay * size
            more = min(size + 1, SIZES)
            hold = -waits + (1 - rules.regain) * after(later, more, 0) + rules.regain * after(later, more, -1 if rules.regain else 0)
            good = size - rules.canary_fee - waits / 2 + after(later, 1, 0)
            canary = (1 - breaks) * good + breaks * (-rules.canary_fee - waits + after(later, size, 1))
            burnt = int(rules.hit * (1 + size / 4))
            ship = (1 - breaks) * (size + after(later, 1, 0)) + breaks * (-waits + after(later, size, burnt))
            three = np.array([hold, canary, ship])
            chosen[day, :, size - 1] = three.argmax(axis=0)
            now[:, size - 1] = three.max(axis=0)
        later = now
    return chosen


def decide(today):
    if today.rules not in tables:
        tables[today.rules] = table(today.rules)
    return ACTIONS[tables[today.rules][today.day, today.budget - LOW, today.batch - 1]]


# %% wrong: the untouched stub
# loses: all



# %% wrong: lazy: always holds
# loses: all
def decide(today):
    return "hold"


# %% wrong: lazy: always ships
# loses: all
def decide(today):
    return "ship"


# %% wrong: lazy: always a canary
# loses: all
def decide(today):
    return "canary"


# %% wrong: lazy: the clause, with shipping before it
# loses: all
def decide(today):
    return "ship" if today.budget > 0 else "hold"


# %% wrong: lazy: the clause, with canaries before it
# loses: all
def decide(today):
    return "canary" if today.budget > 0 else "hold"


# %% wrong: lazy: a batch every Friday
# loses: all
def decide(today):
    return "ship" if today.day % 5 == 4 else "hold"


# %% wrong: the fine is forgotten until it is due
# loses: release-or-freeze-last-day, release-or-freeze-close, release-or-freeze-best
from functools import cache


def decide(today):
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(p * (points + value(day + 1, left, waits, rules))
               for p, left, waits, points in outcomes(rules, budget, batch, action))


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return 0.0 if budget >= 0 else rules.over * budget
    return max(worth(action, day, budget, batch, rules) for action in ACTIONS)


# %% wrong: every later day is a canary
# loses: release-or-freeze-best, release-or-freeze-spent
from functools import cache


def decide(today):
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(p * (points + value(day + 1, left, waits, rules))
               for p, left, waits, points in outcomes(rules, budget, batch, action))


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return ends(rules, budget)
    return worth("canary", day, budget, batch, rules)


# %% wrong: what is most likely is taken as certain
# loses: all
from functools import cache


def decide(today):
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    _, left, waits, points = max(outcomes(rules, budget, batch, action))
    return points + value(day + 1, left, waits, rules)


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return ends(rules, budget)
    return max(worth(action, day, budget, batch, rules) for action in ACTIONS)


# %% wrong: the best, but releases stop when the budget is thin
# loses: all
from functools import cache


def decide(today):
    if today.budget <= 3:
        return "hold"
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(p * (points + value(day + 1, left, waits, rules))
               for p, left, waits, points in outcomes(rules, budget, batch, action))


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return ends(rules, budget)
    return max(worth(action, day, budget, batch, rules) for action in ACTIONS)


# %% wrong: the best, but nothing goes out in the last three days
# loses: all
from functools import cache


def decide(today):
    if today.day >= today.rules.days - 3:
        return "hold"
    return max(ACTIONS, key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(p * (points + value(day + 1, left, waits, rules))
               for p, left, waits, points in outcomes(rules, budget, batch, action))


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return ends(rules, budget)
    return max(worth(action, day, budget, batch, rules) for action in ACTIONS)


# %% wrong: no canaries
# loses: all
from functools import cache


def decide(today):
    return max(("hold", "ship"), key=lambda action: worth(action, *today))


def worth(action, day, budget, batch, rules):
    return sum(p * (points + value(day + 1, left, waits, rules))
               for p, left, waits, points in outcomes(rules, budget, batch, action))


@cache
def value(day, budget, batch, rules):
    if day == rules.days:
        return ends(rules, budget)
    return max(worth(action, day, budget, batch, rules) for action in ("hold", "ship"))


# %% wrong: freezes, a word that is not an action
# loses: all
def decide(today):
    return "ship" if today.budget > 0 else "freeze"


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.releases import best


def decide(today):
    return best(today)
