"""The rules of the house that a reader can check, checked."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
LOCKS = sorted((REPOSITORY / "requirements").glob("*.lock"))
TARGETS = {
    "bench",
    "gallery",
    "clean",
    "demo",
    "format",
    "help",
    "instructor",
    "lab",
    "lock",
    "setup",
    "test",
    "test-deep",
    "test-quick",
}


def tracked(*patterns: str) -> list[Path]:
    """The files that git follows or would follow, not what it ignores."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.splitlines()
    return [REPOSITORY / name for name in names if (REPOSITORY / name).is_file()]


def relative(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", tracked("src/*.py", "tests/*.py", "benchmarks/*.py"), ids=relative)
def test_a_python_file_is_read_in_one_sitting(path: Path) -> None:
    parts = path.read_text().split("\n# %% ") if "attempts" in path.parts else [path.read_text()]
    assert max(len(part.splitlines()) for part in parts) <= 400  # attempts are read one by one


@pytest.mark.parametrize("path", tracked("src/*.py"), ids=relative)
def test_rooms_look_only_where_they_may(path: Path) -> None:
    room = path.relative_to(REPOSITORY / "src/rounds").parts[0]
    forbidden = {"rounds.cli", "rounds.lab"} if room not in ("cli", "lab", "__init__.py") else set()
    if room == "sim":
        forbidden |= {
            "rounds.course",
            "rounds.grading",
            "IPython",
            "jupyter_client",
            "nbformat",
            "nbgrader",
            "ipywidgets",
        }
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert not {name for name in imported for bad in forbidden if name == bad or name.startswith(f"{bad}.")}


@pytest.mark.parametrize("path", tracked("source/*.ipynb", "release/*.ipynb"), ids=relative)
def test_graded_notebooks_hold_no_outputs(path: Path) -> None:
    for cell in json.loads(path.read_text())["cells"]:
        assert not cell.get("outputs"), f"cell {cell['id']} holds outputs: clear them"
        assert cell.get("execution_count") is None, f"cell {cell['id']} holds an execution count: clear it"


@pytest.mark.parametrize("path", tracked("*.ipynb"), ids=relative)
def test_notebooks_have_a_kernel_and_unique_cell_ids(path: Path) -> None:
    notebook = json.loads(path.read_text())
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lock", LOCKS, ids=relative)
def test_locks_pin_by_hash_and_name_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "--index" not in text
    pinned = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
    assert pinned
    for requirement in pinned:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def pins(lock: str) -> dict[str, set[str]]:
    """The versions that a lock pins, by project; some differ by Python version."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)", (REPOSITORY / "requirements" / lock).read_text(), re.MULTILINE
    ):
        found.setdefault(name, set()).add(version)
    return found


def test_the_two_locks_agree() -> None:
    assert pins("learner.lock").items() <= pins("developer.lock").items()


def test_locks_hold_every_declared_dependency() -> None:
    needed = {"learner.lock": PROJECT["project"]["dependencies"], "developer.lock": PROJECT["dependency-groups"]["dev"]}
    for lock, requirements in needed.items():
        assert {re.split(r"[^\w.-]", requirement)[0] for requirement in requirements} <= pins(lock).keys()


def test_jupyter_starts_without_the_uri_grammar() -> None:
    """What the override in pyproject.toml keeps out costs 1.7 s in every process that imports nbformat."""
    code = "import nbformat, sys; sys.exit('rfc3987_syntax' in sys.modules or 'lark' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_make_lists_its_targets() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"^ +make (\S+)", listed, re.MULTILINE)) == TARGETS


def test_the_documents_name_only_targets_that_exist() -> None:
    named = {
        (relative(path), target)
        for path in tracked("README.md", "docs/*.md", "*.ipynb")
        for target in re.findall(r"(?:`|^ {4}|^\$ )make ([a-z-]+)", path.read_text(), re.MULTILINE)
    }
    assert not {(path, target) for path, target in named if target not in TARGETS}


@pytest.mark.parametrize("path", tracked("README.md", "docs/*.md"), ids=relative)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text())
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("folder", ["submitted", "autograded", "feedback"])
def test_what_grading_writes_is_kept_as_folders_and_ignored_as_files(folder: str) -> None:
    assert (REPOSITORY / folder / ".gitkeep").is_file()
    assert ignored(f"{folder}/student-01/round-4-onsite-technical/failure-modes.ipynb")


@pytest.mark.parametrize(
    "path",
    ["workspace/start-here.ipynb", "gradebook.db", ".rounds-salt", "source/round-4-onsite-technical/failure-modes.py"],
)
def test_private_files_stay_out_of_git(path: str) -> None:
    assert ignored(path)


def ignored(path: str) -> bool:
    return subprocess.run(["git", "check-ignore", "--quiet", path], cwd=REPOSITORY, check=False).returncode == 0
