"""The same notebooks through nbgrader as it comes, and through nbgrader with our configuration."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ASSIGNMENT = "round-3-technical-phone-screen"
HALF = "def relative_change(before, after):\n    return after / before - 1 if before else 0.0\n"
SCORES = """
SELECT submitted_assignment.student_id, SUM(COALESCE(grade.auto_score, 0)) FROM grade
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
GROUP BY submitted_assignment.student_id
"""


def nbgrader(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [tools / "nbgrader", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def scores(root: Path) -> dict[str, float]:
    with sqlite3.connect(root / "gradebook.db") as database:
        return dict(database.execute(SCORES).fetchall())


def test_honest_answers_earn_the_same_in_nbgrader_as_it_comes(sample, released, right, with_sources, hand_in) -> None:
    hand_in_honest_answers(released, right, with_sources, hand_in)
    (sample.root / "nbgrader_config.py").write_text("")
    nbgrader(sample.root, "generate_assignment", ASSIGNMENT, "--force")
    nbgrader(sample.root, "autograde", ASSIGNMENT)
    assert scores(sample.root) == {"right": 5, "stub": 0, "half": 4}


def test_nbgraders_own_commands_grade_with_our_engine_and_hide_tests_in_feedback(
    sample, released, right, with_sources, hand_in
) -> None:
    hand_in_honest_answers(released, right, with_sources, hand_in)
    # In nbgrader's own kernel this earns full marks.
    cells = [{**cell, "metadata": {**cell["metadata"], "tags": ["skip-execution"]}} for cell in released["cells"]]
    hand_in("skipping", {**released, "cells": cells})
    nbgrader(sample.root, "generate_assignment", ASSIGNMENT, "--force")
    nbgrader(sample.root, "autograde", ASSIGNMENT)
    assert scores(sample.root) == {"right": 5, "stub": 0, "half": 4, "skipping": 0}
    nbgrader(sample.root, "generate_feedback", ASSIGNMENT)
    page = (sample.root / "feedback" / "half" / ASSIGNMENT / "warm-up.html").read_text()
    assert "a change from zero has none" in page
    assert "CANARY" not in page
    autograded = json.loads((sample.root / "autograded" / "half" / ASSIGNMENT / "warm-up.ipynb").read_text())
    outputs = [output for cell in autograded["cells"] for output in cell.get("outputs", [])]
    assert not any("CANARY" in line for output in outputs for line in output.get("traceback", []))


def hand_in_honest_answers(released, right, with_sources, hand_in) -> None:
    hand_in("right", with_sources(released, right))
    hand_in("stub", released)
    hand_in("half", with_sources(released, {**right, "relative-change": HALF}))


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_formgraders_buttons_go_through_our_engine_and_our_feedback(sample, released, with_sources, hand_in) -> None:
    from nbgrader.apps.api import NbGraderAPI

    from rounds.grading.release import register
    from rounds.grading.stock import course_config, course_directory

    hand_in("half", with_sources(released, {"relative-change": HALF}))
    register(sample)
    config = course_config(sample.root)
    buttons = NbGraderAPI(course_directory(sample.root, config), config=config)
    for done in (buttons.autograde(ASSIGNMENT, "half"), buttons.generate_feedback(ASSIGNMENT, "half")):
        assert done["success"], done
    assert scores(sample.root) == {"half": 2}
    page = (sample.root / "feedback" / "half" / ASSIGNMENT / "warm-up.html").read_text()
    assert "a change from zero has none" in page
    assert "CANARY" not in page
