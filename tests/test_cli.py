"""The command line as a user meets it: what it prints, its JSON, its exit codes, and how it takes bad input."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from servers import Run, rounds, rounds_in, wait_until

SAMPLE = Path(__file__).parent / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"
RIGHT = (
    "def relative_change(before, after):\n    if before <= 0:\n        raise ValueError\n    return after / before - 1"
)
COMMANDS = ["attempts", "check", "demo", "feedback", "grade", "instructor", "lab", "list", "next", "plan", "progress"]
COMMANDS += ["release", "reset", "setup", "simulate", "submit", "update"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def run(root: Path) -> Run:
    """A function that runs `rounds` in the sample course."""
    return rounds_in(root)


def said(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What a command said on stderr, after its exit code has been looked at and no traceback found."""
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def hand_in(root: Path, student: str, content: dict | str, name: str = "warm-up.ipynb") -> Path:
    path = root / "submitted" / student / ASSIGNMENT / name
    path.parent.mkdir(parents=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def answered(root: Path, source: str) -> dict:
    content = json.loads((root / "release" / ASSIGNMENT / "warm-up.ipynb").read_text())
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "relative-change":
            cell["source"] = source
    return content


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"Example: rounds {command}" in done.stdout


def test_help_lists_every_command_within_half_a_second(run) -> None:
    # Of processor time: other tests share the machine's cores.
    before = os.times()
    done = run("--help")
    after = os.times()
    assert all(f"│ {command} " in done.stdout for command in COMMANDS)
    assert after.children_user + after.children_system - before.children_user - before.children_system <= 0.5


def test_list_shows_rounds_notebooks_and_exercises(run) -> None:
    text = run("list").stdout
    for words in ("Round 3 · Technical phone screen", "warm-up", "relative-change", "ORACLE", "(nothing yet)"):
        assert words in text
    third = json.loads(run("list", "--json").stdout)["rounds"][2]
    (notebook,) = third["notebooks"]
    assert (third["assignment"], notebook["points"], notebook["minutes"]) == (ASSIGNMENT, 5, 15)
    assert notebook["exercises"][0]["tests"][1] == {
        "test": "relative-change-refuses",
        "points": 1,
        "property": "nothing can change relative to zero",
    }


def test_outside_a_course_every_command_says_where_to_go(run, tmp_path, root) -> None:
    shutil.move(root / "source", tmp_path / "elsewhere")
    shutil.move(root / "release", tmp_path / "elsewhere")
    assert "is not inside a course" in said(run("list"), 2)
    assert "has no folder source/" in said(run("list", "--course", str(tmp_path)), 2)


@pytest.mark.slow
def test_check_prints_json_and_answers_by_its_exit_code(run, root) -> None:
    path = root / "mine.ipynb"
    path.write_text(json.dumps(answered(root, RIGHT)))
    done = run("check", "mine.ipynb", "--exercise", "relative-change", "--json")
    said(done, 0)
    report = json.loads(done.stdout)
    assert (report["notebook"], report["points"], report["exercises"][0]["exercise"]) == (
        "warm-up",
        3,
        "relative-change",
    )
    done = run("check", "mine.ipynb")
    said(done, 1)
    assert "warm-up: 3 of 5 points" in done.stdout
    wait_for_results(root)


def wait_for_results(root: Path) -> None:
    """Wait until the results of checks are in the gradebook, which nobody who checks has to do."""
    deadline = time.monotonic() + 60
    while list((root / ".rounds" / "results").glob("*.json")):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_check_takes_the_name_of_a_notebook_in_the_workspace(run, root) -> None:
    said(run("setup"), 0)
    done = run("check", "warm-up", "-e", "moving-average")
    said(done, 1)
    assert "✗ moving-average-windows  0 of 2 · one mean for every window that fits\n    Not done yet." in done.stdout
    wait_for_results(root)
    assert "Did you mean 'warm-up'" in said(run("check", "warmup"), 2)
    assert "Did you mean 'moving-average'" in said(run("check", "warm-up", "-e", "moving-averages"), 2)


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "is not a notebook: it is not JSON"), ("[]", "has no list of cells"), (None, "There is no")],
)
def test_check_of_no_notebook_is_one_sentence(run, root, content, words) -> None:
    if content is not None:
        (root / "bad.ipynb").write_text(content)
    assert words in said(run("check", "./bad.ipynb"), 2)


@pytest.mark.slow
def test_release_check_tells_stale_from_fresh(run, root) -> None:
    said(run("release", "--check"), 0)
    path = root / "release" / ASSIGNMENT / "warm-up.ipynb"
    fresh = path.read_bytes()
    path.write_text("{}")
    done = run("release", "--check", "--json")
    said(done, 1)
    assert json.loads(done.stdout) == {
        "fresh": False,
        "missing": [],
        "stale": [f"{ASSIGNMENT}/warm-up.ipynb"],
        "extra": [],
    }
    assert "Renewed in release/" in run("release").stdout
    assert path.read_bytes() == fresh


@pytest.mark.slow
def test_grade_and_feedback_of_a_cohort(run, root) -> None:
    hand_in(root, "student-01", answered(root, RIGHT))
    hand_in(root, "student-02", "{")
    done = run("grade", "--json")
    assert "student-01, round-3-technical-phone-screen ..." in said(done, 1)
    first, second = json.loads(done.stdout)["submissions"]
    assert (first["student"], first["points"], first["possible"], first["failures"]) == ("student-01", 3, 5, [])
    assert second["points"] == 0
    assert "is not JSON" in second["failures"][0]
    done = run("grade", "3", "--student", "student-01")
    said(done, 0)
    assert "student-01" in done.stdout
    done = run("feedback", "--student", "student-01")
    said(done, 0)
    assert done.stdout == f"feedback/student-01/{ASSIGNMENT}/warm-up.html\n"


@pytest.mark.slow
def test_grade_lists_the_right_names(run, root) -> None:
    hand_in(root, "student-01", answered(root, RIGHT))
    assert f"Known: {ASSIGNMENT}" in said(run("grade", "round-9"), 2)
    assert "Known: student-01" in said(run("grade", "--student", "student-1"), 2)


@pytest.mark.slow
def test_a_broken_gradebook_stops_grading_until_it_is_moved_aside(run, root) -> None:
    (root / "gradebook.db").write_bytes(b"precious garbage" * 100)
    assert "gradebook.db is broken" in said(run("setup"), 2)
    assert (root / "gradebook.db").read_bytes().startswith(b"precious")
    assert "The old gradebook is now" in said(run("setup", "--move-aside"), 0)
    (aside,) = root.glob("gradebook-2*.db")
    assert aside.read_bytes().startswith(b"precious")
    with sqlite3.connect(root / "gradebook.db") as database:
        assert database.execute("SELECT name FROM assignment").fetchall() == [(ASSIGNMENT,)]


@pytest.mark.slow
def test_a_read_only_course_is_said_in_a_sentence(run, root, read_only) -> None:
    (root / "release" / ASSIGNMENT / "warm-up.ipynb").write_text("{}")
    prefix = tuple(read_only(root))
    assert "No permission for" in said(run("release", prefix=prefix), 2)


def test_a_configuration_that_does_not_run_is_named(run, root) -> None:
    (root / "nbgrader_config.py").write_text("1 / 0")
    assert "nbgrader_config.py does not run: ZeroDivisionError" in said(run("release"), 2)


@pytest.mark.slow
def test_ctrl_c_ends_a_grading_with_130_and_leaves_no_process(root) -> None:
    hand_in(root, "student-01", answered(root, "import time\ntime.sleep(600)"))
    hand_in(root, "student-02", answered(root, RIGHT))
    grading = subprocess.Popen(
        [rounds(), "grade"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert grading.stderr is not None
    assert grading.stderr.readline().startswith("student-01")
    wait_until(lambda: scores_of(root, "student-02") == 3, 60, "the second student's points")
    started = descendants(grading.pid)
    assert started
    grading.send_signal(signal.SIGINT)
    error = grading.communicate(timeout=30)[1]
    assert grading.returncode == 130
    assert "Traceback" not in error
    assert error.endswith("Stopped. What was finished is in the gradebook; the same command goes on from there.\n")
    wait_until(lambda: not any(Path(f"/proc/{each}").exists() for each in started), 5, "the end of what was started")
    assert scores_of(root, "student-01") is None


def test_ctrl_c_in_a_callback_where_python_drops_it_ends_the_command_too() -> None:
    dropped_once = """
import os, signal, sys, time, weakref
import rounds.cli

class Gone: ...
gone = Gone()
seen = weakref.ref(gone, lambda _: os.kill(os.getpid(), signal.SIGINT))

def work():
    global gone
    gone = None
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
rounds.cli.app = work
rounds.cli.main()
"""
    ended = subprocess.run([sys.executable, "-c", dropped_once], capture_output=True, text=True, timeout=30)
    assert (ended.returncode, ended.stderr) == (130, "")


def scores_of(root: Path, student: str) -> float | None:
    """What the gradebook has for a student's tests; None where it has nothing, or is not there yet."""
    words = (
        "SELECT SUM(grade.auto_score) FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id "
        "JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id WHERE student_id = ?"
    )
    try:
        with closing(sqlite3.connect(root / "gradebook.db")) as database:
            return database.execute(words, (student,)).fetchone()[0]
    except sqlite3.OperationalError:
        return None


def descendants(pid: int) -> list[int]:
    psutil = pytest.importorskip("psutil")
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


@pytest.mark.slow
def test_demo_grades_a_cohort_and_every_point_is_as_expected(run, root) -> None:
    core = run("demo", "--json")
    said(core, 0)
    assert {row["exercise"] for row in json.loads(core.stdout)["answers"]} == {"relative-change"}
    done = run("demo", "--every", "--json")
    said(done, 0)
    result = json.loads(done.stdout)
    assert result["as_expected"] is True
    assert len({row["student"] for row in result["answers"]}) >= 6
    by_student: dict[str, float] = {}
    for row in result["answers"]:
        by_student[row["student"]] = by_student.get(row["student"], 0) + row["earned"]
    assert [by_student[f"student-0{number}"] for number in (1, 2, 3)] == [5, 5, 0]
    assert (root / "demo" / "feedback" / "student-04" / ASSIGNMENT / "warm-up.html").is_file()
    assert "is not empty and not an earlier demo" in said(run("demo", "--course", str(root)), 2)


@pytest.mark.slow
def test_demo_and_attempts_say_no_where_points_are_not_as_expected(run, root) -> None:
    path = root / "tests" / "attempts" / ASSIGNMENT / "warm-up" / "moving-average.py"
    path.write_text("# %% right: not at all\ndef moving_average(values, width):\n    return []\n")
    done = run("attempts", "-e", "moving-average", "--json")
    said(done, 1)
    assert "moving-average-windows failed, and must not" in json.loads(done.stdout)["attempts"][0]["differs"]


@pytest.mark.slow
def test_simulate_compares_policies(run, tmp_path) -> None:
    assert "retry-storm" in run("simulate", "--list").stdout
    picture = tmp_path / "storm.png"
    words = (
        "retry-storm",
        "--policy",
        "naive",
        "--policy",
        "retry-budget",
        "--seed",
        "1",
        "--set",
        "load=80",
        "--set",
        "outage=10",
    )
    done = run("simulate", *words, "--json", "-", "--plot", str(picture))
    said(done, 0)
    result = json.loads(done.stdout)
    assert result["scenario"] == "retry-storm"
    assert list(result["policies"]) == ["naive", "retry-budget"]
    naive = result["policies"]["naive"]
    assert {"availability", "load_factor", "p50", "p99", "recovery_s"} <= set(naive)
    assert set(naive["availability"]) == {"before", "during", "after"}
    assert naive["recovery_s"] is None
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("retry-strom",), "Did you mean 'retry-storm'"),
        (("retry-storm", "--policy", "niave"), "Did you mean 'naive'"),
        (("retry-storm", "--set", "lod=80"), "Did you mean 'load'"),
        (("retry-storm", "--set", "load=many"), "load=many is not a number"),
        (("retry-storm", "--set", "load"), "--set takes name=value"),
        (("retry-storm", "--policy", "none", "--plot", "storm.txt"), "--plot takes a file that ends in"),
    ],
)
def test_simulate_lists_the_right_names_and_bounds(run, words, expected) -> None:
    assert expected in said(run("simulate", *words), 2)


@pytest.mark.slow
def test_reset_takes_a_fresh_copy_and_keeps_the_old(run, root) -> None:
    said(run("setup"), 0)
    mine = root / "workspace" / ASSIGNMENT / "warm-up.ipynb"
    mine.write_text("my work")
    done = run("reset", "warm-up")
    said(done, 0)
    (old,) = mine.parent.glob("warm-up.before-reset-*.ipynb")
    assert old.read_text() == "my work"
    assert mine.read_bytes() == (root / "release" / ASSIGNMENT / "warm-up.ipynb").read_bytes()
    assert "Did you mean" in said(run("reset", "warmup"), 2)
