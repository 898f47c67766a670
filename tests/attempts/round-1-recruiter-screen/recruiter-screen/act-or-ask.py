# %% right: the expected net of each action
def decide(decision):
    p, wrong = decision.p_right, 1 - decision.p_right
    live = decision.notice_h * (1 - office.eyes)
    alone = decision.blast * decision.notice_h + decision.undo_h * (1 + decision.notice_h / 10)
    watched = decision.blast * live + decision.undo_h * (1 + live / 10)
    gain = p * decision.gain
    nets = {
        "act": gain - wrong * alone,
        "tell": gain - wrong * watched - office.tell_h,
        "ask": gain
        - wrong * (1 - office.catches) * watched
        - decision.delay * (decision.backlog_h + office.review_h)
        - office.review_h,
        "stop": 0.0,
    }
    return max(nets, key=nets.get)


# %% right: costs only, with our own words for the world and a price on the approver's queue
from rounds.worlds.quarter import harm

QUEUE = 0.7  # hours that a question costs those who ask after it


def decide(decision):
    wrong = 1 - decision.p_right
    waiting = decision.delay * (decision.backlog_h + 1.2) + 1.2 + QUEUE
    costs = [
        (wrong * harm(decision, office, told=False), "act"),
        (wrong * harm(decision, office, told=True) + 1.5, "tell"),
        (wrong * 0.25 * harm(decision, office, told=True) + waiting, "ask"),
        (decision.p_right * decision.gain, "stop"),
    ]
    return min(costs)[1]


# %% right: asks itself one thing after the other
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h + d.undo_h * hours / 10)

    seen = harm(0.3 * d.notice_h)
    prevented, price = 0.75 * seen, d.delay * (d.backlog_h + 1.2) + 1.2
    cost, choice = min((harm(d.notice_h), "act"), (seen + 1.5, "tell"))
    if seen - prevented + price < cost:
        cost, choice = seen - prevented + price, "ask"
    return choice if cost < d.p_right * d.gain else "stop"


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: asks always
# loses: all
def decide(decision):
    return "ask"


# %% wrong: lazy: acts always
# loses: all
def decide(decision):
    return "act"


# %% wrong: lazy: tells always
# loses: all
def decide(decision):
    return "tell"


# %% wrong: lazy: stops always, and nothing goes wrong
# loses: all
def decide(decision):
    return "stop"


# %% wrong: the popular rule, reversible: act, else ask
# loses: all
def decide(decision):
    return "act" if decision.undo_h <= 4 else "ask"


# %% wrong: sure? act, else ask
# loses: all
def decide(decision):
    return "act" if decision.p_right > 0.85 else "ask"


# %% wrong: never asks, as if the approver were only a cost
# loses: act-or-ask-net, act-or-ask-damage
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h * (1 + hours / 10))

    gain = d.p_right * d.gain
    nets = {"act": gain - harm(d.notice_h), "tell": gain - harm(0.3 * d.notice_h) - 1.5, "stop": 0.0}
    return max(nets, key=nets.get)


# %% wrong: never tells, as if being seen were worth nothing
# loses: act-or-ask-net
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h * (1 + hours / 10))

    gain, wait = d.p_right * d.gain, d.backlog_h + 1.2
    nets = {"act": gain - harm(d.notice_h), "ask": gain - 0.25 * harm(0.3 * d.notice_h) - d.delay * wait - 1.2, "stop": 0}
    return max(nets, key=nets.get)


# %% wrong: never acts unseen
# loses: act-or-ask-net, act-or-ask-waiting
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h * (1 + hours / 10))

    gain, wait = d.p_right * d.gain, d.backlog_h + 1.2
    seen = harm(0.3 * d.notice_h)
    nets = {"tell": gain - seen - 1.5, "ask": gain - 0.25 * seen - d.delay * wait - 1.2, "stop": 0}
    return max(nets, key=nets.get)


# %% wrong: never stops, whatever it may cost
# loses: act-or-ask-net, act-or-ask-damage
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h * (1 + hours / 10))

    wait = d.backlog_h + 1.2
    seen = harm(0.3 * d.notice_h)
    costs = {"act": harm(d.notice_h), "tell": seen + 1.5, "ask": 0.25 * seen + d.delay * wait + 1.2}
    return min(costs, key=costs.get)


# %% wrong: risk against limits set by hand
# loses: act-or-ask-net, act-or-ask-damage
def decide(d):
    risk = (1 - d.p_right) * (d.blast * d.notice_h + d.undo_h)
    if risk < 2:
        return "act"
    urgent = 0.2 * risk < d.delay * (d.backlog_h + 1.2)
    return "ask" if risk > 12 and not urgent else "tell"


# %% wrong: forgets that waiting costs anything
# loses: all
def decide(d):
    def harm(hours):
        return (1 - d.p_right) * (d.blast * hours + d.undo_h * (1 + hours / 10))

    gain, seen = d.p_right * d.gain, harm(0.3 * d.notice_h)
    nets = {"act": gain - harm(d.notice_h), "tell": gain - seen - 1.5, "ask": gain - 0.25 * seen - 1.2, "stop": 0}
    return max(nets, key=nets.get)


# %% wrong: a word that is no action
# loses: all
def decide(decision):
    return "Tell" if decision.p_right < 0.9 else "Act"


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.quarter import best

decide = best()
