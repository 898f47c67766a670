"""Figures of a few runs that must never change: not with the order, the process, the hash seed or the Python.

They hold whole numbers only: the last bit of a logarithm may depend on how numpy was built, a count does not.
`python tests/sim/golden.py` prints them; after a change that is meant to change them, with `--write`, it records them.
"""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from rounds.sim import ClientPolicy, Demand, Fault, Load, NaiveRetry, NoRetry, Result, Scenario, Service, run
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget

FILE = Path(__file__).parent / "data" / "golden.json"

STORM = Scenario(80, faults=(Fault(30, 40),), warm_up=5.0, horizon=70.0)
MIXED = Scenario(
    Load(40, steps=((10, 90), (25, 30)), bursts=((20, 60),)),
    Service(6, Demand(0.08, "lognormal", 0.5), queue_limit=80, discipline="lifo", drop_expired=True, error_rate=0.02),
    (Fault(5, 8, "slow", factor=3), Fault(15, 17, "cut"), Fault(22, 24, "error", probability=0.5), Fault(30, 33)),
    clients=7,
    timeout=0.7,
    horizon=45.0,
)


class Hedged(NaiveRetry):
    """Sends a second copy after 0.2 s and has two timeouts."""

    def hedge(self, call: Any) -> float:
        return 0.2

    def timeout(self, call: Any) -> float:
        return 0.5 if call.u < 0.5 else 0.9


CASES: dict[str, tuple[Scenario, Callable[[], ClientPolicy], int]] = {
    "storm, none": (STORM, NoRetry, 1),
    "storm, naive": (STORM, NaiveRetry, 1),
    "storm, full jitter": (STORM, FullJitter, 2),
    "storm, retry budget": (STORM, RetryBudget, 3),
    "storm, circuit breaker": (STORM, CircuitBreaker, 4),
    "storm, adaptive throttle": (STORM, AdaptiveThrottle, 5),
    "mixed, naive": (MIXED, NaiveRetry, 6),
    "mixed, hedged": (MIXED, Hedged, 2**63),
    "mixed, budget with jitter": (MIXED, lambda: RetryBudget(retry=FullJitter()), -7),
}


def digest(result: Result) -> str:
    """Of every count by second and of every bucket of every latency histogram."""
    whole = sha256()
    for name in sorted(result.series):
        whole.update(f"{name} {result.series[name].tolist()}\n".encode())
    whole.update(f"{result.latencies.histogram.tolist()} {result.states}".encode())
    return whole.hexdigest()[:16]


def figures(name: str) -> dict[str, Any]:
    """The golden figures of a case."""
    result = run(*CASES[name])
    return {"outcomes": dict(sorted(result.outcomes.items())), "totals": result.totals, "digest": digest(result)}


def main() -> None:
    text = json.dumps({name: figures(name) for name in CASES}, indent=1) + "\n"
    if "--write" in sys.argv:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
