"""FIND: planted faults against what a learner flagged, by precision and recall, told coarsely."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.plain import plain
from rounds.grading.kinds.text import show

Planted = Collection[Hashable] | Mapping[Hashable, Hashable]


@dataclass
class Findings:
    """Counts over the hidden worlds of one graded run; `thing` names what is looked for, in the plural.

    Messages tell whether too much or too little was flagged and whether it is more or less than half right, never a
    figure or an item: where every learner sees the same worlds, repeated checks must not search the answer.
    """

    thing: str
    hits: int = 0
    flagged: int = 0
    planted: int = 0
    f1s: list[float] = field(default_factory=list)

    def add(self, planted: Planted, answer: object, among: Iterable[Hashable], what: str = "your detector") -> None:
        """Takes one world: the planted items, the learner's answer, and all items that may be named.

        Items are numbers or strings. The answer is a set, list or tuple of them; where `planted` is a dict from item
        to its label, the answer is such a dict too, and an item counts only with the right label.
        """
        known = set(among)
        truth = set(planted.items()) if isinstance(planted, Mapping) else set(planted)
        strangers = {item for item in planted if item not in known}
        if strangers:
            raise AuthoringError(f"Planted items that are not among the known: {show(strangers)}.")
        found = self._found(answer, known, isinstance(planted, Mapping), what)
        hits = len(truth & found)
        self.hits += hits
        self.flagged += len(found)
        self.planted += len(truth)
        self.f1s.append(2 * hits / (len(truth) + len(found)) if truth or found else 1.0)

    @staticmethod
    def _found(answer: object, known: set[Hashable], labelled: bool, what: str) -> set[Any]:
        # An answer longer than the world is refused before it is looked at.
        limit = 3 * len(known) + 2
        item: Any = int | str
        if labelled:
            named = plain(answer, dict[item, Any], what, limit)
            items, found = list(named), set(named.items()) if _hashable(named.values()) else set()
            if len(found) < len(named):
                raise AssertionError(f"{what} returned {show(named)}; expected a number or string for each item.")
        else:
            expected = set[item] | frozenset[item] | list[item] | tuple[item, ...]
            items = list(plain(answer, expected, what, limit))
            found = set(items)
        if unknown := sorted(repr(i) for i in set(items) if i not in known):
            raise AssertionError(f"{what} names {unknown[0]}, which is not among the {len(known)} items given.")
        return found

    @property
    def precision(self) -> float:
        """The share of what was flagged that is right; 0 when nothing was flagged, since nothing was shown."""
        return self.hits / self.flagged if self._judged and self.flagged else 0.0

    @property
    def recall(self) -> float:
        """The share of what was planted that was flagged."""
        return self.hits / self._judged

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, over all worlds together (`f1s` has it world by world)."""
        return 2 * self.hits / (self._judged + self.flagged)

    @property
    def _judged(self) -> int:
        if not self.planted:
            raise AuthoringError(f"No {self.thing} were planted in any world, so there is nothing to judge.")
        return self.planted

    def meets(self, precision: float, recall: float) -> None:
        """Passes when both reach their thresholds: the only test for a single world that every check sees again."""
        if self.precision >= precision and self.recall >= recall:
            return
        if self.flagged < recall * self.planted:
            raise AssertionError(f"You flag too few: even if each were right, too many {self.thing} would be missed.")
        if self.planted < precision * self.flagged:
            raise AssertionError(
                f"You flag too many: even with all {self.thing} among them, too much would be flagged in vain."
            )
        raise AssertionError(self.says)

    @property
    def says(self) -> str:
        """What was flagged, in words for a message."""
        if not self.flagged:
            return f"You flag nothing, so no {self.thing} are found."
        wrong = _portion(self.precision, "Of what you flag, ", " right")
        missed = _portion(self.recall, f"Of the {self.thing}, ", " found")
        return f"{wrong} {missed}"


def _portion(share: float, before: str, after: str) -> str:
    words = "all are" if share == 1 else "more than half are" if share > 0.5 else "at most half are"
    return f"{before}{words}{after}."


def _hashable(values: Iterable[object]) -> bool:
    return all(type(value) in (int, str, bool, float, type(None)) for value in values)
