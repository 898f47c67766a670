# %% right: plans grown from the best forty pairs
from itertools import combinations


def choose(items, days, replay):
    takes = {item.id: item.days for item in items}
    known = {}

    def minutes(plan):
        key = tuple(sorted(plan))
        if key not in known:
            known[key] = replay(list(key))
        return known[key]

    def spent(plan):
        return sum(takes[name] for name in plan)

    def grow(plan):
        while able := [n for n in takes if n not in plan and spent(plan) + takes[n] <= days]:
            plan = plan + [max(able, key=lambda n: (minutes(plan) - minutes(plan + [n])) / takes[n])]
        return plan

    pairs = [list(p) for p in combinations(takes, 2) if spent(p) <= days]
    pairs.sort(key=lambda p: (minutes([]) - minutes(p)) / spent(p), reverse=True)
    return min([grow([])] + [grow(p) for p in pairs[:40]], key=minutes)


# %% right: from pairs, then items exchanged one for whatever fits best
from itertools import combinations


class Desk:
    def __init__(self, items, days, replay):
        self.takes, self.days, self.replay, self.known = {i.id: i.days for i in items}, days, replay, {}

    def left(self, plan):
        return self.days - sum(self.takes[name] for name in plan)

    def minutes(self, plan):
        plan = frozenset(plan)
        if plan not in self.known:
            self.known[plan] = self.replay(plan)
        return self.known[plan]

    def gain(self, plan, more):
        return (self.minutes(plan) - self.minutes(plan | more)) / sum(self.takes[name] for name in more)

    def grown(self, plan, never=frozenset()):
        able = [name for name in self.takes if name not in plan | never and self.takes[name] <= self.left(plan)]
        if not able:
            return plan
        return self.grown(plan | {max(able, key=lambda name: self.gain(plan, {name}))}, never)


def choose(items, days, replay):
    desk = Desk(items, days, replay)
    pairs = [set(pair) for pair in combinations(desk.takes, 2) if desk.left(pair) >= 0]
    pairs.sort(key=lambda pair: -desk.gain(set(), pair))
    plan = min((desk.grown(start) for start in [set(), *pairs[:28]]), key=desk.minutes)
    while True:
        others = [desk.grown(plan - {out}, frozenset({out})) for out in sorted(plan)]
        other = min(others, key=desk.minutes, default=plan)
        if desk.minutes(other) >= desk.minutes(plan):
            return plan
        plan = other


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the root cause first, then as filed
# loses: all
def choose(items, days, replay):
    return filled(items, days)


def filled(items, days):
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


# %% wrong: lazy: it was bad luck
# loses: all
def choose(items, days, replay):
    return []


# %% wrong: lazy: everything, and quickly
# loses: all
def choose(items, days, replay):
    return [item.id for item in items]


# %% wrong: lazy: the cheapest first
# loses: all
def choose(items, days, replay):
    return filled(sorted(items, key=lambda item: item.days), days)


def filled(items, days):
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


# %% wrong: lazy: all alerts first
# loses: all
def choose(items, days, replay):
    return filled(sorted(items, key=lambda item: item.kind != "detect"), days)


def filled(items, days):
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


# %% wrong: what saves most for a day when it is tried alone
# loses: all
def choose(items, days, replay):
    nothing = replay([])
    return filled(sorted(items, key=lambda item: (replay([item.id]) - nothing) / item.days), days)


def filled(items, days):
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


# %% wrong: what saves most when it is tried alone, however long it takes
# loses: all
def choose(items, days, replay):
    return filled(sorted(items, key=lambda item: replay([item.id])), days)


def filled(items, days):
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


# %% wrong: the strongest middling answer: the next best item beside what is chosen
# loses: action-items-by-hand, action-items-near
def choose(items, days, replay):
    takes, plan = {item.id: item.days for item in items}, []
    while True:
        left = days - sum(takes[name] for name in plan)
        able = [name for name in takes if name not in plan and takes[name] <= left]
        if not able:
            return plan
        now = replay(plan)
        plan.append(min(able, key=lambda name: (replay([*plan, name]) - now) / takes[name]))


# %% wrong: a boundary slip: a pair has to leave a day
# loses: action-items-by-hand
from itertools import combinations


def choose(items, days, replay):
    takes = {item.id: item.days for item in items}
    known = {}

    def minutes(plan):
        key = tuple(sorted(plan))
        if key not in known:
            known[key] = replay(list(key))
        return known[key]

    def spent(plan):
        return sum(takes[name] for name in plan)

    def grow(plan):
        while able := [n for n in takes if n not in plan and spent(plan) + takes[n] <= days]:
            plan = plan + [max(able, key=lambda n: (minutes(plan) - minutes(plan + [n])) / takes[n])]
        return plan

    pairs = [list(p) for p in combinations(takes, 2) if spent(p) < days]
    pairs.sort(key=lambda p: (minutes([]) - minutes(p)) / spent(p), reverse=True)
    return min([grow([])] + [grow(p) for p in pairs[:40]], key=minutes)


# %% wrong: every plan is replayed
# loses: action-items-saved, action-items-near
from itertools import combinations


def choose(items, days, replay):
    takes = {item.id: item.days for item in items}
    plans = [list(plan) for size in range(len(items) + 1) for plan in combinations(takes, size)]
    return min((plan for plan in plans if sum(takes[name] for name in plan) <= days), key=replay)


# %% wrong: ours imported
# loses: all
def choose(items, days, replay):
    from rounds.worlds.references.repairs import from_pairs

    return from_pairs(items, days, replay)
