"""Verdicts do not hang on luck: right answers pass and wrong ones fail whatever salt the hidden seeds are mixed with.

The cells run in this process, without kernel or withholding, so that two hundred salts are affordable; answers that
import ours are left to tests/test_attempts.py.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rounds import course
from rounds.files import read_notebook
from rounds.grading.attempts import Attempt, all_attempts
from rounds.grading.kinds.written import written_in
from rounds.grading.seeds import SALT_VARIABLE
from rounds.grading.slices import slices

COURSE = course.load(Path(__file__).parents[1])
ANSWERS = [
    (notebook, exercise, attempt)
    for notebook, exercise, attempt in all_attempts(COURSE)
    if attempt.code and "from rounds" not in attempt.code
]
BY_CHANCE = [
    (notebook, attempt)
    for notebook, exercise, attempt in ANSWERS
    if {"SIM", "EST", "OPT", "ASK", "FIND"} & set(exercise.kinds)
]


def earned(notebook: course.GradedNotebook, attempt: Attempt) -> Iterator[tuple[course.HiddenTest, float]]:
    """Runs an answer, then each test: the test, and the points that it pays."""
    pieces = slices(read_notebook(notebook.path), {})
    piece = next(piece for piece in pieces if piece.exercise == attempt.exercise)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    written_in([attempt.code])
    for source in [*(cell.source for cell in piece.setup), attempt.code]:
        exec(compile(source, "<answer>", "exec"), namespace)
    for cell in piece.tests:
        try:
            yield cell.test, paid(cell.source, namespace, cell.test.points)
        except Exception:  # noqa: BLE001 - as in a kernel, whatever a test cell raises fails it
            yield cell.test, 0.0


def paid(source: str, namespace: dict[str, Any], points: float) -> float:
    """Runs a test cell: the number that its last line shows, all points where it shows none."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), namespace)
    shown = eval(compile(ast.Expression(last.value), "<test>", "eval"), namespace) if last else None
    return float(shown) if isinstance(shown, int | float) else points


@pytest.mark.deep
@pytest.mark.parametrize(("notebook", "attempt"), BY_CHANCE, ids=[attempt.slug for _, attempt in BY_CHANCE])
def test_the_verdict_is_the_same_for_fresh_hidden_seeds(
    notebook: course.GradedNotebook, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
):
    exercise = next(each for each in notebook.exercises if each.id == attempt.exercise)
    expected = [0.0 if test.id in attempt.loses else test.points for test in exercise.tests]
    for salt in range(200 if attempt.right else 25):
        monkeypatch.setenv(SALT_VARIABLE, f"fresh-{salt}")
        assert [points for _, points in earned(notebook, attempt)] == expected, f"with the salt fresh-{salt}"
