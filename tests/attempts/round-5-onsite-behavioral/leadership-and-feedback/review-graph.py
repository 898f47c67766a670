# %% right: merges recomputed, and each reviewer's factor in turn
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% right: merges as a matrix, and a Poisson regression
import numpy as np


def bottlenecks(changes):
    # All merges at once: rows are changes, columns the reviews of a change by their start, padded with nothing.
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return []
    most = max(len(change.reviews) for change in changes)
    who = np.full((len(changes), most), -1)
    after = np.full((len(changes), most), most)  # the place of the one before; the last column is the request
    queue, work = np.zeros((len(changes), most)), np.zeros((len(changes), most))
    for i, change in enumerate(changes):
        ordered = sorted(change.reviews, key=lambda r: r.started)
        place = {r.reviewer: k for k, r in enumerate(ordered)}
        for k, r in enumerate(ordered):
            who[i, k] = names.index(r.reviewer)
            after[i, k] = place.get(r.after, most)
            free = ordered[place[r.after]].finished if r.after else change.requested
            queue[i, k], work[i, k] = r.started - free, r.finished - r.started

    def merges(queue):
        end = np.zeros((len(changes), most + 1))
        for k in range(most):
            end[:, k] = end[np.arange(len(changes)), after[:, k]] + queue[:, k] + work[:, k]
        return end.max(axis=1).sum()

    asked = merges(queue)
    shorter = np.minimum(queue, 8)
    return [name for n, name in enumerate(names) if merges(np.where(who == n, shorter, queue)) < 0.965 * asked]


def overlooked(changes):
    # Poisson regression with a ridge towards the usual, by Newton's method.
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return []
    x = np.array([[1.0, *(name in {r.reviewer for r in c.reviews} for name in names)] for c in changes])
    y = np.array([c.escaped for c in changes])
    lines = np.array([c.lines for c in changes]) * 0.55 ** (x.sum(axis=1) - 1)
    ridge = np.diag([0.0] + [3.0] * len(names))
    theta = np.zeros(len(names) + 1)
    theta[0] = np.log(y.sum() / lines.sum())
    for _ in range(15):
        mean = lines * np.exp(x @ theta)
        theta += np.linalg.solve((x.T * mean) @ x + ridge, x.T @ (y - mean) - ridge @ theta)
    asked = x[:, 1:].sum(axis=0)
    through = 0.55 * np.exp(theta[1:])
    return [n for n, t, a in zip(names, through, asked) if t < 0.3 and a < np.median(asked)]


# %% wrong: untouched
# loses: all


# %% wrong: lazy: everybody
# loses: all
def bottlenecks(changes):
    return {r.reviewer for change in changes for r in change.reviews}


def overlooked(changes):
    return {r.reviewer for change in changes for r in change.reviews}


# %% wrong: lazy: nobody
# loses: all
def bottlenecks(changes):
    return set()


def overlooked(changes):
    return set()


# %% wrong: lazy: the slowest to start, and those with the fewest escapes
# loses: all
def bottlenecks(changes):
    waits = {}
    for change in changes:
        for r in change.reviews:
            waits.setdefault(r.reviewer, []).append(r.started - change.requested)
    return sorted(waits, key=lambda name: sum(waits[name]) / len(waits[name]))[-2:]


def overlooked(changes):
    escaped = {}
    for change in changes:
        for r in change.reviews:
            escaped.setdefault(r.reviewer, []).append(change.escaped)
    return sorted(escaped, key=lambda name: sum(escaped[name]) / len(escaped[name]))[:2]


# %% wrong: lazy: the busiest, and those least asked
# loses: all
from collections import Counter


def bottlenecks(changes):
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    return [name for name, _ in asked.most_common(2)]


def overlooked(changes):
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    return [name for name, _ in asked.most_common()[-2:]]


# %% wrong: blames those who wait for others
# loses: review-graph-bottlenecks, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    waited, times = Counter(), Counter()
    for change in changes:
        for r in change.reviews:
            waited[r.reviewer] += r.started - change.requested
            times[r.reviewer] += 1
    return {name for name in times if waited[name] / times[name] > 8}


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: middling: whoever leaves reviews longer than a day
# loses: review-graph-bottlenecks, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    waited, times = Counter(), Counter()
    for change in changes:
        end = {r.reviewer: r.finished for r in change.reviews}
        for r in change.reviews:
            waited[r.reviewer] += r.started - end.get(r.after, change.requested)
            times[r.reviewer] += 1
    return {name for name in times if waited[name] / times[name] > 8}


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: whoever finishes last, by how much
# loses: review-graph-bottlenecks, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    # Who finishes last holds up the merge.
    total, held = 0, Counter()
    for change in changes:
        ends = sorted(r.finished for r in change.reviews)
        last = max(change.reviews, key=lambda r: r.finished)
        total += ends[-1] - change.requested
        held[last.reviewer] += ends[-1] - ends[-2]
    return {name for name in held if held[name] > 0.035 * total}


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: those who waited for a quicker review do not start earlier
# loses: review-graph-bottlenecks, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = end.get(r.after, change.requested) - change.requested + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: middling: escapes a line, whoever else reviewed
# loses: review-graph-overlooked, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    escaped, lines, asked = Counter(), Counter(), Counter()
    for change in changes:
        for r in change.reviews:
            escaped[r.reviewer] += change.escaped
            lines[r.reviewer] += change.lines
            asked[r.reviewer] += 1
    if not asked:
        return set()
    rate = {name: escaped[name] / lines[name] for name in asked}
    usual, often = median(rate.values()), median(asked.values())
    return {name for name in asked if rate[name] < 0.5 * usual and asked[name] < often}


# %% wrong: middling: as if all the others on a change were usual
# loses: review-graph-overlooked, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    # Everybody else on a change is taken for usual.
    escaped, expected, asked = Counter(), Counter(), Counter()
    for change in changes:
        for r in change.reviews:
            escaped[r.reviewer] += change.escaped
            expected[r.reviewer] += change.lines * 0.55 ** len(change.reviews)
            asked[r.reviewer] += 1
    if not asked:
        return set()
    usual, often = escaped.total() / expected.total(), median(asked.values())
    return {n for n in asked if 0.55 * escaped[n] < 0.3 * usual * expected[n] and asked[n] < often}


# %% wrong: forgets that long changes have more defects
# loses: review-graph-overlooked, review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: everybody who lets little through is overlooked, however often asked
# loses: review-graph-overlooked, review-graph-calm
from collections import Counter


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    return {name for name in names if through[name] < 0.3}


# %% wrong: somebody is always the slowest
# loses: review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    if not changes:
        return set()
    return {name for name, hours in saved.items() if hours > max(saved.values()) / 3}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    if not names:
        return set()
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: a boundary slip: falls over where there are no changes
# loses: review-graph-calm
from collections import Counter
from statistics import median


def bottlenecks(changes):
    total, saved = 0, Counter()
    for change in changes:
        hours = merge_hours(change)
        total += hours
        for r in change.reviews:
            saved[r.reviewer] += hours - merge_hours(change, r.reviewer)
    return {name for name, hours in saved.items() if hours > 0.035 * total}


def merge_hours(change, quick=None):
    end = {r.reviewer: r.finished for r in change.reviews}
    new = {}
    for r in sorted(change.reviews, key=lambda r: r.started):
        queue = r.started - end.get(r.after, change.requested)
        if r.reviewer == quick:
            queue = min(queue, 8)
        new[r.reviewer] = new.get(r.after, 0) + queue + r.finished - r.started
    return max(new.values())


def overlooked(changes):
    names = sorted({r.reviewer for change in changes for r in change.reviews})
    asked = Counter(r.reviewer for change in changes for r in change.reviews)
    through = dict.fromkeys(names, 0.55)
    expected = [change.lines * 0.55 ** len(change.reviews) for change in changes]
    theirs = {name: [] for name in names}
    for i, change in enumerate(changes):
        for r in change.reviews:
            theirs[r.reviewer].append(i)
    for _ in range(12):
        scale = sum(change.escaped for change in changes) / sum(expected)
        expected = [scale * e for e in expected]
        for name in names:
            seen = 3 + sum(changes[i].escaped for i in theirs[name])
            new = seen / (3 / 0.55 + sum(expected[i] for i in theirs[name]) / through[name])
            for i in theirs[name]:
                expected[i] *= new / through[name]
            through[name] = new
    often = median(asked.values())
    return {name for name in names if through[name] < 0.3 and asked[name] < often}


# %% wrong: ours imported
# loses: all
def bottlenecks(changes):
    from rounds.worlds.references.changes import bottlenecks

    return bottlenecks(changes)


def overlooked(changes):
    from rounds.worlds.references.changes import overlooked

    return overlooked(changes)
