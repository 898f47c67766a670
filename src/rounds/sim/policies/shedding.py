"""Load shedding by priority: what can wait is refused first."""

from collections.abc import Sequence

from rounds.errors import RoundsError
from rounds.sim.admission import Admission, View
from rounds.sim.policies import checks
from rounds.sim.policies.limits import ConcurrencyLimit, FixedLimit


class PriorityShedding(Admission):
    """Lets priority p in while less than `shares[p]` of the limit is inside; beyond the last share the last holds.

    So as workers and queue fill up, the least urgent are refused first, and priority 0 has the whole limit. An empty
    service lets everything in. `limit` is a number or a limit that moves. Criticality in "Site Reliability Engineering"
    (2016), chapter 21, and "Keeping Netflix Reliable Using Prioritized Load Shedding" (2020): there the share falls
    with a hundred priorities, here it is listed.
    """

    def __init__(self, limit: int | ConcurrencyLimit = 20, shares: Sequence[float] = (1.0, 0.75, 0.5)) -> None:
        checks.made(limit=limit)
        self.limit = limit if isinstance(limit, ConcurrencyLimit) else FixedLimit(limit)
        if not shares or list(shares) != sorted(shares, reverse=True):
            raise RoundsError(f"shares is {shares!r}: give a share of the limit for each priority, falling.")
        for each in shares:
            checks.share(shares=each)
        self.shares = tuple(shares)

    def admit(self, view: View) -> bool:
        """Whether there is room for one more of its priority."""
        room = self.limit.admit(view)
        share = self.shares[min(view.priority, len(self.shares) - 1)]
        return room and view.queue + view.in_flight + 1 <= max(1.0, share * self.limit.limit)

    def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
        """Tells the limit."""
        self.limit.sample(rtt, in_flight, dropped)
