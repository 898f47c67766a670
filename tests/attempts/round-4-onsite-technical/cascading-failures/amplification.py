# %% right: the chances from the leaf up, the attempts from the users down
import math


def checked(success, retries, budget):
    if not 0 <= success <= 1:
        raise ValueError("success is a probability")
    if len(retries) == 0 or any(r < 0 or r != int(r) for r in retries):
        raise ValueError("retries are whole numbers from 0 on")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("a budget is from 0 to below 1")


def attempts(success, retries, budget=None):
    checked(success, retries, budget)
    chance, tries = success, []
    for r in reversed(retries):
        wanted = 1 + r if chance == 0 else (1 - (1 - chance) ** (1 + r)) / chance
        allowed = float("inf") if budget is None else 1 / (1 - budget * chance)
        tries.insert(0, min(wanted, allowed))
        chance = chance * tries[0]
    return [float(math.prod(tries[: i + 1])) for i in range(len(tries))]



# %% right: a recursion that gives the chance together with the attempts below


def attempts(success, retries, budget=None):
    if not (success >= 0 and success <= 1):
        raise ValueError(success)
    if not retries:
        raise ValueError("no layer")
    for r in retries:
        if not isinstance(r, int) or r < 0:
            raise ValueError(r)
    if budget is not None and not (budget >= 0 and budget < 1):
        raise ValueError(budget)

    def one_request(layer):
        if layer == len(retries):
            return success, []
        chance, below = one_request(layer + 1)
        tries, left = 0.0, 1.0
        for _ in range(retries[layer] + 1):
            tries, left = tries + left, left * (1 - chance)
        if budget is not None:
            tries = min(tries, 1 / (1 - budget * chance))
        return chance * tries, [tries] + [tries * n for n in below]

    return one_request(0)[1]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, the famous product, whatever fails
# loses: amplification-layers, amplification-budget, amplification-run
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    total, found = 1, []
    for r in retries:
        total *= 1 + r
        found.append(total)
    return found


# %% wrong: the leaf's chance at every layer
# loses: amplification-layers, amplification-budget, amplification-run
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    total, found = 1.0, []
    for r in retries:
        mean = sum((1 - success) ** k for k in range(r + 1))
        total *= mean if budget is None else min(mean, 1 / (1 - budget * success))
        found.append(total)
    return found


# %% wrong: the leaf's caller first
# loses: amplification-layers, amplification-budget, amplification-run
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in retries:
        mean = sum((1 - chance) ** k for k in range(r + 1))
        tries.append(mean if budget is None else min(mean, 1 / (1 - budget * chance)))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: each caller's own tries, not multiplied
# loses: amplification-layers, amplification-budget, amplification-run
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = sum((1 - chance) ** k for k in range(r + 1))
        tries.append(mean if budget is None else min(mean, 1 / (1 - budget * chance)))
        chance *= tries[-1]
    return tries[::-1]


# %% wrong: one retry too few
# loses: amplification-layers, amplification-budget, amplification-run
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = sum((1 - chance) ** k for k in range(max(1, r)))
        tries.append(mean if budget is None else min(mean, 1 / (1 - budget * chance)))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: the closed formula, which divides by the chance of a dead leaf
# loses: amplification-layers, amplification-budget
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = (1 - (1 - chance) ** (r + 1)) / chance
        tries.append(mean if budget is None else min(mean, 1 / (1 - budget * chance)))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: the budget as a cap for each request, whether anything succeeds or not
# loses: amplification-budget
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = sum((1 - chance) ** k for k in range(r + 1))
        tries.append(mean if budget is None else min(mean, 1 + budget))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: only first tries that succeed pay into the budget
# loses: amplification-budget
def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    if budget is not None and not 0 <= budget < 1:
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = sum((1 - chance) ** k for k in range(r + 1))
        tries.append(mean if budget is None else min(mean, 1 + budget * chance))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: right where it makes sense, and NaN passes
# loses: amplification-refuses
def attempts(success, retries, budget=None):
    if success < 0 or success > 1 or not retries or any(r < 0 or r != int(r) for r in retries):
        raise ValueError("no sense")
    if budget is not None and (budget < 0 or budget >= 1):
        raise ValueError("no sense")
    chance, tries = success, []
    for r in reversed(retries):
        mean = sum((1 - chance) ** k for k in range(r + 1))
        tries.append(mean if budget is None else min(mean, 1 / (1 - budget * chance)))
        chance *= tries[-1]
    total, found = 1.0, []
    for mean in reversed(tries):
        total *= mean
        found.append(total)
    return found


# %% wrong: ours, imported
# loses: all
from rounds.sim.theory import retry_amplification


def attempts(success, retries, budget=None):
    if not (0 <= success <= 1 and retries and all(r >= 0 and r == int(r) for r in retries)):
        raise ValueError("no sense")
    return list(retry_amplification(retries, 1 - success))
