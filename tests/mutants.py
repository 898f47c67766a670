"""Mutants of the notebooks' own solutions: each with one small change, which a hidden test should notice.

A mutant that every test accepts is a missing test, or one that no test could tell: `equivalent-mutants.toml` beside the
attempts lists those with the reason.
"""

import ast
import copy
import difflib
import io
import resource
import signal
import tomllib
import types
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from test_fresh_seeds import earned

from rounds.course import Exercise, GradedNotebook, grade_id
from rounds.files import read_notebook
from rounds.grading.attempts import Attempt

LISTED = Path(__file__).parent / "attempts" / "equivalent-mutants.toml"
SECONDS, MEMORY = 20, 4 << 30

_COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_UNWRAPPED = {"sorted", "set", "reversed", "list", "abs", "round"}


@dataclass(frozen=True)
class Mutant:
    """A solution with one change; `change` says which, as the line before and after."""

    exercise: str
    change: str
    code: str


def solution(notebook: GradedNotebook, exercise: Exercise) -> str:
    """The solution cell of an exercise as the course has it."""
    return next(c["source"] for c in read_notebook(notebook.path)["cells"] if grade_id(c) == exercise.id)


def mutants(exercise: Exercise, code: str) -> Iterator[Mutant]:
    """Every mutant of a solution, in the order of its nodes, each once.

    Where the solution is tests, another number is another example of the same kind, so numbers are left alone.
    """
    numbers = "TEST" not in exercise.kinds
    original = ast.parse(code)
    plain, seen = ast.unparse(original), set()
    for place, node in enumerate(ast.walk(original)):
        for variant in range(_most(node, numbers)):
            tree = copy.deepcopy(original)
            _change(tree, list(ast.walk(tree))[place], variant)
            try:
                text = ast.unparse(ast.fix_missing_locations(tree))
                compile(text, "<mutant>", "exec")
            except (SyntaxError, ValueError):
                continue
            if text not in seen and text != plain:
                seen.add(text)
                yield Mutant(exercise.id, _told(plain, text), text)


def survivors(notebook: GradedNotebook, exercise: Exercise, workers: int = 2) -> tuple[list[Mutant], int]:
    """The mutants that pass every test of an exercise, and how many there were."""
    code = solution(notebook, exercise)
    found = [Mutant(exercise.id, "nothing", code), *mutants(exercise, code)]
    with ProcessPoolExecutor(workers, initializer=_limit) as pool:
        sound, *passed = pool.map(partial(_passes, notebook), found)
    assert sound, f"the solution of {exercise.id} itself does not pass"
    return [mutant for mutant, alive in zip(found[1:], passed, strict=True) if alive], len(passed)


def equivalent() -> dict[tuple[str, str], str]:
    """The listed mutants that no test can tell from the solution, with the reason, by exercise and change."""
    listed = tomllib.loads(LISTED.read_text())["mutant"] if LISTED.is_file() else []
    return {(each["exercise"], each["change"]): each["reason"] for each in listed}


class _TooSlowError(BaseException):
    """A mutant runs on and on; not an Exception, so that no answer catches it."""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _passes(notebook: GradedNotebook, mutant: Mutant) -> bool:
    def ring(_number: int, _frame: types.FrameType | None) -> None:
        raise _TooSlowError

    attempt = Attempt(mutant.exercise, mutant.change, mutant.code, frozenset())
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with redirect_stdout(io.StringIO()):
            return all(points == test.points for test, points in earned(notebook, attempt))
    except (Exception, _TooSlowError):  # noqa: BLE001 - an answer that does not even run fails every test
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _told(before: str, after: str) -> str:
    lines = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    old = " ".join(line[2:].strip() for line in lines if line[0] == "-")
    new = " ".join(line[2:].strip() for line in lines if line[0] == "+")
    return f"{old} -> {new or 'gone'}"


def _most(node: ast.AST, numbers: bool) -> int:
    """How many variants a node has."""
    match node:
        case ast.Compare(ops=ops):
            return len(ops)
        case ast.Constant(value=bool()):
            return 1
        case ast.Constant(value=int() | float()):
            return 2 if numbers else 0
        case ast.BinOp() | ast.BoolOp() | ast.UnaryOp() | ast.Return() | ast.If() | ast.IfExp() | ast.While():
            return 1
        case ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise() | ast.Expr() | ast.Call():
            return 1
    return 0


def _change(tree: ast.Module, node: ast.AST, variant: int) -> None:
    """Make one change to a node of the tree, in place; none where the node has no such variant."""
    match node:
        case ast.Compare():
            node.ops[variant] = _COMPARISONS[type(node.ops[variant])]()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int() | float()):
            node.value += 1 if variant == 0 else -1
        case ast.BinOp() | ast.AugAssign():
            node.op = _ARITHMETIC.get(type(node.op), type(node.op))()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            _replace(tree, node, node.operand)
        case ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Return(value=value) if value is not None and getattr(value, "value", value) is not None:
            node.value = None
        case ast.Continue():
            _replace(tree, node, ast.Break())
        case ast.Break():
            _replace(tree, node, ast.Continue())
        case ast.Raise():
            _replace(tree, node, ast.Pass())
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            _replace(tree, node, ast.Pass())
        case ast.Call(func=ast.Name(id=name)) if name in _NAMES:
            node.func = ast.Name(_NAMES[name], ast.Load())
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _UNWRAPPED:
            _replace(tree, node, first)


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and old in value:
                value[value.index(old)] = new
