"""`progress()` in a real JupyterLab: what it shows reads well in both themes, and its links lead to the exercise."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pages import cell, output, reads_well, ready, run
from playwright.sync_api import expect
from servers import StartServer

from rounds.practice.diary import note_checks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_panel_reads_well_in_both_themes_and_its_links_open_the_exercise(
    course_of_round_4: Path, serve: StartServer, open_page, tmp_path: Path
) -> None:
    course = course_of_round_4
    note_checks(course, "failure-modes", [("backoff", 8, 8)], at=datetime.now(UTC) - timedelta(days=30))
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        ready(page)
        here = cell(page, "progress()")
        run(page, here)
        shown = output(here)
        expect(shown).to_contain_text("of 130 points from hidden tests", timeout=30_000)
        expect(shown.get_by_role("img")).to_be_visible()
        expect(shown.locator("li")).to_have_count(3)
        reads_well(page, shown, tmp_path)
        shown.get_by_role("link", name="check backoff again").click()
        heading = page.locator(".jp-Notebook:visible h2", has_text="Backoff with full jitter")
        expect(heading).to_be_attached()
        ready(page)
        # JupyterLab follows the part after # only in a notebook that is open already.
        page.locator(".lm-TabBar-tab", has_text="start-here").first.click()
        shown.get_by_role("link", name="check backoff again").click()
        expect(heading).to_be_in_viewport()
