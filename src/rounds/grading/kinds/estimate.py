"""EST: intervals and probabilities against hidden truth, by proper scoring rules, calibration and sharpness.

A proper scoring rule is best, in expectation, for who says what they believe (Gneiting and Raftery, Strictly proper
scoring rules, prediction, and estimation, JASA 102, 2007). Coverage alone is met by intervals that say nothing and
sharpness alone by intervals that are wrong, so a hidden test asks for both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.plain import finite, finite_array, plain


def interval_score(low: float, high: float, truth: float, level: float) -> float:
    """Width plus 2 / (1 - level) times the distance by which the truth is missed; less is better, same units.

    Proper for the central interval of probability `level` (Winkler, JASA 67, 1972; Gneiting and Raftery, 2007, 6.2).
    """
    return (high - low) + 2 / (1 - level) * max(low - truth, truth - high, 0.0)


@dataclass
class Intervals:
    """The intervals of one graded run, each beside its hidden truth and in a group of the test's own.

    `level` is the probability that each should hold, in (0, 1). With `log=True` all are positive and widths are
    ln(high / low): for quantities known up to a factor.
    """

    level: float
    log: bool = False
    _rows: list[tuple[float, float, float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise AuthoringError(f"The level of an interval is between 0 and 1, not {self.level}.")

    def add(self, answer: object, truth: float, group: str = "", what: str = "your function") -> None:
        """Takes one answer, (low, high), and the truth that it should hold; else an AssertionError says what is off."""
        if not math.isfinite(truth) or (self.log and truth <= 0):
            raise AuthoringError(f"A truth of {truth} cannot be judged.")
        pair = plain(answer, tuple[float, float] | list[float], what)
        if len(pair) != 2:
            raise AssertionError(f"{what} returned {len(pair)} numbers; expected the two ends (low, high).")
        least = math.ulp(0.0) if self.log else -math.inf
        low, high = (finite(end, what, low=least) for end in pair)
        if low > high:
            raise AssertionError(f"{what} returned ({low:g}, {high:g}); expected (low, high) with low ≤ high.")
        ends = [math.log(x) if self.log else x for x in (low, high, truth)]
        self._rows.append((ends[0], ends[1], ends[2], group))

    def coverage(self, group: str | None = None) -> float:
        """The share of the intervals that hold their truth."""
        return float(np.mean([low <= truth <= high for low, high, truth, _ in self._in(group)]))

    def width(self, group: str | None = None) -> float:
        """The mean width, in the units of the quantity (in natural logarithms with `log=True`)."""
        return float(np.mean([high - low for low, high, _, _ in self._in(group)]))

    def score(self, group: str | None = None) -> float:
        """The mean interval score, in the units of the width; less is better."""
        return float(np.mean([interval_score(lo, hi, truth, self.level) for lo, hi, truth, _ in self._in(group)]))

    def covers(self, at_least: float, at_most: float = 1.0, group: str | None = None) -> None:
        """Passes when the coverage is neither too low nor, for honest work, too high."""
        if not at_least <= self.coverage(group) <= at_most:
            raise AssertionError(self.says(group))

    def sharp(self, at_most: float, unit: str, group: str | None = None) -> None:
        """Passes when the mean width is at most `at_most`; pair it with `covers`, or points would pass."""
        width = self.width(group)
        if not width <= at_most:
            typical = f"a factor of {math.exp(width):.3g}" if self.log else f"{width:.3g} {unit}"
            allowed = f"a factor of {math.exp(at_most):.3g}" if self.log else f"{at_most:.3g} {unit}"
            raise AssertionError(
                f"Your intervals are {typical} wide in the mean; the data allow {allowed}. Nobody can act on the rest."
            )

    def says(self, group: str | None = None) -> str:
        """How many truths the intervals hold beside how many they promise, for a message."""
        held, count = self.coverage(group), len(self._in(group))
        among = f" ({group})" if group else ""
        way = (
            "too narrow: they promise what they do not know"
            if held < self.level
            else "too wide: they give away less than you know"
        )
        return f"Your {self.level:.0%} intervals hold {held:.0%} of {count} hidden truths{among}. They are {way}."

    def _in(self, group: str | None) -> list[tuple[float, float, float, str]]:
        rows = self._rows if group is None else [row for row in self._rows if row[3] == group]
        if not rows:
            raise AuthoringError(f"No interval was added{f' to group {group!r}' if group else ''}: nothing to judge.")
        return rows


@dataclass
class Forecasts:
    """The probabilities of one graded run, each beside what happened or, better, its hidden true probability.

    A truth of 0 or 1 is an outcome; a truth between is the sealed odds, and then all scores are expectations: some 40
    outcomes cannot tell a good forecaster from a fair one, 40 odds can.
    """

    _said: list[float] = field(default_factory=list)
    _true: list[float] = field(default_factory=list)
    _groups: list[str] = field(default_factory=list)

    def add(
        self, answer: object, truths: Sequence[float], groups: Sequence[str] | None = None, what: str = "your function"
    ) -> None:
        """Takes one list of probabilities, in the order of `truths`; `groups` names what each belongs to."""
        true = np.asarray(truths, dtype=float)
        if not ((true >= 0) & (true <= 1)).all() or (groups is not None and len(groups) != len(truths)):
            raise AuthoringError("Truths are outcomes 0 or 1 or probabilities between, with one group each.")
        said = finite_array(answer, (len(truths),), what)
        if not ((said >= 0) & (said <= 1)).all():
            raise AssertionError(f"{what} returned a probability of {said[(said < 0) | (said > 1)][0]:g}.")
        self._said += said.tolist()
        self._true += true.tolist()
        self._groups += groups or [""] * len(truths)

    def brier(self) -> float:
        """The mean squared error of the probabilities, expected under the truths; 0 best, 0.25 for always 0.5.

        (Brier, Monthly Weather Review 78, 1950, for two outcomes counted once.)
        """
        said, true = self._both()
        return float(np.mean(true * (1 - said) ** 2 + (1 - true) * said**2))

    def log_score(self) -> float:
        """Minus the mean logarithm of the probability given to what happened, in nats; infinite for a sure miss.

        (Good, Rational decisions, JRSS B 14, 1952.)
        """
        said, true = self._both()
        with np.errstate(divide="ignore", invalid="ignore"):
            happened = np.where(true > 0, -true * np.log(said), 0.0)
            not_happened = np.where(true < 1, -(1 - true) * np.log1p(-said), 0.0)
        return float(np.mean(happened + not_happened))

    def regret(self) -> float:
        """The mean squared distance from the truths: the Brier score above the best attainable."""
        said, true = self._both()
        return float(np.mean((said - true) ** 2))

    def skill(self, baseline: float | None = None) -> float:
        """1 for the truths, 0 for saying `baseline` each time (left out: the mean truth), below 0 for worse."""
        _, true = self._both()
        lazy = float(np.mean(((true.mean() if baseline is None else baseline) - true) ** 2))
        if lazy == 0:
            raise AuthoringError("The baseline is never wrong here, so there is no skill to show.")
        return 1 - self.regret() / lazy

    def gap(self) -> float:
        """The calibration error: per group, the distance of mean forecast and mean truth; the mean over forecasts.

        Without groups given, forecasts are grouped in ten bins of equal width by what was said (the reliability
        diagram of Murphy and Winkler, 1977). The base rate passes without groups, so give some.
        """
        said, true = self._both()
        keys: list[Any] = self._groups
        if not any(keys):
            keys = [min(int(p * 10), 9) for p in self._said]
        gaps = 0.0
        for key in dict.fromkeys(keys):
            mine = np.array([k == key for k in keys])
            gaps += mine.sum() * abs(said[mine].mean() - true[mine].mean())
        return float(gaps / len(keys))

    def says(self) -> str:
        """Skill and calibration in words for a message."""
        skill, gap = self.skill(), self.gap()
        than = (
            f"{skill:.0%} of the way from the base rate to the truth" if skill > 0 else "no better than the base rate"
        )
        return f"Your forecasts are {than}; mean forecast and mean truth lie {gap:.2f} apart within a group."

    def _both(self) -> tuple[np.ndarray, np.ndarray]:
        if not self._said:
            raise AuthoringError("No forecast was added: nothing to judge.")
        return np.array(self._said), np.array(self._true)
