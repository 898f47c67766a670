"""A memory of named cells that outlives the processes that work on it; every read and write is counted."""

from collections.abc import Callable
from typing import Any, ClassVar

Steps = list[tuple[str, tuple[Any, ...]]]  # method and arguments of one call after another

_LONGEST = 120  # characters of a cell's name, or of what it holds: a few numbers and texts
_SNAPSHOT_EVERY = 7  # calls


class CellMemory:
    """Named cells, as in a segment that one process after another attaches to: all that is left after a restart.

    A name, and what a cell holds, is a number, a text, or a tuple of them. `operations` counts reads and writes, `most`
    is the largest number of cells that were ever in use; past `limit` operations each further one raises RuntimeError.
    """

    # All that an answer in another process can call; the counts stay here.
    _exported: ClassVar[frozenset[str]] = frozenset({"read", "write"})

    def __init__(self, limit: int | None = None) -> None:
        self._cells: dict[str, Any] = {}
        self._limit = limit
        self.operations = self.most = 0

    def read(self, name: Any) -> Any:
        """What a cell holds; None where nothing was written to it, or None last."""
        return self._cells.get(self._operate(name))

    def write(self, name: Any, value: Any) -> None:
        """Has a cell hold a value; None frees the cell."""
        place = self._operate(name)
        _text(value)
        if value is None:
            self._cells.pop(place, None)
        else:
            self._cells[place] = value
            self.most = max(self.most, len(self._cells))

    def __len__(self) -> int:
        return len(self._cells)

    def copy(self) -> "CellMemory":
        """Another memory that holds the same now, with counts of its own."""
        other = CellMemory(self._limit)
        other._cells = dict(self._cells)
        return other

    def _operate(self, name: Any) -> str:
        self.operations += 1
        if self._limit is not None and self.operations > self._limit:
            raise RuntimeError(f"more than {self._limit:,} operations on the memory")
        return _text(name)  # the text and not the name, since 1 and True are one key of a dict


def _text(value: Any) -> str:
    if not _plain(value):
        raise TypeError("a cell's name and what it holds are numbers, texts and tuples of them")
    text = repr(value)
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:40]}... is too long for a cell: {len(text):,} characters, {_LONGEST} at most")
    return text


def _plain(value: Any) -> bool:
    if type(value) is tuple:
        return all(map(_plain, value))
    return value is None or type(value) in (bool, int, float, str)


class Attached:
    """A cache as its callers see it: each call is served by another process, which finds nothing but the memory.

    `attach(memory, clock)` makes the cache anew for every call; `wait` moves the clock. Now and then a copy of the
    memory is started elsewhere and goes a way of its own, so what an answer keeps in any other place is lost or wrong.
    """

    def __init__(self, attach: Callable[[CellMemory, Callable[[], int]], Any], limit: int | None = None) -> None:
        self._attach = attach
        self._now = 0
        self._clock = lambda: self._now
        self.memory = CellMemory(limit)
        self.costs: list[int] = []  # operations of each call

    def put(self, key: str, value: int | str) -> Any:
        """One process starts, stores a value, and ends."""
        if len(self.costs) % _SNAPSHOT_EVERY == 1:
            self._served(self.memory.copy()).put("elsewhere", value)
        return self._counted("put", key, value)

    def get(self, key: str) -> Any:
        """One process starts, looks a key up, and ends."""
        return self._counted("get", key)

    def wait(self, milliseconds: int) -> None:
        """Nothing happens for so long."""
        self._now += milliseconds

    def run(self, steps: Steps) -> list[int]:
        """Plays a list of calls; what each of all calls so far has cost, in operations on the memory."""
        for method, arguments in steps:
            getattr(self, method)(*arguments)
        return self.costs

    def _counted(self, method: str, *arguments: Any) -> Any:
        before = self.memory.operations
        answer = getattr(self._served(self.memory), method)(*arguments)
        self.costs.append(self.memory.operations - before)
        return answer

    def _served(self, memory: CellMemory) -> Any:
        return self._attach(memory, self._clock)


def titles(first: int, last: int) -> Steps:
    """One title after another comes in, each new."""
    return [("put", (f"t{number}", number)) for number in range(first, last)]


def evening(capacity: int, reads: int) -> Steps:
    """A full cache, an evening in which everybody watches two titles, and after it titles that are all new."""
    watched: Steps = [("get", (f"t{number % 2}",)) for number in range(reads)]
    return [*titles(0, capacity), *watched, *titles(capacity, 2 * capacity + 5)]
