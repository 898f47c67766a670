"""What a forked process does to itself before a learner's first line runs: fewer rights, less room, no way back."""

import fcntl
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rounds.grading.sandbox import linux

HOME = "/home/learner"
_INODES = 2_000
_PLAIN = linux.NO_SUID | linux.NO_DEV
_KERNEL_FILES = ("sys", "irq", "bus", "fs")
_OPEN_FILES = 128
_FIRST_KEPT = 3


def leave_namespaces() -> None:
    """Move this process's children into namespaces of their own, without a network, as the same unprivileged user."""
    user, group = os.getuid(), os.getgid()
    linux.set_dumpable(True)  # else /proc/self/uid_map belongs to root
    linux.unshare(linux.NEW_USER | linux.NEW_PID | linux.NEW_NS | linux.NEW_IPC | linux.NEW_UTS | linux.NEW_NET)
    linux.map_to_self(user, group)
    linux.set_dumpable(False)


def own_files(disk: int) -> None:
    """Mount a fresh /proc and empty places to write, in this process's own mount namespace."""
    linux.mount(None, "/", None, linux.RECURSIVE | linux.PRIVATE)
    linux.mount("proc", "/proc", "proc", _PLAIN | linux.NO_EXEC)
    for place, share in (("/tmp", disk), (HOME, disk), ("/dev/shm", disk // 4)):
        with _kept_in_sight(place):
            linux.mount("tmpfs", place, "tmpfs", _PLAIN, f"size={share},nr_inodes={_INODES},mode=700")
    # Whoever makes a user namespace gets every right in it, and more of the kernel to attack.
    linux.write("/proc/sys/user/max_user_namespaces", "0")
    for name in _KERNEL_FILES:
        path = f"/proc/{name}"
        if Path(path).is_dir():
            linux.mount(path, path, None, linux.BIND | linux.RECURSIVE)
            linux.mount(None, path, None, linux.BIND | linux.REMOUNT | linux.READ_ONLY | _PLAIN | linux.NO_EXEC)


@contextmanager
def _kept_in_sight(place: str) -> Iterator[None]:
    """Show again what is mounted below a place that is covered meanwhile: Python's environment may lie in /tmp."""
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    points = (line.split()[1].replace("\\040", " ") for line in lines)
    below = [point for point in points if point.startswith(f"{place}/")]
    held = {path: os.open(path, os.O_PATH) for path in below}
    yield
    for path, descriptor in held.items():
        Path(path).mkdir(mode=0o755, parents=True, exist_ok=True)
        linux.mount(f"/proc/self/fd/{descriptor}", path, None, linux.BIND | linux.RECURSIVE)
        os.close(descriptor)


def give_up_rights() -> None:
    """Drop every capability; end with the parent; let the supervisor outside measure this process."""
    linux.drop_all_capabilities()
    linux.die_with_parent(signal.SIGKILL)
    linux.set_dumpable(True)


def set_limits(memory: int, processes: int, cpu_seconds: float, disk: int) -> None:
    """Bound this process and its children; `memory` comes on top of what it has now, no `processes` means no bound."""
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: disk,
        resource.RLIMIT_CPU: int(cpu_seconds) + 1,
    }
    if sys.platform == "linux":
        bounds[resource.RLIMIT_AS] = _mapped_now() + memory
        bounds[resource.RLIMIT_MEMLOCK] = 0
    if processes:
        bounds[resource.RLIMIT_NPROC] = processes
    for kind, value in bounds.items():
        _, hard = resource.getrlimit(kind)
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (least, least))


def _mapped_now() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def keep_only(reader: int, writer: int) -> tuple[int, int]:
    """Close every descriptor but the channel's two, and return their new numbers."""
    saved = os.dup(reader), os.dup(writer)
    kept = _FIRST_KEPT, _FIRST_KEPT + 1
    high = [fcntl.fcntl(each, fcntl.F_DUPFD, _OPEN_FILES // 2) for each in saved]  # out of the way of what they replace
    for old, new in zip(high, kept, strict=True):
        os.dup2(old, new)
    os.closerange(kept[-1] + 1, 4096)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.close(silence)
    return kept
