"""Killed without warning: what was saved is there, and what the learner typed since is still in the editor."""

import json
import os
import shutil
import signal
from pathlib import Path

import psutil
import pytest
from below import dead, words
from playwright.sync_api import Locator, Page, expect
from servers import Server, StartServer, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
NOTEBOOK = "round-3-technical-phone-screen/warm-up.ipynb"
SAVED, UNSAVED = "# the answer that I saved", "# the answer that I did not save"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    (root / "notebooks").mkdir()
    return root


def test_a_killed_kernel_costs_no_answer(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        saved_and_unsaved(page, sample)
        (kernel,) = running(server, "ipykernel_launcher")
        os.kill(kernel.pid, signal.SIGKILL)
        wait_until(lambda: dead(kernel), 10, "the kernel's end")
        assert SAVED in answer_on_disk(sample)
        expect(answer(page)).to_contain_text(UNSAVED)
        page.locator(".jp-Dialog", has_text="appears to have died").get_by_role("button", name="Ok").click()
        page.keyboard.press("Control+s")
        wait_until(lambda: on_disk(sample, UNSAVED), 20, "the other answer to be saved, too")


def test_a_killed_jupyterlab_costs_nothing_that_was_saved(sample: Path, serve: StartServer, open_page) -> None:
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        saved_and_unsaved(page, sample)
        (lab,) = running(server, "jupyterlab")
        kernels = lab.children(recursive=True)
        os.kill(lab.pid, signal.SIGKILL)
        server.process.wait(20)
        for kernel in kernels:
            if kernel.is_running():
                kernel.kill()
        assert SAVED in answer_on_disk(sample)
        expect(answer(page)).to_contain_text(UNSAVED)
    with serve("lab", sample) as server, open_page(server, f"/lab/tree/{NOTEBOOK}") as page:
        expect(answer(page)).to_contain_text(SAVED)


def saved_and_unsaved(page: Page, sample: Path) -> None:
    """Save one answer, then type another over it."""
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    page.locator(".jp-CodeCell .cm-content", has_text="def relative_change").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(SAVED)
    page.keyboard.press("Control+s")
    wait_until(lambda: on_disk(sample, SAVED), 20, "the answer to be saved")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(UNSAVED)
    expect(answer(page)).to_contain_text(UNSAVED)


def answer(page: Page) -> Locator:
    return page.locator(".jp-CodeCell .cm-content", has_text="# the answer that I")


def on_disk(sample: Path, text: str) -> bool:
    """Whether an answer has been saved; while JupyterLab writes, the file is not whole, and a copy lies beside it."""
    try:
        return text in answer_on_disk(sample)
    except ValueError:
        return False


def answer_on_disk(sample: Path) -> str:
    """The learner's notebook."""
    cells = json.loads((sample / "workspace" / NOTEBOOK).read_text())["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def running(server: Server, module: str) -> list[psutil.Process]:
    """Those below the server that run this module; others come and go meanwhile."""
    return [each for each in psutil.Process(server.process.pid).children(recursive=True) if module in words(each)]
