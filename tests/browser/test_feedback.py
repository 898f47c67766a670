"""A feedback page in a real Chromium: it runs and loads nothing, fits a phone, and can be read in both themes."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from rounds.grading.feedback.hidden import Hidden
from rounds.grading.feedback.marks import Mark
from rounds.grading.feedback.page import page
from rounds.grading.feedback.returned import Property, Returned, ReturnedNotebook
from rounds.grading.feedback.sections import Hint

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = """<script>alert(1)</script><img src=x onerror="alert(1)"><svg onload="alert(1)"></svg>
<img src="https://example.org/x.png"><style>@import "https://example.org/x.css"; main{display:none}</style>
<iframe src="https://example.org"></iframe><a href="javascript:alert(1)" id="mine">mine</a>
<details open ontoggle="alert(1)">
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><rect width="9"/></svg>'
WIDE = "a_name_that_is_longer_than_any_phone_is_wide = " + " + ".join(map(str, range(60)))
CONTRAST = """() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const low = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (!n.data.trim()) continue;
    const a = light(rgb(getComputedStyle(n.parentElement).color)), b = light(ground(n.parentElement));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([n.data.trim().slice(0, 30), ratio.toFixed(2)]);
  }
  return low;
}"""


def cell(source: str, *outputs: dict[str, Any], kind: str = "code", **nbgrader: Any) -> dict[str, Any]:
    meta = {"nbgrader": nbgrader} if nbgrader else {}
    return {"cell_type": kind, "source": source, "metadata": meta, "outputs": list(outputs)}


def shows(kind: str, value: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {kind: value}, "metadata": {}}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cells = [
        cell(
            f"{WIDE}\n\n\n@decorated\nclass Mine:  # a remark\n    x = 'text' if None else 0x10\n",
            {"output_type": "stream", "name": "stdout", "text": WIDE},
            shows("text/html", f"{HOSTILE}<table><tr>{'<td>12345</td>' * 40}</tr></table>"),
            shows("text/markdown", HOSTILE),
            shows("image/svg+xml", SVG),
            {"output_type": "error", "ename": "E", "evalue": HOSTILE, "traceback": [HOSTILE, WIDE]},
            grade_id="mine",
            solution=True,
        ),
        cell(
            f"{HOSTILE}\n\n> quoted `code` [link](https://example.org)\n\n```python\ndef f(): return 1\n```",
            kind="markdown",
        ),
    ]
    properties = (
        Property("mine-a", "it `holds`", 0, 2, f"{HOSTILE}\n{WIDE.replace(' ', '')}", 0.01, by_hand=False),
        Property("mine-b", "half of it holds", 1, 2, "so-so", 70.0, by_hand=True),
        Property("mine-c", "all of it holds", 2, 2, "", 1.0, by_hand=False),
    )
    prose = Returned("prose", "Prose", (), Mark(None, None, 0.5, 2, waits=True), comment=HOSTILE)
    tested = Returned("mine", "A title", properties, comment="Well.", hints=(Hint("Hint 1", HOSTILE),), cells=(0, 1))
    back = ReturnedNotebook(
        "ada",
        "an-assignment",
        "nb",
        "A notebook",
        "a course",
        "2025-01-01 00:00 UTC",
        True,
        (tested, prose),
        0.5,
        1.0,
        (),
    )
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page(back, {"cells": cells, "metadata": {}}, {}, Hidden.of(cells)))
    return path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_a_page_is_harmless_fits_and_can_be_read(browser: Browser, written: Path, theme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    opened = context.new_page()
    asked: list[str] = []
    alarms: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    opened.on("console", lambda message: alarms.append(message.text))
    opened.goto(written.as_uri())
    for folded in opened.locator("details:not([open]) > summary").all():
        folded.click()
    opened.wait_for_timeout(300)
    opened.screenshot(path=written.with_name(f"{theme}-{width}.png"), full_page=True)
    assert not alarms
    assert [url for url in asked if not url.startswith("data:")] == [written.as_uri()]
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.evaluate(CONTRAST) == []
    assert opened.locator("main").is_visible()
    levels = opened.locator("h1, h2, h3, h4, h5, h6").evaluate_all("found => found.map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    background = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(251, 250, 247)") == (theme == "light")
    context.close()
