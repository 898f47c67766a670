"""A small course of the tests' own, answers to its exercises, and an engine."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rounds.course import Course, grade_id, load
from rounds.files import Notebook, read_notebook
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.limits import Limits

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"
RELATIVE = """def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1
"""
AVERAGE = """def moving_average(values, width):
    return [sum(values[i : i + width]) / width for i in range(len(values) - width + 1)]
"""


@pytest.fixture
def sample(tmp_path: Path) -> Course:
    """A copy of the sample course."""
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    return load(root)


@pytest.fixture
def ours(sample: Course) -> Notebook:
    """The sample notebook with solutions and hidden tests."""
    return read_notebook(sample.notebooks[0].path)


@pytest.fixture
def released() -> Notebook:
    """The sample notebook as learners receive it."""
    return read_notebook(SAMPLE / "release" / ASSIGNMENT / "warm-up.ipynb")


@pytest.fixture
def right() -> dict[str, str]:
    """Right answers, by the id of their cell."""
    return {"relative-change": RELATIVE, "moving-average": AVERAGE}


@pytest.fixture
def with_sources() -> Callable[[Notebook, dict[str, str]], Notebook]:
    """A function that replaces the sources of cells by their id."""

    def replaced(notebook: Notebook, sources: dict[str, str]) -> Notebook:
        cells = [{**cell, "source": sources.get(grade_id(cell), cell["source"])} for cell in notebook["cells"]]
        return {**notebook, "cells": cells}

    return replaced


@pytest.fixture
def hand_in(sample: Course) -> Callable[..., Path]:
    """A function that puts a student's notebook into submitted/."""

    def put(student: str, notebook: Any, name: str = "warm-up.ipynb") -> Path:
        path = sample.root / "submitted" / student / ASSIGNMENT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
        return path

    return put


@pytest.fixture
def engine(shared_engine: JudgeEngine) -> Iterator[JudgeEngine]:
    """An engine with little patience; a test may give it other limits."""
    shared_engine.limits = Limits(cell_seconds=3, slice_seconds=20)
    yield shared_engine
    shared_engine.limits = Limits()
