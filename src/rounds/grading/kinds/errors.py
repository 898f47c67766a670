"""The error that is not a learner's wrong answer."""

from rounds.errors import RoundsError


class AuthoringError(RoundsError):
    """A hidden test is at fault, not the learner: its world, reference or thresholds break their own promise."""
