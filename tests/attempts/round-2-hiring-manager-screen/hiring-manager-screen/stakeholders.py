# %% right: group by group, the imagined ones that make the fewest mistakes
from rounds.worlds.stakeholders import index


def agreeing(group, history):
    """The numbers of fifty imagined groups that come closest to what this one said, and their weights."""
    groups, _ = imagined(2000)
    mistakes = 0
    for package, reactions in history:
        said = reactions[group]
        verdict, issue, direction = groups.react(package)
        same_issue = issue == said.issue
        mistakes = mistakes + (verdict != VERDICTS.index(said.verdict)) + ~same_issue + (direction != said.direction)
    closest = np.argsort(mistakes, kind="stable")[:50]
    weights = 0.1 ** (mistakes[closest] - mistakes[closest].min())
    return closest, weights / weights.sum()


def propose(history, number):
    if number == 0:
        return (2, 2, 2, 2, 2)
    surplus = imagined(2000)[1]
    hope = 0
    for group in range(3):
        closest, weights = agreeing(group, history)
        hope = hope + weights @ np.log(np.maximum(surplus[closest], 0.1))
    if number < 5:
        for package, _ in history:
            hope[index(package)] = -np.inf
    return tuple(int(level) for level in PACKAGES[np.argmax(hope)])


# %% right: likelihoods of all imagined groups, in arrays
from functools import cache

from rounds.worlds.stakeholders import index


@cache
def prepared():
    groups, surplus = imagined(2000, 4)
    return groups, np.log(np.maximum(surplus, 0) + 0.1)


def propose(history, number):
    if not history:
        return [2, 2, 2, 2, 2]
    groups, logs = prepared()
    score = np.zeros((3, len(logs)), dtype=np.float32)
    for package, reactions in history:
        heard = np.array([[VERDICTS.index(r.verdict), r.issue, r.direction] for r in reactions])
        would = np.array(groups.react(package))
        score -= 3.0 * (heard[:, :, None] != would[None]).sum(axis=1)
    weights = np.exp(score - score.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    value = (weights @ logs).sum(axis=0)
    if number < 5:
        value[[index(package) for package, _ in history]] = -np.inf
    return PACKAGES[value.argmax()].tolist()


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: splits the difference
# loses: all
def propose(history, number):
    return [2, 2, 2, 2, 2]


# %% wrong: lazy: gives the first group all it wants
# loses: all
def propose(history, number):
    if not history:
        return [2, 2, 2, 2, 2]
    package, reactions = history[-1]
    package = list(package)
    said = reactions[0]
    package[said.issue] = min(4, max(0, package[said.issue] + 2 * said.direction))
    return package


# %% wrong: lazy: a tour of packages, and stays where it ends
# loses: all
def propose(history, number):
    return [(7 * number + 3 * issue + number * issue) % 5 for issue in range(5)]


# %% wrong: a majority is enough
# loses: all
def propose(history, number):
    if not history:
        return [2] * 5
    groups, surplus = imagined(2000)
    value = np.zeros(len(PACKAGES))
    for group in (0, 1):
        mistakes = np.zeros(len(surplus))
        for package, reactions in history:
            said = reactions[group]
            verdict, issue, direction = groups.react(package)
            mistakes += (verdict != VERDICTS.index(said.verdict)) + 0.0
            mistakes += (issue != said.issue) + 0.0 + (direction != said.direction)
        closest = np.argsort(mistakes, kind="stable")[:60]
        weights = np.exp(-2.0 * (mistakes[closest] - mistakes[closest[0]]))
        value += weights @ np.log(np.maximum(surplus[closest], 0) + 0.1) / weights.sum()
    return PACKAGES[value.argmax()].tolist()


# %% wrong: the direction is read backwards
# loses: all
def propose(history, number):
    if not history:
        return [2] * 5
    package, reactions = history[-1]
    package = list(package)
    for said in reactions:
        package[said.issue] = min(4, max(0, package[said.issue] - said.direction))
    return package


# %% wrong: everybody gets the worst issue at once, and nothing is remembered
# loses: all
def propose(history, number):
    if not history:
        return [2] * 5
    package, reactions = history[-1]
    package = list(package)
    for said in reactions:
        package[said.issue] = min(4, max(0, package[said.issue] + 2 * said.direction))
    return package


# %% wrong: levels counted from 1
# loses: all
def propose(history, number):
    return [3, 3, 3, 3, 5]


# %% wrong: goes by the first reaction alone
# loses: all
def propose(history, number):
    if not history:
        return [2] * 5
    package, reactions = history[0]
    package = list(package)
    for said in reactions:
        package[said.issue] = 4 if said.direction > 0 else 0
    return package


# %% wrong: proposals are tuples of names
# loses: all
def propose(history, number):
    return tuple(ISSUES)


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.stakeholders import agree as propose
