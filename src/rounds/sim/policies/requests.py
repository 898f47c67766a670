"""What a policy remembers of a request from one attempt to the next."""

from typing import Generic, TypeVar

from rounds.sim.client import Call

T = TypeVar("T")
_MOST = 4096  # requests remembered; what is older belongs to requests that another policy gave up


class ByRequest(Generic[T]):
    """Values by request and target. A call does not name its request, so the time at which it came stands for it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[float, str], list[T]] = {}

    def keep(self, call: Call, value: T) -> None:
        """Remembers a value until it is taken."""
        key = (round(call.now - call.elapsed, 6), call.target)
        if key in self._kept:
            self._kept[key].append(value)  # of another request of the same microsecond
            return
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = [value]

    def take(self, call: Call, default: T) -> T:
        """What was kept of the call's request, and forgets it; `default` where there is nothing."""
        key = (round(call.now - call.elapsed, 6), call.target)
        values = self._kept.get(key)
        if values is None:
            return default
        if len(values) == 1:
            del self._kept[key]
        return values.pop(0)
