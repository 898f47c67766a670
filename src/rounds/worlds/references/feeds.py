"""Linked feeds: the slow reference, scripts of calls, and two ways to know a length: walking and owning."""

import random
from typing import Any

from rounds.errors import RoundsError
from rounds.worlds.memory import Memory

Step = tuple[str, tuple[str, ...]]


class Lists:
    """The feeds as two plain Python lists: obviously right, and slow."""

    def __init__(self) -> None:
        self._feeds: dict[str, list[str]] = {"A": [], "B": []}

    def insert(self, row: str, before: str) -> None:
        """Refuses a row that is in a feed, and a place that is in none."""
        if row in self._feeds or self.feed_of(row):
            raise ValueError(f"{row} is in a feed")
        self._put([row], before)

    def remove(self, row: str) -> None:
        """Refuses a row that is in no feed."""
        self._feeds[self._row(row)].remove(row)

    def move(self, row: str, before: str) -> None:
        """Before itself nothing changes."""
        self.splice(row, row, before)

    def splice(self, first: str, last: str, before: str) -> None:
        """Refuses what is in no feed, and the place before the last row of the run; its other rows are undefined."""
        feed, end = self._feeds[self._row(first)], self._feeds[self._row(last)]
        self._place(before)
        run = feed[feed.index(first) : feed.index(last) + 1] if feed is end else []
        if not run:
            raise RoundsError("undefined: no run from first to last")
        if before == first:
            return
        if before == last:
            raise ValueError(f"{before} is part of the run")
        if before in run:
            raise RoundsError("undefined: the place is within the run")
        feed[feed.index(first) : feed.index(last) + 1] = []
        self._put(run, before)

    def length(self, feed: str) -> int:
        """How many rows the feed has."""
        return len(self._feeds[feed])

    def rows(self) -> dict[str, list[str]]:
        """Both feeds, in both directions."""
        ways = (("", 1), (" backwards", -1))
        return {f"{name}{way}": rows[::step] for name, rows in self._feeds.items() for way, step in ways} | {
            "half gone": []
        }

    def feed_of(self, row: str) -> str | None:
        """The feed that holds the row."""
        return next((name for name, rows in self._feeds.items() if row in rows), None)

    def _row(self, row: str) -> str:
        if feed := self.feed_of(row):
            return feed
        raise ValueError(f"{row} is no row of a feed")

    def _place(self, before: str) -> tuple[list[str], int]:
        if before in self._feeds:
            return self._feeds[before], len(self._feeds[before])
        feed = self._feeds[self._row(before)]
        return feed, feed.index(before)

    def _put(self, rows: list[str], before: str) -> None:
        feed, place = self._place(before)
        feed[place:place] = rows


def script(rng: random.Random, size: int, *, splices: bool, lengths: bool, bad: bool) -> tuple[tuple[()], list[Step]]:
    """Calls, about two for each of `size`, some of them `bad` ones; what was changed is looked at after each."""
    steps: list[Step] = []
    model, rows = Lists(), "pqrstuvwxyz"[: 2 + size // 2]
    weighted = ["insert"] * 5 + ["remove"] + ["move"] * 3 + ["splice"] * (4 if splices else 0)
    while len(steps) < 4 * size:
        name = rng.choice(weighted)
        inside, outside = [row for row in rows if model.feed_of(row)], [row for row in rows if not model.feed_of(row)]
        places = ["A", "B", *inside, *inside]
        if bad and rng.random() < 0.15:
            places = inside = outside = ["A", *rows]
        if not (outside if name == "insert" else inside):
            continue
        row = rng.choice(outside if name == "insert" else inside)
        arguments: tuple[str, ...] = (row,) if name == "remove" else (row, rng.choice(places))
        if name == "splice":
            feed = model.rows()[model.feed_of(row) or "A"]
            last = rng.choice(feed[feed.index(row) :]) if row in feed else rng.choice(inside)
            arguments = (row, last, arguments[1])
        try:
            getattr(model, name)(*arguments)
        except ValueError:
            if not bad:
                continue
        except RoundsError:
            continue
        steps += [(name, arguments), ("rows", ())]
        if lengths and rng.random() < 0.6:
            steps.append(("length", (rng.choice("AB"),)))
    return (), steps


class Walking:
    """No length is kept: it is counted when asked for. So did libstdc++ until GCC 5 (2015)."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        """The cell becomes an empty feed: a ring of itself."""
        self.memory.set(feed, "feed", 1)
        self.memory.set(feed, "next", feed)
        self.memory.set(feed, "prev", feed)

    def insert(self, cell: int, before: int) -> None:
        """A cell that is in no feed goes before another."""
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed")
        self._linked(before)
        self._link(cell, cell, before)

    def remove(self, cell: int) -> None:
        """The row leaves its feed."""
        self._row(cell)
        self._unlink(cell, cell)
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)

    def move(self, cell: int, before: int) -> None:
        """The row goes before another."""
        self.splice(cell, cell, before)

    def splice(self, first: int, last: int, before: int) -> None:
        """The run from first to last goes before a cell that is not in it."""
        self._row(first)
        self._row(last)
        self._linked(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        self._unlink(first, last)
        self._link(first, last, before)

    def length(self, feed: int) -> int:
        """The rows, counted."""
        return sum(1 for _ in self._walk(feed))

    def _walk(self, feed: int) -> Any:
        cell = self.memory.get(feed, "next")
        while cell != feed:
            yield cell
            cell = self.memory.get(cell, "next")

    def _linked(self, cell: int) -> None:
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def _row(self, cell: int) -> None:
        self._linked(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("this is a feed, not a row")

    def _join(self, left: int, right: int) -> None:
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def _unlink(self, first: int, last: int) -> None:
        self._join(self.memory.get(first, "prev"), self.memory.get(last, "next"))

    def _link(self, first: int, last: int, before: int) -> None:
        self._join(self.memory.get(before, "prev"), first)
        self._join(last, before)


class Owned(Walking):
    """Each row knows its feed and each feed its length, as C++11 demands; a splice tells all rows of the run."""

    def open_feed(self, feed: int) -> None:
        """An empty feed, which owns itself."""
        super().open_feed(feed)
        self.memory.set(feed, "owner", feed)
        self.memory.set(feed, "rows", 0)

    def length(self, feed: int) -> int:
        """The number that is kept."""
        return self.memory.get(feed, "rows") or 0

    def _unlink(self, first: int, last: int) -> None:
        owner = self.memory.get(first, "owner")
        rows = 1
        cell = first
        while cell != last:
            cell, rows = self.memory.get(cell, "next"), rows + 1
        super()._unlink(first, last)
        self.memory.set(owner, "rows", self.memory.get(owner, "rows") - rows)

    def _link(self, first: int, last: int, before: int) -> None:
        super()._link(first, last, before)
        owner, cell = self.memory.get(before, "owner"), first
        while cell != before:
            self.memory.set(cell, "owner", owner)
            self.memory.set(owner, "rows", self.memory.get(owner, "rows") + 1)
            cell = self.memory.get(cell, "next")
