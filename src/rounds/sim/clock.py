"""SimPy's clock and event queue, with a light event for the hot path.

`simpy.Resource` and a generator for each request are the textbook way, and clear. They cost three events and several
switches of process an attempt. But a worker has one completion to wait for at a time: one `Alarm`, set again and again,
does the same. Alarms stand in SimPy's own queue among its ordinary events, so a SimPy process can share the simulation.
And what is in the order of time by itself needs no queue at all: requests that arrive, and equal timeouts, which run
out in the order in which they began.
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
    """A SimPy environment that also knows alarms, timers and arrivals; whoever ends the run sets `over`.

    The next timer runs out at `expires`, the next request arrives at `arrives`; both are compared with the first of the
    queue of events. Of what is due at the same time, events come first, then timers, then arrivals.
    """

    def __init__(self) -> None:
        super().__init__()
        self.over = False
        self.events: list[Any] = self._queue  # (time, urgency, number, event or alarm), a heap
        self.numbers = self._eid
        self.arrives = self.expires = inf
        self._timers: list[Timers] = []
        self._soonest: Timers
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
            due = queue[0][0] if queue else inf
            if self.expires < due and self.expires <= self.arrives:
                self._soonest.run_out()
                continue
            if self.arrives < due:  # as `_arrive` has it, without the call
                now = self._now = self.arrives
                number, come = self._number, self._come
                self.arrives, self._number, self._come = next(self._arrivals)
                come(number, now)
                continue
            if not queue:
                return
            entry = heappop(queue)
            event = entry[3]
            if isinstance(event, Alarm):
                self._now = due
                ring = event.ring  # called in two steps: a method that lies in a slot is found slowly
                ring(event, due)
            else:
                heappush(queue, entry)
                super().step()

    def step(self) -> None:
        """Processes the next event, alarm or arrival, as `run` of a SimPy environment does."""
        due = super().peek()
        if self.expires < due and self.expires <= self.arrives:
            self._soonest.run_out()
        elif self.arrives < due:
            self._arrive()
        elif self._queue and isinstance(self._queue[0][3], Alarm):
            now, _, _, alarm = heappop(cast("list[tuple[float, int, int, Alarm]]", self._queue))
            self._now = now
            alarm.ring(alarm, now)
        else:
            super().step()

    def peek(self) -> float:
        """The time of what happens next; infinite where nothing does."""
        return min(self.arrives, self.expires, super().peek())

    def _arrive(self) -> None:
        now = self._now = self.arrives
        number, come = self._number, self._come
        self.arrives, self._number, self._come = next(self._arrivals)
        come(number, now)

    def clear(self) -> None:
        """Lets go of all that was still to happen, so that a run's objects are freed without a search for cycles."""
        self._queue.clear()
        self._timers.clear()
        self.arrives, self.expires, self._arrivals = inf, inf, iter(())

    def add(self, timers: "Timers") -> None:
        """Takes on timers of one more delay."""
        self._timers.append(timers)

    def expect_timer(self, timers: "Timers") -> None:
        """Has it run out in time, if none is sooner."""
        if timers.due < self.expires:
            self.expires, self._soonest = timers.due, timers

    def find_soonest(self) -> None:
        """Looks for the next to run out, when the one that was it is at it."""
        self.expires = inf
        for timers in self._timers:
            if timers.due < self.expires:  # as `expect_timer` has it, without the call
                self.expires, self._soonest = timers.due, timers

    def call_at(self, time: float, callback: Callable[[Any, float], None]) -> None:
        """Calls `callback(alarm, now)` once at `time`, in seconds of the simulation."""
        Alarm(self, callback).set(time)


class Alarm:
    """Calls `ring(alarm, now)` at the time it is set to; it may be set again once it has rung.

    A server's worker is the alarm of completing the `attempt` that it serves, None where that was called off. It is no
    class of its own: alarms that are all alike ring faster.
    """

    __slots__ = ("_eid", "_queue", "attempt", "ring")
    attempt: Attempt | None

    def __init__(self, clock: Clock, ring: "Callable[[Alarm, float], None]") -> None:
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
    """Equal delays for many attempts, which run out in the order in which they began.

    An attempt lives while `request.live == number`; those that ended in time are skipped in one sweep, so an attempt
    that is answered in time costs no event of its own, and a storm of timeouts goes on in one sweep until something
    else is due. `expired(request, outcome, now)` is called for those that still live when their time is up.
    """

    __slots__ = ("_clock", "_delay", "_expired", "_outcome", "due", "waiting")

    def __init__(self, clock: Clock, delay: float, expired: Callable[[Request, Outcome, float], None]) -> None:
        self._clock, self._delay, self._expired = clock, delay, expired
        self._outcome = Outcome("timeout", delay, "deadline-exceeded")
        self.waiting: deque[Attempt] = deque()
        self.due = inf  # when the time of the first is up
        clock.add(self)

    def start(self, attempt: Attempt) -> None:
        """Starts the timer of an attempt that is sent now."""
        if not self.waiting:
            self.due = attempt[2] + self._delay
            self._clock.expect_timer(self)
        self.waiting.append(attempt)

    def run_out(self) -> None:
        """The time of the first is up."""
        waiting, clock, queue = self.waiting, self._clock, self._clock.events
        expired, outcome, delay = self._expired, self._outcome, self._delay
        arrives = clock.arrives
        self.due = inf
        clock.find_soonest()  # of the others; one that is made or started meanwhile tells the clock of itself
        while waiting:
            request, number, sent = waiting[0]
            if request.live == number:
                time = sent + delay
                if time > arrives or time > clock.expires or (queue and queue[0][0] <= time):
                    self.due = time
                    clock.expect_timer(self)
                    return
                clock._now = time
                expired(request, outcome, time)  # still at the head: those started meanwhile are only appended
            waiting.popleft()
