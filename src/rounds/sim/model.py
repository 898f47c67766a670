"""A situation: who calls what, what breaks, and how long clients wait. Frozen data, checked when made."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from typing import Any, Literal

from rounds.sim.demand import require
from rounds.sim.load import Load
from rounds.sim.topology import Cache, Fleet, Service, Topology, by_name, names_of, scaled

FaultKind = Literal["freeze", "slow", "error", "cut", "flush"]


@dataclass(frozen=True)
class Fault:
    """Something that breaks at `at` and is mended at `until` (seconds).

    freeze: workers stop in the middle of what they do and go on afterwards (a long pause of garbage collection).
    slow: work begun in the window takes `factor` times as long.
    error: an attempt completed in the window fails with probability `probability`, after its full work.
    cut: attempts sent in the window are refused at once and reach no worker.
    flush: at `at`, a cache loses the share `probability` of its entries.

    `target` names what it strikes: a service, a fleet or one of its instances, a cache; empty for what clients call
    (a cache's backend, unless it is flushed).
    """

    at: float
    until: float
    kind: FaultKind = "freeze"
    factor: float = 10.0
    probability: float = 1.0
    target: str = ""

    def __post_init__(self) -> None:
        require(
            0 <= self.at < self.until < inf, f"a fault from {self.at} to {self.until} s does not begin before it ends."
        )
        kinds = ("freeze", "slow", "error", "cut", "flush")
        require(self.kind in kinds, f"fault kind {self.kind!r} is unknown: {', '.join(kinds)}.")
        require(self.factor > 0, f"fault factor is {self.factor}: give a number above 0.")
        require(0 <= self.probability <= 1, f"fault probability is {self.probability}: give 0 to 1.")


@dataclass(frozen=True)
class Scenario:
    """A situation to put a client policy into; all times in seconds.

    `load` in requests a second (a number, a `Load`, or several loads with names of their own), each spread over
    `clients` that each run one instance of the policy; `topology` is what they call; a client waits `timeout` for each
    attempt unless its policy says otherwise; a success later than `deadline` after the request came is of no use to the
    user and counts as a timeout. Figures leave out the first `warm_up` seconds and go on to `horizon`. Load goes on
    after the horizon until all requests that came before it have ended, but for at most `cool_down` seconds.
    """

    load: Load | float | tuple[Load, ...]
    topology: Topology = field(default_factory=Service)
    faults: tuple[Fault, ...] = ()
    clients: int = 10
    timeout: float = 1.0
    deadline: float = inf
    warm_up: float = 0.0
    horizon: float = 60.0
    cool_down: float = 30.0

    def __post_init__(self) -> None:
        names = [load.name for load in self.loads]
        require(bool(names), "load is empty: give at least one.")
        require(len(set(names)) == len(names), "two loads have the same name: give each one of its own.")
        require(self.clients >= 1, f"clients is {self.clients}: there must be at least one.")
        require(self.timeout > 0, f"timeout is {self.timeout}: give seconds above 0.")
        require(self.deadline > 0, f"deadline is {self.deadline}: give seconds above 0.")
        require(
            0 <= self.warm_up < self.horizon < inf, f"warm_up {self.warm_up} must lie before horizon {self.horizon}."
        )
        require(
            self.horizon == int(self.horizon),
            f"horizon is {self.horizon}: give whole seconds, as figures are by the second.",
        )
        require(self.cool_down >= 0, f"cool_down is {self.cool_down}: give 0 or more seconds.")
        self._check_faults()
        self._check_dependencies(set(names))

    def _check_faults(self) -> None:
        parts = by_name(self.topology)
        require(all(f.until <= self.horizon for f in self.faults), "a fault ends after the horizon: prolong the run.")
        known = {name: part for part in parts.values() for name in names_of(part)}
        for fault in self.faults:
            name = fault.target or self.topology.name
            require(name in known, f"a fault strikes {name!r}, which is not there: {', '.join(known)}.")
            cached = isinstance(known[name], Cache)
            require(cached or fault.kind != "flush", f"a flush strikes a cache, and {name!r} is none.")
            require(
                not cached or fault.kind == "flush" or not fault.target,
                f"{name!r} is a cache, which can only be flushed: name its backend for a {fault.kind}.",
            )
        ordered = sorted((f for f in self.faults if f.kind == "freeze"), key=lambda f: f.at)
        require(
            all(a.until <= b.at for a, b in pairwise(ordered) if a.target == b.target),
            "two freezes overlap: join them.",
        )

    def _check_dependencies(self, loads: set[str]) -> None:
        for part in by_name(self.topology).values():
            service = part.service if isinstance(part, Fleet) else part
            for dependency in service.calls if isinstance(service, Service) else ():
                require(
                    not dependency.load or dependency.load in loads,
                    f"{service.name} makes a call for the load {dependency.load!r}, which is not there.",
                )

    @property
    def loads(self) -> tuple[Load, ...]:
        """The loads, also where a bare number of requests a second was given."""
        if isinstance(self.load, tuple):
            return self.load
        return (self.load if isinstance(self.load, Load) else Load(self.load),)

    @property
    def fault_window(self) -> tuple[float, float] | None:
        """From the first fault's beginning to the last one's end, or None in calm."""
        if not self.faults:
            return None
        return min(f.at for f in self.faults), max(f.until for f in self.faults)

    def but(self, **changes: Any) -> "Scenario":
        """The same scenario with some fields changed."""
        return replace(self, **changes)

    def smaller(self, share: float) -> "Scenario":
        """The same at a share of the size, for a quick look: of the loads, and of workers, queue limits and keys.

        Utilisation and time-outs stay; what is random varies more, and few workers queue more than many.
        """
        loads = tuple(load.scaled(share) for load in self.loads)
        clients = max(1, round(self.clients * share))
        return self.but(load=loads, topology=scaled(self.topology, share), clients=clients)
