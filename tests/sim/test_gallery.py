"""The gallery: a picture for every scenario, from real runs, as `make gallery` builds it today."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from rounds.sim.scenarios import SCENARIOS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_scenario_has_its_section_and_its_picture() -> None:
    page = (DOCS / "gallery.md").read_text()
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == list(SCENARIOS)
    shown = re.findall(r"\]\((gallery/.*?\.png)\)", page)
    assert sorted(shown) == sorted(f"gallery/{path.name}" for path in (DOCS / "gallery").glob("*.png"))
    assert all((DOCS / name).read_bytes().startswith(b"\x89PNG") for name in shown)


def test_the_page_says_what_the_scenarios_say() -> None:
    assert runpy.run_path(str(DOCS / "gallery.py"))["page"]() == (DOCS / "gallery.md").read_text()


@pytest.mark.deep  # each picture is drawn in test_pictures.py, too
def test_the_page_is_what_one_command_builds(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DOCS / "gallery.py", tmp_path], check=True)
    assert (tmp_path / "gallery.md").read_text() == (DOCS / "gallery.md").read_text()
    assert {path.name for path in (tmp_path / "gallery").iterdir()} == {
        path.name for path in (DOCS / "gallery").iterdir()
    }
