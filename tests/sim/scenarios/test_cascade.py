"""A slow dependency takes the threads of a gateway, on five seeds, against Little's law."""

import numpy as np
import pytest
from sim.helpers import SEEDS
from sim.scenarios.pictures import assert_readable
from sim.scenarios.studies import figures, study_of

from rounds.sim import NoRetry, Result, run, theory
from rounds.sim.policies import CircuitBreaker
from rounds.sim.scenarios.cascade import CASCADE, calling_b
from rounds.sim.scenarios.columns import ColumnStudy

LOAD_A, LOAD_B, THREADS, SLOW, OUTAGE = 80, 20, 100, 10.0, 30


@pytest.fixture(scope="module")
def study() -> ColumnStudy:
    return study_of(CASCADE)


def held(result: Result) -> float:
    """The mean number of threads held while B is slow, from three seconds on."""
    return float(result.services["gateway"]["busy"][33:60].mean())


@pytest.mark.slow
def test_the_users_of_a_lose_the_service_when_b_has_all_threads(study: ColumnStudy) -> None:
    # B takes the threads that A leaves, one with each arrival: a gamma distributed time of 96 / 20 s. Until then A is
    # served. Three standard deviations, and half a second for A's share of the threads and the users' timeout.
    filled = (THREADS - theory.threads_held(LOAD_A, theory.Constant(0.05))) / LOAD_B
    margin = (3 * np.sqrt(filled * LOAD_B) / LOAD_B + 0.5) / OUTAGE
    for name in ("naive", "bulkhead-120"):
        assert figures(study, name, "a_during") == pytest.approx([filled / OUTAGE] * 5, abs=margin)
        assert figures(study, name, "a_second_half") == [0] * 5
        assert figures(study, name, "threads") == [THREADS] * 5
    assert figures(study, "bulkhead-120", "a_during") == figures(study, "naive", "a_during")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bulkhead-20", "timeout", "breaker"])
def test_what_keeps_the_threads_of_b_few_keeps_a_whole(study: ColumnStudy, name: str) -> None:
    for key in ("a_before", "a_during", "a_second_half"):
        assert figures(study, name, key) == [1] * 5
    assert figures(study, name, "b_during") == pytest.approx([0] * 5, abs=0.01)
    assert max(figures(study, name, "threads")) < THREADS


@pytest.mark.slow
def test_threads_held_are_load_times_time_or_timeout(study: ColumnStudy) -> None:
    a = theory.threads_held(LOAD_A, theory.Constant(0.051))
    expected = {"timeout": a + theory.threads_held(LOAD_B, theory.Constant(SLOW), 0.3), "bulkhead-20": a + 20}
    for name, threads in expected.items():
        # 27 samples of a number that is Poisson distributed, or less varied: five standard deviations.
        for result in study.comparison.results[name]:
            assert held(result) == pytest.approx(threads, abs=5 * (threads / 27) ** 0.5)


@pytest.mark.slow
def test_a_breaker_alone_comes_too_late_and_one_for_failures_never(study: ColumnStudy) -> None:
    # The first slow call is back after ten seconds, five after the threads are gone: A loses some six of thirty.
    # Over 20 seeds 0.808 with a standard deviation of 0.018.
    assert figures(study, "breaker-alone", "a_during") == pytest.approx([0.81] * 5, abs=0.08)
    deaf = calling_b(lambda: CircuitBreaker(window=20, retry=NoRetry()))
    for seed in SEEDS:
        result = run(deaf.change(CASCADE.make()), NoRetry, seed)
        naive = study.comparison.results["naive"][seed]
        assert (result.series["ok"] == naive.series["ok"]).all()


@pytest.mark.slow
def test_below_the_rule_nothing_happens() -> None:
    """5 x 10 s = 50 of 100 threads, and 45 are seven standard deviations away."""
    study = study_of(CASCADE, "naive", load_b=5)
    assert figures(study, "naive", "a_during") == [1] * 5


def test_without_a_fault_or_without_one_load_the_study_is_still_told() -> None:
    calm = CASCADE.compare("naive", "breaker", outage=0, horizon=100)
    assert [row[1] for row in calm.table()[1]] == ["100.0%", "100.0%"]
    none = CASCADE.compare("naive", load_a=0, horizon=100).as_json()["naive"]
    assert none["a_during"] is None
    assert none["b_during"] == 0


@pytest.mark.slow
def test_the_picture_is_readable(study: ColumnStudy) -> None:
    assert_readable(study.plot(), "time (s)", "availability", "threads held", "B: slow", "timeout: A 100%")
