"""What the recorder keeps and what a result says of it: windows, quantiles, recovery, comparisons."""

from dataclasses import replace
from math import isnan
from typing import Any

import numpy as np
import pytest
from sim.helpers import calm, requests_at, storm

from rounds.errors import RoundsError
from rounds.sim import Fault, NaiveRetry, NoRetry, Result, Scenario, compare, run
from rounds.sim.policies import CircuitBreaker
from rounds.sim.recorder import Latencies, quantiles


def shaped(ok: list[int], arrivals: list[int] | None = None, at: int = 5, until: int = 10) -> Result:
    """A result with these successes by second, and ten arrivals in each, around a fault."""
    scenario = Scenario(10, faults=(Fault(at, until),), horizon=float(len(ok)))
    result = run(scenario.but(load=0), NoRetry)
    series = result.series | {"ok": np.array(ok), "arrivals": np.array(arrivals or [10] * len(ok))}
    return replace(result, scenario=scenario, series=series)


def test_windows_lie_before_during_and_after_the_faults_and_leave_out_the_warm_up() -> None:
    scenario = storm(10, horizon=60).but(faults=(Fault(20, 25.5), Fault(30, 31.2, "slow")))
    result = run(scenario, NoRetry)
    assert {w: result.span(w) for w in ("all", "before", "during", "after")} == {  # type: ignore[arg-type]
        "all": (5, 60),
        "before": (5, 20),
        "during": (20, 32),
        "after": (32, 60),
    }
    assert sum(result.total("arrivals", w) for w in ("before", "during", "after")) == result.total("arrivals")
    with pytest.raises(RoundsError, match="choose from all, before, during, after"):
        result.span("later")  # type: ignore[arg-type]


def test_without_a_fault_everything_lies_before_it() -> None:
    result = run(calm(), NoRetry)
    assert result.span("before") == result.span("all") == (0, 20)
    assert isnan(result.availability("during"))
    assert isnan(result.availability("after"))


def test_without_a_fault_recovery_is_told_from_the_end_of_the_warm_up() -> None:
    assert run(calm(), NoRetry).recovery_s == 0
    assert run(calm(workers=1), NoRetry).recovery_s is None  # 20 come, 10 can be done


def test_success_is_attributed_to_the_second_of_arrival() -> None:
    result = run(calm(3.0, load=requests_at(2.9), timeout=9.0), NoRetry)
    assert result.series["ok"][2] == 1
    assert result.series["completed"][5] == 1


def test_availability_goodput_and_load_factor_are_ratios_of_counts() -> None:
    result = run(storm(40, horizon=60), NaiveRetry, 1)
    for window in ("all", "before", "during", "after"):
        first, last = result.span(window)  # type: ignore[arg-type]
        arrivals = result.series["arrivals"][first:last].sum()
        ok = result.series["ok"][first:last].sum()
        assert result.availability(window) == ok / arrivals  # type: ignore[arg-type]
        assert result.goodput(window) == ok / (last - first)  # type: ignore[arg-type]
        assert result.load_factor(window) == result.series["attempts"][first:last].sum() / arrivals  # type: ignore[arg-type]


def test_recovery_is_the_first_second_from_which_every_window_is_good() -> None:
    down, up = [0] * 5, [10] * 20
    assert shaped([10] * 5 + down + up).recovery_s == 0
    assert shaped([10] * 5 + down + [0, 0, 0] + up).recovery_s == 3
    relapse = [10] * 5 + down + up + [0] + up
    assert shaped(relapse).recovery_s == 21


def test_recovery_tolerates_what_the_level_tolerates() -> None:
    thousand = [1000] * 30
    one_percent = [1000] * 5 + [0] * 5 + [990] * 20
    two_percent = [1000] * 5 + [0] * 5 + [980] * 20
    assert shaped(one_percent, thousand).recovery_s == 0
    assert shaped(two_percent, thousand).recovery_s is None
    assert shaped(two_percent, thousand).recovery(level=0.98) == 0


def test_recovery_is_none_where_it_does_not_come_or_cannot_be_seen() -> None:
    assert shaped([10] * 5 + [0] * 25).recovery_s is None
    assert shaped([10] * 5 + [0] * 5 + [10] * 4).recovery_s is None  # fewer seconds than one window
    assert shaped([10] * 5 + [0] * 5 + [0] * 10 + [10] * 4).recovery_s is None


def test_quantiles_are_within_one_percent_of_the_exact_ones() -> None:
    generator = np.random.default_rng(3)
    values = np.concatenate([generator.exponential(0.1, 3000), generator.lognormal(1, 1, 300)])
    latencies = Latencies(1)
    for value in values:
        latencies.note_arrival(0.5)
        latencies.note_latency(float(value))
    latencies.flush()
    for q in (0.01, 0.5, 0.9, 0.99, 0.999, 1.0):
        exact = np.sort(values)[max(0, int(np.ceil(q * len(values))) - 1)]
        assert quantiles(latencies.histogram, q)[0] == pytest.approx(exact, rel=0.0101)
    assert latencies.sums[0] == pytest.approx(values.sum())
    assert latencies.counts.tolist() == [len(values)]


def test_latencies_beyond_the_buckets_are_kept_in_the_outermost() -> None:
    latencies = Latencies(1)
    for value in (0.0, 1e-9, 1e9):
        latencies.note_arrival(0.0)
        latencies.note_latency(value)
    latencies.flush()
    assert latencies.histogram[0, 0] == 2
    assert latencies.histogram[0, -1] + latencies.histogram[0, -2] == 1


def test_an_empty_histogram_has_no_quantiles() -> None:
    assert np.isnan(quantiles(Latencies(3).histogram, 0.5)).all()
    result = run(calm(faults=(Fault(0, 20, "cut"),)), NoRetry)
    assert isnan(result.quantile(0.5))
    assert isnan(result.mean_latency())
    with pytest.raises(RoundsError, match="quantile 50 is not between 0 and 1"):
        result.quantile(50)


def test_a_long_run_keeps_at_most_six_hundred_rows_of_latencies() -> None:
    scenario = calm(load=5, horizon=1500.0)
    result = run(scenario, NoRetry)
    assert result.latencies.row_width == 3
    assert result.latencies.histogram.shape[0] == 500
    assert result.latencies.histogram.sum() == result.outcomes["ok"]
    seconds, values = result.latency_over_time(0.5)
    assert seconds.tolist() == list(range(0, 1500, 3))
    assert np.nanmax(values) == pytest.approx(0.1, rel=0.01)


def test_latency_is_from_request_to_answer_over_all_attempts() -> None:
    scenario = calm(load=requests_at(2.0), faults=(Fault(0, 2.15, "error"),))
    assert run(scenario, NaiveRetry).mean_latency() == pytest.approx(0.2)


def test_the_json_of_a_run_has_the_figures_and_none_for_what_there_is_not() -> None:
    figures = run(storm(horizon=60), NaiveRetry, 1).as_json()
    assert set(figures) == {
        "seed", "availability", "load_factor", "load_factor_during", "goodput", "p50", "p99", "recovery_s", "outcomes",
    }  # fmt: skip
    assert set(figures["availability"]) == {"before", "during", "after"}
    assert figures["recovery_s"] is None
    assert figures["seed"] == 1


def test_states_are_counted_each_second_for_policies_that_have_any() -> None:
    result = run(storm(horizon=60), CircuitBreaker, 1)
    assert len(result.states) == 60
    assert all(sum(second.values()) == 10 for second in result.states)
    assert run(storm(horizon=60), NoRetry, 1).states == []


class Learners(NoRetry):
    """Has a `state` that is no word of ours, and no hashable one."""

    def __init__(self, state: Any) -> None:
        self.state = state


@pytest.mark.parametrize("state", [["closed"], {"open": 1}, None, 3], ids=repr)
def test_any_state_of_a_policys_own_can_be_counted(state: Any) -> None:
    result = run(calm(), lambda: Learners(state))
    assert [sum(second.values()) for second in result.states] == [10] * 20


def test_a_comparison_holds_every_run_and_averages_over_the_seeds() -> None:
    comparison = compare(storm(40, horizon=60), {"a": NoRetry, "b": NaiveRetry}, seeds=(3, 4))
    assert comparison.seeds == (3, 4)
    assert [result.seed for result in comparison.results["b"]] == [3, 4]
    assert comparison["a"] is comparison.results["a"][0]
    summary = comparison.as_json()
    assert list(summary) == ["a", "b"]
    runs = summary["b"]["runs"]
    for path in ("load_factor", "p99", "goodput"):
        assert summary["b"][path] == pytest.approx(sum(one[path] for one in runs) / 2, abs=1e-5)
    assert summary["a"]["availability"]["during"] == pytest.approx(
        sum(one["availability"]["during"] for one in summary["a"]["runs"]) / 2, abs=1e-5
    )


def test_the_recovery_of_a_comparison_is_the_median_and_never_where_the_median_never_comes() -> None:
    comparison = compare(storm(40, horizon=60), {"a": NoRetry}, seeds=(0, 1, 2))
    recovered = shaped([10] * 5 + [0] * 5 + [0, 0] + [10] * 20)
    later = shaped([10] * 5 + [0] * 5 + [0, 0, 0, 0] + [10] * 20)
    never = shaped([10] * 5 + [0] * 25)
    for runs, expected in (
        ((recovered, later, never), 4),
        ((recovered, later), 3),
        ((recovered, never), None),
        ((never, never, recovered), None),
    ):
        assert replace(comparison, results={"a": runs}).recovery_s("a") == expected


def test_a_comparison_needs_a_policy_and_a_seed() -> None:
    for policies, seeds in (({"none": NoRetry}, ()), ({}, (1,))):
        with pytest.raises(RoundsError, match="at least one policy and one seed"):
            compare(calm(), policies, seeds)
