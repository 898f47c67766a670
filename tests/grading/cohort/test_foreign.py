"""Courses that are not ours: the same gradebook as stock nbgrader's, and with --judge tests that no answer reaches."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import nbgrader as package
import pytest

from rounds.course import grade_id
from rounds.errors import RoundsError
from rounds.files import read_notebook
from rounds.grading.cohort.local import start
from rounds.grading.cohort.run import Choice, Graded, grade
from rounds.grading.cohort.submitted import course_of, submissions

pytestmark = pytest.mark.slow

MINI = Path(__file__).parents[2] / "samples" / "mini"
GUIDE = Path(package.__file__).parent / "docs" / "source" / "user_guide"
GRADES = """
SELECT submitted_assignment.student_id, notebook.name, base_cell.name, grade.auto_score, grade.needs_manual_grade
FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN notebook ON submitted_notebook.notebook_id = notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
"""
COMMENTS = """
SELECT submitted_assignment.student_id, notebook.name, base_cell.name, comment.auto_comment
FROM comment JOIN base_cell ON comment.cell_id = base_cell.id
JOIN submitted_notebook ON comment.notebook_id = submitted_notebook.id
JOIN notebook ON submitted_notebook.notebook_id = notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
"""
LATENESS = "SELECT student_id, timestamp FROM submitted_assignment"
WORTH = "SELECT base_cell.name, max_score FROM grade_cells JOIN base_cell ON grade_cells.id = base_cell.id"


def nbgrader(root: Path, *words: str) -> None:
    tools = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [tools / "nbgrader", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def rows(root: Path, words: str) -> list[tuple]:
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        return sorted(database.execute(words), key=repr)


def graded(root: Path, *, apart: bool = False) -> dict[str, Graded]:
    course = course_of(root)
    judges = start(root, unsandboxed=True)
    done = grade(course, submissions(course), judges=judges, choice=Choice(apart=apart))
    return {each.submitted.student: each for each in done}


@pytest.fixture
def quickstart(tmp_path: Path) -> Path:
    """nbgrader's quickstart course, with the two submissions of its user guide."""
    root = tmp_path / "quickstart"
    nbgrader(tmp_path, "quickstart", "quickstart")
    shutil.copytree(GUIDE / "submitted", root / "submitted")
    nbgrader(root, "generate_assignment", "ps1")
    return root


def test_the_quickstart_course_gets_the_same_gradebook_as_from_stock_nbgrader(quickstart, tmp_path) -> None:
    stock = tmp_path / "stock"
    shutil.copytree(quickstart, stock)
    nbgrader(stock, "autograde", "ps1")
    done = graded(quickstart)
    assert {student: each.failures + each.flags for student, each in done.items()} == {"bitdiddle": (), "hacker": ()}
    for words in (GRADES, COMMENTS, LATENESS, WORTH):
        assert rows(quickstart, words) == rows(stock, words)
    for student in ("bitdiddle", "hacker"):
        ours, theirs = (root / "autograded" / student / "ps1" for root in (quickstart, stock))
        names = [sorted(path.relative_to(each).as_posix() for path in each.rglob("*")) for each in (ours, theirs)]
        assert names[0] == names[1]
        assert {path.stat().st_mode for path in ours.iterdir()} == {path.stat().st_mode for path in theirs.iterdir()}
        for name in ("problem1.ipynb", "problem2.ipynb"):
            assert graded_cells(ours / name) == graded_cells(theirs / name)
    nbgrader(quickstart, "generate_feedback", "ps1")
    assert (quickstart / "feedback" / "bitdiddle" / "ps1" / "problem1.html").is_file()
    nbgrader(quickstart, "export")
    assert "bitdiddle" in (quickstart / "grades.csv").read_text()


def graded_cells(path: Path) -> dict[str, tuple]:
    """What stands in the cells with an id: source, points and what kind of outputs."""
    return {
        grade_id(cell): (
            cell["source"],
            cell["metadata"]["nbgrader"].get("points"),
            cell["metadata"]["nbgrader"].get("checksum"),
            [output["output_type"] for output in cell.get("outputs", [])],
        )
        for cell in read_notebook(path)["cells"]
        if grade_id(cell)
    }


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of a small nbgrader course without our metadata, nobody's work in it."""
    shutil.copytree(MINI, tmp_path / "mini")
    return tmp_path / "mini"


@pytest.fixture
def hand_in_sums(mini: Path) -> Callable[..., None]:
    """A function that hands in the mini course's notebook with an answer, and what to change in it besides."""

    def put(student: str, answer: str, change: Callable[[dict], None] = lambda _: None) -> None:
        content = read_notebook(mini / "source" / "ps1" / "sums.ipynb")
        for cell in content["cells"]:
            if grade_id(cell) == "capped":
                cell["source"] = answer
            cell["source"] = cell["source"].split("### BEGIN")[0]
        change(content)
        path = mini / "submitted" / student / "ps1" / "sums.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content))

    return put


RIGHT = "def capped(n):\n    return min(n, LIMIT)"
ANSWERS = {
    "right": (RIGHT, 5),
    "half": ("def capped(n):\n    return n", 2),
    "moved-the-limit": ("LIMIT = 3\ndef capped(n):\n    return min(n, LIMIT)", 2),
}


@pytest.mark.parametrize("apart", [False, True])
def test_a_course_that_is_not_registered_is_graded_either_way(mini, hand_in_sums, apart) -> None:
    for student, (answer, _) in ANSWERS.items():
        hand_in_sums(student, answer)
    done = graded(mini, apart=apart)
    points = {student: each.points for student, each in done.items()}
    # In one process an answer can move what the tests compare with; apart, the limit is the course's own.
    assert points == {"right": 5, "half": 2, "moved-the-limit": 2 if apart else 5}
    assert {(each.possible, each.by_hand_possible) for each in done.values()} == {(5, 5)}


LIES = """class Liar(int):
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__

def capped(n):
    return Liar(0)
"""


def test_apart_no_answer_decides_about_itself(mini, hand_in_sums) -> None:
    hand_in_sums("liar", LIES)
    assert graded(mini, apart=True)["liar"].points == 0


def skip(content: dict) -> None:
    for cell in content["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]


def drop_tests(content: dict) -> None:
    content["cells"] = [cell for cell in content["cells"] if grade_id(cell) not in ("small", "large")]


def flip(content: dict) -> None:
    for cell in content["cells"]:
        if grade_id(cell) in ("small", "large"):
            cell["cell_type"], cell["source"] = "markdown", "done"
            cell["metadata"]["nbgrader"] |= {"points": 100, "grade": False, "solution": True}


@pytest.mark.parametrize("change", [skip, drop_tests, flip])
def test_tampered_metadata_earns_nothing_in_kernel_mode(mini, hand_in_sums, change) -> None:
    hand_in_sums("cheat", "raise NotImplementedError", change)
    assert (graded(mini)["cheat"].points, graded(mini)["cheat"].possible) == (0, 5)


def test_a_process_that_ends_itself_leaves_flags_and_no_points(mini, hand_in_sums) -> None:
    hand_in_sums("gone", "import os\nos._exit(0)")
    hand_in_sums("right", RIGHT)
    done = graded(mini)
    assert (done["gone"].points, done["right"].points) == (0, 5)
    assert "small, large" in done["gone"].flags[0]


@pytest.mark.parametrize("award", ["-1", "99", "float('nan')"])
def test_points_that_do_not_exist_are_an_error_and_not_points(mini, hand_in_sums, award) -> None:
    path = mini / "source" / "ps1" / "sums.ipynb"
    content = json.loads(path.read_text())
    content["cells"][5]["source"] = f"capped(3)\n{award}"
    path.write_text(json.dumps(content))
    hand_in_sums("right", RIGHT)
    done = graded(mini)["right"]
    assert done.points == 3
    assert "awarded" in done.flags[0]
    assert [row[3:] for row in rows(mini, GRADES) if row[2] == "small"] == [(0.0, 1)]


def test_a_course_may_keep_its_folders_elsewhere(mini, hand_in_sums) -> None:
    hand_in_sums("right", RIGHT)
    (mini / "source").rename(mini / "masters")
    (mini / "submitted").rename(mini / "inbox")
    config = mini / "nbgrader_config.py"
    settings = "source_directory = 'masters'", "submitted_directory = 'inbox'", "autograded_directory = 'outbox'"
    config.write_text(config.read_text() + "".join(f"c.CourseDirectory.{setting}\n" for setting in settings))
    assert graded(mini)["right"].points == 5
    assert (mini / "outbox" / "right" / "ps1" / "sums.ipynb").is_file()


def test_another_language_and_tests_that_nbgrader_writes_are_sent_to_nbgrader(mini, hand_in_sums) -> None:
    hand_in_sums("right", RIGHT)
    path = mini / "source" / "ps1" / "sums.ipynb"
    original = path.read_text()
    path.write_text(original.replace("assert capped(3) == 3", "### AUTOTEST capped(3)"))
    with pytest.raises(RoundsError, match="Run `nbgrader generate_assignment ps1` first"):
        graded(mini)
    path.write_text(original.replace('"language": "python"', '"language": "R"'))
    assert "is written in R" in graded(mini)["right"].failures[0]
