"""A history: what clients asked of an object, what they were told, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Literal, cast, get_args

from rounds.errors import RoundsError

OutcomeKind = Literal["ok", "fail", "info"]


class HistoryError(RoundsError):
    """A history that cannot be, or that a checker does not take; the message says which operation and why."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of one process.

    kind: "read", "write", "cas", "add", "append" or another. argument: what it was asked with; for a "cas" the pair
    (expected, new). result: what it answered. invoked, completed: seconds; completed is None while nobody knows.
    outcome, in Jepsen's sense: "ok" happened; "fail" did not; "info" happened at some time from its invocation on, or
    never. node: the server that was asked, where there is one.
    """

    process: int
    kind: str
    argument: Any
    result: Any
    invoked: float
    completed: float | None
    outcome: OutcomeKind = "ok"
    node: str = ""

    def __post_init__(self) -> None:
        if self.outcome not in get_args(OutcomeKind):
            raise HistoryError(f"{self}: outcome {self.outcome!r} is unknown; ok, fail or info.")
        if (self.completed is None) != (self.outcome == "info"):
            raise HistoryError(
                f"{self}: outcome {self.outcome!r} with completed={self.completed}; None goes with info."
            )
        if self.completed is not None and not self.invoked <= self.completed:
            raise HistoryError(f"{self}: it completed before it was invoked.")

    def __str__(self) -> str:
        what = self.kind if self.argument is None else f"{self.kind} {self.argument!r}"
        if self.kind == "read" and self.outcome == "ok":
            what = f"read {self.result!r}"
        end = "?" if self.completed is None else f"{self.completed:g}"
        return f"process {self.process}: {what} ({self.invoked:g} to {end} s)"

    @property
    def end(self) -> float:
        """When it completed; infinite where nobody knows."""
        return inf if self.completed is None else self.completed

    def ended(self, outcome: str, completed: float, result: Any = None) -> "Operation":
        """The same operation with what came of it."""
        return replace(self, outcome=cast(OutcomeKind, outcome), completed=completed, result=result)


class History:
    """Operations in the order of their invocation. A process does one after the other, and none after an "info".

    One operation is before another if it completed earlier than the other was invoked; at the same moment is not
    before. So a process's next operation begins later than the moment at which its last one completed.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = tuple(sorted(operations, key=lambda each: (each.invoked, each.end, each.process)))
        last: dict[int, Operation] = {}
        for each in self.operations:
            before = last.get(each.process)
            if before is not None and before.end >= each.invoked:
                raise HistoryError(
                    f"{each}, and {before} had not ended before: a process does one thing at a time, and one whose "
                    f"operation has an unknown outcome goes on under a new number."
                )
            last[each.process] = each

    def __len__(self) -> int:
        return len(self.operations)

    def __iter__(self) -> Iterator[Operation]:
        return iter(self.operations)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, History) and self.operations == other.operations

    def __hash__(self) -> int:
        return hash(len(self.operations))

    def __str__(self) -> str:
        return "\n".join(map(str, self.operations))

    def effective(self) -> "History":
        """Without what had no effect: what failed, and reads of unknown outcome."""
        return History(o for o in self if o.outcome == "ok" or (o.outcome == "info" and o.kind != "read"))

    def by_process(self) -> dict[int, list[Operation]]:
        """The operations of each process, in order."""
        found: dict[int, list[Operation]] = {}
        for each in self:
            found.setdefault(each.process, []).append(each)
        return found
