"""Starts JupyterLab, for a learner in their workspace or for an instructor on the course."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from types import FrameType

from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.lab.workspace import make_workspace

STOP_SECONDS = 10.0
SETTINGS = Path(__file__).parents[1] / "data" / "jupyter"
LAYOUT = "default-37a8.jupyterlab-workspace"  # what JupyterLab calls the layout of its address without a name


def open_lab(course_root: Path, jupyter_args: Sequence[str]) -> int:
    """Open JupyterLab in the learner's workspace on `start-here.ipynb` and return its exit code when it has ended.

    `jupyter_args` go to JupyterLab as they are. Raises RoundsError for a port that was asked for and is taken, and for
    a workspace that cannot be written.
    """
    _refuse_taken_port(jupyter_args)
    report = make_workspace(course_root)
    _refuse_read_only(report.path)
    for sentence in report.sentences():
        print(sentence, flush=True)
    # Layouts belong to this course: those of the learner's other projects stay out of it.
    layouts = {"JUPYTERLAB_WORKSPACES_DIR": str(_first_layout(report.path / ".rounds" / "layouts"))}
    with judge_beside(course_root):
        return _run("lab", report.path, ["--LabApp.default_url=/lab/tree/start-here.ipynb", *jupyter_args], layouts)


def open_instructor(course_root: Path, jupyter_args: Sequence[str]) -> int:
    """Open JupyterLab on the course itself, with nbgrader's formgrader, and return its exit code when it has ended.

    `jupyter_args` go to JupyterLab as they are. Raises RoundsError for a port that was asked for and is taken, and for
    a course that cannot be written.
    """
    _refuse_taken_port(jupyter_args)
    _refuse_read_only(course_root)
    return _run("instructor", course_root, jupyter_args, {})


def _first_layout(folder: Path) -> Path:
    """Have JupyterLab begin with the table of contents beside start-here, where there is no layout yet."""
    if not any(folder.glob("*.jupyterlab-workspace")):
        write_atomic(folder / LAYOUT, (SETTINGS / "lab" / "first.jupyterlab-workspace").read_bytes())
    return folder


@contextmanager
def judge_beside(course_root: Path) -> Iterator[None]:
    """Keep a judge up as long as JupyterLab runs, so that checks need not wait for one."""
    from rounds.grading.judge.shared import start

    judge = start(course_root)
    try:
        yield
    finally:
        judge.communicate()  # closes its standard input, at which it ends


def _run(settings: str, folder: Path, jupyter_args: Sequence[str], extra_environment: dict[str, str]) -> int:
    """Run JupyterLab in the foreground with our settings before the user's own, and none written to their home."""
    configs = [str(SETTINGS / settings), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    # A learner's kernel knows `check` from its start: its button works after a restart, before any cell has run.
    kernels = [str(SETTINGS / settings), os.environ.get("JUPYTER_PATH", "")]
    environment = {
        **os.environ,
        **extra_environment,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, configs)),
        "JUPYTER_PATH": os.pathsep.join(filter(None, kernels)),
        # A `python3` kernel in the user's home must not stand in for the one that has Rounds installed.
        "JUPYTER_PREFER_ENV_PATH": "1",
        # In JupyterLab's terminal, `rounds` is the command that opened it.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
    }
    # In a container root is the ordinary user; the server listens on loopback and asks for its token all the same.
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *as_root, *jupyter_args]
    server = subprocess.Popen(command, cwd=folder, env=environment)

    def pass_on(signum: int, _frame: FrameType | None) -> None:
        server.send_signal(signum)
        # A server whose cleaning up fails stays for ever; notebooks are saved by the browser, so nothing is lost.
        last_resort = threading.Timer(STOP_SECONDS, server.kill)
        last_resort.daemon = True
        last_resort.start()

    # Ctrl-C reaches JupyterLab from the terminal, which asks before it stops; only then do we stop too.
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, pass_on),
    }
    try:
        return server.wait()
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _refuse_read_only(folder: Path) -> None:
    """Raise RoundsError for a folder in which JupyterLab could open notebooks but never save them."""
    if not os.access(folder, os.W_OK):
        raise RoundsError(
            f"{folder} is read-only, so nothing could be saved in it; make it writable, or work in a copy."
        )


def _refuse_taken_port(jupyter_args: Sequence[str]) -> None:
    """Raise RoundsError when the port that the user asked for is taken; without one, JupyterLab finds a free port."""
    port = _asked_port(jupyter_args)
    if not port:
        return
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except PermissionError:
            raise RoundsError(f"Port {port} is reserved for the system; choose one above 1023, or none.") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise RoundsError(
                    f"Port {port} is in use; stop the program that holds it, choose another, or name none."
                ) from None


def _asked_port(jupyter_args: Sequence[str]) -> int | None:
    for argument, following in zip_longest(jupyter_args, jupyter_args[1:], fillvalue=""):
        name, _, value = argument.partition("=")
        if name in ("--port", "--ServerApp.port"):
            value = value or following
            if not (value.isdecimal() and int(value) < 65536):
                raise RoundsError(f"--port needs a number from 0 to 65535, not {value!r}.")
            return int(value)
    return None
