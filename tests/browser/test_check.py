"""`check` in a real JupyterLab: it saves the notebook first, grades with the hidden tests and records the result."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from servers import StartServer, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
NOTEBOOK = "round-3-technical-phone-screen/warm-up.ipynb"
RIGHT = """def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1"""
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
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        cell(page, "def relative_change").locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(RIGHT)
        check = cell(page, 'check("relative-change")')
        check.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        expect(check.locator(".jp-OutputArea-output")).to_contain_text("relative-change: 3 of 3 points", timeout=30_000)
        expect(check.locator(".jp-OutputArea-output")).not_to_contain_text("cannot tell")
        assert "after / before - 1" in (sample / "workspace" / NOTEBOOK).read_text()
        wait_until(lambda: recorded(sample) == 3, 30, "the result in the gradebook")


def recorded(course: Path) -> float | None:
    try:
        with sqlite3.connect(f"file:{course / 'gradebook.db'}?mode=ro", uri=True) as database:
            return database.execute(RECORDED).fetchone()[0]
    except sqlite3.OperationalError:
        return None


def cell(page: Page, text: str) -> Locator:
    return page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text))
