"""Runs one scenario under one policy."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil, inf
from typing import Any

import numpy as np

from rounds.sim.clock import Alarm, Clock
from rounds.sim.model import Scenario
from rounds.sim.population import Population, RunStoppedError
from rounds.sim.recorder import Counts, Meter
from rounds.sim.result import Result


class Observer:
    """Reads a run once a second, and ends it when all requests that count have ended, or at the latest."""

    COUNTERS = ("arrivals", "attempts", "rejected", "shed", "cut", "completed", "wasted")

    def __init__(self, clock: Clock, scenario: Scenario, population: Population) -> None:
        self._clock, self._population = clock, population
        self._horizon, self._latest = scenario.horizon, scenario.horizon + scenario.cool_down
        self._with_state = [policy for policy in population.policies if hasattr(policy, "state")]
        self._meter = Meter()
        self._queue: list[int] = []
        self._busy: list[int] = []
        self._states: list[dict[str, int]] = []
        Alarm(clock, self._every_second).set_first(0.0)

    def read_counters(self) -> None:
        """Reads the growing totals, in the order of COUNTERS."""
        clients, server = self._population, self._population.server
        self._meter.read(
            clients.came,
            clients.attempts,
            clients.rejected,
            server.shed,
            server.cut,
            server.completed,
            server.wasted,
        )

    def _every_second(self, alarm: Alarm, now: float) -> None:
        self.read_counters()
        self._queue.append(self._population.server.waiting)
        self._busy.append(self._population.server.busy)
        if self._with_state:
            self._states.append(Counter(str(policy.state) for policy in self._with_state))
        self._population.latencies.flush_when_many()
        done = self._population.ended == self._population.came
        self._clock.over = now >= self._horizon and (done or now >= self._latest)
        alarm.set_first(now + 1)

    def series(self, seconds: int) -> dict[str, Counts]:
        """What happened in each second, as `Result.series` has it."""
        series = dict(zip(self.COUNTERS, self._meter.by_second(seconds), strict=True))
        series["ok"], series["degraded"] = self._population.latencies.counts, self._population.degraded
        for name, samples in (("queue", self._queue), ("busy", self._busy)):
            series[name] = np.pad(samples[:seconds], (0, max(0, seconds - len(samples))))
        return series

    def states(self, seconds: int) -> list[dict[str, int]]:
        """How many clients were in each state of their policy, by second."""
        return self._states[:seconds]


def run(scenario: Scenario, policy: Callable[[], Any], seed: int = 0, *, most_policy_calls: float = inf) -> Result:
    """Simulates a scenario once.

    `policy` is called once for each client and gives its `ClientPolicy` (a class will do). The same scenario, policy
    and seed give the same result in every process. After `most_policy_calls` calls of overridden hooks the run is
    stopped: `Result.stopped` then says so and what had not ended counts as unfinished.
    """
    clock = Clock()
    population = Population(clock, scenario, policy, seed, most_policy_calls)
    observer = Observer(clock, scenario, population)
    stopped = ""
    with _without_garbage_collection():
        try:
            clock.play()
        except RunStoppedError as reason:
            stopped = f"Stopped at {clock.now:.1f} s: {reason}."
            observer.read_counters()  # the second that was broken off
        finally:
            totals = _totals(population)
            clock.clear()
            population.server.clear()
    population.latencies.flush()
    outcomes = population.outcomes | {"ok": int(population.latencies.counts.sum())}
    if unfinished := population.came - population.ended:
        outcomes["unfinished"] = unfinished
    seconds = ceil(scenario.horizon)
    return Result(
        scenario,
        seed,
        outcomes,
        observer.series(seconds),
        totals,
        population.latencies,
        observer.states(seconds),
        population.policy_calls,
        stopped,
    )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A run makes few cycles, and a storm's backlog is dear to walk; what it leaves is cleared by hand."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _totals(population: Population) -> dict[str, int]:
    """What became of all attempts, as `Result.totals` has it."""
    server = population.server
    return {
        "attempts": population.attempts,
        "accepted": server.accepted,
        "shed": server.shed,
        "cut": server.cut,
        "completed": server.completed,
        "wasted": server.wasted,
        "expired": server.expired,
        "left": server.waiting + server.busy,
    }
