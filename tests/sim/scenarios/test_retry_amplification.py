"""Retries over three layers, on five seeds, against theory."""

from functools import cache

import pytest
from sim.scenarios.pictures import assert_readable
from sim.scenarios.studies import figures, study_of

from rounds.sim import theory
from rounds.sim.scenarios.columns import ColumnStudy
from rounds.sim.scenarios.retry_amplification import LAYERS, RETRY_AMPLIFICATION

WHERE = {"none": (0, 0, 0), "users-only": (2, 0, 0), "last-layer-only": (0, 0, 2), "everywhere": (2, 2, 2)}
REQUESTS = 1200  # in the fault


@cache
def study(failure: float) -> ColumnStudy:
    return study_of(RETRY_AMPLIFICATION, failure=failure)


@pytest.mark.slow
@pytest.mark.parametrize("name", WHERE)
def test_attempts_at_each_depth_when_the_leaf_is_dead(name: str) -> None:
    """Exact, but for requests under way at the ends of the fault: 10 of 1,200, that last half a second at most."""
    expected = theory.retry_amplification(WHERE[name])
    for layer, attempts in zip(LAYERS, expected, strict=True):
        assert figures(study(1.0), name, layer) == pytest.approx([attempts] * 5, rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("name", WHERE)
def test_attempts_and_success_when_three_in_ten_fail(name: str) -> None:
    expected = theory.retry_amplification(WHERE[name], 0.3)
    # A request's attempts at the leaf have a variance of at most 0.62 (a geometric law cut off at 3, and what the
    # layers above repeat); five standard deviations of the mean of 1,200.
    margin = 5 * (0.62 / REQUESTS) ** 0.5
    for layer, attempts in zip(LAYERS, expected, strict=True):
        assert figures(study(0.3), name, layer) == pytest.approx([attempts] * 5, abs=margin)
    tries = 1
    for retries in WHERE[name]:
        tries *= 1 + retries
    success = 1 - 0.3**tries
    margin = 5 * (success * (1 - success) / REQUESTS) ** 0.5 + 0.001
    assert figures(study(0.3), name, "during") == pytest.approx([success] * 5, abs=margin)


@pytest.mark.slow
def test_a_budget_in_every_layer_sends_little_more_than_the_requests_once_its_reserve_is_spent() -> None:
    assert theory.token_bucket_load(1.0, 0.1) == 1
    assert figures(study(1.0), "budget-everywhere", "leaf_second_half") == pytest.approx([1.0] * 5, abs=0.005)
    # Ten tokens for each of ten clients, ten for the front and ten for the middle: 120 retries for 1,200 requests,
    # and a few of those tokens had been spent on nothing but chance before.
    assert figures(study(1.0), "budget-everywhere", "leaf") == pytest.approx([1.1] * 5, abs=0.015)
    assert figures(study(1.0), "everywhere", "leaf_second_half") == pytest.approx([27] * 5, rel=0.02)


@pytest.mark.slow
def test_the_budget_retries_nearly_everything_while_failures_are_few() -> None:
    few = study_of(RETRY_AMPLIFICATION, "budget-everywhere", "none", failure=0.05)
    assert theory.bucket_drains_above(0.1) > 0.05
    assert min(figures(few, "budget-everywhere", "during")) > 0.995
    assert max(figures(few, "none", "during")) < 0.975


@pytest.mark.slow
def test_the_picture_is_readable() -> None:
    assert_readable(study(1.0).plot(), "time (s)", "attempts (1/s)", "leaf: error", "last-layer-only: 3.0 ×")


def test_without_failures_nothing_is_sent_twice() -> None:
    for settings in ({"outage": 0}, {"failure": 0}):
        calm = study_of(RETRY_AMPLIFICATION, "everywhere", seeds=(1,), horizon=100, **settings)
        result = calm.comparison["everywhere"]
        assert result.total("attempts") == result.total("arrivals") == result.total("ok")
