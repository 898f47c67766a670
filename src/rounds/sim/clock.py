"""SimPy's clock and event queue, with a light event for the hot path.

`simpy.Resource` and a generator for each request are the textbook way, and clear. They cost three events and several
switches of process an attempt. But a worker has one completion to wait for at a time, and equal timeouts run out in the
order in which they began: one `Alarm` each, set again and again, does the same. Alarms stand in SimPy's own queue among
its ordinary events, so a SimPy process can share the simulation.
"""

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from typing import Any, cast

import simpy
from simpy.events import NORMAL, URGENT

from rounds.sim.client import Outcome
from rounds.sim.request import Attempt, Request


class Clock(simpy.Environment):
    """A SimPy environment that also knows alarms; whoever ends the run sets `over`."""

    def __init__(self) -> None:
        super().__init__()
        self.over = False
        self.events: list[Any] = self._queue  # (time, urgency, number, event or alarm), a heap
        self.numbers = self._eid

    def play(self) -> None:
        """Runs until `over` is set or nothing is left to happen."""
        queue = self._queue
        while True:  # and not `while queue`: Python 3.11 speeds up a function that is called once by its jumps back
            if not queue or self.over:
                return
            entry = heappop(queue)
            event = entry[3]
            if isinstance(event, Alarm):
                now = self._now = entry[0]
                ring = event.ring  # called in two steps: a method that lies in a slot is found slowly
                ring(event, now)
            else:
                heappush(queue, entry)
                super().step()

    def step(self) -> None:
        """Processes the next event or alarm, as `run` of a SimPy environment does."""
        if self._queue and isinstance(self._queue[0][3], Alarm):
            now, _, _, alarm = heappop(cast("list[tuple[float, int, int, Alarm]]", self._queue))
            self._now = now
            alarm.ring(alarm, now)
        else:
            super().step()

    def clear(self) -> None:
        """Lets go of all that was still to happen, so that a run's objects are freed without a search for cycles."""
        self._queue.clear()

    def advance(self, time: float) -> bool:
        """Moves the clock to `time` if nothing else is due by then: the caller goes on as if its alarm had rung."""
        queue = self._queue
        if self.over or (queue and queue[0][0] <= time):
            return False
        self._now = time
        return True

    def call_at(self, time: float, callback: Callable[[Any, float], None]) -> None:
        """Calls `callback(alarm, now)` once at `time`, in seconds of the simulation."""
        Alarm(self, callback).set(time)


class Alarm:
    """Calls `ring(alarm, now)` at the time it is set to; it may be set again once it has rung."""

    __slots__ = ("_eid", "_queue", "ring")

    def __init__(self, clock: Clock, ring: Callable[[Any, float], None]) -> None:
        self._queue, self._eid = clock.events, clock.numbers
        self.ring = ring

    def set(self, time: float) -> None:
        """Sets the alarm to an absolute time; an infinite one never rings."""
        if time < inf:
            heappush(self._queue, (time, NORMAL, next(self._eid), self))

    def set_first(self, time: float) -> None:
        """Sets the alarm to ring before whatever else happens at that time."""
        heappush(self._queue, (time, URGENT, next(self._eid), self))


class Timers:
    """Equal delays for many attempts, served by one alarm since they run out in the order in which they began.

    An attempt lives while `request.live == number`; those that ended in time are skipped in one sweep, so an attempt
    that is answered in time costs no event of its own, and a storm of timeouts goes on in one sweep until something
    else is due. `expired(request, outcome, now)` is called for those that still live when their time is up.
    """

    def __init__(self, clock: Clock, delay: float, expired: Callable[[Request, Outcome, float], None]) -> None:
        self._delay, self._expired = delay, expired
        self._outcome = Outcome("timeout", delay, "deadline-exceeded")
        self.waiting: deque[Attempt] = deque()
        self._clock = clock
        self._alarm = Alarm(clock, self._sweep)

    def start(self, attempt: Attempt) -> None:
        """Starts the timer of an attempt that is sent now."""
        if not self.waiting:
            self._alarm.set(attempt[2] + self._delay)
        self.waiting.append(attempt)

    def _sweep(self, alarm: Alarm, now: float) -> None:
        waiting, clock, queue = self.waiting, self._clock, self._clock.events
        expired, outcome, delay = self._expired, self._outcome, self._delay
        while waiting:
            request, number, sent = waiting[0]
            if request.live == number:
                time = sent + delay
                if time > now:
                    if clock.over or (queue and queue[0][0] <= time):  # as `advance` has it, without the call
                        alarm.set(time)
                        return
                    now = clock._now = time
                expired(request, outcome, now)  # still at the head: a timer started meanwhile leaves the alarm alone
            waiting.popleft()
