"""What went wrong in a cell, for its reader: what a test says first, the traceback folded below."""

import re
from html import escape
from typing import Any

from rounds.grading.messages import Fault
from rounds.lab import panel
from rounds.lab.cells import show

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def explain(error: Exception, shell: Any) -> None:
    """Show an exception below the running cell of an IPython shell."""
    said = _said(error)
    frames = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
    traceback = _ANSI.sub("", "\n".join(frames))
    html = (
        f'<p role="status"><span class="mark bad">✗ not yet</span>{escape(said)}</p>'
        f"<details><summary>Where it happened</summary><pre>{escape(traceback)}</pre></details>"
    )
    show(panel.panel(html), f"✗ not yet: {said}\n\n{traceback}")


def _said(error: Exception) -> str:
    if isinstance(error, AssertionError):
        return str(error) or "What this cell asserts does not hold yet."
    return Fault(type(error).__name__, str(error)).sentence()
