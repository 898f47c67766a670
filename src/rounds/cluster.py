"""A Dask cluster that does work for us, be it grading or simulating."""

import re
import socket
from typing import Any

from rounds.errors import RoundsError

PATIENCE_SECONDS = 5
_LAST_PORT = 65_535


def connected(address: str) -> Any:
    """A Dask client of the scheduler at `address` (tcp://host:port), which has workers.

    Raises RoundsError where Dask is not installed, nobody answers, or there is nobody to do the work.
    """
    try:
        import distributed
    except ImportError:
        raise RoundsError("--scheduler needs Dask: `pip install distributed` here and on every worker.") from None
    _require_reachable(address)
    try:
        make: Any = distributed.Client
        client = make(address, timeout=PATIENCE_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from None
    if not client.nthreads():
        client.close()
        raise RoundsError(f"The Dask scheduler at {address} has no workers. Start some with `dask worker {address}`.")
    return client


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
