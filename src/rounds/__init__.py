"""Rounds: a curriculum that prepares senior engineers for five interview rounds by building, breaking and measuring.

In a notebook: `check("exercise-id")` grades one exercise, `your_turn("exercise-id")` guards a cell that needs it.
`explore("scenario")` shows a scenario of the failure lab with sliders, `progress()` where you stand, and `submit(4)`
hands in a round. `timer(pitch=150)` times what you say aloud, `score_yourself("your-pitch")` keeps how you score it,
and `stories()` is your story bank. `feedback_drill()` is a dozen situations in which something has to be said.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rounds.lab.check import check
    from rounds.lab.explore import explore
    from rounds.lab.feedback_drill import feedback_drill
    from rounds.lab.progress import progress
    from rounds.lab.score_yourself import score_yourself
    from rounds.lab.stories import stories
    from rounds.lab.submit import submit
    from rounds.lab.timer import timer
    from rounds.lab.unfinished import your_turn

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "check",
    "explore",
    "feedback_drill",
    "progress",
    "score_yourself",
    "stories",
    "submit",
    "timer",
    "your_turn",
]

_HOMES = {
    "check": "rounds.lab.check",
    "explore": "rounds.lab.explore",
    "feedback_drill": "rounds.lab.feedback_drill",
    "progress": "rounds.lab.progress",
    "score_yourself": "rounds.lab.score_yourself",
    "stories": "rounds.lab.stories",
    "submit": "rounds.lab.submit",
    "timer": "rounds.lab.timer",
    "your_turn": "rounds.lab.unfinished",
}


def __getattr__(name: str) -> object:
    # Lazy: `import rounds.sim` and `rounds --help` must not pay for Jupyter.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
