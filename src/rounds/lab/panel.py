"""The result of a check as a notebook shows it: HTML that needs no kernel, and so outlives one.

Its buttons name commands of JupyterLab's own, which the front end carries out when they are pressed (the attributes
`data-commandlinker-*`). Where there is no JupyterLab they do nothing, and everything else reads as before.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from rounds.grading.examine import Examined
from rounds.grading.verdict import ExerciseReport, Verdict

_CODE = re.compile(r"`([^`\n]+)`")


def command(label: str, name: str, **arguments: object) -> str:
    """A button that has the front end carry out a command of JupyterLab."""
    given = f" data-commandlinker-args='{escape(json.dumps(arguments))}'" if arguments else ""
    return f'<button type="button" data-commandlinker-command="{escape(name)}"{given}>{escape(label)}</button>'


def again() -> str:
    """The button that runs the cell it stands under."""
    return command("Check again", "notebook:run-cell")


def stop() -> str:
    """The button that interrupts the kernel."""
    return command("Stop", "notebook:interrupt-kernel")


def panel(inside: str) -> str:
    """HTML in the colours of a check, in the light and in the dark theme."""
    return f'<style>{_css()}</style><div class="rounds-check">{inside}</div>'


def working(words: str) -> str:
    """What a check says while it works."""
    return panel(f'<p role="status" class="soft">{escape(words)}</p>')


def sentence(words: str, button: str) -> str:
    """One sentence in the place of a result, and a button to go on."""
    return panel(f'<p class="head"><span role="status">{escape(words)}</span>{button}</p>')


def result(examined: Examined, when: str, buttons: Iterable[str] = ()) -> str:
    """What a check found: one exercise property by property, or a notebook exercise by exercise."""
    reports = examined.report.exercises
    shown = _one(reports[0], examined, when, buttons) if len(reports) == 1 else _all(examined, when, buttons)
    return panel(shown + asides(examined.notes))


def _one(report: ExerciseReport, examined: Examined, when: str, buttons: Iterable[str]) -> str:
    rows = "".join(_property(verdict, examined.words[verdict.test]) for verdict in report.verdicts)
    return _head(report.exercise, report.points, report.possible, f"{report.seconds:.1f} s · {when}", buttons) + (
        f"<ul>{rows}</ul>"
    )


def _head(name: str, points: float, possible: float, soft: str, buttons: Iterable[str]) -> str:
    whole = "good" if points == possible else "bad"
    return (
        f'<p class="head"><span role="status"><b>{escape(name)}</b>: '
        f'<b class="{whole}">{points:g} of {possible:g} points</b></span>'
        f'<span class="soft">{escape(soft)}</span>{"".join((again(), *buttons))}</p>'
    )


def _property(verdict: Verdict, words: str) -> str:
    kind, mark = ("good", "✓ holds") if verdict.passed else ("bad", "✗ not yet")
    said = f'<p class="message">{_text(verdict.message)}</p>' if verdict.message else ""
    return (
        f'<li><span class="mark {kind}">{mark}</span>{_text(words or verdict.test)} '
        f'<span class="soft">{verdict.points:g} of {verdict.possible:g} · {verdict.seconds:.1f} s</span>{said}</li>'
    )


def _text(words: str) -> str:
    """A text of ours as HTML: what stands between backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(words))


def _all(examined: Examined, when: str, buttons: Iterable[str]) -> str:
    report = examined.report
    seconds = sum(each.seconds for each in report.exercises)
    by_topic: dict[str, list[ExerciseReport]] = {}
    for each in report.exercises:
        by_topic.setdefault(examined.topics.get(each.exercise, ""), []).append(each)
    head = _head(report.notebook, report.points, report.possible, f"{seconds:.1f} s · {when}", buttons)
    exercises = [points_row(each.exercise, each.points, each.possible) for each in report.exercises]
    topics = [
        points_row(topic or "no topic", sum(each.points for each in of_it), sum(each.possible for each in of_it))
        for topic, of_it in by_topic.items()
    ]
    return head + points_table("Exercise", exercises) + points_table("Topic", topics)


def points_table(what: str, rows: Iterable[str]) -> str:
    """A table of points with rows by `points_row`; `what` they are of heads the names."""
    heads = f'<th></th><th>{escape(what)}</th><th class="number">Points</th>'
    return f"<table><tr>{heads}</tr>{''.join(rows)}</table>"


def points_row(name: str, points: float, possible: float, mark: tuple[str, str] | None = None) -> str:
    """A row of a table of points; its `mark` is a colour's name and a word, by the points where none is given."""
    kind, word = mark or all_or_not(points, possible)
    return (
        f'<tr><td class="{kind}">{word}</td><td>{escape(name)}</td>'
        f'<td class="number">{points:g} of {possible:g}</td></tr>'
    )


def all_or_not(points: float, possible: float) -> tuple[str, str]:
    """A colour's name and a word for points: all of them, or not."""
    return ("good", "✓ all") if points == possible else ("bad", "✗ not all")


def asides(sentences: Iterable[str]) -> str:
    """Sentences besides a result, a paragraph each."""
    return "".join(f'<p class="soft">{escape(sentence)}</p>' for sentence in sentences)


@cache
def _css() -> str:
    return files("rounds").joinpath("data/lab/check.css").read_text(encoding="utf-8")
