# %% right: for each fact every set of those who do not know, as bits
def share(situation):
    chosen = set()
    for fact in range(situation.needs.shape[1]):
        best, most = set(), 0.0
        for bits in range(2 ** len(situation.ties)):
            told = {(fact, team) for team in range(len(situation.ties)) if bits >> team & 1}
            if any(situation.knows[team, fact] for _, team in told):
                continue
            days = net_days(situation, told)
            if days > most:
                best, most = told, days
        chosen |= best
    return chosen


# %% right: the equilibrium worked out anew, and a list in place of a set
from itertools import product


def lost_days(situation, fact, heard):
    felt = situation.felt * situation.ties
    answers = np.eye(len(heard)) + np.diag(felt.sum(axis=1)) - felt
    answers[~heard] = np.eye(len(heard))[~heard]
    moved = np.linalg.solve(answers, np.where(heard, situation.needs[:, fact], 0.0))
    own = np.sum((moved - situation.needs[:, fact]) ** 2)
    apart = sum(
        situation.ties[i, j] * (moved[i] - moved[j]) ** 2 for i in range(len(heard)) for j in range(i)
    )
    return situation.size[fact] * (own + apart)


def share(situation):
    messages = []
    for fact in range(len(situation.size)):
        known = np.array(situation.knows[:, fact], dtype=bool)
        audiences = [np.array(told) & ~known for told in product([False, True], repeat=len(known))]
        cost = [lost_days(situation, fact, known | told) + situation.price * told.sum() for told in audiences]
        messages += [(fact, int(team)) for team in np.flatnonzero(audiences[int(np.argmin(cost))])]
    return messages


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: everything to everybody
# loses: all
def share(situation):
    teams, facts = situation.needs.shape
    return {(fact, team) for fact in range(facts) for team in range(teams) if not situation.knows[team, fact]}


# %% wrong: lazy: nothing to anybody
# loses: all
def share(situation):
    return set()


# %% wrong: lazy: the three loudest facts to everybody
# loses: all
def share(situation):
    loudest = np.argsort(-situation.size)[:3]
    return {(int(fact), team) for fact in loudest for team in range(len(situation.ties))}


# %% wrong: lazy: whoever needs it
# loses: all
def share(situation):
    worth = situation.needs**2 * situation.size > situation.price
    return {(int(fact), int(team)) for team, fact in np.argwhere(worth & ~situation.knows)}


# %% wrong: a fact to all who do not know it, if that pays
# loses: all
def share(situation):
    chosen = set()
    for fact in range(len(situation.size)):
        to_all = {(fact, team) for team in range(len(situation.ties)) if not situation.knows[team, fact]}
        if net_days(situation, to_all) > 0:
            chosen |= to_all
    return chosen


# %% wrong: the best message, then the next best, while one pays
# loses: share-context-by-hand, share-context-tied
def share(situation):
    chosen = set()
    for fact in range(len(situation.size)):
        told, days = set(), 0.0
        while True:
            options = [told | {(fact, team)} for team in range(len(situation.ties)) if (fact, team) not in told]
            best = max(options, key=lambda option: net_days(situation, option), default=told)
            if net_days(situation, best) <= days:
                break
            told, days = best, net_days(situation, best)
        chosen |= told
    return chosen


# %% wrong: who needs it, and all who are tied to them
# loses: all
def share(situation):
    worth = situation.needs**2 * situation.size > situation.price
    chosen = set()
    for team, fact in np.argwhere(worth):
        for other in range(len(situation.ties)):
            if (other == team or situation.ties[team, other] > 0) and not situation.knows[other, fact]:
                chosen.add((int(fact), other))
    return chosen


# %% wrong: closely tied teams as one, or everybody, never a team alone
# loses: share-context-by-hand, share-context-loose
def share(situation):
    teams, facts = situation.needs.shape
    near = (situation.ties > 2) | np.eye(teams, dtype=bool)
    areas = {tuple(np.flatnonzero(row).tolist()) for row in near if row.sum() > 1}
    audiences = [(), *sorted(areas), tuple(range(teams))]
    chosen = set()
    for fact in range(facts):
        options = [{(fact, team) for team in told if not situation.knows[team, fact]} for told in audiences]
        chosen |= max(options, key=lambda told: net_days(situation, told))
    return chosen


# %% wrong: the best single team for each fact
# loses: all
def share(situation):
    chosen = set()
    for fact in range(len(situation.size)):
        days, team = max((net_days(situation, {(fact, team)}), team) for team in range(len(situation.ties)))
        if days > 0:
            chosen.add((fact, team))
    return chosen


# %% wrong: the price is forgotten
# loses: all
from itertools import combinations


def share(situation):
    chosen = set()
    teams = range(len(situation.ties))
    for fact in range(len(situation.size)):
        options = [{(fact, team) for team in told} for n in range(len(teams) + 1) for told in combinations(teams, n)]
        chosen |= max(options, key=lambda told: net_days(situation, told) + situation.price * len(told))
    return chosen


# %% wrong: only the first four facts are looked at
# loses: all
from itertools import combinations


def share(situation):
    chosen = set()
    teams = range(len(situation.ties))
    for fact in range(min(4, len(situation.size) - 1)):
        options = [{(fact, team) for team in told} for n in range(len(teams) + 1) for told in combinations(teams, n)]
        chosen |= max(options, key=lambda told: net_days(situation, told))
    return chosen


# %% wrong: team before fact
# loses: all
from itertools import combinations


def share(situation):
    chosen = set()
    teams = range(len(situation.ties))
    for fact in range(len(situation.size)):
        options = [{(fact, team) for team in told} for n in range(len(teams) + 1) for told in combinations(teams, n)]
        chosen |= max(options, key=lambda told: net_days(situation, told))
    return {(team, fact) for fact, team in chosen}


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.facts import best_audiences as share
