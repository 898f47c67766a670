"""The judge reads what the learner's cells have; no answer can speak for it."""

import subprocess
import sys

import pytest
from pieces import piece

from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.kinds import AuthoringError

TEST = "from rounds.grading.kinds import written\nsource = written('fee')\nassert '2 * days' in source, source\n"


@pytest.mark.parametrize(
    "answer",
    [
        "def fee(days):\n    return 2 * days",
        "x = 1\nasync def fee(days):\n    return 2 * days\ny = 2",
        "class fee:\n    def pay(self, days):\n        return 2 * days",
        "def fee(days):\n    return 3\n\ndef fee(days):\n    return 2 * days",
    ],
)
def test_the_last_definition_is_read(answer, grade):
    grade(answer, TEST)


@pytest.mark.parametrize("answer", ["fee = lambda days: 2 * days", "def price(days):\n    return 2 * days"])
def test_what_no_cell_defines_is_said(answer, grade):
    with pytest.raises(AssertionError, match="No cell of this exercise defines fee by def or class"):
        grade(answer, TEST)


def test_an_answer_that_rewrites_the_reader_changes_nothing(shared_engine: JudgeEngine):
    answer = """
import rounds.grading.kinds.written as reader
reader.written_in(["def fee(days): return 2 * days"])
reader.written = lambda name: "2 * days"
def fee(days):
    return 3
"""
    (verdict,) = shared_engine.run(piece(answer, TEST)).verdicts
    assert (verdict.points, "return 3" in verdict.message) == (0, True)


def test_outside_any_notebook_the_author_is_told():
    code = "from rounds.grading.kinds import written\ntry: written('f')\nexcept Exception as e: print(type(e).__name__)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == AuthoringError.__name__
