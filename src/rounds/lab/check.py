"""`check("exercise-id")`: grades one exercise of the notebook that it stands in."""

import re
import sys

from rounds.errors import RoundsError
from rounds.lab.automated import automated

UNSAVED = (
    "I cannot tell whether this notebook is saved. If what follows is not about your latest answer: "
    "save the notebook, then run this cell again."
)


def check(exercise: str) -> None:
    """Grade the exercise with the course's hidden tests and print what each of them says.

    The notebook is saved first, where its front end is JupyterLab. The result goes into the gradebook for the student
    `me`. In an automated run of the notebook nothing is graded.
    """
    if automated():
        print(f'check("{exercise}") does nothing in an automated run: it is for you to run.')
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.here import save, this_notebook

    try:
        notebook = this_notebook(exercise)
        if not save(notebook):
            print(UNSAVED)
        from rounds.grading.engine import engine_at_hand
        from rounds.grading.examine import examine

        for line in examine(notebook, exercise, engine_at_hand()).lines():
            print(_coloured(line))
    except RoundsError as error:
        print(error)


def _coloured(line: str) -> str:
    """A line with its tick in green or its cross in red, where a notebook shows it; plain text elsewhere."""
    if "IPython" not in sys.modules or sys.modules["IPython"].get_ipython() is None:
        return line
    return re.sub("^✓", "\x1b[1;32m✓\x1b[0m", re.sub("^✗", "\x1b[1;31m✗\x1b[0m", line))
