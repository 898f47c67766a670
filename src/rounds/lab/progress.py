"""`progress()`: where the learner stands and what to do next, below a notebook's cell or as text."""

import os
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from rounds.course import find_root
from rounds.errors import RoundsError
from rounds.lab.automated import automated

if TYPE_CHECKING:
    from rounds.practice.advice import Advice, Suggestion
    from rounds.practice.learner import Learner

_DPI = 90


def progress() -> None:
    """Show your points, the next things to do and the 25 topics; in plain Python, print them.

    In an automated run of the notebook nothing is read.
    """
    if automated():
        print("progress() does nothing in an automated run: it is for you to run.")
        return
    try:
        learner = learner_at(find_root())
    except RoundsError as error:
        print(error)
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.here import shows_html

    (_show if shows_html() else _print)(learner)


def learner_at(root: Path) -> "Learner":
    """The learner of the course at `root`, with the gradebook that its configuration names."""
    from rounds.grading.stock import gradebook_url
    from rounds.practice.learner import meet

    return meet(root, gradebook_url(root))


def _text(learner: "Learner") -> str:
    from rich.console import Console

    from rounds.practice.advice import advise
    from rounds.practice.progress import SEVERAL_KINDS
    from rounds.practice.text import advice_lines, by_kind, by_topic, whole

    console = Console(width=120, color_system=None)
    with console.capture() as captured:
        console.print(by_topic(learner), by_kind(learner.progress), sep="\n")
    return "\n".join([*whole(learner.progress), captured.get(), SEVERAL_KINDS, "", *advice_lines(advise(learner))])


def _print(learner: "Learner") -> None:
    print(_text(learner))


def _show(learner: "Learner") -> None:
    from rounds.lab.cells import show
    from rounds.lab.panel import panel

    show(panel(html(learner, Path.cwd())), _text(learner))


def html(learner: "Learner", here: Path) -> str:
    """The panel's inside: totals, what is next with links from the folder `here`, the rounds, the picture."""
    from rounds.lab.panel import asides
    from rounds.lab.topics_picture import topics_picture, words
    from rounds.practice.advice import advise
    from rounds.practice.text import whole

    first, *rest = whole(learner.progress)
    advice = advise(learner)
    picture = b64encode(topics_picture(learner).png(_DPI)).decode()
    return (
        f'<p class="head"><span role="status"><b>{escape(first)}</b></span></p>'
        + asides(rest)
        + _next(learner, advice, here)
        + _rounds(learner)
        + f'<p><img src="data:image/png;base64,{picture}" alt="{escape(words(learner))}"></p>'
    )


def _next(learner: "Learner", advice: "Advice", here: Path) -> str:
    from rounds.practice.text import duration

    items = "".join(
        f'<li><span class="mark">{escape(duration(each.minutes))}</span>'
        f'<a href="{escape(_link(learner.course.root, each, here))}">{escape(each.what)}</a> '
        f'<span class="soft">{escape(each.why)}</span></li>'
        for each in advice.suggestions
    )
    note = f"<p>{escape(advice.note)}</p>" if advice.note else ""
    return (f"<p><b>Next</b></p><ul>{items}</ul>" if items else "") + note


def _link(root: Path, suggestion: "Suggestion", here: Path) -> str:
    """The learner's copy of the notebook, relative to `here`, and the exercise's heading as JupyterLab names it.

    JupyterLab goes to the heading of a notebook that is open already; one that is not it opens at its top.
    """
    from rounds.lab.workspace import WORKSPACE

    copy = root / WORKSPACE / suggestion.notebook.assignment / suggestion.notebook.path.name
    heading = suggestion.exercise.title.replace(" ", "-")
    return f"{quote(Path(os.path.relpath(copy, here)).as_posix())}#{quote(heading)}"


def _rounds(learner: "Learner") -> str:
    from rounds.practice.text import NOTHING, duration

    rows = ""
    for number, total in enumerate(learner.progress.rounds, 1):
        cells = [f"{total.points:g} of {total.possible:g}", f"{total.done} of {total.exercises}"]
        cells = [*cells, duration(total.minutes_left)] if total.exercises else [NOTHING, "", ""]
        shown = "".join(f'<td class="number">{cell}</td>' for cell in cells)
        rows += f"<tr><td>{number} · {escape(total.title)}</td>{shown}</tr>"
    heads = "".join(f'<th class="number">{word}</th>' for word in ("Points", "Exercises done", "Left"))
    return f"<table><tr><th>Round</th>{heads}</tr>{rows}</table>"
