"""The one seam behind which learners' code runs: nothing else may know which engine does it."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rounds.course import find_root
from rounds.errors import RoundsError
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import Verdict

Output = dict[str, Any]


@dataclass(frozen=True)
class Usage:
    """What a run took: CPU seconds of the learner's process tree and of the judge, calls from judge to learner."""

    learner_seconds: float = 0.0
    judge_seconds: float = 0.0
    calls: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of a slice: one verdict per test cell, in order, and the outputs of setup and learner's cells.

    `outputs` maps a cell's index in the sanitized notebook to its outputs in notebook format. `limits` are sentences on
    the limits that the answer hit: on a busy machine it may fare better another time.
    """

    verdicts: tuple[Verdict, ...]
    outputs: Mapping[int, list[Output]]
    seconds: float
    usage: Usage = Usage()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Played:
    """What came of a script: the outputs of each cell that ran, in notebook format, by its index.

    `ended` says in a sentence why not every cell ran, or why a limit stopped one; empty where all went well.
    """

    outputs: Mapping[int, list[Output]]
    seconds: float
    ended: str = ""
    usage: Usage = Usage()


class Engine(Protocol):
    """Runs learners' code, and judges it. All methods may be called from several threads at once."""

    workers: int  # how many slices or scripts it runs side by side

    def start(self) -> None:
        """Begin now what would otherwise begin with the first run; it goes on in other processes."""
        ...

    def run(self, piece: Slice) -> Outcome:
        """Return exactly one verdict for each test cell of `piece`, whatever the learner's code does.

        Raises `RoundsError` only where nothing can run at all on this machine, or our own setup does not run.
        KeyboardInterrupt passes through after every process is gone.
        """
        ...

    def play(self, script: Script) -> Played:
        """Run a whole notebook's cells in one kernel, its tests included, as nbgrader itself does."""
        ...

    def stop(self) -> None:
        """End every running slice soon; called from another thread when the user gives up."""
        ...


def default_engine(cell_seconds: float = 30.0, workers: int | None = None, hidden: Sequence[Path] = ()) -> Engine:
    """The engine that check, grade and nbgrader's own commands use; it stops a cell after `cell_seconds`.

    It runs `workers` slices or scripts side by side; without a number, as many as there are processors. Answers do not
    see the folders `hidden`, even where these lie inside the Python installation.
    """
    from rounds.grading.judge.engine import JudgeEngine
    from rounds.grading.limits import Limits

    return JudgeEngine(Limits(cell_seconds=cell_seconds), workers, hidden)


def engine_at_hand(starts: Callable[[], None] = lambda: None) -> Engine:
    """The engine for a learner who waits: the one beside JupyterLab, or else one of this process's own, kept up.

    `starts` is called before the process's own is started.
    """
    from rounds.grading.judge.shared import SharedEngine, is_up

    if is_up():
        return SharedEngine()
    if not _own_engine.cache_info().currsize:
        starts()
    return _own_engine()


@functools.cache
def _own_engine() -> Engine:
    try:
        return default_engine(hidden=[find_root(Path.cwd())])
    except RoundsError:
        return default_engine()
