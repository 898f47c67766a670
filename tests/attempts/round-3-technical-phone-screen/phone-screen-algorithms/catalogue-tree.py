# %% right: parents, and lives that children remember
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% right: a body for each life, so that old children hang from an old body
class CatalogueTree:
    """A node leads to the body of its present life; bodies lead to bodies, and back to their node."""

    def __init__(self, memory):
        self.make, self.get, self.set = memory.make, memory.get, memory.set

    def _body(self, node, above):
        body = self.make()
        self.set(node, "body", body)
        self.set(body, "node", node)
        self.set(body, "above", above)
        self.set(body, "in", 1)

    def _climb(self, node):
        """The bodies from this node's up to the top's, or None if the way is cut."""
        body, way = self.get(node, "body"), []
        while body is not None:
            if not self.get(body, "in"):
                return None
            way.append(body)
            body = self.get(body, "above")
        return way or None

    def _way(self, node):
        way = self._climb(node)
        if way is None:
            raise ValueError(f"node {node} is not in the catalogue")
        return way

    def open_catalogue(self, top):
        self._body(top, None)

    def add(self, node, parent):
        if self._climb(node) is not None:
            raise ValueError(f"node {node} is in the catalogue")
        self._body(node, self._way(parent)[0])

    def ancestor(self, node, levels):
        way = self._way(node)
        if levels < 0 or levels >= len(way):
            raise ValueError("no such level")
        return self.get(way[levels], "node")

    def lca(self, a, b):
        one, other = self._way(a), self._way(b)
        met = None
        while one and other and one[-1] == other[-1]:
            met = one.pop()
            other.pop()
        return self.get(met, "node")

    def move(self, node, parent):
        body, target = self._way(node)[0], self._way(parent)
        if body in target:
            raise ValueError("a ring")
        self.set(body, "above", target[0])

    def remove(self, node):
        way = self._way(node)
        if len(way) < 2:
            raise ValueError("the top stays")
        self.set(way[0], "in", 0)


# %% wrong: the untouched stub
# loses: all



# %% wrong: lazy: stored depths, repaired below every change
# loses: catalogue-tree-cost
class CatalogueTree:

    def __init__(self, memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.memory.set(top, "depth", 0)

    def add(self, node: int, parent: int) -> None:
        if self.memory.get(node, "depth") is not None:
            raise ValueError("the node is in the catalogue")
        self._depth(parent)
        self._hang(node, parent)
        self._settle(node)

    def ancestor(self, node: int, levels: int) -> int:
        if not 0 <= levels <= self._depth(node):
            raise ValueError("no such level")
        return self._lift(node, levels)

    def lca(self, a: int, b: int) -> int:
        deep, high = self._depth(a), self._depth(b)
        a, b = self._lift(a, max(0, deep - high)), self._lift(b, max(0, high - deep))
        return self._meet(a, b)

    def move(self, node: int, parent: int) -> None:
        levels = self._depth(parent) - self._depth(node)
        if levels >= 0 and self._lift(parent, levels) == node:
            raise ValueError("the parent is below the node")
        self._unhang(node)
        self._hang(node, parent)
        for each in list(self._below(node)):
            self._settle(each)

    def remove(self, node: int) -> None:
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

    def _below(self, node: int):
        waiting = [node]
        while waiting:
            each = waiting.pop()
            yield each
            child = self.memory.get(each, "child")
            while child is not None:
                waiting.append(child)
                child = self.memory.get(child, "right")


# %% wrong: lazy: jump tables, repaired below every change
# loses: catalogue-tree-cost
class Depths:

    def __init__(self, memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.memory.set(top, "depth", 0)

    def add(self, node: int, parent: int) -> None:
        if self.memory.get(node, "depth") is not None:
            raise ValueError("the node is in the catalogue")
        self._depth(parent)
        self._hang(node, parent)
        self._settle(node)

    def ancestor(self, node: int, levels: int) -> int:
        if not 0 <= levels <= self._depth(node):
            raise ValueError("no such level")
        return self._lift(node, levels)

    def lca(self, a: int, b: int) -> int:
        deep, high = self._depth(a), self._depth(b)
        a, b = self._lift(a, max(0, deep - high)), self._lift(b, max(0, high - deep))
        return self._meet(a, b)

    def move(self, node: int, parent: int) -> None:
        levels = self._depth(parent) - self._depth(node)
        if levels >= 0 and self._lift(parent, levels) == node:
            raise ValueError("the parent is below the node")
        self._unhang(node)
        self._hang(node, parent)
        for each in list(self._below(node)):
            self._settle(each)

    def remove(self, node: int) -> None:
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

    def _below(self, node: int):
        waiting = [node]
        while waiting:
            each = waiting.pop()
            yield each
            child = self.memory.get(each, "child")
            while child is not None:
                waiting.append(child)
                child = self.memory.get(child, "right")


class CatalogueTree(Depths):

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


# %% wrong: lazy: jump tables of the day on which the nodes were added
# loses: catalogue-tree-changes, catalogue-tree-cost, catalogue-tree-deep
class Depths:

    def __init__(self, memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.memory.set(top, "depth", 0)

    def add(self, node: int, parent: int) -> None:
        if self.memory.get(node, "depth") is not None:
            raise ValueError("the node is in the catalogue")
        self._depth(parent)
        self._hang(node, parent)
        self._settle(node)

    def ancestor(self, node: int, levels: int) -> int:
        if not 0 <= levels <= self._depth(node):
            raise ValueError("no such level")
        return self._lift(node, levels)

    def lca(self, a: int, b: int) -> int:
        deep, high = self._depth(a), self._depth(b)
        a, b = self._lift(a, max(0, deep - high)), self._lift(b, max(0, high - deep))
        return self._meet(a, b)

    def move(self, node: int, parent: int) -> None:
        levels = self._depth(parent) - self._depth(node)
        if levels >= 0 and self._lift(parent, levels) == node:
            raise ValueError("the parent is below the node")
        self._unhang(node)
        self._hang(node, parent)
        self._settle(node)

    def remove(self, node: int) -> None:
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

    def _below(self, node: int):
        waiting = [node]
        while waiting:
            each = waiting.pop()
            yield each
            child = self.memory.get(each, "child")
            while child is not None:
                waiting.append(child)
                child = self.memory.get(child, "right")


class CatalogueTree(Depths):

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


# %% wrong: removes the node and forgets what hangs below
# loses: catalogue-tree-changes, catalogue-tree-cost
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None:
                return [] if len(above) == 1 else above
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: former children come back with the node
# loses: catalogue-tree-changes, catalogue-tree-cost
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: two nodes that left together still meet
# loses: catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        if a != b and (self.memory.get(a, "parent") is None or self.memory.get(b, "parent") is None):
            raise ValueError("not in the catalogue")
        seen, ways = set(), [a, b]
        while True:
            for i, node in enumerate(ways):
                if node is None:
                    continue
                if node in seen:
                    if a == b:
                        self.listed(a)
                    return node
                seen.add(node)
                parent = self.memory.get(node, "parent")
                known = parent is not None and self.memory.get(node, "since") == self.memory.get(parent, "life")
                if not known:
                    raise ValueError("not in the catalogue")
                ways[i] = None if parent == node else parent

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: climbs by recursion
# loses: catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        parent = self.memory.get(node, "parent")
        if parent == node:
            return [node]
        if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
            return []
        above = self.path(parent)
        return [node, *above] if above else []

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: asks each ancestor of one whether it is above the other
# loses: catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        return next(node for node in self.listed(a) if node in self.listed(b))

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: lets a node move below itself or its own
# loses: catalogue-tree-changes, catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if len(self.listed(node)) == 1:
            raise ValueError("the top stays")
        self.listed(parent)
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: refuses only the node itself and its children
# loses: catalogue-tree-changes, catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent)[:2] or len(self.listed(node)) == 1:
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: moves first and looks for a ring then
# loses: catalogue-tree-changes, catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        ring = node in self.listed(parent)
        self.hang(node, parent)
        if ring:
            raise ValueError("the new parent is the node itself or below it")

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: levels below 0 count from the top
# loses: catalogue-tree-walks, catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if levels >= len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: a node is not among its own ancestors
# loses: catalogue-tree-walks, catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next((node for node in self.listed(b) if node in above - {a, b}), self.listed(a)[-1])

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: adds below a node that is not there
# loses: catalogue-tree-walks, catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        if not self.path(parent):
            self.hang(parent, 0)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: adds twice
# loses: catalogue-tree-walks, catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            return
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        if len(self.listed(node)) == 1:
            raise ValueError("the catalogue itself stays")
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: the top can be removed
# loses: catalogue-tree-changes
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        self.listed(node)
        if node in self.listed(parent):
            raise ValueError("the new parent is the node itself or below it")
        self.hang(node, parent)

    def remove(self, node: int) -> None:
        self.listed(node)
        self.memory.set(node, "parent", None)

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: part 2 is not done
# loses: catalogue-tree-changes, catalogue-tree-cost, catalogue-tree-deep
class CatalogueTree:

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def open_catalogue(self, top: int) -> None:
        self.hang(top, top)

    def add(self, node: int, parent: int) -> None:
        if self.path(node):
            raise ValueError("the node is in the catalogue already")
        self.listed(parent)
        self.memory.set(node, "life", self.memory.make())  # a number that no child can remember
        self.hang(node, parent)

    def ancestor(self, node: int, levels: int) -> int:
        above = self.listed(node)
        if not 0 <= levels < len(above):
            raise ValueError(f"{levels} levels above it is no node")
        return above[levels]

    def lca(self, a: int, b: int) -> int:
        above = set(self.listed(a))
        return next(node for node in self.listed(b) if node in above)

    def move(self, node: int, parent: int) -> None:
        raise NotImplementedError("not done yet")

    def remove(self, node: int) -> None:
        raise NotImplementedError("not done yet")

    def hang(self, node, parent):
        self.memory.set(node, "parent", parent)
        self.memory.set(node, "since", self.memory.get(parent, "life"))

    def path(self, node):
        above = [node]
        while (parent := self.memory.get(node, "parent")) != node:
            if parent is None or self.memory.get(node, "since") != self.memory.get(parent, "life"):
                return []
            above.append(parent)
            node = parent
        return above

    def listed(self, node):
        above = self.path(node)
        if not above:
            raise ValueError("the node is not in the catalogue")
        return above


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.catalogue import Depths as CatalogueTree
