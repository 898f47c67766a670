"""Grades a course full of attacks, by Rounds or by stock nbgrader, and looks at what is left of everything else."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile.attack import Attack
from hostile.cohort import Outside, hand_in, make_course
from hostile.found import Found, collect, owners, possible

from rounds.course import Course

REAPER = Path(__file__).with_name("reaper.py")
TOOLS = Path(sys.executable).parent
NOTES = "rounds-attack-*"  # the only names by which an attack leaves files behind on purpose
SEGMENT = 0x524F554E  # the key of the shared memory that one of them leaves
SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


@dataclass
class Grading:
    """One cohort, graded: what each student got, and what happened to the rest of the machine."""

    found: dict[str, Found]
    neighbours: list[str]
    owners: dict[str, dict[str, str]]
    possible: dict[str, dict[str, float]]
    seconds: float
    said: str  # on standard error
    ended: bool
    left: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)


def by_rounds(attacks: Sequence[Attack], cell_seconds: float = 5, seconds: float = 900) -> Grading:
    """Hand the attacks in to a course of their own and grade them with `rounds grade`, then write feedback."""
    with _world() as (base, outside, targets):
        course = make_course(base / "course", attacks)
        config = course.root / "nbgrader_config.py"
        config.write_text(f"{config.read_text()}\nc.Execute.timeout = {cell_seconds}\n")
        neighbours = hand_in(course, attacks, targets)
        words = [str(TOOLS / "rounds"), "grade", f"--course={course.root}", "--json"]
        before = _content(course)
        said = _reaped(base, words, seconds)
        pages = _reaped(base, [str(TOOLS / "rounds"), "feedback", f"--course={course.root}"], seconds)
        return _grading(course, neighbours, said, pages, before, outside, graded=said["out"])


def by_stock(attacks: Sequence[Attack], seconds: float = 3600) -> Grading:
    """Hand the safe attacks in to an nbgrader course without configuration; one `nbgrader autograde` for each round."""
    with _world() as (base, outside, targets):
        safe = [attack for attack in attacks if not attack.unsafe]
        course = make_course(base / "course", safe, stock=True)
        neighbours = hand_in(course, safe, targets)
        before = _content(course)
        done: list[dict[str, Any]] = []
        for step in ("generate_assignment --force", "autograde", "generate_feedback"):
            for assignment in course.assignments:
                words = [str(TOOLS / "nbgrader"), *step.split(), assignment, f"--course-dir={course.root}"]
                done.append(_reaped(base, words, seconds))
        graded = next(each for each in done if each["code"] is not None)
        total = {**graded, "seconds": sum(each["seconds"] for each in done), "err": "".join(e["err"] for e in done)}
        return _grading(course, neighbours, total, done[-1], before, outside)


def _grading(
    course: Course,
    neighbours: list[str],
    said: dict[str, Any],
    pages: dict[str, Any],
    before: dict[str, str],
    outside: "_Watched",
    graded: str = "",
) -> Grading:
    after = _content(course)
    harm = [f"{name} was changed" for name in before if after.get(name) != before[name]]
    return Grading(
        found=collect(course, graded if graded.startswith("{") else ""),
        neighbours=neighbours,
        owners=owners(course),
        possible=possible(course),
        seconds=said["seconds"],
        said=f"{said['err']}\n{pages['err']}",
        ended=not said["timed_out"] and not pages["timed_out"],
        left=said["left"] + pages["left"],
        harm=harm + outside.harm(),
    )


def _content(course: Course) -> dict[str, str]:
    """What grading may not change: sources, what was handed in, the configuration."""
    paths = [course.root / "nbgrader_config.py", course.root / ".rounds-salt"]
    paths += [path for top in ("source", "submitted") for path in sorted((course.root / top).rglob("*"))]
    return {
        path.relative_to(course.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if path.is_file() and not path.is_symlink()
    }


def _reaped(base: Path, words: list[str], seconds: float) -> dict[str, Any]:
    report, home, scratch = base / "report.json", base / "home", base / "tmp"
    for folder in (home, scratch):
        folder.mkdir(exist_ok=True)
    scratch.chmod(0o1777)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "ROUNDS", "PYTEST"))}
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    environment = kept | {"HOME": str(home), "TMPDIR": str(scratch), "PATH": path, "NOTHING": "CANARY-ENVIRONMENT-77"}
    command = [sys.executable, str(REAPER), str(report), str(seconds), *words]
    subprocess.run(command, env=environment, cwd=base, check=True, timeout=seconds + 60)
    said: dict[str, Any] = json.loads(report.read_text())
    if remains := [path.name for path in scratch.iterdir() if not path.name.startswith("pymp-")]:
        said["left"].append(f"in the temporary folder: {', '.join(sorted(remains)[:5])}")
    shutil.rmtree(scratch)
    return said


class _Watched:
    """A process, files and sockets that nothing in a submission may reach."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        outside.make()
        self.marker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(7200)"])
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(outside.socket))
        self.unix.listen()
        outside.socket.chmod(0o777)
        self.callers: list[str] = []
        self.notes, self.segment = set(_notes()), _segment()
        for name, server in (("TCP", self.tcp), ("unix", self.unix)):
            threading.Thread(target=self._listen, args=(name, server), daemon=True).start()

    def _listen(self, name: str, server: socket.socket) -> None:
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            self.callers.append(name)
            caller.close()

    def targets(self) -> dict[str, Any]:
        """What every submission is told, in its targets.json."""
        found = {"pid": self.marker.pid, "port": self.tcp.getsockname()[1], "socket": str(self.outside.socket)}
        return found | {"secret": str(self.outside.secret), "untouched": str(self.outside.untouched)}

    def harm(self) -> list[str]:
        """What happened to it, in sentences."""
        said = [f"somebody called the {name} socket" for name in self.callers]
        if self.marker.poll() is not None:
            said.append("the marker process was ended")
        if self.outside.untouched.read_text() != "as it was\n":
            said.append(f"the marker file says {self.outside.untouched.read_text()[:200]!r}")
        expected = {"secret.txt", "untouched.txt", "socket"}
        said += [f"{path.name} lies beside it" for path in self.outside.folder.iterdir() if path.name not in expected]
        if _segment() and not self.segment:
            said.append("shared memory was left behind")
        return said + [f"{path} was left behind" for path in _notes() if path not in self.notes]

    def close(self) -> None:
        self.marker.kill()
        self.marker.wait()
        for server in (self.tcp, self.unix):
            server.close()
        for path in set(_notes()) - self.notes:
            path.unlink(missing_ok=True)
        if _segment() and not self.segment:
            subprocess.run(["ipcrm", "-M", str(SEGMENT)], check=True)


def _segment() -> bool:
    """Whether the shared memory of the old kind exists that an attack would leave."""
    lines = Path("/proc/sysvipc/shm").read_text().splitlines()[1:]
    return any(int(line.split()[0]) == SEGMENT for line in lines)


def _notes() -> list[Path]:
    return [path for folder in SHARED for path in folder.glob(NOTES)]


@contextmanager
def _world() -> Iterator[tuple[Path, _Watched, dict[str, Any]]]:
    """A folder that anybody may enter: a test's own is closed to others, and would hide what the sandbox lets pass."""
    base = Path(tempfile.mkdtemp(prefix="rounds-hostile-", dir="/tmp"))
    base.chmod(0o755)
    watched = _Watched(Outside(base / "outside"))
    try:
        yield base, watched, watched.targets()
    finally:
        watched.close()
        shutil.rmtree(base, ignore_errors=True)
