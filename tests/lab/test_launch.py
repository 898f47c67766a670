"""`rounds lab` and `rounds instructor` start the JupyterLab that each of them promises, or say why not."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from servers import StartServer, rounds


def test_a_learners_server_never_imports_nbgrader(course: Path, serve: StartServer) -> None:
    with serve("lab", course, PYTHONPROFILEIMPORTTIME="1") as server:
        imported = server.log.read_text()
        assert "jupyterlab.labapp" in imported
        assert "nbgrader" not in imported
        assert server.status("/formgrader") == 404


def test_the_learners_server_is_rooted_in_the_workspace(course: Path, serve: StartServer) -> None:
    with serve("lab", course) as server, urlopen(server.address("/api/contents")) as answer:
        listed = {entry["path"] for entry in json.load(answer)["content"]}
    assert "start-here.ipynb" in listed
    assert not listed & {"source", "gradebook.db", ".rounds"}


def test_a_terminal_in_jupyterlab_finds_the_rounds_command(course: Path, serve: StartServer) -> None:
    with serve("lab", course, PATH="/usr/bin:/bin") as server:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        lab = next(child for child in children if "\0jupyterlab\0" in Path(f"/proc/{child}/cmdline").read_text())
        inherited = Path(f"/proc/{lab}/environ").read_text().split("\0")
    path = next(entry.removeprefix("PATH=") for entry in inherited if entry.startswith("PATH="))
    assert shutil.which("rounds", path=path) == rounds()


def test_the_instructors_server_shows_formgrader(course: Path, serve: StartServer) -> None:
    with serve("instructor", course) as server, urlopen(server.address("/api/contents")) as answer:
        assert "source" in {entry["path"] for entry in json.load(answer)["content"]}
        assert server.status("/formgrader") == 200


@pytest.mark.parametrize("command", ["lab", "instructor"])
def test_a_port_in_use_gets_one_sentence(course: Path, home: dict[str, str], command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        done = run(course, home, command, "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["eighty", "70000", ""])
def test_a_port_that_is_none_gets_one_sentence(course: Path, home: dict[str, str], port: str) -> None:
    done = run(course, home, "lab", "--no-browser", f"--port={port}")
    assert done.returncode == 2
    assert "--port needs a number from 0 to 65535" in done.stderr


@pytest.mark.parametrize("command", ["lab", "instructor"])
def test_a_read_only_course_gets_one_sentence(
    course: Path, home: dict[str, str], read_only: Callable[[Path], list[str]], command: str
) -> None:
    done = run(course, home, command, "--no-browser", prefix=read_only(course))
    assert done.returncode == 2
    assert "writable" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_workspace_that_turned_read_only_is_refused(
    course: Path, home: dict[str, str], read_only: Callable[[Path], list[str]], serve: StartServer
) -> None:
    with serve("lab", course):
        pass
    done = run(course, home, "lab", "--no-browser", prefix=read_only(course / "workspace"))
    assert done.returncode == 2
    assert "is read-only, so nothing could be saved in it" in done.stderr


def test_the_learners_own_home_stays_as_it_was(course: Path, home: dict[str, str], serve: StartServer) -> None:
    with serve("lab", course):
        pass
    assert not (Path(home["HOME"]) / ".jupyter").exists()


def test_ctrl_c_ends_the_server_and_the_command(course: Path, serve: StartServer) -> None:
    with serve("lab", course) as server:
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(20) == 0
        with pytest.raises(URLError):
            urlopen(server.url)


def run(
    course: Path, home: dict[str, str], command: str, *options: str, prefix: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command that must end by itself."""
    words = [*(prefix or []), rounds(), command, *options]
    return subprocess.run(words, cwd=course, env=home, capture_output=True, text=True, timeout=60, check=False)


def test_a_server_that_does_not_end_when_told_is_ended(tmp_path: Path) -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    program = f"""
import subprocess, sys
from pathlib import Path
from rounds.lab import launch
launch.STOP_SECONDS = 0.5
real = subprocess.Popen
subprocess.Popen = lambda words, **rest: real([sys.executable, "-c", {stubborn!r}], **rest)
sys.exit(launch.open_instructor(Path({str(tmp_path)!r}), []) != -9)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
