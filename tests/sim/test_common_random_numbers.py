"""The same request meets the same luck under every policy, so that differences between policies are their own."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sim.helpers import storm

from rounds.sim import (
    Call,
    ClientPolicy,
    Demand,
    Fault,
    Load,
    NaiveRetry,
    NoRetry,
    Outcome,
    Result,
    Service,
    compare,
    run,
)
from rounds.sim.policies import FullJitter, RetryBudget


def figures(result: Result) -> dict[str, Any]:
    """All that a run has to tell, but how often it called the policy."""
    return {
        "outcomes": result.outcomes,
        "totals": result.totals,
        "series": {name: counts.tolist() for name, counts in result.series.items()},
        "histogram": result.latencies.histogram.tolist(),
        "sums": result.latencies.sums.tolist(),
    }


class Idle(ClientPolicy):
    """Overrides every hook and does in each what the default does."""

    def before(self, call: Call) -> bool:
        return True

    def rejected(self, call: Call) -> float | None:
        raise AssertionError("nothing was rejected")

    def timeout(self, call: Call) -> float | None:
        return None

    def hedge(self, call: Call) -> float | None:
        return None

    def after(self, call: Call, outcome: Outcome) -> float | None:
        return None

    def fallback(self, call: Call) -> Any:
        return None


def test_policies_that_behave_alike_differ_by_exactly_nothing() -> None:
    scenario = storm(horizon=60)
    assert figures(run(scenario, Idle, 3)) == figures(run(scenario, NoRetry, 3))


def test_a_timeout_of_ones_own_that_equals_the_scenarios_changes_nothing() -> None:
    class Own(NaiveRetry):
        def timeout(self, call: Call) -> float:
            return 1.0

    scenario = storm(horizon=60)
    assert figures(run(scenario, Own, 1)) == figures(run(scenario, NaiveRetry, 1))


def test_retries_that_never_happen_change_nothing() -> None:
    scenario = storm(horizon=60)
    baseline = figures(run(scenario, NoRetry, 5))
    assert figures(run(scenario, lambda: NaiveRetry(0), 5)) == baseline
    assert figures(run(scenario, lambda: FullJitter(0), 5)) == baseline
    assert figures(run(scenario, lambda: RetryBudget(ratio=0.0, size=0.0), 5)) == baseline


def test_until_the_fault_all_policies_see_the_same_seconds() -> None:
    results = compare(storm(horizon=60), {"no": NoRetry, "naive": NaiveRetry, "jitter": FullJitter}, seeds=[7])
    for name in ("arrivals", "ok", "attempts", "completed", "queue", "busy"):
        before = [results[policy].series[name][:30].tolist() for policy in ("no", "naive", "jitter")]
        assert before[0] == before[1] == before[2]


class Log(ClientPolicy):
    """Retries `retries` times after half a second and notes each attempt's latency by request and attempt."""

    def __init__(self, notes: dict[tuple[float, int], tuple[float, str]], retries: int) -> None:
        self.notes, self.retries = notes, retries

    def after(self, call: Call, outcome: Outcome) -> float | None:
        self.notes[round(call.now - call.elapsed, 7), call.attempt] = round(outcome.latency, 7), outcome.kind
        return 0.5 if not outcome.ok and call.attempt <= self.retries else None


def luck(retries: int, **changes: Any) -> dict[tuple[float, int], tuple[float, str]]:
    """Latency and kind of every attempt where nobody ever waits: its latency is its demand."""
    notes: dict[tuple[float, int], tuple[float, str]] = {}
    service = Service(1000, Demand(0.1), error_rate=0.4)
    run(
        storm(40, topology=service, horizon=50, timeout=100.0).but(faults=(), **changes), lambda: Log(notes, retries), 2
    )
    return notes


def test_the_same_attempt_of_a_request_has_the_same_demand_and_error_whatever_else_is_retried() -> None:
    none, one, three = luck(0), luck(1), luck(3)
    assert len({demand for demand, _ in none.values()}) > 1000
    for attempts, more in ((none, one), (one, three)):
        # Up to the horizon all attempts are there in both; the last seconds of a run depend on when it ends.
        early = {key: value for key, value in attempts.items() if key[0] < 50}
        assert early.items() <= more.items()
        assert len(more) > len(attempts)


def test_the_attempts_of_a_request_have_luck_of_their_own() -> None:
    three = luck(3)
    retried = [arrived for arrived, attempt in three if attempt == 2]
    pairs = [(three[arrived, 1][0], three[arrived, 2][0]) for arrived in retried]
    first, second = np.array(pairs).T
    assert len(pairs) > 500
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.15


def test_the_number_of_clients_changes_neither_arrivals_nor_demands() -> None:
    assert luck(0, clients=1) == luck(0, clients=50)


def test_a_longer_run_begins_as_the_shorter_one() -> None:
    short, long = run(storm(horizon=60), NaiveRetry, 1), run(storm(horizon=90), NaiveRetry, 1)
    for name in ("arrivals", "attempts", "completed", "wasted", "queue", "busy"):
        np.testing.assert_array_equal(short.series[name], long.series[name][:60])


def test_more_load_brings_the_same_requests_closer_together() -> None:
    """Paired by request: with twice the load and nobody waiting, each demand stays what it was."""
    slow, fast = luck(0), luck(0, load=80)
    order = [demand for (_, _), (demand, _) in sorted(slow.items())]
    faster = [demand for (_, _), (demand, _) in sorted(fast.items())]
    assert faster[: len(order) - 100] == order[:-100]


def test_a_later_fault_leaves_what_was_before_it_as_it_was() -> None:
    early = run(storm(horizon=80), NaiveRetry, 4)
    late = run(storm(horizon=80).but(faults=(Fault(50, 60),)), NaiveRetry, 4)
    np.testing.assert_array_equal(early.series["completed"][:30], late.series["completed"][:30])
    assert late.availability("before") > 0.99


def test_paired_differences_are_far_less_noisy_than_unpaired_ones() -> None:
    """What common random numbers are for: a small change of the load shows in a few runs."""
    seeds = range(6)
    base = [run(storm(70, horizon=60).but(faults=()), NoRetry, seed).mean_latency() for seed in seeds]
    more = [run(storm(72, horizon=60).but(faults=()), NoRetry, seed).mean_latency() for seed in seeds]
    paired = np.subtract(more, base)
    unpaired = np.subtract(more, np.roll(base, 1))
    assert paired.mean() > 0
    assert paired.std() < 0.6 * unpaired.std()


@pytest.mark.parametrize("load", [Load(60), Load(20, steps=((10, 90),), bursts=((5, 30),))])
def test_seeds_are_worlds_of_their_own(load: Load) -> None:
    scenario = storm(1, horizon=60).but(load=load)
    results = [figures(run(scenario, NaiveRetry, seed)) for seed in (0, 1, 2, 10**12, -1)]
    assert all(a["series"]["arrivals"] != b["series"]["arrivals"] for a, b in pairwise(results))
