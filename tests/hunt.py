"""An answer that goes through all it can reach, for texts of which it knows how they begin and a hash of the rest.

It runs as an answer's cell, with `HASHES` before it, and must find nothing of ours. It reads and never writes.
"""

import builtins
import gc
import hashlib
import linecache
import os
import re
import socket
import stat
import sys
import time
from pathlib import Path

BEGIN = b"CANA" + b"RY-"
SEEN = re.compile(BEGIN + rb"([0-9a-f]{16})")
MOST = 4 << 20  # bytes that are looked at together
PYTHON = tuple({os.path.realpath(prefix) for prefix in (sys.prefix, sys.base_prefix)})
SKIPPED = ("/proc", "/sys", "/dev/pts", "/usr", "/lib", "/lib64", "/bin", "/sbin", "/boot", *PYTHON)


def holds(data: bytes) -> bool:
    """Whether one of the texts stands in these bytes."""
    return any(hashlib.sha256(found).hexdigest() in HASHES for found in SEEN.findall(data))  # noqa: F821


def memory() -> "list[str]":
    """The regions of this process's memory, read through the system so that a page that is gone is no crash."""

    found = []
    mine = os.open("/proc/self/mem", os.O_RDONLY)
    for line in _text("/proc/self/maps").splitlines():
        words = line.split(maxsplit=5)
        first, last = (int(number, 16) for number in words[0].split("-"))
        if "r" not in words[1] or "[v" in line:
            continue
        for start in range(first, last, MOST - 64):
            try:
                held = holds(os.pread(mine, min(MOST, last - start), start))
            except OSError:
                break
            if held:
                found.append(f"memory {line}")
                break
    os.close(mine)
    return found


def processes() -> "list[str]":
    """What the system tells about each process that can be seen, and its memory where that may be read."""
    found = []
    for pid in filter(str.isdigit, _names("/proc")):
        told = (f"/proc/{pid}/{name}" for name in ("cmdline", "environ"))
        found += [path for path in told if holds(_text(path).encode(errors="replace"))]
        if int(pid) != os.getpid() and _memory_of(pid):
            found.append(f"memory of process {pid}")
    return found


def _memory_of(pid: str) -> bool:
    try:
        with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as mem:
            for line in maps:
                first, last = (int(number, 16) for number in line.split()[0].split("-"))
                mem.seek(first)
                if "rw" in line and holds(mem.read(min(last - first, 16 * MOST))):
                    return True
    except (OSError, ValueError, OverflowError):
        pass
    return False


def files(seconds: float = 8.0) -> "list[str]":
    """Every file that can be read, but for Python's own."""
    found, end = [], time.monotonic() + seconds
    for top in (Path("/dev/shm"), Path("/tmp"), Path.home(), Path.cwd(), Path("/")):
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not str(Path(folder, name)).startswith(SKIPPED)]
            for path in (str(Path(folder, name)) for name in names):
                if time.monotonic() > end:
                    return found
                if path not in found and holds(_file(path)):
                    found.append(path)
    return found


def _file(path: str) -> bytes:
    try:
        if not Path(path).is_file():
            return b""
        with Path(path).open("rb") as file:
            return file.read(MOST)
    except OSError:
        return b""


def descriptors() -> "list[str]":
    """What open files hold, and what waits in sockets; a pipe can only be read by taking from it."""
    found = []
    for number in filter(str.isdigit, _names("/proc/self/fd")):
        try:
            mode = os.fstat(int(number)).st_mode
            if stat.S_ISREG(mode) and holds(os.pread(int(number), MOST, 0)):
                found.append(f"descriptor {number}")
            if stat.S_ISSOCK(mode):
                peeked = socket.socket(fileno=os.dup(int(number)))
                with peeked:
                    if holds(peeked.recv(MOST, socket.MSG_PEEK | socket.MSG_DONTWAIT)):
                        found.append(f"socket {number}")
        except OSError:
            continue
    return found


def objects() -> "list[str]":
    """Python's own: variables, history, the code of functions, source lines, the callers' frames."""
    found = [f"variable {name}" for name, value in os.environ.items() if _tells(value)]
    found += [f"sources {name}" for name, entry in linecache.cache.items() if _tells(entry)]
    spaces = {
        f"module {name}": vars(module) for name, module in list(sys.modules.items()) if hasattr(module, "__dict__")
    }
    for place, space in spaces.items():
        found += [f"{place}: {name}" for name, value in list(space.items()) if _tells(value)]
    for thread, frame in sys._current_frames().items():
        while frame is not None:
            if _tells(frame.f_code.co_consts) or _tells(frame.f_locals) or _tells(frame.f_globals):
                found.append(f"frame {frame.f_code.co_filename}:{frame.f_lineno} of thread {thread}")
            frame = frame.f_back
    for each in gc.get_objects():
        if isinstance(each, (dict, list, tuple, set)) and _tells(each):
            found.append(f"a {type(each).__name__} of {len(each)}")
        elif hasattr(each, "__code__") and _tells(getattr(each.__code__, "co_consts", ())):
            found.append(f"function {getattr(each, '__name__', '?')}")
    shell = getattr(builtins, "get_ipython", lambda: None)()
    history = getattr(getattr(shell, "history_manager", None), "get_range", None)
    if history is not None:
        found += [f"history {line}" for _, line, text in history() if _tells(text)]
    return found


def _tells(value: object, depth: int = 2) -> bool:
    """Whether a text is one of those that are looked for, or holds one, without running anybody's methods."""
    if type(value) is str:
        return holds(value.encode(errors="replace"))
    if type(value) in (bytes, bytearray):
        return holds(bytes(value))
    if depth and type(value) in (list, tuple, set, frozenset):
        return any(_tells(each, depth - 1) for each in list(value))
    if depth and type(value) is dict:
        return any(_tells(each, depth - 1) for pair in list(value.items()) for each in pair)
    return False


def _names(folder: str) -> "list[str]":
    try:
        return [path.name for path in Path(folder).iterdir()]
    except OSError:
        return []


def _text(path: str) -> str:
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""


def hunt() -> "list[str]":
    """Every place in which one of the texts was found."""
    return [place for look in (memory, processes, descriptors, objects, files) for place in look()][:50]


found_at_first = hunt()
