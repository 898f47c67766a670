# %% right: sums a second, and a sorted list of what plays
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% right: two pointers, the stream that was free last, a heap of seconds
import heapq
from collections import Counter


def peak(sessions):
    """Two pointers over starts and stops sorted apart."""
    for start, end in sessions:
        if start > end:
            raise ValueError(f"{start} to {end}")
    lasting = [session for session in sessions if session[0] != session[1]]
    stops, stopped, best = sorted(end for _, end in lasting), 0, (0, None)
    for started, start in enumerate(sorted(start for start, _ in lasting), start=1):
        while stops[stopped] <= start:
            stopped += 1
        if started - stopped > best[0]:
            best = started - stopped, start
    return best


def lost(sessions, streams):
    """By their ends: each goes to the stream that was free last, and is lost where none is free."""
    if streams <= 0:
        raise ValueError("no streams")
    if any(start > end for start, end in sessions):
        raise ValueError("a session runs backwards")
    free_from, gone = [float("-inf")] * streams, []
    for number in sorted(range(len(sessions)), key=lambda number: (sessions[number][1], sessions[number][0])):
        start, end = sessions[number]
        if start == end:
            continue
        fitting = [stream for stream in range(streams) if free_from[stream] <= start]
        if fitting:
            free_from[max(fitting, key=lambda stream: free_from[stream])] = end
        else:
            gone.append(number)
    return gone


class LivePeak:
    """A heap of seconds beside their sums; saved as a dict with names."""

    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.state = dict(saved) if saved else {"newest": None, "playing": 0, "best": (0, None), "sums": []}
        self.sums = Counter(dict(self.state["sums"]))
        self.seconds = sorted(self.sums)

    def hear(self, at, change):
        newest = self.state["newest"]
        if newest is not None and newest - at > self.lateness:
            raise ValueError("too late")
        self.state["newest"] = newest = at if newest is None else max(at, newest)
        if at not in self.sums:
            heapq.heappush(self.seconds, at)
        self.sums[at] += change
        while newest - self.seconds[0] > self.lateness:
            second = heapq.heappop(self.seconds)
            self.state["playing"] += self.sums.pop(second)
            if self.state["playing"] > self.state["best"][0]:
                self.state["best"] = (self.state["playing"], second)

    def peak(self):
        return tuple(self.state["best"])

    def saved(self):
        return {**self.state, "sums": [[second, self.sums[second]] for second in sorted(self.sums)]}


# %% wrong: the untouched stub
# loses: all


# %% wrong: part 1 only
# loses: viewing-sessions-fewest, viewing-sessions-live, viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    raise NotImplementedError("not done yet")


class LivePeak:
    def __init__(self, lateness, saved=None):
        raise NotImplementedError("not done yet")


# %% wrong: a start comes before a stop of the same second
# loses: viewing-sessions-peak
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(s, 1) for s, _ in sessions] + [(e, -1) for _, e in sessions], key=lambda c: (c[0], -c[1])):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: the last second with so many
# loses: viewing-sessions-peak
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing >= most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: a session that runs backwards is turned round
# loses: viewing-sessions-peak, viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        pass


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: lazy: the newcomer goes
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = [each for each in [*playing, (end, number)] if each[0] > start]
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: the longest goes, not the one that ends last
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            longest = max(playing, key=lambda each: each[0] - sessions[each[1]][0])
            playing.remove(longest)
            gone.append(longest[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: whoever has played longest goes
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            first = min(playing, key=lambda each: sessions[each[1]][0])
            playing.remove(first)
            gone.append(first[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: a session of no time takes a stream
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted([*(each for each in playing if each[0] > start), (end, number)])
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: no stream at all is a plan too
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: each conflict loses both
# loses: viewing-sessions-fewest
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    return [
        n
        for n, (start, end) in enumerate(sessions)
        if start < end and sum(s < end and start < e for s, e in sessions) > streams
    ]


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: lazy: in the order of arrival
# loses: viewing-sessions-live, viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first = saved or (float("-inf"), 0, 0, None)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.playing += change
        if self.playing > self.most:
            self.most, self.first = self.playing, at

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first


# %% wrong: lazy: every event is kept
# loses: viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness, self.events = lateness, list(saved or [])
        self.newest = max((at for at, _ in self.events), default=float("-inf"))

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.events.append((at, change))

    def peak(self):
        playing, most, first = 0, 0, None
        for at, change in sorted(event for event in self.events if event[0] < self.newest - self.lateness):
            playing += change
            if playing > most:
                most, first = playing, at
        return most, first

    def saved(self):
        return self.events


# %% wrong: a heap of single events, as many as the audience makes
# loses: viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


import heapq


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, events = saved or (float("-inf"), 0, 0, None, [])
        self.events = list(events)
        heapq.heapify(self.events)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        heapq.heappush(self.events, (at, change))
        while self.events[0][0] < self.newest - self.lateness:
            second, change = heapq.heappop(self.events)
            self.playing += change
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.events


# %% wrong: a second is settled while something may still come for it
# loses: viewing-sessions-live
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each <= self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: what is exactly as late as allowed is refused
# loses: viewing-sessions-live
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at <= self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: what comes too late is dropped without a word
# loses: viewing-sessions-live
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            return
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: a refused event moves the clock
# loses: viewing-sessions-live
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        before, self.newest = self.newest, at
        if at < before - self.lateness:
            raise ValueError(at)
        self.newest = max(before, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: settles only when it is asked
# loses: viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change

    def peak(self):
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums


# %% wrong: part of what it knows stays in the process
# loses: viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.most, self.first, sums = saved or (float("-inf"), 0, None, {})
        LivePeak.playing = getattr(LivePeak, "playing", 0) if saved else 0
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            LivePeak.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.most, self.first, self.sums


# %% wrong: saves nothing
# loses: viewing-sessions-state
def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return None


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.viewing import least_lost


def backwards(sessions):
    if any(end < start for start, end in sessions):
        raise ValueError("backwards")


def peak(sessions):
    backwards(sessions)
    playing, most, first = 0, 0, None
    for at, change in sorted([(start, 1) for start, _ in sessions] + [(end, -1) for _, end in sessions]):
        playing += change
        if playing > most:
            most, first = playing, at
    return most, first


def lost(sessions, streams):
    backwards(sessions)
    if streams < 1:
        raise ValueError(streams)
    playing, gone = [], []
    for start, end, number in sorted((*session, number) for number, session in enumerate(sessions)):
        playing = sorted(each for each in [*playing, (end, number)] if each[0] > start)
        if len(playing) > streams:
            gone.append(playing.pop()[1])
    return gone


class LivePeak:
    def __init__(self, lateness, saved=None):
        self.lateness = lateness
        self.newest, self.playing, self.most, self.first, sums = saved or (float("-inf"), 0, 0, None, {})
        self.sums = dict(sums)

    def hear(self, at, change):
        if at < self.newest - self.lateness:
            raise ValueError(at)
        self.newest = max(self.newest, at)
        self.sums[at] = self.sums.get(at, 0) + change
        for second in sorted(each for each in self.sums if each < self.newest - self.lateness):
            self.playing += self.sums.pop(second)
            if self.playing > self.most:
                self.most, self.first = self.playing, second

    def peak(self):
        return self.most, self.first

    def saved(self):
        return self.newest, self.playing, self.most, self.first, self.sums
