"""Home screens as linked lists in a counted memory: an answer's class, played by the names of rows."""

from typing import Any

from rounds.worlds.memory import Memory

ANSWERS = {"insert": None, "remove": None, "move": None, "splice": None, "length": int, "rows": dict[str, list[str]]}


class Feeds:
    """Feeds "A" and "B" (or `names`) in one memory. Any other name is a row; its cell is made when first used.

    `build(memory)` makes the answer's object, anew for each call: all that it remembers stands in the memory.
    `operations` is what the last call cost.
    """

    def __init__(self, build: Any, names: str = "AB", limit: int = 3_000) -> None:
        self.memory = Memory(limit)
        self._build, self._names = build, names
        self._cells: dict[str, int] = {}
        for name in names:
            self._call("open_feed", name)

    @property
    def operations(self) -> int:
        """Operations on the memory in the last call of the answer."""
        return self.memory.operations

    def insert(self, row: str, before: str) -> Any:
        """A row that is in no feed goes before another; before a feed means to its end."""
        return self._call("insert", row, before)

    def remove(self, row: str) -> Any:
        """The row leaves its feed."""
        return self._call("remove", row)

    def move(self, row: str, before: str) -> Any:
        """The row goes elsewhere, in its own feed or the other."""
        return self._call("move", row, before)

    def splice(self, first: str, last: str, before: str) -> Any:
        """The run from first to last goes elsewhere."""
        return self._call("splice", first, last, before)

    def length(self, feed: str) -> Any:
        """How many rows the feed has, as the answer says."""
        return self._call("length", feed)

    def rows(self) -> dict[str, list[str]]:
        """What the memory holds: each feed along `next`, and along `prev`; and rows in neither that kept a link."""
        found = {}
        for name in self._names:
            found[name] = self._ring(name, "next")
            found[f"{name} backwards"] = self._ring(name, "prev")
        inside = {row for rows in found.values() for row in rows} | set(self._names)
        links = {
            row: [self.memory.peek(cell, field) for field in ("next", "prev")] for row, cell in self._cells.items()
        }
        return {**found, "half gone": [row for row in links if row not in inside and links[row] != [None, None]]}

    def _call(self, function: str, *names: str) -> Any:
        cells = [self._cell(name) for name in names]
        self.memory.operations = 0
        return getattr(self._build(self.memory), function)(*cells)

    def _cell(self, name: str) -> int:
        if name not in self._cells:
            self._cells[name] = self.memory.fresh()
        return self._cells[name]

    def _ring(self, feed: str, field: str) -> list[str]:
        known = {cell: name for name, cell in self._cells.items()}
        walked = ring(self.memory, self._cells[feed], field)
        return ["nowhere" if cell is None else known.get(cell, "astray") for cell in walked]


def ring(memory: Memory, feed: int, field: str) -> list[int | None]:
    """The cells from a feed along `field` until it comes again, or all have been passed; uncounted."""
    found: list[int | None] = []
    cell = memory.peek(feed, field)
    while cell != feed and len(found) < memory.cells:
        found.append(cell)
        cell = feed if cell is None else memory.peek(cell, field)
    return found


def filled(build: Any, rows: int, names: str = "AB") -> Feeds:
    """Feeds of so many rows each: a0, a1, ... in A, b0, b1, ... in B. Others are opened in another memory meanwhile."""
    feeds = Feeds(build, names, limit=50 * rows + 1_000)
    for name in names:
        for number in range(rows):
            feeds.insert(f"{name.lower()}{number}", name)
    Feeds(build, names).insert("elsewhere", names[0])
    return feeds


def one_each(build: Any, rows: int) -> tuple[dict[str, int], Feeds]:
    """One call of each function in the middle of two feeds of so many rows: what it cost, and the feeds then."""
    feeds, middle, found = filled(build, rows), rows // 2, {}
    for name, arguments in (
        ("insert", ("new", f"a{middle}")),
        ("remove", (f"a{middle}",)),
        ("move", (f"a{middle - 1}", f"b{middle}")),
        ("length", ("A",)),
    ):
        getattr(feeds, name)(*arguments)
        found[name] = feeds.operations
    return found, feeds


def one_splice(build: Any, run: int) -> tuple[dict[str, int], Feeds]:
    """A run of so many rows goes from the middle of one feed into the middle of another, and lengths are asked for."""
    feeds, found = filled(build, run + 2), {}
    feeds.splice("a1", f"a{run}", "b1")
    found["splice"] = feeds.operations
    feeds.length("B")
    found["length"] = feeds.operations
    return found, feeds


def in_batches(build: Any, batch: int, rows: int = 500, run: int = 50) -> float:
    """Operations a splice: a run goes to and fro `batch` times, then both lengths are asked for as many times."""
    feeds, total = filled(build, rows), 0
    for number in range(batch):
        feeds.splice("a100", f"a{99 + run}", f"a{100 + run}" if number % 2 else "b0")
        total += feeds.operations
    for feed in "AB" * batch:
        feeds.length(feed)
        total += feeds.operations
    return total / batch
