"""`check` in text form, outside JupyterLab: it finds the notebook, grades it, and never hangs or breaks off."""

import json
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Timer
from types import SimpleNamespace

import pytest

from rounds import check
from rounds.course import grade_id
from rounds.files import read_notebook
from rounds.grading.record import RESULTS
from rounds.lab.here import notebooks_here
from rounds.practice.diary import DIARY, read

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
screen_module = import_module("rounds.lab.screen")
ASSIGNMENT = "round-3-technical-phone-screen"
RIGHT = """def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1"""


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch) -> Path:
    """A learner's copy in the workspace of a sample course, and the kernel's working directory beside it."""
    for variable in (
        "PYTEST_CURRENT_TEST",
        "NBGRADER_EXECUTION",
        "ROUNDS_GRADING",
        "ROUNDS_COURSE",
        "JPY_SESSION_NAME",
    ):
        monkeypatch.delenv(variable, raising=False)
    shutil.copytree(SAMPLE, tmp_path / "course")
    path = tmp_path / "course" / "workspace" / ASSIGNMENT / "warm-up.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(tmp_path / "course" / "release" / ASSIGNMENT / "warm-up.ipynb", path)
    monkeypatch.chdir(path.parent)
    # Recording has tests of its own; here it is enough that the result is kept.
    monkeypatch.setattr("rounds.grading.examine.start_recorder", lambda _root: None)
    return path


@pytest.fixture
def checked(notebook: Path, monkeypatch, capsys) -> Callable[[str], str]:
    """A function that checks an exercise as a learner does and returns what it prints."""

    def run(exercise: str | None) -> str:
        assert notebook.parent == Path.cwd()
        monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)  # pytest sets it anew for the test itself
        check(exercise)
        return capsys.readouterr().out

    return run


def change(path: Path, edit) -> None:
    content = read_notebook(path)
    content["cells"] = [cell for cell in map(edit, content["cells"]) if cell is not None]
    path.write_text(json.dumps(content))


def answer(source: str):
    return lambda cell: {**cell, "source": source} if grade_id(cell) == "relative-change" else cell


def kept_results(path: Path) -> list[dict]:
    return [json.loads(found.read_text()) for found in (path.parents[2] / RESULTS).glob("*.json")]


def test_a_right_answer_gets_every_point_and_the_result_is_kept(notebook, checked) -> None:
    change(notebook, answer(RIGHT))
    said = checked("relative-change")
    assert "save the notebook, then run this cell again" in said
    assert "relative-change: 3 of 3 points (" in said
    assert "✓ relative-change-value  2 of 2 · growth and decline come out as fractions of the value before" in said
    (result,) = kept_results(notebook)
    assert (result["assignment"], result["notebook"]) == (ASSIGNMENT, "warm-up")
    assert [verdict["points"] for verdict in result["verdicts"]] == [2, 1]


def test_an_untouched_answer_is_not_done_yet(checked) -> None:
    said = checked("relative-change")
    assert "✗ relative-change-refuses  0 of 1 · nothing can change relative to zero\n    Not done yet." in said
    assert "CANARY" not in said


def test_each_check_is_written_into_the_diary(notebook, checked) -> None:
    checked("relative-change")
    change(notebook, answer(RIGHT))
    checked("relative-change")
    found = read(notebook.parents[2])
    assert [(each.exercise, each.points, each.possible) for each in found] == [
        ("relative-change", 0, 3),
        ("relative-change", 3, 3),
    ]


def test_a_diary_that_cannot_be_written_is_said_and_costs_nothing(notebook, checked) -> None:
    (notebook.parents[2] / DIARY).mkdir(parents=True)
    change(notebook, answer(RIGHT))
    said = checked("relative-change")
    assert "diary.jsonl" in said
    assert "relative-change: 3 of 3 points (" in said


def test_where_no_front_end_saves_it_asks_and_sees_by_the_file_that_it_was(notebook, checked, monkeypatch) -> None:
    """As in VS Code: the answer has run, and the learner saves it while the check waits."""
    ran = [RIGHT, 'check("relative-change")']
    monkeypatch.setattr("rounds.lab.here._namespace", lambda: {"In": ran, "__vsc_ipynb_file__": str(notebook)})
    saving = Timer(0.5, change, (notebook, answer(RIGHT)))
    saving.start()
    said = checked("relative-change")
    saving.join()
    assert "save the notebook (Ctrl+S), I am waiting for it" in said
    assert "relative-change: 3 of 3 points (" in said
    assert "I cannot tell" not in said
    assert "I am waiting" not in checked("relative-change")


def test_without_a_name_the_whole_notebook_is_checked(notebook, checked) -> None:
    change(notebook, answer(RIGHT))
    said = checked(None)
    assert "relative-change: 3 of 3 points (" in said
    assert "moving-average: 0 of 2 points (" in said
    assert len(kept_results(notebook)[0]["verdicts"]) == 3


def test_deleted_cells_are_named_and_put_back(notebook, checked) -> None:
    change(
        notebook,
        lambda cell: None if grade_id(cell) in ("relative-change-value", "setup-imports") else answer(RIGHT)(cell),
    )
    said = checked("relative-change")
    assert "Missing from your notebook, so put back for grading: setup-imports, relative-change-value." in said
    assert "3 of 3 points" in said


def test_without_the_courses_source_only_visible_tests_run_and_it_says_so(notebook, checked) -> None:
    shutil.rmtree(notebook.parents[2] / "source")
    change(notebook, answer("def relative_change(before, after):\n    return after / before - 1"))
    said = checked("relative-change")
    assert "Only the visible tests ran: the hidden ones are not here." in said
    assert "3 of 3 points" in said
    assert kept_results(notebook) == []


def test_a_renamed_copy_is_still_the_courses_notebook(notebook, checked) -> None:
    notebook.rename(notebook.with_name("my answers.ipynb"))
    assert "Not done yet." in checked("relative-change")
    assert kept_results(notebook)[0]["notebook"] == "warm-up"


def test_a_renamed_copy_of_a_published_notebook_is_still_the_courses(notebook, checked) -> None:
    root = notebook.parents[2]
    (root / "notebooks").mkdir()
    shutil.copy(notebook, root / "notebooks" / "practice.ipynb")
    shutil.rmtree(root / "source")
    notebook.rename(notebook.with_name("practice.new-2026-11-22.ipynb"))
    assert "visible tests" not in checked("relative-change")


def test_an_exercise_that_is_nowhere_is_said(checked) -> None:
    assert "There is no notebook with the exercise 'relative-chance' here" in checked("relative-chance")


def test_an_exercise_that_this_notebook_lacks_lists_those_it_has(notebook, checked, monkeypatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    assert "Did you mean 'relative-change'? Known: relative-change, moving-average." in checked("relative-chance")


def test_a_broken_notebook_is_said_without_a_traceback(notebook, checked, monkeypatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    notebook.write_text("{")
    assert "is not a notebook: it is not JSON" in checked("relative-change")


def test_the_session_names_the_notebook_even_where_there_are_several(notebook, monkeypatch) -> None:
    other = notebook.with_name("copy.ipynb")
    shutil.copy(notebook, other)
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    assert notebooks_here("relative-change") == [other]


def test_several_notebooks_without_a_session_are_listed(notebook, checked) -> None:
    shutil.copy(notebook, notebook.with_name("copy.ipynb"))
    said = "It may stand in any of copy.ipynb, warm-up.ipynb: run `rounds check` on the one you mean."
    assert said in checked("relative-change")


@pytest.mark.parametrize("variable", ["PYTEST_CURRENT_TEST", "NBGRADER_EXECUTION", "ROUNDS_GRADING"])
def test_nothing_is_graded_in_an_automated_run(notebook, capsys, monkeypatch, variable) -> None:
    monkeypatch.setenv(variable, "1")
    check("relative-change")
    assert (
        capsys.readouterr().out == 'check("relative-change") does nothing in an automated run: it is for you to run.\n'
    )
    assert kept_results(notebook) == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("✓ a-test  2 of 2 · a property", "\x1b[1;32m✓\x1b[0m a-test  2 of 2 · a property"),
        ("✗ a-test  0 of 2 · a property", "\x1b[1;31m✗\x1b[0m a-test  0 of 2 · a property"),
        ("    a message with a ✓ in it", "    a message with a ✓ in it"),
    ],
)
def test_ticks_and_crosses_have_colours_in_a_notebook_and_none_elsewhere(monkeypatch, line: str, shown: str):
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=object))
    assert screen_module._coloured(line) == shown
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert screen_module._coloured(line) == line
