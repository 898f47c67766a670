# %% right: a price on the approver's hours, context where it will be needed
def route(q):
    chance = team.with_context if q.has_context else (q.wrong + 2.2) / (q.reviewed + 10)
    saved = team.catches * chance * q.cost_if_wrong
    price = 0.55 * (1 + q.queue / 3) + 0.5 * q.writing
    to_come = q.seen / max(q.now, 15) * q.left
    write = not q.has_context and q.writing == 0 and q.now > 15 and to_come * (chance - team.with_context) > 20
    return ("approve" if saved > price else "delegate"), write


# %% right: two limits, found by trying
def route(question):
    where = "approve" if question.cost_if_wrong > 10 else "delegate"
    return where, question.seen > 20


# %% right: expected cost against a limit that is stricter while somebody waits; one document at a time
class Desk:
    """Keeps in mind which areas it has asked to be written."""

    def __init__(self):
        self.asked = set()

    def where(self, question):
        chance = 0.06 if question.has_context else 0.22
        return "approve" if chance * question.cost_if_wrong > 1.1 + 0.3 * question.queue else "delegate"

    def write(self, question):
        return not question.has_context and question.writing < 1 and question.seen >= 15


def route(question):
    desk = Desk()
    return desk.where(question), desk.write(question)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: approves everything
# loses: all
def route(question):
    return "approve", False


# %% wrong: lazy: delegates everything
# loses: all
def route(question):
    return "delegate", False


# %% wrong: lazy: context everywhere at once, then delegates everything
# loses: all
def route(question):
    return "delegate", True


# %% wrong: the popular rule, what is reversible is delegated
# loses: all
def route(question):
    return ("delegate" if question.reversible else "approve"), False


# %% wrong: the popular rule with context everywhere at once
# loses: all
def route(question):
    return ("delegate" if question.reversible else "approve"), True


# %% wrong: approves while the approver is idle
# loses: all
def route(question):
    return ("approve" if question.queue == 0 else "delegate"), False


# %% wrong: writes context and goes on approving everything
# loses: all
def route(question):
    return "approve", question.seen > 20


# %% wrong: prices the queue and never writes anything down
# loses: context-not-control-errors
def route(question):
    chance = (question.wrong + 2.2) / (question.reviewed + 10)
    saved = team.catches * chance * question.cost_if_wrong
    return ("approve" if saved > 0.55 * (1 + question.queue / 3) else "delegate"), False


# %% wrong: cannot let go, half of all is still approved
# loses: context-not-control-lead
def route(question):
    return ("approve" if question.cost_if_wrong > 5 else "delegate"), question.seen > 20


# %% wrong: the limit is on the wrong side, trifles are approved
# loses: all
def route(question):
    return ("approve" if question.cost_if_wrong < 10 else "delegate"), question.seen > 20


# %% wrong: answers where only
# loses: all
def route(question):
    return "approve" if question.cost_if_wrong > 10 else "delegate"


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.delegation import priced

route = priced()
