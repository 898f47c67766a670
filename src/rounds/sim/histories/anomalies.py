"""How far the answers of a register were from the truth."""

from bisect import bisect_right
from math import inf
from typing import Any

from rounds.sim.histories.blocks import Blocks
from rounds.sim.histories.history import History, Operation


def stale_for(history: History, initial: Any = None) -> dict[Operation, float]:
    """For each successful read, for how many seconds its value had certainly been replaced when the read began.

    0 where that is not certain: no other write had begun after the value was there, and ended before the read began.
    A history with any value above 0 is not linearizable. Values written must differ, as in `weakest_model`. A read of
    a value that nobody wrote is not among the keys.
    """
    blocks = Blocks(history, initial)
    there = [-inf] + [inf] * (len(blocks.writes) - 1)  # when a block's value was there at the latest
    for each in blocks.operations:
        there[blocks.of(each)] = min(there[blocks.of(each)], each.end)
    writes = sorted((each for each in blocks.writes if each is not None), key=lambda each: each.invoked)
    begins = [each.invoked for each in writes]
    earliest = [inf] * (len(writes) + 1)  # the first end among the writes from that place on
    for place in range(len(writes) - 1, -1, -1):
        earliest[place] = min(earliest[place + 1], writes[place].end)
    reads = [each for each in blocks.operations if each.kind == "read"]
    return {each: max(0.0, each.invoked - earliest[bisect_right(begins, there[blocks.of(each)])]) for each in reads}
