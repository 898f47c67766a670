"""Verdicts do not hang on luck: right answers pass and wrong ones fail whatever salt the hidden seeds are mixed with.

The cells run in this process, without kernel or withholding, so that two hundred salts are affordable; answers that
import ours are left to tests/test_attempts.py.
"""

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
ATTEMPTS = [
    (notebook, attempt)
    for notebook, exercise, attempt in all_attempts(COURSE)
    if attempt.code and "from rounds" not in attempt.code and {"SIM", "EST", "OPT", "ASK", "FIND"} & set(exercise.kinds)
]


def outcomes(notebook: course.GradedNotebook, attempt: Attempt) -> Iterator[tuple[str, Exception | None]]:
    """Runs an answer, then each test: its id, and the exception that fails it."""
    pieces = slices(read_notebook(notebook.path), {})
    piece = next(piece for piece in pieces if piece.exercise == attempt.exercise)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    written_in([attempt.code])
    for source in [*(cell.source for cell in piece.setup), attempt.code]:
        exec(compile(source, "<answer>", "exec"), namespace)
    for cell in piece.tests:
        found = None
        try:
            exec(compile(cell.source, "<test>", "exec"), namespace)
        except Exception as error:  # noqa: BLE001 - as in a kernel, whatever a test cell raises fails it
            found = error
        yield cell.test.id, found


def failing(notebook: course.GradedNotebook, attempt: Attempt) -> set[str]:
    """The ids of the tests that an answer fails."""
    return {test for test, error in outcomes(notebook, attempt) if error}


@pytest.mark.deep
@pytest.mark.parametrize(("notebook", "attempt"), ATTEMPTS, ids=[attempt.slug for _, attempt in ATTEMPTS])
def test_the_verdict_is_the_same_for_fresh_hidden_seeds(
    notebook: course.GradedNotebook, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
):
    for salt in range(200 if attempt.right else 25):
        monkeypatch.setenv(SALT_VARIABLE, f"fresh-{salt}")
        assert failing(notebook, attempt) == set(attempt.loses), f"with the salt fresh-{salt}"
