"""The global names of a hidden test: our own, and through handles the learner's."""

import ast
import builtins
from typing import Any

from rounds.grading.judge.handle import Handle
from rounds.grading.judge.learner import Learner

_BUILTIN = vars(builtins)


class Namespace(dict[str, Any]):
    """What setup and tests define, and for every other name what the learner's notebook has under it.

    A name that setup or a test has defined is ours, whatever the learner calls theirs. The builtins are ours too: a
    learner's own `sorted` does not reach a test.
    """

    def __init__(self, learner: Learner) -> None:
        super().__init__(_BUILTIN, __builtins__=builtins, __name__="__main__", __annotations__={})
        self._learner = learner
        self._known: dict[str, Handle] = {}

    def __missing__(self, name: str) -> Any:
        known = self._known.get(name)
        if known is not None:
            return known
        value = self._learner.global_name(name)
        if type(value) is Handle:
            self._known[name] = value
        return value

    def forget(self) -> None:
        """Look up the learner's names anew from here on."""
        self._known.clear()

    def resolve_in_classes(self, tree: ast.Module) -> None:
        """Bring over the learner's names that class bodies of `tree` read: Python looks them up past `__missing__`."""
        for cell_class in ast.walk(tree):
            if not isinstance(cell_class, ast.ClassDef):
                continue
            for node in ast.walk(cell_class):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in self:
                    try:
                        self[node.id] = self[node.id]
                    except NameError:
                        continue
