"""What a learner gets back, and that neither hidden tests nor a learner's scripts come with it."""

import base64
import json
import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbgrader.apps.api import NbGraderAPI

from rounds.course import Course, grade_id, is_test, load
from rounds.files import read_notebook
from rounds.grading.feedback.handing_back import WITHHELD
from rounds.grading.feedback.hidden import Hidden
from rounds.grading.feedback.write import Page, pages_of
from rounds.grading.gradebook import opened
from rounds.grading.nodes import node, written
from rounds.grading.release import register
from rounds.grading.sanitize import sanitized
from rounds.grading.stock import course_config, course_directory
from rounds.grading.verdict import Verdict, failed

SAMPLE = Path(__file__).parents[2] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"
DOT = base64.b64encode(bytes.fromhex("89504e470d0a1a0a")).decode()
MESSAGE = "from 2 to 3 is 0.5, yours says `1.5`\nDivide by what was there before."
VERDICTS = {
    "relative-change-value": failed("relative-change-value", 2, MESSAGE, 0.25, flag="the-flag"),
    "relative-change-refuses": Verdict("relative-change-refuses", 1, 1, "", 1.0),
    "moving-average-windows": Verdict("moving-average-windows", 1, 2, "half of them", 64.0),
}
HINTS = """<details><summary>Hint 1: a question</summary>

Divide by **what**?

</details>
<details><summary>Hint 2: an idea</summary>

`before` comes first.

</details>"""
COMPARED = "<details><summary>Approaches compared</summary>\n\nRead this when you are done.\n\n</details>"

Grade = Callable[..., Course]


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course with its gradebook, to be copied."""
    root = tmp_path_factory.mktemp("registered") / "course"
    shutil.copytree(SAMPLE, root)
    register(load(root))
    return root


@pytest.fixture
def graded(registered: Path, tmp_path: Path, released: Any) -> Grade:
    """Make a function that puts a graded submission into the sample course, as grading would leave it."""
    root = tmp_path / "course"
    shutil.copytree(registered, root)
    sample = load(root)

    def put(
        sources: dict[str, str] | None = None,
        cells: list[dict[str, Any]] | None = None,
        outputs: dict[str, list[Any]] | None = None,
        student: str = "ada",
    ) -> Course:
        ours = read_notebook(sample.notebooks[0].path)
        theirs = [{**cell, "source": (sources or {}).get(grade_id(cell), cell["source"])} for cell in released["cells"]]
        theirs[4:4] = cells or []
        nb = node(sanitized({**released, "cells": theirs}, ours).notebook)
        for extra, cell in zip(cells or [], nb.cells[4:], strict=False):
            cell.update({"outputs": node(extra.get("outputs", []))} if extra["cell_type"] == "code" else {})
        for cell in nb.cells:
            if is_test(cell):
                cell.metadata["rounds"] = node({"verdict": VERDICTS[grade_id(cell)].as_json()})
            if grade_id(cell) in (outputs or {}):
                cell.outputs = node((outputs or {})[grade_id(cell)])
        place = sample.root / "autograded" / student / ASSIGNMENT / "warm-up.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(written(nb))
        with opened(f"sqlite:///{sample.root}/gradebook.db") as book:
            book.update_or_create_student(student)
            book.update_or_create_submission(ASSIGNMENT, student)
            for verdict in VERDICTS.values():
                found = book.find_grade(verdict.test, "warm-up", ASSIGNMENT, student)
                found.auto_score, found.needs_manual_grade = verdict.points, False
            book.db.commit()
        return sample

    return put


def made(course: Course, student: str = "ada") -> tuple[list[Page], list[str]]:
    config = course_config(course.root)
    directory = course_directory(course.root, config, assignment_id=ASSIGNMENT, student_id=student)
    return pages_of(directory, config, logging.getLogger("test"))


def page_of(course: Course) -> tuple[str, BeautifulSoup]:
    (page,), failures = made(course)
    assert not failures
    text = page.path.read_text()
    return text, BeautifulSoup(text, "html.parser")


def code_cell(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs), "execution_count": None}


def shows(**data: Any) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {kind.replace("_", "/", 1): value for kind, value in data.items()},
    }


def test_a_page_has_points_properties_messages_and_times(graded: Grade) -> None:
    _, soup = page_of(graded())
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]
    assert rows == [
        ["Relative change", "in part", "1 of 3", "1.2 s"],
        ["Moving average", "in part", "1 of 2", "1 min 04 s"],
        ["Your summary", "not graded yet", "0 of 4", "–"],
    ]
    assert soup.find(class_="total").get_text(" ", strip=True) == "2 of 9 points"
    first = soup.find("section", attrs={"aria-labelledby": "relative-change"})
    lost, met = first.find_all("li")
    assert lost.find(class_="spoken").text == "not met"
    assert "growth and decline come out as fractions" in lost.text
    assert lost.find(class_="message").text == MESSAGE.replace("`", "")
    assert met.find(class_="spoken").text == "met"
    assert met.find(class_="message") is None


def test_points_and_comments_of_a_person_count_and_are_told_apart(graded: Grade) -> None:
    course = graded({"your-summary": "It *grew*."})
    with opened(f"sqlite:///{course.root}/gradebook.db") as book:
        prose = book.find_grade("your-summary", "warm-up", ASSIGNMENT, "ada")
        prose.manual_score, prose.extra_credit = 1.5, 0.5
        book.find_grade("relative-change-value", "warm-up", ASSIGNMENT, "ada").manual_score = 2
        book.find_comment("your-summary", "warm-up", ASSIGNMENT, "ada").manual_comment = "Who <b>decides</b>?"
        book.find_submission_notebook("warm-up", ASSIGNMENT, "ada").late_submission_penalty = 1
        book.db.commit()
    _, soup = page_of(course)
    assert soup.find(class_="total").get_text(" ", strip=True) == "5 of 9 points"
    parts = [part.get_text(" ", strip=True) for part in soup.select("header dl > div")]
    assert parts == ["by tests 4 of 5", "by hand 1.5 of 4", "extra credit +0.5", "late penalty −1"]
    assert "(points set by a person)" in soup.find("section", attrs={"aria-labelledby": "relative-change"}).text
    prose = soup.find("section", attrs={"aria-labelledby": "your-summary"})
    assert prose.find(class_="comment").find(class_="wrap").text == "Who <b>decides</b>?"
    assert prose.find(class_="cell").find("em").text == "grew"


def test_hints_are_folded_and_only_for_what_lost_points(graded: Grade) -> None:
    course = graded()
    source = course.notebooks[0].path
    raw = json.loads(source.read_text())
    places = [index for index, cell in enumerate(raw["cells"]) if cell["cell_type"] == "markdown"]
    for index in reversed(places[1:3]):  # at the end of both exercises
        end = next(i for i in range(index + 1, len(raw["cells"])) if raw["cells"][i]["cell_type"] == "markdown")
        raw["cells"][end:end] = [{"cell_type": "markdown", "metadata": {}, "source": each} for each in (HINTS, COMPARED)]
    source.write_text(json.dumps(raw))
    with opened(f"sqlite:///{course.root}/gradebook.db") as book:
        book.find_grade("moving-average-windows", "warm-up", ASSIGNMENT, "ada").manual_score = 2
        book.db.commit()
    _, soup = page_of(course)
    first, second = (
        soup.find("section", attrs={"aria-labelledby": known}) for known in ("relative-change", "moving-average")
    )
    assert [hint.summary.text for hint in first.find_all("details")] == ["Hint 1: a question", "Hint 2: an idea"]
    assert first.details.strong.text == "what"
    assert not first.details.has_attr("open")
    assert second.find("details") is None


def test_learners_find_their_cells_with_their_outputs(graded: Grade) -> None:
    table = "<style>td{color:red}</style><table border='1' class='dataframe'><tr><td>41</td></tr></table>"
    _, soup = page_of(
        graded(
            {"relative-change": "def relative_change(before, after):\n    return after  # hm"},
            [
                {"cell_type": "markdown", "metadata": {}, "source": "What of **zero**?"},
                code_cell("plot()", shows(image_png=DOT, text_plain="<Figure>")),
                code_cell("frame", shows(text_html=table, text_plain="41")),
                code_cell("print('hello')", {"output_type": "stream", "name": "stdout", "text": "hello\n"}),
                code_cell(
                    "1 / 0",
                    {
                        "output_type": "error",
                        "ename": "ZeroDivisionError",
                        "evalue": "division by zero",
                        "traceback": ["\x1b[31mCell In[4], line 1\x1b[0m", "ZeroDivisionError: division by zero"],
                    },
                ),
            ],
        )
    )
    first = soup.find("section", attrs={"aria-labelledby": "relative-change"})
    assert "return after  # hm" in first.pre.text
    assert first.find(class_="cell").find_next_sibling(class_="cell").strong.text == "zero"
    assert first.img["src"] == f"data:image/png;base64,{DOT}"
    assert first.img["alt"]
    assert first.find("table").td.text == "41"
    assert "color:red" not in first.text
    shown = [output.get_text() for output in first.find_all(class_="output")]
    assert "hello" in shown
    assert "Cell In[4], line 1\nZeroDivisionError: division by zero" in shown
    assert "A small notebook" not in soup.text  # what the course wrote is not repeated


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)><img src="https://example.org/x.png">
<style>body{display:none}</style><a href="javascript:alert(1)" onclick="alert(1)">x</a><iframe src="//example.org">
</iframe><div style="position:fixed" class="total" id="relative-change">y</div><svg onload=alert(1)></svg>
<form action="//example.org"><input></form><base href="//example.org"><meta http-equiv="refresh" content="0">
<link rel="stylesheet" href="//example.org"><object data="//example.org"></object><math><mtext><script>alert(1)</script>
"""


@pytest.mark.parametrize("place", ["answer", "html", "markdown output", "text", "svg", "png", "traceback", "comment"])
def test_no_page_runs_loads_or_styles_what_a_learner_wrote(graded: Grade, place: str) -> None:
    cells = {
        "html": code_cell("1", shows(text_html=HOSTILE)),
        "markdown output": code_cell("1", shows(text_markdown=f"![x](https://example.org/x.png)\n\n{HOSTILE}")),
        "text": {"cell_type": "markdown", "metadata": {}, "source": f"![x](https://example.org/x.png)\n\n{HOSTILE}"},
        "svg": code_cell("1", shows(**{"image_svg+xml": f"<svg>{HOSTILE}</svg>"})),
        "png": code_cell("1", shows(image_png=f'x" onload="alert(1)">{HOSTILE}', text_plain=HOSTILE)),
        "traceback": code_cell(
            "1", {"output_type": "error", "ename": HOSTILE, "evalue": HOSTILE, "traceback": [HOSTILE]}
        ),
    }
    course = graded(
        {"relative-change": f'"""{HOSTILE}"""'} if place == "answer" else {}, [cells[place]] if place in cells else []
    )
    if place == "comment":
        with opened(f"sqlite:///{course.root}/gradebook.db") as book:
            book.find_comment("your-summary", "warm-up", ASSIGNMENT, "ada").manual_comment = HOSTILE
            book.db.commit()
    _, soup = page_of(course)
    assert "default-src 'none'" in soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert not soup.find_all(["script", "iframe", "svg", "form", "input", "base", "link", "object", "math"])
    assert len(soup.find_all("style")) == 1
    assert len(soup.find_all(class_="total")) == 1
    assert len(soup.find_all(id="relative-change")) == 1
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"], tag
        for name in ("src", "href", "data", "action"):
            assert re.match(r"data:image/|#|$", tag.get(name, "")), tag


def test_nothing_hidden_is_on_a_page_even_where_a_learner_printed_it(graded: Grade) -> None:
    spied = "     8 \x1b[32mbefore\x1b[0m, after \x1b[31m=\x1b[0m draw.uniform(1, 9), draw.uniform(1, 9)"
    quoted = repr(["x", "before, after = draw.uniform(1, 9), draw.uniform(1, 9)\n\t"])
    course = graded(
        cells=[
            code_cell("spy()", {"output_type": "error", "ename": "E", "evalue": "e", "traceback": [spied]}),
            code_cell("print(In)", {"output_type": "stream", "name": "stdout", "text": quoted}),
            code_cell("display(In)", shows(text_html=f"<p>{quoted}</p>".replace(" ", "&#32;"), text_plain="fine")),
        ],
        # As nbgrader's own kernel would leave it; the verdict says what went wrong.
        outputs={
            "relative-change-value": [
                {"output_type": "error", "ename": "AssertionError", "evalue": "", "traceback": ["hidden_seeds(3)"]}
            ]
        },
    )
    text, soup = page_of(course)
    assert [output.text for output in soup.find_all(class_="output")] == [WITHHELD] * 3
    for secret in ("CANARY", "HIDDEN", "hidden_seeds", "uniform", "the-flag", "BEGIN"):
        assert secret not in text, secret


def test_facts_are_what_the_page_says_without_flags(graded: Grade) -> None:
    (page,), _ = made(graded())
    facts = page.back.as_json()
    assert {key: facts[key] for key in ("points", "possible", "tests", "by_hand")} == {
        "points": 2,
        "possible": 9,
        "tests": {"points": 2, "possible": 5},
        "by_hand": {"points": 0, "possible": 4, "waiting": 1},
    }
    assert facts["exercises"][0]["properties"][0] == {
        "test": "relative-change-value",
        "words": "growth and decline come out as fractions of the value before",
        "points": 0,
        "possible": 2,
        "message": MESSAGE,
        "seconds": 0.25,
        "set_by_hand": False,
    }
    assert "the-flag" not in json.dumps(facts)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_formgraders_button_writes_the_same_bytes(graded: Grade) -> None:
    course = graded()
    (page,), _ = made(course)
    ours = page.path.read_bytes()
    page.path.unlink()
    config = course_config(course.root)
    done = NbGraderAPI(course_directory(course.root, config), config=config).generate_feedback(ASSIGNMENT, "ada")
    assert done["success"], done
    assert page.path.read_bytes() == ours


def test_a_learners_own_page_does_not_pass_for_ours(graded: Grade) -> None:
    course = graded()
    folder = course.root / "autograded" / "ada" / ASSIGNMENT
    for name in ("warm-up.html", "other.html", "data.csv", "timestamp.txt"):
        (folder / name).write_text("2025-01-01 00:00:00 UTC")
    (page,), _ = made(course)
    assert sorted(path.name for path in page.path.parent.iterdir()) == ["timestamp.txt", "warm-up.html"]


def test_a_notebook_without_a_page_costs_only_itself(graded: Grade) -> None:
    course = graded()
    (course.root / "autograded" / "ada" / ASSIGNMENT / "broken.ipynb").write_text("{")
    pages, (failure,) = made(course)
    assert [page.path.name for page in pages] == ["warm-up.html"]
    assert "No feedback for ada: broken.ipynb: " in failure
    assert "is not a notebook" in failure


def test_a_submission_that_was_never_graded_is_said_so(graded: Grade) -> None:
    course = graded()
    pages, (failure,) = made(course, "bob")
    assert not pages
    assert failure.startswith("No feedback for bob: there is nothing in autograded/ for it. Grade it first")
    folder = course.root / "autograded"
    shutil.copytree(folder / "ada", folder / "bob")
    pages, (failure,) = made(course, "bob")
    assert not pages
    assert failure.startswith("No feedback for bob: warm-up.ipynb: the gradebook does not know this submission.")


def test_a_message_may_go_on_after_its_line_and_code_around_it_stays_hidden() -> None:
    source = """### BEGIN HIDDEN TESTS
for told, hours in [
    (
        "the first begins after 30 h",
        30 + secret_of(seeds[0]),
    ),
    ("shortest", 40),
]:
    assert waits(hours) == 0, f"A change: {told}, and nobody waits."
### END HIDDEN TESTS"""
    cell = code_cell(source)
    cell["metadata"] = {"nbgrader": {"grade_id": "waits-long", "grade": True, "solution": False, "locked": True}}
    hidden = Hidden.of([cell])
    assert not hidden.repeated_in("A change: the first begins after 30 h, and nobody waits.")
    for line in ("30 + secret_of(seeds[0]),", '("shortest", 40),', "for told, hours in ["):
        assert hidden.repeated_in(f"It said {line} and more."), line


def test_foreign_notebooks_hide_their_tests_too(graded: Grade) -> None:
    course = graded()
    place = course.root / "autograded" / "ada" / ASSIGNMENT / "warm-up.ipynb"
    raw = json.loads(place.read_text())
    raw["metadata"].pop("rounds")
    for cell in raw["cells"]:
        cell["metadata"].pop("rounds", None)
        if grade_id(cell) == "relative-change-value":
            trace = ["Cell In[2]", "----> 8     before, after = draw.uniform(1, 9), draw.uniform(1, 9)"]
            error = {"output_type": "error", "ename": "AssertionError", "evalue": "wrong for 3", "traceback": trace}
            cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": trace[1]}, error]
        if grade_id(cell) == "moving-average-windows":
            evalue = "assert moving_average([1, 2, 3, 4], 2) == [1.5, 2.5, 3.5]"
            cell["outputs"] = [{"output_type": "error", "ename": "SomeError", "evalue": evalue, "traceback": []}]
    place.write_text(json.dumps(raw))
    text, soup = page_of(course)
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]
    assert rows[0] == ["relative-change-value", "not yet", "0 of 2"]
    assert [message.text for message in soup.find_all(class_="message")] == ["wrong for 3", WITHHELD]
    assert "A small notebook" in soup.text
    assert "from 100 to 150 is +0.5" in soup.text  # the part of the test that learners have
    for secret in ("CANARY", "HIDDEN", "hidden_seeds", "uniform", "[1.5, 2.5, 3.5]"):
        assert secret not in text, secret


def test_a_hidden_block_that_never_ends_is_hidden_to_the_end(graded: Grade) -> None:
    course = graded()
    place = course.root / "autograded" / "ada" / ASSIGNMENT / "warm-up.ipynb"
    place.write_text(place.read_text().replace("### END HIDDEN TESTS", "# the end"))
    text, _ = page_of(course)
    assert "CANARY" not in text
    assert "uniform" not in text


def test_the_page_is_shipped_with_the_package() -> None:
    folder = Path(__file__).parents[3] / "src" / "rounds" / "data" / "feedback"
    assert {path.name for path in folder.iterdir()} == {"page.css", "page.html"}
