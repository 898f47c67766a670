"""Where notebooks are judged: here, by an engine of this machine, or on a cluster."""

from pathlib import Path
from typing import Protocol

from rounds.grading.cohort.steady import SteadyEngine
from rounds.grading.cohort.work import Done, Work, judged
from rounds.grading.engine import Engine, default_engine
from rounds.grading.sandbox.bubblewrap import require_sandbox
from rounds.grading.stock import cell_seconds, course_config


class Judges(Protocol):
    """Judges notebooks, several at once; all methods may be called from several threads."""

    workers: int  # how many notebooks it is worth asking for at once

    def judge(self, work: Work) -> Done:
        """Judge one notebook; raises StoppedError after `stop`."""
        ...

    def stop(self) -> None:
        """End everything that runs."""
        ...


class Local:
    """Judges with an engine of this machine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = SteadyEngine(engine)
        self.workers = engine.workers

    def judge(self, work: Work) -> Done:
        """See `Judges`."""
        return judged(work, self._engine)

    def stop(self) -> None:
        """See `Judges`."""
        self._engine.stop()


def start(root: Path, workers: int | None = None, scheduler: str = "", *, unsandboxed: bool = False) -> Judges:
    """Start what judges the course at `root`: here with `workers` at once, or on the Dask cluster of `scheduler`.

    Raises RoundsError where this machine has no sandbox, unless it is to go on `unsandboxed`.
    """
    seconds = cell_seconds(course_config(root))
    if scheduler:
        from rounds.grading.cohort.cluster import Cluster

        return Cluster(scheduler, unsandboxed=unsandboxed)
    if not unsandboxed:
        require_sandbox("add --unsandboxed")
    engine = default_engine(seconds, workers, [root])
    engine.start()
    return Local(engine)
