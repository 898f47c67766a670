"""Scores are proper, coverage and width are judged on both sides, and no odd number slips through."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.grading.kinds import AuthoringError, Forecasts, Intervals, interval_score

CHANCE = st.floats(0.01, 0.99)


def _intervals(pairs: list[tuple[float, float]], truths: list[float], level: float = 0.9) -> Intervals:
    intervals = Intervals(level)
    for pair, truth in zip(pairs, truths, strict=True):
        intervals.add(pair, truth)
    return intervals


def _forecasts(said: list[float], true: list[float], groups: list[str] | None = None) -> Forecasts:
    forecasts = Forecasts()
    forecasts.add(said, true, groups)
    return forecasts


@given(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_the_interval_score_is_best_for_the_honest_quantiles(low_slip: float, high_slip: float) -> None:
    truths = [NormalDist().inv_cdf((i + 0.5) / 500) for i in range(500)]
    end = NormalDist().inv_cdf(0.95)

    def mean_score(low: float, high: float) -> float:
        return sum(interval_score(low, high, truth, 0.9) for truth in truths) / len(truths)

    assert mean_score(-end, end) <= mean_score(-end + low_slip, end + high_slip) + 1e-3


def test_the_interval_score_charges_width_and_misses() -> None:
    assert interval_score(0, 10, 5, 0.9) == 10
    assert interval_score(0, 10, 12, 0.9) == pytest.approx(10 + 20 * 2)
    assert interval_score(0, 10, -1, 0.8) == pytest.approx(10 + 10 * 1)


def test_coverage_and_width_by_group() -> None:
    intervals = Intervals(0.9)
    intervals.add((0, 2), 1, "calm")
    intervals.add([0.0, 4.0], 9, "loud")
    assert (intervals.coverage(), intervals.coverage("calm"), intervals.width("loud")) == (0.5, 1.0, 4.0)
    assert intervals.score("loud") == pytest.approx(4 + 20 * 5)


def test_too_wide_fails_as_too_narrow_does_each_with_its_reason() -> None:
    wide = _intervals([(-100, 100)] * 20, [0.0] * 20)
    narrow = _intervals([(0, 0)] * 20, [1.0] * 20)
    with pytest.raises(AssertionError, match=r"hold 100% of 20 hidden truths\. They are too wide"):
        wide.covers(0.8, 0.97)
    with pytest.raises(AssertionError, match="200 points wide in the mean; the data allow 5 points"):
        wide.sharp(5, "points")
    with pytest.raises(AssertionError, match=r"hold 0% of 20 hidden truths\. They are too narrow"):
        narrow.covers(0.8, 0.97)
    narrow.sharp(5, "points")


def test_factors_are_judged_by_logarithms() -> None:
    intervals = Intervals(0.9, log=True)
    intervals.add((10, 40), 20)
    assert intervals.width() == pytest.approx(math.log(4))
    with pytest.raises(AssertionError, match="a factor of 4 wide in the mean; the data allow a factor of 2"):
        intervals.sharp(math.log(2), "TB/s")
    with pytest.raises(AssertionError, match="finite number between"):
        intervals.add((0, 1), 1)


@pytest.mark.parametrize(
    "answer",
    [(2, 1), (math.nan, 1), (0, math.inf), (0,), (0, 1, 2), [0.0], None, "ab", (True, 2), ("0", "1"), object()],
)
def test_what_is_not_an_interval_is_refused(answer: object) -> None:
    with pytest.raises(AssertionError, match="your function returned"):
        Intervals(0.9).add(answer, 1.0)


@given(st.lists(st.tuples(CHANCE, CHANCE), min_size=1, max_size=20))
def test_the_brier_score_is_regret_above_the_best_attainable(pairs: list[tuple[float, float]]) -> None:
    said, true = [p for p, _ in pairs], [q for _, q in pairs]
    best = float(np.mean([q * (1 - q) for q in true]))
    assert _forecasts(said, true).brier() == pytest.approx(best + _forecasts(said, true).regret())


@given(CHANCE, CHANCE)
def test_both_scores_are_best_for_the_truth(said: float, true: float) -> None:
    honest, other = _forecasts([true], [true]), _forecasts([said], [true])
    assert honest.brier() <= other.brier() + 1e-12
    assert honest.log_score() <= other.log_score() + 1e-12


def test_outcomes_are_scored_as_the_textbook_does() -> None:
    forecasts = _forecasts([0.8, 0.3], [1, 0])
    assert forecasts.brier() == pytest.approx((0.2**2 + 0.3**2) / 2)
    assert forecasts.log_score() == pytest.approx(-(math.log(0.8) + math.log(0.7)) / 2)
    assert _forecasts([0.0], [1]).log_score() == math.inf
    assert _forecasts([1.0, 0.0], [1, 0]).log_score() == 0


def test_skill_is_one_for_the_truth_and_zero_for_the_base_rate() -> None:
    true = [0.1, 0.4, 0.9]
    assert _forecasts(true, true).skill() == 1
    assert _forecasts([sum(true) / 3] * 3, true).skill() == pytest.approx(0)
    assert _forecasts([0.5] * 3, true).skill(baseline=0.5) == pytest.approx(0)
    assert "no better than the base rate" in _forecasts([0.9, 0.4, 0.1], true).says()


def test_the_base_rate_is_calibrated_over_all_and_not_by_group() -> None:
    true = [0.2, 0.2, 0.8, 0.8]
    assert _forecasts([0.5] * 4, true).gap() == pytest.approx(0)
    assert _forecasts([0.5] * 4, true, ["a", "a", "b", "b"]).gap() == pytest.approx(0.3)


@pytest.mark.parametrize(
    "answer", [[0.5], [0.5, 1.5], [0.5, -0.1], [0.5, math.nan], "ab", None, [[0.5], [0.5]], [True, 0.5]]
)
def test_what_is_not_a_list_of_probabilities_is_refused(answer: object) -> None:
    with pytest.raises(AssertionError, match="your function returned"):
        Forecasts().add(answer, [0, 1])


def test_nothing_to_judge_and_broken_truths_are_the_authors_fault() -> None:
    with pytest.raises(AuthoringError, match="nothing to judge"):
        Intervals(0.9).coverage()
    with pytest.raises(AuthoringError, match="nothing to judge"):
        Forecasts().brier()
    with pytest.raises(AuthoringError, match="level"):
        Intervals(90)
    with pytest.raises(AuthoringError, match="truth of nan"):
        Intervals(0.9).add((0, 1), math.nan)
    with pytest.raises(AuthoringError, match="outcomes 0 or 1"):
        Forecasts().add([0.5], [2])
    with pytest.raises(AuthoringError, match="no skill"):
        _forecasts([0.5, 0.5], [0.3, 0.3]).skill()
