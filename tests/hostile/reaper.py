"""Runs a command as the parent of all that it leaves behind, and says what that was.

    python reaper.py report.json seconds command ...

Orphans of a child subreaper's descendants become its children, whatever sessions and groups they have gone into.
What is still there a few seconds after the command has ended is reported, and ended by its process id.
"""

import ctypes
import json
import subprocess
import sys
import time
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 3.0


def left() -> list[psutil.Process]:
    """Living descendants of this process."""
    return [each for each in psutil.Process().children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE]


def main() -> None:
    """Run the command of the command line."""
    report, seconds, *command = sys.argv[1:]
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    began = time.monotonic()
    said: dict[str, object] = {"timed_out": False}
    try:
        done = subprocess.run(command, capture_output=True, timeout=float(seconds), check=False)
        said |= {"code": done.returncode, "out": done.stdout.decode(), "err": done.stderr.decode(errors="replace")}
    except subprocess.TimeoutExpired as late:
        out, err = ((text or b"").decode(errors="replace") for text in (late.stdout, late.stderr))
        said |= {"timed_out": True, "code": None, "out": out, "err": err}
    said["seconds"] = time.monotonic() - began
    until = time.monotonic() + GRACE_SECONDS
    while left() and time.monotonic() < until:
        time.sleep(0.1)
    said["left"] = [f"{each.pid} {' '.join(each.cmdline()) or each.name()}" for each in left()]
    while remaining := left():
        for each in remaining:
            each.kill()
        time.sleep(0.1)
    Path(report).write_text(json.dumps(said))


if __name__ == "__main__":
    main()
