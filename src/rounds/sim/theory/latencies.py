"""Distributions of latencies, and what follows from their tails: hedging, fan-out. Times are in seconds."""

from dataclasses import dataclass
from math import erfc, exp, expm1, inf, log, log1p, sqrt
from typing import Protocol

from rounds.sim.theory import domain


class Latency(Protocol):
    """A distribution of latencies: times in seconds, 0 or more."""

    def exceeds(self, t: float) -> float:
        """The share of latencies longer than `t` seconds."""
        ...

    def capped_mean(self, cap: float) -> float:
        """E[min(latency, cap)]: the mean of what a caller waits who gives up after `cap` seconds."""
        ...


@dataclass(frozen=True)
class Constant:
    """Every latency is `value` seconds."""

    value: float

    def __post_init__(self) -> None:
        domain.not_negative(value=self.value)

    def exceeds(self, t: float) -> float:
        """1 before the value, 0 from it on."""
        return 1.0 if t < self.value else 0.0

    def capped_mean(self, cap: float) -> float:
        """The smaller of the two."""
        return min(self.value, cap)


@dataclass(frozen=True)
class Exponential:
    """Exponential with a mean in seconds."""

    mean: float

    def __post_init__(self) -> None:
        domain.positive(mean=self.mean)

    def exceeds(self, t: float) -> float:
        """exp(-t / mean)."""
        return exp(-max(0.0, t) / self.mean)

    def capped_mean(self, cap: float) -> float:
        """mean x (1 - exp(-cap / mean))."""
        return -self.mean * expm1(-cap / self.mean)


@dataclass(frozen=True)
class Lognormal:
    """Lognormal with a mean in seconds and the standard deviation `sigma` of its logarithm, as the lab's `Demand`."""

    mean: float
    sigma: float

    def __post_init__(self) -> None:
        domain.positive(mean=self.mean, sigma=self.sigma)

    def _z(self, t: float) -> float:
        """How many standard deviations the logarithm of `t` lies above its mean."""
        return (log(t / self.mean) + self.sigma**2 / 2) / self.sigma

    def exceeds(self, t: float) -> float:
        """The normal tail of the logarithm."""
        return 1.0 if t <= 0 else _normal_above(self._z(t))

    def capped_mean(self, cap: float) -> float:
        """The mean below the cap, and the cap for what is above."""
        if cap <= 0 or cap == inf:
            return 0.0 if cap <= 0 else self.mean
        z = self._z(cap)
        return self.mean * _normal_above(self.sigma - z) + cap * _normal_above(z)


@dataclass(frozen=True)
class Mixture:
    """`share` of the latencies are of one distribution, the others of another: a few slow ones among the fast."""

    share: float
    some: Latency
    others: Latency

    def __post_init__(self) -> None:
        domain.share(share=self.share)

    def exceeds(self, t: float) -> float:
        """The weighted tails."""
        return self.share * self.some.exceeds(t) + (1 - self.share) * self.others.exceeds(t)

    def capped_mean(self, cap: float) -> float:
        """The weighted means."""
        return self.share * self.some.capped_mean(cap) + (1 - self.share) * self.others.capped_mean(cap)


def _normal_above(z: float) -> float:
    return erfc(z / sqrt(2)) / 2


def hedge_added_load(latency: Latency, delay: float) -> float:
    """Second copies for each request when one is sent after `delay` seconds without an answer: P(latency > delay).

    The copy costs a whole service where nothing is cancelled. The latencies are those of a service that the copies do
    not slow down. Dean and Barroso, "The Tail at Scale", CACM 56 (2013), hedge after the 95th percentile: 5% more load.
    """
    domain.not_negative(delay=delay)
    return latency.exceeds(delay)


def hedged_exceeds(latency: Latency, delay: float, t: float) -> float:
    """The share of requests longer than `t` seconds when a second, independent copy is sent after `delay` seconds.

    The first answer counts: P(latency > t) x P(latency > t - delay).
    """
    domain.not_negative(delay=delay, t=t)
    return latency.exceeds(t) * (latency.exceeds(t - delay) if t >= delay else 1.0)


def fan_out_slow(calls: int, slow: float) -> float:
    """The share of requests that wait for a slow call when each makes `calls` of which `slow` are slow: 1 - (1 - p)^n.

    Dean and Barroso, "The Tail at Scale", CACM 56 (2013): one slow call in a hundred, a hundred calls, 63% of requests.
    """
    domain.whole(0, calls=calls)
    domain.share(slow=slow)
    if slow == 1:
        return 1.0 if calls else 0.0
    return -expm1(calls * log1p(-slow))
