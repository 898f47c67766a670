"""The ladder of consistency models of one register: each rung allows what the rungs above it allow, and more.

- linearizable: one order of all operations, the same for everybody, that keeps real time: what ended before another
  began comes first. Herlihy and Wing (1990).
- sequential: one order of all operations that keeps the order of every process. Lamport, "How to make a multiprocessor
  computer that correctly executes multiprocess programs" (1979).
- causal: for each process an order of all writes and its own reads, that keeps what may have caused what: the order of
  every process, a write before those who read it, and so on. Ahamad et al., "Causal memory" (1995).
- PRAM: for each process an order of all writes and its own reads, that keeps the order of every process. Lipton and
  Sandberg (1988).
- session: for each process an order of all writes and its own reads, that keeps its own order: it reads its writes, and
  a value that it has seen replaced does not come back. "Local consistency" in Steinke and Nutt, "A unified theory of
  shared memory consistency" (2004); "read your writes" and "monotonic reads" of Terry et al. (1994), by process.
- eventual: reads give values that somebody wrote. Eventual consistency promises something of a time that no history
  reaches; this is what a history can refute of it.

In each order a read gives the last value written before it. Values written must differ: then every rung can be decided
without a search (`blocks`), as Bouajjani et al., "On verifying causal consistency" (2017), show for causal consistency
of any number of registers. Viotti and Vukolic, "Consistency in non-transactional distributed storage systems" (2016),
and Jepsen's map have the models that lie beside this ladder.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from rounds.errors import UnknownName
from rounds.sim.histories.blocks import INITIAL, Blocks, Edge, explained, program_order
from rounds.sim.histories.history import History, Operation
from rounds.sim.histories.verdict import Verdict


def satisfies(history: History, model: str, initial: Any = None) -> Verdict:
    """Whether a history of one register satisfies a model of `LADDER`; `initial` is its value before any write.

    Values written must differ, from each other and from `initial`; others raise `HistoryError`.
    """
    if model not in LADDER:
        raise UnknownName("consistency model", model, list(LADDER))
    return _check(Blocks(history, initial), model)


def weakest_model(history: History, initial: Any = None) -> str | None:
    """The strongest model of `LADDER` that a history satisfies, or None if a read gave what nobody wrote.

    It violates all that stand before that one. Values written must differ, from each other and from `initial`.
    """
    blocks = Blocks(history, initial)
    return next((model for model in LADDER if _check(blocks, model)), None)


def _check(blocks: Blocks, model: str) -> Verdict:
    if blocks.invented:
        read = blocks.invented[0]
        return Verdict(False, f"Not {model}: {read}, and nobody wrote {read.result!r}.", (read,))
    return LADDER[model](blocks)


def _linearizable(blocks: Blocks) -> Verdict:
    """No two blocks in which each has an operation that ended before one of the other began.

    A cycle of more blocks has two such in it: the one with the latest beginning, and the one that comes after it.
    """
    first_end = [-inf] + [inf] * (len(blocks.writes) - 1)
    last_begin = [-inf] * len(blocks.writes)
    for each in blocks.operations:
        number = blocks.of(each)
        first_end[number] = min(first_end[number], each.end)
        last_begin[number] = max(last_begin[number], each.invoked)
        write = blocks.writes[number]
        if write is not None and each.end < write.invoked:
            return Verdict(False, f"Not linearizable: {each}, before {write} began.", (each, write))
    # Blocks that last: another one may not begin and end within their time, nor may two of them overlap.
    lasting = sorted((n for n in range(len(first_end)) if first_end[n] < last_begin[n]), key=first_end.__getitem__)
    ends = [first_end[n] for n in lasting]
    for number in range(len(first_end)):
        place = bisect_left(ends, last_begin[number]) - 1  # the last that had begun to last
        while place >= 0 and lasting[place] == number:
            place -= 1
        if place >= 0 and first_end[number] < last_begin[lasting[place]]:
            return _torn(blocks, lasting[place], number)
    return Verdict(True)


def _torn(blocks: Blocks, one: int, other: int) -> Verdict:
    """Says of two blocks that each comes before the other."""
    if other == INITIAL:
        one, other = other, one
    begun = {n: [each for each in blocks.operations if blocks.of(each) == n] for n in (one, other)}
    newer = min(begun[other], key=lambda each: each.end)
    late = max(begun[one], key=lambda each: each.invoked)
    told = f"Not linearizable: {late} began after {newer} had ended"
    if one == INITIAL:
        return Verdict(False, f"{told}.", (newer, late))
    first = min(begun[one], key=lambda each: each.end)
    last = max(begun[other], key=lambda each: each.invoked)
    reason = f"{told}, and {last} began after {first} had ended: neither value can come first."
    return Verdict(False, reason, tuple(dict.fromkeys((first, newer, last, late))))


def _sequential(blocks: Blocks) -> Verdict:
    return explained(blocks, program_order(_processes(blocks).values()), _of_one_process, "sequential")


def _by_view(before_writes: Callable[[Blocks], list[Edge]], model: str) -> Callable[[Blocks], Verdict]:
    """A model with an order for each process: the process's own order, and what `before_writes` says of all writes."""

    def check(blocks: Blocks) -> Verdict:
        common = before_writes(blocks)
        for process, own in _processes(blocks).items():
            verdict = explained(blocks, [*common, *program_order([own])], _of_one_process, model)
            if not verdict:
                return Verdict(False, f"As process {process} sees it: {verdict.reason}", verdict.operations)
        return Verdict(True)

    return check


def _causes(blocks: Blocks) -> list[Edge]:
    """The writes that come right before each write: the last of its process, and those that this has read since."""
    return [edge for own in _processes(blocks).values() for edge in _causes_within(blocks, own)]


def _causes_within(blocks: Blocks, own: list[Operation]) -> Iterator[Edge]:
    waiting: list[Operation] = []
    for each in own:
        if each.kind == "write":
            yield from ((cause, each) for cause in waiting)
            waiting = [each]
        else:
            source = blocks.source(each)
            if source is not None and source.process != each.process:  # its own order says the rest
                waiting.append(source)


def _writes_of_each(blocks: Blocks) -> list[Edge]:
    by_process = _processes(blocks).values()
    return list(program_order([each for each in own if each.kind == "write"] for own in by_process))


def _processes(blocks: Blocks) -> dict[int, list[Operation]]:
    return History(blocks.operations).by_process()


def _of_one_process(earlier: Operation, later: Operation) -> str:
    if earlier.process == later.process:
        return f"process {later.process} did {_short(earlier)} and then {_short(later)}"
    return f"process {later.process} read {earlier.argument!r} and then did {_short(later)}"


def _short(operation: Operation) -> str:
    return f"read {operation.result!r}" if operation.kind == "read" else f"write {operation.argument!r}"


LADDER: dict[str, Callable[[Blocks], Verdict]] = {
    "linearizable": _linearizable,
    "sequential": _sequential,
    "causal": _by_view(_causes, "causal"),
    "PRAM": _by_view(_writes_of_each, "PRAM"),
    "session": _by_view(lambda _: [], "session"),
    "eventual": lambda _: Verdict(True),
}
"""The models by name, the strongest first."""
