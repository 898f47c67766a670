"""The two errors of the kinds that are not a learner's wrong answer."""

from rounds.errors import RoundsError


class AuthoringError(RoundsError):
    """A hidden test is at fault, not the learner: its world, reference or thresholds break their own promise."""


class OverBudgetError(RuntimeError):
    """Learner code asked for more than it may: questions past the budget, operations past the limit."""
