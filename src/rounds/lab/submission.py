"""What came of a submission, as a notebook shows it; `said` is what `rounds submit --json` prints."""

import os
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from rounds.lab import panel

Said = dict[str, Any]


def as_html(said: Said, folder: Path, root: Path, button: str) -> str:
    """Points by exercise and a link to each notebook's page, relative to `folder`, where the notebook lies."""
    whole, _ = panel.all_or_not(said["points"], said["possible"])
    head = (
        f'<p class="head"><span role="status"><b>{escape(said["assignment"])}</b> is handed in: <b class="{whole}">'
        f"{said['points']:g} of {said['possible']:g} points</b>{_written(said)}</span>"
        f'<span class="soft">{datetime.now():%H:%M}</span>{button}</p>'
    )
    notebooks = "".join(_notebook(notebook, folder, root) for notebook in said["notebooks"])
    return panel.panel(head + notebooks + panel.asides(said["sentences"]))


def as_lines(said: Said) -> list[str]:
    """The same as text."""
    lines = [f"{said['assignment']} is handed in: {said['points']:g} of {said['possible']:g} points{_written(said)}"]
    for notebook in said["notebooks"]:
        lines += [
            f"{_mark(each)[1]}  {each['exercise']}: {each['points']:g} of {each['possible']:g}"
            for each in notebook["exercises"]
        ]
        lines.append(f"Feedback: {notebook['page']}")
    return lines + list(said["sentences"])


def _written(said: Said) -> str:
    """Points that no test gives are a total of their own."""
    if not said["by_hand_possible"]:
        return ""
    return f"; written answers, apart: {said['by_hand']:g} of {said['by_hand_possible']:g}"


def _notebook(notebook: Said, folder: Path, root: Path) -> str:
    rows = [
        panel.points_row(each["exercise"], each["points"], each["possible"], _mark(each))
        for each in notebook["exercises"]
    ]
    page = escape(Path(os.path.relpath(root / notebook["page"], folder)).as_posix())
    link = f'<a href="{page}">Feedback on {escape(notebook["notebook"])}</a>'
    return f"{panel.points_table(notebook['notebook'], rows)}<p>{link}</p>"


def _mark(each: Said) -> tuple[str, str]:
    """A colour's name and a word for what came of an exercise."""
    if each["graded_by_hand"]:
        return "soft", "written, to be graded" if each["waits"] else "written"
    return panel.all_or_not(each["points"], each["possible"])
