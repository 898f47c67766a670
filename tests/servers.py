"""A JupyterLab that `rounds` has started, and how tests wait for it."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "loopback-tests"


@dataclass(frozen=True)
class Server:
    """A JupyterLab that `rounds` has started."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def address(self, path: str) -> str:
        return f"{self.url}{path}?token={TOKEN}"

    def status(self, path: str) -> int:
        """The HTTP status of a page."""
        try:
            with urllib.request.urlopen(self.address(path), timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def answers(self) -> bool:
        """Whether the server is up."""
        try:
            return self.status("/lab") == 200
        except OSError:
            return False


StartServer = Callable[..., AbstractContextManager[Server]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rounds() -> str:
    """The command that users type, from the environment that runs the tests."""
    return str(Path(sys.executable).with_name("rounds"))


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.05)
