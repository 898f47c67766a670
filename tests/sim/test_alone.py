"""The lab on its own: in an environment that holds SimPy, numpy and matplotlib, and nothing else of ours or theirs."""

import importlib.util
import re
import subprocess
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "failure-lab.md").read_text()


def needed(*names: str) -> dict[str, Distribution]:
    """Installed projects with all that they require."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower()
        if name not in found:
            found[name] = distribution(name)
            requirements = map(Requirement, found[name].requires or ())
            waiting += [
                each.name for each in requirements if each.marker is None or each.marker.evaluate({"extra": ""})
            ]
    return found


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of such an environment; the lab is found through a path of its own."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    for project in needed("simpy", "numpy", "matplotlib").values():
        home = Path(str(project.locate_file("")))
        for top in {file.parts[0] for file in project.files or () if file.parts[0] not in ("..", "__pycache__")}:
            (packages / top).symlink_to(home / top)
    (packages / "lab.pth").write_text(f"{REPOSITORY / 'src'}\n")
    return folder / "bin" / "python"


def run(python: Path, code: str, folder: Path) -> str:
    done = subprocess.run([python, "-I", "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_environment_is_as_bare_as_it_says(bare: Path, tmp_path: Path) -> None:
    names = ("nbformat", "IPython", "ipywidgets", "typer", "rich", "pytest", "msgpack", "nbgrader", "distributed")
    code = f"import importlib.util; print([name for name in {names} if importlib.util.find_spec(name)])"
    assert run(bare, code, tmp_path) == "[]\n"
    assert all(importlib.util.find_spec(name) for name in names)


def test_the_page_shows_it_in_fifteen_lines(bare: Path, tmp_path: Path) -> None:
    section = PAGE[PAGE.index("## On its own") :]
    piece = re.search(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert piece is not None
    assert len(piece[1].splitlines()) <= 15
    assert "retry budget" in run(bare, piece[1], tmp_path)
    assert (tmp_path / "storm.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_every_module_of_the_lab_is_imported_there(bare: Path, tmp_path: Path) -> None:
    lab = REPOSITORY / "src" / "rounds" / "sim"
    modules = [".".join(path.relative_to(lab.parents[1]).with_suffix("").parts) for path in sorted(lab.rglob("*.py"))]
    code = f"import importlib\nfor name in {modules}: importlib.import_module(name.removesuffix('.__init__'))"
    run(bare, code, tmp_path)


@pytest.mark.slow
def test_a_scenario_by_name_and_a_sweep_work_there(bare: Path, tmp_path: Path) -> None:
    code = """
from rounds.sim.sweep import sweep
found = sweep("retry-storm", {"load": (20, 60)}, ("none", "naive"), workers=2, horizon=100)
found.plot().savefig("map.png")
print(found.table()[1])
"""
    assert "never" in run(bare, code, tmp_path)
