"""Circuit breakers: they stop calling a dependency that fails, and find out when it is back."""

from collections.abc import Collection
from math import inf

from rounds.sim.client import Call, ClientPolicy, Outcome, OutcomeKind
from rounds.sim.policies import checks
from rounds.sim.policies.guard import Guard
from rounds.sim.policies.windows import LastCalls, LastSeconds

_ROUNDING = 1e-9  # seconds: when an attempt was sent is computed from when it ended


class _Breaker(Guard):
    """Closed, open, half-open. An outcome of a call that was sent before the last change of state is left out."""

    def __init__(self, wait: float, retry: ClientPolicy | None) -> None:
        super().__init__(retry)
        checks.at_least(0, wait=wait)
        self.wait = wait
        self._state, self.since = "closed", 0.0
        self._sent_from = -_ROUNDING

    @property
    def state(self) -> str:
        """Closed, open or half-open."""
        return self._state

    def _enter(self, state: str, now: float) -> None:
        self._state, self.since = state, now
        self._sent_from = now - _ROUNDING

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """Learns from the outcome; whether to retry is for the inner policy."""
        if call.now - outcome.latency >= self._sent_from:
            self._learn(call.now, outcome)
        return self.retry.after(call, outcome)

    def _learn(self, now: float, outcome: Outcome) -> None:
        raise NotImplementedError


class CircuitBreaker(_Breaker):
    """Stops calling a dependency that fails, and finds out with a few probes when it is back.

    Closed: calls pass; among the last `window` outcomes, or those of the last `seconds` whole seconds, once there are
    `minimum`, a share of failures of `threshold` opens it, and so does a share of `slow_rate` that took longer than
    `slow_call` seconds. Open: no call passes for `wait` seconds. Half-open: `probes` calls pass; if as large a share of
    them fails or is slow it opens again, else it closes; if they are not all back after `half_open_wait` seconds it
    opens again. Kinds of failure in `ignore` count neither way.

    After resilience4j's CircuitBreaker and its defaults, but for a `wait` of 5 s (theirs is 60). An outcome of a call
    that was sent before the last change of state tells nothing about the present one and is left out.
    """

    def __init__(
        self,
        threshold: float = 0.5,
        window: int = 100,
        minimum: int = 100,
        wait: float = 5.0,
        probes: int = 10,
        retry: ClientPolicy | None = None,
        *,
        seconds: int | None = None,
        slow_call: float = 60.0,
        slow_rate: float = 1.0,
        half_open_wait: float = inf,
        ignore: Collection[OutcomeKind] = (),
    ) -> None:
        super().__init__(wait, retry)
        checks.share(threshold=threshold, slow_rate=slow_rate)
        checks.whole(1, window=window, minimum=minimum, probes=probes)
        checks.above(0, slow_call=slow_call, half_open_wait=half_open_wait)
        checks.failures(ignore=ignore)
        self.threshold, self.probes, self.slow_call, self.slow_rate = threshold, probes, slow_call, slow_rate
        self.half_open_wait, self.ignore = half_open_wait, frozenset(ignore)
        self.minimum = minimum if seconds is not None else min(minimum, window)
        self.window: LastCalls | LastSeconds = LastCalls(window, 3)  # calls, failures, slow calls
        if seconds is not None:
            checks.whole(1, seconds=seconds)
            self.window = LastSeconds(seconds, seconds, 3)
        self.sent = self.slow_probes = 0
        self.results: list[bool] = []

    def _enter(self, state: str, now: float) -> None:
        super()._enter(state, now)
        self.sent = self.slow_probes = 0
        self.results.clear()
        self.window.clear()

    def before(self, call: Call) -> bool:
        """Whether the breaker lets this attempt through."""
        if self._state == "closed":
            return True
        now = call.now
        if self._state == "half-open":
            self._end_half_open(now)
        if self._state == "open":
            if now < self.since + self.wait:
                return False
            self._enter("half-open", now)
        if self.sent >= self.probes:
            return False
        self.sent += 1
        return True

    def withdrawn(self, call: Call) -> None:  # noqa: ARG002  one probe is like another
        """A probe that was not sent leaves its place to another."""
        if self._state == "half-open":
            self.sent -= 1

    def _end_half_open(self, now: float) -> None:
        if now >= self.since + self.half_open_wait:
            self._enter("open", self.since + self.half_open_wait)

    def _learn(self, now: float, outcome: Outcome) -> None:
        slow = outcome.latency > self.slow_call
        if self._state == "closed":
            if outcome.kind not in self.ignore:
                self.window.add(now, 1, outcome.kind != "ok", slow)
                calls, failures, slow_calls = self.window.sums
                if calls >= self.minimum and self._bad(calls, failures, slow_calls):
                    self._enter("open", now)
        elif self._state == "half-open":
            self._learn_of_probe(now, outcome, slow)

    def _learn_of_probe(self, now: float, outcome: Outcome, slow: bool) -> None:
        self._end_half_open(now)
        if self._state == "open":
            return
        if outcome.kind in self.ignore:
            self.sent -= 1
            return
        self.results.append(outcome.kind == "ok")
        self.slow_probes += slow
        if len(self.results) == self.probes:
            bad = self._bad(self.probes, self.results.count(False), self.slow_probes)
            self._enter("open" if bad else "closed", now)

    def _bad(self, calls: int, failures: int, slow_calls: int) -> bool:
        return failures >= self.threshold * calls or slow_calls >= self.slow_rate * calls


class ConsecutiveBreaker(_Breaker):
    """Opens after `fail_max` failures in a row and lets calls through again after `reset_timeout` seconds.

    Then, half-open, every call passes: `success_threshold` successes close it, the first failure opens it again. Kinds
    of failure in `exclude` count as successes. After pybreaker's CircuitBreaker and its defaults.
    """

    def __init__(
        self,
        fail_max: int = 5,
        reset_timeout: float = 60.0,
        success_threshold: int = 1,
        retry: ClientPolicy | None = None,
        *,
        exclude: Collection[OutcomeKind] = (),
    ) -> None:
        checks.at_least(0, reset_timeout=reset_timeout)
        super().__init__(reset_timeout, retry)
        checks.whole(1, fail_max=fail_max, success_threshold=success_threshold)
        checks.failures(exclude=exclude)
        self.fail_max, self.success_threshold = fail_max, success_threshold
        self.exclude = frozenset(exclude)
        self.in_a_row = 0  # failures while closed, successes while half-open

    def _enter(self, state: str, now: float) -> None:
        super()._enter(state, now)
        self.in_a_row = 0

    def before(self, call: Call) -> bool:
        """Whether the breaker lets this attempt through."""
        if self._state == "open":
            if call.now < self.since + self.wait:
                return False
            self._enter("half-open", call.now)
        return True

    def _learn(self, now: float, outcome: Outcome) -> None:
        ok = outcome.kind == "ok" or outcome.kind in self.exclude
        if self._state == "closed":
            self.in_a_row = 0 if ok else self.in_a_row + 1
            if self.in_a_row == self.fail_max:
                self._enter("open", now)
        elif self._state == "half-open":
            self.in_a_row += 1
            if not ok:
                self._enter("open", now)
            elif self.in_a_row == self.success_threshold:
                self._enter("closed", now)
