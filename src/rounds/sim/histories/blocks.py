"""A register's operations in blocks: each written value with the reads that saw it.

In any order that explains a register, a write and the reads of its value stand together, with no other write between.
So where all written values differ, to look for an order of operations is to look for an order of blocks, and that is
to look for a cycle: no search is needed. Gibbons and Korach, "Testing shared memories" (1997), for linearizability;
Cantin, Lipasti and Smith, "The complexity of verifying memory coherence and consistency" (2005), for program order.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from rounds.sim.histories.history import History, HistoryError, Operation
from rounds.sim.histories.verdict import Verdict

INITIAL = 0  # the block of the value that nobody wrote
Edge = tuple[Operation, Operation]


class Blocks:
    """A history of a register, sorted into blocks; `of(operation)` is the number of the block.

    Takes reads and writes only; values written must be hashable and differ, from each other and from `initial`; others
    raise `HistoryError`. Left out is what had no effect: what failed, and writes of unknown outcome that no read saw.
    `invented` holds reads of values that nobody wrote.
    """

    def __init__(self, history: History, initial: Any = None) -> None:
        effective = history.effective()
        reads = [each for each in effective if each.kind == "read"]
        seen = {_hashable(each, each.result) for each in reads}
        self.initial = initial
        self.writes: list[Operation | None] = [None]
        self._numbers: dict[Any, int] = {initial: INITIAL}
        for each in _distinct_writes(effective, initial):
            if each.outcome == "ok" or each.argument in seen:
                self._numbers[each.argument] = len(self.writes)
                self.writes.append(each)
        self.invented = [each for each in reads if each.result not in self._numbers]
        self.operations = [
            each for each in effective if (each.result if each.kind == "read" else each.argument) in self._numbers
        ]

    def of(self, operation: Operation) -> int:
        """The block of the value that it wrote or read."""
        return self._numbers[operation.argument if operation.kind == "write" else operation.result]

    def source(self, read: Operation) -> Operation | None:
        """The write that a read saw; None for the initial value."""
        return self.writes[self.of(read)]

    def name(self, number: int) -> str:
        """The value of a block, for a sentence."""
        write = self.writes[number]
        return repr(self.initial if write is None else write.argument)


def _distinct_writes(history: History, initial: Any) -> Iterator[Operation]:
    writers = {initial: "the register at its beginning"}
    for each in history:
        if each.kind == "read":
            continue
        if each.kind != "write":
            raise HistoryError(f"{each}: this checker takes reads and writes of a register.")
        value = _hashable(each, each.argument)
        if value in writers:
            raise HistoryError(
                f"{each} has the same value as {writers[value]}: give every write a value of its own, or nobody can "
                f"tell which one a read saw."
            )
        writers[value] = str(each)
        yield each


def _hashable(operation: Operation, value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        raise HistoryError(f"{operation}: this checker takes values that can be hashed, such as numbers.") from None
    return value


def program_order(processes: Iterable[list[Operation]]) -> Iterator[Edge]:
    """Each operation before the next one of its process."""
    for operations in processes:
        yield from pairwise(operations)


def explained(blocks: Blocks, edges: Iterable[Edge], why: Callable[[Operation, Operation], str], model: str) -> Verdict:
    """Whether an order of blocks keeps the `edges`, (earlier, later); `why` says of one where it comes from."""
    after: dict[int, dict[int, Edge]] = {INITIAL: {}}
    for earlier, later in edges:
        one, other = blocks.of(earlier), blocks.of(later)
        if one != other:
            after.setdefault(one, {}).setdefault(other, (earlier, later))
        elif later.kind == "write":
            reason = f"Not {model}: {why(earlier, later)}, so it read {blocks.name(one)} before it was written."
            return Verdict(False, reason, (earlier, later))
    cycle = _cycle(after)
    if cycle is None:
        return Verdict(True)
    steps = [after[a].get(b) for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
    told = [
        f"{blocks.name(INITIAL)} was there before {blocks.name(b)} was written"
        if step is None
        else f"{blocks.name(a)} comes before {blocks.name(b)} as {why(*step)}"
        for a, b, step in zip(cycle, [*cycle[1:], cycle[0]], steps, strict=True)
    ]
    found = [each for step in steps if step is not None for each in step]
    return Verdict(False, f"Not {model}: " + "; but ".join(told) + ".", tuple(dict.fromkeys(found)))


def _cycle(after: dict[int, dict[int, Edge]]) -> list[int] | None:
    """A cycle of blocks, where every block comes after the initial one; None where there is none.

    The shortest through the block at which a walk in depth first came back, as its sentence is to be read by people.
    """
    back = next((number for number in after if INITIAL in after[number]), None)
    if back is not None:
        return [INITIAL, back]
    done: set[int] = set()
    for root in after:
        path, walk = {root: None}, [iter(after[root])]
        while walk and root not in done:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                done.add(path.popitem()[0])
            elif step in path:
                return _shortest(after, step)
            elif step not in done:
                path[step] = None
                walk.append(iter(after.get(step, ())))
    return None


def _shortest(after: dict[int, dict[int, Edge]], begin: int) -> list[int]:
    """The shortest cycle through `begin`, which lies on one."""
    came_from: dict[int, int] = {}
    level = [begin]
    while begin not in came_from:
        following = []
        for number in level:
            for step in after.get(number, ()):
                if step not in came_from:
                    came_from[step] = number
                    following.append(step)
        level = following
    cycle = [came_from[begin]]
    while cycle[-1] != begin:
        cycle.append(came_from[cycle[-1]])
    return cycle[::-1]
