"""`rounds submit` and `rounds update` as a learner meets them."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from servers import Run, rounds_in, wait_until
from test_cli import ASSIGNMENT, RIGHT, SAMPLE, answered, said, scores_of, wait_for_results


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def run(root: Path) -> Run:
    """A function that runs `rounds` in the sample course, where no display is to open a page on."""
    return rounds_in(root, "DISPLAY", "WAYLAND")


@pytest.mark.slow
def test_submit_grades_a_round_and_says_where_its_pages_lie(run, root) -> None:
    said(run("setup"), 0)
    mine = root / "workspace" / ASSIGNMENT / "warm-up.ipynb"
    mine.write_text(json.dumps(answered(root, RIGHT)))
    done = run("submit", "3", "--no-open")
    assert "Grading warm-up ..." in said(done, 1)
    assert f"Handed in: {ASSIGNMENT}. Tests: 3 of 5 points.\n" in done.stdout
    assert "Written answers, a total of their own: 0 of 4 points.\n" in done.stdout
    page = root / "workspace" / "feedback" / ASSIGNMENT / "warm-up.html"
    assert f"Feedback: {page}\n" in done.stdout
    assert page.read_bytes() == (root / "feedback" / "me" / ASSIGNMENT / "warm-up.html").read_bytes()
    assert scores_of(root, "me") == 3
    mine.write_bytes((root / "release" / ASSIGNMENT / "warm-up.ipynb").read_bytes())
    done = run("submit", "warm-up", "--json")
    said(done, 1)
    result = json.loads(done.stdout)
    assert (result["points"], result["possible"], result["by_hand_possible"]) == (0, 5, 4)
    assert [each["exercise"] for each in result["notebooks"][0]["exercises"]][:2] == [
        "relative-change",
        "moving-average",
    ]
    earlier = root / result["earlier"] / "warm-up.ipynb"
    assert json.loads(earlier.read_text()) == answered(root, RIGHT)
    assert scores_of(root, "me") == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="on Linux a variable says whether there is a display")
def test_submit_opens_the_feedback_where_there_is_a_display(run, root, tmp_path) -> None:
    said(run("setup"), 0)
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    page = root / "workspace" / "feedback" / ASSIGNMENT / "warm-up.html"
    for display, options in (("", ()), (":0", ("--no-open",)), (":0", ())):
        assert not opened.exists()
        said(run("submit", "3", *options, DISPLAY=display, BROWSER=str(browser)), 1)
    wait_until(lambda: opened.exists() and opened.read_text() == f"{page.as_uri()}\n", 10, "the page to be opened")


@pytest.mark.slow
def test_submit_hands_in_nothing_where_a_notebook_is_broken_or_missing(run, root) -> None:
    mine = root / "workspace" / ASSIGNMENT / "warm-up.ipynb"
    assert "You have no warm-up.ipynb" in said(run("submit", "3"), 2)
    mine.parent.mkdir(parents=True)
    mine.write_text("{")
    assert "it is not JSON" in said(run("submit", "3"), 2)
    assert mine.read_text() == "{"
    assert not (root / "submitted").exists()
    assert "Did you mean 'warm-up'" in said(run("submit", "warmup"), 2)


@pytest.mark.slow
def test_submit_without_hidden_tests_says_what_to_hand_in(run, root) -> None:
    said(run("setup"), 0)
    shutil.rmtree(root / "source")
    error = said(run("submit", "3"), 2)
    assert "has no hidden tests" in error
    assert f"workspace/{ASSIGNMENT} to whoever gave you the course: warm-up.ipynb." in error
    assert not (root / "submitted").exists()


@pytest.mark.slow
def test_update_puts_a_new_edition_beside_and_check_takes_it(run, root) -> None:
    said(run("setup"), 0)
    mine = root / "workspace" / ASSIGNMENT / "warm-up.ipynb"
    mine.write_text(json.dumps(answered(root, RIGHT)))
    assert run("update", "3").stdout == f"{ASSIGNMENT}/warm-up.ipynb: nothing new.\n"
    released = answered(root, "raise NotImplementedError('a new stub')")
    (root / "release" / ASSIGNMENT / "warm-up.ipynb").write_text(json.dumps(released))
    done = run("update", "warm-up")
    said(done, 0)
    (beside,) = mine.parent.glob("warm-up.new-*.ipynb")
    assert f"the new edition is beside yours, in {ASSIGNMENT}/{beside.name}. Yours is as it was." in done.stdout
    assert json.loads(mine.read_text()) == answered(root, RIGHT)
    beside.write_text(json.dumps(answered(root, RIGHT)))
    done = run("check", str(beside), "--json")
    assert json.loads(done.stdout)["points"] == 3
    assert "visible tests" not in done.stderr
    wait_for_results(root)
