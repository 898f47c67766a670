"""What a learner's processes use, measured from outside: no process can talk its way out of it."""

import os
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Use:
    """Processes, CPU seconds (with those of children that have ended) and resident bytes, shared ones counted often."""

    processes: int
    cpu_seconds: float
    resident: int


class Tree:
    """The processes below one process, that one not counted; needs /proc and finds nothing where there is none."""

    def __init__(self, root: int) -> None:
        self.root = root

    def use(self) -> Use:
        """What the tree uses now."""
        seconds, resident, pids = 0.0, 0, self.pids()
        for pid in pids:
            fields = _read(pid, "stat").rpartition(")")[2].split()
            if len(fields) > 21:
                seconds += sum(map(int, fields[11:15])) / _TICK
                resident += int(fields[21]) * _PAGE
        return Use(len(pids), seconds, resident)

    def memory(self) -> int:
        """Bytes in use, pages that several processes share counted once: exact, and a hundred times slower.

        Where a process ends between the reading of two others its share is counted in both: the less of two readings.
        """
        return min(self._shares(), self._shares())

    def _shares(self) -> int:
        total = 0
        for pid in self.pids():
            for line in _read(pid, "smaps_rollup").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        return total

    def pids(self) -> list[int]:
        """The processes below the root, parents before their children."""
        found: list[int] = []
        waiting = [self.root]
        while waiting:
            pid = waiting.pop()
            for thread in _threads(pid):
                children = [int(child) for child in _read(pid, f"task/{thread}/children").split()]
                found += children
                waiting += children
        return found


def processors() -> list[int]:
    """The processors that this process may use; empty where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _threads(pid: int) -> list[str]:
    try:
        return [path.name for path in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""
