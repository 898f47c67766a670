"""The page that a learner gets back: one file of HTML that loads nothing."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from rounds.course import grade_id, is_solution, is_test
from rounds.files import Cell, Notebook
from rounds.grading.feedback import shown
from rounds.grading.feedback.handing_back import WITHHELD
from rounds.grading.feedback.hidden import Hidden
from rounds.grading.feedback.returned import Returned, ReturnedNotebook


@dataclass(frozen=True)
class ShownCell:
    """A cell as the page has it: what it is, its source and outputs as safe HTML.

    `graded` says what came of it in a foreign notebook, where each graded cell is an exercise of its own.
    """

    label: str
    source: Markup
    outputs: tuple[Markup, ...]
    comment: str
    graded: Returned | None


def page(back: ReturnedNotebook, nb: Notebook, comments: Mapping[str, str], hidden: Hidden) -> str:
    """The page for a notebook; `comments` are by the id of their cell."""
    graded = {} if back.ours else {each.id: each for each in back.exercises}

    def shown_cells(indexes: tuple[int, ...]) -> Iterator[ShownCell]:
        for index in indexes:
            cell = nb["cells"][index]
            comment = "" if back.ours else comments.get(grade_id(cell), "")
            source, outputs = _source(cell, hidden), tuple(_outputs(cell, hidden))
            yield ShownCell(_label(cell), source, outputs, comment, graded.get(grade_id(cell)))

    style = _data("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _templates().get_template("page.html")
    return template.render(back=back, shown_cells=shown_cells, style=Markup(style), style_digest=digest)


def _label(cell: Cell) -> str:
    if is_solution(cell):
        return "Your answer"
    return "" if cell["cell_type"] != "code" else "Test" if is_test(cell) else "Code"


def _source(cell: Cell, hidden: Hidden) -> Markup:
    source = hidden.visible(cell)
    return shown.code(source) if cell["cell_type"] == "code" else shown.markdown(source, cell.get("attachments"))


def _outputs(cell: Cell, hidden: Hidden) -> Iterator[Markup]:
    """What the cell put out; of a test's only the message counts, which stands with its verdict."""
    for output in [] if is_test(cell) else cell.get("outputs", []):
        yield shown.plain(WITHHELD) if hidden.repeated_in(shown.words_of(output)) else shown.output(output)


@cache
def _templates() -> Environment:
    made = Environment(
        autoescape=True,
        loader=FunctionLoader(_data),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"sentence": shown.sentence, "markdown": shown.markdown, "duration": duration}
    return made


@cache
def _data(name: str) -> str:
    return files("rounds").joinpath("data", "feedback", name).read_text(encoding="utf-8")


def duration(seconds: float) -> str:
    """Seconds as a person reads them: 0.4 s, 12 s, 1 min 05 s."""
    if seconds < 0.05:
        return "under 0.1 s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
