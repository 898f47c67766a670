"""`progress()` in a real JupyterLab: what it shows reads well in the light and in the dark theme."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from servers import StartServer

from rounds.practice.diary import note_checks

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The colours of each text in the panel and of the ground behind it, as red, green and blue of 255.
COLOURS = """panel => [...panel.querySelectorAll("p, b, span, a, td, th")].filter(each => each.textContent.trim()).map(each => {
  let ground = each;
  while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  return [getComputedStyle(each).color, getComputedStyle(ground).backgroundColor]
    .map(text => text.match(/[0-9.]+/g).slice(0, 3).map(Number));
})"""


def test_the_panel_shows_what_is_next_in_both_themes_and_its_links_open_the_exercise(
    course: Path, serve: StartServer, open_page, tmp_path
) -> None:
    note_checks(course, "failure-modes", [("backoff", 8, 8)], at=datetime.now(UTC) - timedelta(days=30))
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        cell = page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text="progress()"))
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        panel = cell.locator(".rounds-check")
        expect(panel).to_contain_text("of 130 points from hidden tests", timeout=30_000)
        expect(panel.get_by_role("img")).to_be_visible()
        expect(panel.locator("li")).to_have_count(3)
        for theme in ("Light", "Dark"):
            choose(page, theme)
            panel.scroll_into_view_if_needed()
            page.wait_for_timeout(500)  # the colours change by and by
            panel.screenshot(path=Path(os.environ.get("ROUNDS_SCREENSHOTS", tmp_path)) / f"progress-{theme}.png")
            assert least_contrast(panel) >= 4.5, theme
        panel.get_by_role("link", name="check backoff again").click()
        heading = page.locator(".jp-Notebook:visible h2", has_text="Backoff with full jitter")
        expect(heading).to_be_in_viewport()


def choose(page: Page, theme: str) -> None:
    """Choose a theme of JupyterLab as its menu does."""
    page.locator(".lm-MenuBar-item", has_text="Settings").click()
    page.locator(".lm-Menu-item", has_text="Theme").first.click()
    page.locator(".lm-Menu-item", has_text=f"JupyterLab {theme}").last.click()
    expect(page.locator(f"body[data-jp-theme-name='JupyterLab {theme}']")).to_be_attached()


def least_contrast(panel: Locator) -> float:
    """The lowest contrast of a text in the panel, as WCAG 2 defines it."""
    return min(contrast(text, ground) for text, ground in panel.evaluate(COLOURS))


def contrast(one: list[float], other: list[float]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in (each / 255 for each in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
