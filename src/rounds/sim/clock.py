"""SimPy's clock and event queue, with a light event for the hot path.

`simpy.Resource` and a generator for each request are the textbook way, and clear. They cost three events and several
switches of process an attempt. But a worker has one completion to wait for at a time, and equal timeouts run out in the
order in which they began: one `Alarm` each, set again and again, does the same. Alarms stand in SimPy's own queue among
its ordinary events, so a SimPy process can share the simulation. Requests come in the order of time by themselves.
"""

from collections import deque
from collections.abc import Callable, Iterator
from heapq import heappop, heappush, merge
from math import inf
from operator import itemgetter
from typing import Any, cast

import simpy
from simpy.events import NORMAL, URGENT

from rounds.sim.client import Outcome
from rounds.sim.request import Attempt, Request

Arrivals = Iterator[tuple[float, int, Callable[[int, float], None]]]
"""What comes from outside, in the order of time and without end: when, its number, and `come(number, now)`."""


class Clock(simpy.Environment):
    """A SimPy environment that also knows arrivals and alarms; whoever ends the run sets `over`.

    Arrivals are in order already and take no place in the queue of events: the next one, at `arrives`, is compared with
    the first of it, and comes after an event of the same time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.over = False
        self.events: list[Any] = self._queue  # (time, urgency, number, event or alarm), a heap
        self.numbers = self._eid
        self.arrives = inf
        self._arrivals: Arrivals = iter(())
        self._number = 0
        self._come: Callable[[int, float], None]

    def expect(self, *arrivals: Arrivals) -> None:
        """Lets requests come, of one stream or several; a time that is infinite never does."""
        self._arrivals = arrivals[0] if len(arrivals) == 1 else merge(*arrivals, key=itemgetter(0))
        self.arrives, self._number, self._come = next(self._arrivals)

    def play(self) -> None:
        """Runs until `over` is set or nothing is left to happen."""
        queue = self._queue
        while True:  # and not `while queue`: Python 3.11 speeds up a function that is called once by its jumps back
            if self.over:
                return
            if not queue or self.arrives < queue[0][0]:
                if self.arrives == inf:
                    return
                self._arrive()
                continue
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
        """Processes the next event, alarm or arrival, as `run` of a SimPy environment does."""
        if self.arrives < super().peek():
            self._arrive()
        elif self._queue and isinstance(self._queue[0][3], Alarm):
            now, _, _, alarm = heappop(cast("list[tuple[float, int, int, Alarm]]", self._queue))
            self._now = now
            alarm.ring(alarm, now)
        else:
            super().step()

    def peek(self) -> float:
        """The time of what happens next; infinite where nothing does."""
        return min(self.arrives, super().peek())

    def _arrive(self) -> None:
        now = self._now = self.arrives
        number, come = self._number, self._come
        self.arrives, self._number, self._come = next(self._arrivals)
        come(number, now)

    def clear(self) -> None:
        """Lets go of all that was still to happen, so that a run's objects are freed without a search for cycles."""
        self._queue.clear()
        self.arrives, self._arrivals = inf, iter(())

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
                    if clock.over or clock.arrives < time or (queue and queue[0][0] <= time):
                        alarm.set(time)
                        return
                    now = clock._now = time
                expired(request, outcome, now)  # still at the head: a timer started meanwhile leaves the alarm alone
            waiting.popleft()
