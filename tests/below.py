"""The processes below the one that runs the tests; dead ones that nobody has buried yet do not count."""

import psutil


def processes() -> set[int]:
    """Those below this one."""
    return {each.pid for each in psutil.Process().children(recursive=True) if not dead(each)}


def dead(process: psutil.Process) -> bool:
    """Whether it has ended, buried or not."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def words(process: psutil.Process) -> list[str]:
    """Its command line, empty once it is dead: it may end between a look at it and the next."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # a zombie is one, too
        return []
