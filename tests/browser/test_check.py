"""`check` in a real JupyterLab: it saves, grades, records and shows, and works again whatever has gone meanwhile.

And what scores a text, which no test can judge.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pages import answer, cell, contrasts, output, reads_well, ready, run
from playwright.sync_api import Page, expect
from servers import Server, StartServer, wait_until

from rounds.practice.diary import Hint, SelfScore, read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
NOTEBOOK = "round-3-technical-phone-screen/warm-up.ipynb"
FAILURE_MODES = "round-4-onsite-technical/failure-modes.ipynb"
WRONG = "def relative_change(before, after):\n    return after - before"
RIGHT = """def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1"""
ENDLESS = "def relative_change(before, after):\n    while True:\n        pass"
RECORDED = """
SELECT SUM(grade.auto_score) FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
WHERE submitted_assignment.student_id = 'me'
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return copy_of_the_sample(tmp_path)


def copy_of_the_sample(folder: Path) -> Path:
    root = folder / "sample"
    shutil.copytree(SAMPLE, root)
    (root / "notebooks").mkdir()
    return root


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, serve_all: StartServer) -> Iterator[tuple[Server, Path]]:
    """A JupyterLab on the sample course, and the course."""
    root = copy_of_the_sample(tmp_path_factory.mktemp("sample"))
    with serve_all("lab", root) as server:
        yield server, root


@pytest.fixture
def opened(lab: tuple[Server, Path], open_page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with a copy of the sample's notebook that no other test has."""
    server, root = lab
    original = root / "workspace" / NOTEBOOK
    copy = original.with_name(f"{request.node.name[:40]}.ipynb")
    shutil.copy(original, copy)
    with open_page(server, f"/lab/workspaces/{copy.stem}/tree/{Path(NOTEBOOK).parent}/{copy.name}") as page:
        ready(page)
        yield page


def test_an_unsaved_answer_is_saved_graded_and_recorded(opened: Page, lab: tuple[Server, Path]) -> None:
    answer(opened, cell(opened, "def relative_change"), RIGHT)
    check = cell(opened, 'check("relative-change")')
    run(opened, check)
    expect(output(check)).to_contain_text("relative-change: 3 of 3 points")
    expect(output(check)).to_contain_text("✓ holds")
    expect(output(check)).not_to_contain_text("cannot tell")
    saved = [path.read_text() for path in (lab[1] / "workspace" / NOTEBOOK).parent.glob("test_an_unsaved*.ipynb")]
    assert "after / before - 1" in saved[0]
    wait_until(lambda: recorded(lab[1]) == 3, 30, "the result in the gradebook")


def test_a_text_is_timed_and_scored_by_its_rubric(opened: Page, lab: tuple[Server, Path]) -> None:
    text = opened.locator(".jp-Notebook:visible .jp-MarkdownCell").last
    text.dblclick()
    answer(opened, text, "The p99 fell from 900 ms to 210 ms, by the service's own histogram.")
    run(opened, cell(opened, "timer(summary=60)"))
    clock = output(cell(opened, "timer(summary=60)"))
    clock.get_by_role("button", name="Start").click()
    expect(clock).to_contain_text("summary: 0:58 left")
    clock.get_by_role("button", name="Pause").click()
    expect(clock.get_by_role("button", name="Start")).to_be_visible()
    scoring = cell(opened, 'score_yourself("your-summary")')
    run(opened, scoring)
    expect(output(scoring)).to_contain_text("Not scored yet.")
    for number, words in (("3", "A number."), ("4", "A number, its source, and what it cost.")):
        output(scoring).get_by_role("button", name=number, exact=True).click()
        expect(output(scoring)).to_contain_text(words)
    keep = output(scoring).get_by_role("button", name="Keep this score")
    quotation = output(scoring).get_by_placeholder("the words of your text that show it")
    quotation.fill("by a dashboard")
    keep.click()
    expect(output(scoring)).to_contain_text("your text does not have these words")
    quotation.fill("by the service's own histogram")
    keep.click()
    expect(output(scoring)).to_contain_text("4 of 4")
    expect(output(scoring)).not_to_contain_text("could not save")
    assert all(contrast >= 4.5 for contrast in contrasts(output(scoring)).values())
    (score,) = (entry for entry in read(lab[1]) if isinstance(entry, SelfScore))
    assert (score.exercise, score.points) == ("your-summary", 4)


def test_a_result_outlives_kernel_and_page_and_hints_open_one_by_one(
    course: Path, serve: StartServer, open_page
) -> None:
    with serve("lab", course) as server, open_page(server, f"/lab/tree/{FAILURE_MODES}") as page:
        ready(page)
        check = cell(page, 'check("backoff")')
        run(page, check)
        expect(output(check)).to_contain_text("backoff: 0 of 8 points")
        for number in (1, 2, 3):
            output(check).get_by_role("button", name=f"Hint {number} of 3").click()
        expect(output(check)).to_contain_text("Which ceiling belongs to attempt 1?")
        expect(output(check).get_by_role("button", name="Hint")).to_have_count(0)
        assert [each.tier for each in read(course) if isinstance(each, Hint)] == [1, 2, 3]
        press_again(page)
        expect(output(check)).to_contain_text("Which ceiling belongs to attempt 1?")
        page.keyboard.press("Escape")
        page.keyboard.press("0")
        page.keyboard.press("0")
        page.get_by_role("button", name="Confirm Kernel Restart").click()
        ready(page)
        press_again(page)
        page.keyboard.press("Control+s")
        notebook = course / "workspace" / FAILURE_MODES
        wait_until(lambda: "backoff: 0 of 8 points" in notebook.read_text(), 30, "the result is saved")
        page.reload()
        ready(page)
        cell(page, 'check("backoff")').scroll_into_view_if_needed()
        expect(output(cell(page, 'check("backoff")'))).to_contain_text("backoff: 0 of 8 points")
        press_again(page)


def press_again(page: Page) -> None:
    """Press Check again by keyboard, and see that another result takes the place of the one that was there."""
    shown = output(cell(page, 'check("backoff")'))
    shown.get_by_role("status").evaluate("each => each.dataset.old = 'yes'")
    shown.get_by_role("button", name="Check again").focus()
    page.keyboard.press("Enter")
    expect(shown.locator("[data-old]")).to_have_count(0)
    expect(shown).to_contain_text("backoff: 0 of 8 points")


def test_stop_ends_an_endless_answer_within_two_seconds(opened: Page) -> None:
    answer(opened, cell(opened, "def relative_change"), ENDLESS)
    check = cell(opened, 'check("relative-change")')
    run(opened, check)
    expect(output(check)).to_contain_text("Checking relative-change (2 s).")
    output(check).get_by_role("button", name="Stop").click()
    expect(output(check)).to_contain_text("Stopped. Nothing was graded.", timeout=2000)


def test_a_judge_that_was_killed_is_replaced_and_the_check_says_so(sample: Path, serve: StartServer, open_page) -> None:
    with (
        TemporaryDirectory() as own,  # where judges listen: they are one for all JupyterLabs of a user
        serve("lab", sample, TMPDIR=own) as server,
        open_page(server, f"/lab/tree/{NOTEBOOK}") as page,
    ):
        ready(page)
        answer(page, cell(page, "def relative_change"), RIGHT)
        found = judges_of(server)
        assert found
        for judge in found:
            os.kill(judge, signal.SIGKILL)
        check = cell(page, 'check("relative-change")')
        run(page, check)
        expect(output(check)).to_contain_text("relative-change: 3 of 3 points")
        expect(output(check)).to_contain_text("No judge runs beside JupyterLab, so one was started")


def judges_of(server: Server) -> list[int]:
    """The processes that `rounds lab` started as its judge."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(server.process.pid)], capture_output=True, text=True
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "judge.daemon" in line]


def test_a_renamed_notebook_is_found_though_a_copy_lies_beside_it(opened: Page) -> None:
    opened.get_by_role("menuitem", name="File", exact=True).click()
    opened.locator(".lm-Menu-item[data-command='docmanager:rename']").click()
    opened.locator(".jp-Dialog input").fill("my answers.ipynb")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("tab", name="my answers.ipynb")).to_be_visible()
    answer(opened, cell(opened, "def relative_change"), RIGHT)
    check = cell(opened, 'check("relative-change")')
    run(opened, check)
    expect(output(check)).to_contain_text("relative-change: 3 of 3 points")
    expect(output(check)).not_to_contain_text("cannot tell")


def test_two_notebooks_are_checked_at_once(opened: Page, lab: tuple[Server, Path], open_page) -> None:
    with open_page(lab[0], f"/lab/workspaces/second/tree/{NOTEBOOK}") as second:
        ready(second)
        for page, source in ((opened, RIGHT), (second, RIGHT.replace("- 1", "- 2"))):
            answer(page, cell(page, "def relative_change"), source)
            cell(page, 'check("relative-change")').locator(".cm-content").click()
        for page in (opened, second):
            page.keyboard.press("Control+Enter")
        expect(output(cell(opened, 'check("relative-change")'))).to_contain_text("3 of 3 points")
        expect(output(cell(second, 'check("relative-change")'))).to_contain_text("1 of 3 points")


def test_a_failing_visible_test_says_first_what_and_then_where(opened: Page) -> None:
    answer(opened, cell(opened, "def relative_change"), WRONG)
    run(opened, cell(opened, "import math"))
    run(opened, cell(opened, "def relative_change"))
    visible = cell(opened, "relative-change-value · 2 points")
    run(opened, visible)
    expect(output(visible)).to_contain_text("✗ not yet")
    expect(visible.get_by_text("AssertionError")).to_be_hidden()
    visible.get_by_text("Where it happened").click()
    expect(visible.get_by_text("AssertionError").first).to_be_visible()


def test_a_result_reads_well_in_both_themes(opened: Page, tmp_path: Path) -> None:
    answer(opened, cell(opened, "def relative_change"), RIGHT)
    check = cell(opened, 'check("relative-change")')
    lines = {"passed": 'check("relative-change")', "failed": 'check("moving-average")', "whole": "check()"}
    for what, source in lines.items():
        answer(opened, check, f"from rounds import check\n{source}")
        run(opened, check := cell(opened, source))
        expect(output(check).get_by_role("button", name="Check again")).to_be_visible()
        reads_well(opened, output(check), tmp_path, what)
    expect(output(check)).to_contain_text("3 of 5 points")
    expect(output(check)).to_contain_text("Algorithmic problem solving")


def recorded(course: Path) -> float | None:
    try:
        with sqlite3.connect(f"file:{course / 'gradebook.db'}?mode=ro", uri=True) as database:
            return database.execute(RECORDED).fetchone()[0]
    except sqlite3.OperationalError:
        return None
