"""How many retries: policies that bound the load that retries may add, whatever the inner policy wants."""

from rounds.sim.client import Call, ClientPolicy, NaiveRetry, NoRetry, Outcome
from rounds.sim.policies import checks
from rounds.sim.policies.backoff import EqualJitter, Exponential, FullJitter
from rounds.sim.policies.guard import Guard
from rounds.sim.policies.requests import ByRequest
from rounds.sim.policies.windows import LastSeconds

_DEAF = (NaiveRetry, NoRetry, Exponential, FullJitter, EqualJitter)  # they need not hear of success: that saves a call


class RetryBudget(Guard):
    """Retries only while a token bucket has tokens: each success deposits `ratio`, each retry takes one.

    The load that retries can add is bounded by `ratio` plus the reserve, `size` tokens a client, so an outage cannot
    feed itself (finagle's RetryBudget; gRPC's retry throttling is the same idea).
    """

    def __init__(self, ratio: float = 0.1, size: float = 10.0, retry: ClientPolicy | None = None) -> None:
        super().__init__(retry)
        checks.at_least(0, ratio=ratio, size=size)
        self.ratio, self.size, self.tokens = ratio, size, size
        self._tells = type(self.retry) not in _DEAF

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says, if there is a token to pay with."""
        if outcome.kind == "ok":
            self.tokens = min(self.size, self.tokens + self.ratio)
            return self.retry.after(call, outcome) if self._tells else None
        delay = self.retry.after(call, outcome)
        if delay is None or self.tokens < 1:
            return None
        self.tokens -= 1
        return delay


class WindowedBudget(Guard):
    """Retries at most a share of the requests of the last `ttl` seconds, and `min_per_second` on top of it.

    Each request deposits `ratio`, each retry takes one, and both are forgotten after `ttl` seconds, in tenths of it. So
    a quiet client may retry too, and no reserve outlives its time. finagle's RetryBudget, with its defaults.
    """

    SLICES = 10

    def __init__(
        self, ratio: float = 0.2, min_per_second: float = 10.0, ttl: float = 10.0, retry: ClientPolicy | None = None
    ) -> None:
        super().__init__(retry)
        checks.at_least(0, ratio=ratio, min_per_second=min_per_second)
        checks.above(0, ttl=ttl)
        self.ratio, self.reserve = ratio, min_per_second * ttl
        self._window = LastSeconds(ttl, self.SLICES, 2)  # requests, retries

    def balance(self, now: float) -> float:
        """Retries that may be made now."""
        requests, retries = self._window.roll(now)
        return self.reserve + self.ratio * requests - retries

    def before(self, call: Call) -> bool:
        """Always; a request's first attempt is its deposit."""
        if call.attempt == 1:
            self._window.add(call.now, 1, 0)
        return True

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says, if the balance allows it."""
        delay = self.retry.after(call, outcome)
        if outcome.kind == "ok" or delay is None or self.balance(call.now) < 1 - 1e-9:
            return None
        self._window.add(call.now, 0, 1)
        return delay


class RetryThrottle(Guard):
    """Retries only while more than half of the tokens are left: a failure takes one, a success gives `token_ratio`.

    gRPC's retry throttling (proposal A6), with the figures of its example. Failures take tokens whether or not they are
    retried.
    """

    def __init__(self, max_tokens: float = 10.0, token_ratio: float = 0.1, retry: ClientPolicy | None = None) -> None:
        super().__init__(retry)
        checks.above(0, max_tokens=max_tokens, token_ratio=token_ratio)
        self.max_tokens, self.token_ratio, self.tokens = max_tokens, token_ratio, max_tokens

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says, while there are tokens enough."""
        delay = self.retry.after(call, outcome)
        if outcome.kind == "ok":
            self.tokens = min(self.max_tokens, self.tokens + self.token_ratio)
            return None
        self.tokens = max(0.0, self.tokens - 1)
        return delay if self.tokens > self.max_tokens / 2 else None


class RetryQuota(Guard):
    """Retries only while a quota can pay: `cost` a retry, `shed_cost` after the service refused.

    A success at the first attempt gives one token back, one after retries what its last retry took. botocore's standard
    mode (1.44), where a refusal is a throttling error.
    """

    def __init__(
        self, tokens: int = 500, cost: int = 14, shed_cost: int = 5, retry: ClientPolicy | None = None
    ) -> None:
        super().__init__(retry)
        checks.whole(0, tokens=tokens)
        checks.whole(1, cost=cost, shed_cost=shed_cost)
        self.most = self.tokens = tokens
        self.cost, self.shed_cost = cost, shed_cost
        self._paid = ByRequest[int]()

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says, if the quota can pay for it."""
        delay = self.retry.after(call, outcome)
        paid = self._paid.take(call, 1) if call.attempt > 1 else 1
        if outcome.kind == "ok":
            self.tokens = min(self.most, self.tokens + paid)
            return None
        cost = self.shed_cost if outcome.kind == "shed" else self.cost
        if delay is None or self.tokens < cost:
            return None
        self.tokens -= cost
        self._paid.keep(call, cost)
        return delay
