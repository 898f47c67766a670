"""The same judging on a Dask cluster: each of its processes keeps one engine."""

import re
import socket
import threading
from contextlib import suppress
from typing import Any

from rounds.errors import RoundsError
from rounds.grading.cohort.steady import SteadyEngine, StoppedError
from rounds.grading.cohort.work import Done, Work, judged
from rounds.grading.engine import default_engine
from rounds.grading.sandbox.bubblewrap import require_sandbox

PATIENCE_SECONDS = 5
_LAST_PORT = 65_535

_engines: dict[float, SteadyEngine] = {}
_making = threading.Lock()


class Cluster:
    """Judges wherever the workers of a Dask scheduler are; raises RoundsError where it cannot be reached.

    A worker on a machine where no sandbox works judges nothing, unless it is to go on `unsandboxed`.
    """

    def __init__(self, address: str, *, unsandboxed: bool = False) -> None:
        try:
            import distributed
        except ImportError:
            raise RoundsError("--scheduler needs Dask: `pip install distributed` here and on every worker.") from None
        _require_reachable(address)
        try:
            make: Any = distributed.Client
            self._client = make(address, timeout=PATIENCE_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _unreachable(address, error) from None
        self.workers = sum(self._client.nthreads().values())
        self._stopping, self._unsandboxed = False, unsandboxed
        if not self.workers:
            self._client.close()
            raise RoundsError(
                f"The Dask scheduler at {address} has no workers. Start some with `dask worker {address}`."
            )

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


def _require_reachable(address: str) -> None:
    """Say that nobody is there before Dask itself tries again and again, in threads that outlive the attempt."""
    match = re.fullmatch(r"(?:tcp|tls)://\[?([^/]+?)]?:(\d{1,5})", address)
    if match is None or int(match[2]) > _LAST_PORT:
        raise RoundsError(f"{address} is no address of a Dask scheduler: tcp://host:port.")
    try:
        socket.create_connection((match[1], int(match[2])), PATIENCE_SECONDS).close()
    except OSError as error:
        raise _unreachable(address, error) from None


def _unreachable(address: str, error: Exception) -> RoundsError:
    said = str(error).partition("\n")[0] or type(error).__name__
    advice = "Start one with `dask scheduler`, or leave --scheduler out."
    return RoundsError(f"No Dask scheduler answers at {address} ({said}). {advice}")


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
