"""What is simulated: a load, a service, faults, and how long the clients wait. Plain frozen data, checked when made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf, isfinite, log, pi
from typing import Any, Literal

import numpy as np

from rounds.errors import RoundsError
from rounds.sim.admission import Admission
from rounds.sim.draws import Floats, Purpose, Stream, uniforms

_BLOCK = 4096  # arrivals computed at a time


class ScenarioError(RoundsError):
    """A scenario that makes no sense; the message names the field and what it takes."""


def _require(true: bool, message: str) -> None:
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
        _require(isfinite(self.mean) and self.mean > 0, f"demand mean is {self.mean}: give seconds above 0.")
        _require(
            self.shape in ("exponential", "constant", "lognormal"),
            f"demand shape {self.shape!r} is unknown: exponential, constant or lognormal.",
        )
        _require(isfinite(self.sigma) and self.sigma >= 0, f"demand sigma is {self.sigma}: give 0 or more.")

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


@dataclass(frozen=True)
class Load:
    """Requests that users make: a Poisson stream of `rate` requests a second, with steps and bursts.

    `steps` are (time, rate) pairs: from that second on the rate is another. `bursts` are (time, count) pairs: so many
    requests at that very moment, as from a cron job or a cache that expires everywhere at once.
    """

    rate: float
    steps: tuple[tuple[float, float], ...] = ()
    bursts: tuple[tuple[float, int], ...] = ()

    def __post_init__(self) -> None:
        _require(isfinite(self.rate) and self.rate >= 0, f"load is {self.rate}: give requests a second, 0 or more.")
        times = [time for time, _ in self.steps]
        _require(times == sorted(times), "load steps are not in the order of time: sort them.")
        _require(
            all(0 <= r < inf and 0 <= t < inf for t, r in self.steps),
            "a load step has a negative or infinite time or rate.",
        )
        _require(all(n >= 0 and t >= 0 for t, n in self.bursts), "a load burst has a negative time or count.")

    def arrivals(self, seed: int) -> Iterator[float]:
        """Arrival times in seconds of the Poisson stream, in order, without end; infinite once the load is 0 for good.

        The k-th request keeps its place in a unit Poisson process that the rates stretch, so loads too are compared on
        common random numbers.
        """
        starts = np.array([0.0, *(time for time, _ in self.steps)])
        rates = np.array([self.rate, *(rate for _, rate in self.steps)])
        expected = np.concatenate([[0.0], np.cumsum(rates[:-1] * np.diff(starts))])  # requests before each step
        reached, first = 0.0, 0
        while True:
            gaps = -np.log1p(-uniforms(seed, Purpose.ARRIVAL, 0, first, _BLOCK))
            unit = reached + np.cumsum(gaps)
            reached, first = float(unit[-1]), first + _BLOCK
            step = np.searchsorted(expected, unit, side="right") - 1
            with np.errstate(divide="ignore"):
                times = starts[step] + (unit - expected[step]) / rates[step]
            yield from times.tolist()

    def scaled(self, factor: float) -> "Load":
        """The same load with every rate and burst multiplied."""
        return Load(
            self.rate * factor,
            tuple((time, rate * factor) for time, rate in self.steps),
            tuple((time, round(count * factor)) for time, count in self.bursts),
        )


FaultKind = Literal["freeze", "slow", "error", "cut"]


@dataclass(frozen=True)
class Fault:
    """Something that breaks at `at` and is mended at `until` (seconds).

    freeze: workers stop in the middle of what they do and go on afterwards (a long pause of garbage collection).
    slow: work begun in the window takes `factor` times as long.
    error: an attempt completed in the window fails with probability `probability`, after its full work.
    cut: attempts sent in the window are refused at once and reach no worker.
    """

    at: float
    until: float
    kind: FaultKind = "freeze"
    factor: float = 10.0
    probability: float = 1.0

    def __post_init__(self) -> None:
        _require(
            0 <= self.at < self.until < inf, f"a fault from {self.at} to {self.until} s does not begin before it ends."
        )
        _require(
            self.kind in ("freeze", "slow", "error", "cut"), f"fault kind {self.kind!r}: freeze, slow, error or cut."
        )
        _require(self.factor > 0, f"fault factor is {self.factor}: give a number above 0.")
        _require(0 <= self.probability <= 1, f"fault probability is {self.probability}: give 0 to 1.")


@dataclass(frozen=True)
class Service:
    """A service: `workers` that each serve one attempt at a time, and a queue before them.

    `queue_limit` sheds attempts that would wait behind so many; `discipline` is "fifo" or "lifo"; `drop_expired` leaves
    out waiting attempts whose client has gone; `error_rate` is the share of attempts that fail after their work in
    calm; `admission` makes an `Admission` for each run, which may refuse an attempt at the door.
    """

    workers: int = 10
    demand: Demand = field(default_factory=Demand)
    queue_limit: int | None = None
    discipline: Literal["fifo", "lifo"] = "fifo"
    drop_expired: bool = False
    error_rate: float = 0.0
    admission: Callable[[], Admission] | None = None
    name: str = "service"

    def __post_init__(self) -> None:
        _require(self.workers >= 1, f"workers is {self.workers}: a service has at least one.")
        _require(
            self.queue_limit is None or self.queue_limit >= 0, f"queue_limit is {self.queue_limit}: give 0 or more."
        )
        _require(self.discipline in ("fifo", "lifo"), f"discipline {self.discipline!r}: fifo or lifo.")
        _require(0 <= self.error_rate <= 1, f"error_rate is {self.error_rate}: give 0 to 1.")

    @property
    def capacity(self) -> float:
        """Attempts a second that the workers can complete."""
        return self.workers / self.demand.mean


@dataclass(frozen=True)
class Scenario:
    """A situation to put a client policy into; all times in seconds.

    `load` in requests a second (a number or a `Load`), spread over `clients` that each run one instance of the policy;
    `topology` is the service that they call; a client waits `timeout` for each attempt unless its policy says
    otherwise; a success later than `deadline` after the request came is of no use to the user and counts as a timeout.
    Figures leave out the first `warm_up` seconds and go on to `horizon`. Load goes on after the horizon until all
    requests that came before it have ended, but for at most `cool_down` seconds.
    """

    load: Load | float
    topology: Service = field(default_factory=Service)
    faults: tuple[Fault, ...] = ()
    clients: int = 10
    timeout: float = 1.0
    deadline: float = inf
    warm_up: float = 0.0
    horizon: float = 60.0
    cool_down: float = 30.0

    def __post_init__(self) -> None:
        _ = self.traffic
        _require(self.clients >= 1, f"clients is {self.clients}: there must be at least one.")
        _require(self.timeout > 0, f"timeout is {self.timeout}: give seconds above 0.")
        _require(self.deadline > 0, f"deadline is {self.deadline}: give seconds above 0.")
        _require(
            0 <= self.warm_up < self.horizon < inf, f"warm_up {self.warm_up} must lie before horizon {self.horizon}."
        )
        _require(
            self.horizon == int(self.horizon),
            f"horizon is {self.horizon}: give whole seconds, as figures are by the second.",
        )
        _require(self.cool_down >= 0, f"cool_down is {self.cool_down}: give 0 or more seconds.")
        _require(all(f.until <= self.horizon for f in self.faults), "a fault ends after the horizon: prolong the run.")
        ordered = sorted((f for f in self.faults if f.kind == "freeze"), key=lambda f: f.at)
        _require(
            all(a.until <= b.at for a, b in pairwise(ordered)),
            "two freezes overlap: join them.",
        )

    @property
    def traffic(self) -> Load:
        """The load as a `Load`, also where a bare number of requests a second was given."""
        return self.load if isinstance(self.load, Load) else Load(self.load)

    @property
    def fault_window(self) -> tuple[float, float] | None:
        """From the first fault's beginning to the last one's end, or None in calm."""
        if not self.faults:
            return None
        return min(f.at for f in self.faults), max(f.until for f in self.faults)

    def but(self, **changes: Any) -> "Scenario":
        """The same scenario with some fields changed."""
        return replace(self, **changes)
