"""Notebooks that are not ours, and tests that nobody owns: nothing gets marks by default."""

import json

import pytest

from rounds.course import load
from rounds.grading.cohort.run import grade, submissions

pytestmark = pytest.mark.slow

ASSIGNMENT = "round-3-technical-phone-screen"


def cell(kind: str, source: str, **meta) -> dict:
    made = {"cell_type": kind, "id": f"id-{abs(hash(source)) % 10**8}", "metadata": {}, "source": source}
    if meta:
        made["metadata"]["nbgrader"] = {"schema_version": 3, "task": False, "locked": False, "solution": False, **meta}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def foreign(answer: str, **metadata) -> dict:
    cells = [
        cell("code", answer, grade=False, grade_id="squares", solution=True),
        cell("code", "assert squares(2) == [1, 4]", grade=True, grade_id="correct", points=2, locked=True),
        cell("code", "assert squares(0) == []", grade=True, grade_id="squares-empty", points=1, locked=True),
    ]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def test_a_foreign_course_is_graded_as_nbgrader_grades_it(tmp_path) -> None:
    source = tmp_path / "source" / "ps1" / "problem.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(json.dumps(foreign("def squares(n):\n    return [i * i for i in range(1, n + 1)]")))
    for student, answer in {
        "right": "def squares(n):\n    return [(i + 1) ** 2 for i in range(n)]",
        "half": "def squares(n):\n    return []",
        "stub": "raise NotImplementedError",
    }.items():
        path = tmp_path / "submitted" / student / "ps1" / "problem.ipynb"
        path.parent.mkdir(parents=True)
        # The claim to be one of ours changes nothing.
        path.write_text(json.dumps(foreign(answer, rounds={"round": 4})))
    course = load(tmp_path)
    points = {each.submitted.student: each.points for each in grade(course, submissions(course))}
    assert points == {"right": 3, "half": 1, "stub": 0}


def test_a_test_of_ours_that_no_exercise_owns_gets_no_points(sample, released, right, with_sources, hand_in) -> None:
    path = sample.notebooks[0].path
    content = json.loads(path.read_text())
    content["cells"][10]["metadata"]["nbgrader"]["grade_id"] = "orphan"
    path.write_text(json.dumps(content))
    hand_in("right", with_sources(released, right))
    course = load(sample.root)
    (graded,) = grade(course, submissions(course))
    assert (graded.points, graded.possible) == (3, 5)


@pytest.mark.parametrize("setting", ["c.Execute.enabled = False", "c.Execute.timeout = None"])
def test_no_setting_of_nbgraders_gives_marks_away(sample, released, hand_in, setting) -> None:
    config = sample.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\n{setting}\n")
    hand_in("stub", released)
    (graded,) = grade(sample, submissions(sample))
    assert (graded.points, graded.failures) == (0, ())
    assert graded.notebooks[0].exercises[0].verdicts[0].message == "Not done yet."


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_nbgraders_own_commands_refuse_where_no_sandbox_works(sample, released, hand_in, monkeypatch) -> None:
    from nbgrader.apps.api import NbGraderAPI

    from rounds.grading.release import register
    from rounds.grading.sandbox import bubblewrap
    from rounds.grading.stock import course_config, course_directory

    monkeypatch.setattr(bubblewrap, "best_mode", lambda: bubblewrap.BARE)
    hand_in("stub", released)
    register(sample)
    config = course_config(sample.root)
    refused = NbGraderAPI(course_directory(sample.root, config), config=config).autograde(ASSIGNMENT, "stub")
    assert not refused["success"]
    assert "No sandbox works here" in refused["log"]
    config.Judge.unsandboxed = True
    assert NbGraderAPI(course_directory(sample.root, config), config=config).autograde(ASSIGNMENT, "stub")["success"]
