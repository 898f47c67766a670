"""The same notebooks through nbgrader as it comes, and through nbgrader with our configuration."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from rounds.course import Course, GradedNotebook, load
from rounds.grading.attempts import Attempt, all_attempts, answered, bare, released, run_attempt
from rounds.grading.judge.engine import JudgeEngine

pytestmark = pytest.mark.slow

ASSIGNMENT = "round-3-technical-phone-screen"
HALF = "def relative_change(before, after):\n    return after / before - 1 if before else 0.0\n"
REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "samples" / "course"
# In one kernel nothing of ours can be withheld, and what ends the process ends all of the notebook's tests.
NOT_COMPARED = {
    "ours imported": "stock does not withhold our own implementations from answers",
    "ours by way of the scenarios": "stock does not withhold our own implementations from answers",
    "looks for the hidden seeds": "stock runs hidden tests where the answer can see them",
    "ends the process": "stock has no kernel any more, so it records no scores for the notebook at all",
}
SCORES = """
SELECT submitted_assignment.student_id, SUM(COALESCE(grade.auto_score, 0)) FROM grade
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
GROUP BY submitted_assignment.student_id
"""

POINTS = """
SELECT submitted_assignment.student_id, base_cell.name, COALESCE(grade.auto_score, 0) FROM grade
JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
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


def compared(course: Course) -> list[tuple]:
    """The attempts that stock nbgrader can judge, each with its notebook."""
    return [(notebook, attempt) for notebook, _, attempt in all_attempts(course) if attempt.title not in NOT_COMPARED]


Students = dict[str, list[tuple[GradedNotebook, Attempt]]]


def graded_by_stock(root: Path, course: Course, students: Students) -> dict[str, dict[str, float]]:
    """Points by student and test from `nbgrader autograde` without any configuration, one run for each assignment."""
    shutil.copytree(course.root / "source", root / "source", ignore=shutil.ignore_patterns(".*"))
    (root / "nbgrader_config.py").write_text("")
    for student, attempts in students.items():
        for notebook in {notebook.name: notebook for notebook, _ in attempts}.values():
            answers = {attempt.exercise: attempt for its, attempt in attempts if its.name == notebook.name}
            path = root / "submitted" / student / notebook.assignment / notebook.path.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(answered(bare(released(course, notebook)), answers)))  # as `run_attempt` has it
    for assignment in {notebook.assignment for attempts in students.values() for notebook, _ in attempts}:
        nbgrader(root, "generate_assignment", assignment)
        nbgrader(root, "autograde", assignment)
    points: dict[str, dict[str, float]] = {student: {} for student in students}
    with sqlite3.connect(root / "gradebook.db") as database:
        for student, test, given in database.execute(POINTS):
            points[student][test] = given
    return points


def assert_alike(root: Path, course: Course, students: Students, engine: JudgeEngine) -> None:
    by_stock = graded_by_stock(root, course, students)
    ours, theirs = {}, {}
    for student, attempts in students.items():
        for notebook, attempt in attempts:
            report, _ = run_attempt(course, notebook, attempt, engine)
            ours[attempt.slug] = {verdict.test: verdict.points for verdict in report.verdicts}
            theirs[attempt.slug] = {test: by_stock[student].get(test) for test in ours[attempt.slug]}
    assert ours == theirs


def sampled(chosen: list[tuple]) -> Students:
    """A student who hands in the notebook of most exercises, in turn with a right attempt and a wrong one with code."""
    longest = max((notebook for notebook, _ in chosen), key=lambda notebook: len(notebook.exercises))
    by_exercise: dict[str, list[tuple]] = {}
    for notebook, attempt in chosen:
        if notebook == longest and attempt.code:
            by_exercise.setdefault(attempt.exercise, []).append((notebook, attempt))
    turns = zip(by_exercise.values(), cycle([True, False]), strict=False)
    return {"mixed": [next(each for each in found if each[1].right is right) for found, right in turns]}


@pytest.mark.timeout(600)
def test_a_sample_of_the_attempts_earns_the_same_in_nbgrader_as_it_comes(tmp_path, shared_engine) -> None:
    course = load(REPOSITORY)
    assert_alike(tmp_path, course, sampled(compared(course)), shared_engine)


@pytest.mark.deep
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("course", [REPOSITORY, SAMPLE], ids=["repository", "sample"])
def test_every_attempt_earns_the_same_in_nbgrader_as_it_comes(tmp_path, course, shared_engine) -> None:
    one_each = {attempt.slug: [(notebook, attempt)] for notebook, attempt in compared(load(course))}
    assert_alike(tmp_path, load(course), one_each, shared_engine)


def test_what_is_not_compared_with_nbgrader_exists() -> None:
    titles = {attempt.title for root in (REPOSITORY, SAMPLE) for *_, attempt in all_attempts(load(root))}
    assert set(NOT_COMPARED) <= titles


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
