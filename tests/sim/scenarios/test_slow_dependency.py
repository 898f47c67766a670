"""A page with a slow part, and four ways to bear it, on five seeds."""

import pytest
from sim.scenarios.pictures import assert_readable
from sim.scenarios.studies import figures, study_of

from rounds.sim import theory
from rounds.sim.scenarios.columns import ColumnStudy
from rounds.sim.scenarios.slow_dependency import SLOW_DEPENDENCY, TIMEOUT

LOAD, PAGE, CALL, SLOW, OUTAGE = 40, 0.02, 0.03, 3.0, 30


@pytest.fixture(scope="module")
def study() -> ColumnStudy:
    return study_of(SLOW_DEPENDENCY)


@pytest.mark.slow
def test_waiting_and_a_timeout_alone_show_no_page(study: ColumnStudy) -> None:
    # A page whose call was made when the fault ended may still be shown: those of the last 0.02 of 30 s.
    for name in ("wait", "timeout"):
        assert figures(study, name, "during") == pytest.approx([0] * 5, abs=0.01)
    assert theory.threads_held(LOAD, theory.Constant(SLOW)) > 50
    assert figures(study, "wait", "threads") == [50] * 5
    assert figures(study, "wait", "wait_p50_during") == pytest.approx([1] * 5)  # until the user has had enough


@pytest.mark.slow
def test_threads_held_are_load_times_time_or_timeout(study: ColumnStudy) -> None:
    expected = theory.threads_held(LOAD, theory.Constant(SLOW), TIMEOUT) + LOAD * PAGE
    for name in ("timeout", "timeout-fallback"):
        for result in study.comparison.results[name]:
            busy = result.services["page"]["busy"][31:60].mean()  # 29 samples of a Poisson number, five deviations
            assert busy == pytest.approx(expected, abs=5 * (expected / 29) ** 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeout-fallback", "breaker-fallback"])
def test_a_fallback_shows_every_page_and_says_that_it_is_not_whole(study: ColumnStudy, name: str) -> None:
    for result in study.comparison.results[name]:
        assert result.availability() == 1
        assert set(result.outcomes) == {"ok", "degraded"}
        assert result.total("degraded", "before") < LOAD * 0.1  # in the last moments, whose calls came too late
    assert figures(study, name, "degraded_during") == pytest.approx([1] * 5, abs=0.01)


@pytest.mark.slow
def test_a_breaker_makes_the_median_page_faster_than_in_calm_and_not_the_slowest(study: ColumnStudy) -> None:
    calm, late = PAGE + CALL, PAGE + TIMEOUT
    assert figures(study, "timeout-fallback", "wait_p50_during") == pytest.approx([late] * 5)
    assert figures(study, "breaker-fallback", "wait_p50_before") == pytest.approx([calm] * 5)
    assert figures(study, "breaker-fallback", "wait_p50_during") == pytest.approx([PAGE] * 5)
    # Ten failures and those sent meanwhile, then ten probes every 5 s and a little: over 5% of 1,200 pages are slow.
    assert figures(study, "breaker-fallback", "wait_p99_during") == pytest.approx([late] * 5)
    assert figures(study, "timeout", "wait_p99_during") == pytest.approx([late] * 5)


@pytest.mark.slow
def test_the_breaker_pays_after_the_fault(study: ColumnStudy) -> None:
    assert figures(study, "timeout-fallback", "degraded_after") == [0] * 5
    after = figures(study, "breaker-fallback", "degraded_after")
    assert min(after) > 0
    assert max(after) < LOAD * (5 + 2)  # the wait, and the time of the last probes: two seconds are plenty


def test_waits_are_noted_for_every_request() -> None:
    made = study_of(SLOW_DEPENDENCY, "breaker-fallback", "timeout", seeds=(1,), outage=0, horizon=100, load=10)
    for name in ("breaker-fallback", "timeout"):
        assert made.as_json()[name]["wait_p50_before"] == pytest.approx(0.05)
        assert made.as_json()[name]["wait_p99_during"] is None
    assert made.comparison["timeout"].outcomes == made.comparison["breaker-fallback"].outcomes


@pytest.mark.slow
def test_the_picture_is_readable(study: ColumnStudy) -> None:
    assert_readable(
        study.plot(), "time (s)", "answers", "users wait (s)", "threads held", "recommendations: slow", "timeout: 0%"
    )
