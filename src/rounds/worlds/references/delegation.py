"""Strategies for the approver's queue: a price on its hours with context where decisions recur, and the lazy rules."""

from rounds.worlds.delegation import Policy, Question, Team


def mistakes(question: Question, team: Team) -> float:
    """The chance that a decision of this area is wrong: what reviews have shown, with ten imagined ones before."""
    if question.has_context:
        return team.with_context
    return (question.wrong + 10 * team.mistakes) / (question.reviewed + 10)


def priced(team: Team | None = None, *, share: bool = True, price: float = 1.3) -> Policy:
    """Approves what saves more than the approver's time is worth, and has context written where decisions recur.

    A review takes `review_h` of the approver and delays all that come while it is busy, so its price grows with the
    queue. Context is written one area at a time, where it will save several times the hours that it takes.
    """
    team = team or Team()

    def route(question: Question) -> tuple[str, bool]:
        chance = mistakes(question, team)
        saved = team.catches * chance * question.cost_if_wrong
        cost = price * team.review_h * (1 + question.queue / 3) + 0.5 * question.writing
        to_come = question.seen / max(question.now, 15) * question.left
        worth = to_come * (chance - team.with_context) * 1.5 > 4 * team.write_h
        write = share and worth and not question.has_context and question.writing == 0 and question.now > 15
        return ("approve" if saved > cost else "delegate"), write

    return route


def dear(cost: float = 10.0, seen: int | None = None) -> Policy:
    """Approves what would cost more than `cost` if wrong; context once an area came up more than `seen` times."""
    return lambda question: (
        "approve" if question.cost_if_wrong > cost else "delegate",
        seen is not None and question.seen > seen,
    )


def reversible(*, share: bool = False) -> Policy:
    """The popular rule: delegate what can be undone, approve the rest."""
    return lambda question: ("delegate" if question.reversible else "approve", share)


def always(where: str, *, share: bool = False) -> Policy:
    """The same answer to everything."""
    return lambda _: (where, share)
