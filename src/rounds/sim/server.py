"""A service at work: workers, a queue before them, a door, and the faults that strike it."""

from collections import deque
from collections.abc import Callable
from functools import partial
from math import inf

from rounds.sim.admission import View
from rounds.sim.client import Outcome
from rounds.sim.clock import Alarm, Clock
from rounds.sim.draws import BITS, MASK, Purpose, Stream, Streams
from rounds.sim.model import Fault, Service


class Request:
    """What a user wants. Its `id` is the address of its random numbers.

    `attempts` have been made so far; `live` is the number of the one under way whose answer the client awaits, or 0;
    `copies` of it have been sent (2 with a hedge), at `sent` the first.
    """

    __slots__ = ("arrived", "attempts", "client", "copies", "id", "live", "sent")
    copies: int
    sent: float

    def __init__(self, number: int, arrived: float, client: int) -> None:
        self.id = number
        self.arrived = arrived
        self.client = client
        self.attempts = self.live = 0


CUT = Outcome("cut", 0.0, "unavailable")
SHED = Outcome("shed", 0.0, "overloaded")

Attempt = tuple[Request, int, float]  # the request, the attempt's number (negative for its hedge), when it was sent


class Worker(Alarm):
    """One worker: the alarm of completing the attempt that it serves."""

    __slots__ = ("attempt",)
    attempt: Attempt


class Server:
    """Runs a `Service`: takes attempts, serves them, answers through `reply(request, ok, now)`.

    It goes on working for clients that have gone, since it cannot know: such completions are counted as wasted.
    `accepted`, `completed`, `wasted`, `expired` (left out of the queue), `shed` and `cut` count attempts over the run.
    """

    def __init__(
        self,
        clock: Clock,
        service: Service,
        faults: tuple[Fault, ...],
        seed: int,
        reply: Callable[[Request, bool, float], None],
    ) -> None:
        self._service, self._seed, self._reply = service, seed, reply
        self._queue: deque[Attempt] = deque()
        self._idle = [Worker(clock, self._complete) for _ in range(service.workers)]
        self._take = self._queue.popleft if service.discipline == "fifo" else self._queue.pop
        self._limit = inf if service.queue_limit is None else service.queue_limit
        self._admission = service.admission() if service.admission else None
        self._demands: dict[int, Stream[float]] = {}
        self._luck = Streams(seed, Purpose.ERROR)
        self._active: list[Fault] = []
        self._frozen = self._cut = False
        self._slow, self._error_rate = 1.0, service.error_rate
        self._freezes = sorted((f.at, f.until) for f in faults if f.kind == "freeze")
        self.accepted = self.completed = self.wasted = self.expired = self.shed = self.cut = 0
        for fault in faults:
            clock.call_at(fault.at, partial(self._begin, fault))
            clock.call_at(fault.until, partial(self._end, fault))

    @property
    def waiting(self) -> int:
        """Attempts in the queue."""
        return len(self._queue)

    @property
    def busy(self) -> int:
        """Workers that hold an attempt."""
        return self._service.workers - len(self._idle)

    def offer(self, request: Request, number: int, now: float) -> Outcome | None:
        """Takes an attempt in and returns None, or refuses it at once and returns how."""
        if self._cut:
            self.cut += 1
            return CUT
        if self._admission is not None and not self._admission.admit(View(now, len(self._queue), self.busy, 0)):
            return self._shed()
        if self._idle and not self._frozen:
            self._start(self._idle.pop(), (request, number, now), now)
        elif len(self._queue) < self._limit:
            self._queue.append((request, number, now))
        else:
            return self._shed()
        self.accepted += 1
        return None

    def _shed(self) -> Outcome:
        self.shed += 1
        if self._admission is not None:
            self._admission.sample(0.0, self.busy + len(self._queue), dropped=True)
        return SHED

    def clear(self) -> None:
        """Lets go of what is still in the queue."""
        self._queue.clear()

    def _start(self, worker: Worker, attempt: Attempt, now: float) -> None:
        request, number, _ = attempt
        try:
            stream = self._demands[number]
        except KeyError:
            stream = self._demands[number] = self._service.demand.stream(self._seed, number)
        done = now + stream[request.id >> BITS][request.id & MASK] * self._slow
        if self._freezes:
            done = self._paused(now, done)
        worker.attempt = attempt
        worker.set(done)

    def _paused(self, now: float, done: float) -> float:
        """When work from `now` to `done` ends if it pauses in every freeze that begins meanwhile."""
        for at, until in self._freezes:
            if now < at < done:
                done += until - at
        return done

    def _complete(self, worker: Worker, now: float) -> None:
        request, number, sent = worker.attempt
        if self._admission is not None:
            self._admission.sample(now - sent, self.busy + len(self._queue), dropped=False)
        if request.live == number or request.live == -number:
            self._reply(request, not (self._error_rate and self._fails(request, number)), now)
        else:
            self.wasted += 1
        self.completed += 1  # not before the answer, which may end the run while the worker still holds the attempt
        self._next(worker, now)

    def _fails(self, request: Request, number: int) -> bool:
        return self._luck[number].at(request.id) < self._error_rate

    def _next(self, worker: Worker, now: float) -> None:
        """Gives a free worker something to do, if there is anything and it may."""
        queue = self._queue
        if queue and not self._frozen:
            if not self._service.drop_expired:
                self._start(worker, self._take(), now)
                return
            while queue:
                attempt = self._take()
                request, number, sent = attempt
                if request.live == number or request.live == -number:
                    self._start(worker, attempt, now)
                    return
                self.expired += 1
                if self._admission is not None:
                    self._admission.sample(now - sent, self.busy + len(queue), dropped=True)
        self._idle.append(worker)

    def _begin(self, fault: Fault, _: Alarm, now: float) -> None:
        self._active.append(fault)
        self._suffer(now)

    def _end(self, fault: Fault, _: Alarm, now: float) -> None:
        self._active.remove(fault)
        self._suffer(now)

    def _suffer(self, now: float) -> None:
        """What holds from now on follows from the faults that are active."""
        kinds = {fault.kind for fault in self._active}
        self._frozen, self._cut = "freeze" in kinds, "cut" in kinds
        self._slow = max((f.factor for f in self._active if f.kind == "slow"), default=1.0)
        calm = self._service.error_rate
        self._error_rate = max((f.probability for f in self._active if f.kind == "error"), default=calm)
        if not self._frozen:
            idle = self._idle[:]
            self._idle.clear()
            for worker in idle:
                self._next(worker, now)
