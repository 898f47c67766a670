"""A service at work: workers, a queue before them, a door, and the faults that strike it."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from heapq import heappush
from math import inf

from simpy.events import NORMAL

from rounds.sim.admission import Admission, View
from rounds.sim.caller import PolicyError
from rounds.sim.client import Outcome, overrides
from rounds.sim.clock import Alarm, Clock
from rounds.sim.draws import Purpose, Stream, Streams
from rounds.sim.model import Fault
from rounds.sim.request import Attempt, Request, RunStoppedError
from rounds.sim.topology import Service


class Server:
    """Runs a `Service`: takes attempts, serves them, answers their callers.

    It goes on working for callers that have gone, unless it `cancels`: such completions are counted as wasted.
    `accepted`, `completed`, `wasted`, `expired` (left out of the queue), `cancelled`, `shed` and `cut` count attempts
    over the run, `policy_calls` the calls of its admission; past `most_calls` of them the run is stopped.
    """

    __slots__ = (  # past thirty attributes a dictionary would be read: see `Caller`
        "_active",
        "_admission",
        "_clock",
        "_cut",
        "_demands",
        "_drops",
        "_eid",
        "_error_rate",
        "_events",
        "_freezes",
        "_frozen",
        "_gone",
        "_guarded",
        "_idle",
        "_inside",
        "_learns",
        "_limit",
        "_luck",
        "_most_calls",
        "_queue",
        "_rich",
        "_seed",
        "_service",
        "_slow",
        "_take",
        "accepted",
        "cancelled",
        "cancels",
        "completed",
        "cut",
        "cut_since",
        "expired",
        "name",
        "policy_calls",
        "shed",
        "wasted",
    )

    def __init__(
        self,
        clock: Clock,
        service: Service,
        name: str,
        faults: Sequence[Fault],
        seed: int,
        most_calls: float = inf,
    ) -> None:
        self._clock, self._service, self._seed, self.name = clock, service, seed, name
        self._events, self._eid = clock.events, clock.numbers
        self._queue: deque[Attempt] = deque()
        self._idle = [Alarm(clock, self._complete) for _ in range(service.workers)]
        self._take = self._queue.popleft if service.discipline == "fifo" else self._queue.pop
        self._limit = service.queue_limit
        self._admission: Admission | None = service.admission() if service.admission else None
        self._learns = overrides(self._admission, "sample", Admission) if self._admission else False
        self.policy_calls, self._most_calls = 0, most_calls
        self._demands: dict[int, Stream[float]] = {}
        self._luck = Streams(seed, Purpose.ERROR)
        self._active: list[Fault] = []
        self._frozen = self._cut = False
        self._slow, self._error_rate = 1.0, service.error_rate
        self._freezes = sorted((float(f.at), float(f.until)) for f in faults if f.kind == "freeze")
        self.accepted = self.completed = self.wasted = self.expired = self.cancelled = self.shed = self.cut = 0
        self.cancels = service.cancels
        self._drops = service.drop_expired or service.cancels
        self._inside: dict[tuple[Request, int], Alarm | None] = {}  # of a server that cancels
        self._gone = 0  # in the queue, and called off
        self.cut_since = inf
        self._find_short_cuts()
        for fault in faults:
            clock.call_at(fault.at, partial(self._begin, fault))
            clock.call_at(fault.until, partial(self._end, fault))

    @property
    def waiting(self) -> int:
        """Attempts in the queue."""
        return len(self._queue) - self._gone

    @property
    def busy(self) -> int:
        """Workers that hold an attempt."""
        return self._service.workers - len(self._idle)

    def target(self, _request: Request, _now: float) -> str:
        """See `Backend`."""
        return self.name

    def offer(self, attempt: Attempt) -> Outcome | None:
        """See `Backend`."""
        if self._guarded:
            if self._cut:
                self.cut += 1
                return Outcome("cut", 0.0, "unavailable")
            if self._admission is not None and not self._admits(attempt):
                return self._shed()
        if self._idle and not self._frozen:
            self._start(self._idle.pop(), attempt, attempt[2])
        elif self._limit is None or len(self._queue) - self._gone < self._limit:
            self._queue.append(attempt)
            if self.cancels:
                self._inside[attempt[0], attempt[1]] = None
        else:
            return self._shed()
        self.accepted += 1
        return None

    def _admits(self, attempt: Attempt) -> bool:
        assert self._admission is not None
        self._count_call()
        request, _, now = attempt
        verdict = self._admission.admit(View(now, self.waiting, self.busy, request.load.priority))
        if verdict is True or verdict is False:
            return verdict
        raise PolicyError(f"admit() returned {verdict!r}: return True to let the attempt in, False to shed it.")

    def abandon(self, request: Request, number: int, now: float) -> None:
        """See `Backend`."""
        for copy in (number, -number):
            if (request, copy) not in self._inside:
                continue
            worker = self._inside.pop((request, copy))
            self.cancelled += 1
            if worker is None:
                self._gone += 1
                continue
            worker.attempt = None  # its alarm still rings; another takes its place
            self._next(Alarm(self._clock, worker.ring), now)

    def _shed(self) -> Outcome:
        self.shed += 1
        self._sample(0.0, dropped=True)
        return Outcome("shed", 0.0, "overloaded")

    def _sample(self, rtt: float, dropped: bool) -> None:
        """Tell the admission how an attempt ended."""
        if self._admission is not None and self._learns:
            self._count_call()
            self._admission.sample(rtt, self.busy + self.waiting, dropped=dropped)

    def _count_call(self) -> None:
        self.policy_calls += 1
        if self.policy_calls > self._most_calls:
            self.policy_calls -= 1
            raise RunStoppedError(f"the admission of {self.name} was called {self._most_calls:,} times")

    def clear(self) -> None:
        """Lets go of what is still in the queue."""
        self._queue.clear()

    def _start(self, worker: Alarm, attempt: Attempt, now: float) -> None:
        request, number, _ = attempt
        try:
            stream = self._demands[number]
        except KeyError:
            stream = self._demands[number] = self._service.demand.stream(self._seed, number)
        done = now + stream[request.block][request.index] * self._slow
        if self._freezes:
            done = self._paused(now, done)
        worker.attempt = attempt
        heappush(self._events, (done, NORMAL, next(self._eid), worker))  # as `worker.set(done)`, without the call
        if self.cancels:
            self._inside[request, number] = worker

    def _paused(self, now: float, done: float) -> float:
        """When work from `now` to `done` ends if it pauses in every freeze that begins meanwhile."""
        for at, until in self._freezes:
            if now < at < done:
                done += until - at
        return done

    def _complete(self, worker: Alarm, now: float) -> None:
        attempt = worker.attempt
        if attempt is None:
            return
        if self._rich:
            self._answer(attempt, self._luck_of(attempt), now)
            self._next(worker, now)
            return
        request, number, _ = attempt
        if request.live == number or (number < 0 and request.live == -number):
            request.caller.replied(request, True, now)
        else:
            self.wasted += 1
        self.completed += 1  # not before the answer, which may end the run while the worker holds the attempt
        if self._queue:
            take = self._take  # called in two steps: a method that lies in a slot is found slowly
            self._start(worker, take(), now)
        else:
            self._idle.append(worker)

    def _luck_of(self, attempt: Attempt) -> bool:
        """Whether an attempt that was worked on succeeds."""
        request, number, _ = attempt
        return not (self._error_rate and self._luck[number][request.block][request.index] < self._error_rate)

    def _answer(self, attempt: Attempt, ok: bool | None, now: float) -> None:
        """Answer an attempt, and tell whoever is to know."""
        request, number, sent = attempt
        if self.cancels:
            del self._inside[request, number]
        self._sample(now - sent, dropped=False)
        if request.live == number or request.live == -number:
            request.caller.replied(request, ok, now)
        else:
            self.wasted += 1
        self.completed += 1

    def _next(self, worker: Alarm, now: float) -> None:
        """Give a free worker something to do, if there is anything and it may."""
        queue = self._queue
        if queue and not self._frozen:
            if not self._drops:
                self._start(worker, self._take(), now)
                return
            while queue:
                attempt = self._take()
                request, number, _ = attempt
                if request.live == number or request.live == -number:
                    self._start(worker, attempt, now)
                    return
                self._drop(attempt, now)
        self._idle.append(worker)

    def _drop(self, attempt: Attempt, now: float) -> None:
        """Leave out an attempt whose caller has gone."""
        request, number, sent = attempt
        if self.cancels and (request, number) not in self._inside:
            self._gone -= 1
            return
        self._inside.pop((request, number), None)
        self.expired += 1
        self._sample(now - sent, dropped=True)

    def _begin(self, fault: Fault, _: Alarm, now: float) -> None:
        self._active.append(fault)
        self._suffer(now)

    def _end(self, fault: Fault, _: Alarm, now: float) -> None:
        self._active.remove(fault)
        self._freezes = [freeze for freeze in self._freezes if freeze[1] > now]
        self._suffer(now)

    def _find_short_cuts(self) -> None:
        """What most servers need not ask at each attempt: at the door, and when one is done."""
        self._guarded = self._cut or self._admission is not None
        plain = not (self._frozen or self._drops or self._admission is not None or self._error_rate)
        self._rich = not plain

    def _suffer(self, now: float) -> None:
        """What holds from now on follows from the faults that are active."""
        kinds = {fault.kind for fault in self._active}
        self._frozen, self._cut = "freeze" in kinds, "cut" in kinds
        self.cut_since = min(self.cut_since, now) if self._cut else inf
        self._slow = max((f.factor for f in self._active if f.kind == "slow"), default=1.0)
        calm = self._service.error_rate
        self._error_rate = max((f.probability for f in self._active if f.kind == "error"), default=calm)
        self._find_short_cuts()
        if not self._frozen:
            idle = self._idle[:]
            self._idle.clear()
            for worker in idle:
                self._next(worker, now)
