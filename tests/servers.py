"""A JupyterLab that `rounds` has started, and how tests wait for it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "loopback-tests"
REPOSITORY = Path(__file__).parents[1]


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


Run = Callable[..., subprocess.CompletedProcess[str]]


def rounds_in(folder: Path, *without: str) -> Run:
    """A function that runs `rounds` in a folder, without the environment's variables that begin as in `without`.

    `prefix` are words before the command; other names are variables for it.
    """
    left_out = ("ROUNDS", "PYTEST", *without)

    def start(*words: str, prefix: tuple[str, ...] = (), **more: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
        return subprocess.run(
            [*prefix, rounds(), *words],
            cwd=folder,
            env=kept | {"COLUMNS": "160"} | more,
            capture_output=True,
            text=True,
            check=False,
        )

    return start


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def copy_of_the_course(folder: Path) -> Path:
    """A course directory in a folder: the repository's notebooks and configuration, nobody's work."""
    root = folder / "course"
    root.mkdir()
    for name in ("notebooks", "source", "release"):
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return root


def empty_home(folder: Path) -> dict[str, str]:
    """An environment with an empty home, so that nobody's own Jupyter settings have a say."""
    home = folder / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "ROUNDS"))}
    return {**kept, "HOME": str(home)}


def server_in(home: dict[str, str], logs: Path) -> StartServer:
    """Make a context manager that runs `rounds lab` or `rounds instructor` in a course, its log in a folder."""

    @contextmanager
    def start(command: str, course: Path, **environment: str) -> Iterator[Server]:
        port, log = free_port(), logs / f"{command}.log"
        words = [rounds(), command, "--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
        with log.open("w") as output:
            process = subprocess.Popen(
                words,
                cwd=course,
                env=home | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            wait_until(lambda: process.poll() is not None or server.answers(), 60, f"{command} to answer")
            assert process.poll() is None, log.read_text()
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise AssertionError(f"{command} did not end when it was told to:\n{log.read_text()}") from None

    return start
