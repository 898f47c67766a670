"""Sums over the recent past: of the last so many calls, or of the last so many seconds."""

from collections import deque


class LastCalls:
    """Sums over the last `size` calls: `sums` has one for each of the `width` amounts that are added together."""

    def __init__(self, size: int, width: int) -> None:
        self._calls: deque[tuple[int, ...]] = deque(maxlen=size)
        self.sums = [0] * width

    def add(self, now: float, *amounts: int) -> None:  # noqa: ARG002  it takes what a window of time takes
        """Adds a call's amounts; the oldest call leaves a full window."""
        calls, sums = self._calls, self.sums
        if len(calls) == calls.maxlen:
            oldest = calls.popleft()
            if oldest == amounts:  # in calm nearly always, and then no sum moves
                calls.append(amounts)
                return
            for place, amount in enumerate(oldest):
                sums[place] -= amount
        calls.append(amounts)
        for place, amount in enumerate(amounts):
            sums[place] += amount

    def clear(self) -> None:
        """Forgets everything."""
        self._calls.clear()
        self.sums = [0] * len(self.sums)


class LastSeconds:
    """The same over the last `seconds`, in `slices` partial sums: the oldest slice leaves as a whole."""

    def __init__(self, seconds: float, slices: int, width: int) -> None:
        self._slice, self._slices = seconds / slices, slices
        self._parts: deque[tuple[float, list[int]]] = deque()  # each: the number of its slice, its sums
        self.sums = [0] * width

    def roll(self, now: float) -> list[int]:
        """The sums of the window that ends with the slice of `now`, in seconds."""
        oldest = now // self._slice - self._slices
        while self._parts and self._parts[0][0] <= oldest:
            for place, amount in enumerate(self._parts.popleft()[1]):
                self.sums[place] -= amount
        return self.sums

    def add(self, now: float, *amounts: int) -> None:
        """Adds amounts to the slice of `now`, in seconds, and lets go of slices that are too old."""
        self.roll(now)
        number = now // self._slice
        if not self._parts or self._parts[-1][0] < number:
            self._parts.append((number, [0] * len(self.sums)))
        part = self._parts[-1][1]
        for place, amount in enumerate(amounts):
            part[place] += amount
            self.sums[place] += amount

    def clear(self) -> None:
        """Forgets everything."""
        self._parts.clear()
        self.sums = [0] * len(self.sums)
