"""Records the results of checks in the gradebook without making anyone wait for nbgrader's import.

A result is first a small file in .rounds/results, written at once; a short-lived process of its own then moves it into
the gradebook. What cannot be recorded stays in the folder for the next time, and the next check says so.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from rounds.course import RESULTS
from rounds.errors import RoundsError
from rounds.files import state_folder, write_atomic
from rounds.grading.verdict import NotebookReport, Verdict

TROUBLE = ".rounds/record-trouble.txt"
_LOCKED_TRIES = 5


def queue(root: Path, assignment: str, report: NotebookReport) -> None:
    """Keep a report's verdicts for the gradebook of the course at `root`."""
    verdicts = [verdict.as_json() for exercise in report.exercises for verdict in exercise.verdicts]
    result = {"assignment": assignment, "notebook": report.notebook, "verdicts": verdicts}
    state_folder(root)
    write_atomic(root / RESULTS / f"{time.time_ns()}-{uuid4().hex[:8]}.json", json.dumps(result))


def start_recorder(root: Path) -> None:
    """Start the process that moves kept results into the gradebook; it outlives the caller."""
    recorder = subprocess.Popen(
        [sys.executable, "-m", "rounds.grading.record", str(root)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=root,
        env={key: value for key, value in os.environ.items() if key != "MPLBACKEND"},
    )
    # Somebody has to take note of its end, or it stays in the process table as long as the learner's kernel lives.
    threading.Thread(target=recorder.wait, daemon=True).start()


def trouble(root: Path) -> str:
    """What kept earlier results from the gradebook, as a sentence; empty where nothing did."""
    try:
        said = (root / TROUBLE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
    waiting = len(_waiting(root))
    return f"{waiting} earlier results wait in {RESULTS}, not yet in the gradebook: {said}" if waiting else ""


def record_waiting(root: Path) -> int:
    """Move kept results into the gradebook, oldest first, one process at a time; return how many were recorded.

    Raises RoundsError, and leaves the files, where the gradebook cannot take them.
    """
    with _alone(root):
        waiting = _waiting(root)
        if not waiting:
            return 0
        try:
            for path in waiting:
                _record(root, json.loads(path.read_text(encoding="utf-8")))
                path.unlink()
        except RoundsError as error:
            write_atomic(root / TROUBLE, f"{error}\n")
            raise
        except Exception as error:
            write_atomic(root / TROUBLE, f"{type(error).__name__}: {error}\n")
            raise RoundsError(f"The gradebook did not take a result: {type(error).__name__}: {error}") from error
        (root / TROUBLE).unlink(missing_ok=True)
        return len(waiting)


def _waiting(root: Path) -> list[Path]:
    return sorted((root / RESULTS).glob("[0-9]*.json"))


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    import fcntl

    with (state_folder(root) / "record.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _record(root: Path, result: dict[str, Any]) -> None:
    from nbgrader.api import MissingEntry

    from rounds.grading.gradebook import GradebookError, opened, record, require_usable
    from rounds.grading.release import register_root
    from rounds.grading.stock import course_config, course_directory

    config = course_config(root)
    directory = course_directory(root, config)
    for attempt in range(1, _LOCKED_TRIES + 1):
        try:
            require_usable(directory.db_url)
            break
        except GradebookError as error:
            if "locked" not in str(error) or attempt == _LOCKED_TRIES:
                raise
    verdicts = [Verdict.from_json(raw) for raw in result["verdicts"]]
    where = (result["assignment"], result["notebook"])
    try:
        with opened(directory.db_url, directory.course_id) as book:
            record(book, *where, verdicts)
    except MissingEntry:
        # The gradebook is new, or source/ has gained a test since.
        register_root(root, [result["assignment"]])
        with opened(directory.db_url, directory.course_id) as book:
            record(book, *where, verdicts)


def main(arguments: Sequence[str]) -> int:
    """Record what waits for the course named by the only argument; trouble is kept for the next check to tell."""
    try:
        record_waiting(Path(arguments[0]))
    except RoundsError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
