"""A service that calls others before it answers: its workers are held meanwhile, and its clients wait."""

from collections.abc import Sequence
from math import inf

from rounds.sim.caller import Caller
from rounds.sim.clock import Alarm, Clock
from rounds.sim.model import Fault
from rounds.sim.request import ATTEMPT_BITS, Attempt, Backend, Request
from rounds.sim.server import Server
from rounds.sim.topology import Dependency, Service


class Job:
    """An attempt whose own work is done, and what its calls have come to."""

    __slots__ = ("attempt", "degraded", "left", "open", "worker")

    def __init__(self, worker: Alarm, attempt: Attempt, left: "list[Dependent]") -> None:
        self.worker, self.attempt = worker, attempt
        self.left = left  # calls still to make, the next one last
        self.open = 0  # calls under way; -1 once the job has ended
        self.degraded = False


class Made(Request):
    """A request that a service makes for one that it serves."""

    __slots__ = ("job",)

    def __init__(self, caller: "Dependent", job: Job, now: float) -> None:
        parent, number, _ = job.attempt
        attempts = abs(number) << ATTEMPT_BITS
        super().__init__(caller, parent.block, parent.index, now, 0, parent.load, parent.deadline, attempts)
        self.job = job


class Dependent(Caller):
    """One server's calls to one of its dependencies, under one instance of a policy."""

    __slots__ = ("_server", "load")

    def __init__(
        self, clock: Clock, backend: Backend, target: str, dependency: Dependency, seed: int, most_calls: float = inf
    ) -> None:
        super().__init__(clock, backend, target, [dependency.policy()], dependency.timeout, seed, most_calls)
        self.load = dependency.load
        self._server: CallingServer

    def serve(self, server: "CallingServer") -> None:
        """Make calls for this server's jobs."""
        self._server = server

    def start(self, job: Job, now: float) -> None:
        """Make the call for a job."""
        self._go_on(Made(self, job, now), None, now)

    def _succeeded(self, request: Request, now: float) -> None:
        self._server.called(_job(request), True, now)

    def _finish(self, request: Request, kind: str, now: float) -> None:
        self._server.called(_job(request), None if kind == "degraded" else False, now)


def _job(request: Request) -> Job:
    assert isinstance(request, Made)
    return request.job


class CallingServer(Server):
    """A server that makes its calls when its own work on an attempt is done, and answers when they have ended."""

    __slots__ = ("_by_load", "_dependents", "_in_parallel")

    def __init__(
        self,
        clock: Clock,
        service: Service,
        name: str,
        faults: Sequence[Fault],
        seed: int,
        dependents: Sequence[Dependent],
        most_calls: float = inf,
    ) -> None:
        super().__init__(clock, service, name, faults, seed, most_calls)
        self._dependents = list(reversed(dependents))
        self._in_parallel = service.in_parallel
        self._by_load = any(each.load for each in dependents)
        for each in dependents:
            each.serve(self)

    def _complete(self, worker: Alarm, now: float) -> None:
        attempt = worker.attempt
        if attempt is None:
            return
        job = Job(worker, attempt, self._wanted(attempt[0]))
        if self._luck_of(attempt):
            self._go_on(job, now)
        else:
            self._settle(job, False, now)

    def _wanted(self, request: Request) -> list[Dependent]:
        if not self._by_load:
            return self._dependents.copy()
        return [each for each in self._dependents if not each.load or each.load == request.load.name]

    def _go_on(self, job: Job, now: float) -> None:
        """Make the next call, or all of them; answer where there is none."""
        if not job.left:
            self._settle(job, None if job.degraded else True, now)
            return
        calls = [job.left.pop() for _ in range(len(job.left) if self._in_parallel else 1)]
        job.open = len(calls)
        for dependent in calls:
            if job.open >= 0:  # the one before may have ended it at once
                dependent.start(job, now)

    def called(self, job: Job, ok: bool | None, now: float) -> None:
        """One of a job's calls has ended: True well, None with a degraded answer, False badly."""
        if job.open < 0:
            return
        job.degraded |= ok is None
        job.open -= 1
        if ok is False:
            self._settle(job, False, now)
        elif job.open == 0:
            self._go_on(job, now)

    def _settle(self, job: Job, ok: bool | None, now: float) -> None:
        """Answer, and free the worker: after a freeze where one is on."""
        job.open = -1
        if job.worker.attempt is not job.attempt:  # called off meanwhile
            return
        if self._frozen:
            self._clock.call_at(self._thaw(now), lambda _, later: self._settle(job, ok, later))
            return
        self._answer(job.attempt, ok, now)
        self._next(job.worker, now)

    def _thaw(self, now: float) -> float:
        return next(until for at, until in self._freezes if at <= now < until)
