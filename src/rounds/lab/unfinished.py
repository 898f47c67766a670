"""Lets an unfinished notebook run through to its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rounds.grading.environment import GRADING, JUDGING, NBGRADER


@contextmanager
def your_turn(exercise: str) -> Iterator[None]:
    """Run a demonstration or a visible test; where the answer is still the stub, say so instead of failing.

    A NotImplementedError becomes the line "`exercise`: not done yet"; everything else is raised. While tests are
    judged nothing is swallowed: an unfinished answer must not pass one.
    """
    try:
        yield
    except NotImplementedError:
        if _judging():
            raise
        print(f"{exercise}: not done yet")


def _judging() -> bool:
    """Whether a test cell may be running for points: our engine says so; in nbgrader's kernel any cell may be one."""
    if GRADING in os.environ:
        return JUDGING in os.environ
    return NBGRADER in os.environ
