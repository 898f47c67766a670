"""What a client may decide: the interface of every policy, and the two baselines that others are compared with.

A policy knows nothing of the simulator: plain values in, plain values out, no clock and no random numbers of its own.
So it can be tested by calling it, and gives the same answers in every run.
"""

from dataclasses import astuple, dataclass
from typing import Any, Literal

OutcomeKind = Literal["ok", "error", "timeout", "shed", "cut"]


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One attempt, as its policy sees it. Times are in seconds.

    now: the simulated time.
    target: the name of the service that is called.
    attempt: 1 for the first try of a request, 2 for its first retry, and so on.
    elapsed: since the user's request came.
    deadline_left: until the user has no more use for an answer; infinite where there is no deadline.
    priority: 0 for what a user waits for; larger numbers may wait.
    idempotent: whether the call may safely be made twice.
    u: a uniform random number in [0, 1), drawn for this attempt and this hook.
    """

    now: float
    target: str
    attempt: int
    elapsed: float
    deadline_left: float
    priority: int
    idempotent: bool
    u: float

    def __eq__(self, other: object) -> bool:
        return astuple(self) == astuple(other) if isinstance(other, Call) else NotImplemented

    def __hash__(self) -> int:
        return hash(astuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Call, astuple(self)


@dataclass(slots=True, unsafe_hash=True)
class Outcome:
    """How an attempt ended: its kind, seconds from sending to knowing, and the error's class ("" when it went well).

    To be read and not to be written to: attempts that time out after the same delay share one.
    Kinds: "ok"; "error" (the service failed); "timeout" (no answer in time); "shed" (the service refused at its door);
    "cut" (the network did).
    """

    kind: OutcomeKind
    latency: float
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the attempt succeeded."""
        return self.kind == "ok"


class ClientPolicy:
    """What a client does before, during and after each attempt; one instance for each client.

    Override what you need. As it stands it never retries, never refuses and waits as long as the scenario says.
    """

    def before(self, call: Call) -> bool:
        """Whether to send this attempt; False rejects it locally (an open breaker, a throttle)."""
        return True

    def rejected(self, call: Call) -> float | None:
        """After `before` said no: None gives up, a number tries again after so many seconds."""
        return None

    def timeout(self, call: Call) -> float | None:
        """Seconds to wait for this attempt; None for the scenario's timeout."""
        return None

    def hedge(self, call: Call) -> float | None:
        """Seconds after which a second copy is sent if no answer has come; None for never."""
        return None

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """Once for every attempt sent: None stops here, 0 tries again at once, d tries again after d seconds.

        What is returned after a success is ignored.
        """
        return None

    def fallback(self, call: Call) -> Any:
        """A degraded answer for a request that is given up, or None when there is none."""
        return None


class NoRetry(ClientPolicy):
    """Sends each request once and takes what comes: the baseline."""


class NaiveRetry(ClientPolicy):
    """Retries at once after any failure, up to `retries` times: what most clients do until their first outage."""

    def __init__(self, retries: int = 3) -> None:
        self.retries = retries

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """0 until the retries are used up."""
        return 0.0 if outcome.kind != "ok" and call.attempt <= self.retries else None


def overrides(policy: Any, hook: str, base: type = ClientPolicy) -> bool:
    """Whether a policy has a say of its own in a hook of `base`; the lab does not call the others."""
    default = getattr(base, hook)
    method = getattr(policy, hook, default)  # to look into `__dict__` would slow the object down for good
    return getattr(method, "__func__", method) is not default
