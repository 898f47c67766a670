"""When to retry: waits that grow, with and without chance, and a stop where the deadline leaves no room.

Waits spread clients that failed together. They only delay load, they do not take any away.
"""

from rounds.sim.client import Call, ClientPolicy, Outcome
from rounds.sim.policies import checks
from rounds.sim.policies.guard import Guard
from rounds.sim.policies.requests import ByRequest


class Exponential(ClientPolicy):
    """Retries after base x 2^(attempt - 1) seconds, at most `cap`, up to `retries` times: all clients in step."""

    def __init__(self, retries: int = 3, base: float = 0.1, cap: float = 10.0) -> None:
        checks.whole(0, retries=retries)
        checks.at_least(0, base=base, cap=cap)
        self.retries, self.base, self.cap = retries, base, cap

    def _ceiling(self, attempt: int) -> float:
        return min(self.cap, self.base * 2.0 ** min(attempt - 1, 60))

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """The doubled wait, until the retries are used up."""
        if outcome.kind == "ok" or call.attempt > self.retries:
            return None
        return self._ceiling(call.attempt)


class FullJitter(Exponential):
    """Retries after a random wait below a ceiling that doubles: u x min(cap, base x 2^(attempt - 1)) seconds.

    "Exponential Backoff and Jitter", AWS Architecture Blog (2015).
    """

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """A random wait, until the retries are used up."""
        if outcome.kind == "ok" or call.attempt > self.retries:
            return None
        return call.u * min(self.cap, self.base * 2.0 ** min(call.attempt - 1, 60))


class EqualJitter(Exponential):
    """Retries after half of the doubling wait and a random part of the other half. From the same article."""

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """Half the wait for certain, until the retries are used up."""
        if outcome.kind == "ok" or call.attempt > self.retries:
            return None
        return self._ceiling(call.attempt) * (1 + call.u) / 2


class DecorrelatedJitter(Exponential):
    """Retries after min(cap, a random wait between `base` and three times the request's last wait) seconds.

    The last wait of a first retry is `base`. From the same article.
    """

    def __init__(self, retries: int = 3, base: float = 0.1, cap: float = 10.0) -> None:
        super().__init__(retries, base, cap)
        self._waits = ByRequest[float]()

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """A random wait around the last one, until the retries are used up."""
        last = self._waits.take(call, self.base) if call.attempt > 1 else self.base
        if outcome.kind == "ok" or call.attempt > self.retries:
            return None
        wait = min(self.cap, self.base + call.u * (3 * last - self.base))
        self._waits.keep(call, wait)
        return wait


class WithinDeadline(Guard):
    """Retries as the inner policy says, unless the deadline leaves no room for the wait and `need` seconds of work.

    "Site Reliability Engineering" (2016), chapter 22, on deadlines: work that nobody waits for is not worth sending.
    """

    def __init__(self, need: float = 0.0, retry: ClientPolicy | None = None) -> None:
        super().__init__(retry)
        checks.at_least(0, need=need)
        self.need = need

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says, if there is time for it."""
        delay = self.retry.after(call, outcome)
        return None if delay is None or delay + self.need >= call.deadline_left else delay
