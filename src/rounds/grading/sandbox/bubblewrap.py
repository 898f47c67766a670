"""How the warm process is walled in: bubblewrap's arguments, and which of its modes this machine allows."""

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.sandbox.kit import PACKAGE
from rounds.grading.sandbox.warm import BARE, CHANNELS_VARIABLE, FONTS_VARIABLE, MODE_VARIABLE, ROOT, SINGLE, USER

_KIT = "/opt/rounds/kit"
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
_PROBE_SECONDS = 10


@functools.cache
def best_mode() -> str:
    """The strongest sandbox that works here.

    `ROOT` and `USER` give each run its own namespaces, as root through an unprivileged user. `SINGLE` is one
    bubblewrap a run, where user namespaces may not be nested. `BARE` is none: limits only.
    """
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        return BARE
    mode = ROOT if os.geteuid() == 0 else USER
    nested = ["unshare", "--user", "--pid", "--net", "--fork", "true"]
    if mode == USER and _works(mode, nested):
        return USER
    if mode == ROOT and _works(ROOT, ["true"]):
        return ROOT
    return SINGLE if _works(SINGLE, ["true"]) else BARE


def require_sandbox(otherwise: str) -> None:
    """Raise RoundsError where no sandbox works here; `otherwise` is what to do where everyone is trusted."""
    if best_mode() == BARE:
        raise RoundsError(
            "No sandbox works here, so a submission could read and change your files. Install bubblewrap (Linux only), "
            f"or {otherwise} where you trust everyone."
        )


def _works(mode: str, command: Sequence[str]) -> bool:
    words = [*_walls(mode), "--ro-bind", "/usr", "/usr", *_links(), *command]
    try:
        return subprocess.run(words, capture_output=True, timeout=_PROBE_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def command(mode: str, kit: Path, channels: Sequence[int], hidden: Sequence[Path]) -> tuple[list[str], dict[str, str]]:
    """The words that start the warm process, and its environment.

    Args:
        mode: one of `best_mode`'s.
        kit: what of our package it may import, and matplotlib's list of fonts.
        channels: the descriptors of its control sockets: it forks a warm process for each.
        hidden: folders that must not be seen, wherever they lie.
    """
    python = [sys.executable, "-s", "-P", "-m", "rounds.grading.sandbox.warm"]
    environment = {
        "PYTHONPATH": str(kit) if mode == BARE else _KIT,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        FONTS_VARIABLE: str(kit / "fonts") if mode == BARE else f"{_KIT}/fonts",
        "HOME": "/nonexistent",
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        CHANNELS_VARIABLE: ",".join(map(str, channels)),
        MODE_VARIABLE: mode,
    }
    if mode == BARE:
        return python, environment | {"TMPDIR": str(kit.parent)}  # what it leaves there goes with it
    words = [*_walls(mode), *_shown(), *_bound(kit, Path(_KIT))]
    for folder in hidden:
        within = any(folder.is_relative_to(shown) for shown in (*map(Path, _SYSTEM), *_python()))
        if within and not any(needed.is_relative_to(folder) for needed in _python()):
            words += ["--tmpfs", str(folder)]
    words += ["--remount-ro", "/dev", "--remount-ro", "/", *python]
    return words, environment


def _walls(mode: str) -> list[str]:
    words = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent"]
    words += ["--new-session", "--dev", "/dev"]
    if mode == ROOT:
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-user"]
    # A /proc of bubblewrap's own cannot be covered again by what runs in it; each run mounts its own.
    words += ["--proc", "/proc"] if mode == SINGLE else ["--bind", "/proc", "/proc"]
    # Each run covers these with its own; where it cannot, they go with the bubblewrap.
    for place in ("/tmp", "/home/learner", "/dev/shm"):
        words += ["--perms", "1777", "--size", str(64 << 20), "--tmpfs", place]
    return words


def _shown() -> list[str]:
    """Read-only: the system's programs and libraries, and this Python with its packages, ours left out."""
    words: list[str] = []
    for path in map(Path, _SYSTEM):
        if path.is_symlink() and path.parent == Path("/"):
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            words += ["--ro-bind", str(path), str(path)]
    for path in _python():
        if not path.is_relative_to("/usr"):
            words += _bound(path, path)
    packages = Path(sysconfig.get_path("purelib"))
    if PACKAGE.is_relative_to(packages):
        words += ["--tmpfs", str(PACKAGE)]
    return words


def _bound(origin: Path, place: Path) -> list[str]:
    """Words that show a folder; those above it are made such that every user may pass through."""
    words = []
    for above in reversed(place.parents[:-1]):
        words += ["--perms", "0755", "--dir", str(above)]
    return [*words, "--ro-bind", str(origin), str(place)]


def _links() -> list[str]:
    return [
        word
        for name in ("/lib", "/lib64", "/bin", "/sbin")
        if Path(name).is_symlink()
        for word in ("--symlink", str(Path(name).readlink()), name)
    ]


def _python() -> list[Path]:
    """Where this Python and its environment lie."""
    prefixes = map(Path, (sys.base_prefix, sys.prefix))
    return list(dict.fromkeys(each for prefix in prefixes for each in (prefix, prefix.resolve())))
