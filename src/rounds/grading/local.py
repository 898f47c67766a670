"""Where notebooks are judged: here, by an engine of this machine, or on a cluster."""

import os
from pathlib import Path
from typing import Any, Protocol

from rounds.grading.engine import Engine, default_engine
from rounds.grading.steady import SteadyEngine
from rounds.grading.stock import cell_seconds, course_config
from rounds.grading.work import Done, Work, judged


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


def start(root: Path, workers: int | None = None, scheduler: str = "") -> Judges:
    """Start what judges the course at `root`: here with `workers` at once, or on the Dask cluster of `scheduler`."""
    seconds = cell_seconds(course_config(root))
    if scheduler:
        from rounds.grading.cluster import Cluster

        return Cluster(scheduler)
    return Local(default_engine(seconds, workers or cores()))


def cores() -> int:
    """The cores that this process may use."""
    usable: Any = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
