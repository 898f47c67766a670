"""The one seam behind which learners' code runs: nothing else may know which engine does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rounds.grading.slices import Slice
from rounds.grading.verdict import Verdict

Output = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What came of a slice: one verdict per test cell, in order, and the outputs of setup and learner's cells.

    `outputs` maps a cell's index in the sanitized notebook to its outputs in notebook format.
    """

    verdicts: tuple[Verdict, ...]
    outputs: Mapping[int, list[Output]]
    seconds: float


class Engine(Protocol):
    """Runs a slice's cells and judges its tests."""

    def run(self, piece: Slice) -> Outcome:
        """Return exactly one verdict for each test cell of `piece`, whatever the learner's code does.

        Raises `RoundsError` only where nothing can run at all on this machine. KeyboardInterrupt passes through after
        every process is gone.
        """
        ...

    def stop(self) -> None:
        """End every running slice soon; called from another thread when the user gives up."""
        ...


def default_engine(cell_seconds: float = 30.0) -> Engine:
    """The engine that check, grade and nbgrader's own commands use; it stops a cell after `cell_seconds`."""
    from rounds.grading.kernel import KernelEngine

    return KernelEngine(cell_seconds)
