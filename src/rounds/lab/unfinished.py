"""Lets an unfinished notebook run through to its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

GRADING_VARIABLES = ("ROUNDS_GRADING", "NBGRADER_EXECUTION")


@contextmanager
def your_turn(exercise: str) -> Iterator[None]:
    """Run a demonstration or a visible test; where the answer is still the stub, say so instead of failing.

    A NotImplementedError becomes the line "`exercise`: not done yet"; everything else is raised. In a graded run
    nothing is swallowed: an unfinished answer must not pass a test.
    """
    try:
        yield
    except NotImplementedError:
        if any(variable in os.environ for variable in GRADING_VARIABLES):
            raise
        print(f"{exercise}: not done yet")
