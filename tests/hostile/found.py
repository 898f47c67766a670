"""What came of a graded cohort: points and flags from the gradebook, and what of our secrets can be read."""

import html
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from rounds.course import Course, grade_id
from rounds.files import read_notebook

LONG_ENOUGH = 24  # shorter lines of a hidden test stand in other code too
ESCAPED = "ESCAPED"  # what an attack prints when it has done what nobody should be able to do
CANARIES = [f"CANARY-{name}" for name in ("4711", "SALT", "OUTSIDE", "NEIGHBOUR", "ENVIRONMENT", "TILL")]
SCRIPT = "ATTACKSCRIPT"  # what an attack's own scripts call
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_GRADES = """
SELECT submitted_assignment.student_id, base_cell.name, COALESCE(grade.auto_score, 0), grade.needs_manual_grade
FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
"""


@dataclass
class Found:
    """What one student got, and what the learner's code or the learner could read of our secrets."""

    tests: dict[str, float] = field(default_factory=dict)
    flagged: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)
    feedback_leaks: set[str] = field(default_factory=set)
    said: str = ""

    def points(self, owners: dict[str, str]) -> dict[str, float]:
        """Points by exercise; `owners` says whose each test is."""
        total = dict.fromkeys(owners.values(), 0.0)
        for test, points in self.tests.items():
            if test in owners:
                total[owners[test]] += points
        return total


class _Scripts(HTMLParser):
    """Finds an attack's script where a browser would run it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._inside, self.found = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            runs = name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:text/html"))
            self.found |= runs and SCRIPT in (value or "")

    def handle_data(self, data: str) -> None:
        self.found |= self._inside == "script" and SCRIPT in data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def secrets(course: Course) -> list[str]:
    """What must never reach a learner: every canary, and the lines of the sources that stand in hidden tests alone."""
    lines, shown = {*CANARIES, ESCAPED}, set()
    for notebook in course.notebooks:
        hidden = False
        for line in "\n".join(cell["source"] for cell in read_notebook(notebook.path)["cells"]).splitlines():
            if "BEGIN HIDDEN TESTS" in line:
                hidden = True
            elif "END HIDDEN TESTS" in line:
                hidden = False
            elif hidden and len(line.strip()) >= LONG_ENOUGH and not re.match(r'\s*f?"', line):
                lines.add(line.strip())
            elif not hidden:
                shown.add(line.strip())
    return sorted(lines - shown)


def collect(course: Course, graded: str = "") -> dict[str, Found]:
    """What the gradebook, autograded/ and feedback/ hold for every student; `graded` is what `grade --json` printed."""
    found: defaultdict[str, Found] = defaultdict(Found)
    with sqlite3.connect(f"file:{course.root / 'gradebook.db'}?mode=ro", uri=True) as database:
        for student, test, points, flag in database.execute(_GRADES):
            found[student].tests[test] = points
            if flag and not test.startswith("your-"):
                found[student].flagged.add(test)
    known = secrets(course)
    for student in (path.name for path in (course.root / "submitted").iterdir()):
        put_out = "\n".join(
            text for path in (course.root / "autograded" / student).glob("*/*.ipynb") for text in _outputs(path)
        )
        found[student].leaks = {secret for secret in known if secret in put_out}
        pages = "\n".join(path.read_text() for path in (course.root / "feedback" / student).rglob("*.html"))
        text = html.unescape(re.sub(r"<[^>]+>", "", pages))
        found[student].feedback_leaks = {secret for secret in known if secret in text and secret != ESCAPED}
        if _Scripts(pages).found:
            found[student].feedback_leaks.add(SCRIPT)
    for each in json.loads(graded)["submissions"] if graded else ():
        said = json.dumps(each, ensure_ascii=False)
        found[each["student"]].said += said
        found[each["student"]].leaks |= {secret for secret in known if secret in said}
    return dict(found)


def owners(course: Course) -> dict[str, dict[str, str]]:
    """By notebook: whose exercise each test is."""
    return {
        notebook.name: {test.id: exercise.id for exercise in notebook.exercises for test in exercise.tests}
        for notebook in course.notebooks
    }


def possible(course: Course) -> dict[str, dict[str, float]]:
    """By notebook: the points that there are, by exercise."""
    return {
        notebook.name: {exercise.id: exercise.points for exercise in notebook.exercises if exercise.tests}
        for notebook in course.notebooks
    }


def _outputs(path: Path) -> Iterator[str]:
    """What the cells of an autograded notebook put out; not the tracebacks of our tests, which only we can see."""
    for cell in read_notebook(path)["cells"]:
        for output in cell.get("outputs", ()):
            if output["output_type"] == "stream":
                yield _COLOUR.sub("", _joined(output["text"]))
            elif output["output_type"] == "error":
                yield _COLOUR.sub("", _joined(output["evalue"]))
                if not grade_id(cell):
                    yield _COLOUR.sub("", "\n".join(output["traceback"]))
            else:
                yield from (_joined(text) for text in output["data"].values())


def _joined(text: object) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)
