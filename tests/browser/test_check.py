"""`check` in a real JupyterLab: it saves, grades, records and shows, and works again whatever has gone meanwhile."""

import os
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from pages import answer, cell, contrasts, output, ready, run, theme
from playwright.sync_api import Page, expect
from servers import Server, StartServer, wait_until

from rounds.practice.diary import Hint, read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
NOTEBOOK = "round-3-technical-phone-screen/warm-up.ipynb"
FAILURE_MODES = "/lab/tree/round-4-onsite-technical/failure-modes.ipynb"
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
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    (root / "notebooks").mkdir()
    return root


def test_an_unsaved_answer_is_saved_graded_and_recorded(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        answer(page, cell(page, "def relative_change"), RIGHT)
        check = cell(page, 'check("relative-change")')
        run(page, check)
        expect(output(check)).to_contain_text("relative-change: 3 of 3 points")
        expect(output(check)).to_contain_text("✓ holds")
        expect(output(check)).not_to_contain_text("cannot tell")
        assert "after / before - 1" in (sample / "workspace" / NOTEBOOK).read_text()
        wait_until(lambda: recorded(sample) == 3, 30, "the result in the gradebook")


def test_a_check_works_again_after_the_kernel_was_restarted_and_the_page_loaded_anew(
    course: Path, serve: StartServer, open_page
) -> None:
    with serve("lab", course) as server, open_page(server, FAILURE_MODES) as page:
        ready(page)
        check = cell(page, 'check("backoff")')
        run(page, check)
        expect(output(check)).to_contain_text("backoff: 0 of 8 points")
        page.keyboard.press("Escape")
        page.keyboard.press("0")
        page.keyboard.press("0")
        page.get_by_role("button", name="Confirm Kernel Restart").click()
        ready(page)
        press_again(page)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
        page.reload()
        ready(page)
        cell(page, 'check("backoff")').scroll_into_view_if_needed()
        expect(output(cell(page, 'check("backoff")'))).to_contain_text("backoff: 0 of 8 points")
        press_again(page)


def press_again(page: Page) -> None:
    """Press Check again by keyboard, and see that it works: Stop is there meanwhile."""
    check = cell(page, 'check("backoff")')
    output(check).get_by_role("button", name="Check again").focus()
    page.keyboard.press("Enter")
    expect(output(check).get_by_role("button", name="Stop")).to_be_visible()
    expect(output(check)).to_contain_text("backoff: 0 of 8 points")


def test_hints_open_one_by_one_and_stay_open(course: Path, serve: StartServer, open_page) -> None:
    with serve("lab", course) as server, open_page(server, FAILURE_MODES) as page:
        ready(page)
        check = cell(page, 'check("backoff")')
        run(page, check)
        output(check).get_by_role("button", name="Hint 1 of 3").click()
        expect(output(check)).to_contain_text("Which ceiling belongs to attempt 1?")
        output(check).get_by_role("button", name="Hint 2 of 3").click()
        output(check).get_by_role("button", name="Hint 3 of 3").click()
        expect(output(check).get_by_role("button", name="Hint")).to_have_count(0)
        assert [each.tier for each in read(course) if isinstance(each, Hint)] == [1, 2, 3]
        press_again(page)
        expect(output(check)).to_contain_text("Which ceiling belongs to attempt 1?")


def test_stop_ends_an_endless_answer_within_two_seconds(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        answer(page, cell(page, "def relative_change"), ENDLESS)
        check = cell(page, 'check("relative-change")')
        run(page, check)
        expect(output(check)).to_contain_text("Checking relative-change (2 s).")
        output(check).get_by_role("button", name="Stop").click()
        expect(output(check)).to_contain_text("Stopped. Nothing was graded.", timeout=2000)


def test_a_judge_that_was_killed_is_replaced_and_the_check_says_so(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        answer(page, cell(page, "def relative_change"), RIGHT)
        for judge in judges_of(server):
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


def test_a_renamed_notebook_is_found_though_a_copy_lies_beside_it(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        mine = sample / "workspace" / NOTEBOOK
        shutil.copy(mine, mine.with_name("copy.ipynb"))
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.locator(".lm-Menu-item[data-command='docmanager:rename']").click()
        page.locator(".jp-Dialog input").fill("my answers.ipynb")
        page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name="my answers.ipynb")).to_be_visible()
        answer(page, cell(page, "def relative_change"), RIGHT)
        check = cell(page, 'check("relative-change")')
        run(page, check)
        expect(output(check)).to_contain_text("relative-change: 3 of 3 points")
        expect(output(check)).not_to_contain_text("cannot tell")


def test_two_notebooks_are_checked_at_once(sample: Path, serve: StartServer, open_page) -> None:
    mine = sample / "workspace" / NOTEBOOK
    with serve("lab", sample) as server:
        shutil.copy(mine, mine.with_name("other.ipynb"))
        with (
            open_page(server, f"/lab/tree/{NOTEBOOK}") as first,
            open_page(server, "/lab/workspaces/second/tree/round-3-technical-phone-screen/other.ipynb") as second,
        ):
            for page, source in ((first, RIGHT), (second, RIGHT.replace("- 1", "- 2"))):
                ready(page)
                answer(page, cell(page, "def relative_change"), source)
                cell(page, 'check("relative-change")').locator(".cm-content").click()
            for page in (first, second):
                page.keyboard.press("Control+Enter")
            expect(output(cell(first, 'check("relative-change")'))).to_contain_text("3 of 3 points")
            expect(output(cell(second, 'check("relative-change")'))).to_contain_text("1 of 3 points")


def test_a_failing_visible_test_says_first_what_and_then_where(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        answer(
            page, cell(page, "def relative_change"), "def relative_change(before, after):\n    return after - before"
        )
        run(page, cell(page, "import math"))
        run(page, cell(page, "def relative_change"))
        visible = cell(page, "relative-change-value · 2 points")
        run(page, visible)
        expect(output(visible)).to_contain_text("✗ not yet")
        expect(visible.get_by_text("AssertionError")).to_be_hidden()
        visible.get_by_text("Where it happened").click()
        expect(visible.get_by_text("AssertionError").first).to_be_visible()


@pytest.mark.parametrize("name", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_whole_notebook_reads_well_in_both_themes(
    sample: Path, serve: StartServer, open_page, tmp_path: Path, name: str
) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        ready(page)
        theme(page, name)
        answer(page, cell(page, "def relative_change"), RIGHT)
        check = cell(page, 'check("relative-change")')
        lines = {"whole": "check()", "failed": 'check("moving-average")', "passed": 'check("relative-change")'}
        for what, source in lines.items():
            answer(page, check, f"from rounds import check\n{source}")
            run(page, check := cell(page, source))
            expect(output(check).get_by_role("button", name="Check again")).to_be_visible()
            found = contrasts(output(check))
            assert found
            assert min(found.values()) >= 4.5, found
            output(check).screenshot(path=tmp_path / f"{what}.png")
            if what == "whole":
                expect(output(check)).to_contain_text("warm-up: 3 of 5 points")
                expect(output(check)).to_contain_text("Algorithmic problem solving")


def recorded(course: Path) -> float | None:
    try:
        with sqlite3.connect(f"file:{course / 'gradebook.db'}?mode=ro", uri=True) as database:
            return database.execute(RECORDED).fetchone()[0]
    except sqlite3.OperationalError:
        return None
