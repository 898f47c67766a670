"""Throttling on the client's side: rejects with a probability what the service would refuse."""

from collections import deque

from rounds.errors import RoundsError
from rounds.sim.client import Call, ClientPolicy, Outcome, overrides
from rounds.sim.policies import checks
from rounds.sim.policies.guard import Guard


class AdaptiveThrottle(Guard):
    """Rejects calls locally with probability max(0, (requests - K x accepts) / (requests + 1)) of the last `window` s.

    `requests` counts what was asked for, local rejections included; `accepts` what the service answered. "Site
    Reliability Engineering" (2016), chapter 21, with K = 2 and two minutes. With `retry_rejected` a local rejection is
    retried like any failure, which the chapter does not ask for.
    """

    BUCKETS = 20

    def __init__(
        self, k: float = 2.0, window: float = 120.0, retry: ClientPolicy | None = None, retry_rejected: bool = False
    ) -> None:
        super().__init__(retry)
        checks.above(0, k=k, window=window)
        if retry_rejected and overrides(self.retry, "before"):
            raise RoundsError(
                "retry_rejected is True and `retry` is a guard: leave one out, a guard hears what it let pass."
            )
        self.k, self.window, self.retry_rejected = k, window, retry_rejected
        self.buckets: deque[list[float]] = deque()  # each: number, requests, accepts
        self.requests = self.accepts = 0.0

    def _bucket(self, now: float) -> list[float]:
        number = now // (self.window / self.BUCKETS)
        if not self.buckets or self.buckets[-1][0] < number:
            self.buckets.append([number, 0, 0])
        while self.buckets[0][0] <= number - self.BUCKETS:
            _, requests, accepts = self.buckets.popleft()
            self.requests -= requests
            self.accepts -= accepts
        return self.buckets[-1]

    def before(self, call: Call) -> bool:
        """Yes, with the probability that the recent past allows."""
        bucket = self._bucket(call.now)
        reject = (self.requests - self.k * self.accepts) / (self.requests + 1)
        bucket[1] += 1
        self.requests += 1
        return call.u >= reject

    def rejected(self, call: Call) -> float | None:
        """Gives up, unless told to treat a rejection as a failure."""
        return self.retry.after(call, Outcome("error", 0.0, "throttled")) if self.retry_rejected else None

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """Counts an accept; whether to retry is for the inner policy."""
        if outcome.kind == "ok":
            self._bucket(call.now)[2] += 1
            self.accepts += 1
        return self.retry.after(call, outcome)
