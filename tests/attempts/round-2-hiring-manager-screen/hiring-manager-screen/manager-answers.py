# %% right: odds, and an echo that makes an optimist of anybody
def posterior(prior, answers):
    """Somebody who may repeat a yes says yes more often, whatever the team is like."""
    if not 0.0 <= prior <= 1.0:
        raise ValueError(prior)
    likelihoods = [1.0, 1.0]
    previous = None
    for answer in answers:
        said, *chances, echo = answer
        if any(not 0.0 <= chance <= 1.0 for chance in (*chances, echo)):
            raise ValueError(answer)
        for team, chance in enumerate(chances):
            yes = chance if previous is None else echo * bool(previous) + (1.0 - echo) * chance
            likelihoods[team] *= yes if said else 1.0 - yes
        previous = said
    weights = prior * likelihoods[0], (1.0 - prior) * likelihoods[1]
    if not sum(weights) > 0:
        raise ValueError("nobody can have said this")
    return weights[0] / sum(weights)


def worth(prior, question, offer):
    """Both answers give a posterior; act on each."""
    join_good, join_bad, stay = offer

    def best(p):
        return max(p * join_good + (1 - p) * join_bad, stay)

    value = -best(prior)
    for said in (True, False):
        good, bad = (p if said else 1 - p for p in question)
        chance = prior * good + (1 - prior) * bad
        if chance > 0:
            value += chance * best(prior * good / chance)
    return max(0.0, value)


def choose(prior, questions, offer):
    best, most = None, 0.0
    for number, (if_good, if_bad, price) in enumerate(questions):
        gain = worth(prior, (if_good, if_bad), offer) - price
        if gain > most:
            best, most = number, gain
    return best


# %% right: logarithms where they help, and numpy
import numpy as np


def posterior(prior, answers):
    table = np.array([[prior, 0, 0, 0], *answers], dtype=float)
    if not ((table >= 0) & (table <= 1)).all():
        raise ValueError("a probability outside [0, 1]")
    said, team, echo = table[1:, 0], table[1:, 1:3], table[1:, 3:]
    own = np.where(said[:, None] == 1, team, 1 - team)
    same = np.zeros((len(said), 1))
    same[1:, 0] = said[1:] == said[:-1]
    echo[:1] = 0
    both = np.prod(echo * same + (1 - echo) * own, axis=0) * [prior, 1 - prior]
    if both.sum() == 0:
        raise ValueError("impossible answers")
    return float(both[0] / both.sum())


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the share of yeses, and the most honest person
# loses: all
def posterior(prior, answers):
    return sum(answer[0] for answer in answers) / len(answers) if answers else prior


def worth(prior, question, offer):
    return question[0] - question[1]


def choose(prior, questions, offer):
    return max(range(len(questions)), key=lambda i: questions[i][0] - questions[i][1], default=None)


# %% wrong: never asks
# loses: manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    return None


# %% wrong: asks the cheapest
# loses: manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    return min(range(len(questions)), key=lambda i: questions[i][2], default=None)


# %% wrong: lazy: whatever they say, the prior stands
# loses: manager-answers-single, manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    return prior


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: nobody repeats
# loses: manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: who may repeat is not counted at all
# loses: manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        if before is not None and echo > 0:
            continue
        echo = 0.0
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: the first one repeats a silence that counts as no
# loses: manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, False
    for said, if_good, if_bad, echo in answers:
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: what contradicts is discounted too
# loses: manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo / 2
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: an echo of anybody before
# loses: manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, []
    for said, if_good, if_bad, echo in answers:
        echo = echo if before else 0.0
        same = echo if said in before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before.append(said)
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: a no is taken for the opposite of a yes
# loses: manager-answers-single, manager-answers-echo
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else if_bad)
        bad *= same + (1 - echo) * (if_bad if said else if_good)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: accepts what is no probability
# loses: manager-answers-single
def posterior(prior, answers):
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: a comparison that NaN passes
# loses: manager-answers-single
def posterior(prior, answers):
    if any(p < 0 or p > 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: answers that cannot be leave the prior as it was
# loses: manager-answers-single
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        return prior
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: bits instead of points
# loses: manager-answers-worth, manager-answers-choice
from math import log2


def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def entropy(p):
        return -sum(x * log2(x) for x in (p, 1 - p) if x > 0)

    if_good, if_bad = question
    yes = prior * if_good + (1 - prior) * if_bad
    return entropy(yes) - prior * entropy(if_good) - (1 - prior) * entropy(if_bad)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: staying is worth nothing to anybody
# loses: manager-answers-worth, manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], 0.0)

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: joins, whatever the answer
# loses: manager-answers-worth, manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return good * offer[0] + bad * offer[1]

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: a no tells nothing
# loses: manager-answers-worth, manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = (1 - prior * if_good - (1 - prior) * if_bad) * decided(prior, 1 - prior)
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: the answer that is worth most, whatever its price
# loses: manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))


# %% wrong: asks the best one even if it is not worth its price
# loses: manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets:
        return None
    return nets.index(max(nets))


# %% wrong: the number counted from 1
# loses: manager-answers-choice
def posterior(prior, answers):
    if not all(0 <= p <= 1 for p in [prior, *(p for _, *person in answers for p in person)]):
        raise ValueError("not a probability")
    good, bad, before = prior, 1 - prior, None
    for said, if_good, if_bad, echo in answers:
        echo = 0.0 if before is None else echo
        same = echo if said == before else 0.0
        good *= same + (1 - echo) * (if_good if said else 1 - if_good)
        bad *= same + (1 - echo) * (if_bad if said else 1 - if_bad)
        before = said
    if good + bad == 0:
        raise ValueError("impossible")
    return good / (good + bad)


def worth(prior, question, offer):
    def decided(good, bad):
        return max(good * offer[0] + bad * offer[1], (good + bad) * offer[2])

    if_good, if_bad = question
    yes = decided(prior * if_good, (1 - prior) * if_bad)
    no = decided(prior * (1 - if_good), (1 - prior) * (1 - if_bad))
    return yes + no - decided(prior, 1 - prior)


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets)) + 1


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.manager import posterior, worth


def choose(prior, questions, offer):
    nets = [worth(prior, question[:2], offer) - question[2] for question in questions]
    if not nets or max(nets) <= 0:
        return None
    return nets.index(max(nets))
