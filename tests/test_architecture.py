"""The rooms look only where docs/architecture.md says, and the lab and the course stay light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "rounds"
BASE = {"errors", "files"}
MAY_LOOK_AT = {
    "errors": set(),
    "files": {"errors"},
    "cards": {"errors"},
    "course": BASE,
    "rubrics": BASE | {"course"},
    "problems": BASE,
    "cluster": {"errors"},
    "imports": set(),
    "tables": set(),
    "sim": {"errors", "cluster"},
    "worlds": {"errors", "sim"},
    "grading": BASE | {"cluster", "course", "grading.kinds", "imports", "rubrics"},
    "grading.kinds": {"errors", "sim"},
    "practice": BASE | {"cards", "course", "rubrics", "tables"},
    "lab": BASE | {"cards", "course", "grading", "grading.kinds", "practice", "rubrics", "sim"},
    "cli": BASE | {"course", "grading", "imports", "lab", "practice", "sim", "tables"},
    "__init__": {"lab"},
}


def room(module: list[str]) -> str:
    """The room that a module of the package lies in: `grading.kinds` is one of its own."""
    return "grading.kinds" if module[:2] == ["grading", "kinds"] else module[0] if module else "__init__"


def looks() -> Iterator[tuple[str, str, Path]]:
    """Every look from one room into another, with the file that does it."""
    for path in PACKAGE.rglob("*.py"):
        here = room(list(path.relative_to(PACKAGE).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "rounds":
                module = (node.module or "").split(".")[1:]
                names = [module] if module else [[alias.name] for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name.split(".")[1:] for alias in node.names if alias.name.split(".")[0] == "rounds"]
            else:
                continue
            for there in map(room, names):
                if there != here:
                    yield here, there, path.relative_to(PACKAGE)


def test_every_room_has_its_rule():
    rooms = {room(list(path.relative_to(PACKAGE).with_suffix("").parts)) for path in PACKAGE.rglob("*.py")}
    assert rooms == set(MAY_LOOK_AT)


def test_rooms_look_only_where_they_may():
    wrong = [f"{path}: {here} looks at {there}" for here, there, path in looks() if there not in MAY_LOOK_AT[here]]
    assert not wrong


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("rounds", ["numpy", "simpy", "nbgrader", "jupyter_client", "IPython"]),
        ("rounds.course", ["numpy", "nbformat", "nbgrader", "jupyter_client"]),
        ("rounds.lab.check", ["nbgrader", "jupyter_client", "numpy"]),
        ("rounds.lab.submit", ["nbgrader", "IPython", "ipywidgets", "numpy"]),
        ("rounds.lab.submission", ["nbgrader", "nbformat", "sqlalchemy"]),
        ("rounds.lab.update", ["nbgrader", "nbformat", "sqlalchemy"]),
        ("rounds.grading.examine", ["nbgrader", "nbformat", "sqlalchemy"]),
        ("rounds.practice.plan", ["nbgrader", "nbformat", "sqlalchemy", "numpy", "rich", "rounds.grading"]),
        ("rounds.lab.progress", ["nbgrader", "nbformat", "sqlalchemy", "numpy", "fsrs"]),
        ("rounds.sim", ["matplotlib", "IPython", "nbgrader", "nbformat", "rounds.grading"]),
    ],
)
def test_what_a_learner_waits_for_is_light(module: str, heavy: list[str]):
    code = f"import sys, {module}; print(*sorted(set({heavy!r}) & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
