"""The base table of outcomes: when each policy recovers from a freeze of ten seconds, on five seeds.

    python benchmarks/base_table.py [--seeds 5]

Base: 10 workers, exponential demand 0.1 s (capacity 100/s), 80 requests/s, timeout 1 s, 10 clients; frozen from 30 to
40 s. Recovery is in seconds after the freeze until every 5 s window is 99% available; a run that shows none goes on to
the second named. `tests/sim/test_base_table.py` holds the lab to this table.
"""

import argparse
from collections.abc import Callable
from statistics import fmean
from typing import Any

from rounds.sim import Fault, NaiveRetry, NoRetry, Scenario, Service, run
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget

BASE = Scenario(80, faults=(Fault(30, 40),), warm_up=5, horizon=180)
LONG, VERY_LONG = BASE.but(horizon=300), BASE.but(horizon=500)


def behind(**service: Any) -> Scenario:
    """The base scenario with another service."""
    return BASE.but(topology=Service(**service))


ROWS: list[tuple[str, Scenario, Callable[[], Any]]] = [
    ("no retry", BASE, NoRetry),
    ("3 retries at once (naive)", LONG, NaiveRetry),
    ("3 retries, full jitter, base 0.1 s, cap 10 s", LONG, FullJitter),
    ("3 retries, full jitter, base 1 s, cap 60 s", LONG, lambda: FullJitter(base=1, cap=60)),
    ("retry budget 10%, 10 tokens a client", BASE, RetryBudget),
    ("  the same with 1000 clients", LONG.but(clients=1000), RetryBudget),
    ("circuit breaker 50%, wait 5 s", BASE, CircuitBreaker),
    ("adaptive throttle K = 2, 120 s window", VERY_LONG, AdaptiveThrottle),
    ("  10 s window", BASE, lambda: AdaptiveThrottle(window=10)),
    ("  120 s window, local rejections retried", VERY_LONG, lambda: AdaptiveThrottle(retry_rejected=True)),
    ("naive, queue limit 50", behind(queue_limit=50), NaiveRetry),
    ("naive, queue limit 100", behind(queue_limit=100), NaiveRetry),
    ("naive, queue limit 120", behind(queue_limit=120), NaiveRetry),
    ("naive, queue limit 200", behind(queue_limit=200), NaiveRetry),
    ("naive, drop expired, oldest first", behind(drop_expired=True), NaiveRetry),
    ("naive, drop expired, newest first", behind(drop_expired=True, discipline="lifo"), NaiveRetry),
    ("naive at 20 requests/s", BASE.but(load=20), NaiveRetry),
    ("naive at 24 requests/s", BASE.but(load=24), NaiveRetry),
    ("naive at 30 requests/s", BASE.but(load=30), NaiveRetry),
]


def main() -> None:
    """Run every row and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="runs of each row")
    options = parser.parse_args()
    print(f"{'policy':<46}{'recovery (s), by seed':<34}{'load in the freeze':<20}{'after':<8}until (s)")
    for name, scenario, policy in ROWS:
        results = [run(scenario, policy, seed) for seed in range(options.seeds)]
        times = " ".join(f"{'never' if r.recovery_s is None else format(r.recovery_s, '.0f'):>5}" for r in results)
        during, after = (fmean(r.load_factor(window) for r in results) for window in ("during", "after"))
        print(f"{name:<46}{times:<34}{during:<20.2f}{after:<8.2f}{scenario.horizon:.0f}")


if __name__ == "__main__":
    main()
