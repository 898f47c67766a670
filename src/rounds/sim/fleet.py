"""A fleet at work: finds a server for each attempt."""

from collections.abc import Callable, Sequence
from math import inf

from rounds.sim.client import Outcome
from rounds.sim.draws import Purpose, Streams
from rounds.sim.request import Attempt, Backend, Request
from rounds.sim.server import Server
from rounds.sim.topology import Fleet


class FleetBackend(Backend):
    """Sends each attempt to one of `servers`, as the fleet's routing says; a hedge goes to another than its twin."""

    def __init__(self, fleet: Fleet, servers: Sequence[Server], seed: int) -> None:
        self._servers, self._detection = servers, fleet.detection
        self._keys, self._routes = Streams(seed, Purpose.KEY), Streams(seed, Purpose.ROUTE)
        self._turn = 0
        self._by_key = fleet.routing == "key"
        self._name = fleet.name
        self._choose: Callable[[Request, int, float], int] = {
            "key": self._of_key,
            "random": self._at_random,
            "round-robin": self._in_turn,
            "least-loaded": self._least_loaded,
            "two-choices": self._less_loaded_of_two,
            "failover": self._home_or_next,
        }[fleet.routing]
        self.cancels = fleet.service.cancels

    def target(self, request: Request, now: float) -> str:
        """The instance where its key decides, else the fleet."""
        return self._servers[self._of_key(request, 1, now)].name if self._by_key else self._name

    def offer(self, attempt: Attempt) -> Outcome | None:
        """See `Backend`."""
        request, number, now = attempt
        place = self._choose(request, number, now)
        if number < 0 and place == request.place and not self._by_key:
            place = (place + 1) % len(self._servers)
        request.place = place
        return self._servers[place].offer(attempt)

    def abandon(self, request: Request, number: int, now: float) -> None:
        """See `Backend`."""
        for server in self._servers:
            server.abandon(request, number, now)

    def _of_key(self, request: Request, _number: int, _now: float) -> int:
        share = self._keys[0][request.block][request.index]
        return int(share * len(self._servers))

    def _luck(self, request: Request, number: int, which: int = 0) -> float:
        address = 4 * abs(number) + 2 * (number < 0) + which
        return self._routes[address][request.block][request.index]

    def _at_random(self, request: Request, number: int, _now: float) -> int:
        return int(self._luck(request, number) * len(self._servers))

    def _in_turn(self, _request: Request, _number: int, _now: float) -> int:
        self._turn += 1
        return self._turn % len(self._servers)

    def _least_loaded(self, request: Request, number: int, _now: float) -> int:
        """The first of the least loaded, from a random place on."""
        loads = [server.busy + server.waiting for server in self._servers]
        first, count, least = self._at_random(request, number, 0.0), len(loads), min(loads)
        return next((first + step) % count for step in range(count) if loads[(first + step) % count] == least)

    def _less_loaded_of_two(self, request: Request, number: int, _now: float) -> int:
        count = len(self._servers)
        one = self._at_random(request, number, 0.0)
        if count == 1:
            return one
        other = (one + 1 + int(self._luck(request, number, 1) * (count - 1))) % count
        a, b = self._servers[one], self._servers[other]
        return one if a.busy + a.waiting <= b.busy + b.waiting else other

    def _home_or_next(self, request: Request, number: int, now: float) -> int:
        """Where its key belongs, or the next that has not been cut for as long as it takes to notice."""
        home, count = self._of_key(request, number, now), len(self._servers)
        for step in range(count):
            server = self._servers[(home + step) % count]
            if server.cut_since == inf or now < server.cut_since + self._detection:
                return (home + step) % count
        return home
