"""Who runs the notebook: a person, or a program that wants no answer."""

import os

from rounds.grading.environment import GRADING, NBGRADER


def automated() -> bool:
    """Whether a grader or nbval runs the notebook; a kernel of a Jupyter server has a person before it."""
    under_nbval = "PYTEST_CURRENT_TEST" in os.environ and "JPY_SESSION_NAME" not in os.environ
    return under_nbval or not {NBGRADER, GRADING}.isdisjoint(os.environ)
