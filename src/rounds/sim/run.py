"""Runs one scenario under one policy."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from math import ceil, inf
from typing import Any

import numpy as np

from rounds.sim.clock import Alarm, Clock
from rounds.sim.draws import mix
from rounds.sim.graph import Graph
from rounds.sim.model import Scenario
from rounds.sim.recorder import Counts, Meter
from rounds.sim.request import RunStoppedError
from rounds.sim.result import Result, together
from rounds.sim.users import Users


class GivenUpError(Exception):
    """Ends a run that nobody waits for any more."""


_given_up: ContextVar[Callable[[], bool] | None] = ContextVar("given_up", default=None)


@contextmanager
def given_up_when(asked: Callable[[], bool]) -> Iterator[None]:
    """End the runs made within by GivenUpError once `asked()`, called each simulated second, is true."""
    token = _given_up.set(asked)
    try:
        yield
    finally:
        _given_up.reset(token)


class Observer:
    """Reads a run once a second, and ends it when all requests that count have ended, or at the latest."""

    OF_USERS = ("arrivals", "attempts", "rejected")
    OF_SERVERS = ("shed", "cut", "completed", "wasted")
    OF_CACHES = ("hits", "stale", "fills")

    def __init__(self, clock: Clock, scenario: Scenario, users: Sequence[Users], graph: Graph) -> None:
        self._clock, self._users, self._graph = clock, users, graph
        self._horizon, self._latest = scenario.horizon, scenario.horizon + scenario.cool_down
        self._of_users = [Meter() for _ in users]
        self._of_servers = [Meter() for _ in graph.servers]
        self._of_caches = [Meter() for _ in graph.caches]
        self._with_state = [[policy for policy in each.policies if hasattr(policy, "state")] for each in users]
        self._inside: list[list[tuple[int, int]]] = [[] for _ in graph.servers]
        self._states: list[list[dict[str, int]]] = [[] for _ in users]
        self._given_up = _given_up.get()
        Alarm(clock, self._every_second).set_first(0.0)

    def read_counters(self) -> None:
        """Read the growing totals."""
        for meter, users in zip(self._of_users, self._users, strict=True):
            meter.read(users.came, users.attempts, users.rejected)
        for meter, server in zip(self._of_servers, self._graph.servers.values(), strict=True):
            meter.read(server.shed, server.cut, server.completed, server.wasted, server.accepted)
        for meter, cache in zip(self._of_caches, self._graph.caches.values(), strict=True):
            meter.read(cache.hits, cache.stale, cache.fills)

    def _every_second(self, alarm: Alarm, now: float) -> None:
        if self._given_up is not None and self._given_up():
            raise GivenUpError
        self.read_counters()
        for samples, server in zip(self._inside, self._graph.servers.values(), strict=True):
            samples.append((server.waiting, server.busy))
        ended = True
        for states, policies, users in zip(self._states, self._with_state, self._users, strict=True):
            if policies:
                states.append(Counter(str(policy.state) for policy in policies))
            users.latencies.flush_when_many()
            ended = ended and users.ended == users.came
        self._clock.over = now >= self._horizon and (ended or now >= self._latest)
        alarm.set_first(now + 1)

    def of_users(self, number: int, seconds: int) -> tuple[dict[str, Counts], list[dict[str, int]]]:
        """What the users of one load did in each second, and the states of their policies."""
        users = self._users[number]
        series = dict(zip(self.OF_USERS, self._of_users[number].by_second(seconds), strict=True))
        series["ok"], series["degraded"] = users.latencies.counts, users.degraded
        return series, self._states[number][:seconds]

    def of_services(self, seconds: int) -> dict[str, dict[str, Counts]]:
        """What each server and each cache did in each second."""
        found = {}
        for name, meter, inside in zip(self._graph.servers, self._of_servers, self._inside, strict=True):
            series = dict(zip((*self.OF_SERVERS, "accepted"), meter.by_second(seconds), strict=True))
            series["attempts"] = series.pop("accepted") + series["shed"] + series["cut"]
            sampled = np.array(inside[:seconds], dtype=np.int64).reshape(-1, 2).T
            queue, busy = np.pad(sampled, ((0, 0), (0, seconds - sampled.shape[1])))
            found[name] = series | {"queue": queue, "busy": busy}
        for name, meter in zip(self._graph.caches, self._of_caches, strict=True):
            found[name] = dict(zip(self.OF_CACHES, meter.by_second(seconds), strict=True))
        return found


def run(scenario: Scenario, policy: Callable[[], Any], seed: int = 0, *, most_policy_calls: float = inf) -> Result:
    """Simulate a scenario once.

    `policy` is called once for each client and gives its `ClientPolicy` (a class will do). The same scenario, policy
    and seed give the same result in every process. After `most_policy_calls` calls of hooks that one load's policies
    override, or one dependency's, or one service's admission, the run is stopped: `Result.stopped` then says so and
    what had not ended counts as unfinished.
    """
    clock = Clock()
    graph = Graph(clock, scenario, seed, most_policy_calls)
    users = [
        Users(clock, scenario, load, graph.front, graph.target, policy, _seed_of(seed, number), most_policy_calls)
        for number, load in enumerate(scenario.loads)
    ]
    clock.expect(*(each.arrivals() for each in users))
    observer = Observer(clock, scenario, users, graph)
    stopped = ""
    with without_garbage_collection():
        try:
            clock.play()
        except RunStoppedError as reason:
            stopped = f"Stopped at {clock.now:.1f} s: {reason}."
            observer.read_counters()  # the second that was broken off
        finally:
            totals, by_server = _totals(users, graph)
            clock.clear()
            graph.clear()
    result = _result(scenario, seed, users, graph, observer)
    return replace(result, totals=totals, server_totals=by_server, stopped=stopped)


def _seed_of(seed: int, load: int) -> int:
    """The first load has the run's own seed; the others meet luck of their own."""
    return seed if load == 0 else mix(mix(seed) - load)


def _result(scenario: Scenario, seed: int, users: Sequence[Users], graph: Graph, observer: Observer) -> Result:
    seconds = ceil(scenario.horizon)
    services = observer.of_services(seconds)
    loads = {}
    for number, each in enumerate(users):
        each.latencies.flush()
        outcomes = each.outcomes | {"ok": int(each.latencies.counts.sum())}
        if unfinished := each.came - each.ended:
            outcomes["unfinished"] = unfinished
        series, states = observer.of_users(number, seconds)
        loads[each.load.name] = Result(scenario, seed, outcomes, series, {}, each.latencies, states)
    whole = together(list(loads.values()))
    for name in (*Observer.OF_SERVERS, "queue", "busy"):
        whole.series[name] = sum(
            (services[server.name][name] for server in graph.front_servers), np.zeros_like(seconds)
        )
    callers, servers = (*users, *graph.dependents), graph.servers.values()
    calls = sum(each.policy_calls for each in callers) + sum(each.policy_calls for each in servers)
    return replace(whole, services=services, loads=loads, policy_calls=calls)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """A run makes few cycles, and a storm's backlog is dear to walk; what it leaves is cleared by hand."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


_ENDS = ("accepted", "shed", "cut", "completed", "wasted", "expired", "cancelled")


def _totals(users: Sequence[Users], graph: Graph) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """What became of all attempts that clients made, and of those at each server, as `Result` has them."""
    by_server = {}
    for name, server in graph.servers.items():
        ends = {end: int(getattr(server, end)) for end in _ENDS}
        by_server[name] = ends | {"left": server.waiting + server.busy}
    totals = {"attempts": sum(each.attempts for each in users)}
    for end in (*_ENDS, "left"):
        totals[end] = sum(by_server[server.name][end] for server in graph.front_servers)
    for name in ("hits", "joined", "fetches"):
        totals[name] = sum(getattr(cache, name) for cache in graph.caches.values())
    return totals, by_server
