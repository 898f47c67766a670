"""Hedged requests: a second copy where the first is slow, so that one slow replica is not what the user feels.

"The Tail at Scale" (Dean and Barroso, CACM 2013). Only calls that may be made twice are hedged.
"""

from collections import deque
from math import ceil

from rounds.sim.client import Call, ClientPolicy, NoRetry, Outcome
from rounds.sim.policies import checks
from rounds.sim.policies.guard import Guard
from rounds.sim.policies.requests import ByRequest


class Hedge(Guard):
    """Sends a second copy if no answer has come after `delay` seconds. It does not retry unless told to.

    Polly's hedging sends one after 2 s; a useful delay is a high quantile of the latency.
    """

    def __init__(self, delay: float, retry: ClientPolicy | None = None) -> None:
        super().__init__(retry or NoRetry())
        checks.at_least(0, delay=delay)
        self.delay = delay

    def hedge(self, call: Call) -> float | None:
        """The delay, for a call that may be made twice."""
        return self.delay if call.idempotent else None


class QuantileHedge(Guard):
    """Sends a second copy once the attempt is among the slowest: it adds `extra` of the requests to the load, no more.

    The delay is the quantile 1 - `extra` of the last `window` latencies, renewed ten times a window; none is sent
    before there are `minimum`. Answers that a hedge has won were slower than the quantile all the same, so hedging does
    not move it. Each request deposits `extra` tokens, up to `size`, and each attempt that may be hedged holds one,
    which it gives back if it is answered before its hedge: in an outage, when all are slow, copies stay within `extra`
    of the requests and `size`. finagle's BackupRequestFilter; the article has 5%.
    """

    def __init__(
        self,
        extra: float = 0.05,
        window: int = 1000,
        minimum: int = 100,
        size: float = 10.0,
        retry: ClientPolicy | None = None,
    ) -> None:
        super().__init__(retry or NoRetry())
        checks.share(extra=extra)
        checks.whole(1, window=window, minimum=minimum)
        checks.at_least(1, size=size)
        self.extra, self.size, self.tokens = extra, size, size
        self.delay: float | None = None
        self._minimum = min(minimum, window)
        self._latencies: deque[float] = deque(maxlen=window)
        self._renew_after = self._minimum  # more latencies
        self._planned = ByRequest[float | None]()

    def hedge(self, call: Call) -> float | None:
        """The quantile, while a token can be held for the copy."""
        if self.delay is None or self.tokens < 1 or not call.idempotent:
            return None
        self.tokens -= 1
        self._planned.keep(call, self.delay)
        return self.delay

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """Learns the latency and settles the token; whether to retry is for the inner policy."""
        planned = self._planned.take(call, None)
        earned = 1.0 if planned is not None and outcome.latency < planned else 0.0
        if call.attempt == 1:
            earned += self.extra
        self.tokens = min(self.size, self.tokens + earned)
        if outcome.kind in ("ok", "timeout"):
            self._learn(outcome.latency)
        return self.retry.after(call, outcome)

    def _learn(self, latency: float) -> None:
        self._latencies.append(latency)
        self._renew_after -= 1
        if self._renew_after == 0:
            ordered = sorted(self._latencies)
            self.delay = ordered[max(0, ceil((1 - self.extra) * len(ordered)) - 1)]
            self._renew_after = max(1, (self._latencies.maxlen or 0) // 10)
