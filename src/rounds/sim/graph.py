"""Makes the working parts of a topology: each service once, whoever calls it."""

from collections.abc import Iterator
from math import inf

from rounds.sim.clock import Clock
from rounds.sim.dependents import CallingServer, Dependent
from rounds.sim.draws import mix
from rounds.sim.fleet import FleetBackend
from rounds.sim.lookaside import CacheBackend
from rounds.sim.model import Fault, Scenario
from rounds.sim.request import Backend
from rounds.sim.server import Server
from rounds.sim.topology import Cache, Dependency, Fleet, Service, Topology


class Graph:
    """All servers, caches and calls between services of one run.

    `front` is what users' clients call, under the name `target` (empty where it depends on the request), and
    `front_servers` those behind it, without what they call.
    """

    def __init__(self, clock: Clock, scenario: Scenario, seed: int, most_calls: float = inf) -> None:
        self._clock, self._scenario, self._seed, self._most_calls = clock, scenario, seed, most_calls
        self.servers: dict[str, Server] = {}
        self.caches: dict[str, CacheBackend] = {}
        self.dependents: list[Dependent] = []
        self._made: dict[str, Backend] = {}
        self._seeds = self._numbered_seeds()
        self.front = self._backend(scenario.topology)
        self.target = target_of(scenario.topology)
        inner = scenario.topology.backend if isinstance(scenario.topology, Cache) else scenario.topology
        names = [inner.instance(n + 1) for n in range(inner.instances)] if isinstance(inner, Fleet) else [inner.name]
        self.front_servers = [self.servers[name] for name in names]

    def _numbered_seeds(self) -> Iterator[int]:
        """The first part has the run's own seed, so that one service alone is as it always was."""
        yield self._seed
        number = 0
        while True:
            number += 1
            yield mix(mix(self._seed) + number)

    def _backend(self, part: Topology) -> Backend:
        if part.name not in self._made:
            self._made[part.name] = self._make(part)
        return self._made[part.name]

    def _make(self, part: Topology) -> Backend:
        if isinstance(part, Service):
            return self._server(part, part.name, next(self._seeds), (part.name,))
        seed = next(self._seeds)
        if isinstance(part, Fleet):
            # An attempt's work is its own, wherever it is done: fleets of any routing meet the same.
            names = [part.instance(number) for number in range(1, part.instances + 1)]
            servers = [self._server(part.service, name, seed, (part.name, name)) for name in names]
            return FleetBackend(part, servers, seed)
        backend = self._backend(part.backend)
        flushes = [
            fault for fault in self._scenario.faults if fault.kind == "flush" and self._struck(fault) == part.name
        ]
        cache = self.caches[part.name] = CacheBackend(self._clock, part, backend, flushes, seed)
        return cache

    def _struck(self, fault: Fault) -> str:
        if fault.target:
            return fault.target
        entry = self._scenario.topology
        return entry.backend.name if isinstance(entry, Cache) and fault.kind != "flush" else entry.name

    def _server(self, service: Service, name: str, seed: int, names: tuple[str, ...]) -> Server:
        faults = [fault for fault in self._scenario.faults if fault.kind != "flush" and self._struck(fault) in names]
        if service.calls:
            dependents = [self._dependent(each) for each in service.calls]
            server: Server = CallingServer(self._clock, service, name, faults, seed, dependents, self._most_calls)
        else:
            server = Server(self._clock, service, name, faults, seed, self._most_calls)
        self.servers[name] = server
        return server

    def _dependent(self, dependency: Dependency) -> Dependent:
        backend = self._backend(dependency.target)
        target = target_of(dependency.target)
        made = Dependent(self._clock, backend, target, dependency, next(self._seeds), self._most_calls)
        self.dependents.append(made)
        return made

    def clear(self) -> None:
        """Let go of what is still in queues."""
        for server in self.servers.values():
            server.clear()


def target_of(part: Topology) -> str:
    """The name by which a policy knows what it calls; empty where that depends on the request."""
    inner = part.backend if isinstance(part, Cache) else part
    return "" if isinstance(inner, Fleet) and inner.routing == "key" else inner.name
