"""A catalogue as a tree in a counted memory: an answer's class, played by the names of nodes."""

from typing import Any

from rounds.worlds.memory import Memory

TOP = "catalogue"
ANSWERS = {"add": None, "move": None, "remove": None, "ancestor": str, "lca": str}


class Tree:
    """The catalogue and its nodes in one memory; the cell of a name is made when first used.

    `build(memory)` makes the answer's object, anew for each call: all that it remembers stands in the memory.
    `operations` is what the last call cost.
    """

    def __init__(self, build: Any, limit: int = 3_000) -> None:
        self.memory = Memory(limit)
        self._build = build
        self._cells: dict[str, int] = {}
        self._call("open_catalogue", TOP)

    @property
    def operations(self) -> int:
        """Operations on the memory in the last call of the answer."""
        return self.memory.operations

    def add(self, node: str, parent: str) -> Any:
        """A node that is not in the catalogue goes below one that is."""
        return self._call("add", node, parent)

    def ancestor(self, node: str, levels: int) -> Any:
        """The node so many levels above."""
        self.memory.operations = 0
        return self._named(self._build(self.memory).ancestor(self._cell(node), levels))

    def lca(self, a: str, b: str) -> Any:
        """The lowest node that has both below it or is one of them."""
        return self._named(self._call("lca", a, b))

    def move(self, node: str, parent: str) -> Any:
        """The node goes below another, with all that is below it."""
        return self._call("move", node, parent)

    def remove(self, node: str) -> Any:
        """The node leaves, with all that is below it."""
        return self._call("remove", node)

    def _call(self, function: str, *names: str) -> Any:
        cells = [self._cell(name) for name in names]
        self.memory.operations = 0
        return getattr(self._build(self.memory), function)(*cells)

    def _cell(self, name: str) -> int:
        if name not in self._cells:
            self._cells[name] = self.memory.fresh()
        return self._cells[name]

    def _named(self, answer: Any) -> Any:
        """The name of the cell that came back; what is no cell of a node comes back as it is."""
        if type(answer) is not int:
            return answer
        return next((name for name, cell in self._cells.items() if cell == answer), answer)


def series(build: Any, episodes: int) -> Tree:
    """Two titles; the first has a season s of so many episodes e0, e1, ..., the second a season t of one, f.

    Another catalogue is opened in another memory meanwhile.
    """
    tree = Tree(build, limit=100 * episodes + 1_000)
    for node, parent in (("title 1", TOP), ("title 2", TOP), ("s", "title 1"), ("t", "title 2"), ("f", "t")):
        tree.add(node, parent)
    for number in range(episodes):
        tree.add(f"e{number}", "s")
    elsewhere = Tree(build)
    elsewhere.add("one", TOP)
    elsewhere.add("two", "one")
    return tree


def chain(build: Any, depth: int) -> Tree:
    """Nodes n0, n1, ... each below the one before; pieces of four are added, then joined in pairs by moves."""
    tree, length = Tree(build, limit=40 * depth + 1_000), 4
    for number in range(depth):
        tree.add(f"n{number}", f"n{number - 1}" if number % length else TOP)
    while length < depth:
        for start in range(length, depth, 2 * length):
            tree.move(f"n{start}", f"n{start - 1}")
        length *= 2
    return tree


def change_costs(build: Any, episodes: int) -> dict[str, int]:
    """Operations of a question, a move and a removal, where so many episodes hang below the season that goes."""
    tree, found = series(build, episodes), {}
    for name, arguments in (("lca", ("e0", "f")), ("move", ("s", "title 2")), ("remove", ("s",))):
        getattr(tree, name)(*arguments)
        found[name] = tree.operations
    return found


def question_cost(build: Any, depth: int) -> int:
    """Operations to ask where a node of level 2 meets one of level `depth`: on level 1, below the catalogue."""
    tree = chain(build, depth)
    tree.add("other", "n0")
    tree.lca("other", f"n{depth - 1}")
    return tree.operations
