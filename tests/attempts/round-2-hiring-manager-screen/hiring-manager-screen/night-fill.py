# %% right: averages, jumps, shrunk forecasts, and a swap only where it pays
import numpy as np


def expected(evening):
    weights = 0.55 ** np.arange(len(evening.views))[::-1]
    usual = weights @ evening.views / weights.sum()
    today = evening.views[-1]
    jumped = today > usual + 2 * np.sqrt(usual + 1)
    told = np.maximum(evening.forecast, 1e-9) ** 0.6 * (0.012 * today.sum()) ** 0.4
    return np.maximum(np.where(jumped, 0.85 * today, usual), np.where(evening.forecast > 0, told, 0))


def plan(evening):
    worth, size = expected(evening), evening.size
    keep = sorted(evening.held, key=lambda title: worth[title])
    free, left = evening.capacity - sum(size[title] for title in keep), evening.fill_cap
    drop, fill = [], []
    for title in sorted(set(range(len(size))) - set(keep), key=lambda title: -worth[title]):
        if size[title] > left:
            continue
        out, room, loss = [], free, 0.0
        for other in keep:
            if room >= size[title]:
                break
            out.append(other)
            room += size[other]
            loss += worth[other] * size[other]
        if room >= size[title] and (worth[title] - 2) * size[title] > loss:
            drop += out
            fill.append(title)
            keep = keep[len(out) :]
            free, left = room - size[title], left - size[title]
    return drop, fill


# %% right: what should be here, and then as much of it as the cap allows
def plan(evening):
    size = evening.size.tolist()
    worth = (evening.views[-1] + evening.forecast).tolist()
    order = sorted(range(len(size)), key=lambda title: (-worth[title], title))
    ideal, used = [], 0
    for title in order:
        if worth[title] > 0 and used + size[title] <= evening.capacity:
            ideal.append(title)
            used += size[title]
    fill, spent = set(), 0
    for title in ideal:
        if title not in evening.held and spent + size[title] <= evening.fill_cap:
            fill.add(title)
            spent += size[title]
    total = sum(size[title] for title in evening.held) + spent
    drop = set()
    for title in reversed(order):
        if total <= evening.capacity:
            break
        if title in evening.held:
            drop.add(title)
            total -= size[title]
    return drop, fill


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: what is there stays
# loses: all
def plan(evening):
    return [], []


# %% wrong: lazy: what was played most today, and no look at launches
# loses: all
def plan(evening):
    return swaps(evening, evening.views[-1])


def swaps(evening, worth):
    size = evening.size
    keep = sorted(evening.held, key=lambda title: worth[title])
    room, left = evening.capacity - size[keep].sum(), evening.fill_cap
    drop, fill = [], []
    for title in np.argsort(-worth, kind="stable").tolist():
        if title in evening.held or size[title] > left or worth[title] == 0:
            continue
        while keep and room < size[title] and worth[keep[0]] < worth[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: lazy: launches in the order of their forecasts, and nothing else
# loses: all
def plan(evening):
    return swaps(evening, evening.forecast)


def swaps(evening, worth):
    size = evening.size
    keep = sorted(evening.held, key=lambda title: worth[title])
    room, left = evening.capacity - size[keep].sum(), evening.fill_cap
    drop, fill = [], []
    for title in np.argsort(-worth, kind="stable").tolist():
        if title in evening.held or size[title] > left or worth[title] == 0:
            continue
        while keep and room < size[title] and worth[keep[0]] < worth[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: brings in what is announced, and drops what was played least: nobody's surge is ever filled
# loses: night-fill-calm, night-fill-shift
def plan(evening):
    size, today = evening.size, evening.views[-1]
    keep = sorted(evening.held, key=lambda title: today[title])
    room, left = evening.capacity - size[keep].sum(), evening.fill_cap
    drop, fill = [], []
    for title in sorted(np.flatnonzero(evening.forecast).tolist(), key=lambda title: -evening.forecast[title]):
        if title in evening.held or size[title] > left:
            continue
        while keep and room < size[title] and today[keep[0]] < evening.forecast[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: the median of a week, so that no day misleads
# loses: all
def plan(evening):
    return swaps(evening, np.maximum(np.median(evening.views, axis=0), evening.forecast))


def swaps(evening, worth):
    size = evening.size
    keep = sorted(evening.held, key=lambda title: worth[title])
    room, left = evening.capacity - size[keep].sum(), evening.fill_cap
    drop, fill = [], []
    for title in np.argsort(-worth, kind="stable").tolist():
        if title in evening.held or size[title] > left or worth[title] == 0:
            continue
        while keep and room < size[title] and worth[keep[0]] < worth[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: the cap and the capacity of one appliance written down
# loses: night-fill-fits
def plan(evening):
    size, worth = evening.size, np.maximum(evening.views[-1], evening.forecast)
    keep = sorted(evening.held, key=lambda title: worth[title])
    room, left = 2000 - size[keep].sum(), 200
    drop, fill = [], []
    for title in np.argsort(-worth, kind="stable").tolist():
        if title in evening.held or size[title] > left or worth[title] == 0:
            continue
        while keep and room < size[title] and worth[keep[0]] < worth[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: the last title may go over the cap
# loses: all
def plan(evening):
    size, worth = evening.size, np.maximum(evening.views[-1], evening.forecast)
    keep = sorted(evening.held, key=lambda title: worth[title])
    room, left = evening.capacity - size[keep].sum(), evening.fill_cap
    drop, fill = [], []
    for title in np.argsort(-worth, kind="stable").tolist():
        if title in evening.held or left <= 0 or worth[title] == 0:
            continue
        while keep and room < size[title] and worth[keep[0]] < worth[title]:
            room += size[keep[0]]
            drop.append(keep.pop(0))
        if room >= size[title]:
            fill.append(title)
            room, left = room - size[title], left - size[title]
    return drop, fill


# %% wrong: the whole appliance anew every night
# loses: all
def plan(evening):
    worth = np.maximum(evening.views[-1], evening.forecast)
    order = np.argsort(-worth, kind="stable")
    wanted = order[np.cumsum(evening.size[order]) <= evening.capacity].tolist()
    return sorted(set(evening.held) - set(wanted)), wanted


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.appliance import reference as plan
