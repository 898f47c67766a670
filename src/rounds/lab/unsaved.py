"""Where nobody can be asked to save: whether the answers in the file are those that the kernel ran last."""

import ast
from collections.abc import Sequence
from pathlib import Path

from rounds.course import grade_id, is_solution
from rounds.errors import RoundsError
from rounds.files import read_notebook


def unsaved(notebook: Path, exercise: str | None, ran: Sequence[str]) -> bool | None:
    """Whether an answer was run, as a cell, in a version that the file does not have yet; None where that is open.

    `ran` are the sources of the cells that the kernel has run, in order. An answer in the file that differs from the
    one that ran last is older, if it ran before or is still the stub; otherwise it may be newer, saved and not yet run.
    """
    try:
        cells = read_notebook(notebook)["cells"]
    except RoundsError:
        return None
    answers = [cell["source"] for cell in cells if is_solution(cell) and exercise in (None, grade_id(cell))]
    states = [_older(source.strip(), [each.strip() for each in ran]) for source in answers]
    return True if True in states else None if None in states or not states else False


def _older(source: str, ran: Sequence[str]) -> bool | None:
    """Whether one answer in the file is older than what ran last."""
    wanted = _names(source)
    last = next((each for each in reversed(ran) if wanted & _names(each)), None)
    if last == source:
        return False
    return True if last is not None and (source in ran or "raise NotImplementedError" in source) else None


def _names(source: str) -> set[str]:
    """The functions and classes that a cell defines."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return set()
    return {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
