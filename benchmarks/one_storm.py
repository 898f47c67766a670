"""The base storm with naive retries, written out in one function: what pure Python needs for it at the least.

    python benchmarks/one_storm.py [--repeats 9]

The requests, the luck and the calls of the policy are the lab's own. All else that a kernel is for has gone: there is
no queue of events but the workers' completions, no record by second, no other hook, fault or topology. So its time is a
bound for a kernel in Python that asks a policy after each attempt; and its counts must be the lab's, from other code.
"""

import argparse
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from statistics import median
from time import process_time

from rounds.sim import Demand, Fault, Load, NaiveRetry, Scenario, run
from rounds.sim.client import Call, Outcome
from rounds.sim.draws import BITS, MASK, Purpose, Stream, Streams, uniforms
from rounds.sim.run import without_garbage_collection

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
    now, arrives, idle, mark, make = 0.0, next(arrivals), WORKERS, THAW, tuple.__new__
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
            answered = make(Outcome, ("ok", now - user.arrived, ""))
            user.after(make(Call, (now, "service", number, elapsed, inf, 0, True, u)), answered)
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
            call = make(Call, (now, "service", number, now - user.arrived, inf, 0, True, u))
            if user.after(call, timed_out) is None:
                timeout += user.arrived < HORIZON
                continue
        number = user.attempts = user.live = user.attempts + 1
        attempts += 1
        attempt = (now, number, user)
        queue.append(attempt)
        timers.append(attempt)


def the_labs(seed: int) -> Counts:
    """The same counts from `rounds.sim.run`."""
    result = run(BASE, NaiveRetry, seed)
    totals = {name: result.totals[name] for name in ("attempts", "completed", "wasted")}
    return totals | {name: result.outcomes[name] for name in ("ok", "timeout")}


def main() -> None:
    """Run both in turn, compare their counts, print their times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=9, help="seeds that both are run with")
    options = parser.parse_args()
    seconds: dict[str, list[float]] = {"in one function": [], "rounds.sim": []}
    for seed in range(options.repeats):
        found = []
        for name, simulate in (("in one function", one_storm), ("rounds.sim", the_labs)):
            with without_garbage_collection():
                begun = process_time()
                found.append(simulate(seed))
                seconds[name].append(process_time() - begun)
        if found[0] != found[1]:
            raise SystemExit(f"Seed {seed}: in one function {found[0]}, rounds.sim {found[1]}.")
    print(f"{options.repeats} seeds, the same counts from both; the last: {found[0]}")
    for name, taken in seconds.items():
        print(f"  {name:<16}{1e3 * median(taken):6.1f} ms a run")


if __name__ == "__main__":
    main()
