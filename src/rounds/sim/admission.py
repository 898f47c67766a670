"""What a service may do at its door: let an attempt in or shed it."""

from typing import NamedTuple


class View(NamedTuple):
    """What a service knows when an attempt knocks: seconds, attempts waiting, attempts being served, priority."""

    now: float
    queue: int
    in_flight: int
    priority: int


class Admission:
    """Decides at a service's door; one instance for each service and run. The default lets everything in.

    Override `admit`, and `sample` if the decision learns from what the service did.
    """

    def admit(self, view: View) -> bool:
        """True lets the attempt in, False sheds it: the client hears so at once."""
        return True

    def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Called when an attempt ends: seconds since it came, attempts inside at that time, whether it was dropped."""
