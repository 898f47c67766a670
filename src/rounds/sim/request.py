"""What travels between callers and what they call: a request with its attempts, and how one is turned down at once."""

from typing import Protocol

from rounds.sim.client import Outcome

ATTEMPT_BITS = 10  # an attempt's number within its request; what lies above tells apart attempts that it is made for
ATTEMPT_MASK = (1 << ATTEMPT_BITS) - 1

CUT = Outcome("cut", 0.0, "unavailable")
SHED = Outcome("shed", 0.0, "overloaded")


class RunStoppedError(Exception):
    """Ends a run early; the message says why."""


class Waiting(Protocol):
    """Whoever waits for the answer to a request."""

    def replied(self, request: "Request", ok: bool | None, now: float) -> None:
        """The answer has come: True in full, None degraded, False an error."""
        ...

    def priority_of(self, request: "Request") -> int:
        """0 for what a user waits for."""
        ...

    def load_of(self, request: "Request") -> str:
        """The name of the load that it came with, or that of the request it is made for."""
        ...

    def deadline_of(self, request: "Request") -> float:
        """The time after which nobody has a use for the answer."""
        ...


class Request:
    """What a user wants, or a service on a user's behalf. Its `id` is the address of its random numbers.

    `attempts` is the number of the last one; `live` the number of the one under way whose answer the caller awaits, or
    0; `copies` of it have been sent (2 with a hedge), at `sent` the first. `place` is the instance of a fleet that it
    went to. A call that a service makes for a request keeps its id, and numbers its attempts in a range of their own.
    """

    __slots__ = ("arrived", "attempts", "caller", "client", "copies", "id", "live", "place", "sent")
    copies: int
    sent: float
    place: int

    def __init__(self, caller: Waiting, number: int, arrived: float, client: int, attempts: int = 0) -> None:
        self.caller = caller
        self.id = number
        self.arrived = arrived
        self.client = client
        self.attempts = attempts
        self.live = 0


Attempt = tuple[Request, int, float]
"""One attempt, as it travels: the request, its number (negated for its hedge), when it was sent."""


class Backend(Protocol):
    """What a caller sends attempts to: a server, a fleet or a cache."""

    cancels: bool

    def offer(self, attempt: Attempt) -> Outcome | None:
        """Take in an attempt that is sent now and return None, or say at once how it ended."""
        ...

    def abandon(self, request: Request, number: int, now: float) -> None:
        """Nobody waits for an attempt any more: end what is still to do for it and for its hedge."""
        ...

    def target(self, request: Request, now: float) -> str:
        """The name that a policy sees."""
        ...
