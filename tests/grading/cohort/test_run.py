"""A cohort of good, broken and tampered submissions, graded once; and its feedback."""

import fcntl
import json
import os
import pickle
import shutil
from pathlib import Path

import pytest

from rounds.course import Course, grade_id, load
from rounds.errors import RoundsError, UnknownName
from rounds.files import read_notebook
from rounds.grading.cohort.run import Graded, grade, submissions
from rounds.grading.feedback.write import write_feedback
from rounds.grading.stock import course_config, course_directory, logged

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"
RELATIVE = "def relative_change(b, a):\n    if b <= 0:\n        raise ValueError(b)\n    return a / b - 1"
AVERAGE = "def moving_average(v, w):\n    return [sum(v[i : i + w]) / w for i in range(len(v) - w + 1)]"
GONE = {"setup-imports", "relative-change-value", "moving-average"}


def answered(notebook, **sources):
    def source(cell):
        return sources.get(grade_id(cell).replace("-", "_"), cell["source"])

    return {**notebook, "cells": [{**cell, "source": source(cell)} for cell in notebook["cells"]]}


def cohort(released) -> dict[str, tuple[str, object]]:
    right = answered(released, relative_change=RELATIVE, moving_average=AVERAGE, your_summary="It grew by half.")
    skipping = [{**cell, "metadata": {**cell["metadata"], "tags": ["skip-execution"]}} for cell in released["cells"]]
    return {
        "right": ("warm-up.ipynb", right),
        "stub": ("warm-up.ipynb", released),
        "half": ("warm-up.ipynb", answered(right, relative_change=RELATIVE.replace("b <= 0", "False"))),
        "bare": ("warm-up.ipynb", {**right, "metadata": {}}),
        "not-json": ("warm-up.ipynb", "{"),
        "renamed": ("warm-up-Copy1.ipynb", right),
        "deleted": ("warm-up.ipynb", {**right, "cells": [c for c in right["cells"] if grade_id(c) not in GONE]}),
        "doubled": ("warm-up.ipynb", {**right, "cells": [*released["cells"], *right["cells"]]}),
        "skipping": ("warm-up.ipynb", {**released, "cells": skipping}),
        "crash": ("warm-up.ipynb", answered(right, moving_average="import os\nos._exit(1)")),
        "noisy": (
            "warm-up.ipynb",
            answered(
                right,
                relative_change="import warnings\n" + RELATIVE.replace("if b", "warnings.warn('careful')\n    if b"),
            ),
        ),
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> tuple[Course, dict[str, Graded]]:
    # One cohort for all of pytest-xdist's workers: the first grades it, the others wait and read.
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    root, results = shared / "cohort", shared / "cohort.pickle"
    with (shared / "cohort.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not results.exists():
            results.write_bytes(pickle.dumps(graded_at(root)))
        return load(root), pickle.loads(results.read_bytes())


def graded_at(root: Path) -> dict[str, Graded]:
    shutil.copytree(SAMPLE, root)
    released = read_notebook(root / "release" / ASSIGNMENT / "warm-up.ipynb")
    for student, (name, content) in cohort(released).items():
        path = root / "submitted" / student / ASSIGNMENT / name
        path.parent.mkdir(parents=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    course = load(root)
    return {each.submitted.student: each for each in grade(course, submissions(course))}


@pytest.mark.parametrize(
    ("student", "points"),
    {
        "right": 5,
        "stub": 0,
        "half": 4,
        "bare": 5,
        "not-json": 0,
        "renamed": 0,
        "deleted": 3,
        "doubled": 5,
        "skipping": 0,
        "crash": 3,
        "noisy": 5,
    }.items(),
)
def test_each_gets_what_it_earned(graded, student, points) -> None:
    found = graded[1][student]
    assert (found.points, found.possible, found.by_hand_possible) == (points, 5, 4)


def test_the_summary_says_what_could_not_be_graded_and_why(graded) -> None:
    failures = {student: each.failures for student, each in graded[1].items() if each.failures}
    assert set(failures) == {"not-json", "renamed"}
    assert "is not a notebook: it is not JSON" in failures["not-json"][0]
    assert failures["renamed"][0] == (
        "warm-up.ipynb is not in the submission, so it gets 0 points. There is warm-up-Copy1.ipynb: was it renamed?"
    )


def test_a_broken_answer_costs_its_own_exercise_only(graded) -> None:
    (report,) = graded[1]["crash"].notebooks
    fine, broken = report.exercises
    assert (fine.points, broken.points) == (3, 0)
    assert "Python itself ended" in broken.verdicts[0].message


def test_a_regrade_that_fails_leaves_no_old_points(graded) -> None:
    course, _ = graded
    path = course.root / "submitted" / "noisy" / ASSIGNMENT / "warm-up.ipynb"
    good = path.read_text()
    path.write_text("{")
    try:
        (again,) = grade(course, submissions(course, student="noisy"))
        assert (again.points, bool(again.failures)) == (0, True)
    finally:
        path.write_text(good)
    (again,) = grade(course, submissions(course, student="noisy"))
    assert (again.points, again.failures) == (5, ())


def test_feedback_has_messages_and_no_secrets(graded) -> None:
    course, found = graded
    config = course_config(course.root)
    for student in ("stub", "half", "right", "crash"):
        names = {"assignment_id": ASSIGNMENT, "student_id": student}
        with logged(course.root) as log:
            (page,) = write_feedback(course_directory(course.root, config, **names), config, log)
        text = page.read_text()
        for secret in ("CANARY", "HIDDEN TESTS", "hidden_seeds", "randint", "uniform(1, 9)", "AssertionError"):
            assert secret not in text, (student, secret)
        messages = [v.message for exercise in found[student].notebooks[0].exercises for v in exercise.verdicts]
        assert all(message.split("`")[0][:60] in text for message in messages)


def test_unknown_names_list_the_known(graded) -> None:
    course, _ = graded
    with pytest.raises(UnknownName, match="Did you mean 'right'"):
        submissions(course, student="rigth")
    with pytest.raises(UnknownName, match=ASSIGNMENT):
        submissions(course, "round-7")
    assert len(submissions(course, "3")) == len(graded[1])


def test_nothing_to_grade_says_where_submissions_go(sample) -> None:
    with pytest.raises(RoundsError, match=r"put submissions into submitted/<student>/round-3"):
        submissions(sample)
