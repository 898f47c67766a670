"""Short ways to write histories by hand."""

from typing import Any

from rounds.sim.histories import History, Operation


def op(process: int, kind: str, value: Any, begin: float, end: float | None, outcome: str = "") -> Operation:
    """An operation: `value` is what was read, or what was written, added, appended or compared and set."""
    argument, result = (None, value) if kind == "read" else (value, None)
    known: Any = outcome or ("info" if end is None else "ok")
    return Operation(process, kind, argument, result, begin, end, known)


def serial(*rows: tuple[int, str, Any]) -> History:
    """Operations one after another in real time: (process, kind, value), the first from 0 to 1 s, the next from 2."""
    return History(op(*row, begin=2.0 * n, end=2.0 * n + 1) for n, row in enumerate(rows))


def concurrent(*processes: list[tuple[str, Any]]) -> History:
    """Each process does its operations in order; those in the same place of two processes overlap, others do not."""
    return History(
        op(process, kind, value, 2.0 * n, 2.0 * n + 1)
        for process, rows in enumerate(processes)
        for n, (kind, value) in enumerate(rows)
    )
