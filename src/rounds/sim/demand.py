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

    `shape` is "exponential", "constant" or "lognormal" (with `sigma`, of the logarithm); `mean` is in seconds.
    """

    mean: float = 0.1
    shape: Literal["exponential", "constant", "lognormal"] = "exponential"
    sigma: float = 0.25

    def __post_init__(self) -> None:
        require(isfinite(self.mean) and self.mean > 0, f"demand mean is {self.mean}: give seconds above 0.")
        require(
            self.shape in ("exponential", "constant", "lognormal"),
            f"demand shape {self.shape!r} is unknown: exponential, constant or lognormal.",
        )
        require(isfinite(self.sigma) and self.sigma >= 0, f"demand sigma is {self.sigma}: give 0 or more.")

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

        return Stream[float]({"exponential": exponential, "constant": constant, "lognormal": lognormal}[self.shape])

    @property
    def scv(self) -> float:
        """The squared coefficient of variation: 1 for exponential, 0 for constant."""
        if self.shape == "lognormal":
            return float(np.exp(self.sigma**2) - 1)
        return 1.0 if self.shape == "exponential" else 0.0
