"""What travels between callers and what they call: a request with its attempts."""

from typing import Protocol

from rounds.sim.client import Outcome
from rounds.sim.load import Load

ATTEMPT_BITS = 10  # an attempt's number within its request; what lies above tells apart attempts that it is made for
ATTEMPT_MASK = (1 << ATTEMPT_BITS) - 1


class RunStoppedError(Exception):
    """Ends a run early; the message says why."""


class Waiting(Protocol):
    """Whoever waits for the answer to a request."""

    def replied(self, request: "Request", ok: bool | None, now: float) -> None:
        """The answer has come: True in full, None degraded, False an error."""
        ...


class Request:
    """What a user wants, or a service on a user's behalf. `block` and `index` are where its random numbers are found.

    `load` is the one that it, or what it is made for, came with; nobody has a use for its answer after `deadline`.
    `attempts` is the number of the last one; `live` the number of the one under way whose answer the caller awaits, or
    0; `copies` of it have been sent (2 with a hedge), at `sent` the first. `place` is the instance of a fleet that it
    went to. A call that a service makes for a request has its random numbers, and numbers its attempts in a range of
    their own.
    """

    __slots__ = (
        "arrived",
        "attempts",
        "block",
        "caller",
        "client",
        "copies",
        "deadline",
        "index",
        "live",
        "load",
        "place",
        "sent",
    )
    copies: int
    sent: float
    place: int

    def __init__(
        self,
        caller: Waiting,
        block: int,
        index: int,
        arrived: float,
        client: int,
        load: Load,
        deadline: float,
        attempts: int = 0,
    ) -> None:
        self.caller = caller
        self.block = block
        self.index = index
        self.arrived = arrived
        self.client = client
        self.load = load
        self.deadline = deadline
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
