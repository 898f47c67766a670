"""`score_yourself("your-pitch")`: the rubric of a text with a choice of bands, kept in the learner's own diary."""

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rounds.errors import RoundsError
from rounds.lab.automated import automated

if TYPE_CHECKING:
    from rounds.practice.diary import Band, SelfScore
    from rounds.rubrics import Dimension, Rubric

NOT_SAVED = "I could not save the notebook: this is about the text in its file."


def score_yourself(exercise: str) -> None:
    """Show the rubric of a text in this notebook, to choose a band in each dimension and quote what shows it.

    The score is kept in `.rounds/diary.jsonl`, on this machine alone. It is never added to what hidden tests award,
    and an instructor does not see it. In automated runs nothing is shown; in plain Python it says where to do it.
    """
    if automated():
        print(f'score_yourself("{exercise}") does nothing in an automated run: it is for you to fill in.')
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.here import notebooks_here, shell_here

    if shell_here() is None:
        print("Score your text in a notebook: open it in JupyterLab and run this cell there.")
        return
    from IPython.display import display

    try:
        display(Form(exercise, notebooks_here(exercise)).box)
    except RoundsError as error:
        print(error)


class Form:
    """The rubric as widgets: `box` is what a cell shows."""

    def __init__(self, exercise: str, notebooks: list[Path]) -> None:
        import ipywidgets as widgets

        from rounds.course import find_root
        from rounds.files import read_notebook
        from rounds.practice.diary import read
        from rounds.practice.self_scores import trend
        from rounds.rubrics import rubric_of

        self.exercise, self.notebooks = exercise, notebooks
        self.root = find_root(notebooks[0].resolve().parent)
        self.rubric: Rubric = rubric_of(read_notebook(notebooks[0]), exercise)
        scores = trend(read(self.root), exercise)
        self.rows = [Row(dimension) for dimension in self.rubric.dimensions]
        self.keep = widgets.Button(description="Keep this score", button_style="primary")
        self.said = widgets.HTML(_trend(scores))
        self.box = widgets.VBox([*(row.box for row in self.rows), widgets.HBox([self.keep]), self.said])
        self.keep.on_click(self._pressed)

    def _pressed(self, _: Any) -> None:
        try:
            self.said.value = self._kept()
        except RoundsError as error:
            self.said.value = _paragraph(str(error))

    def _kept(self) -> str:
        """Keep the score, and return what there is to say about it as HTML."""
        from rounds.course import grade_id
        from rounds.files import read_notebook
        from rounds.lab.here import save
        from rounds.practice.diary import read
        from rounds.practice.self_scores import faults, keep, trend

        saved = save(self.notebooks)
        note = "" if saved else _paragraph(NOT_SAVED)
        cells = read_notebook(saved or self.notebooks[0])["cells"]
        text = next((str(cell["source"]) for cell in cells if grade_id(cell) == self.exercise), "")
        bands = {row.dimension.name: band for row in self.rows if (band := row.band())}
        if wrong := faults(self.rubric, bands, text):
            return note + "".join(map(_paragraph, wrong))
        keep(self.root, self.exercise, self.rubric, bands)
        return note + _trend(trend(read(self.root), self.exercise))


class Row:
    """One dimension: four buttons, the words of the chosen band, and a field for the quotation."""

    def __init__(self, dimension: "Dimension") -> None:
        import ipywidgets as widgets

        self.dimension = dimension
        self.choice = widgets.ToggleButtons(
            options=[(str(number), number) for number in range(1, len(dimension.bands) + 1)],
            value=None, style={"button_width": "2.5em"}, tooltips=dimension.bands,
        )  # fmt: skip
        self.words = widgets.HTML("<i>Choose a band.</i>")
        self.quotation = widgets.Text(
            placeholder="the words of your text that show it", layout={"width": "44em", "max_width": "95%"}
        )
        head = widgets.HTML(f"<b>{html.escape(dimension.name)}</b>", layout={"min_width": "14em"})
        self.box = widgets.VBox(
            [widgets.HBox([head, self.choice]), self.words, self.quotation], layout={"margin": "0 0 8px 0"}
        )
        self.choice.observe(self._chosen, names="value")

    def band(self) -> "Band | None":
        """The band that is chosen, with its quotation; None so far."""
        from rounds.practice.diary import Band

        number = self.choice.value
        return None if number is None else Band(number, self.quotation.value.strip() if number > 1 else "")

    def _chosen(self, _: Any) -> None:
        self.words.value = html.escape(self.dimension.bands[self.choice.value - 1])
        # The lowest band says that it is missing: there is nothing to quote.
        self.quotation.layout.display = "none" if self.choice.value == 1 else ""


def _trend(scores: "list[SelfScore]") -> str:
    """All scores of a text in a table, one a column, the newest last; nothing where there is none."""
    if not scores:
        return _paragraph("Not scored yet. What you keep here stays on this machine.")
    latest = scores[-6:]
    names = list(latest[-1].bands)
    heads = "".join(f'<th style="text-align:right">{score.at.astimezone():%d %b %H:%M}</th>' for score in latest)
    rows = "".join(_trend_row(name, [score.bands.get(name) for score in latest]) for name in names)
    sums = "".join(
        f'<td style="text-align:right"><b>{score.points:g} of {score.possible:g}</b></td>' for score in latest
    )
    return f"<table><tr><th></th>{heads}</tr>{rows}<tr><td><b>Your own score</b></td>{sums}</tr></table>"


def _trend_row(name: str, bands: "list[Band | None]") -> str:
    cells = "".join(f'<td style="text-align:right">{band.number if band else ""}</td>' for band in bands)
    return f"<tr><td>{html.escape(name)}</td>{cells}</tr>"


def _paragraph(words: str) -> str:
    return f"<p>{html.escape(words)}</p>"
