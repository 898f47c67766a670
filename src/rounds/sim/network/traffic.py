"""How many messages there were, of which kind, and what became of them."""

from collections import Counter
from typing import Literal, get_args

Fate = Literal["sent", "duplicated", "delivered", "lost", "cut", "down"]


class Traffic:
    """Counts of messages by their body's type and their fate.

    sent; duplicated (the network made a second copy); delivered; lost (by bad luck); cut (by a partition); down (the
    receiver was). Copies still under way are what is missing from sent + duplicated.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, Fate]] = Counter()

    def note(self, kind: str, fate: Fate) -> None:
        """Counts one message."""
        self._counts[kind, fate] += 1

    def count(self, fate: Fate = "sent", kind: str | None = None) -> int:
        """The messages of that fate, of one kind or of all."""
        return sum(n for (k, f), n in self._counts.items() if f == fate and kind in (None, k))

    def as_json(self) -> dict[str, dict[str, int]]:
        """Plain data: for each kind of message, its count of each fate."""
        kinds = sorted({kind for kind, _ in self._counts})
        return {kind: {fate: self._counts[kind, fate] for fate in get_args(Fate)} for kind in kinds}
