"""The processes below the one that runs the tests."""

import psutil


def processes() -> set[int]:
    """Those below this one; dead ones that nobody has buried yet do not count."""
    return {each.pid for each in psutil.Process().children(recursive=True) if _status(each) != psutil.STATUS_ZOMBIE}


def _status(process: psutil.Process) -> str:
    try:
        return process.status()
    except psutil.NoSuchProcess:
        return psutil.STATUS_ZOMBIE
