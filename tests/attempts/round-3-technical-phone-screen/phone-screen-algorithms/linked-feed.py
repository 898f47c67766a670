# %% right: tallies that a splice makes void
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% right: an owner with an epoch
class LinkedFeeds:
    """Each row has the feed that counted it last and that feed's epoch; a splice begins a new epoch of both."""

    def __init__(self, memory):
        self.get, self.set = memory.get, memory.set

    def open_feed(self, feed):
        for field, value in {"next": feed, "prev": feed, "owner": feed, "at": 0, "epoch": 0, "count": 0}.items():
            self.set(feed, field, value)

    def _is_feed(self, cell):
        return self.get(cell, "epoch") is not None

    def _need(self, *cells, rows=True):
        for cell in cells:
            if self.get(cell, "next") is None or (rows and self._is_feed(cell)):
                raise ValueError(f"cell {cell} will not do")

    def _counted_by(self, cell):
        """The feed whose count includes this cell, or None."""
        owner = self.get(cell, "owner")
        return owner if self.get(owner, "epoch") == self.get(cell, "at") else None

    def _change(self, feed, rows):
        if feed is not None and self.get(feed, "count") is not None:
            self.set(feed, "count", self.get(feed, "count") + rows)

    def insert(self, cell, before):
        if self.get(cell, "next") is not None:
            raise ValueError("in a feed")
        self._need(before, rows=False)
        left = self.get(before, "prev")
        self.set(cell, "prev", left)
        self.set(cell, "next", before)
        self.set(left, "next", cell)
        self.set(before, "prev", cell)
        self.set(cell, "owner", self.get(before, "owner"))
        self.set(cell, "at", self.get(before, "at"))
        self._change(self._counted_by(cell), 1)

    def remove(self, cell):
        self._need(cell)
        left, right = self.get(cell, "prev"), self.get(cell, "next")
        self.set(left, "next", right)
        self.set(right, "prev", left)
        self.set(cell, "next", None)
        self.set(cell, "prev", None)
        self._change(self._counted_by(cell), -1)

    def move(self, cell, before):
        self._need(cell)
        self._need(before, rows=False)
        if before not in (cell, self.get(cell, "next")):
            self.remove(cell)
            self.insert(cell, before)

    def splice(self, first, last, before):
        self._need(first, last)
        self._need(before, rows=False)
        if before == last and first != last:
            raise ValueError("into itself")
        after = self.get(last, "next")
        if before in (first, after):
            return
        source, target = self._counted_by(first), self._counted_by(before)
        if source is None or source != target:
            for feed in {source, target} - {None}:
                self.set(feed, "epoch", self.get(feed, "epoch") + 1)
                self.set(feed, "count", None)
        left, place = self.get(first, "prev"), self.get(before, "prev")
        for one, other in ((left, after), (place, first), (last, before)):
            self.set(one, "next", other)
            self.set(other, "prev", one)

    def length(self, feed):
        count = self.get(feed, "count")
        if count is None:
            epoch, count = self.get(feed, "epoch"), 0
            self.set(feed, "at", epoch)
            cell = self.get(feed, "next")
            while cell != feed:
                self.set(cell, "owner", feed)
                self.set(cell, "at", epoch)
                count += 1
                cell = self.get(cell, "next")
            self.set(feed, "count", count)
        return count


# %% wrong: the untouched stub
# loses: all



# %% wrong: lazy: counts the rows at each question
# loses: linked-feed-constant, linked-feed-length
class LinkedFeeds:
    def __init__(self, memory):
        self.memory = memory

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, *cells, rows=True):
        for cell in cells:
            if self.memory.get(cell, "next") is None or (rows and self.memory.get(cell, "feed")):
                raise ValueError("no such row")


    def open_feed(self, feed):
        self.memory.set(feed, "feed", 1)
        self.join(feed, feed)

    def insert(self, cell, before):
        if self.memory.get(cell, "next") is not None:
            raise ValueError("in a feed")
        self.check(before, rows=False)
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)

    def remove(self, cell):
        self.check(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)

    def move(self, cell, before):
        self.splice(cell, cell, before)

    def splice(self, first, last, before):
        self.check(first, last)
        self.check(before, rows=False)
        if before == first:
            return
        if before == last:
            raise ValueError("into itself")
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)

    def length(self, feed):
        rows, cell = 0, self.memory.get(feed, "next")
        while cell != feed:
            rows, cell = rows + 1, self.memory.get(cell, "next")
        return rows


# %% wrong: lazy: tells every row of a run where it is now
# loses: linked-feed-splice
class LinkedFeeds:
    def __init__(self, memory):
        self.memory = memory

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, *cells, rows=True):
        for cell in cells:
            if self.memory.get(cell, "next") is None or (rows and self.memory.get(cell, "feed")):
                raise ValueError("no such row")


    def open_feed(self, feed):
        self.memory.set(feed, "feed", 1)
        self.join(feed, feed)
        self.memory.set(feed, "owner", feed)
        self.memory.set(feed, "rows", 0)

    def insert(self, cell, before):
        if self.memory.get(cell, "next") is not None:
            raise ValueError("in a feed")
        self.check(before, rows=False)
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.told(cell, before, self.memory.get(before, "owner"))

    def remove(self, cell):
        self.check(cell)
        self.told(cell, self.memory.get(cell, "next"), None)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)

    def move(self, cell, before):
        self.splice(cell, cell, before)

    def splice(self, first, last, before):
        self.check(first, last)
        self.check(before, rows=False)
        if before == first:
            return
        if before == last:
            raise ValueError("into itself")
        self.told(first, self.memory.get(last, "next"), self.memory.get(before, "owner"))
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)

    def told(self, cell, end, owner):
        """Each row of the run hears whose it is now."""
        while cell != end:
            for feed, rows in ((self.memory.get(cell, "owner"), -1), (owner, 1)):
                if feed is not None:
                    self.memory.set(feed, "rows", self.memory.get(feed, "rows") + rows)
            self.memory.set(cell, "owner", owner)
            cell = self.memory.get(cell, "next")

    def length(self, feed):
        return self.memory.get(feed, "rows")


# %% wrong: lazy: Python lists beside the memory
# loses: linked-feed-constant, linked-feed-splice, linked-feed-length
class LinkedFeeds:
    def __init__(self, memory):
        self.memory = memory

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, *cells, rows=True):
        for cell in cells:
            if self.memory.get(cell, "next") is None or (rows and self.memory.get(cell, "feed")):
                raise ValueError("no such row")


    lists = {}

    def open_feed(self, feed):
        self.lists[feed] = []
        self.memory.set(feed, "feed", 1)
        self.join(feed, feed)

    def _list(self, cell):
        return next((rows for feed, rows in self.lists.items() if cell == feed or cell in rows), None)

    def insert(self, cell, before):
        if self._list(cell) is not None or self._list(before) is None:
            raise ValueError("in a feed, or not")
        self._put([cell], before)

    def _put(self, run, before):
        rows = self._list(before)
        place = len(rows) if before in self.lists else rows.index(before)
        rows[place:place] = run
        self.join(self.memory.get(before, "prev"), run[0])
        self.join(run[-1], before)
        for left, right in zip(run, run[1:], strict=False):
            self.join(left, right)

    def _take(self, first, last):
        rows = self._list(first)
        i, j = rows.index(first), rows.index(last)
        run, rows[i : j + 1] = rows[i : j + 1], []
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        return run

    def remove(self, cell):
        self.check(cell)
        self._take(cell, cell)
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)

    def move(self, cell, before):
        self.splice(cell, cell, before)

    def splice(self, first, last, before):
        self.check(first, last)
        self.check(before, rows=False)
        if before == last and first != last:
            raise ValueError("into itself")
        if before != first:
            self._put(self._take(first, last), before)

    def length(self, feed):
        return len(self.lists[feed])


# %% wrong: lazy: only forwards
# loses: all
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        if self.memory.get(right, "prev") is None or self.memory.get(right, "feed"):
            self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: a row moved before itself is taken out first
# loses: linked-feed-rings, linked-feed-splice, linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        self.remove(cell)
        self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: finds out that the place is gone after the row was taken
# loses: linked-feed-rings
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: removes twice
# loses: linked-feed-rings
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        if self.memory.get(cell, "feed") or self.memory.get(cell, "prev") is None and self.memory.get(cell, "tally") is None:
            raise ValueError("no row")
        if self.memory.get(cell, "next") is None:
            return
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: lets a feed be taken for a row
# loses: linked-feed-rings, linked-feed-splice
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: the run may be put before its own last row
# loses: linked-feed-splice
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: refuses a run that stays where it is
# loses: linked-feed-splice, linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before in (first, last):
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: takes the place before the run is out, next to itself
# loses: linked-feed-splice, linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        left = self.memory.get(before, "prev")
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(left, first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: counts on with the void tally
# loses: linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.get(feed, "tally") or self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: voids the tally of the source only
# loses: linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            self.memory.set(self.memory.get(first, "tally"), "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: counts again after every splice, within one feed too
# loses: linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        for tally in tallies:
            self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: counts, and forgets to keep the number
# loses: linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        self.check_row(first)
        self.check_row(last)
        self.check(before)
        if before == first:
            return
        if before == last:
            raise ValueError("the place is within the run")
        tallies = {self.memory.get(first, "tally"), self.memory.get(before, "tally")}
        self.join(self.memory.get(first, "prev"), self.memory.get(last, "next"))
        self.join(self.memory.get(before, "prev"), first)
        self.join(last, before)
        if len(tallies) == 2:  # rows went to another feed, and nobody counted them
            for tally in tallies:
                self.memory.set(tally, "rows", None)

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None and (known or rows > 0):
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", None if rows else 0)
        return rows


# %% wrong: part 2 is not done
# loses: linked-feed-splice, linked-feed-length
class LinkedFeeds:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_feed(self, feed: int) -> None:
        self.join(feed, feed)
        self.memory.set(feed, "feed", 1)
        self.count_anew(feed)

    def insert(self, cell: int, before: int) -> None:
        if self.memory.get(cell, "next") is not None:
            raise ValueError("the cell is in a feed already")
        self.check(before)
        tally = self.memory.get(before, "tally")
        self.join(self.memory.get(before, "prev"), cell)
        self.join(cell, before)
        self.memory.set(cell, "tally", tally)
        self.add(tally, 1)

    def remove(self, cell: int) -> None:
        self.check_row(cell)
        self.join(self.memory.get(cell, "prev"), self.memory.get(cell, "next"))
        self.memory.set(cell, "next", None)
        self.memory.set(cell, "prev", None)
        self.add(self.memory.get(cell, "tally"), -1)

    def move(self, cell: int, before: int) -> None:
        self.check_row(cell)
        self.check(before)
        if cell != before:
            self.remove(cell)
            self.insert(cell, before)

    def length(self, feed: int) -> int:
        rows = self.memory.get(self.memory.get(feed, "tally"), "rows")
        return self.count_anew(feed) if rows is None else rows

    def splice(self, first: int, last: int, before: int) -> None:
        raise NotImplementedError("not done yet")

    def join(self, left, right):
        self.memory.set(left, "next", right)
        self.memory.set(right, "prev", left)

    def check(self, cell):
        if self.memory.get(cell, "next") is None:
            raise ValueError("the cell is in no feed")

    def check_row(self, cell):
        self.check(cell)
        if self.memory.get(cell, "feed"):
            raise ValueError("a feed is no row")

    def add(self, tally, rows):
        known = self.memory.get(tally, "rows")
        if known is not None:
            self.memory.set(tally, "rows", known + rows)

    def count_anew(self, feed):
        tally, rows = self.memory.make(), 0
        self.memory.set(feed, "tally", tally)
        cell = self.memory.get(feed, "next")
        while cell != feed:
            self.memory.set(cell, "tally", tally)
            cell, rows = self.memory.get(cell, "next"), rows + 1
        self.memory.set(tally, "rows", rows)
        return rows


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.feeds import Walking as LinkedFeeds
