"""The few system calls that make a sandbox and that Python's library lacks."""

import ctypes
import os

NEW_NS, NEW_UTS, NEW_IPC, NEW_USER, NEW_PID, NEW_NET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEV, NO_EXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_PARENT_DEATH_SIGNAL, _DUMPABLE, _DROP_BOUNDING, _NO_NEW_PRIVILEGES, _AMBIENT = 1, 4, 24, 38, 47
_CLEAR_ALL_AMBIENT = 4
_CAPABILITY_VERSION_3 = 0x20080522
_MOST_CAPABILITIES = 64


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces in `flags` for new ones."""
    _check(_libc.unshare(flags), f"unshare {flags:#x}")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """See mount(2)."""
    texts = [text.encode() if text is not None else None for text in (source, target, kind)]
    options = data.encode() if data is not None else None
    _check(_libc.mount(*texts, ctypes.c_ulong(flags), options), f"mount {kind or source} on {target}")


def _prctl(option: int, value: int = 0) -> int:
    zero = ctypes.c_ulong(0)
    return int(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero))


def die_with_parent(signal_number: int) -> None:
    """Receive a signal when the parent ends."""
    _check(_prctl(_PARENT_DEATH_SIGNAL, signal_number), "prctl")


def set_dumpable(yes: bool) -> None:
    """Let processes of the same user read this one's memory, or not."""
    _check(_prctl(_DUMPABLE, int(yes)), "prctl")


def drop_all_capabilities() -> None:
    """Give up every capability, and for ever the means to gain one."""
    _check(_prctl(_NO_NEW_PRIVILEGES, 1), "prctl")
    for capability in range(_MOST_CAPABILITIES):
        if _prctl(_DROP_BOUNDING, capability) != 0:
            break
    _prctl(_AMBIENT, _CLEAR_ALL_AMBIENT)
    header, none = _Header(_CAPABILITY_VERSION_3, 0), (_Sets * 2)()
    _check(_libc.capset(ctypes.byref(header), none), "capset")


def map_to_self(user: int, group: int) -> None:
    """In a new user namespace, be who one was outside."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        write(f"/proc/self/{name}", text)


def write(path: str, text: str) -> None:
    """Write to one of the kernel's own files, in one call."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
