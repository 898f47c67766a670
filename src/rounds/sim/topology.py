"""What is called: a service, a fleet of them, a cache before one, and what a service itself calls. Frozen data."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any, Literal

from rounds.sim.admission import Admission
from rounds.sim.client import NoRetry
from rounds.sim.demand import Demand, require

Routing = Literal["key", "random", "round-robin", "least-loaded", "two-choices", "failover"]
Refresh = Literal["expire", "single-flight", "early", "stale"]


@dataclass(frozen=True)
class Service:
    """A service: `workers` that each serve one attempt at a time, and a queue before them.

    `queue_limit` sheds attempts that would wait behind so many; `discipline` is "fifo" or "lifo"; `drop_expired` leaves
    out waiting attempts whose client has gone, `cancels` also ends the work on one; `error_rate` is the share of
    attempts that fail after their work in calm; `admission` makes an `Admission` for each run, which may refuse an
    attempt at the door. When its own work is done it makes its `calls`, one after the other, or all at once with
    `in_parallel`; the worker is held until the last has ended.
    """

    workers: int = 10
    demand: Demand = field(default_factory=Demand)
    queue_limit: int | None = None
    discipline: Literal["fifo", "lifo"] = "fifo"
    drop_expired: bool = False
    cancels: bool = False
    error_rate: float = 0.0
    admission: Callable[[], Admission] | None = None
    calls: "tuple[Dependency, ...]" = ()
    in_parallel: bool = False
    name: str = "service"

    def __post_init__(self) -> None:
        require(self.workers >= 1, f"workers is {self.workers}: a service has at least one.")
        require(
            self.queue_limit is None or self.queue_limit >= 0, f"queue_limit is {self.queue_limit}: give 0 or more."
        )
        require(self.discipline in ("fifo", "lifo"), f"discipline {self.discipline!r}: fifo or lifo.")
        require(0 <= self.error_rate <= 1, f"error_rate is {self.error_rate}: give 0 to 1.")

    @property
    def capacity(self) -> float:
        """Attempts a second that the workers can complete, by their own work alone."""
        return self.workers / self.demand.mean


@dataclass(frozen=True)
class Fleet:
    """Several services of one kind, and how an attempt finds its own: `instances` like `service`, named name-1 and on.

    key: the request's key decides, as with shards; retries come back to the same. `Call.target` names the instance.
    random, round-robin: for each attempt anew. least-loaded: where the fewest are inside. two-choices: the less loaded
    of two at random. failover: the first, or the next where it has been cut for `detection` seconds.
    """

    service: Service
    instances: int
    routing: Routing = "random"
    detection: float = 0.0

    def __post_init__(self) -> None:
        require(self.instances >= 1, f"instances is {self.instances}: a fleet has at least one.")
        known = ("key", "random", "round-robin", "least-loaded", "two-choices", "failover")
        require(self.routing in known, f"routing {self.routing!r} is unknown: {', '.join(known)}.")
        require(self.detection >= 0, f"detection is {self.detection}: give seconds, 0 or more.")

    @property
    def name(self) -> str:
        """The name of its service."""
        return self.service.name

    @property
    def capacity(self) -> float:
        """Attempts a second that all of it can complete."""
        return self.instances * self.service.capacity

    def instance(self, number: int) -> str:
        """The name of an instance, from 1."""
        return f"{self.service.name}-{number}"


@dataclass(frozen=True)
class Cache:
    """A cache that clients ask before `backend`, and fill with what it answers them (look-aside).

    Each request is for one of `keys` keys, evenly, or by Zipf's law with exponent `skew`. An entry lives `ttl` seconds.
    `refresh` says what happens to an expired one: "expire": everybody who misses asks the backend; "single-flight": one
    asks and the others wait for it; "early": a request asks before the entry ends, with a probability that grows
    towards it (`beta` scales it: Vattani, Chierichetti and Lowenstein, VLDB 2015); "stale": the old value is given out
    while one asks. The cache itself takes no time. With `warm` all entries are there at the start, of random ages.
    """

    backend: "Service | Fleet"
    keys: int = 1
    ttl: float = 10.0
    skew: float = 0.0
    refresh: Refresh = "expire"
    beta: float = 1.0
    warm: bool = True
    name: str = "cache"

    def __post_init__(self) -> None:
        require(self.keys >= 1, f"keys is {self.keys}: a cache has at least one.")
        require(self.ttl > 0, f"ttl is {self.ttl}: give seconds above 0.")
        require(self.skew >= 0, f"skew is {self.skew}: give 0 or more.")
        known = ("expire", "single-flight", "early", "stale")
        require(self.refresh in known, f"refresh {self.refresh!r} is unknown: {', '.join(known)}.")
        require(self.beta >= 0, f"beta is {self.beta}: give 0 or more.")

    @property
    def capacity(self) -> float:
        """Attempts a second that the backend can complete."""
        return self.backend.capacity


Topology = Service | Fleet | Cache


@dataclass(frozen=True)
class Dependency:
    """A call that a service makes for each request, as a client with a policy of its own.

    `policy` gives one instance a server. `timeout` is in seconds. Requests of the load `load` alone make it, or all
    where that is empty. When it fails the request fails, unless the policy's fallback degrades the answer.
    """

    target: "Topology"
    policy: Callable[[], Any] = NoRetry
    timeout: float = inf
    load: str = ""

    def __post_init__(self) -> None:
        require(self.timeout > 0, f"timeout is {self.timeout}: give seconds above 0.")


def by_name(topology: Topology) -> dict[str, Topology]:
    """The topology with all that it calls, each once, by name, callers first; equal parts of one name are one part."""
    found: dict[str, Topology] = {}
    taken: dict[str, Topology] = {}

    def visit(part: Topology) -> None:
        if found.get(part.name) == part:
            return
        for name in names_of(part):
            require(name not in taken, f"two parts of the topology are called {name!r}: give each a name of its own.")
            taken[name] = part
        found[part.name] = part
        if isinstance(part, Cache):
            visit(part.backend)
            return
        for dependency in (part.service if isinstance(part, Fleet) else part).calls:
            visit(dependency.target)

    visit(topology)
    return found


def names_of(part: Topology) -> tuple[str, ...]:
    """A part's own name, and those of a fleet's instances."""
    return (part.name, *map(part.instance, range(1, part.instances + 1))) if isinstance(part, Fleet) else (part.name,)


def scaled(part: Topology, share: float) -> Topology:
    """A topology with a share of the workers, the queue limits and the keys, at least one of each."""

    def of(number: int) -> int:
        return max(1, round(number * share))

    if isinstance(part, Cache):
        backend = scaled(part.backend, share)
        assert not isinstance(backend, Cache)
        return replace(part, backend=backend, keys=of(part.keys))
    if isinstance(part, Fleet):
        service = scaled(part.service, share)
        assert isinstance(service, Service)
        return replace(part, service=service)
    return replace(
        part,
        workers=of(part.workers),
        queue_limit=part.queue_limit and of(part.queue_limit),
        calls=tuple(replace(call, target=scaled(call.target, share)) for call in part.calls),
    )


def workers_of(part: Topology) -> int:
    """The workers of one server of what clients call."""
    if isinstance(part, Cache):
        return workers_of(part.backend)
    return part.service.workers if isinstance(part, Fleet) else part.workers
