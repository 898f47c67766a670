# %% right: a table of all states of knowledge, filled from the settled ones
from itertools import product


def investigate(brief):
    names, facts = list(brief.facts), list(brief.facts.values())
    value, tree = {}, {}
    states = sorted(product("ny?", repeat=len(names)), key=lambda state: state.count("?"))
    for state in states:
        known = {name: answer == "y" for name, answer in zip(names, state) if answer != "?"}
        worth = worths(brief, known)
        tree[state] = max(worth, key=worth.get)
        value[state] = worth[tree[state]]
        for place in (place for place, answer in enumerate(state) if answer == "?"):
            yes, no = ((*state[:place], answer, *state[place + 1 :]) for answer in "yn")
            chance = facts[place].chance
            net = chance * value[yes] + (1 - chance) * value[no] - facts[place].price
            if net > value[state]:
                value[state], tree[state] = net, (names[place], tree[yes], tree[no])
    return tree[("?",) * len(names)]


# %% right: only the facts that can matter, without a memory
def investigate(brief):
    together = {name for group in brief.together for name in group.facts}
    open_facts = [
        name for name, fact in brief.facts.items() if name in together or len(set(fact.effect.values())) > 1
    ]

    def best(known, left):
        worth = worths(brief, known)
        design = max(worth, key=worth.get)
        value, tree = worth[design], design
        for name in left:
            fact, rest = brief.facts[name], [other for other in left if other != name]
            yes = best(known | {name: True}, rest)
            no = best(known | {name: False}, rest)
            net = fact.chance * yes[0] + (1 - fact.chance) * no[0] - fact.price
            if net > value + 1e-12:
                value, tree = net, (name, yes[1], no[1])
        return value, tree

    return best({}, open_facts)[1]


# %% right: states as numbers in base three, with lists for trees
from functools import lru_cache


def investigate(brief):
    facts = list(brief.facts.items())

    @lru_cache(maxsize=None)
    def best(state):
        digits = [state // 3**place % 3 for place in range(len(facts))]
        worth = worths(brief, {name: digit == 1 for (name, _), digit in zip(facts, digits) if digit})
        options = [(days, 0, design) for design, days in worth.items()]
        for place, (name, fact) in enumerate(facts):
            if digits[place] == 0:
                so, no = best(state + 3**place), best(state + 2 * 3**place)
                days = fact.chance * so[0] + (1 - fact.chance) * no[0] - fact.price
                options.append((days, 1, [name, so[2], no[2]]))
        return max(options, key=lambda option: option[0])

    return best(0)[2]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: builds at once
# loses: all
def investigate(brief):
    worth = worths(brief, {})
    return max(worth, key=worth.get)


# %% wrong: lazy: settles everything
# loses: all
def investigate(brief):
    def grow(known, left):
        if not left:
            worth = worths(brief, known)
            return max(worth, key=worth.get)
        name, *rest = left
        return name, grow({**known, name: True}, rest), grow({**known, name: False}, rest)

    return grow({}, list(brief.facts))


# %% wrong: lazy: the two facts that move most
# loses: all
def investigate(brief):
    def swing(name):
        fact = brief.facts[name]
        return fact.chance * (1 - fact.chance) * sum(abs(days) for days in fact.effect.values())

    def grow(known, left):
        if not left:
            worth = worths(brief, known)
            return max(worth, key=worth.get)
        name, *rest = left
        return name, grow({**known, name: True}, rest), grow({**known, name: False}, rest)

    return grow({}, sorted(brief.facts, key=swing, reverse=True)[:2])


# %% wrong: lazy: the two cheapest spikes
# loses: all
def investigate(brief):
    def grow(known, left):
        if not left:
            worth = worths(brief, known)
            return max(worth, key=worth.get)
        name, *rest = left
        return name, grow({**known, name: True}, rest), grow({**known, name: False}, rest)

    return grow({}, sorted(brief.facts, key=lambda name: brief.facts[name].price)[:2])


# %% wrong: lazy: the two facts that are least certain
# loses: all
def investigate(brief):
    def grow(known, left):
        if not left:
            worth = worths(brief, known)
            return max(worth, key=worth.get)
        name, *rest = left
        return name, grow({**known, name: True}, rest), grow({**known, name: False}, rest)

    return grow({}, sorted(brief.facts, key=lambda name: abs(brief.facts[name].chance - 0.5))[:2])


# %% wrong: one by one, while an answer is worth its price
# loses: value-of-information-cheap, value-of-information-dear
def investigate(brief, known=None):
    known = known or {}

    def gain(name):
        fact = brief.facts[name]
        yes, no = (max(worths(brief, {**known, name: holds}).values()) for holds in (True, False))
        return fact.chance * yes + (1 - fact.chance) * no - max(worths(brief, known).values()) - fact.price

    left = [name for name in brief.facts if name not in known]
    best = max(left, key=gain, default=None)
    if best is None or gain(best) <= 0:
        worth = worths(brief, known)
        return max(worth, key=worth.get)
    return best, investigate(brief, {**known, best: True}), investigate(brief, {**known, best: False})


# %% wrong: bundles of one, two or three facts, priced as if all of a bundle were asked
# loses: value-of-information-cheap, value-of-information-dear
from itertools import combinations, product


def investigate(brief, known=None):
    known = known or {}

    def gain(bundle):
        total = 0.0
        for answers in product((True, False), repeat=len(bundle)):
            chance = 1.0
            for name, holds in zip(bundle, answers):
                chance *= brief.facts[name].chance if holds else 1 - brief.facts[name].chance
            total += chance * max(worths(brief, {**known, **dict(zip(bundle, answers))}).values())
        return total - max(worths(brief, known).values()) - sum(brief.facts[name].price for name in bundle)

    left = [name for name in brief.facts if name not in known]
    bundles = [bundle for size in (1, 2, 3) for bundle in combinations(left, size)]
    best = max(bundles, key=gain, default=None)
    if best is None or gain(best) <= 0:
        worth = worths(brief, known)
        return max(worth, key=worth.get)
    first = best[0]
    return first, investigate(brief, {**known, first: True}), investigate(brief, {**known, first: False})


# %% wrong: the best list of facts, all of it settled whatever the answers are
# loses: all
from itertools import combinations


def investigate(brief):
    def grow(known, left):
        if not left:
            worth = worths(brief, known)
            return max(worth, key=worth.get)
        name, *rest = left
        return name, grow({**known, name: True}, rest), grow({**known, name: False}, rest)

    def value(known, left):
        if not left:
            return max(worths(brief, known).values())
        name, *rest = left
        fact = brief.facts[name]
        yes, no = value({**known, name: True}, rest), value({**known, name: False}, rest)
        return fact.chance * yes + (1 - fact.chance) * no - fact.price

    lists = [some for size in range(5) for some in combinations(brief.facts, size)]
    return grow({}, max(lists, key=lambda some: value({}, some)))


# %% wrong: backwards, but no more than two answers deep
# loses: value-of-information-cheap, value-of-information-dear
def investigate(brief):
    def best(known):
        worth = worths(brief, known)
        top = max((days, design) for design, days in worth.items())
        if len(known) == 2:
            return top
        for name, fact in brief.facts.items():
            if name not in known:
                (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
                net = fact.chance * yes + (1 - fact.chance) * no - fact.price
                if net > top[0]:
                    top = (net, (name, if_so, if_not))
        return top

    return best({})[1]


# %% wrong: the facts that pay together are forgotten
# loses: value-of-information-cheap, value-of-information-dear
def investigate(brief):
    found = {}

    def value(known, design):
        holds = {name: known.get(name, fact.chance) for name, fact in brief.facts.items()}
        return brief.base[design] + sum(holds[name] * fact.effect[design] for name, fact in brief.facts.items())

    def best(known):
        settled = frozenset(known.items())
        if settled not in found:
            top = max((value(known, design), design) for design in brief.base)
            for name, fact in brief.facts.items():
                if name not in known:
                    (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
                    net = fact.chance * yes + (1 - fact.chance) * no - fact.price
                    if net > top[0]:
                        top = (net, (name, if_so, if_not))
            found[settled] = top
        return found[settled]

    return best({})[1]


# %% wrong: prices are forgotten: it asks whatever may change the choice
# loses: all
def investigate(brief):
    found = {}

    def best(known):
        settled = frozenset(known.items())
        if settled not in found:
            top = max((days, design) for design, days in worths(brief, known).items())
            for name, fact in brief.facts.items():
                if name not in known:
                    (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
                    net = fact.chance * yes + (1 - fact.chance) * no
                    if net > top[0] + 1e-9:
                        top = (net, (name, if_so, if_not))
            found[settled] = top
        return found[settled]

    return best({})[1]


# %% wrong: the branches of a triple are swapped
# loses: all
def investigate(brief):
    found = {}

    def best(known):
        settled = frozenset(known.items())
        if settled not in found:
            top = max((days, design) for design, days in worths(brief, known).items())
            for name, fact in brief.facts.items():
                if name not in known:
                    (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
                    net = fact.chance * yes + (1 - fact.chance) * no - fact.price
                    if net > top[0]:
                        top = (net, (name, if_not, if_so))
            found[settled] = top
        return found[settled]

    return best({})[1]


# %% wrong: what is settled is remembered, but not how it came out
# loses: all
def investigate(brief):
    found = {}

    def best(known):
        settled = frozenset(known)
        if settled not in found:
            top = max((days, design) for design, days in worths(brief, known).items())
            for name, fact in brief.facts.items():
                if name not in known:
                    (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
                    net = fact.chance * yes + (1 - fact.chance) * no - fact.price
                    if net > top[0]:
                        top = (net, (name, if_so, if_not))
            found[settled] = top
        return found[settled]

    return best({})[1]


# %% wrong: the first spike has to be chosen, even where there is nothing to settle
# loses: value-of-information-by-hand
def investigate(brief):
    found = {}

    def asked(known, name):
        fact = brief.facts[name]
        (yes, if_so), (no, if_not) = best({**known, name: True}), best({**known, name: False})
        return fact.chance * yes + (1 - fact.chance) * no - fact.price, (name, if_so, if_not)

    def best(known):
        settled = frozenset(known.items())
        if settled not in found:
            top = max((days, design) for design, days in worths(brief, known).items())
            for name in brief.facts:
                if name not in known:
                    top = max(top, asked(known, name), key=lambda offer: offer[0])
            found[settled] = top
        return found[settled]

    first = max(brief.facts, key=lambda name: asked({}, name)[0])
    return max(best({}), asked({}, first), key=lambda offer: offer[0])[1]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.investigation import best_tree as investigate
