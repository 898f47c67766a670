"""Histories of operations, and checkers that say which consistency model they satisfy.

    from rounds.sim.histories import History, Operation, Register, linearizable

    stale = History([
        Operation(0, "write", 1, None, 0.0, 1.0),
        Operation(1, "read", None, None, 2.0, 3.0),
    ])
    linearizable(stale, Register()).reason

`linearizable` takes registers with compare-and-set, counters and append logs. `weakest_model` and the models of its
ladder take reads and writes of one register whose written values differ from each other.
"""

from typing import TYPE_CHECKING, Any

from rounds.sim.histories.anomalies import stale_for
from rounds.sim.histories.history import History, HistoryError, Operation
from rounds.sim.histories.linearizability import linearizable
from rounds.sim.histories.objects import Counter, Log, Object, Register
from rounds.sim.histories.verdict import Verdict

if TYPE_CHECKING:
    from rounds.sim.histories.ladder import LADDER, satisfies, weakest_model

__all__ = [
    "LADDER",
    "Counter",
    "History",
    "HistoryError",
    "Log",
    "Object",
    "Operation",
    "Register",
    "Verdict",
    "linearizable",
    "satisfies",
    "stale_for",
    "weakest_model",
]


def __getattr__(name: str) -> Any:
    """The ladder, when it is asked for: an exercise asks for what it holds, and the network does without it there."""
    if name in ("LADDER", "satisfies", "weakest_model"):
        from rounds.sim.histories import ladder

        return getattr(ladder, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
