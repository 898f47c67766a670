# %% right: log odds with a prior, the loudest advert left out
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = [advert for advert in ours if advert is not loudest]
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 2.2 * error:
            found.add(need)
    return found


# %% right: the spread between adverts as the error, on shares cut at three mentions
def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")

    sizes = {advert.id: sum(advert.mentions.values()) for advert in [*ours, *peers]}

    def rates(adverts, need):
        return [min(advert.mentions.get(need, 0), 3) / sizes[advert.id] for advert in adverts]

    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        here, there = rates(ours, need), rates(peers, need)
        mean, usual = sum(here) / len(here), sum(there) / len(there)
        spread = sum((x - mean) ** 2 for x in here) / (len(here) - 1)
        spread_there = sum((x - usual) ** 2 for x in there) / len(there)
        error = (spread / len(here) + spread_there / len(there)) ** 0.5
        if mean - usual > 1.9 * error + 0.001 and sum(x > 0 for x in here) >= 2:
            found.add(need)
    return found


# %% right: observed against expected in standard errors of a gamma-Poisson count, without the loudest
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = Counter()
    for advert in peers:
        usual.update(advert.mentions)
    all_usual = sum(usual.values())
    found = set()
    for need in set().union(*(advert.mentions for advert in ours)):
        rest = sorted(ours, key=lambda advert: advert.mentions.get(need, 0))[:-1]
        seen = sum(advert.mentions.get(need, 0) for advert in rest)
        expected = sum(sum(advert.mentions.values()) for advert in rest) * (usual[need] + 1) / (all_usual + 200)
        variance = expected + expected**2 * (0.5 / len(rest) + 1 / (usual[need] + 1))
        if seen - expected > 2.6 * variance**0.5 and seen >= 4:
            found.add(need)
    return found


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, the six most mentioned
# loses: all
from collections import Counter
from math import log


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    said = sum((Counter(advert.mentions) for advert in ours), Counter())
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    score = {need: said[need] for need in said}
    return set(sorted(score, key=lambda need: (-score[need], need))[:6])


# %% wrong: lazy, the six that are rarest elsewhere
# loses: all
from collections import Counter
from math import log


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    said = sum((Counter(advert.mentions) for advert in ours), Counter())
    usual = sum((Counter(advert.mentions) for advert in others), Counter())
    score = {need: said[need] / said.total() / ((usual[need] + 0.01) / usual.total()) for need in said}
    return set(sorted(score, key=lambda need: (-score[need], need))[:6])


# %% wrong: lazy, none
# loses: all
def distinctive(ours, others):
    return set()


# %% wrong: lazy, every need that is mentioned
# loses: all
def distinctive(ours, others):
    return {need for advert in ours for need in advert.mentions}


# %% wrong: tf-idf over all families
# loses: all
from collections import Counter
from math import log


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    said = sum((Counter(advert.mentions) for advert in ours), Counter())
    usual = sum((Counter(advert.mentions) for advert in others), Counter())
    score = {need: said[need] * log(len(others) / (1 + sum(need in advert.mentions for advert in others))) for need in said}
    return set(sorted(score, key=lambda need: (-score[need], need))[:6])


# %% wrong: compared with all families
# loses: all
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in others), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = [advert for advert in ours if advert is not loudest]
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 2.2 * error:
            found.add(need)
    return found


# %% wrong: loud adverts are believed
# loses: all
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = ours
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 2.2 * error:
            found.add(need)
    return found


# %% wrong: one standard error will do
# loses: distinctive-needs-found, distinctive-needs-only
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = [advert for advert in ours if advert is not loudest]
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 1.0 * error:
            found.add(need)
    return found


# %% wrong: so strict that little is left
# loses: all
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 3 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = [advert for advert in ours if advert is not loudest]
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 6 * error:
            found.add(need)
    return found


# %% wrong: two adverts are taken for enough
# loses: distinctive-needs-edges
import math
from collections import Counter


def distinctive(ours, others):
    peers = [advert for advert in others if ours and advert.family == ours[0].family]
    if len(ours) < 2 or not peers:
        raise ValueError("too few adverts")
    usual = sum((Counter(advert.mentions) for advert in peers), Counter())
    found = set()
    for need in {need for advert in ours for need in advert.mentions}:
        loudest = max(ours, key=lambda advert: advert.mentions.get(need, 0))
        rest = [advert for advert in ours if advert is not loudest]
        here, all_here = sum(a.mentions.get(need, 0) for a in rest), sum(sum(a.mentions.values()) for a in rest)
        prior = 50 * (usual[need] + 0.5) / (usual.total() + 100)
        log_odds = math.log((here + prior) / (all_here + 50 - here - prior))
        log_usual = math.log((usual[need] + prior) / (usual.total() + 50 - usual[need] - prior))
        error = math.sqrt(1 / (here + prior) + 1 / (usual[need] + prior))
        if log_odds - log_usual >= 2.2 * error:
            found.add(need)
    return found


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.adverts import distinctive
