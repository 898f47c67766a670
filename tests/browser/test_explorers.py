"""Each explorer in a real JupyterLab: a slider is moved, and the picture and the figures follow."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import ready, run_all
from playwright.sync_api import Locator, Page, expect
from servers import Server, StartServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOKS = sorted(path.name for path in (Path(__file__).parents[2] / "notebooks").glob("explore-*.ipynb"))
# One of requests and one of messages; the others are made of the same pieces.
SOME = {"explore-retries.ipynb", "explore-partitions.ipynb"}


@pytest.fixture(scope="module")
def lab(course_for_all: Path, serve_all: StartServer) -> Iterator[Server]:
    with serve_all("lab", course_for_all) as server:
        yield server


def test_those_that_stand_for_all_are_there() -> None:
    assert set(NOTEBOOKS) >= SOME


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SOME else pytest.mark.deep) for name in NOTEBOOKS]
)
def test_a_moved_slider_changes_the_picture(name: str, lab: Server, open_page) -> None:
    with open_page(lab, f"/lab/workspaces/{Path(name).stem}/tree/{name}") as page:
        explorer = run_all_and_find_the_explorer(page)
        picture, figures = explorer.locator("img"), explorer.locator("table")
        expect(figures).to_be_visible()
        before, told = picture.get_attribute("src"), figures.inner_text()
        handle = explorer.locator(".noUi-handle").first
        handle.focus()
        began = time.monotonic()
        page.keyboard.press("ArrowRight")
        expect(picture).not_to_have_attribute("src", before or "")
        seconds = time.monotonic() - began
        expect(figures).not_to_have_text(told)
        told = figures.inner_text()
        for _ in range(3):  # faster than pictures can be made: those in between are dropped
            page.keyboard.press("ArrowLeft")
        expect(figures).not_to_have_text(told)
        expect(explorer.get_by_text("Seed 1.")).to_be_visible()
        explorer.scroll_into_view_if_needed()
        assert seconds < 5, "a preview comes at once, a busy machine included"
        expect(page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)


def run_all_and_find_the_explorer(page: Page) -> Locator:
    ready(page)
    cell = page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text="explore("))
    run_all(page)
    explorer = cell.locator(".jp-OutputArea-output")
    expect(explorer.locator("img")).to_be_visible()
    # A sweep on all cores follows in some: until it is done, a move would wait for it.
    expect(page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(re.compile(r"\[\d+\]:"))
    return explorer
