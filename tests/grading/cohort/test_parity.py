"""`nbgrader autograde` with our configuration and `rounds grade` leave the same gradebook and the same notebooks."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rounds.course import load
from rounds.grading.cohort.local import start
from rounds.grading.cohort.run import grade
from rounds.grading.cohort.submitted import submissions

pytestmark = pytest.mark.slow

ASSIGNMENT = "round-3-technical-phone-screen"
TABLES = {
    "grade": "auto_score, manual_score, needs_manual_grade",
    "comment": "auto_comment",
}


def rows(root: Path, table: str) -> list[tuple]:
    words = (
        f"SELECT student_id, base_cell.name, {TABLES[table]} FROM {table} "
        f"JOIN base_cell ON {table}.cell_id = base_cell.id "
        f"JOIN submitted_notebook ON {table}.notebook_id = submitted_notebook.id "
        "JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id"
    )
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        return sorted(database.execute(words), key=repr)


def notebook(root: Path, student: str) -> dict:
    """An autograded notebook without what differs from run to run: how long each test took, where code lay."""
    content = json.loads((root / "autograded" / student / ASSIGNMENT / "warm-up.ipynb").read_text())
    for cell in content["cells"]:
        verdict = cell["metadata"].get("rounds", {}).get("verdict")
        if verdict:
            verdict["seconds"] = 0
    return content


def test_both_ways_leave_the_same(sample, released, right, with_sources, hand_in, tmp_path) -> None:
    careful = right["relative-change"].replace("if before", "print('hm')\n    if before")
    hand_in("right", with_sources(released, {**right, "your-summary": "It grew by half."}))
    hand_in("prints", with_sources(released, {**right, "relative-change": careful}))
    hand_in("stub", released)
    hand_in("gone", with_sources(released, {**right, "moving-average": "import os\nos._exit(1)"}))
    hand_in("tampered", {**released, "cells": [c for c in released["cells"] if "nbgrader" not in c["metadata"]]})
    stock = tmp_path / "through-nbgrader"
    shutil.copytree(sample.root, stock)
    tools = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    for words in (["generate_assignment", ASSIGNMENT, "--force"], ["autograde", ASSIGNMENT]):
        subprocess.run([tools / "nbgrader", *words], cwd=stock, env=environment, check=True, capture_output=True)
    course = load(sample.root)
    done = list(grade(course, submissions(course), judges=start(sample.root, unsandboxed=True)))
    assert len(done) == 5
    for table in TABLES:
        assert rows(sample.root, table) == rows(stock, table)
    for student in ("right", "prints", "stub", "gone", "tampered"):
        assert notebook(sample.root, student) == notebook(stock, student)
