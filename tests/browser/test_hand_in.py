"""`submit` in a real JupyterLab: running its cell hands in nothing, pressing its button does, also after a reload."""

import json
import shutil
from pathlib import Path

import psutil
import pytest
from pages import cell, ready
from pages import run_all as run_all_cells
from playwright.sync_api import Page, expect
from servers import StartServer, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"
RIGHT = """def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample course, and a notebook in its workspace that hands in round 3."""
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    cells = [
        {"cell_type": "code", "id": "button", "metadata": {}, "source": "submit(3)", "outputs": []},
        {"cell_type": "code", "id": "answer", "metadata": {}, "source": "pass", "outputs": []},
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    content = {"cells": [cell | {"execution_count": None} for cell in cells], "metadata": kernel}
    (root / "notebooks").mkdir()
    (root / "notebooks" / "hand-in.ipynb").write_text(json.dumps(content | {"nbformat": 4, "nbformat_minor": 5}))
    return root


def test_a_press_saves_hands_in_and_shows_points_and_feedback(sample: Path, serve: StartServer, open_page) -> None:
    submitted = sample / "submitted" / "me"
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{ASSIGNMENT}/warm-up.ipynb") as page:
        ready(page)
        cell(page, "def relative_change").locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(RIGHT)
        open_notebook(page, "hand-in.ipynb")
        output = cell(page, "submit(3)").locator(".jp-OutputArea")
        run_all(page)
        expect(output.get_by_role("button", name="Submit round 3")).to_be_visible()
        assert not submitted.exists()
        output.get_by_role("button", name="Submit round 3").focus()
        page.keyboard.press("Enter")
        expect(output).to_contain_text("3 of 5 points", timeout=60_000)
        assert "after / before - 1" in (submitted / ASSIGNMENT / "warm-up.ipynb").read_text()
        page.keyboard.press("Control+s")
        run_all(page)  # hands in nothing
        expect(output.get_by_role("button", name="Submit round 3", exact=True)).to_be_visible()
        expect(output).not_to_contain_text("of 5 points")
        assert [folder.name for folder in submitted.iterdir()] == [ASSIGNMENT]

        page.keyboard.press("Control+s")
        notebook = sample / "workspace" / "hand-in.ipynb"
        wait_until(lambda: ">Submit round 3<" in notebook.read_text(), 30, "the new button is saved")
        page.reload()
        ready(page)
        output.get_by_role("button", name="Submit round 3").click()
        expect(output).to_contain_text("Your earlier submission is kept in", timeout=60_000)
        assert len(list(submitted.iterdir())) == 2
        output.get_by_role("link", name="Feedback on warm-up").click()
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", name="Warm up")).to_be_visible()


def test_after_a_restart_of_the_kernel_the_button_comes_back(sample: Path, serve: StartServer, open_page) -> None:
    submitted = sample / "submitted" / "me"
    with serve("lab", sample) as server, open_page(server, "/lab/tree/hand-in.ipynb") as page:
        ready(page)
        run_all(page)
        button = cell(page, "submit(3)").locator(".jp-OutputArea").get_by_role("button", name="Submit round 3")
        expect(button).to_be_visible()
        page.get_by_role("menuitem", name="Kernel", exact=True).click()
        page.get_by_role("menuitem", name="Restart Kernel…").click()
        page.get_by_role("button", name="Confirm Kernel Restart").click()
        page.wait_for_timeout(1000)
        ready(page)
        old = button.get_attribute("data-commandlinker-args") or ""
        button.click()  # this kernel knows of no button: its cell runs, and shows it anew
        expect(button).not_to_have_attribute("data-commandlinker-args", old)
        assert not submitted.exists()
        button.click()
        output = cell(page, "submit(3)").locator(".jp-OutputArea")
        expect(output).to_contain_text("0 of 5 points", timeout=60_000)
        assert (submitted / ASSIGNMENT / "timestamp.txt").is_file()


def test_stop_ends_what_was_begun_and_offers_the_button_again(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, "/lab/tree/hand-in.ipynb") as page:
        mine = sample / "workspace" / ASSIGNMENT / "warm-up.ipynb"
        content = json.loads(mine.read_text())
        for each in content["cells"]:
            if each["metadata"].get("nbgrader", {}).get("grade_id") == "relative-change":
                each["source"] = "import time\ntime.sleep(600)"
        mine.write_text(json.dumps(content))
        ready(page)
        run_all(page)
        output = cell(page, "submit(3)").locator(".jp-OutputArea")
        output.get_by_role("button", name="Submit round 3").click()
        expect(output).to_contain_text("Grading warm-up")
        output.get_by_role("button", name="Stop").click()
        expect(output).to_contain_text("Stopped.", timeout=15_000)
        expect(output.get_by_role("button", name="Submit round 3 again")).to_be_visible()
        left = [each for each in psutil.process_iter(["cmdline"]) if str(sample) in (each.info["cmdline"] or [])]
        assert not [each for each in left if "submit" in each.info["cmdline"]]


def open_notebook(page: Page, name: str) -> None:
    page.get_by_role("tab", name="File Browser").click()
    page.locator(".jp-BreadCrumbs-home").click()
    page.locator(".jp-DirListing-item", has_text=name).dblclick()
    expect(page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .cm-content", has_text="submit(3)")).to_be_visible()
    ready(page)


def run_all(page: Page) -> None:
    prompt = cell(page, "submit(3)").locator(".jp-InputPrompt")
    before = prompt.inner_text()
    run_all_cells(page)
    expect(prompt).not_to_have_text(before)
    expect(prompt).not_to_have_text("[*]:")
