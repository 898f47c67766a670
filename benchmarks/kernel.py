"""What the failure lab's kernel costs, beside Ciw and SimPy with Resource, and whether it keeps its targets.

    python benchmarks/kernel.py [--repeats 7] [--scale 1.0]

All contenders run in turn, again and again, in this one process; times are of the processor (`time.process_time`), and
the table has the median of the repeats, with the least and the most. The lab is measured as its users run it:
`rounds.sim.run` with its recorder on. Only the ratios mean anything on another machine.
"""

import argparse
import gc
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Generator
from itertools import count
from math import inf
from random import Random
from statistics import median
from time import process_time
from typing import Any

import ciw
import simpy

from rounds.sim import Demand, Fault, NaiveRetry, NoRetry, Scenario, Service, run
from rounds.sim.policies import RetryBudget

RATE = 80.0  # requests a second; the utilisation is 0.8 everywhere
CUSTOMERS = 200_000
Contender = Callable[[int], int]  # runs with a seed, returns how many customers or requests it served


def with_ciw(servers: int, customers: float) -> Contender:
    """Ciw, with the records that it keeps of every customer."""

    def simulate(seed: int) -> int:
        ciw.seed(seed)
        network = ciw.create_network(
            arrival_distributions=[ciw.dists.Exponential(rate=RATE)],
            service_distributions=[ciw.dists.Exponential(rate=100 / servers)],
            number_of_servers=[servers],
        )
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(customers / RATE)
        return len(simulation.nodes[-1].all_individuals)

    return simulate


def with_simpy(servers: int, customers: float) -> Contender:
    """The textbook way: a process for each customer, a Resource, the sojourn times in a list."""

    def simulate(seed: int) -> int:
        environment, random, sojourns = simpy.Environment(), Random(seed), []
        resource_ = simpy.Resource(environment, servers)

        def customer() -> Generator[Any, Any, None]:
            arrived = environment.now
            with resource_.request() as request:
                yield request
                yield environment.timeout(random.expovariate(100 / servers))
            sojourns.append(environment.now - arrived)

        def source() -> Generator[Any, Any, None]:
            while True:
                yield environment.timeout(random.expovariate(RATE))
                environment.process(customer())

        environment.process(source())
        environment.run(until=customers / RATE)
        return len(sojourns)

    return simulate


def with_rounds(servers: int, customers: float, timeout: float = inf) -> Contender:
    """The lab, by its public interface; without a timeout the model is the others'."""
    horizon = round(customers / RATE)
    scenario = Scenario(RATE, Service(servers, Demand(servers / 100)), timeout=timeout, horizon=horizon)

    def simulate(seed: int) -> int:
        return int(run(scenario, NoRetry, seed).series["arrivals"].sum())

    return simulate


def storm(policy: Callable[[], Any], customers: float) -> Contender:
    """The base scenario, a freeze of 10 s at 80 requests a second, 180 s; with new seeds until so many have come."""
    scenario = Scenario(RATE, faults=(Fault(30, 40),), horizon=180)

    def simulate(seed: int) -> int:
        came = 0
        for again in count(100 * seed):
            came += int(run(scenario, policy, again).series["arrivals"].sum())
            if came >= customers:
                break
        return came

    return simulate


def measure(contenders: dict[str, Contender], repeats: int) -> dict[str, list[float]]:
    """Customers or requests a second of each contender, in each repeat; they take turns."""
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for seed in range(-1, repeats):
        for name, contender in contenders.items():
            gc.collect()  # what others left is not this one's to clear
            begun = process_time()
            served = contender(seed + 1)
            if seed >= 0:  # the first turn only warms up
                rates[name].append(served / (process_time() - begun))
    return rates


def peak_memory(scenario: Scenario) -> float:
    """The most that a run holds at a time, in megabytes, its result included."""
    tracemalloc.start()
    run(scenario, NoRetry, 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def import_seconds(code: str, repeats: int) -> float:
    """The median processor time of a Python that runs the code, in seconds."""
    seconds = []
    for _ in range(repeats):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(seconds)


def verdict(what: str, ratio: float, low: float, high: float = inf) -> None:
    """Print whether a ratio is where it should be."""
    wanted = f"{low:g} or more" if high == inf else f"{low:g} to {high:g}"
    print(f"  {'met    ' if low <= ratio <= high else 'NOT MET'}  {what}: {ratio:.2f} (target: {wanted})")


def main() -> None:
    """Measure, then print the table and the targets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7, help="turns that each contender takes")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the customers, for a quick look")
    options = parser.parse_args()
    customers = CUSTOMERS * options.scale

    names = {1: "M/M/1", 10: "M/M/10"}
    contenders: dict[str, Contender] = {}
    for servers, name in names.items():
        contenders[f"{name}  Ciw"] = with_ciw(servers, customers)
        contenders[f"{name}  SimPy, Resource"] = with_simpy(servers, customers)
        contenders[f"{name}  rounds.sim"] = with_rounds(servers, customers)
    contenders["M/M/10  rounds.sim, timeout 1 s"] = with_rounds(10, customers, timeout=1.0)
    contenders["M/M/10  rounds.sim, ten times"] = with_rounds(10, 10 * customers)
    contenders["storm  rounds.sim, no retry"] = storm(NoRetry, customers)
    contenders["storm  rounds.sim, 3 retries"] = storm(NaiveRetry, customers)
    contenders["storm  rounds.sim, retry budget"] = storm(RetryBudget, customers)
    rates = measure(contenders, options.repeats)
    middle = {name: median(found) for name, found in rates.items()}

    print(f"Customers or requests a second ({customers:,.0f} customers; median of {options.repeats}, least to most)")
    for name, found in rates.items():
        model = "M/M/10" if name.startswith("M/M/10") else "M/M/1"
        ratio = middle[name] / middle[f"{model}  Ciw"]
        spread = f"{min(found):>9,.0f} to {max(found):>9,.0f}"
        print(f"  {name:<34}{middle[name]:>10,.0f}   {spread}   {ratio:>5.1f} x Ciw's {model}")

    print(
        "Memory (tracemalloc's peak over a run with its result: 120 s, utilisation 0.8, ten times the load and workers)"
    )
    peaks = []
    for size in (max(1, round(4 * options.scale)), max(10, round(40 * options.scale))):
        peaks.append(peak_memory(Scenario(RATE * size, Service(10 * size), horizon=120)))
        print(f"  {RATE * size * 120:>9,.0f} requests: {peaks[-1]:.2f} MB")

    bare, loaded = import_seconds("pass", options.repeats), import_seconds("import rounds.sim", options.repeats)
    numpy = import_seconds("import numpy, simpy", options.repeats)
    print(f"Import (processor seconds): {loaded:.2f}; numpy and SimPy alone {numpy:.2f}, Python alone {bare:.2f}")

    print("Targets (ratios of medians in this run)")
    for name in names.values():
        verdict(f"{name}, rounds.sim to Ciw", middle[f"{name}  rounds.sim"] / middle[f"{name}  Ciw"], 8)
        own, resource_ = middle[f"{name}  rounds.sim"], middle[f"{name}  SimPy, Resource"]
        verdict(f"{name}, rounds.sim to SimPy with Resource", own / resource_, 3)
    for policy in ("3 retries", "retry budget"):
        ratio = middle[f"storm  rounds.sim, {policy}"] / middle["M/M/1  Ciw"]
        verdict(f"storm with {policy}, requests to Ciw's M/M/1 customers", ratio, 3)
    ratio = 10 * middle["M/M/10  rounds.sim"] / middle["M/M/10  rounds.sim, ten times"]
    verdict("time of ten times the requests to one time", ratio, 9, 11)
    verdict("memory of ten times the requests to one time", peaks[1] / peaks[0], 0, 1.5)


if __name__ == "__main__":
    main()
