"""The course as it lies on disk: rounds, assignments, notebooks, exercises and tests, read from notebook metadata."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rounds.errors import RoundsError, UnknownName
from rounds.files import Cell, Notebook, read_notebook

SOURCE, RELEASE, SUBMITTED = "source", "release", "submitted"
AUTOGRADED, FEEDBACK = "autograded", "feedback"
CONFIG, NOTEBOOKS = "nbgrader_config.py", "notebooks"
KINDS = ("ORACLE", "SIM", "TEST", "FIND", "ASK", "EST", "OPT", "RUBRIC")
RUBRIC_PREFIX = "your-"
LEARNER = "me"  # the student that a learner alone is
RESULTS = ".rounds/results"  # of checks, until the gradebook has them

_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_TEST_LINE = re.compile(r"^# (?P<id>\S+) · (?P<points>\d+) points?: (?P<words>.+)$")


@dataclass(frozen=True)
class Topic:
    """One of the guide's 25 focus topics."""

    id: str
    title: str
    round: int
    summary: str


@dataclass(frozen=True)
class Round:
    """One of the five rounds of the interview; its assignment is a folder of source/.

    `notebooks` are the names of those that come first, in their order; others follow by name.
    """

    number: int
    title: str
    assignment: str
    notebooks: tuple[str, ...] = ()


@dataclass(frozen=True)
class HiddenTest:
    """One property that a hidden test checks, with the points that it is worth."""

    id: str
    points: float
    words: str


@dataclass(frozen=True)
class Exercise:
    """One exercise: its solution cell's id and metadata, and the tests that grade it (none for RUBRIC)."""

    id: str
    title: str
    topic: str
    kinds: tuple[str, ...]
    minutes: int
    core: bool
    points: float
    tests: tuple[HiddenTest, ...]


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook of an assignment; `path` is its source, with solutions and hidden tests."""

    name: str
    assignment: str
    path: Path
    round: int
    title: str
    minutes: int
    topics: tuple[str, ...]
    exercises: tuple[Exercise, ...]

    @property
    def points(self) -> float:
        """What hidden tests can award; RUBRIC points are a total of their own."""
        return sum(exercise.points for exercise in self.exercises if exercise.tests)


@dataclass(frozen=True)
class Course:
    """A course directory and the graded notebooks in its source/."""

    root: Path
    notebooks: tuple[GradedNotebook, ...] = field(repr=False)

    @property
    def assignments(self) -> tuple[str, ...]:
        """The names of the assignments, in order."""
        return tuple(sorted({notebook.assignment for notebook in self.notebooks}))

    def assignment(self, name: str) -> tuple[GradedNotebook, ...]:
        """The notebooks of one assignment, by its folder's name or its round's number; raises `UnknownName`."""
        for known in self.assignments:
            if name == known or known.startswith(f"round-{name}-"):
                return tuple(notebook for notebook in self.notebooks if notebook.assignment == known)
        raise UnknownName("round", name, list(self.assignments))

    def notebook(self, name: str) -> GradedNotebook:
        """The notebook called `name`, with or without `.ipynb`; raises `UnknownName`."""
        stem = name.removesuffix(".ipynb")
        for notebook in self.notebooks:
            if stem in (notebook.name, f"{notebook.assignment}/{notebook.name}"):
                return notebook
        raise UnknownName("notebook", name, [notebook.name for notebook in self.notebooks])

    def exercises(self) -> Iterator[tuple[GradedNotebook, Exercise]]:
        """Every exercise with the notebook that it stands in, in order."""
        for notebook in self.notebooks:
            for exercise in notebook.exercises:
                yield notebook, exercise


def find_root(start: Path | None = None) -> Path:
    """The course directory: ROUNDS_COURSE, or the nearest folder from `start` upwards with its config and notebooks.

    A cohort's bundle is a course without source/. Raises RoundsError where there is none.
    """
    named = os.environ.get("ROUNDS_COURSE")
    if named:
        return Path(named).resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file() and any((folder / name).is_dir() for name in (SOURCE, RELEASE, NOTEBOOKS)):
            return folder
    raise RoundsError(f"{here} is not inside a course (a folder with {CONFIG} and {SOURCE}/). Go to one first.")


def load(root: Path) -> Course:
    """Read the course at `root`; raises RoundsError where there is no source/ or a notebook cannot be read."""
    source = root / SOURCE
    if not source.is_dir():
        raise RoundsError(
            f"{root} has no folder {SOURCE}/, so there is nothing to read exercises and hidden tests from."
        )
    found = sorted(filter(_counts, source.glob("*/*.ipynb")), key=_place)
    return Course(root, tuple(load_notebook(path) for path in found))


def _place(path: Path) -> tuple[str, int, str]:
    """Where a notebook stands in the course: in its assignment, where its round says, else by name."""
    first = next((each.notebooks for each in rounds() if each.assignment == path.parent.name), ())
    return path.parent.name, first.index(path.stem) if path.stem in first else len(first), path.stem


def _counts(path: Path) -> bool:
    return not path.name.startswith(".") and not path.parent.name.startswith(".")


def load_notebook(path: Path) -> GradedNotebook:
    """Read one graded notebook; absent metadata shows as empty, for `rounds.grading.lint` to report."""
    content = read_notebook(path)
    about = content["metadata"].get("rounds") or {}
    return GradedNotebook(
        name=path.stem,
        assignment=path.parent.name,
        path=path,
        round=int(about.get("round", 0)),
        title=str(about.get("title", "")),
        minutes=int(about.get("minutes", 0)),
        topics=tuple(about.get("topics", ())),
        exercises=exercises_of(content),
    )


def exercises_of(content: Notebook) -> tuple[Exercise, ...]:
    """The exercises of a notebook's content, each with the tests whose ids begin with the exercise's."""
    solutions = [cell for cell in content["cells"] if is_solution(cell)]
    ids = [grade_id(cell) for cell in solutions]
    tests: dict[str, list[HiddenTest]] = {exercise: [] for exercise in ids}
    for cell in content["cells"]:
        owner = owner_of(grade_id(cell), ids) if is_test(cell) else None
        if owner is not None:
            tests[owner].append(_test(cell))
    titles = _titles(content)
    return tuple(_exercise(cell, tuple(tests[grade_id(cell)]), titles[grade_id(cell)]) for cell in solutions)


def _exercise(cell: Cell, tests: tuple[HiddenTest, ...], title: str) -> Exercise:
    about = cell["metadata"].get("rounds") or {}
    own = float(cell["metadata"]["nbgrader"].get("points", 0) or 0)
    return Exercise(
        id=grade_id(cell),
        title=title,
        topic=str(about.get("topic", "")),
        kinds=tuple(about.get("kinds", ())),
        minutes=int(about.get("minutes", 0)),
        core=bool(about.get("core", False)),
        points=sum(test.points for test in tests) if tests else own,
        tests=tests,
    )


def _test(cell: Cell) -> HiddenTest:
    return HiddenTest(
        grade_id(cell), float(cell["metadata"]["nbgrader"].get("points", 0)), property_words(cell["source"])
    )


def property_words(source: str) -> str:
    """What a test cell's first line says it checks: `# <id> · <n> points: <words>`; empty where it does not."""
    match = _TEST_LINE.match(source.partition("\n")[0])
    return match["words"].rstrip(".") if match else ""


def _titles(content: Notebook) -> dict[str, str]:
    titles, latest = {}, ""
    for cell in content["cells"]:
        if cell["cell_type"] == "markdown":
            latest = heading(cell) or latest
        if is_solution(cell):
            titles[grade_id(cell)] = latest
    return titles


def heading(cell: Cell) -> str:
    """The text of the last `## ` heading in a markdown cell, without what follows ` · `; empty where there is none."""
    if cell["cell_type"] != "markdown":
        return ""
    found: list[str] = _HEADING.findall(cell["source"])
    return found[-1].partition(" · ")[0] if found else ""


def owner_of(test_id: str, exercises: list[str]) -> str | None:
    """The exercise that a test belongs to: the longest id that, with a dash, begins the test's."""
    return max((known for known in exercises if test_id.startswith(f"{known}-")), key=len, default=None)


def _nbgrader(cell: Cell) -> dict[str, Any]:
    meta = cell["metadata"].get("nbgrader")
    return meta if isinstance(meta, dict) else {}


def grade_id(cell: Cell) -> str:
    """The cell's nbgrader id; empty for a plain cell."""
    return str(_nbgrader(cell).get("grade_id") or "")


def is_solution(cell: Cell) -> bool:
    """Whether the cell takes the learner's answer."""
    return bool(_nbgrader(cell).get("solution"))


def is_test(cell: Cell) -> bool:
    """Whether the cell is one of ours that awards points."""
    meta = _nbgrader(cell)
    return bool(meta.get("grade")) and not meta.get("solution") and cell["cell_type"] == "code"


def is_setup(cell: Cell) -> bool:
    """Whether the cell is one of ours that every exercise of the notebook needs."""
    tags = cell["metadata"].get("tags")
    return cell["cell_type"] == "code" and isinstance(tags, list) and "setup" in tags and bool(grade_id(cell))


@cache
def _topic_file() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("rounds").joinpath("data/topics.toml").read_text(encoding="utf-8"))


def topics() -> tuple[Topic, ...]:
    """The 25 focus topics, in the guide's order."""
    return tuple(Topic(**entry) for entry in _topic_file()["topic"])


def rounds() -> tuple[Round, ...]:
    """The five rounds, in order."""
    return tuple(Round(**entry | {"notebooks": tuple(entry.get("notebooks", ()))}) for entry in _topic_file()["round"])
