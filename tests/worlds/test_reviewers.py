"""Reviewers who talk: ratings as the model says, the posterior three ways, and how far the judgements lie apart."""

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.references import reviewers as references
from rounds.worlds.reviewers import TALKING, Panel, draw, draw_panel, score

SHOWN = (
    "from rounds.worlds.reviewers import *; from rounds.worlds.references.reviewers import *; r = draw(5); "
    "print(r.past_worth.sum(), r.past.sum(), r.new.sum(), scored(r, shrunk(r.past_worth, r.past, r.new)))"
)


def scores(judge, seeds, **assumed):
    """The mean excess error and the mean loss of the logarithmic score over panels."""
    drawn = [draw(seed, **assumed) for seed in seeds]
    played = [references.scored(each, judge(each.past_worth, each.past, each.new)) for each in drawn]
    return np.mean([(each.excess, each.lost) for each in played], axis=0)


def test_one_seed_is_one_panel_under_every_hash_seed():
    printed_alike(SHOWN)


def test_ratings_have_the_bias_and_the_covariance_of_the_panel():
    rng = np.random.default_rng(1)
    panel = draw_panel(rng)
    worth = rng.normal(0, 1, 100_000)
    errors = panel.rate(worth, rng) - worth[:, None]
    assert errors.mean(axis=0) == pytest.approx(panel.bias, abs=0.01)
    assert np.allclose(np.cov(errors.T), panel.covariance, atol=0.02)


def test_four_talk_and_each_of_them_looks_precise():
    for seed in range(50):
        panel = draw(seed).panel
        inside, outside = panel.own[list(panel.circle)], np.delete(panel.own, panel.circle)
        assert len(panel.circle) == TALKING
        assert inside.max() < 0.45 < 0.7 <= panel.shared.max() <= 1.1
        assert outside.min() >= 0.35
    assert draw(1, talk=0.0).panel.circle == ()


def test_the_circle_does_not_show_in_the_order_of_reviewers():
    counts = np.bincount([number for seed in range(700) for number in draw(seed).panel.circle], minlength=7)
    assert counts == pytest.approx(400, abs=60)


def test_the_posterior_agrees_with_updates_one_by_one_and_with_a_grid():
    rng = np.random.default_rng(2)
    panel = draw_panel(rng)
    ratings = panel.rate(rng.normal(0, 1, 5), rng)
    estimates, deviations = references.posterior(ratings, panel.bias, panel.covariance)
    grid, inverse = np.linspace(-6, 6, 4001), np.linalg.inv(panel.covariance)
    for row, estimate, deviation in zip(ratings, estimates, deviations, strict=True):
        slow = references.combine(row.tolist(), panel.bias.tolist(), panel.covariance.tolist())
        assert slow == pytest.approx((estimate, deviation))
        errors = row - panel.bias - grid[:, None]
        density = np.exp(-0.5 * (np.einsum("ij,jk,ik->i", errors, inverse, errors) + grid**2))
        density /= density.sum()
        mean = grid @ density
        assert (mean, np.sqrt((grid - mean) ** 2 @ density)) == pytest.approx((estimate, deviation), abs=1e-6)


def test_those_who_talk_are_one_voice_that_is_no_surer_than_what_they_share():
    own, shared = np.full(40, 0.3), np.full(40, 0.9)
    for voices in (1, 4, 40):
        panel = Panel(np.zeros(voices), own[:voices], shared[:voices])
        _, deviation = references.posterior(np.zeros((1, voices)), panel.bias, panel.covariance)
        assert deviation[0] ** -2 - 1 == pytest.approx(1 / (0.9**2 + 0.3**2 / voices))


def test_scores_are_expectations_over_what_designs_are_worth():
    rng = np.random.default_rng(3)
    best, estimates, deviations = rng.normal(0, 1, (3, 5))
    deviations = np.abs(deviations) + 0.3
    worth = best + 0.4 * rng.normal(0, 1, (100_000, 5))
    loss = np.log(deviations) + (worth - estimates) ** 2 / (2 * deviations**2)
    least = np.log(0.4) + (worth - best) ** 2 / (2 * 0.4**2)
    found = score(estimates, deviations, best, 0.4)
    assert found.lost == pytest.approx((loss - least).mean(), rel=0.02)
    assert found.error**2 == pytest.approx(((worth - estimates) ** 2).mean(), rel=0.01)
    assert found.excess == pytest.approx(found.error**2 / 0.4**2 - 1)
    assert score(best, np.full(5, 0.4), best, 0.4).lost == pytest.approx(0, abs=1e-12)


def test_judgements_lie_as_far_apart_as_the_exercise_says():
    ways = ("shrunk", "as_found", "regression", "one_voice", "inverse_variance", "best_one", "mean", "median", "nobody")
    excess, lost = np.array([scores(getattr(references, way), range(1000, 1060)) for way in ways]).T
    found, beside = dict(zip(ways, excess, strict=True)), dict(zip(ways, lost, strict=True))
    assert max(found[way] for way in ways[:4]) < 0.18
    assert max(beside[way] for way in ways[:4]) < 0.12
    assert 0.35 < found["inverse_variance"] < 0.6
    assert beside["inverse_variance"] > 0.3
    assert 0.8 < found["best_one"] < found["mean"] < found["median"] < found["nobody"]


def test_where_nobody_talks_own_precision_is_best():
    assert scores(references.inverse_variance, range(40), talk=0.0)[0] < 0.07
    assert scores(references.shrunk, range(40), talk=0.0)[0] > 0.09
    assert scores(references.inverse_variance, range(40), talk=0.5)[0] > 2 * scores(references.shrunk, range(40))[0]


def test_with_little_past_the_covariance_as_found_is_worse_than_none_and_one_voice_is_best():
    found, own, voice = (
        scores(getattr(references, way), range(40), past=15)[0] for way in ("as_found", "inverse_variance", "one_voice")
    )
    assert voice < 0.5 * own < own < found
    assert scores(references.as_found, range(40), past=30)[0] < scores(references.inverse_variance, range(40))[0]
