"""What an instructor sees in formgrader after a cohort was graded: nbgrader's own pages, filled by our engine."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect
from servers import StartServer, rounds

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course with a sample cohort, graded."""
    folder = tmp_path_factory.mktemp("demo")
    sample = folder / "sample"
    shutil.copytree(SAMPLE, sample)
    words = [rounds(), "demo", "--every", "--course", str(folder / "graded")]
    subprocess.run(words, cwd=sample, capture_output=True, check=True)
    return folder / "graded"


def test_formgrader_shows_what_the_cohort_earned(demo: Path, serve: StartServer, open_page) -> None:
    with serve("instructor", demo) as server, open_page(server, "/formgrader") as page:
        expect(page.get_by_role("row", name=ASSIGNMENT).locator(".num-submissions")).to_have_text("7")
        page.goto(f"{server.url}/formgrader/manage_submissions/{ASSIGNMENT}")
        expect(page.get_by_role("row", name="student-04").locator(".status")).to_have_text("graded")
        page.goto(f"{server.url}/formgrader/manage_students")
        for student, score in (("student-01", "5 / 9"), ("student-03", "0 / 9"), ("student-05", "2 / 9")):
            expect(page.get_by_role("row", name=student).locator(".score")).to_have_text(score)


def test_the_menu_leads_to_formgrader(demo: Path, serve: StartServer, open_page) -> None:
    with serve("instructor", demo) as server, open_page(server, "/lab") as page:
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Formgrader", exact=True).click()
        expect(page.frame_locator("iframe").get_by_role("row", name=ASSIGNMENT)).to_be_visible()


def test_what_an_answer_puts_out_runs_nothing_in_formgrader(demo: Path, serve: StartServer, open_page) -> None:
    hostile = "<img src=x onerror='document.title = 1'><script>document.title = 2</script><b>shown</b>"
    markdown = {"cell_type": "markdown", "id": "theirs", "metadata": {}, "source": f"their words {hostile}"}
    output = {"output_type": "display_data", "data": {"text/html": hostile}, "metadata": {}}
    code = {"cell_type": "code", "id": "shows", "metadata": {}, "source": "", "outputs": [output]}
    for notebook in (demo / "autograded").glob(f"*/{ASSIGNMENT}/warm-up.ipynb"):
        content = json.loads(notebook.read_text())
        content["cells"] += [markdown, code | {"execution_count": None}]
        notebook.chmod(0o644)
        notebook.write_text(json.dumps(content))
    with serve("instructor", demo) as server, open_page(server, "/formgrader", but="/mathjax/") as page:
        page.goto(f"{server.url}/formgrader/gradebook/{ASSIGNMENT}/warm-up")
        page.locator("td.name a").first.click()
        expect(page.get_by_text("their words")).to_be_visible()
        expect(page.locator("b", has_text="shown")).to_have_count(2)
        assert page.title() not in ("1", "2")
        assert page.evaluate("document.querySelectorAll('[onerror]').length") == 0
