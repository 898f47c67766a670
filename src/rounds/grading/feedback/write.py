"""Feedback pages for learners: their cells, points and messages; never a hidden test, a seed or a way through one."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets import default

from rounds.errors import RoundsError
from rounds.files import Cell, read_notebook, write_atomic
from rounds.grading.gradebook import opened, quiet
from rounds.grading.feedback.handing_back import returned
from rounds.grading.feedback.hidden import Hidden
from rounds.grading.feedback.marks import marks_of
from rounds.grading.feedback.page import page
from rounds.grading.feedback.returned import ReturnedNotebook

RELEASED_BY = ("timestamp.txt", "submission_secret.txt")  # what `nbgrader release_feedback` reads beside the pages
FACTS = "rounds_returned"


class FeedbackPage(Exporter):
    """Turns an autograded notebook into our page, in the place of nbgrader's own template."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """Return the page and, under `FACTS` in the resources, what it says."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        converter: Any = self.parent
        names, directory = resources["nbgrader"], converter.coursedir
        tests, scheme = ClearHiddenTests(parent=self), ClearMarkScheme(parent=self)
        delimiters = (
            (tests.begin_test_delimeter, tests.end_test_delimeter),
            (scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter),
        )
        hidden = Hidden.of(nb.cells, delimiters)
        shared = getattr(converter, "book", None)
        with nullcontext(shared) if shared else opened(names["db_url"], directory.course_id) as book:
            marks = marks_of(book, names["assignment"], names["notebook"], names["student"])
        about = {key: names[key] for key in ("student", "assignment", "notebook")} | {"course": directory.course_id}
        back = returned(about, nb, marks, _course_cells(directory, names), hidden)
        resources[FACTS] = back
        return page(back, nb, marks.comments, hidden), resources


def _course_cells(directory: Any, names: dict[str, str]) -> Sequence[Cell]:
    folder = Path(directory.root, directory.format_path(directory.source_directory, ".", names["assignment"]))
    source = folder / f"{names['notebook']}.ipynb"
    return read_notebook(source)["cells"] if source.is_file() else []


@dataclass(frozen=True)
class Page:
    """A page that was written, and what it says."""

    path: Path
    back: ReturnedNotebook


class _OneSubmission(GenerateFeedback):  # type: ignore[misc]
    """nbgrader's GenerateFeedback, in which a notebook without a page costs only itself.

    Of the learner's own files it copies none: the page needs none, and one that is a page itself would be taken for
    ours.
    """

    def __init__(self, book: Any = None, **settings: Any) -> None:
        self.book = book
        self.pages: list[Page] = []
        self.failures: list[str] = []
        super().__init__(**settings)

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy what releasing the page takes."""
        source, target = (Path(find(assignment_id, student_id)) for find in (self._format_source, self._format_dest))
        for name in RELEASED_BY:
            if (source / name).is_file():
                write_atomic(target / name, (source / name).read_bytes())

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Write one page; what goes wrong is kept in `failures`."""
        try:
            read_notebook(Path(notebook_filename))
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.log.exception("%s", notebook_filename)
            said = str(error) if isinstance(error, RoundsError) else f"{type(error).__name__}: {error}"
            self.failures.append(f"{Path(notebook_filename).name}: {said}")

    def write_single_notebook(self, output: str, resources: Any) -> None:
        """Write the page beside its place and rename it there."""
        names = resources["nbgrader"]
        path = Path(self._format_dest(names["assignment"], names["student"]), f"{names['notebook']}.html")
        write_atomic(path, output)
        self.pages.append(Page(path, resources[FACTS]))


def pages_of(directory: Any, config: Any, log: Any, book: Any = None) -> tuple[list[Page], list[str]]:
    """Write the pages of one submission, which `directory` names; return them, and sentences on what has none.

    `book` is the open gradebook, where the caller has one: opening it anew for each submission takes time.
    """
    ours = {"exporter_class": FeedbackPage, "preprocessors": []}  # also where the course's own configuration has others
    converter = _OneSubmission(book, coursedir=directory, config=config, log=log, force=True, **ours)
    try:
        with quiet():
            converter.start()
    except NbGraderException as error:
        never = f"there is nothing in {converter._input_directory}/ for it. Grade it first: rounds grade"
        converter.failures.append(str(error) if converter.assignments else never)
    failures = [f"No feedback for {directory.student_id}: {failure}" for failure in converter.failures]
    return converter.pages, failures


def write_feedback(directory: Any, config: Any, log: Any) -> list[Path]:
    """Write the pages of one submission, which `directory` names; raises RoundsError where one cannot be written."""
    pages, failures = pages_of(directory, config, log)
    if failures:
        raise RoundsError(" ".join(failures))
    return [page.path for page in pages]
