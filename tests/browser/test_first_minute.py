"""The first minutes: one command, then Shift+Enter through start-here, with its headings beside it and no clutter."""

import json
import re
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from pages import cell, output, ready, run_all
from playwright.sync_api import expect
from servers import Server, StartServer, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = """
def budget_left(slo: float, requests: int, failures: int) -> float:
    if slo >= 1:
        raise ValueError("an SLO of 1.0 leaves no error budget")
    return 1 - failures / (requests * (1 - slo)) if requests else 1.0
"""
HEADINGS = ["Start here", "How to work", "How much of the budget is left?", "How grading works", "Hand in a round"]
UNTRUSTED = "Notebook start-here.ipynb is not trusted"  # its outputs are ours until they have been run


def test_start_here_from_the_first_cell_to_every_point(course: Path, serve: StartServer, open_page) -> None:
    began = time.monotonic()
    with serve("lab", course) as server, open_page(server, "/") as page:
        expect(page.get_by_role("heading", name="Start here")).to_be_visible()
        ready(page)
        contents = page.locator(".jp-TableOfContents")
        for heading in HEADINGS:
            expect(contents.get_by_text(heading, exact=True)).to_be_visible()
        notebook = page.locator(".jp-Notebook")
        assert (notebook.bounding_box() or {"width": 0})["width"] >= 900
        cells = notebook.locator(".jp-Cell")
        cells.first.click()
        for number in range(cells.count()):
            active = notebook.locator(".jp-Cell.jp-mod-active")
            if "raise NotImplementedError" in active.inner_text():
                page.keyboard.press("Enter")
                page.keyboard.press("Control+a")
                page.keyboard.insert_text(ANSWER.strip())
            page.keyboard.press("Shift+Enter")
            if number + 1 < cells.count():
                expect(cells.nth(number + 1)).to_have_class(re.compile("jp-mod-active"))
        expect(output(cell(page, 'check("first-check")'))).to_contain_text("2 of 2 points")
        expect(page.get_by_role("button", name="Submit round 4")).to_be_visible()
        assert time.monotonic() - began < 120
        expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)
        for text in page.locator(".jp-OutputArea-output").all_inner_texts():
            assert not re.search(r"Warning|Traceback|deprecat", text), text
        assert not (course / "submitted").exists()
        assert faults(server) == []


def test_run_all_goes_through_an_unfinished_notebook_and_nothing_of_an_instructors_is_there(
    course: Path, serve: StartServer, open_page
) -> None:
    with serve("lab", course) as server, open_page(server, "/") as page:
        ready(page)
        run_all(page)
        expect(output(cell(page, 'check("first-check")'))).to_contain_text("0 of 2 points")
        expect(page.get_by_role("button", name="Submit round 4")).to_be_visible()
        expect(page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
        expect(page.get_by_text("first-check: not done yet").first).to_be_visible()
        expect(page.get_by_text("Validate", exact=True)).to_have_count(0)
        expect(page.get_by_role("menuitem", name="Nbgrader")).to_have_count(0)
        expect(page.locator(".jp-DirListing-item", has_text="source")).to_have_count(0)


def test_the_learners_own_layout_is_kept(course: Path, serve: StartServer, open_page) -> None:
    with serve("lab", course) as server, open_page(server, "/") as page:
        expect(page.locator(".jp-TableOfContents")).to_be_visible()
        page.get_by_role("tab", name="File Browser").click()
        expect(page.locator(".jp-DirListing")).to_be_visible()
        wait_until(lambda: left_panel(server) == "filebrowser", 30, "JupyterLab writes its layout")
    with serve("lab", course) as server, open_page(server, "/") as page:
        expect(page.get_by_role("heading", name="Start here")).to_be_visible()
        expect(page.locator(".jp-DirListing")).to_be_visible()
        expect(page.locator(".jp-TableOfContents")).not_to_be_visible()


def left_panel(server: Server) -> str | None:
    """What the layout that JupyterLab keeps has on its left."""
    with urlopen(server.address("/lab/api/workspaces/default")) as answer:
        layout = json.load(answer)["data"].get("layout-restorer:data", {})
    return layout.get("left", {}).get("current")


def faults(server: Server) -> list[str]:
    """The lines of the server's log that say that something is not as it should be."""
    lines = server.log.read_text().splitlines()
    wrong = [line for line in lines if re.search(r"^\[[WEC] |WARN|Warning|Traceback|Error|deprecat", line)]
    return [line for line in wrong if UNTRUSTED not in line]
