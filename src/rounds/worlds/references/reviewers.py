"""Ways to judge by ratings: what errors of the past have in common, and what is commonly done instead."""

from collections.abc import Callable

import numpy as np

from rounds.worlds.reviewers import SPREAD, Reviews, Score, score

Judgement = tuple[np.ndarray, np.ndarray]  # estimates and standard deviations [n], in points
Judge = Callable[[np.ndarray, np.ndarray, np.ndarray], Judgement]


def posterior(ratings: np.ndarray, bias: np.ndarray, covariance: np.ndarray) -> Judgement:
    """What designs are worth after ratings [n, k] by reviewers with known bias [k] and covariance of errors [k, k].

    Generalised least squares with a normal prior around 0 (Bates and Granger, The Combination of Forecasts, Operational
    Research Quarterly 20, 1969, without a prior).
    """
    pull = np.linalg.solve(covariance, np.ones(len(bias)))
    precision = pull.sum() + 1 / SPREAD**2
    return (ratings - bias) @ pull / precision, np.full(len(ratings), precision**-0.5)


def combine(ratings: list[float], bias: list[float], covariance: list[list[float]]) -> tuple[float, float]:
    """The posterior of one design, by the update of a normal one reviewer after the other: slow, and another way.

    Of each next reviewer only what those before did not foretell is new.
    """
    mean, joint = np.zeros(len(ratings) + 1), np.zeros((len(ratings) + 1, len(ratings) + 1))
    joint[:] = SPREAD**2
    joint[1:, 1:] += np.asarray(covariance).reshape(len(ratings), len(ratings))
    mean[1:] = bias
    for number, rating in enumerate(ratings, start=1):
        gain = joint[:, number] / joint[number, number]
        mean = mean + gain * (rating - mean[number])
        joint = joint - np.outer(gain, joint[number])
    return float(mean[0]), float(np.sqrt(joint[0, 0]))


def shrunk(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray, part: float = 0.1) -> Judgement:
    """By the covariance of past errors, drawn a tenth of the way towards no covariance."""
    errors = past - past_worth[:, None]
    found = np.cov(errors.T)
    return posterior(ratings, errors.mean(axis=0), (1 - part) * found + part * np.diag(np.diag(found)))


def as_found(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
    """By the covariance of past errors as it is."""
    return shrunk(past_worth, past, ratings, part=0.0)


def regression(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
    """Ridge regression of what past designs were worth on what was said of them."""
    columns = np.column_stack([np.ones(len(past)), past])
    found = np.linalg.solve(columns.T @ columns + 0.5 * np.eye(columns.shape[1]), columns.T @ past_worth)
    left = past_worth - columns @ found
    deviation = np.sqrt(left @ left / (len(past) - columns.shape[1]))
    return np.column_stack([np.ones(len(ratings)), ratings]) @ found, np.full(len(ratings), deviation)


def inverse_variance(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
    """Every reviewer by how precise they were, as if no errors were shared."""
    errors = past - past_worth[:, None]
    return posterior(ratings, errors.mean(axis=0), np.diag(errors.var(axis=0, ddof=1)))


def one_voice(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
    """Of those whose past errors go together only the most precise one, as if the rest shared nothing."""
    errors = past - past_worth[:, None]
    variances, together = errors.var(axis=0, ddof=1), np.corrcoef(errors.T)
    heard = list[int]()
    for number in np.argsort(variances).tolist():
        if all(together[number, other] < 0.5 for other in heard):
            heard.append(number)
    return posterior(ratings[:, heard], errors.mean(axis=0)[heard], np.diag(variances[heard]))


def best_one(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
    """Only the reviewer who was most precise."""
    errors = past - past_worth[:, None]
    best = errors.var(axis=0).argmin()
    return posterior(ratings[:, [best]], errors[:, best].mean(keepdims=True), errors[:, [best]].var(axis=0)[:, None])


def pooled(pool: Callable[[np.ndarray], np.ndarray], *, debias: bool = False) -> Judge:
    """One number made of the seven, such as their mean, as far off as it was in the past."""

    def judge(past_worth: np.ndarray, past: np.ndarray, ratings: np.ndarray) -> Judgement:
        bias = (past - past_worth[:, None]).mean(axis=0) if debias else 0.0
        deviation = (pool(past - bias) - past_worth).std()
        return pool(ratings - bias), np.full(len(ratings), deviation)

    return judge


def nobody(_: np.ndarray, __: np.ndarray, ratings: np.ndarray) -> Judgement:
    """Listens to nobody: every design is a usual one."""
    return np.zeros(len(ratings)), np.full(len(ratings), SPREAD)


mean = pooled(lambda ratings: np.asarray(ratings.mean(axis=1)))
fair_mean = pooled(lambda ratings: np.asarray(ratings.mean(axis=1)), debias=True)
median = pooled(lambda ratings: np.asarray(np.median(ratings, axis=1)))


def scored(reviews: Reviews, judgement: Judgement) -> Score:
    """The score of a judgement of the new designs beside the best possible one."""
    best, least = posterior(reviews.new, reviews.panel.bias, reviews.panel.covariance)
    return score(*judgement, best, float(least[0]))
