"""The page that a learner gets back: one file of HTML that loads nothing."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from rounds.course import grade_id, is_solution, is_test
from rounds.files import Cell, Notebook
from rounds.grading import shown
from rounds.grading.handing_back import WITHHELD
from rounds.grading.hidden import Hidden
from rounds.grading.returned import Property, ReturnedNotebook


@dataclass(frozen=True)
class ShownCell:
    """A cell as the page has it: what it is, its source and outputs as safe HTML, its comment, its verdict."""

    label: str
    source: Markup
    outputs: tuple[Markup, ...] = ()
    comment: str = ""
    verdict: Property | None = None


def page(back: ReturnedNotebook, nb: Notebook, comments: dict[str, str], hidden: Hidden) -> str:
    """The page for a notebook."""
    verdicts = {each.test: each for exercise in back.exercises for each in exercise.properties}

    def shown_cells(indexes: tuple[int, ...]) -> Iterator[ShownCell]:
        for index in indexes:
            cell = nb["cells"][index]
            known = "" if back.ours else grade_id(cell)
            yield _shown(cell, hidden, comments.get(known, ""), verdicts.get(known))

    style = _data("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _templates()
        .get_template("page.html")
        .render(back=back, shown_cells=shown_cells, style=Markup(style), style_digest=digest)
    )


def _shown(cell: Cell, hidden: Hidden, comment: str, verdict: Property | None) -> ShownCell:
    source = hidden.visible(cell)
    if cell["cell_type"] != "code":
        return ShownCell("Your text", shown.markdown(source, cell.get("attachments")), comment=comment)
    label = "Your answer" if is_solution(cell) else "Test" if is_test(cell) else "Cell"
    outputs = () if is_test(cell) else tuple(_outputs(cell, hidden))
    return ShownCell(label, shown.code(source), outputs, comment, verdict)


def _outputs(cell: Cell, hidden: Hidden) -> Iterator[Markup]:
    for output in cell.get("outputs", []):
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
