"""How long a learner waits between pressing Check and the result, in a real JupyterLab.

    python benchmarks/press.py [--presses 20]

Opens the course of this repository's start-here in Chromium, gives the right answer, and presses "Check again" so many
times: from the press to the result on the screen, and of that the exercise's own time as the result states it. It needs
what browser tests need (Chromium).
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pages import FLAGS, answer, cell, chromium_here, output, ready, run
from playwright.sync_api import Page, expect, sync_playwright
from servers import copy_of_the_course, empty_home, server_in

ANSWER = """def budget_left(slo, requests, failures):
    if slo == 1:
        raise ValueError("no budget")
    return 1 - failures / (requests * (1 - slo)) if requests else 1.0"""
# Resolves once the result that is shown is not the one that was: the status line is another element.
PRESS = """button => new Promise(done => {
  const area = button.closest('.jp-OutputArea'), shown = () => area.querySelector('[role=status]');
  const before = shown(), begun = performance.now();
  const watch = new MutationObserver(() => {
    if (!shown() || shown() === before || !/of .* points/.test(shown().textContent)) return;
    watch.disconnect();
    done(performance.now() - begun);
  });
  watch.observe(area, {childList: true, subtree: true});
  button.click();
})"""


def main() -> None:
    """Press, and print the median and the worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=20)
    presses = parser.parse_args().presses
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        course = copy_of_the_course(place)
        with server_in(empty_home(place), place)("lab", course) as server:
            chromium = playwright.chromium.launch(executable_path=chromium_here(), args=FLAGS)
            context = chromium.new_context()
            context.request.get(server.address("/lab"))
            page = context.new_page()
            page.goto(server.url)
            report(*pressed(page, presses))
            chromium.close()


def pressed(page: Page, presses: int) -> tuple[list[float], list[float]]:
    """Seconds from press to result, and the exercise's own, after a first check that is not counted."""
    expect.set_options(timeout=60_000)
    ready(page)
    run(page, cell(page, "import check"))
    answer(page, cell(page, "def budget_left"), ANSWER)
    check = cell(page, 'check("first-check")')
    run(page, check)
    waits, own = [], []
    for _ in range(presses):
        expect(output(check)).to_contain_text("2 of 2 points")
        waits.append(output(check).get_by_role("button", name="Check again").evaluate(PRESS) / 1000)
        said = re.search(r"(\d+\.\d) s ·", output(check).inner_text())
        own.append(float(said[1]) if said else 0.0)
    return waits, own


def report(waits: list[float], own: list[float]) -> None:
    """Print what was measured."""
    print(f"{len(waits)} presses of Check again: median {median(waits):.2f} s, worst {max(waits):.2f} s;", end=" ")
    print(f"the exercise's own time is {median(own):.1f} s of it")


if __name__ == "__main__":
    main()
