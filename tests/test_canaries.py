"""Nothing hidden reaches learners: not in what they receive, not in the process and the files where answers run.

Every line of every hidden test is looked for, and each word that begins with CANARY which a hidden test carries.
"""

import ast
import hashlib
import html
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from workers import once

from rounds.course import HiddenTest, grade_id, load
from rounds.files import read_notebook
from rounds.grading.cohort.run import grade, submissions
from rounds.grading.demo import plan, run
from rounds.grading.engine import Outcome, default_engine
from rounds.grading.feedback.handing_back import WITHHELD
from rounds.grading.feedback.hidden import TESTS, messages_in, parts, telling_lines
from rounds.grading.feedback.write import Page, pages_of
from rounds.grading.gradebook import opened
from rounds.grading.seeds import SALT_FILE, SALT_VARIABLE, course_salt, hidden_seeds
from rounds.grading.slices import CodeCell, GradedCell, Slice
from rounds.grading.stock import course_config, course_directory, logged

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "samples" / "course"
HUNT = (ROOT / "tests" / "hunt.py").read_text()
SOLUTION = ("BEGIN SOLUTION", "END SOLUTION")
SALT = "a salt of this test's own"
NOTEBOOKS = sorted([*(ROOT / "source").glob("*/*.ipynb"), *(SAMPLE / "source").glob("*/*.ipynb")])
ids = [path.stem for path in NOTEBOOKS]


@dataclass(frozen=True)
class Secrets:
    """What learners may not read of a notebook, as `bare` leaves it: lines of code, canaries, seeds."""

    tests: frozenset[str]
    solutions: frozenset[str]
    canaries: frozenset[str]
    seeds: frozenset[str]

    def told_by(self, text: str, their_own: str = "") -> set[str]:
        """The secrets of tests in a text; what learners wrote themselves, they may read again."""
        seen, own = bare(text), bare(their_own)
        lines = {line for line in self.tests if line in seen and line not in own}
        seeds = self.seeds & set(re.findall(r"\d+", text))
        return lines | seeds | {canary for canary in self.canaries if canary in text}


def bare(text: str) -> str:
    """A text without spaces, quotes and pictures, as `telling_lines` compares them."""
    text = re.sub(r"data:image/[\w+]+;base64,[\w+/=]+", "", html.unescape(text))
    return re.sub(r"[\s'\"\\]+", "", text)


def visible(source: str) -> str:
    return "\n".join(parts(source, (TESTS, SOLUTION))[0])


@cache
def in_plain_sight() -> str:
    """What some notebook shows to everybody is no other notebook's secret."""
    cells = [cell for path in NOTEBOOKS for cell in read_notebook(path)["cells"]]
    return bare("\n".join(visible(cell["source"]) for cell in cells))


def secrets_of(path: Path, salt: str = "") -> Secrets:
    cells = read_notebook(path)["cells"]
    hidden = [line for cell in cells for line in parts(cell["source"], (TESTS,))[1]]
    solution = [line for cell in cells for line in parts(cell["source"], (SOLUTION,))[1]]
    messages = bare("\n".join(messages_in("\n".join(parts(cell["source"], (TESTS,))[1])) for cell in cells))

    def secret(line: str) -> bool:
        # The last line of a message in several may end in what follows the message in its call.
        return line not in in_plain_sight() and line.rstrip(",)") not in messages

    return Secrets(
        frozenset(filter(secret, telling_lines(hidden))),
        frozenset(filter(secret, telling_lines(solution))),
        frozenset(re.findall(r"CANARY[\w-]+", "\n".join(hidden))),
        frozenset(seed for cell in cells for seed in seeds_in(cell["source"], salt)),
    )


def seeds_in(source: str, salt: str) -> Iterator[str]:
    """The seeds that a test cell draws under a salt, in digits; a hundred where it does not say how many in digits."""
    calls = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)) if TESTS[0] in source else ()
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "hidden_seeds":
            name, count = call.args
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv(SALT_VARIABLE, salt)
                known = count.value if isinstance(count, ast.Constant) else 100
                yield from map(str, hidden_seeds(ast.literal_eval(name), known))


def test_there_is_something_to_look_for() -> None:
    found = {path.stem: secrets_of(path) for path in NOTEBOOKS}
    assert all(each.tests for each in found.values())
    assert len(found["failure-modes"].tests) > 50
    assert len(found["failure-modes"].solutions) > 10
    assert len(found["failure-modes"].seeds) > 10


def test_what_is_there_is_found() -> None:
    path = next((SAMPLE / "source").glob("*/*.ipynb"))
    found = secrets_of(path)
    text = path.read_text() + " ".join(found.seeds)
    assert found.canaries == {"CANARY-4711"}
    assert found.told_by(str(json.loads(path.read_text())) + text) == found.tests | found.canaries | found.seeds


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_release_has_no_hidden_test_and_no_solution(path: Path) -> None:
    released = path.parents[2] / "release" / path.parent.name
    found = secrets_of(path)
    for file in filter(Path.is_file, released.rglob("*")):
        text = file.read_text(errors="replace")
        told = found.told_by("\n".join(str(cell["source"]) for cell in read_notebook(file)["cells"])
                             if file.suffix == ".ipynb" else text)  # fmt: skip
        assert not told, file
        assert not [line for line in found.solutions if line in bare(text)], file
        assert "BEGIN HIDDEN" not in text, file


def shown_of(notebook: Path) -> str:
    """All that an autograded notebook's cells put out."""
    return json.dumps([cell.get("outputs", []) for cell in read_notebook(notebook)["cells"]], ensure_ascii=False)


def own_cells(notebook: Path) -> str:
    cells = read_notebook(notebook)["cells"]
    return "\n".join(cell["source"] for cell in cells if not (cell["metadata"].get("nbgrader") or {}).get("locked"))


# Of the sample cohort one who hands in the stubs and one who is wrong: the pages with messages. The others are deep.
SOME = frozenset({"student-03", "student-04"})


@pytest.fixture(
    scope="module", params=[pytest.param(SOME, id="some"), pytest.param(None, id="all", marks=pytest.mark.deep)]
)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's sample cohort, graded, with feedback; it has right and wrong answers to every exercise."""

    def graded() -> Path:
        course = tmp_path_factory.mktemp("demo") / "course"
        shutil.copytree(ROOT, course, ignore=lambda folder, names: set(names) - kept(Path(folder)))
        answers = plan(load(course), every=True)
        chosen = [each for each in answers if request.param is None or each.student in request.param]
        run(load(course), chosen, course.parent / "graded")
        return course.parent / "graded"

    return once(tmp_path_factory, f"demo-{request.param_index}", graded)


def kept(folder: Path) -> set[str]:
    if folder == ROOT:
        return {"source", "release", "tests", "nbgrader_config.py"}
    return {"attempts"} if folder == ROOT / "tests" else {path.name for path in folder.iterdir()}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("path", sorted((ROOT / "source").glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_the_sample_cohort_reads_nothing_hidden(demo: Path, path: Path) -> None:
    found = secrets_of(path, course_salt(demo))
    students = sorted(folder.name for folder in (demo / "submitted").iterdir())
    assert set(students) >= SOME
    for student in students:
        place = Path(student, path.parent.name)
        graded = demo / "autograded" / place / path.name
        page = (demo / "feedback" / place / f"{path.stem}.html").read_text()
        assert not found.told_by(page, own_cells(graded)), student
        assert not found.told_by(shown_of(graded), own_cells(graded)), student
        assert "BEGIN HIDDEN" not in page
        assert WITHHELD not in page  # honest messages are not taken for leaks
    stub = demo / "feedback" / "student-03" / path.parent.name / f"{path.stem}.html"
    assert not [line for line in found.solutions if line in bare(stub.read_text())]


ASSIGNMENT = "round-3-technical-phone-screen"
SPY = """def relative_change(before, after):
    print(globals().get("In"))
    raise AssertionError(str(globals().get("In")))


import os
print(os.environ)
"""
LATER = "print(globals().get('In'))\nrelative_change(1, 2)"


@pytest.fixture(scope="module", params=["ours", "foreign"])
def spied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Page]]:
    """The sample course, as it is and without our metadata; answers print what their kernel has run."""
    root = tmp_path_factory.mktemp("spied") / "course"
    shutil.copytree(SAMPLE, root)
    (root / SALT_FILE).write_text(SALT)
    for path in root.glob("*/*/*.ipynb") if request.param == "foreign" else ():
        raw = json.loads(path.read_text())
        raw["metadata"].pop("rounds")
        for cell in raw["cells"]:
            cell["metadata"].pop("rounds", None)
        path.write_text(json.dumps(raw))
    raw = read_notebook(root / "release" / ASSIGNMENT / "warm-up.ipynb")
    for cell in raw["cells"]:
        cell["source"] = {"relative-change": SPY, "moving-average": LATER}.get(grade_id(cell), cell["source"])
    place = root / "submitted" / "spy" / ASSIGNMENT / "warm-up.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(raw))
    course = load(root)
    list(grade(course, submissions(course)))
    config = course_config(root)
    directory = course_directory(root, config, assignment_id=ASSIGNMENT, student_id="spy")
    with logged(root) as log, opened(directory.db_url, directory.course_id) as book:
        pages, failures = pages_of(directory, config, log, book)
    assert not failures
    return root, pages


@pytest.mark.slow
def test_spies_find_nothing_hidden_in_their_feedback(spied: tuple[Path, list[Page]]) -> None:
    root, (page,) = spied
    found = secrets_of(SAMPLE / "source" / ASSIGNMENT / "warm-up.ipynb", SALT)
    own = own_cells(root / "autograded" / "spy" / ASSIGNMENT / "warm-up.ipynb")
    for text in (page.path.read_text(), json.dumps(page.back.as_json(), ensure_ascii=False)):
        assert not found.told_by(text, own)
        assert SALT not in text
        assert "relative-change" in text


# --- The learner's process and the sandbox's files, searched from within by an answer.


def canary() -> str:
    return f"CANARY-{secrets.token_hex(8)}"


def hunting(*canaries: str) -> str:
    """The answer's cell that hunts these; it holds their hashes only."""
    known = {hashlib.sha256(each.removeprefix("CANARY-").encode()).hexdigest() for each in canaries}
    return f"HASHES = {known!r}\n{HUNT}"


def outcome_of(answer: str, mark: str, **settings: Any) -> Outcome:
    """What came of an answer that must find nothing, in its own cell and while a test that holds `mark` runs."""
    test = HiddenTest("hunt-finds-nothing", 1, "it finds nothing")
    source = f"""# hunt-finds-nothing · 1 point: it finds nothing
### BEGIN HIDDEN TESTS
# {mark}
from rounds.grading.kinds import answer_of, plain
from rounds.grading.seeds import hidden_seeds

MARK = "{mark}"


def hidden_reference(seed=hidden_seeds("{mark}", 1)):
    "{mark}"


found = plain(found_at_first, list[str]) + plain(answer_of(hunt, name="hunt"), list[str])
assert found == [], "; ".join(found)
### END HIDDEN TESTS"""
    engine = default_engine(60, workers=1)
    try:
        # What ran before in the same warm process must not be found either.
        engine.run(Slice("before", (), (CodeCell(0, f"kept = '{mark}'"),), (GradedCell(1, source, test),)))
        cells = (CodeCell(0, answer),)
        return engine.run(Slice("hunt", (), cells, (GradedCell(1, source, test),), **settings))
    finally:
        engine.stop()


@pytest.mark.slow
def test_an_answer_that_searches_everything_finds_no_hidden_test_no_salt_and_no_neighbour() -> None:
    mark, salt = canary(), canary()
    (verdict,) = outcome_of(hunting(mark, salt), mark, salt=salt).verdicts
    assert (verdict.points, verdict.message) == (1, "")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["a file beside the notebook", "its own cell"])
def test_the_search_finds_what_is_there(place: str) -> None:
    lure = canary()
    files = {"notes.txt": lure.encode()} if place == "a file beside the notebook" else {}
    before = "" if files else f"lure = '{lure}'\n"
    (verdict,) = outcome_of(before + hunting(lure), canary(), files=files).verdicts
    assert verdict.points == 0
    for where in ("notes.txt",) if files else ("memory", "a dict"):
        assert where in verdict.message
