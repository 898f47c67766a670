"""LRU caches: correct ones, alike only in what the contract of `wheat-cache` promises, and buggy ones."""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any


class Ordered:
    """Keeps the entries in an ordered dict, the next to go in front. The hooks are where the bugs sit."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"no room for {capacity} entries")
        self.capacity = capacity
        self.entries: OrderedDict[Any, Any] = OrderedDict()

    def put(self, key: Any, value: Any) -> None:
        """Stores a value; where a new key finds no room, the entry goes whose last use lies furthest back."""
        if key not in self.entries:
            self.make_room()
        self.entries[key] = value
        self.entries.move_to_end(key)

    def make_room(self) -> None:
        """Lets one entry go where the cache is full."""
        if len(self.entries) >= self.capacity:
            self.entries.popitem(last=False)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, which is thereby used, or `default`."""
        if key not in self.entries:
            return default
        self.entries.move_to_end(key)
        return self.entries[key]

    def has(self, key: Any) -> bool:
        """Whether a key is there; that is no use of it."""
        return key in self.entries

    def drop(self, key: Any) -> bool:
        """Takes an entry out; whether there was one."""
        return self.entries.pop(key, self) is not self

    def keys(self) -> list[Any]:
        """All keys."""
        return list(self.entries)


class Stamped:
    """Gives each use a number and looks for the least; `put` tells which key had to go, and keys come latest first."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity")
        self.room, self.now = capacity, 0
        self.values: dict[Any, Any] = {}
        self.used: dict[Any, int] = {}

    def _use(self, key: Any) -> None:
        self.now += 1
        self.used[key] = self.now

    def put(self, key: Any, value: Any) -> Any:
        """As `Ordered.put`."""
        gone = None
        if key not in self.values and len(self.values) == self.room:
            gone = min(self.used, key=self.used.__getitem__)
            self.drop(gone)
        self.values[key] = value
        self._use(key)
        return gone

    def get(self, key: Any, default: Any = None) -> Any:
        """As `Ordered.get`."""
        if key in self.values:
            self._use(key)
        return self.values.get(key, default)

    def has(self, key: Any) -> bool:
        """As `Ordered.has`."""
        return key in self.values

    def drop(self, key: Any) -> bool:
        """As `Ordered.drop`."""
        self.used.pop(key, None)
        if key not in self.values:
            return False
        del self.values[key]
        return True

    def keys(self) -> list[Any]:
        """As `Ordered.keys`."""
        return sorted(self.values, key=lambda key: -self.used[key])


class Linked:
    """A ring of nodes around a sentinel beside a dict; `put` says whether the key is new, and keys come as stored."""

    def __init__(self, capacity: int) -> None:
        if not capacity > 0:
            raise ValueError("a cache needs room")
        self.capacity = capacity
        self.nodes: dict[Any, _Node] = {}
        self.ring = _Node(None, None)
        self.ring.before = self.ring.after = self.ring

    def put(self, key: Any, value: Any) -> bool:
        """As `Ordered.put`."""
        new = key not in self.nodes
        if new:
            if len(self.nodes) == self.capacity:
                self.drop(self.ring.after.key)
            self.nodes[key] = _Node(key, value)
        self.nodes[key].value = value
        self._to_the_end(self.nodes[key])
        return new

    def get(self, key: Any, default: Any = None) -> Any:
        """As `Ordered.get`."""
        node = self.nodes.get(key)
        if node is None:
            return default
        self._to_the_end(node)
        return node.value

    def has(self, key: Any) -> bool:
        """As `Ordered.has`."""
        return key in self.nodes

    def drop(self, key: Any) -> bool:
        """As `Ordered.drop`."""
        node = self.nodes.pop(key, None)
        if node is None:
            return False
        node.unlink()
        return True

    def keys(self) -> list[Any]:
        """As `Ordered.keys`."""
        return list(self.nodes)

    def _to_the_end(self, node: "_Node") -> None:
        node.unlink()
        node.before, node.after = self.ring.before, self.ring
        node.before.after = node.after.before = node


class _Node:
    """A place in a ring; alone it is a ring of its own."""

    def __init__(self, key: Any, value: Any) -> None:
        self.key, self.value = key, value
        self.before = self.after = self

    def unlink(self) -> None:
        self.before.after, self.after.before = self.after, self.before


CORRECT: tuple[Callable[..., Any], ...] = (Ordered, Stamped, Linked)


class _NeverLetsGo(Ordered):
    def make_room(self) -> None:
        pass


class _FirstIn(Ordered):
    def get(self, key: Any, default: Any = None) -> Any:
        return self.entries.get(key, default)


class _KeepsTheOld(Ordered):
    def put(self, key: Any, value: Any) -> None:
        super().put(key, self.entries.get(key, value))


class _NewestGoes(Ordered):
    def make_room(self) -> None:
        if len(self.entries) >= self.capacity:
            self.entries.popitem(last=True)


class _RoomForOneMore(Ordered):
    def make_room(self) -> None:
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)


class _UpdateMakesRoom(Ordered):
    def put(self, key: Any, value: Any) -> None:
        self.make_room()
        self.entries[key] = value
        self.entries.move_to_end(key)


class _UpdateIsNoUse(Ordered):
    def put(self, key: Any, value: Any) -> None:
        if key in self.entries:
            self.entries[key] = value
        else:
            super().put(key, value)


class _LookingIsUse(Ordered):
    def has(self, key: Any) -> bool:
        self.get(key)
        return key in self.entries


class _MissTakesAPlace(Ordered):
    def get(self, key: Any, default: Any = None) -> Any:
        if key not in self.entries:
            self.put(key, default)
        return super().get(key)


class _MostUsedStays(Ordered):
    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.uses: dict[Any, int] = {}

    def put(self, key: Any, value: Any) -> None:
        super().put(key, value)
        self.uses[key] = self.uses.get(key, 0) + 1

    def get(self, key: Any, default: Any = None) -> Any:
        if key in self.entries:
            self.uses[key] += 1
        return super().get(key, default)

    def make_room(self) -> None:
        if len(self.entries) >= self.capacity:
            gone = min(self.entries, key=self.uses.__getitem__)  # the first of equals, which is the longest unused
            del self.entries[gone], self.uses[gone]

    def drop(self, key: Any) -> bool:
        self.uses.pop(key, None)
        return super().drop(key)


class _StaleQueue(Ordered):
    """Keeps the order in a queue of uses and skips those that have been overtaken; a drop forgets to."""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.queue: deque[Any] = deque()
        self.overtaken: dict[Any, int] = {}

    def _use(self, key: Any) -> None:
        if key in self.entries:
            self.overtaken[key] = self.overtaken.get(key, 0) + 1
        self.queue.append(key)

    def put(self, key: Any, value: Any) -> None:
        self._use(key)
        if key not in self.entries and len(self.entries) >= self.capacity:
            self._let_go()
        self.entries[key] = value

    def _let_go(self) -> None:
        while True:
            key = self.queue.popleft()
            if self.overtaken.get(key):
                self.overtaken[key] -= 1
            elif self.entries.pop(key, self) is not self:
                return

    def get(self, key: Any, default: Any = None) -> Any:
        if key in self.entries:
            self._use(key)
        return self.entries.get(key, default)


class _OneIsTwo(Ordered):
    """Makes room before the entry behind the head: a list of one has none."""

    def make_room(self) -> None:
        if self.capacity > 1:
            super().make_room()
        elif len(self.entries) > 1:
            self.entries.popitem(last=False)


class _NoDefault(Ordered):
    def get(self, key: Any, default: Any = None) -> Any:  # noqa: ARG002
        return super().get(key)


class _NoneIsAbsent(Ordered):
    def get(self, key: Any, default: Any = None) -> Any:
        value = super().get(key)
        return default if value is None else value


class _DropsLoudly(Ordered):
    def drop(self, key: Any) -> bool:
        del self.entries[key]
        return True


class _DropSaysByValue(Ordered):
    def drop(self, key: Any) -> bool:
        return bool(self.entries.pop(key, None))


class _KeysAreTexts(Ordered):
    def put(self, key: Any, value: Any) -> None:
        super().put(str(key), value)

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(str(key), default)

    def has(self, key: Any) -> bool:
        return super().has(str(key))

    def drop(self, key: Any) -> bool:
        return super().drop(str(key))


class _FalseKeys(Ordered):
    def has(self, key: Any) -> bool:
        return bool(key) and super().has(key)

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key, default) if key else default


class _RoomForNothing(Ordered):
    def __init__(self, capacity: int) -> None:
        super().__init__(capacity or 1)


class _DropKeepsThePlace(Ordered):
    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.taken = 0

    def make_room(self) -> None:
        self.taken += 1
        if self.taken > self.capacity and self.entries:
            self.entries.popitem(last=False)
            self.taken -= 1


# What shows each bug continues "One bug still hides: "; the easiest to catch come first.
GROSS = {
    "it shows as soon as the cache is full": _NeverLetsGo,
    "it shows in which entry goes": _NewestGoes,
    "it shows only when a key is read before another goes": _FirstIn,
    "it shows when a key is put twice": _KeepsTheOld,
}
VALUES = {
    "it shows only when a key is not there and a default is given": _NoDefault,
    "it shows only when something is dropped that is not there": _DropsLoudly,
    "it shows only when a stored value is None": _NoneIsAbsent,
    "it shows only in what a drop says": _DropSaysByValue,
    "it shows only in keys that look alike": _KeysAreTexts,
    "it shows only for a key like 0 or the empty text": _FalseKeys,
    "it shows only when there is room for nothing": _RoomForNothing,
}
ORDER = {
    "it shows only in how many entries there is room for": _RoomForOneMore,
    "it shows only when a key is put again while the cache is full": _UpdateMakesRoom,
    "it shows only in which entry goes after a key was put again": _UpdateIsNoUse,
    "it shows only in which entry goes after a key was looked for": _LookingIsUse,
    "it shows only after a key was read that is not there": _MissTakesAPlace,
    "it shows only when a key that was used often is not used any more": _MostUsedStays,
    "it shows only when there is room for one entry": _OneIsTwo,
    "it shows only when an entry was dropped and room is needed": _DropKeepsThePlace,
    "it shows only when a key that was dropped comes back": _StaleQueue,
}
