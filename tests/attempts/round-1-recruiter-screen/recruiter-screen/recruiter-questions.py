# %% right: weights that are never normalised
def lead(brief, ask):
    weights = dict(brief.prior)
    asked = set()

    def top(masses):
        return max(brief.fit, key=lambda story: sum(brief.fit[story][role] * mass for role, mass in masses.items()))

    def value(masses):
        story = top(masses)
        return sum(brief.fit[story][role] * mass for role, mass in masses.items())

    while True:
        best, gain = None, 1e-12
        for question in ask.menu():
            if question.id in asked or question.price > ask.left():
                continue
            after = 0.0
            for chance in brief.chances[question.id].values():
                after += value({role: mass * chance[role] for role, mass in weights.items()})
            net = (after - value(weights)) / sum(weights.values()) - question.price
            if net > gain:
                best, gain = question.id, net
        if best is None:
            return top(weights)
        asked.add(best)
        chance = brief.chances[best][ask(best)]
        weights = {role: mass * chance[role] for role, mass in weights.items()}


# %% right: in arrays, all questions and answers at once
import numpy as np


def lead(brief, ask):
    stories, menu = list(brief.fit), list(brief.chances)
    fit = np.array([list(row.values()) for row in brief.fit.values()])
    tables = np.array([[list(chance.values()) for chance in brief.chances[name].values()] for name in menu])
    price = {question.id: question.price for question in ask.menu()}
    prices = np.array([price[name] for name in menu])
    belief = np.array(list(brief.prior.values()))
    while True:
        worth = (tables * belief @ fit.T).max(axis=2).sum(axis=1) - (fit @ belief).max()
        net = np.where(prices <= ask.left(), worth - prices, -np.inf)
        chosen = int(net.argmax())
        if net[chosen] <= 0:
            return stories[int((fit @ belief).argmax())]
        answers = list(brief.chances[menu[chosen]])
        belief = belief * tables[chosen, answers.index(ask(menu[chosen]))]
        belief /= belief.sum()
        prices[chosen] = np.inf


# %% right: the most worth for its price first, of those that pay
def lead(brief, ask):
    belief = brief.prior
    menu = ask.menu()

    def story_values(weights):
        return {story: sum(fit[r] * weights[r] for r in weights) for story, fit in brief.fit.items()}

    while True:
        now = max(story_values(belief).values())
        paying = []
        for q in menu:
            joint = [{r: belief[r] * c[r] for r in belief} for c in brief.chances[q.id].values()]
            worth = sum(max(story_values(j).values()) for j in joint) - now
            if q.price <= ask.left() and worth > q.price:
                paying.append((worth / q.price, q.id))
        if not paying:
            values = story_values(belief)
            return max(values, key=values.get)
        _, chosen = max(paying)
        menu = [q for q in menu if q.id != chosen]
        c = brief.chances[chosen][ask(chosen)]
        total = sum(belief[r] * c[r] for r in belief)
        belief = {r: belief[r] * c[r] / total for r in belief}


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: asks nothing
# loses: all
def lead(brief, ask):
    return max(brief.fit, key=lambda story: sum(brief.fit[story][role] * p for role, p in brief.prior.items()))


# %% wrong: lazy: asks all that fits
# loses: all
def lead(brief, ask):
    belief = dict(brief.prior)
    for question in ask.menu():
        if question.price <= ask.left():
            chance = brief.chances[question.id][ask(question.id)]
            belief = {role: p * chance[role] for role, p in belief.items()}
    return max(brief.fit, key=lambda story: sum(brief.fit[story][role] * p for role, p in belief.items()))


# %% wrong: lazy: the two cheapest questions
# loses: all
def lead(brief, ask):
    belief = dict(brief.prior)
    for question in sorted(ask.menu(), key=lambda question: question.price)[:2]:
        if question.price <= ask.left():
            chance = brief.chances[question.id][ask(question.id)]
            belief = {role: p * chance[role] for role, p in belief.items()}
    return max(brief.fit, key=lambda story: sum(brief.fit[story][role] * p for role, p in belief.items()))


# %% wrong: lazy: the most information a minute, until one role is 60% likely
# loses: all
from math import log2


def lead(brief, ask):
    belief, open_questions = dict(brief.prior), list(ask.menu())

    def entropy(weights):
        total = sum(weights.values())
        return -sum(w * log2(w / total) for w in weights.values())

    def bits(question):
        answers = brief.chances[question.id].values()
        return entropy(belief) - sum(entropy({r: belief[r] * c[r] for r in belief}) for c in answers)

    while max(belief.values()) < 0.6:
        open_questions = [q for q in open_questions if q.price <= ask.left()]
        if not open_questions:
            break
        question = max(open_questions, key=lambda q: bits(q) / q.price)
        open_questions.remove(question)
        chance = brief.chances[question.id][ask(question.id)]
        total = sum(belief[r] * chance[r] for r in belief)
        belief = {r: belief[r] * chance[r] / total for r in belief}
    return max(brief.fit, key=lambda story: sum(brief.fit[story][role] * p for role, p in belief.items()))


# %% wrong: prices are forgotten: it asks while an answer may change the lead
# loses: all
def lead(brief, ask):
    belief, asked = dict(brief.prior), set()

    def best(weights):
        return max((sum(weights[role] * fit[role] for role in weights), story) for story, fit in brief.fit.items())

    def worth(question):
        answers = brief.chances[question].values()
        return sum(best({r: belief[r] * c[r] for r in belief})[0] for c in answers) - best(belief)[0]

    while True:
        payable = [q.id for q in ask.menu() if q.id not in asked and q.price <= ask.left()]
        most, question = max(((worth(name), name) for name in payable), default=(0.0, ""))
        if most <= 1e-9:
            return best(belief)[1]
        asked.add(question)
        chance = brief.chances[question][ask(question)]
        total = sum(belief[r] * chance[r] for r in belief)
        belief = {r: belief[r] * chance[r] / total for r in belief}


# %% wrong: everything for the likeliest role, as if it were certain
# loses: all
def lead(brief, ask):
    belief, asked = dict(brief.prior), set()

    def likeliest(weights):
        role = max(weights, key=weights.get)
        return max(brief.fit, key=lambda story: brief.fit[story][role])

    def net(question):
        now, total = likeliest(belief), 0.0
        for c in brief.chances[question.id].values():
            after = {r: belief[r] * c[r] for r in belief}
            then = likeliest(after)
            total += sum(after[r] * (brief.fit[then][r] - brief.fit[now][r]) for r in after)
        return total - question.price

    while True:
        payable = [q for q in ask.menu() if q.id not in asked and q.price <= ask.left()]
        question = max(payable, key=net, default=None)
        if question is None or net(question) <= 0:
            return likeliest(belief)
        asked.add(question.id)
        chance = brief.chances[question.id][ask(question.id)]
        total = sum(belief[r] * chance[r] for r in belief)
        belief = {r: belief[r] * chance[r] / total for r in belief}


# %% wrong: asks the right question and tells the story it had in mind
# loses: all
def lead(brief, ask):
    def best(weights):
        return max((sum(weights[role] * fit[role] for role in weights), story) for story, fit in brief.fit.items())

    def net(question):
        answers = brief.chances[question.id].values()
        after = sum(best({r: brief.prior[r] * c[r] for r in brief.prior})[0] for c in answers)
        return after - best(brief.prior)[0] - question.price

    question = max((q for q in ask.menu() if q.price <= ask.left()), key=net, default=None)
    if question is not None and net(question) > 0:
        ask(question.id)
    return best(brief.prior)[1]


# %% wrong: does not look at what is left of the budget
# loses: all
def lead(brief, ask):
    belief = dict(brief.prior)
    prices = {question.id: question.price for question in ask.menu()}

    def best(weights):
        return max((sum(weights[role] * fit[role] for role in weights), story) for story, fit in brief.fit.items())

    def net(question):
        answers = brief.chances[question].values()
        after = sum(best({r: belief[r] * c[r] for r in belief})[0] for c in answers)
        return after - best(belief)[0] - prices[question]

    while prices and net(max(prices, key=net)) > 0:
        question = max(prices, key=net)
        chance = brief.chances[question][ask(question)]
        total = sum(belief[r] * chance[r] for r in belief)
        belief = {r: belief[r] * chance[r] / total for r in belief}
        del prices[question]
    return best(belief)[1]


# %% wrong: does as it likes in a call that it has seen before
# loses: all
calls = []


def lead(brief, ask):
    calls.append(brief)
    first = ask.menu()[len(calls) % 8]
    if first.price <= ask.left():
        ask(first.id)
    return "story-1"


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.recruiter import ask_what_pays as lead
