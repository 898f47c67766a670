"""A memory whose every operation is counted: the data structures of an answer live in it, and in nothing else."""

from typing import Any, ClassVar

WORD = 2**31


class Memory:
    """Cells with fields, each None or one whole number; reading a field and writing one cost an operation each.

    This is the word RAM of the textbooks and the cell probe of the lower bounds: no field holds a list, so nothing can
    be done to a thousand cells at once. Past `limit` operations since `operations` was last set to 0 it refuses.
    """

    _exported: ClassVar[frozenset[str]] = frozenset({"make", "get", "set"})  # what travels to learner code

    def __init__(self, limit: int = 1_000_000) -> None:
        self.operations = 0
        self._limit = limit
        self._cells: list[dict[str, int | None]] = []

    def make(self) -> int:
        """A new cell, all of whose fields are None; the number by which it is known."""
        self._count()
        return self.fresh()

    def get(self, cell: int, field: str) -> Any:
        """What this field of the cell holds."""
        self._count()
        return self.peek(cell, field)

    def set(self, cell: int, field: str, value: int | None) -> None:
        """Has the field hold `value`: None, or a whole number between -2**31 and 2**31."""
        self._count()
        if value is not None and (type(value) not in (int, bool) or not -WORD < value < WORD):
            raise TypeError("a field holds None or a whole number between -2**31 and 2**31")
        self._at(cell)[field] = value

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self._cells)

    def fresh(self) -> int:
        """As `make`, uncounted."""
        self._cells.append({})
        return len(self._cells) - 1

    def peek(self, cell: int, field: str) -> Any:
        """As `get`, uncounted."""
        if type(field) is not str:
            raise TypeError("a field is named by a text")
        return self._at(cell).get(field)

    def _at(self, cell: int) -> dict[str, int | None]:
        if type(cell) is not int or not 0 <= cell < len(self._cells):
            raise KeyError("there is no such cell")
        return self._cells[cell]

    def _count(self) -> None:
        self.operations += 1
        if self.operations > self._limit:
            raise RuntimeError(f"more than {self._limit:,} operations on the memory in one call")
