"""The base storm once more, from other code: a kernel in one function, which must count what the lab counts.

Requests, luck and policies are the lab's own. All else is written anew, and only what this one scenario needs: there is
no queue of events but the workers' completions, no record by second, no other hook, fault or topology.
"""

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf

import pytest

from rounds.sim import Call, Demand, Fault, Load, NaiveRetry, Outcome, Scenario, run
from rounds.sim.draws import BITS, MASK, Purpose, Stream, Streams, uniforms

RATE, WORKERS, CLIENTS, TIMEOUT = 80.0, 10, 10, 1.0
FREEZE, THAW, HORIZON = 30.0, 40.0, 180.0
BASE = Scenario(RATE, faults=(Fault(FREEZE, THAW),), horizon=180)
Counts = dict[str, int]


class User:
    """Who made a request, when it came, how often it was sent, and the number of the attempt that is awaited, or 0."""

    __slots__ = ("after", "arrived", "attempts", "block", "live", "place")

    def __init__(self, number: int, arrived: float, after: Callable[[Call, Outcome], float | None]) -> None:
        self.block, self.place = number >> BITS, number & MASK
        self.arrived, self.after = arrived, after
        self.attempts = self.live = 0


def one_storm(seed: int) -> Counts:
    """Runs the base scenario; counts attempts, those completed and wasted, and how the requests ended."""
    policies = [NaiveRetry().after for _ in range(CLIENTS)]
    luck, demand = Streams(seed, Purpose.AFTER), Demand()
    demands = {number: demand.stream(seed, number) for number in range(1, 5)}
    client_of = Stream[int](lambda first, n: (uniforms(seed, Purpose.CLIENT, 0, first, n) * CLIENTS).astype(int))
    arrivals, timed_out = Load(RATE).arrivals(seed), Outcome("timeout", TIMEOUT, "deadline-exceeded")
    completions: list[tuple[float, int, int, User]] = []  # when, a number of its own, the attempt's number, of whom
    queue: deque[tuple[float, int, User]] = deque()  # when sent, the attempt's number, of whom
    timers: deque[tuple[float, int, User]] = deque()
    attempts = started = completed = wasted = ok = timeout = came = counted = 0
    now, arrives, idle, mark = 0.0, next(arrivals), WORKERS, THAW
    while True:
        while idle and queue and not FREEZE <= now < THAW:
            _, number, user = queue.popleft()
            done = now + demands[number][user.block][user.place]
            started += 1
            idle -= 1
            heappush(completions, (done + (THAW - FREEZE) if now < FREEZE < done else done, started, number, user))
        while timers and timers[0][2].live != timers[0][1]:
            timers.popleft()
        expires = timers[0][0] + TIMEOUT if timers else inf
        completes = completions[0][0] if completions else inf
        if mark <= arrives and mark <= expires and mark <= completes:  # the thaw, then the looks of an observer
            if mark >= HORIZON and ok + timeout == counted:
                ends = {"ok": ok, "timeout": timeout}
                return {"attempts": attempts, "completed": completed, "wasted": wasted} | ends
            now, mark = mark, max(mark + 1, HORIZON)
            continue
        if completes < arrives and completes < expires:
            now, _, number, user = heappop(completions)
            idle += 1
            completed += 1
            if user.live != number:
                wasted += 1
                continue
            user.live = 0
            elapsed = now - user.arrived
            u = luck[number][user.block][user.place]
            user.after(Call(now, "service", number, elapsed, inf, 0, True, u), Outcome("ok", elapsed))
            ok += user.arrived < HORIZON
            continue
        if arrives < expires:
            now, arrives = arrives, next(arrivals)
            user = User(came, now, policies[client_of[came >> BITS][came & MASK]])
            came += 1
            counted += now < HORIZON
        else:
            now = expires
            _, number, user = timers.popleft()
            user.live = 0
            u = luck[number][user.block][user.place]
            call = Call(now, "service", number, now - user.arrived, inf, 0, True, u)
            if user.after(call, timed_out) is None:
                timeout += user.arrived < HORIZON
                continue
        number = user.attempts = user.live = user.attempts + 1
        attempts += 1
        attempt = (now, number, user)
        queue.append(attempt)
        timers.append(attempt)


@pytest.mark.parametrize("seed", range(5))
def test_a_kernel_in_one_function_counts_what_the_lab_counts(seed: int) -> None:
    result = run(BASE, NaiveRetry, seed)
    totals = {name: result.totals[name] for name in ("attempts", "completed", "wasted")}
    counts = one_storm(seed)
    assert counts == totals | {name: result.outcomes[name] for name in ("ok", "timeout")}
    assert counts["wasted"] > counts["ok"] > 2_000
