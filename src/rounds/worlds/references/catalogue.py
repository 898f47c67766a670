"""Trees of a catalogue: the slow reference, scripts of calls, and two textbook ways: stored depths, jump tables."""

import random
from contextlib import suppress
from typing import Any

from rounds.worlds.catalogue import TOP
from rounds.worlds.memory import Memory

Step = tuple[str, tuple[Any, ...]]


class Parents:
    """Each node and its parent in a dict; a removed subtree is searched for and deleted. Obviously right, and slow."""

    def __init__(self) -> None:
        self.parents = {TOP: ""}

    def add(self, node: str, parent: str) -> None:
        """Refuses a node that is there, and a parent that is not."""
        if node in self.parents:
            raise ValueError(f"{node} is in the catalogue")
        self.path(parent)
        self.parents[node] = parent

    def ancestor(self, node: str, levels: int) -> str:
        """Refuses levels below 0 and above the top."""
        path = self.path(node)
        if not 0 <= levels < len(path):
            raise ValueError(f"{node} has {len(path) - 1} levels above it")
        return path[levels]

    def lca(self, a: str, b: str) -> str:
        """Refuses nodes that are not there."""
        below = self.path(b)
        return next(node for node in self.path(a) if node in below)

    def move(self, node: str, parent: str) -> None:
        """Refuses a parent within the subtree, and to move the catalogue."""
        self.path(node)
        if node in self.path(parent):
            raise ValueError(f"{parent} is {node} or below it")
        self.parents[node] = parent

    def remove(self, node: str) -> None:
        """Refuses the catalogue, and what is not there."""
        self.path(node)
        if node == TOP:
            raise ValueError("the catalogue stays")
        self.parents = {each: parent for each, parent in self.parents.items() if node not in self.path(each)}

    def path(self, node: str) -> list[str]:
        """The node and what is above it, up to the catalogue."""
        if node not in self.parents:
            raise ValueError(f"{node} is not in the catalogue")
        path = [node]
        while parent := self.parents[path[-1]]:
            path.append(parent)
        return path


def script(rng: random.Random, size: int, *, changes: bool) -> tuple[tuple[()], list[Step]]:
    """Calls, two to three a change, some of them bad ones."""
    steps: list[Step] = []
    model, names = Parents(), [*"pqrstuvwxyz"[: 3 + size // 2], TOP]
    while len(steps) < 3 * size:
        inside, outside = list(model.parents), [name for name in names if name not in model.parents]
        name = rng.choice(["add"] * 4 + (["move"] * 3 + ["remove"] if changes else []))
        if rng.random() < 0.12:
            inside = outside = names
        if not (outside if name == "add" else inside):
            continue
        node = rng.choice(outside if name == "add" else inside)
        arguments: tuple[Any, ...] = (node,) if name == "remove" else (node, rng.choice(inside[-4:] + inside))
        with suppress(ValueError):
            getattr(model, name)(*arguments)
        steps.append((name, arguments))
        if rng.random() < 0.8:
            asked = list(model.parents) if rng.random() < 0.8 else names
            steps.append(("lca", (rng.choice(asked), rng.choice(asked))))
        if rng.random() < 0.5:
            steps.append(("ancestor", (rng.choice(list(model.parents)), rng.randrange(-1, 4))))
    return (), steps


class Depths:
    """Each node keeps its depth, so two nodes are brought level and climb in step; a change settles a whole subtree."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        """The cell becomes the empty catalogue."""
        self.memory.set(top, "depth", 0)

    def add(self, node: int, parent: int) -> None:
        """A node that is not in the catalogue goes below one that is."""
        if self.memory.get(node, "depth") is not None:
            raise ValueError("the node is in the catalogue")
        self._depth(parent)
        self._hang(node, parent)
        self._settle(node)

    def ancestor(self, node: int, levels: int) -> int:
        """The node so many levels above."""
        if not 0 <= levels <= self._depth(node):
            raise ValueError("no such level")
        return self._lift(node, levels)

    def lca(self, a: int, b: int) -> int:
        """The lowest common ancestor."""
        deep, high = self._depth(a), self._depth(b)
        a, b = self._lift(a, max(0, deep - high)), self._lift(b, max(0, high - deep))
        return self._meet(a, b)

    def move(self, node: int, parent: int) -> None:
        """The node goes below another, with all that is below it."""
        levels = self._depth(parent) - self._depth(node)
        if levels >= 0 and self._lift(parent, levels) == node:
            raise ValueError("the parent is below the node")
        self._unhang(node)
        self._hang(node, parent)
        for each in list(self._below(node)):
            self._settle(each)

    def remove(self, node: int) -> None:
        """The node leaves, with all that is below it."""
        if not self._depth(node):
            raise ValueError("the catalogue stays")
        self._unhang(node)
        for each in list(self._below(node)):
            self.memory.set(each, "depth", None)
            self.memory.set(each, "child", None)

    def _depth(self, node: int) -> int:
        depth: int | None = self.memory.get(node, "depth")
        if depth is None:
            raise ValueError("the node is not in the catalogue")
        return depth

    def _settle(self, node: int) -> None:
        self.memory.set(node, "depth", self.memory.get(self.memory.get(node, "up0"), "depth") + 1)

    def _lift(self, node: int, levels: int) -> int:
        for _ in range(levels):
            node = self.memory.get(node, "up0")
        return node

    def _meet(self, a: int, b: int) -> int:
        while a != b:
            a, b = self.memory.get(a, "up0"), self.memory.get(b, "up0")
        return a

    def _hang(self, node: int, parent: int) -> None:
        """The node becomes the first child, in a doubly linked list of them."""
        other = self.memory.get(parent, "child")
        self.memory.set(node, "up0", parent)
        self.memory.set(node, "left", None)
        self.memory.set(node, "right", other)
        self.memory.set(parent, "child", node)
        if other is not None:
            self.memory.set(other, "left", node)

    def _unhang(self, node: int) -> None:
        left, right = self.memory.get(node, "left"), self.memory.get(node, "right")
        if left is None:
            self.memory.set(self.memory.get(node, "up0"), "child", right)
        else:
            self.memory.set(left, "right", right)
        if right is not None:
            self.memory.set(right, "left", left)

    def _below(self, node: int) -> Any:
        """The node and all below it, parents first."""
        waiting = [node]
        while waiting:
            each = waiting.pop()
            yield each
            child = self.memory.get(each, "child")
            while child is not None:
                waiting.append(child)
                child = self.memory.get(child, "right")


class Jumps(Depths):
    """Binary lifting: each node also keeps its ancestors 1, 2, 4, 8, ... levels up (Bender, Farach-Colton, 2004)."""

    def _settle(self, node: int) -> None:
        super()._settle(node)
        depth, reach = self.memory.get(node, "depth"), 0
        while 2 << reach <= depth:
            half = self.memory.get(node, f"up{reach}")
            reach += 1
            self.memory.set(node, f"up{reach}", self.memory.get(half, f"up{reach - 1}"))

    def _lift(self, node: int, levels: int) -> int:
        for bit in range(levels.bit_length()):
            if levels >> bit & 1:
                node = self.memory.get(node, f"up{bit}")
        return node

    def _meet(self, a: int, b: int) -> int:
        if a == b:
            return a
        depth = self.memory.get(a, "depth")
        for bit in range(depth.bit_length() - 1, -1, -1):
            if 1 << bit <= depth:
                higher = self.memory.get(a, f"up{bit}"), self.memory.get(b, f"up{bit}")
                if higher[0] != higher[1]:
                    (a, b), depth = higher, depth - (1 << bit)
        return super()._meet(a, b)
