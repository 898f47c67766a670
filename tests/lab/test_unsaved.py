"""Whether the file has the answer that ran last is told by what the kernel has run."""

import json
from pathlib import Path

import pytest

from rounds.lab.unsaved import unsaved

STUB = 'def answer():\n    raise NotImplementedError("not done yet")'
FIRST, SECOND = "def answer():\n    return 1", "def answer():\n    return 2"


@pytest.fixture
def notebook(tmp_path: Path):
    """A function that writes a notebook with an answer and returns its path."""

    def write(source: str) -> Path:
        grading = {"nbgrader": {"grade_id": "an-answer", "solution": True, "grade": False, "schema_version": 3}}
        cell = {"cell_type": "code", "id": "a", "metadata": grading, "source": source, "outputs": []}
        path = tmp_path / "notebook.ipynb"
        path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        return path

    return write


@pytest.mark.parametrize(
    ("in_file", "ran", "said"),
    [
        (SECOND, [FIRST, SECOND, "check('an-answer')"], False),
        (FIRST, [FIRST, SECOND], True),
        (STUB, [SECOND], True),
        (STUB, [STUB], False),
        (SECOND, [FIRST], None),  # saved and not run, or a version that was deleted again
        (SECOND, ["print(1)"], None),
        (SECOND, [], None),
        ("def answer(:", [FIRST], None),
    ],
)
def test_an_answer_is_compared_with_what_ran_last(notebook, in_file, ran, said) -> None:
    assert unsaved(notebook(in_file), "an-answer", ran) is said
    assert unsaved(notebook(in_file), None, ran) is said


def test_a_notebook_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text("{")
    assert unsaved(path, "an-answer", [FIRST]) is None
