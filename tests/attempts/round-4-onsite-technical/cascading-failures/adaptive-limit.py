# %% right: a step down for an answer that is nearly late, a small one up for any other
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit = 10.0

    def admit(self, view):
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        if rtt > 0.5:
            self.limit = max(1.0, self.limit - 0.5)
        elif in_flight >= self.limit - 1:
            self.limit += 1 / self.limit


# %% right: Little's law, what leaves in a second times the seconds that it may stay
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.began, self.done, self.full = 10.0, 0.0, 0.0, 0, False

    def admit(self, view):
        self.now = view.now
        room = view.in_flight < self.limit
        self.full = self.full or not room
        return room

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        self.done += 1
        if self.now - self.began >= 1:
            if self.full:
                self.limit = max(4.0, 0.4 * self.done / (self.now - self.began))
            self.began, self.done, self.full = self.now, 0, False


# %% right: Vegas, the shortest latency of the recent past against the mean of a window
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.ends, self.full = 10.0, 0.0, 0.0, False
        self.latencies, self.means = [], []

    def admit(self, view):
        self.now = view.now
        room = view.in_flight < self.limit
        self.full = self.full or not room
        return room

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        self.latencies.append(rtt)
        if self.now < self.ends or len(self.latencies) < 5:
            return
        mean = sum(self.latencies) / len(self.latencies)
        self.means = [*self.means, mean][-12:]
        queue = self.limit * (1 - min(self.means) / mean)
        if queue > 6:
            self.limit = max(2.0, self.limit * 0.8)
        elif queue < 3 and self.full:
            self.limit += 2
        self.latencies, self.full, self.ends = [], False, self.now + 0.5


# %% right: after CoDel, the shortest latency of each half second decides
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.ends, self.shortest, self.full = 8.0, 0.0, 0.5, 9.0, False

    def admit(self, view):
        self.now = view.now
        if view.in_flight < self.limit:
            return True
        self.full = True
        return False

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        self.shortest = min(self.shortest, rtt)
        if self.now < self.ends:
            return
        if self.shortest > 0.35:
            self.limit = max(1.0, 0.75 * self.limit)
        elif self.full:
            self.limit += max(1.0, 0.1 * self.limit)
        self.ends, self.shortest, self.full = self.now + 0.5, 9.0, False


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, no limit
# loses: all
class AdaptiveLimit(Admission):
    pass


# %% wrong: lazy, a fixed limit that suits the small service
# loses: all
class AdaptiveLimit(Admission):
    def admit(self, view):
        return view.in_flight < 8


# %% wrong: lazy, a fixed limit that suits the large service
# loses: adaptive-limit-finds, adaptive-limit-follows
class AdaptiveLimit(Admission):
    def admit(self, view):
        return view.in_flight < 20


# %% wrong: lazy, the fixed limit of a load test in which answers took 0.4 s
# loses: all
class AdaptiveLimit(Admission):
    def admit(self, view):
        return view.in_flight < 40


# %% wrong: measures once at the start, as a load test does
# loses: adaptive-limit-finds, adaptive-limit-follows
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.done, self.first = 10.0, 0, None

    def admit(self, view):
        self.first = view.now if self.first is None else self.first
        if self.done and view.now - self.first >= 3:
            self.limit = 0.8 * self.done / 3
            self.done, self.first = 0, 1e9
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt > 0:
            self.done += 1


# %% wrong: a gradient, whose mean learns that long waits are normal
# loses: all
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.normal = 20.0, 0.0

    def admit(self, view):
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        self.normal = self.normal + (rtt - self.normal) / 100 if self.normal else rtt
        if 2 * in_flight < self.limit:
            return
        gradient = min(1.0, max(0.5, 1.5 * self.normal / rtt))
        self.limit += 0.2 * (self.limit * gradient + 4 - self.limit)


# %% wrong: goes by how many come, not by what is done
# loses: all
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.began, self.came = 10.0, 0.0, 0

    def admit(self, view):
        self.came += 1
        if view.now - self.began >= 1:
            self.limit = max(5.0, 0.12 * self.came / (view.now - self.began))
            self.began, self.came = view.now, 0
        return view.in_flight < self.limit


# %% wrong: late is what clients call late, and each answer pays for one more
# loses: adaptive-limit-finds, adaptive-limit-follows
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit = 20.0

    def admit(self, view):
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt > 1:
            self.limit = max(1.0, 0.9 * self.limit)
        elif rtt > 0:
            self.limit += 1


# %% wrong: a boundary slip, the whole of the clients' second instead of half
# loses: adaptive-limit-finds
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit = 10.0

    def admit(self, view):
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        if rtt > 1:
            self.limit = max(1.0, self.limit - 0.5)
        elif in_flight >= self.limit - 1:
            self.limit += 1 / self.limit


# %% wrong: takes its own refusals for losses
# loses: all
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit = 10.0

    def admit(self, view):
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if dropped or rtt > 0.5:
            self.limit = max(1.0, self.limit - 0.5)
        elif in_flight >= self.limit - 1:
            self.limit += 1 / self.limit


# %% wrong: the shortest latency ever, never forgotten
# loses: adaptive-limit-follows
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.ends, self.full = 10.0, 0.0, 0.0, False
        self.latencies, self.means = [], []

    def admit(self, view):
        self.now = view.now
        room = view.in_flight < self.limit
        self.full = self.full or not room
        return room

    def sample(self, rtt, in_flight, dropped):
        if rtt == 0:
            return
        self.latencies.append(rtt)
        if self.now < self.ends or len(self.latencies) < 5:
            return
        mean = sum(self.latencies) / len(self.latencies)
        self.means = [*self.means, mean]
        queue = self.limit * (1 - min(self.means) / mean)
        if queue > 5:
            self.limit = max(2.0, self.limit * 0.8)
        elif queue < 3 and self.full:
            self.limit += 2
        self.latencies, self.full, self.ends = [], False, self.now + 0.5


# %% wrong: takes the 0 s of a refusal for the shortest latency
# loses: all
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.ends, self.full = 10.0, 0.0, 0.0, False
        self.latencies, self.means = [], []

    def admit(self, view):
        self.now = view.now
        room = view.in_flight < self.limit
        self.full = self.full or not room
        return room

    def sample(self, rtt, in_flight, dropped):
        self.latencies.append(rtt)
        if self.now < self.ends or len(self.latencies) < 5:
            return
        self.means = [*self.means, min(self.latencies)][-12:]
        mean = sum(self.latencies) / len(self.latencies)
        queue = self.limit * (1 - min(self.means) / max(mean, 1e-9))
        if queue > 6:
            self.limit = max(2.0, self.limit * 0.8)
        elif queue < 3 and self.full:
            self.limit += 2
        self.latencies, self.full, self.ends = [], False, self.now + 0.5


# %% wrong: learns from a lull that nothing gets through, and lets nobody in again
# loses: adaptive-limit-lull
class AdaptiveLimit(Admission):
    def __init__(self):
        self.limit, self.now, self.began, self.done = 10.0, 0.0, 0.0, 0

    def admit(self, view):
        if view.now - self.began >= 1:
            self.limit = int(0.4 * self.done / (view.now - self.began))
            self.began, self.done = view.now, 0
        return view.in_flight < self.limit

    def sample(self, rtt, in_flight, dropped):
        if rtt > 0:
            self.done += 1


# %% wrong: refuses while the last answer was slow
# loses: all
class AdaptiveLimit(Admission):
    def __init__(self):
        self.last = 0.0

    def admit(self, view):
        return self.last < 0.5

    def sample(self, rtt, in_flight, dropped):
        if rtt > 0:
            self.last = rtt


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import Vegas, Windowed


class AdaptiveLimit(Windowed):
    def __init__(self):
        super().__init__(Vegas())
