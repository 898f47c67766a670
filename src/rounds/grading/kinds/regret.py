"""What a choice is worth beside the best one and beside doing nothing: the score of ASK and OPT."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rounds.grading.kinds.errors import AuthoringError


@dataclass(frozen=True)
class Played:
    """One hidden instance, played: the value reached, the best attainable, and what the lazy baseline reaches."""

    value: float
    best: float
    baseline: float = 0.0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.value, self.best, self.baseline))):
            raise AuthoringError(f"A played instance has a value that is not finite: {self}.")
        slack = 1e-6 * max(1.0, abs(self.best))
        if self.value > self.best + slack or self.baseline > self.best + slack:
            raise AuthoringError(f"An answer beats the optimum, so the optimum is wrong: {self}.")

    @property
    def regret(self) -> float:
        """What the best choice is worth more than this one; 0 at best, in the units of the value."""
        return max(self.best - self.value, 0.0)


@dataclass
class Regrets:
    """The played instances of one graded run, and the figures that thresholds are set on."""

    played: list[Played] = field(default_factory=list)

    def add(self, one: Played) -> None:
        """Takes one more instance into the figures."""
        self.played.append(one)

    @property
    def mean(self) -> float:
        """Mean regret, in the units of the value."""
        return math.fsum(p.regret for p in self._all) / len(self._all)

    @property
    def worst(self) -> float:
        """The largest regret of any instance."""
        return max(p.regret for p in self._all)

    @property
    def captured(self) -> float:
        """The share of what can be gained over the baseline that was gained: 1 at best, below 0 if it did harm.

        Gains are summed before they are divided, so that an instance with little to gain weighs little.
        """
        attainable = math.fsum(p.best - p.baseline for p in self._all)
        if attainable <= 0:
            raise AuthoringError("In no instance is there anything to gain over the baseline: choose other seeds.")
        return math.fsum(p.value - p.baseline for p in self._all) / attainable

    def shares(self) -> list[float]:
        """Value over optimum of each instance; for values and optima above 0."""
        if any(p.best <= 0 for p in self._all):
            raise AuthoringError("Shares of the optimum need optima above 0: use regrets or `captured`.")
        return [p.value / p.best for p in self._all]

    @property
    def mean_share(self) -> float:
        """Mean share of the optimum over the instances."""
        shares = self.shares()
        return math.fsum(shares) / len(shares)

    @property
    def worst_share(self) -> float:
        """The smallest share of the optimum."""
        return min(self.shares())

    def within(self, slack: float) -> float:
        """The share of instances whose regret is at most `slack`, in the units of the value."""
        return sum(p.regret <= slack + 1e-9 for p in self._all) / len(self._all)

    @property
    def _all(self) -> Sequence[Played]:
        if not self.played:
            raise AuthoringError("Nothing was played, so there is nothing to judge.")
        return self.played
