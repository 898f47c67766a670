"""Is there an order in which one operation after the other explains what every client saw?

The search of Wing and Gong ("Testing and verifying concurrent objects", 1993) with Lowe's memory of configurations it
has been in ("Testing for linearizability", 2017): which operations have taken effect, and the state they left.
"""

from collections.abc import Hashable, Iterator
from math import inf
from typing import Any

from rounds.sim.histories.history import History, HistoryError, Operation
from rounds.sim.histories.objects import Object
from rounds.sim.histories.verdict import Verdict

Configuration = tuple[int, Hashable]  # a bit for each operation that has taken effect, and the state


def linearizable(history: History, model: Object, most: int = 1_000_000) -> Verdict:
    """Whether each operation can have taken effect at one moment between its invocation and its completion.

    `model` is what the object does: `Register()`, `Counter()`, `Log()` or an `Object` of your own. An operation of
    unknown outcome may take effect at any later time or never. If there is no such order, the verdict has the smallest
    part of the history from its beginning that has none either. A search that needs more than `most` configurations
    raises `HistoryError`. Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects" (1990).
    """
    effective = history.effective().operations
    idle = model.idle(effective)
    search = _Search([each for place, each in enumerate(effective) if place not in idle], model, most)
    return Verdict(True) if search.succeeds() else search.verdict()


class _Search:
    def __init__(self, operations: list[Operation], model: Object, most: int) -> None:
        self.operations, self.model, self.most = operations, model, most
        self.by_end = sorted(range(len(operations)), key=lambda place: operations[place].end)
        self.certain = sum(1 << place for place, each in enumerate(operations) if each.outcome == "ok")
        self.twins = _twins(operations)
        self.seen: set[Configuration] = set()
        self.stuck_at = -1  # the place in `by_end` of the operation that no configuration so far got past
        self.stuck: list[Configuration] = []

    def succeeds(self) -> bool:
        """Whether all that certainly happened can be put in order."""
        done, state = self._read_on(0, self.model.initial)
        path = [self._next(done, state, 0)]
        if done & self.certain == self.certain:
            return True
        while path:
            step = next(path[-1], None)
            if step is None:
                path.pop()
                continue
            done, state, first = step
            done, state = self._read_on(done, state)
            if done & self.certain == self.certain:
                return True
            if (done, state) not in self.seen:
                if len(self.seen) >= self.most:
                    raise HistoryError(f"{len(self.operations)} operations are too many at the same time: undecided.")
                self.seen.add((done, state))
                path.append(self._next(done, state, first))
        return False

    def _frontier(self, done: int, first: int) -> int:
        """The place in `by_end` of the first operation that has not taken effect."""
        while first < len(self.by_end) and done >> self.by_end[first] & 1:
            first += 1
        return first

    def _open(self, done: int, end: float) -> Iterator[int]:
        """The operations that may take effect next: nothing that is still missing ended before they began."""
        begin = (~done & (done + 1)).bit_length() - 1  # the first that has not taken effect
        for place in range(begin, len(self.operations)):
            if self.operations[place].invoked > end:
                return
            if not done >> place & 1:
                yield place

    def _next(self, done: int, state: Any, first: int) -> Iterator[tuple[int, Hashable, int]]:
        """The configurations that one more operation leads to."""
        first = self._frontier(done, first)
        self._note(first, done, state)
        end = self.operations[self.by_end[first]].end if first < len(self.by_end) else inf
        for place in self._open(done, end):
            twin = self.twins[place]
            if twin is not None and not done >> twin & 1:
                continue
            allowed, after = self.model.after(state, self.operations[place])
            if allowed:
                yield done | 1 << place, after, first

    def _read_on(self, done: int, state: Any) -> Configuration:
        """Lets every read that fits take effect at once: it changes nothing, so waiting with it gains nothing."""
        first = self._frontier(done, 0)
        while first < len(self.by_end):
            end = self.operations[self.by_end[first]].end
            fitting = [
                place
                for place in self._open(done, end)
                if self.operations[place].kind == "read" and self.model.after(state, self.operations[place])[0]
            ]
            if not fitting:
                break
            done |= sum(1 << place for place in fitting)
            first = self._frontier(done, first)
        return done, state

    def _note(self, first: int, done: int, state: Hashable) -> None:
        if first > self.stuck_at:
            self.stuck_at, self.stuck = first, []
        if first == self.stuck_at:
            self.stuck.append((done, state))

    def verdict(self) -> Verdict:
        """Why there is no order: the operation at whose end the history first has none."""
        culprit = self.operations[self.by_end[self.stuck_at]]
        part = tuple(each for each in self.operations if each.invoked <= culprit.end)
        states = sorted({repr(state) for _, state in self.stuck})
        could = " or ".join(states[:3]) + (" or another" if len(states) > 3 else "")
        reason = (
            f"No order of what began by {culprit.end:g} s explains {culprit}: "
            f"all that completed before it leaves {could}."
        )
        return Verdict(False, reason, (culprit, *(each for each in part if each is not culprit)))


def _twins(operations: list[Operation]) -> list[int | None]:
    """For each operation of unknown outcome the last one before it that is alike: that one takes effect first.

    Either may do so at any time from its invocation on, so the order of the two makes no difference, and so many alike
    that timed out need not be tried in every selection.
    """
    last: dict[tuple[str, str], int] = {}
    found: list[int | None] = []
    for place, each in enumerate(operations):
        if each.outcome != "info":
            found.append(None)
            continue
        alike = (each.kind, repr(each.argument))
        found.append(last.get(alike))
        last[alike] = place
    return found
