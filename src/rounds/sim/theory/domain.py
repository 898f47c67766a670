"""What the formulas accept: each check raises a `RoundsError` that names the value and what it takes."""

from math import inf
from numbers import Integral

from rounds.errors import RoundsError


def positive(**values: float) -> None:
    """Each must be a number above 0."""
    for name, value in values.items():
        if not value > 0:
            raise RoundsError(f"{name} is {value}: give a number above 0.")


def not_negative(**values: float) -> None:
    """Each must be a number, 0 or more."""
    for name, value in values.items():
        if not value >= 0:
            raise RoundsError(f"{name} is {value}: give 0 or more.")


def finite(**values: float) -> None:
    """None may be infinite."""
    for name, value in values.items():
        if value == inf:
            raise RoundsError(f"{name} is {value}: give a finite number.")


def share(**values: float) -> None:
    """Each must lie between 0 and 1."""
    for name, value in values.items():
        if not 0 <= value <= 1:
            raise RoundsError(f"{name} is {value}: give a share from 0 to 1.")


def whole(least: int, **values: int) -> None:
    """Each must be a whole number, not below `least`."""
    for name, value in values.items():
        if not (isinstance(value, Integral) and value >= least):
            raise RoundsError(f"{name} is {value}: give a whole number, {least} or more.")
