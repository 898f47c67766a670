"""Runs one scenario under one policy."""

import gc
from collections import Counter
from collections.abc import Callable
from math import ceil, inf
from typing import Any

import numpy as np

from rounds.sim.clock import Alarm, Clock
from rounds.sim.model import Scenario
from rounds.sim.population import Population, RunStoppedError
from rounds.sim.recorder import Meter
from rounds.sim.result import Result


def run(scenario: Scenario, policy: Callable[[], Any], seed: int = 0, *, most_policy_calls: float = inf) -> Result:
    """Simulates a scenario once.

    `policy` is called once for each client and gives its `ClientPolicy` (a class will do). The same scenario, policy
    and seed give the same result in every process. After `most_policy_calls` calls of overridden hooks the run is
    stopped: `Result.stopped` then says so and what had not ended counts as unfinished.
    """
    clock = Clock()
    population = Population(clock, scenario, policy, seed, most_policy_calls)
    server = population.server
    meter, queue, busy = Meter(), [], []
    with_state = [p for p in population.policies if hasattr(p, "state")]
    states: list[dict[str, int]] = []
    latest = scenario.horizon + scenario.cool_down

    def read_meter() -> None:
        meter.read(
            population.came,
            population.attempts,
            population.rejected,
            server.shed,
            server.cut,
            server.completed,
            server.wasted,
        )

    def read(alarm: Alarm, now: float) -> None:
        read_meter()
        queue.append(server.waiting)
        busy.append(server.busy)
        if with_state:
            states.append(Counter(str(policy.state) for policy in with_state))
        population.latencies.flush_when_many()
        clock.over = now >= scenario.horizon and (population.ended == population.came or now >= latest)
        alarm.set_first(now + 1)

    Alarm(clock, read).set_first(0.0)
    stopped = ""
    collecting = gc.isenabled()
    gc.disable()  # a run makes no cycles, and a storm's backlog is dear to walk
    try:
        clock.play()
    except RunStoppedError as reason:
        stopped = f"Stopped at {clock.now:.1f} s: {reason}."
        read_meter()  # the second that was broken off
    finally:
        left = server.waiting + server.busy
        clock.clear()
        server.clear()
        if collecting:
            gc.enable()
    latencies = population.latencies
    latencies.flush()
    seconds = ceil(scenario.horizon)
    names = ("arrivals", "attempts", "rejected", "shed", "cut", "completed", "wasted")
    series = dict(zip(names, meter.by_second(seconds), strict=True))
    series["ok"], series["degraded"] = latencies.counts, population.degraded
    series["queue"], series["busy"] = (np.pad(s[:seconds], (0, max(0, seconds - len(s)))) for s in (queue, busy))
    outcomes = population.outcomes | {"ok": int(latencies.counts.sum())}
    if unfinished := population.came - population.ended:
        outcomes["unfinished"] = unfinished
    totals = {
        "attempts": population.attempts,
        "accepted": server.accepted,
        "shed": server.shed,
        "cut": server.cut,
        "completed": server.completed,
        "wasted": server.wasted,
        "expired": server.expired,
        "left": left,
    }
    return Result(
        scenario, seed, outcomes, series, totals, latencies, states[:seconds], population.policy_calls, stopped
    )
