"""What the network is like and what goes wrong in it. Plain frozen data, checked when made."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite, log1p

from rounds.sim.network.message import NetworkError


def _require(true: bool, message: str) -> None:
    if not true:
        raise NetworkError(message)


def _require_window(what: str, at: float, until: float) -> None:
    _require(0 <= at < until, f"a {what} from {at} until {until}: it begins at 0 or later and ends after that.")


@dataclass(frozen=True)
class Exponential:
    """A delay of `least` seconds and an exponential one of `mean` seconds: messages overtake each other."""

    mean: float
    least: float = 0.0

    def __post_init__(self) -> None:
        _require(isfinite(self.mean) and self.mean >= 0, f"mean is {self.mean}: give seconds, 0 or more.")
        _require(isfinite(self.least) and self.least >= 0, f"least is {self.least}: give seconds, 0 or more.")

    def __call__(self, u: float) -> float:
        """Seconds for a uniform random number in [0, 1)."""
        return self.least - self.mean * log1p(-u)


@dataclass(frozen=True)
class Link:
    """What happens to the messages from one place to another.

    delay: seconds, or a function from a uniform random number in [0, 1) to seconds (`Exponential(0.01)`).
    loss: the share of messages that never arrive. duplicate: the share that arrive twice, each with its own delay.
    """

    delay: float | Callable[[float], float] = 0.0
    loss: float = 0.0
    duplicate: float = 0.0

    def __post_init__(self) -> None:
        if not callable(self.delay):
            _require(0 <= self.delay < inf, f"delay is {self.delay}: give seconds, 0 or more, or a function.")
        _require(0 <= self.loss <= 1, f"loss is {self.loss}: give 0 to 1.")
        _require(0 <= self.duplicate <= 1, f"duplicate is {self.duplicate}: give 0 to 1.")


@dataclass(frozen=True)
class Partition:
    """From `at` until `until` (seconds), what is in different `groups` cannot reach each other.

    Who is in no group reaches everybody. A message is lost if its way is cut when it is sent or when it arrives.
    """

    at: float
    until: float
    groups: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        _require_window("partition", self.at, self.until)
        named = [name for group in self.groups for name in group]
        _require(len(named) == len(set(named)), "a partition has one node in two groups: name each node once.")

    def names(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return tuple(name for group in self.groups for name in group)

    def cuts(self, src: str, dest: str) -> bool:
        """Whether it keeps messages from `src` away from `dest` while it lasts."""
        sides = [{src, dest}.intersection(group) for group in self.groups]
        return {src} in sides and {dest} in sides and src != dest


@dataclass(frozen=True)
class Cut:
    """From `at` until `until` (seconds), no message from `src` reaches `dest`; the other way stays open."""

    at: float
    until: float
    src: tuple[str, ...]
    dest: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_window("cut", self.at, self.until)

    def names(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return (*self.src, *self.dest)

    def cuts(self, src: str, dest: str) -> bool:
        """Whether it keeps messages from `src` away from `dest` while it lasts."""
        return src in self.src and dest in self.dest


@dataclass(frozen=True)
class Crash:
    """A node stops at `at` and starts again at `until` (seconds; infinite: never), with its disk and nothing else.

    While it is down, what is sent to it is lost and its timers do not ring.
    """

    at: float
    until: float
    node: str

    def __post_init__(self) -> None:
        _require_window("crash", self.at, self.until)

    def names(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return (self.node,)


Fault = Partition | Cut | Crash
