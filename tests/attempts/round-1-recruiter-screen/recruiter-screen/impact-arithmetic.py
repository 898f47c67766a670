# %% right: tables of limits and ratios, every set of steps that could have come before
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% right: one loop with match, all orders
import math
from itertools import permutations


def sane(*numbers):
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"not numbers: {numbers}")


def readings(before, after):
    sane(before, after)
    if before <= 0 or before >= 1 or after < 0 or after >= 1:
        raise ValueError("shares lie between 0 and 1")
    failing, fails = 1 - before, 1 - after
    return (failing - fails) * 100, (after / before - 1) * 100, failing / fails


def ratio(claim, amount):
    sane(amount)
    match claim:
        case "less" if amount <= 100:
            return 1 - amount / 100
        case "faster" if amount > -100:
            return 1 / (1 + amount / 100)
        case "times" if amount > 0:
            return 1 / amount
    raise ValueError(f"{amount} {claim}")


def time_after(profile, steps):
    sane(*profile.values())
    if min(profile.values()) <= 0 or {step[0] for step in steps} - set(profile):
        raise ValueError("no such profile or part")
    kept = {part: 1.0 for part in profile}
    for part, claim, amount in steps:
        kept[part] *= ratio(claim, amount)
    return sum(profile[part] * share for part, share in kept.items())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if mine < 0 or mine >= len(steps):
        raise ValueError("no such step")
    saved = set()
    for order in permutations(range(len(steps))):
        at = order.index(mine)
        done = [steps[i] for i in order[: at + 1]]
        saved.add(time_after(profile, done[:-1]) - time_after(profile, done))
    return min(saved), max(saved)


# %% right: credit from the best and the worst that others of the part can have left
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if mine not in range(len(steps)):
        raise ValueError("no such step")
    part, claim, amount = steps[mine]
    ratios = [RATIO[c](a) for n, (p, c, a) in enumerate(steps) if p == part and n != mine]
    most = profile[part] * math.prod(r for r in ratios if r > 1)
    least = profile[part] * math.prod(r for r in ratios if r < 1)
    return tuple(sorted(left * (1 - RATIO[claim](amount)) for left in (least, most)))


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: percents are added, of the whole request
# loses: all
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    return 100 * (after - before), 100 * (after - before), after / before


def time_after(profile, steps):
    return sum(profile.values()) * (1 - sum(amount for _, _, amount in steps) / 100)


def credit(profile, steps, mine):
    saved = sum(profile.values()) * steps[mine][2] / 100
    return saved, saved


# %% wrong: lazy: refuses everything
# loses: all
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    raise ValueError("ask somebody else")


def time_after(profile, steps):
    raise ValueError("ask somebody else")


def credit(profile, steps, mine):
    raise ValueError("ask somebody else")


# %% wrong: 0.09% better, and no word of the failures
# loses: impact-arithmetic-readings
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, after / before


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: points given as percent
# loses: impact-arithmetic-readings
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before), (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: 50% faster is read as 50% less
# loses: impact-arithmetic-steps, impact-arithmetic-credit
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 1 - a / 100, "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: each percent is of what the part took at first
# loses: impact-arithmetic-steps, impact-arithmetic-credit
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] -= profile[part] * (1 - RATIO[claim](amount))
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: steps work on the whole request
# loses: impact-arithmetic-steps, impact-arithmetic-credit
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    whole, left = sum(profile.values()), dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        whole *= RATIO[claim](amount)
    return whole


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: first is most and last is least, whatever the others did
# loses: impact-arithmetic-credit
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    first = time_after(profile, []) - time_after(profile, [steps[mine]])
    last = time_after(profile, others) - time_after(profile, [*others, steps[mine]])
    return min(first, last), max(first, last)


# %% wrong: credit in the order in which the steps came
# loses: impact-arithmetic-credit
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    saved = time_after(profile, steps[:mine]) - time_after(profile, steps[: mine + 1])
    return saved, saved


# %% wrong: a NaN slips through the comparisons
# loses: impact-arithmetic-refuses
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if before <= 0 or before >= 1 or after < 0 or after >= 1:
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(ms <= 0 for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: a boundary slip: nothing left is refused, no failures are not
# loses: impact-arithmetic-refuses
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: -math.inf < a <= 100, "faster": lambda a: -100 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 < after <= 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)


# %% wrong: what got slower is refused
# loses: impact-arithmetic-steps, impact-arithmetic-credit, impact-arithmetic-refuses
import math
from itertools import combinations, permutations

LIMITS = {
    "less": lambda a: 0 < a <= 100, "faster": lambda a: 0 < a < math.inf, "times": lambda a: 0 < a < math.inf
}
RATIO = {"less": lambda a: 1 - a / 100, "faster": lambda a: 100 / (100 + a), "times": lambda a: 1 / a}


def readings(before, after):
    if not (0 < before < 1 and 0 <= after < 1):
        raise ValueError("no such shares")
    return 100 * (after - before), 100 * (after - before) / before, (1 - before) / (1 - after)


def time_after(profile, steps):
    if any(not (0 < ms < math.inf) for ms in profile.values()):
        raise ValueError("no such times")
    left = dict(profile)
    for part, claim, amount in steps:
        if part not in left or claim not in LIMITS or not LIMITS[claim](amount):
            raise ValueError(f"{part} {claim} {amount}")
        left[part] *= RATIO[claim](amount)
    return sum(left.values())


def credit(profile, steps, mine):
    time_after(profile, steps)
    if not 0 <= mine < len(steps):
        raise ValueError("no such step")
    others = [step for number, step in enumerate(steps) if number != mine]
    saved = [
        time_after(profile, list(before)) - time_after(profile, [*before, steps[mine]])
        for many in range(len(steps))
        for before in combinations(others, many)
    ]
    return min(saved), max(saved)
