"""What a learner meets in a real browser: start-here, no clutter, and a first check that turns green."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from servers import Server, StartServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = """
def budget_left(slo: float, requests: int, failures: int) -> float:
    if slo >= 1:
        raise ValueError("an SLO of 1.0 leaves no error budget")
    return 1 - failures / (requests * (1 - slo)) if requests else 1.0
"""


@pytest.fixture
def lab(course: Path, serve: StartServer) -> Iterator[Server]:
    with serve("lab", course) as server:
        yield server


def test_opens_on_start_here_without_clutter(lab: Server, open_page) -> None:
    with open_page(lab, "/") as page:
        expect(page.get_by_role("heading", name="Start here")).to_be_visible()
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        page.wait_for_timeout(3000)  # a pop-up needs time to pop up
        expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)
        expect(page.get_by_text("Validate", exact=True)).to_have_count(0)
        expect(page.get_by_role("menuitem", name="Nbgrader")).to_have_count(0)
        expect(page.locator(".jp-DirListing-item", has_text="source")).to_have_count(0)


def test_run_all_goes_through_to_the_end(lab: Server, open_page) -> None:
    with open_page(lab, "/") as page:
        run_all(page)
        expect(cell(page, 'check("first-check")').locator(".jp-OutputArea-output")).to_be_visible()
        expect(page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
        expect(page.get_by_text("first-check: not done yet").first).to_be_visible()


def test_a_right_answer_turns_the_first_check_green(lab: Server, open_page) -> None:
    with open_page(lab, "/") as page:
        run_all(page)
        cell(page, "raise NotImplementedError").locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(ANSWER.strip())
        page.keyboard.press("Control+s")
        run_all(page)
        expect(cell(page, 'check("first-check")').locator(".jp-OutputArea-output")).to_contain_text("2 of 2 points")
        cell(page, 'check("first-check")').scroll_into_view_if_needed()


def cell(page: Page, text: str) -> Locator:
    return page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text))


def run_all(page: Page) -> None:
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    last = cell(page, 'check("first-check")').locator(".jp-InputPrompt")
    before = last.inner_text()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(last).not_to_have_text(before)
    expect(last).to_have_text(re.compile(r"\[\d+\]:"))
