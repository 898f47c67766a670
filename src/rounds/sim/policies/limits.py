"""Limits on what is inside a service at once: fixed, or moved by what latency and losses tell.

After Netflix's concurrency-limits (core, with its defaults). Theirs sees how many were in flight when an attempt came,
these see it when one ends, itself included. Attempts shed at the door are no samples.
"""

from abc import ABC, abstractmethod
from math import ceil, log10

from rounds.sim.admission import Admission, View
from rounds.sim.policies import checks


class ConcurrencyLimit(Admission, ABC):
    """Lets an attempt in while fewer than `limit` are inside, waiting or being served."""

    def __init__(self, initial: float) -> None:
        self._limit = initial

    @property
    def limit(self) -> int:
        """How many may be inside now."""
        return int(self._limit)

    def admit(self, view: View) -> bool:
        """Whether there is room for one more."""
        return view.queue + view.in_flight < int(self._limit)

    def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Learns from an attempt that was inside."""
        if rtt > 0:
            self.learn(rtt, in_flight, dropped)

    @abstractmethod
    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Moves the limit. `rtt` is in seconds, 0 for an attempt that was refused; `dropped` says that it was lost."""


class FixedLimit(ConcurrencyLimit):
    """At most `limit` inside."""

    def __init__(self, limit: int) -> None:
        checks.whole(1, limit=limit)
        super().__init__(limit)

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Stays as it is."""


class AIMD(ConcurrencyLimit):
    """Adds one for each attempt that went well, and takes a tenth away for one that was lost or late.

    Late means more than `timeout` seconds. It does not grow while less than half of it is in use.
    """

    def __init__(
        self, initial: int = 20, min_limit: int = 20, max_limit: int = 200, backoff: float = 0.9, timeout: float = 5.0
    ) -> None:
        checks.whole(1, initial=initial, min_limit=min_limit)
        checks.whole(min_limit, max_limit=max_limit)
        checks.share(backoff=backoff)
        checks.above(0, timeout=timeout)
        super().__init__(initial)
        self.min_limit, self.max_limit, self.backoff, self.timeout = min_limit, max_limit, backoff, timeout

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """One more, or a tenth less."""
        limit = self._limit
        if dropped or rtt > self.timeout:
            limit = int(limit * self.backoff)
        elif 2 * in_flight >= limit:
            limit += 1
        self._limit = min(self.max_limit, max(self.min_limit, limit))


class Vegas(ConcurrencyLimit):
    """Estimates the queue from latency, limit x (1 - shortest / present), and keeps it short.

    Up to log10(limit) in the queue the limit grows by 6 log10(limit), below 3 of those by one, above 6 it shrinks by
    one. After so many samples as half to all of 30 limits it takes the present latency for the shortest, in case that
    has changed. TCP Vegas (Brakmo and Peterson, 1994), as in concurrency-limits. The spread between half and all is
    theirs by chance and here in turn, evenly: an admission has no random numbers.
    """

    PROBE = 30  # limits
    _GOLDEN = 0.6180339887498949

    def __init__(self, initial: int = 20, max_limit: int = 1000, smoothing: float = 1.0) -> None:
        checks.whole(1, initial=initial, max_limit=max_limit)
        checks.share(smoothing=smoothing)
        super().__init__(initial)
        self.max_limit, self.smoothing = max_limit, smoothing
        self.shortest = 0.0
        self._samples = 0
        self._spread = 0.5

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Learns the shortest latency, or moves the limit."""
        if rtt > 0:
            self._samples += 1
            if self._samples >= (1 + self._spread) / 2 * self.PROBE * self._limit:
                self._samples, self._spread = 0, (self._spread + self._GOLDEN) % 1
                self.shortest = rtt
                return
            if not self.shortest or rtt < self.shortest:
                self.shortest = rtt
                return
        step = max(1, int(log10(max(1, int(self._limit)))))
        if dropped:
            change = -step
        elif 2 * in_flight < self._limit:
            return
        else:
            change = self._change(ceil(self._limit * (1 - self.shortest / rtt)), step)
        moved = min(self.max_limit, max(1, self._limit + change))
        self._limit += self.smoothing * (moved - self._limit)

    def _change(self, queue: int, step: int) -> int:
        if queue <= step:
            return 6 * step
        if queue < 3 * step:
            return step
        return -step if queue > 6 * step else 0


class Gradient2(ConcurrencyLimit):
    """Follows the ratio of long-term to present latency, and leaves room for a queue of 4.

    A latency up to `tolerance` times the long-term mean, of 600 samples, is no reason to shrink. In an overload that
    lasts, the mean learns that long waits are normal, and the limit drifts up.
    """

    QUEUE = 4
    WARM_UP = 10  # samples
    LONG = 600  # samples

    def __init__(
        self,
        initial: int = 20,
        min_limit: int = 20,
        max_limit: int = 200,
        smoothing: float = 0.2,
        tolerance: float = 1.5,
    ) -> None:
        checks.whole(1, initial=initial, min_limit=min_limit)
        checks.whole(min_limit, max_limit=max_limit)
        checks.share(smoothing=smoothing)
        checks.at_least(1, tolerance=tolerance)
        super().__init__(initial)
        self.min_limit, self.max_limit, self.smoothing, self.tolerance = min_limit, max_limit, smoothing, tolerance
        self.long = 0.0
        self._samples = 0

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:  # noqa: ARG002  losses are no part of it
        """Moves the long-term mean, and the limit by its ratio to the present."""
        if rtt <= 0:
            return
        self._samples += 1
        weight = 1 / self._samples if self._samples <= self.WARM_UP else 2 / (self.LONG + 1)
        long = self.long = self.long + weight * (rtt - self.long)
        if long > 2 * rtt:  # the load is gone: let the mean come down quickly
            self.long *= 0.95
        if 2 * in_flight < self._limit:
            return
        gradient = min(1.0, max(0.5, self.tolerance * long / rtt))
        moved = self._limit * gradient + self.QUEUE
        moved = self._limit + self.smoothing * (moved - self._limit)
        self._limit = min(self.max_limit, max(self.min_limit, moved))


class Windowed(ConcurrencyLimit):
    """Moves `inner` once a window: by the mean latency, the most in flight, and whether anything was lost.

    A window is at least `seconds` long and holds at least `samples`. A single latency says little; latencies below
    0.1 ms are left out. concurrency-limits throws a window away that lasted long enough and holds too few; this one
    goes on until it has them. Time is that of the last attempt that knocked.
    """

    SHORTEST = 1e-4  # seconds

    def __init__(self, inner: ConcurrencyLimit, seconds: float = 1.0, samples: int = 10) -> None:
        checks.made(inner=inner)
        checks.at_least(0, seconds=seconds)
        checks.whole(1, samples=samples)
        self.inner, self.seconds, self.samples = inner, seconds, samples
        self._now = self._ends = 0.0
        self._clear()

    def _clear(self) -> None:
        self._count, self._sum, self._most, self._dropped = 0, 0.0, 0, False

    @property
    def limit(self) -> int:
        """How many may be inside now."""
        return self.inner.limit

    def admit(self, view: View) -> bool:
        """Whether there is room for one more."""
        self._now = view.now
        return self.inner.admit(view)

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Adds a sample to the window, and moves the inner limit at its end."""
        self._dropped = self._dropped or dropped
        if rtt < self.SHORTEST:
            return
        self._count += 1
        self._sum += rtt
        self._most = max(self._most, in_flight)
        if self._count >= self.samples and self._now >= self._ends:
            self.inner.learn(self._sum / self._count, self._most, self._dropped)
            self._ends = self._now + self.seconds
            self._clear()
