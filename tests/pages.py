"""What browser tests do on a page of JupyterLab: find cells, type answers, run them, read what they say."""

import shutil
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_here() -> str | None:
    """Where Chromium is installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def ready(page: Page) -> None:
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()


def cell(page: Page, text: str) -> Locator:
    """The code cell whose source has the text."""
    return page.locator(".jp-Notebook:visible .jp-CodeCell", has=page.locator(".cm-content", has_text=text))


def run(page: Page, at: Locator) -> None:
    at.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def run_all(page: Page) -> None:
    """Run all cells of the notebook in front, by the menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def answer(page: Page, at: Locator, source: str) -> None:
    """Type an answer in the place of what the cell holds."""
    at.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def run_instead(page: Page, text: str, source: str) -> Locator:
    """Run a source in the place of the cell that has the text; what it shows."""
    answer(page, cell(page, text), source)
    at = cell(page, source.splitlines()[-1])
    run(page, at)
    return output(at)


def output(at: Locator) -> Locator:
    return at.locator(".jp-OutputArea").first


def theme(page: Page, name: str) -> None:
    """Turn to a theme of JupyterLab's."""
    page.keyboard.press("Control+Shift+c")
    page.locator(".lm-CommandPalette input").fill(f"Use Theme: {name}")
    page.locator(".lm-CommandPalette-item").get_by_text(f"Use Theme: {name}", exact=True).click()
    expect(page.locator(f"body[data-jp-theme-name='{name}']")).to_be_attached()


# The contrast (WCAG 2) of each piece of text in an element with the ground behind it.
_CONTRAST = """
root => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const node of root.querySelectorAll('*')) {
    if (node.tagName === 'STYLE' || ![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    found[node.textContent.trim().slice(0, 60)] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  return found;
}
"""


def contrasts(at: Locator) -> dict[str, float]:
    """The contrast of each text in an element with its ground; 4.5 is what WCAG's level AA asks for."""
    found: dict[str, float] = at.evaluate(_CONTRAST)
    return found


def reads_well(page: Page, shown: Locator, pictures: Path, name: str = "shown") -> None:
    """Every text stands out from its ground in both themes; leaves a picture of each."""
    for each in ("JupyterLab Dark", "JupyterLab Light"):
        theme(page, each)
        shown.screenshot(path=pictures / f"{name} in {each}.png")
        found = contrasts(shown)
        assert found
        assert min(found.values()) >= 4.5, {text: contrast for text, contrast in found.items() if contrast < 4.5}
