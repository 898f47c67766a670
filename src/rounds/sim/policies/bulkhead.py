"""Bulkheads: a client has only so many attempts under way, so that one slow dependency cannot take all it has."""

from collections.abc import Callable

from rounds.sim.admission import View
from rounds.sim.client import Call, ClientPolicy, NoRetry, Outcome
from rounds.sim.policies import checks
from rounds.sim.policies.guard import Guard
from rounds.sim.policies.limits import ConcurrencyLimit, FixedLimit

Limit = int | Callable[[], ConcurrencyLimit]


class Bulkhead(Guard):
    """Lets at most `limit` attempts be under way at once to each target, and rejects the others at once.

    `limit` is a number, or makes a limit that moves (`Vegas`, `lambda: AIMD(timeout=1)`): an adaptive limit as the
    client sees it, which takes timeouts and refusals for losses and learns nothing from errors. A hedge is not counted.
    It does not retry unless told to. resilience4j's Bulkhead and its default; "Release It!" (Nygard, 2007).
    """

    def __init__(self, limit: Limit = 25, retry: ClientPolicy | None = None) -> None:
        super().__init__(retry or NoRetry())
        self._limit = limit
        if not callable(limit):
            checks.whole(1, limit=limit)
        self.limits: dict[str, ConcurrencyLimit] = {}
        self.under_way: dict[str, int] = {}

    def _open(self, target: str) -> ConcurrencyLimit:
        limit = self._limit
        self.limits[target] = made = limit() if callable(limit) else FixedLimit(limit)
        self.under_way[target] = 0
        return made

    def before(self, call: Call) -> bool:
        """Whether one more may be under way."""
        limit = self.limits.get(call.target) or self._open(call.target)
        if not limit.admit(View(call.now, 0, self.under_way[call.target], call.priority)):
            return False
        self.under_way[call.target] += 1
        return True

    def withdrawn(self, call: Call) -> None:
        """It is not under way after all."""
        self.under_way[call.target] -= 1

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """One less under way; whether to retry is for the inner policy."""
        if outcome.kind in ("ok", "timeout", "shed"):
            self.limits[call.target].learn(outcome.latency, self.under_way[call.target], outcome.kind != "ok")
        self.under_way[call.target] -= 1
        return self.retry.after(call, outcome)
