"""The same judging on a Dask cluster: each of its processes keeps one engine."""

import threading
from contextlib import suppress

from rounds.cluster import PATIENCE_SECONDS, connected
from rounds.grading.cohort.steady import SteadyEngine, StoppedError
from rounds.grading.cohort.work import Done, Work, judged
from rounds.grading.engine import default_engine
from rounds.grading.sandbox.bubblewrap import require_sandbox

_engines: dict[float, SteadyEngine] = {}
_making = threading.Lock()


class Cluster:
    """Judges wherever the workers of a Dask scheduler are; raises RoundsError where it cannot be reached.

    A worker on a machine where no sandbox works judges nothing, unless it is to go on `unsandboxed`.
    """

    def __init__(self, address: str, *, unsandboxed: bool = False) -> None:
        self._client = connected(address)
        self.workers = sum(self._client.nthreads().values())
        self._stopping, self._unsandboxed = False, unsandboxed

    def judge(self, work: Work) -> Done:
        """See `rounds.grading.cohort.local.Judges`."""
        try:
            done: Done = self._client.submit(judged_there, work, self._unsandboxed, pure=False).result()
        except BaseException:
            if self._stopping:
                raise StoppedError from None
            raise
        return done

    def stop(self) -> None:
        """See `rounds.grading.cohort.local.Judges`."""
        self._stopping = True
        with suppress(OSError, RuntimeError, TimeoutError):
            self._client.close(timeout=PATIENCE_SECONDS)


def judged_there(work: Work, unsandboxed: bool) -> Done:
    """`judged` with the engine of this process of the cluster."""
    if not unsandboxed:
        require_sandbox("add --unsandboxed")
    with _making:
        if work.cell_seconds not in _engines:
            _engines[work.cell_seconds] = SteadyEngine(default_engine(work.cell_seconds, _threads()))
    return judged(work, _engines[work.cell_seconds])


def _threads() -> int:
    from distributed import get_worker

    return int(get_worker().state.nthreads)
