"""What `make` does before the package is there, and what it never touches."""

import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
WORK = ("workspace/start-here.ipynb", "submitted/s/a/n.ipynb", "autograded/s/a/n.ipynb", "feedback/s/a/n.html")
KEPT = (*WORK, "gradebook.db", ".rounds-salt", "source/a/n.ipynb", "release/a/n.ipynb", "notebooks/n.ipynb")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile, the locks, and somebody's work."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    shutil.copytree(REPOSITORY / "requirements", tmp_path / "requirements")
    for name in (*KEPT, ".venv/bin/rounds", ".ruff_cache/x", "src/rounds/__pycache__/x.pyc", "tests/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, check=False)


def test_clean_removes_caches_and_keeps_everybodys_work(clone: Path) -> None:
    assert make(clone, "clean").returncode == 0
    left = {path.relative_to(clone).as_posix() for path in clone.rglob("*") if path.is_file()}
    assert set(KEPT) <= left
    assert not {name for name in left if name.startswith((".venv", ".ruff_cache")) or "__pycache__" in name}


@pytest.mark.parametrize("python", ["/nowhere/python3", "/bin/false"])
def test_without_a_fitting_python_one_sentence_says_what_to_do(clone: Path, python: str) -> None:
    done = make(clone, "lab", f"PYTHON={python}")
    assert done.returncode != 0
    assert "Rounds needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "make lab PYTHON=/path/to/python3.12" in done.stderr
    assert (clone / ".venv/bin/rounds").exists(), "an environment is replaced only when a new one can be made"


def test_a_moved_folder_gets_a_new_environment_and_one_in_place_does_not(clone: Path) -> None:
    for stamp in (".here", ".installer", ".learner"):
        (clone / ".venv" / stamp).write_text(str(clone))
    for stamp in (".installer", ".learner"):
        (clone / ".venv" / stamp).touch()
    assert "is up to date" in make(clone, ".venv/.learner").stdout
    (clone / ".venv/.here").write_text("/where/it/was")
    assert "venv --clear" in make(clone, "--dry-run", ".venv/.learner").stdout
