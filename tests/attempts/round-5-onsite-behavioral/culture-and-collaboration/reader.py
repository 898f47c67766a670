# %% right: the oldest of six is given up for what serves most, eight times
import numpy as np


def brief(role, facts, ask):
    readers = imagined(role, 400, 7)
    while True:
        felt = readers.felt(facts)
        own = readers.say_yes(facts)

        def serves(more):
            return ((kept + felt[:, more] > readers.bars) == own).mean()

        told = np.abs(felt.mean(axis=0)).argsort()[-6:].tolist()
        for _ in range(8):
            told.pop(0)
            kept = felt[:, told].sum(axis=1)
            told.append(max((i for i in range(24) if i not in told), key=serves))
        if serves(told[-1]) >= 0.965 or ask.left() == 0:
            return told
        doubt = {topic: felt[:, [f.topic == topic for f in facts]].std(axis=0).sum() for topic in TOPICS}
        topic = max(doubt, key=doubt.get)
        if doubt[topic] > readers.bars.std():
            readers.weights[:, TOPICS.index(topic)] = ask.cares(topic)
        else:
            readers.bars[:] = ask.bar()


# %% right: readers of its own from the chances of each role, and any exchange that helps
import random

import numpy as np

from rounds.worlds.readers import MATTERS


def brief(role, facts, ask):
    rng = np.random.default_rng(11)
    weights = (rng.random((600, 10)) < MATTERS[role]) * rng.gamma(3, 1 / 3, (600, 10))
    bars = rng.normal(0, 0.5, 600)
    column = [TOPICS.index(fact.topic) for fact in facts]
    points = np.array([fact.points for fact in facts])
    swaps = random.Random(3)
    bar_known = False
    while True:
        felt = weights[:, column] * points
        own = felt.sum(axis=1) > bars
        told = sorted(range(24), key=lambda i: -abs(felt[:, i].mean()))[:6]
        read = felt[:, told].sum(axis=1)
        served = ((read > bars) == own).mean()
        for _ in range(160):
            place, other = swaps.randrange(6), swaps.randrange(24)
            if other not in told:
                tried = read - felt[:, told[place]] + felt[:, other]
                share = ((tried > bars) == own).mean()
                if share > served:
                    told[place], read, served = other, tried, share
        if served > 0.96 or not ask.left():
            return told
        differs = (np.abs(points)[:, None] * (np.array(column)[:, None] == range(10))).sum(axis=0) * weights.std(axis=0)
        if not bar_known and bars.std() > differs.max():
            bars[:] = ask.bar()
            bar_known = True
        else:
            topic = int(differs.argmax())
            weights[:, topic] = ask.cares(TOPICS[topic])


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the six that speak most for the proposal
# loses: all
def brief(role, facts, ask):
    return sorted(range(len(facts)), key=lambda i: -facts[i].points)[:6]


# %% wrong: lazy: the six that speak most against it
# loses: all
def brief(role, facts, ask):
    return sorted(range(len(facts)), key=lambda i: facts[i].points)[:6]


# %% wrong: lazy: the six largest facts, for everybody
# loses: all
def brief(role, facts, ask):
    return sorted(range(len(facts)), key=lambda i: -abs(facts[i].points))[:6]


# %% wrong: lazy: asks for everything, whether somebody answers or not
# loses: all
def brief(role, facts, ask):
    weight = {topic: ask.cares(topic) for topic in TOPICS}
    felt = [fact.points * weight[fact.topic] for fact in facts]
    side = 1 if sum(felt) > ask.bar() else -1
    return sorted(range(len(facts)), key=lambda i: -side * felt[i])[:6]


# %% wrong: lazy: asks for everything where somebody answers
# loses: all
def brief(role, facts, ask):
    if not ask.left():
        return list(range(6))
    weight = {topic: ask.cares(topic) for topic in TOPICS}
    felt = [fact.points * weight[fact.topic] for fact in facts]
    side = 1 if sum(felt) > ask.bar() else -1
    return sorted(range(len(facts)), key=lambda i: -side * felt[i])[:6]


# %% wrong: lazy: what fits the role, on the side that it makes likelier
# loses: all
def brief(role, facts, ask):
    weight = dict(zip(TOPICS, imagined(role).weights.mean(axis=0)))
    felt = [fact.points * weight[fact.topic] for fact in facts]
    side = 1 if sum(felt) > 0 else -1
    return sorted(range(len(facts)), key=lambda i: -side * felt[i])[:6]


# %% wrong: lazy: what fits the role, on both sides
# loses: all
def brief(role, facts, ask):
    weight = dict(zip(TOPICS, imagined(role).weights.mean(axis=0)))
    return sorted(range(len(facts)), key=lambda i: -abs(facts[i].points * weight[facts[i].topic]))[:6]


# %% wrong: asks until the side is sure, then tells that side alone
# loses: reader-questions, reader-unasked
def brief(role, facts, ask):
    readers = imagined(role)
    size = np.array([sum(abs(fact.points) for fact in facts if fact.topic == topic) for topic in TOPICS])
    while ask.left() and 0.03 < readers.say_yes(facts).mean() < 0.97:
        differs = readers.weights.std(axis=0) * size
        if differs.max() > readers.bars.std():
            asked = int(differs.argmax())
            readers.weights[:, asked] = ask.cares(TOPICS[asked])
        else:
            readers.bars[:] = ask.bar()
    side = 1 if readers.say_yes(facts).mean() > 0.5 else -1
    return np.argsort(-side * readers.felt(facts).mean(axis=0))[:6].tolist()


# %% wrong: asks seven, then tells what weighs most on both sides
# loses: reader-questions, reader-unasked
def brief(role, facts, ask):
    readers = imagined(role)
    size = np.array([sum(abs(fact.points) for fact in facts if fact.topic == topic) for topic in TOPICS])
    for _ in range(min(7, ask.left())):
        differs = readers.weights.std(axis=0) * size
        if differs.max() > readers.bars.std():
            asked = int(differs.argmax())
            readers.weights[:, asked] = ask.cares(TOPICS[asked])
        else:
            readers.bars[:] = ask.bar()
    return np.argsort(-np.abs(readers.felt(facts).mean(axis=0)))[:6].tolist()


# %% wrong: chooses well and never asks
# loses: reader-right, reader-questions
def brief(role, facts, ask):
    readers = imagined(role)
    felt = readers.felt(facts)
    yes = felt.sum(axis=1) > readers.bars
    told = np.argsort(-np.abs(felt.mean(axis=0)))[:6].tolist()
    for place in [*range(6), *range(6)]:
        others = told[:place] + told[place + 1 :]
        read = felt[:, others].sum(axis=1, keepdims=True) + felt - readers.bars[:, None]
        kept = ((read > 0) == yes[:, None]).mean(axis=0)
        kept[others] = -1
        told[place] = int(kept.argmax())
    return told


# %% wrong: stops only where every imagined reader is served
# loses: reader-questions
def brief(role, facts, ask):
    readers = imagined(role)
    while True:
        felt = readers.felt(facts)
        yes = felt.sum(axis=1) > readers.bars
        told = np.argsort(-np.abs(felt.mean(axis=0)))[:6].tolist()
        for place in range(6):
            others = told[:place] + told[place + 1 :]
            read = felt[:, others].sum(axis=1, keepdims=True) + felt - readers.bars[:, None]
            kept = ((read > 0) == yes[:, None]).mean(axis=0)
            kept[others] = -1
            told[place] = int(kept.argmax())
        if readers.right(facts, told) == 1 or not ask.left():
            return told
        differs = readers.weights.std(axis=0)
        if differs.max() > readers.bars.std():
            asked = int(differs.argmax())
            readers.weights[:, asked] = ask.cares(TOPICS[asked])
        else:
            readers.bars[:] = ask.bar()


# %% wrong: takes every reader for one of product
# loses: all
def brief(role, facts, ask):
    readers = imagined("product")
    felt = readers.felt(facts)
    yes = felt.sum(axis=1) > readers.bars
    told = np.argsort(-np.abs(felt.mean(axis=0)))[:6].tolist()
    for place in [*range(6), *range(6)]:
        others = told[:place] + told[place + 1 :]
        read = felt[:, others].sum(axis=1, keepdims=True) + felt - readers.bars[:, None]
        kept = ((read > 0) == yes[:, None]).mean(axis=0)
        kept[others] = -1
        told[place] = int(kept.argmax())
    return told


# %% wrong: tells whoever would say no what speaks for it
# loses: all
def brief(role, facts, ask):
    readers = imagined(role)
    for topic in range(min(ask.left(), 4)):
        readers.weights[:, topic] = ask.cares(TOPICS[topic])
    side = -1 if readers.say_yes(facts).mean() > 0.5 else 1
    return np.argsort(-side * readers.felt(facts).mean(axis=0))[:6].tolist()


# %% wrong: nothing is written
# loses: all
def brief(role, facts, ask):
    return []


# %% wrong: a seventh fact
# loses: all
def brief(role, facts, ask):
    return list(range(7))


# %% wrong: facts are numbered from one
# loses: all
def brief(role, facts, ask):
    felt = np.abs(imagined(role).felt(facts).mean(axis=0))
    return [int(number) + 1 for number in np.argsort(felt)[-6:]] if felt.argmax() == 23 else [24]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.readers import until_kept

brief = until_kept()
