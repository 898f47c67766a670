"""Lets an unfinished notebook run through to its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

JUDGING_VARIABLE = "ROUNDS_JUDGING"


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
    if "ROUNDS_GRADING" in os.environ:
        return JUDGING_VARIABLE in os.environ
    return "NBGRADER_EXECUTION" in os.environ
