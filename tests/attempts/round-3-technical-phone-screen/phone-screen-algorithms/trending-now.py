# %% right: two places in the log, the least goes
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% right: Misra-Gries beneath: what goes is counted off, bounds are made at the door, merged two by two
import heapq
from collections import Counter


class Trending:
    """Takes plays in and out with one helper; the state is a dict."""

    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.state = saved or {"in": 0, "out": 0, "plays": {}}
        self.next_out = None

    def _count(self, title, change):
        plays = self.state["plays"]
        plays[title] = plays.get(title, 0) + change
        if plays[title] == 0:
            plays.pop(title)

    def top(self, now):
        state, size = self.state, self.log.size()
        while state["in"] != size:
            self._count(self.log.get(state["in"])[1], 1)
            state["in"] += 1
        while state["out"] != state["in"]:
            self.next_out = self.next_out or self.log.get(state["out"])
            if now - self.next_out[0] < self.window:
                break
            self._count(self.next_out[1], -1)
            self.next_out = None
            state["out"] += 1
        order = heapq.nsmallest(self.k, ((-plays, title) for title, plays in state["plays"].items()))
        return [title for _, title in order]

    def saved(self):
        return self.state


def absorb(kept, plays, room):
    """Counts above the least, as Misra and Gries: while one is at the least, it makes room for the next."""
    if not room > 0:
        raise ValueError("no room")
    lows = {title: low for title, (low, _) in kept.items()}
    above, base = {title: high for title, (_, high) in kept.items()}, 0
    if len(above) == room:
        base = min(above.values())
        above = {title: high - base for title, high in above.items()}
    for title in plays:
        if title not in above and len(above) == room:
            idle = [each for each in above if above[each] == 0]
            if not idle:
                drop = min(above.values())
                base += drop
                above = {each: count - drop for each, count in above.items()}
                idle = [each for each in above if above[each] == 0]
            del above[idle[-1]], lows[idle[-1]]
            above[title], lows[title] = 0, 0
        elif title not in above:
            above[title], lows[title] = 0, 0
        above[title] += 1
        lows[title] += 1
    return {title: (lows[title], above[title] + base) for title in above}


def merged(parts, room):
    """Two by two."""
    if room <= 0:
        raise ValueError("no room")
    total = {}
    for part in parts:
        first, second = dict(total), dict(part)
        for one, other in ((first, part), (second, total)):
            floor = min(high for _, high in one.values()) if len(one) == room else 0
            one.update({title: (0, floor) for title in other if title not in one})
        summed = {title: (first[title][0] + second[title][0], first[title][1] + second[title][1]) for title in first}
        ordered = sorted(summed.items(), key=lambda each: (each[1][1], each[1][0], each[0]), reverse=True)
        total = dict(ordered[:room])
    return total


# %% wrong: the untouched stub
# loses: all


# %% wrong: part 1 only
# loses: trending-now-bounds, trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    raise NotImplementedError("not done yet")


def merged(parts, room):
    raise NotImplementedError("not done yet")


# %% wrong: lazy: what was played is never taken off
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: lazy: counts the window anew
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log

    def top(self, now):
        counts = {}
        for number in range(self.log.size()):
            second, title = self.log.get(number)
            if second > now - self.window:
                counts[title] = counts.get(title, 0) + 1
        return sorted(counts, key=lambda title: (-counts[title], title))[: self.k]

    def saved(self):
        return None


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: lazy: a queue of the plays
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.entered, plays = saved or (0, [])
        self.plays = list(plays)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            self.plays.append(self.log.get(number))
            self.entered = number + 1
        self.plays = [play for play in self.plays if play[0] > now - self.window]
        counts = {}
        for _, title in self.plays:
            counts[title] = counts.get(title, 0) + 1
        return sorted(counts, key=lambda title: (-counts[title], title))[: self.k]

    def saved(self):
        return self.entered, self.plays


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: a title leaves only when it is played again
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.entered, plays = saved or (0, {})
        self.plays = dict(plays)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            second, title = self.log.get(number)
            inside = [each for each in self.plays.get(title, []) if each > now - self.window]
            self.plays[title] = [*inside, second]
            self.entered = number + 1
        return sorted(self.plays, key=lambda title: (-len(self.plays[title]), title))[: self.k]

    def saved(self):
        return self.entered, self.plays


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: titles without a play are remembered
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
        return sorted((t for t in self.counts if self.counts[t]), key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: titles without a play are listed
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the window holds a second too many
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second >= now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the window starts anew every window seconds
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second >= now // self.window * self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: ties as they came
# loses: trending-now-window, trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: -self.counts[title])[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: peeks at the log before each play
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            if self.log.get(number)[0] > now:
                break
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: begins anew after a restart
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return None


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the counts stay in the process
# loses: trending-now-cost
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered = saved or (0, 0)
        Trending.counts = Trending.counts if saved else {}

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: lazy: a newcomer begins at one
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            kept.pop(min(kept, key=lambda each: kept[each][1]))
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: lazy: between none and all
# loses: trending-now-bounds, trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    n = max([high for _, high in kept.values()], default=0) + len(plays)
    return {title: (0, n) for title in sorted({*kept, *plays})[:room]}


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    n = sum(high for part in parts for _, high in part.values())
    return {title: (0, n) for title in sorted({title for part in parts for title in part})[:room]}


# %% wrong: lazy: keeps every title
# loses: trending-now-bounds, trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])
    return {title: both[title] for title in most}


# %% wrong: lazy: whoever comes first stays
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            continue
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the newcomer was played as often as the one that went
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            low, high = kept.pop(min(kept, key=lambda each: kept[each][1]))
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the one with the least low goes
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][0]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the newcomer is left open by one too few
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1] - 1
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: Misra-Gries without the bound that belongs to it
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    counts = {title: low for title, (low, _) in kept.items()}
    for title in plays:
        if title in counts or len(counts) < room:
            counts[title] = counts.get(title, 0) + 1
        else:
            counts = {each: count - 1 for each, count in counts.items() if count > 1}
    return {title: (count, count) for title, count in counts.items()}


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: each batch begins anew
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = {}
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: one place is never used
# loses: trending-now-bounds
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == max(1, room - 1):
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: what a part does not name was not played there
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, 0)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: what a part does not name was played as often as its least high, also where there is room
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if part else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: at least so often as the least high
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (floor, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the wider bound of the parts in place of the sum
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = max(low for low, _ in bounds), max(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}


# %% wrong: the greatest low stays
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][0])[:room]
    return {title: both[title] for title in most}


# %% wrong: all titles of all parts stay
# loses: trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        raise ValueError(room)
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        raise ValueError(room)
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])
    return {title: both[title] for title in most}


# %% wrong: no room is an empty answer
# loses: trending-now-bounds, trending-now-merged
class Trending:
    def __init__(self, k, window, log, saved=None):
        self.k, self.window, self.log = k, window, log
        self.left, self.entered, counts = saved or (0, 0, {})
        self.counts = dict(counts)

    def top(self, now):
        for number in range(self.entered, self.log.size()):
            title = self.log.get(number)[1]
            self.counts[title] = self.counts.get(title, 0) + 1
            self.entered = number + 1
        while self.left < self.entered:
            second, title = self.log.get(self.left)
            if second > now - self.window:
                break
            self.left += 1
            self.counts[title] -= 1
            if not self.counts[title]:
                del self.counts[title]
        return sorted(self.counts, key=lambda title: (-self.counts[title], title))[: self.k]

    def saved(self):
        return self.left, self.entered, self.counts


def absorb(kept, plays, room):
    if room < 1:
        return {}
    kept = dict(kept)
    for title in plays:
        low, high = kept.get(title, (0, 0))
        if title not in kept and len(kept) == room:
            high = kept.pop(min(kept, key=lambda each: kept[each][1]))[1]
        kept[title] = low + 1, high + 1
    return kept


def merged(parts, room):
    if room < 1:
        return {}
    floors = [min(high for _, high in part.values()) if len(part) == room else 0 for part in parts]
    both = {}
    for title in sorted({title for part in parts for title in part}):
        bounds = [part.get(title, (0, floor)) for part, floor in zip(parts, floors)]
        both[title] = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    most = sorted(both, key=lambda title: -both[title][1])[:room]
    return {title: both[title] for title in most}
