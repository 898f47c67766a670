"""What tests of the lab share: a sample course with a learner's workspace."""

import shutil
from pathlib import Path

import pytest

from rounds.lab.workspace import make_workspace

SAMPLE = Path(__file__).parents[1] / "samples" / "course"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sample course with a workspace."""
    shutil.copytree(SAMPLE, tmp_path / "course")
    make_workspace(tmp_path / "course")
    return tmp_path / "course"
