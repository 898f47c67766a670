"""What an answer may use before it is stopped."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of a run, of one exercise where nothing else is said; times in seconds, sizes in bytes.

    cell_seconds: of a cell, by the clock on the wall.
    slice_seconds: of an exercise from its first cell to its last verdict.
    notebook_seconds: of a notebook; what has not begun by then does not begin.
    cpu_seconds: of the answer's processes together.
    memory: of the answer's processes together, beyond what Python and its libraries take.
    processes: processes and threads at a time.
    disk: in the working directory; as much again in /tmp.
    output: of a cell, in characters.
    """

    cell_seconds: float = 30.0
    slice_seconds: float = 120.0
    notebook_seconds: float = 900.0
    cpu_seconds: float = 120.0
    memory: int = 1 << 30
    processes: int = 64
    disk: int = 64 << 20
    output: int = 1_000_000


def size(number: float) -> str:
    """A number of bytes as one says it: 1 GiB, 64 MiB."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if number >= 1 << power:
            return f"{number / (1 << power):.3g} {unit}"
    return f"{number:g} bytes"
