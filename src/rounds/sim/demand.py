"""The work of an attempt, drawn for each from one distribution."""

from dataclasses import dataclass
from math import isfinite, log, pi
from typing import Literal

import numpy as np

from rounds.errors import RoundsError
from rounds.sim.draws import Floats, Purpose, Stream, uniforms


class ScenarioError(RoundsError):
    """A scenario that makes no sense; the message names the field and what it takes."""


def require(true: bool, message: str) -> None:
    """Raise `ScenarioError` with the message unless `true`."""
    if not true:
        raise ScenarioError(message)


@dataclass(frozen=True)
class Demand:
    """The work of one attempt, in seconds of one worker.

    `shape` is "exponential", "constant", "lognormal" (with `sigma`, of the logarithm) or "two-point": the share
    `slow_share` of the attempts takes `slow_factor` times as long as the others. `mean` is that of all, in seconds.
    """

    mean: float = 0.1
    shape: Literal["exponential", "constant", "lognormal", "two-point"] = "exponential"
    sigma: float = 0.25
    slow_share: float = 0.02
    slow_factor: float = 20.0

    def __post_init__(self) -> None:
        require(isfinite(self.mean) and self.mean > 0, f"demand mean is {self.mean}: give seconds above 0.")
        require(
            self.shape in ("exponential", "constant", "lognormal", "two-point"),
            f"demand shape {self.shape!r} is unknown: exponential, constant, lognormal or two-point.",
        )
        require(isfinite(self.sigma) and self.sigma >= 0, f"demand sigma is {self.sigma}: give 0 or more.")
        require(0 <= self.slow_share <= 1, f"demand slow_share is {self.slow_share}: give 0 to 1.")
        require(
            isfinite(self.slow_factor) and self.slow_factor > 0,
            f"demand slow_factor is {self.slow_factor}: give a number above 0.",
        )

    @property
    def fast(self) -> float:
        """Seconds of an attempt of two-point work that is not slow."""
        return self.mean / (1 - self.slow_share + self.slow_share * self.slow_factor)

    def stream(self, seed: int, attempt: int) -> Stream[float]:
        """The demands in seconds of the given attempt of every request."""
        mean = self.mean

        def exponential(first: int, count: int) -> Floats:
            return np.asarray(-mean * np.log1p(-uniforms(seed, Purpose.DEMAND, attempt, first, count)))

        def constant(_: int, count: int) -> Floats:
            return np.full(count, mean)

        def lognormal(first: int, count: int) -> Floats:
            radius = np.sqrt(-2 * np.log1p(-uniforms(seed, Purpose.DEMAND, attempt, first, count)))
            angle = 2 * pi * uniforms(seed, Purpose.DEMAND_ANGLE, attempt, first, count)
            return np.asarray(np.exp(log(mean) - self.sigma**2 / 2 + self.sigma * radius * np.cos(angle)))

        def two_point(first: int, count: int) -> Floats:
            slow = uniforms(seed, Purpose.DEMAND, attempt, first, count) >= 1 - self.slow_share
            return np.where(slow, self.fast * self.slow_factor, self.fast)

        shapes = {"exponential": exponential, "constant": constant, "lognormal": lognormal, "two-point": two_point}
        return Stream[float](shapes[self.shape])

    @property
    def scv(self) -> float:
        """The squared coefficient of variation: 1 for exponential, 0 for constant."""
        if self.shape == "lognormal":
            return float(np.exp(self.sigma**2) - 1)
        if self.shape == "two-point":
            share, factor = self.slow_share, self.slow_factor
            return (1 - share + share * factor**2) / (1 - share + share * factor) ** 2 - 1
        return 1.0 if self.shape == "exponential" else 0.0
