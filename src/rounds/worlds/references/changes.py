"""What solves `rounds.worlds.changes`: merges recomputed with one reviewer quick, and reviewers weighed together.

Beside it what is usually done: ranking reviewers by a mean of their own changes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

import numpy as np

from rounds.worlds.changes import DAY, USUAL, Change

BINDS, LETS_LITTLE = 0.035, 0.30
Scores = dict[str, float]


def queues(change: Change) -> Scores:
    """How long the change lay in each reviewer's own queue, in hours: not while somebody else was at it."""
    finished = {review.reviewer: review.finished for review in change.reviews}
    return {r.reviewer: r.started - finished.get(r.after, change.requested) for r in change.reviews}


def hours_to_merge(change: Change, quick: Collection[str] = ()) -> float:
    """Hours from the request to the merge, had the reviewers in `quick` left it no longer than a day in their queue."""
    queued, done = queues(change), dict[str, float]()
    for review in sorted(change.reviews, key=lambda review: review.started):
        own = min(queued[review.reviewer], DAY) if review.reviewer in quick else queued[review.reviewer]
        done[review.reviewer] = done.get(review.after, 0.0) + own + review.finished - review.started
    return max(done.values())


def saved(changes: list[Change]) -> Scores:
    """The share of all hours to merge that each reviewer alone would save by answering within a day."""
    total, gained = 0.0, defaultdict[str, float](float)
    for change in changes:
        hours = hours_to_merge(change)
        total += hours
        for review in change.reviews:
            gained[review.reviewer] += hours - hours_to_merge(change, {review.reviewer})
    return {name: gained[name] / total for name in sorted(gained)}


def saved_together(changes: list[Change], quick: Collection[str]) -> float:
    """The share of all hours to merge that these reviewers would save if all of them answered within a day."""
    return 1 - sum(hours_to_merge(c, quick) for c in changes) / sum(hours_to_merge(c) for c in changes)


def partner_of(changes: list[Change], lead: str) -> str:
    """Who is most often on the changes of `lead` without waiting for them."""
    on = [change.reviews for change in changes if lead in {review.reviewer for review in change.reviews}]
    beside = Counter(r.reviewer for reviews in on for r in reviews if lead not in (r.reviewer, r.after))
    return max(sorted(beside), key=lambda name: beside[name])


def bottlenecks(changes: list[Change]) -> set[str]:
    """Those who save a share worth having."""
    return {name for name, share in saved(changes).items() if share > BINDS}


def let_through(changes: list[Change], prior: float = 8.0) -> Scores:
    """The share of defects that each reviewer lets through, all weighed together.

    Escaped defects are Poisson with the mean `rate * lines * product of the reviewers' shares`. Each share in turn is
    set to what its changes show given all others (iterative proportional fitting), with `prior` defects' worth of
    belief that it is the usual one.
    """
    names, on, escaped, expected = _table(changes)
    shares = np.full(len(names), USUAL)
    for _ in range(15):
        expected *= escaped.sum() / expected.sum()
        for who, mine in enumerate(on.T):
            share = (escaped[mine].sum() + prior * USUAL) / (expected[mine].sum() / shares[who] + prior)
            expected[mine] *= share / shares[who]
            shares[who] = share
    return dict(zip(names, shares.tolist(), strict=True))


def let_through_alone(changes: list[Change]) -> Scores:
    """The same, each weighed as if all the others on their changes were usual."""
    names, on, escaped, expected = _table(changes)
    rate = escaped.sum() / expected.sum()
    return {
        name: float(USUAL * escaped[mine].sum() / (rate * expected[mine].sum()))
        for name, mine in zip(names, on.T, strict=True)
    }


def _table(changes: list[Change]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Names, who was on what [change, reviewer], what escaped, and what would in proportion if all were usual."""
    names = sorted({review.reviewer for change in changes for review in change.reviews})
    on = np.array([[name in {r.reviewer for r in change.reviews} for name in names] for change in changes])
    escaped = np.array([change.escaped for change in changes], dtype=float)
    return names, on, escaped, np.array([change.lines for change in changes]) * USUAL ** on.sum(axis=1)


def times_asked(changes: list[Change]) -> Counter[str]:
    """On how many changes each reviewer was."""
    return Counter(review.reviewer for change in changes for review in change.reviews)


def seldom(changes: list[Change]) -> list[str]:
    """Those who are asked less often than the median reviewer."""
    asked = times_asked(changes)
    often = np.median(list(asked.values())) if asked else 0
    return sorted(name for name in asked if asked[name] < often)


def overlooked(changes: list[Change], weigh: Callable[[list[Change]], Scores] = let_through) -> set[str]:
    """Those seldom asked who let little through, by `weigh`."""
    weighed = weigh(changes) if changes else {}
    return {name for name in seldom(changes) if weighed[name] < LETS_LITTLE}


def overlooked_alone(changes: list[Change]) -> set[str]:
    """Those seldom asked who seem to let little through as long as nobody looks at their company."""
    return overlooked(changes, let_through_alone)


def mean_wait(changes: list[Change]) -> Scores:
    """The mean hours from the request until each reviewer started, whomever they waited for."""
    return _means((r.reviewer, r.started - change.requested) for change in changes for r in change.reviews)


def mean_queue(changes: list[Change]) -> Scores:
    """The mean hours in each reviewer's own queue."""
    return _means(pair for change in changes for pair in queues(change).items())


def _means(pairs: Iterable[tuple[str, float]]) -> Scores:
    values = defaultdict[str, list[float]](list)
    for name, value in pairs:
        values[name].append(value)
    return {name: float(np.mean(values[name])) for name in sorted(values)}
