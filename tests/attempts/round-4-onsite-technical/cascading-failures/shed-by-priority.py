# %% right: the wait ahead, in seconds
class PriorityDoor(Admission):
    PATIENCE = {0: 0.5, 1: 0.05}  # seconds in the queue that each may find before it

    def admit(self, view):
        ahead = max(0, view.queue + view.in_flight - 9)
        return ahead / 100 <= self.PATIENCE[view.priority]


# %% right: a prefetch only where a worker is idle
class PriorityDoor(Admission):
    def admit(self, view):
        if view.priority == 0:
            return view.queue < 50
        return view.in_flight < 10


# %% right: reserves by the formula, for the load that users have lately made
from collections import deque
from math import ceil, log


class PriorityDoor(Admission):
    def __init__(self):
        self.times = deque(maxlen=200)

    def admit(self, view):
        if view.priority == 0:
            self.times.append(view.now)
        rate = 40.0
        if len(self.times) == 200 and self.times[-1] > self.times[0]:
            rate = 199 / (self.times[-1] - self.times[0])
        reserved = ceil(log(0.001) / log(min(0.9, rate / 100)))
        inside = view.queue + view.in_flight
        return inside < 40 - (reserved if view.priority else 0)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, lets everybody in
# loses: all
class PriorityDoor(Admission):
    pass


# %% wrong: lazy, a limit that is blind to priority
# loses: all
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < 40


# %% wrong: lazy, refuses every prefetch
# loses: all
class PriorityDoor(Admission):
    def admit(self, view):
        return view.priority == 0 and view.queue < 50


# %% wrong: lazy, leaves a tenth of the places to prefetching
# loses: shed-by-priority-users, shed-by-priority-prefetch
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < (4 if view.priority else 40)


# %% wrong: leaves most of the workers to prefetching, and still too few
# loses: shed-by-priority-prefetch
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < (7 if view.priority else 40)


# %% wrong: a boundary slip, a single place is reserved
# loses: shed-by-priority-users, shed-by-priority-prefetch
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight + view.priority < 40


# %% wrong: three places reserved are nearly enough
# loses: shed-by-priority-users
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < (37 if view.priority else 40)


# %% wrong: so many places that users are let in and answered too late
# loses: shed-by-priority-users
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < (70 if view.priority else 90)


# %% wrong: turns prefetching off for ten seconds when the queue is long
# loses: shed-by-priority-prefetch
class PriorityDoor(Admission):
    def __init__(self):
        self.off_until = 0.0

    def admit(self, view):
        if view.queue >= 20:
            self.off_until = view.now + 10
        if view.priority:
            return view.now >= self.off_until and view.queue < 20
        return view.queue < 40


# %% wrong: prefetching may come at the rate that was agreed on, in spike and calm
# loses: shed-by-priority-door, shed-by-priority-prefetch
class PriorityDoor(Admission):
    def __init__(self):
        self.tokens, self.seen = 20.0, 0.0

    def admit(self, view):
        self.tokens = min(20.0, self.tokens + 24 * (view.now - self.seen))
        self.seen = view.now
        if view.queue >= 40:
            return False
        if view.priority == 0:
            return True
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


# %% wrong: so as not to starve it, every third prefetch passes at any length of the queue
# loses: all
class PriorityDoor(Admission):
    def __init__(self):
        self.count = 0

    def admit(self, view):
        if view.priority == 0:
            return view.queue < 40
        self.count += 1
        return view.queue < 10 or self.count % 3 == 0


# %% wrong: users are never refused
# loses: shed-by-priority-door
class PriorityDoor(Admission):
    def admit(self, view):
        return view.priority == 0 or view.queue < 10


# %% wrong: the larger number comes first
# loses: all
class PriorityDoor(Admission):
    def admit(self, view):
        return view.queue + view.in_flight < (40 if view.priority else 20)


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import PriorityShedding


class PriorityDoor(PriorityShedding):
    def __init__(self):
        super().__init__(40, (1.0, 0.5))


# %% wrong: ours by way of the scenarios
# loses: all
from rounds.sim.scenarios.prioritised_shedding import Door

PriorityDoor = Door(40, 0.5)
