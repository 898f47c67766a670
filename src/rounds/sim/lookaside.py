"""A cache at work: answers what it has, and sends the rest to what lies behind it."""

from collections.abc import Sequence
from functools import partial
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from rounds.sim.client import Outcome
from rounds.sim.clock import Alarm, Clock
from rounds.sim.draws import Floats, Purpose, Stream, Streams, uniforms
from rounds.sim.model import Fault
from rounds.sim.request import Attempt, Backend, Request
from rounds.sim.topology import Cache, Fleet


class CacheBackend(Backend):
    """Runs a `Cache` before `backend`.

    `hits` (stale ones included), `stale`, `joined` (attempts that waited for a fetch of the cache's own) and `fetches`
    (those, of single-flight and stale) count over the run; `fills` counts values that were put in.
    """

    def __init__(self, clock: Clock, cache: Cache, backend: Backend, faults: Sequence[Fault], seed: int) -> None:
        self._clock, self._cache, self._backend, self._seed = clock, cache, backend, seed
        shares = uniforms(seed, Purpose.KEY, 1, 0, cache.keys)
        self._expires: list[float] = (shares * cache.ttl).tolist() if cache.warm else [-inf] * cache.keys
        self._key_of = Stream[int](self._draw_keys)
        self._luck = Streams(seed, Purpose.EARLY)
        took = (cache.backend.service if isinstance(cache.backend, Fleet) else cache.backend).demand.mean
        self._took = [took if cache.warm else 0.0] * cache.keys  # seconds that the last fetch took
        self._flights: dict[int, list[Attempt]] = {}
        self._own = cache.refresh in ("single-flight", "stale")
        self.cancels = backend.cancels
        self.hits = self.stale = self.joined = self.fetches = self.fills = 0
        weights = np.arange(1, cache.keys + 1, dtype=np.float64) ** -cache.skew
        self._popular: Floats = np.cumsum(weights) / weights.sum()
        for number, fault in enumerate(faults):
            clock.call_at(fault.at, partial(self._flush, fault.probability, number))

    def _draw_keys(self, first: int, count: int) -> NDArray[np.int64]:
        luck = uniforms(self._seed, Purpose.KEY, 0, first, count)
        return np.minimum(np.searchsorted(self._popular, luck, side="right"), self._cache.keys - 1).astype(np.int64)

    def _flush(self, share: float, number: int, _: Alarm, _now: float) -> None:
        luck = uniforms(self._seed, Purpose.KEY, 2 + number, 0, self._cache.keys)
        for key in np.flatnonzero(luck < share):
            self._expires[key] = -inf

    def target(self, request: Request, now: float) -> str:
        """What lies behind it: a hit asks no policy."""
        return self._backend.target(request, now)

    def look(self, request: Request, number: int, now: float) -> bool:
        """Whether the cache has an answer; where that is old, it is fetched anew meanwhile."""
        key = self._key_of[request.block][request.index]
        expires = self._expires[key]
        if now < expires:
            if self._asks_early(request, number, key, now):
                return False
        elif self._cache.refresh != "stale" or expires == -inf:
            return False
        else:
            self.stale += 1
            if key not in self._flights:
                self._fetch(request, number, key, now)
        self.hits += 1
        return True

    def offer(self, attempt: Attempt) -> Outcome | None:
        """See `Backend`: the way of an attempt whose key was not there."""
        if not self._own:
            return self._backend.offer(attempt)
        request, number, now = attempt
        key = self._key_of[request.block][request.index]
        if key not in self._flights:
            refused = self._fetch(request, number, key, now)
            if refused is not None:
                return refused
        self.joined += 1
        self._flights[key].append(attempt)
        return None

    def _asks_early(self, request: Request, number: int, key: int, now: float) -> bool:
        if self._cache.refresh != "early" or not self._took[key]:
            return False
        u = 1.0 - self._luck[abs(number)][request.block][request.index]
        return now - self._took[key] * self._cache.beta * log(u) >= self._expires[key]

    def fill(self, request: Request, now: float) -> None:
        """A client that waited for the backend's answer puts it in; a fetch of the cache's own did so already."""
        if not self._own:
            self._put(self._key_of[request.block][request.index], now - request.sent, now)

    def _put(self, key: int, took: float, now: float) -> None:
        self.fills += 1
        self._expires[key], self._took[key] = now + self._cache.ttl, took

    # --- one fetch for all who want the same

    def _fetch(self, request: Request, number: int, key: int, now: float) -> Outcome | None:
        fetch = _Fetch(self, request, now, key)
        refused = self._backend.offer((fetch, number, now))
        if refused is None:
            fetch.live, fetch.copies, fetch.sent = number, 1, now
            self.fetches += 1
            self._flights[key] = []
        return refused

    def replied(self, request: Request, ok: bool | None, now: float) -> None:
        """A fetch has come back: fill, and answer all who waited."""
        assert isinstance(request, _Fetch)
        request.live = 0
        if ok is not False:
            self._put(request.key, now - request.arrived, now)
        for waiting, number, _ in self._flights.pop(request.key):
            if waiting.live in (number, -number):
                waiting.caller.replied(waiting, ok, now)

    def abandon(self, request: Request, number: int, now: float) -> None:
        """See `Backend`; a fetch of the cache's own goes on."""
        if not self._own:
            self._backend.abandon(request, number, now)


class _Fetch(Request):
    """A fetch of the cache's own, set off by a request; it has no deadline, as others may want it."""

    __slots__ = ("key",)

    def __init__(self, cache: CacheBackend, first: Request, now: float, key: int) -> None:
        super().__init__(cache, first.block, first.index, now, 0, first.load, inf)
        self.key = key
