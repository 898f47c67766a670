"""What a cache of `count-the-work` must answer, the runs that measure it, and two of the caches it is drawn beside.

Runs are lists of calls, as `Attached` takes them.
"""

import math
import random
from collections.abc import Callable
from typing import Any

from rounds.worlds.cells import Attached, CellMemory, Steps, evening, titles


class Entries:
    """The rule as it reads, slowly: entries in the order of their last use, those that have expired taken out first."""

    def __init__(self, capacity: int, ttl: float = math.inf) -> None:
        self._capacity, self._ttl, self._now = capacity, ttl, 0
        self._entries: list[tuple[str, int | str, float]] = []  # key, value, when it expires

    def wait(self, milliseconds: int) -> None:
        """Nothing happens for so long."""
        self._now += milliseconds
        self._entries = [entry for entry in self._entries if self._now < entry[2]]

    def get(self, key: str) -> int | str | None:
        """The value, or None; a use where it is there."""
        found = [entry for entry in self._entries if entry[0] == key]
        self._entries = [entry for entry in self._entries if entry[0] != key] + found
        return found[0][1] if found else None

    def put(self, key: str, value: int | str) -> None:
        """Stores a value; the entry least recently used goes where a new key finds no room."""
        others = [entry for entry in self._entries if entry[0] != key]
        self._entries = [*others[len(others) == self._capacity :], (key, value, self._now + self._ttl)]


def drawn(rng: random.Random, capacity: int, ttl: int = 0) -> Steps:
    """Twice: the cache is filled, some keys are used, time passes if it can, one or two are put, all are looked up."""

    def pause(low: int, high: int) -> Steps:
        return [("wait", (rng.randint(low, high),))] if ttl else []

    steps: Steps = []
    keys = "abcdefg"[: capacity + 2]
    for number in (1, 2):
        first = rng.sample(keys, capacity)
        for key in first:
            steps += [("put", (key, rng.choice([0, "", number]))), *pause(0, 2)]
        steps += [("get", (key,)) for key in rng.sample(first, rng.randint(0, capacity))]
        steps += pause(max(0, ttl - 2 * capacity), ttl)
        steps += [("put", (key, 7)) for key in rng.sample(keys, rng.randint(1, 2))]
        steps += [("get", (key,)) for key in rng.sample(keys, len(keys))]
    return steps


def mixed(seed: int, capacity: int, calls: int) -> Steps:
    """A full cache under new titles and old: two thirds of the calls put, mostly what was never there."""
    rng, steps = random.Random(seed), titles(0, capacity)
    for number in range(capacity, capacity + calls):
        old = f"t{rng.randrange(max(0, number - capacity), number)}"
        steps.append(rng.choice([("put", (f"t{number}", number)), ("put", (f"t{number}", 0)), ("get", (old,))]))
    return steps


def quiet_night(seed: int, capacity: int, ttl: int) -> Steps:
    """A full cache under mixed calls, a pause in which all expires, and mixed calls again."""
    before, after = mixed(seed, capacity, 40), mixed(seed + 1, capacity, 60)
    return [*before, ("wait", (ttl,)), *after[capacity:]]


def busy(capacity: int, calls: int, ttl: int = 10) -> Steps:
    """What makes a cache hoard: reads and refreshes of few titles, of one alone, and many titles that pass.

    Of those that pass the oldest that may be left is read again each time, so that the orders of puts and uses differ;
    now and then time goes by, and it expires before its turn.
    """
    reads: Steps = [("get", (f"t{number % capacity}",)) for number in range(calls // 2)]
    refreshed: Steps = [("put", (f"t{number % capacity}", number)) for number in range(calls // 2)]
    alone: Steps = [("put", ("t1", number)) for number in range(calls // 2)]
    passing: Steps = []
    for step in titles(capacity, capacity + calls):
        number = step[1][1]
        passing += [step, ("get", (f"t{number - capacity + 1}",))]
        if number % 4 < 2:
            passing.append(("wait", (ttl // 2,)))
    return [*titles(0, capacity), *reads, *refreshed, *alone, *passing]


def answers(cache: Attached, model: Entries, steps: Steps, name: str) -> list[int]:
    """What each call cost, in operations on the memory; AssertionError where one answers otherwise than the model."""
    for number, (method, arguments) in enumerate(steps, start=1):
        expected, found = getattr(model, method)(*arguments), getattr(cache, method)(*arguments)
        if method == "get":
            right = type(found) is type(expected) and (expected is None or found == expected)
            told = repr(found) if type(found) in (int, str, type(None)) else "what is no number and no text"
            assert right, (
                f"In a run, step {number} for {name}, get({arguments[0]!r}), returned {told}; expected {expected!r}."
            )
    return cache.costs


def found(cache: Attached, model: Entries, steps: Steps) -> float:
    """The share of the reads that find something in the model in which the cache finds the same."""
    hits = right = 0
    for method, arguments in steps:
        expected, answer = getattr(model, method)(*arguments), getattr(cache, method)(*arguments)
        hits += expected is not None
        right += expected is not None and type(answer) is type(expected) and answer == expected
    return right / hits


class SlotCache:
    """Numbers each use and looks through all slots for the least: nothing in excess is kept."""

    def __init__(self, memory: CellMemory, capacity: int) -> None:
        self._memory, self._capacity = memory, capacity

    def _use(self, slot: int, key: str, value: Any) -> None:
        now = (self._memory.read("now") or 0) + 1
        self._memory.write("now", now)
        self._memory.write(slot, (key, value, now))
        self._memory.write(("at", key), slot)

    def get(self, key: str) -> Any:
        """The value, or None."""
        slot = self._memory.read(("at", key))
        if slot is None:
            return None
        _, value, _ = self._memory.read(slot)
        self._use(slot, key, value)
        return value

    def put(self, key: str, value: Any) -> None:
        """Stores a value."""
        slot = self._memory.read(("at", key))
        if slot is None:
            slot, size = 0, self._memory.read("size") or 0
            if size < self._capacity:
                slot = size
                self._memory.write("size", size + 1)
            else:
                slot = min(range(size), key=lambda each: self._memory.read(each)[2])
                self._memory.write(("at", self._memory.read(slot)[0]), None)
        self._use(slot, key, value)


class CleanedQueueCache:
    """A queue of uses that is written anew, without what is stale, whenever it is twice as long as need be."""

    def __init__(self, memory: CellMemory, capacity: int) -> None:
        self._memory, self._capacity = memory, capacity

    def _use(self, key: str, value: Any, size: int) -> None:
        head, tail = self._memory.read("ends") or (0, 0)
        self._memory.write(("use", tail), key)
        self._memory.write(("entry", key), (value, tail))
        if tail + 1 - head > 2 * self._capacity:
            head, tail = self._clean(head, tail + 1)
        else:
            tail += 1
        self._memory.write("ends", (head, tail))
        self._memory.write("size", size)

    def _clean(self, head: int, tail: int) -> tuple[int, int]:
        kept = tail
        for place in range(head, tail):
            key = self._memory.read(("use", place))
            value, last = self._memory.read(("entry", key)) or (None, -1)
            self._memory.write(("use", place), None)
            if last == place:
                self._memory.write(("use", kept), key)
                self._memory.write(("entry", key), (value, kept))
                kept += 1
        return tail, kept

    def get(self, key: str) -> Any:
        """The value, or None."""
        entry = self._memory.read(("entry", key))
        if entry is None:
            return None
        self._use(key, entry[0], self._memory.read("size"))
        return entry[0]

    def put(self, key: str, value: Any) -> None:
        """Stores a value."""
        size = self._memory.read("size") or 0
        if self._memory.read(("entry", key)) is None:
            size += 1
            if size > self._capacity:
                self._let_one_go()
                size -= 1
        self._use(key, value, size)

    def _let_one_go(self) -> None:
        head, tail = self._memory.read("ends")
        gone = False
        while not gone:
            key = self._memory.read(("use", head))
            entry = self._memory.read(("entry", key))
            gone = entry is not None and entry[1] == head
            self._memory.write(("use", head), None)
            head += 1
        self._memory.write(("entry", key), None)
        self._memory.write("ends", (head, tail))


def worst_and_most(build: Callable[[CellMemory, int], Any], capacity: int, calls: int) -> tuple[int, int]:
    """The dearest call of an evening with so many calls, in operations, and the most cells that were in use."""
    cache = Attached(lambda memory, _clock: build(memory, capacity))
    costs = answers(cache, Entries(capacity), evening(capacity, calls), "the cache")
    return max(costs), cache.memory.most


def crowded_out(spread: float, seed: int = 1, capacity: int = 100, calls: int = 6_000) -> float:
    """The share of evictions that cost a live entry its place while an expired one stayed, with a list by writes.

    One call comes each millisecond, for a title as popular as 1 over its rank. An entry lives for twice as many of them
    as there are places, on average, drawn evenly within `spread` of that. Only the head of the list of writes is asked
    whether it has expired.
    """
    rng = random.Random(seed)
    weights = [1 / rank for rank in range(1, 4 * capacity)]
    until: dict[int, float] = {}  # in the order of writes
    uses: dict[int, None] = {}  # in the order of uses
    wrong = evictions = 0
    for now, title in enumerate(rng.choices(range(1, 4 * capacity), weights, k=calls)):
        uses.pop(title, None)
        if now < until.get(title, 0):
            uses[title] = None
            continue
        if title not in until and len(until) == capacity:
            head = next(iter(until))
            gone = head if until[head] <= now else next(iter(uses))
            evictions += 1
            wrong += until[gone] > now and min(until.values()) <= now
            del until[gone]
            uses.pop(gone)
        until.pop(title, None)
        until[title] = now + 2 * capacity * rng.uniform(1 - spread, 1 + spread)
        uses[title] = None
    return wrong / evictions
