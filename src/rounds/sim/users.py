"""Users: a load of requests from outside, the clients that make them, and the record of how they ended."""

from collections.abc import Callable
from functools import partial
from itertools import count, repeat
from math import ceil, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rounds.sim.caller import Caller
from rounds.sim.clock import Alarm, Arrivals, Clock
from rounds.sim.draws import BITS, MASK, Purpose, Stream, uniforms
from rounds.sim.load import Load
from rounds.sim.model import Scenario
from rounds.sim.recorder import Counts, Latencies
from rounds.sim.request import Backend, Request

_BURST_IDS = 1 << 40  # requests of bursts are numbered from here, so that the others keep their numbers


class Users(Caller):
    """All clients of one load. Requests are spread over them by chance; each client has one instance of the policy.

    `came` and `ended` count requests that came before the horizon, `outcomes` how they ended, `degraded` those with a
    degraded answer by second of arrival.
    """

    __slots__ = (
        "_client_of",
        "_deadline",
        "_heard",
        "_horizon",
        "_note_arrival",
        "_note_latency",
        "_seed",
        "came",
        "degraded",
        "ended",
        "latencies",
        "load",
        "outcomes",
    )

    def __init__(
        self,
        clock: Clock,
        scenario: Scenario,
        load: Load,
        backend: Backend,
        target: str,
        policy: Callable[[], Any],
        seed: int,
        most_calls: float = inf,
    ) -> None:
        policies = [policy() for _ in range(scenario.clients)]
        super().__init__(clock, backend, target, policies, scenario.timeout, seed, most_calls, load.idempotent)
        self.load, self._seed = load, seed
        self._heard = self._after is not None or self._fill is not None or backend.cancels
        self.came = self.ended = 0
        self._horizon, self._deadline = float(scenario.horizon), float(scenario.deadline)
        seconds = ceil(scenario.horizon)
        self.outcomes: dict[str, int] = {}
        self.degraded: Counts = np.zeros(seconds, dtype=np.int64)
        self.latencies = Latencies(seconds)
        self._note_arrival, self._note_latency = self.latencies.note_arrival, self.latencies.note_latency
        self._client_of = Stream[int](self._assign)
        first = _BURST_IDS
        for at, size in load.bursts:
            clock.call_at(at, partial(self._burst, range(first, first + size)))
            first += size

    def _assign(self, first: int, count: int) -> NDArray[np.int64]:
        shares = uniforms(self._seed, Purpose.CLIENT, 0, first, count)
        return (shares * len(self.policies)).astype(np.int64)

    def arrivals(self) -> Arrivals:
        """All requests but those of bursts, for the clock."""
        return zip(self.load.arrivals(self._seed), count(), repeat(self._come))

    def _burst(self, numbers: range, _: Alarm, now: float) -> None:
        for number in numbers:
            self._come(number, now)

    def _come(self, number: int, now: float) -> None:
        if now < self._horizon:
            self.came += 1
        block, index = number >> BITS, number & MASK
        client, deadline = self._client_of[block][index], now + self._deadline
        self._go_on(Request(self, block, index, now, client, self.load, deadline), None, now)

    def replied(self, request: Request, ok: bool | None, now: float) -> None:
        """See `Caller`; most answers are good ones that nobody has to hear of."""
        if ok is not True or self._heard:
            super().replied(request, ok, now)
            return
        request.live = 0
        self._succeeded(request, now)

    def _succeeded(self, request: Request, now: float) -> None:
        latency = now - request.arrived
        if latency > self._deadline:
            self._finish(request, "timeout", now)
        elif request.arrived < self._horizon:
            self.ended += 1
            note_arrival, note_latency = self._note_arrival, self._note_latency
            note_arrival(request.arrived)
            note_latency(latency)

    def _finish(self, request: Request, kind: str, now: float) -> None:
        """Count how a request ended other than well, if it came before the horizon."""
        if kind == "degraded" and now - request.arrived > self._deadline:
            kind = "timeout"
        if request.arrived < self._horizon:
            self.ended += 1
            self.outcomes[kind] = self.outcomes.get(kind, 0) + 1
            if kind == "degraded":
                self.degraded[int(request.arrived)] += 1
