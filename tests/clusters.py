"""A real Dask cluster on this machine, for as long as a test needs it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import free_port, wait_until


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of a scheduler that has so many workers; their log lies in `folder`."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [["scheduler", *here, "--port", str(port)]]
    commands += [["worker", address, *here, "--nworkers", "1", "--nthreads", "1", "--no-nanny"]] * workers
    started = []
    with (folder / "dask.log").open("wb") as log:
        for command in commands:
            words = [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]]
            started.append(subprocess.Popen(words, cwd=folder, stdout=log, stderr=log))
    try:
        wait_until(lambda: _has_workers(address, workers), 60, (folder / "dask.log").read_text())
        yield address
    finally:
        # Workers first: one whose scheduler is gone tries for long to tell it that it ends.
        for process in reversed(started):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _has_workers(address: str, count: int) -> bool:
    from distributed import Client

    try:
        with Client(address, timeout=2, set_as_default=False) as client:
            return len(client.nthreads()) == count
    except OSError:
        return False
