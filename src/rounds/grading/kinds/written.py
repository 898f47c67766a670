"""The source that a learner wrote: for what is judged in the text of code, such as its complexity."""

import ast
import linecache
from collections.abc import Sequence
from functools import lru_cache

from rounds.grading.kinds.errors import AuthoringError

_cells: Sequence[str] | None = None


def written_in(cells: Sequence[str]) -> None:
    """Have `written` read the sources of these cells, in the order in which they run; the judge calls this."""
    global _cells
    _cells = list(cells)


def written(name: str) -> str:
    """The source of the function or class `name`, as the last of the learner's cells that defines it has it.

    The judge reads the cells themselves, so no answer can speak for it. A cell that is not plain Python is passed
    over.
    """
    found = ""
    for cell in _cells if _cells is not None else _of_this_kernel():
        node = _definitions(cell).get(name)
        found = (node and ast.get_source_segment(cell, node)) or found
    if not found:
        raise AssertionError(f"No cell of this exercise defines {name} by def or class.")
    return found


@lru_cache(maxsize=256)  # one name after the other is looked for in the same cells
def _definitions(cell: str) -> dict[str, ast.stmt]:
    """The last definition of each name in a cell; none in a cell that is not plain Python."""
    try:
        body = ast.parse(cell).body
    except (SyntaxError, ValueError):
        return {}
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


def _of_this_kernel() -> list[str]:
    """The cells that ran in this kernel: nbgrader's own run has learner and tests in one.

    nbval runs cells without writing them into the kernel's history; what tracebacks quote is there all the same.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        get_ipython = None
    shell = get_ipython() if get_ipython is not None else None
    if shell is None:
        raise AuthoringError("There are no cells here to read a source from.")
    history = [str(source) for source in shell.user_ns.get("In", []) if source]
    quoted = [entry for file, entry in linecache.cache.items() if "ipykernel_" in file and len(entry) == 4]
    return history or ["".join(entry[2]) for entry in quoted]
