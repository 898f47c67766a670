"""What an object does when one operation happens after the other: the specification that histories are held against."""

from collections.abc import Hashable, Iterable
from typing import Any, Protocol

from rounds.sim.histories.history import HistoryError, Operation


class Object(Protocol):
    """A sequential specification. States are immutable and hashable."""

    initial: Hashable

    def after(self, state: Any, operation: Operation) -> tuple[bool, Hashable]:
        """Whether the operation may give its result in that state, and the state after it.

        An operation of unknown outcome may give any result.
        """
        ...

    def idle(self, operations: Iterable[Operation]) -> set[int]:
        """Places of operations of unknown outcome that nobody saw: that they never happened explains as much."""
        ...


def _refuse(operation: Operation, name: str, kinds: str) -> HistoryError:
    return HistoryError(f"{operation}: a {name} knows {kinds}.")


class Register:
    """A value that is read, written and compared and set: "cas" with (expected, new) that is "ok" has set it.

    As Jepsen has it, a compare-and-set that found another value is a "fail", which says nothing else.
    """

    def __init__(self, initial: Hashable = None) -> None:
        self.initial = initial

    def after(self, state: Hashable, operation: Operation) -> tuple[bool, Hashable]:
        """Reads give the state, writes replace it, compare-and-set where it is what was expected."""
        if operation.kind == "write":
            return True, operation.argument
        if operation.kind == "read":
            return operation.result == state, state
        if operation.kind == "cas":
            expected, new = operation.argument
            return expected == state, new
        raise _refuse(operation, "register", "read, write and cas")

    def idle(self, operations: Iterable[Operation]) -> set[int]:
        """Writes and compare-and-sets to a value that no other operation read or expected."""
        operations = list(operations)
        seen = {each.result for each in operations if each.kind == "read"}
        seen |= {each.argument[0] for each in operations if each.kind == "cas"}
        return {place for place, each in enumerate(operations) if each.outcome == "info" and _new(each) not in seen}


def _new(operation: Operation) -> Any:
    return operation.argument[1] if operation.kind == "cas" else operation.argument


class Counter:
    """A number that "add" changes by its argument and "read" gives."""

    def __init__(self, initial: int = 0) -> None:
        self.initial = initial

    def after(self, state: int, operation: Operation) -> tuple[bool, int]:
        """Reads give the sum."""
        if operation.kind == "add":
            return True, state + operation.argument
        if operation.kind == "read":
            return operation.result == state, state
        raise _refuse(operation, "counter", "read and add")

    def idle(self, operations: Iterable[Operation]) -> set[int]:
        """None but those that add nothing: each of the others may be part of a sum that was read."""
        return {n for n, each in enumerate(operations) if each.outcome == "info" and each.argument == 0}


class Log:
    """A list that "append" prolongs by its argument and "read" gives whole.

    Whole reads rather than offsets, as Jepsen's list-append has it: each read shows the order of all that came before,
    so that two reads that disagree can be laid side by side.
    """

    initial: tuple[Any, ...] = ()

    def after(self, state: tuple[Any, ...], operation: Operation) -> tuple[bool, tuple[Any, ...]]:
        """Reads give all that was appended, in order."""
        if operation.kind == "append":
            return True, (*state, operation.argument)
        if operation.kind == "read":
            return tuple(operation.result) == state, state
        raise _refuse(operation, "log", "read and append")

    def idle(self, operations: Iterable[Operation]) -> set[int]:
        """Appends of what no read shows."""
        operations = list(operations)
        seen = {value for each in operations if each.kind == "read" for value in each.result}
        return {n for n, each in enumerate(operations) if each.outcome == "info" and each.argument not in seen}
