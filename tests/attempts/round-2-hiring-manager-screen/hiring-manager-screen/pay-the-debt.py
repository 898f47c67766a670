# %% right: what a debt loses until the date, against its principal
def pay(sprint):
    shares = sprint.road_map[0] if sprint.number < 6 else sprint.road_map.mean(axis=0)
    date = sprint.launch if sprint.number < sprint.launch else sprint.end
    clean = sprint.effort.sum(axis=0)
    rates = [(lost + 2 * sprint.usual) / (done + 2) for lost, done in zip(sprint.drag.sum(axis=0), clean)]
    speed = sprint.capacity / (1 + sum(s * r for s, r, owed in zip(shares, rates, sprint.principal) if owed))
    worth = []
    for module, owed in enumerate(sprint.principal.tolist()):
        loses = (date - sprint.number) * speed * shares[module] * rates[module]
        if owed and loses > owed:
            worth.append((loses / owed, module, owed))
    days, left = {}, sprint.capacity
    for _, module, owed in sorted(worth, reverse=True):
        days[module] = min(owed, left)
        left -= days[module]
    return days


# %% right: tries each debt in a forecast of the sprints to come, and takes the best while one pays
import numpy as np


def pay(sprint):
    rates = (sprint.drag.sum(axis=0) + sprint.usual) / (sprint.effort.sum(axis=0) + 1)
    date = sprint.launch if sprint.number < sprint.launch else sprint.end
    rows = [sprint.road_map[min(k, len(sprint.road_map) - 1)] for k in range(date - sprint.number)]

    def features(owed, spent):
        speeds = [1 / (1 + row @ (rates * (owed > 0))) for row in rows]
        return sprint.capacity * sum(speeds) - spent * speeds[0]

    owed, days = sprint.principal.copy(), {}
    while True:
        spent, options = sum(days.values()), []
        for module in np.flatnonzero(owed).tolist():
            if spent + owed[module] <= sprint.capacity:
                after = owed.copy()
                after[module] = 0
                gain = features(after, spent + owed[module]) - features(owed, spent)
                options.append((gain / owed[module], module))
        if not options or max(options)[0] <= 0:
            return days
        module = max(options)[1]
        days[module] = float(owed[module])
        owed[module] = 0


# %% right: every interest is the usual one
def pay(sprint):
    before = sprint.number < sprint.launch
    shares = sprint.road_map[0] if before else (sprint.road_map[0] + sprint.road_map[-1]) / 2
    sprints = (sprint.launch if before else sprint.end) - sprint.number
    still = sum(share for share, owed in zip(sprint.road_map[0], sprint.principal) if owed > 0)
    speed = sprint.capacity / (1 + sprint.usual * still)
    ratio = {m: sprints * speed * shares[m] * sprint.usual / owed for m, owed in enumerate(sprint.principal) if owed > 0}
    days, left = {}, sprint.capacity
    for module in sorted(ratio, key=ratio.get, reverse=True):
        if ratio[module] > 1:
            days[module] = min(float(sprint.principal[module]), left)
            left -= days[module]
    return days


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: never pays
# loses: all
def pay(sprint):
    return {}


# %% wrong: lazy: pays everything first
# loses: all
def pay(sprint):
    days, left = {}, sprint.capacity
    for module, owed in enumerate(sprint.principal):
        days[module] = min(owed, left)
        left -= days[module]
    return days


# %% wrong: lazy: a fifth of each sprint, down the list
# loses: all
def pay(sprint):
    days, left = {}, 0.2 * sprint.capacity
    for module, owed in enumerate(sprint.principal):
        days[module] = min(owed, left)
        left -= days[module]
    return days


# %% wrong: lazy: launches first, then cleans up
# loses: all
def pay(sprint):
    days, left = {}, sprint.capacity if sprint.number >= sprint.launch else 0.0
    for module, owed in enumerate(sprint.principal):
        days[module] = min(owed, left)
        left -= days[module]
    return days


# %% wrong: the worst code first, wherever it is
# loses: all
def pay(sprint):
    rates = (sprint.drag.sum(axis=0) + sprint.usual) / (sprint.effort.sum(axis=0) + 1)
    days, left = {}, 0.3 * sprint.capacity
    for module in sorted(range(10), key=lambda module: -rates[module]):
        days[module] = min(sprint.principal[module], left)
        left -= days[module]
    return days


# %% wrong: a little of each debt that work meets, so that none is finished soon
# loses: all
def pay(sprint):
    busy = [m for m, owed in enumerate(sprint.principal) if owed > 0 and sprint.road_map[0][m] > 0.02]
    return {module: min(sprint.principal[module], 10 / len(busy)) for module in busy}


# %% wrong: nothing after the launch
# loses: pay-the-debt-lead, pay-the-debt-total
def pay(sprint):
    return weighed(sprint, sprint.launch - sprint.number) if sprint.number < sprint.launch else {}


def weighed(sprint, sprints):
    rates = (sprint.drag.sum(axis=0) + 2 * sprint.usual) / (sprint.effort.sum(axis=0) + 2)
    shares = sprint.road_map[0]
    speed = sprint.capacity / (1 + shares @ (rates * (sprint.principal > 0)))
    loses = sprints * speed * shares * rates
    days, left = {}, sprint.capacity
    for module in sorted(range(10), key=lambda module: -loses[module] / max(sprint.principal[module], 1e-9)):
        if loses[module] > sprint.principal[module] > 0:
            days[module] = min(sprint.principal[module], left)
            left -= days[module]
    return days


# %% wrong: after the launch it pays only when the end is near, for then it is looked at
# loses: pay-the-debt-total
def pay(sprint):
    if sprint.number < sprint.launch:
        return weighed(sprint, sprint.launch - sprint.number)
    days, left = {}, sprint.capacity if sprint.number >= sprint.end - 5 else 0.0
    for module in sorted(range(10), key=lambda module: -sprint.road_map[-1][module]):
        days[module] = min(sprint.principal[module], left)
        left -= days[module]
    return days


def weighed(sprint, sprints):
    rates = (sprint.drag.sum(axis=0) + 2 * sprint.usual) / (sprint.effort.sum(axis=0) + 2)
    shares = sprint.road_map[0]
    speed = sprint.capacity / (1 + shares @ (rates * (sprint.principal > 0)))
    loses = sprints * speed * shares * rates
    days, left = {}, sprint.capacity
    for module in sorted(range(10), key=lambda module: -loses[module] / max(sprint.principal[module], 1e-9)):
        if loses[module] > sprint.principal[module] > 0:
            days[module] = min(sprint.principal[module], left)
            left -= days[module]
    return days


# %% wrong: pays what is worth paying, and forgets that a sprint has 40 days
# loses: all
def pay(sprint):
    rates = (sprint.drag.sum(axis=0) + 2 * sprint.usual) / (sprint.effort.sum(axis=0) + 2)
    date = sprint.launch if sprint.number < sprint.launch else sprint.end
    speed = sprint.capacity / (1 + sprint.road_map[0] @ (rates * (sprint.principal > 0)))
    loses = (date - sprint.number) * speed * sprint.road_map[0] * rates
    return {m: owed for m, owed in enumerate(sprint.principal) if loses[m] > owed > 0}


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.debt import reference as pay
