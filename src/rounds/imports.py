"""Imports that somebody waits for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def imported_for_good() -> Iterator[None]:
    """Import without the garbage collector, which would walk over all that is new again and again, and at the end.

    What is imported stays, so that there is nothing in it to collect: a quarter of a second of a large library.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
