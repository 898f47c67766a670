"""SIM without a simulator: one client's policy, driven by hand through events that a test writes down."""

from collections.abc import Callable
from typing import Any

from rounds.grading.kinds.calls import answer_of
from rounds.grading.kinds.plain import plain
from rounds.sim import Call, Outcome
from rounds.sim.client import OutcomeKind


class Script:
    """A policy made by `policy(**settings)` and asked at times that the test chooses, in seconds.

    What it answers comes back as plain data, or as an AssertionError that shows the call.
    """

    def __init__(self, policy: Callable[..., Any], **settings: Any) -> None:
        self._policy = policy(**settings)

    def sends(self, now: float, attempt: int = 1) -> bool:
        """Whether it lets an attempt through: `before(call)`."""
        answer = answer_of(self._policy.before, _call(now, attempt), name="before")
        return bool(plain(answer, bool, "before(call)"))

    def hears(self, now: float, kind: OutcomeKind, latency: float = 0.05, attempt: int = 1) -> float | None:
        """What it does when an attempt ends, `after(call, outcome)`: None to stop, or the seconds until the next."""
        answer = answer_of(self._policy.after, _call(now, attempt), Outcome(kind, latency), name="after")
        delay: float | None = plain(answer, float | None, "after(call, outcome)")
        return delay


def _call(now: float, attempt: int) -> Call:
    return Call(now, "service", attempt, 0.0, 9.0, 0, True, 0.5)
