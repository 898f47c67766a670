"""A real Chromium, and pages that JupyterLab has finished building."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pages import FLAGS, chromium_here
from playwright.sync_api import Browser, Page, expect, sync_playwright
from servers import Server

OpenPage = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium_here():
        pytest.skip("no Chromium is installed")
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_here(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> OpenPage:
    """Make a context manager that opens a page of a server; it leaves a screenshot and allows no foreign address.

    Only nbgrader's own page of a submission asks for one, MathJax's; it is named where a test looks there.
    """

    @contextmanager
    def start(server: Server, path: str, but: str = "") -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        context.request.get(server.address("/lab"))  # signs in
        page.goto(f"{server.url}{path}")
        try:
            yield page
        finally:
            page.screenshot(path=tmp_path / "page.png")
            context.close()
        foreign = {url for url in asked if url.startswith("http") and not url.startswith(server.url)}
        foreign = {url for url in foreign if not but or but not in url}
        assert not foreign, "the page asked for addresses outside this machine"

    return start
