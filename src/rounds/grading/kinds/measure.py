"""From a measured figure to points: a full and a partial threshold, and cells that pay only together."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rounds.grading.kinds.errors import AuthoringError


@dataclass(frozen=True)
class Measure:
    """A figure and the thresholds for all and for half of a cell's points; their order says which way is better.

    With `full` above `partial` more is better, below it less is; with `partial` left out there is no half, and
    `less` says the way. `says` is what the learner reads when the figure misses `full`. NaN earns nothing.
    """

    value: float
    full: float
    partial: float | None = None
    less: bool | None = None
    says: str = ""

    def __post_init__(self) -> None:
        if self.partial is not None and self.less is not None and self.less != (self.full < self.partial):
            raise AuthoringError("The thresholds of a Measure contradict `less`: leave one of the two out.")
        if self.partial == self.full:
            raise AuthoringError("The thresholds of a Measure are equal: leave `partial` out.")

    @property
    def share(self) -> float:
        """1.0, 0.5 or 0.0: the share of the points that the figure earns on its own."""
        if self._reaches(self.full):
            return 1.0
        return 0.5 if self.partial is not None and self._reaches(self.partial) else 0.0

    def _reaches(self, threshold: float) -> bool:
        less = self.full < self.partial if self.partial is not None else bool(self.less)
        # Written so that NaN fails: every comparison with it is false.
        return self.value <= threshold if less else self.value >= threshold


def award(points: float, measure: Measure, provided: Iterable[Measure] = ()) -> float:
    """The points that a test cell pays, as the last expression of the cell; none is an AssertionError.

    `provided` are the figures of the sibling cells: where one of them misses even its partial threshold, this cell
    pays nothing, or "always act" would earn the points for never waiting. Where both miss, each cell tells its own.
    Half pay prints why. nbgrader and the judge both read a number at the end of a test cell as the points earned.
    """
    if not measure.share:
        raise AssertionError(measure.says or f"measured {measure.value:.3g}; needed {measure.full:g}.")
    for other in provided:
        if not other.share:
            raise AssertionError(f"These points count only together with another property, which fails:\n{other.says}")
    if measure.share < 1 and measure.says:
        print(f"Half of the points. {measure.says}")
    return points * measure.share


def outside(value: float, low: float, high: float) -> float:
    """How far `value` lies outside [low, high]: 0 within, NaN for NaN. Makes a two-sided target one Measure."""
    return value if math.isnan(value) else max(low - value, value - high, 0.0)
