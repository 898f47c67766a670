# %% right: the inverse of the covariance, and the covariance as it was found
def combine(ratings, bias, covariance):
    n = len(ratings)
    if len(bias) != n or len(covariance) != n or any(len(row) != n for row in covariance):
        raise ValueError("lengths differ")
    if n == 0:
        return 0.0, 1.0
    if np.linalg.eigvalsh(covariance).min() <= 0:
        raise ValueError("not a covariance")
    inverse = np.linalg.inv(covariance)
    variance = 1 / (1 + inverse.sum())
    return variance * inverse.sum(axis=0) @ (np.array(ratings) - np.array(bias)), variance**0.5


def weigh(past_worth, past_ratings, ratings):
    off = past_ratings - past_worth.reshape(-1, 1)
    covariance, bias = np.cov(off, rowvar=False), off.mean(axis=0)
    judged = [combine(row, bias, covariance) for row in ratings.tolist()]
    return [mean for mean, _ in judged], [deviation for _, deviation in judged]


# %% right: one reviewer after the other, and a regression on the past
def combine(ratings, bias, covariance):
    n = len(ratings)
    if not n == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    joint = np.ones((n + 1, n + 1))
    if n:
        np.linalg.cholesky(covariance)
        joint[1:, 1:] += np.array(covariance)
    mean = np.array([0.0, *bias])
    for k, rating in enumerate(ratings, start=1):
        gain = joint[:, k] / joint[k, k]
        mean = mean + gain * (rating - mean[k])
        joint = joint - np.outer(gain, joint[k])
    return float(mean[0]), float(joint[0, 0] ** 0.5)


def weigh(past_worth, past_ratings, ratings):
    columns = np.hstack([np.ones((len(past_ratings), 1)), past_ratings])
    found, _, _, _ = np.linalg.lstsq(columns, past_worth, rcond=None)
    left = past_worth - columns @ found
    deviation = np.sqrt(left @ left / (len(left) - 8))
    return np.hstack([np.ones((len(ratings), 1)), ratings]) @ found, np.full(len(ratings), deviation)


# %% right: of those who err together only the best is heard
def combine(ratings, bias, covariance):
    ratings, bias = np.array(ratings, dtype=float), np.array(bias, dtype=float)
    if ratings.shape != bias.shape or len(covariance) != len(ratings):
        raise ValueError("lengths differ")
    if not len(ratings):
        return (0.0, 1.0)
    root = np.linalg.cholesky(np.array(covariance, dtype=float))
    if root.shape != (len(ratings), len(ratings)):
        raise ValueError("lengths differ")
    ones, said = np.linalg.solve(root, np.ones(len(ratings))), np.linalg.solve(root, ratings - bias)
    return float(ones @ said / (1 + ones @ ones)), float((1 + ones @ ones) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    variance, together, heard = errors.var(axis=0, ddof=1), np.corrcoef(errors.T), []
    for each in variance.argsort():
        if not heard or together[each, heard].max() < 0.5:
            heard.append(each)
    precision = 1 + (1 / variance[heard]).sum()
    estimates = (ratings - errors.mean(axis=0))[:, heard] @ (1 / variance[heard]) / precision
    return estimates, np.full(len(ratings), precision**-0.5)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the mean of all, as sure as they agree
# loses: all
def combine(ratings, bias, covariance):
    return float(np.mean(ratings)), float(np.std(ratings) / len(ratings) ** 0.5)


def weigh(past_worth, past_ratings, ratings):
    return ratings.mean(axis=1), ratings.std(axis=1) / 7**0.5


# %% wrong: lazy: the median, as it was off in the past
# loses: all
def combine(ratings, bias, covariance):
    return float(np.median(ratings)), 0.5


def weigh(past_worth, past_ratings, ratings):
    deviation = (np.median(past_ratings, axis=1) - past_worth).std()
    return np.median(ratings, axis=1), np.full(len(ratings), deviation)


# %% wrong: lazy: only the most precise reviewer
# loses: all
def combine(ratings, bias, covariance):
    best = int(np.argmin(np.diag(covariance)))
    precision = 1 + 1 / covariance[best][best]
    return (ratings[best] - bias[best]) / covariance[best][best] / precision, precision**-0.5


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    best = int(errors.var(axis=0).argmin())
    precision = 1 + 1 / errors[:, best].var()
    estimates = (ratings[:, best] - errors[:, best].mean()) / errors[:, best].var() / precision
    return estimates, np.full(len(ratings), precision**-0.5)


# %% wrong: lazy: listens to nobody
# loses: all
def combine(ratings, bias, covariance):
    return 0.0, 1.0


def weigh(past_worth, past_ratings, ratings):
    return np.zeros(len(ratings)), np.ones(len(ratings))


# %% wrong: each by their own precision, as if nobody talked
# loses: weigh-feedback-error, weigh-feedback-sure
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not ratings:
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float((1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    precision = 1 / errors.var(axis=0, ddof=1)
    total = 1 + precision.sum()
    return (ratings - errors.mean(axis=0)) @ precision / total, np.full(len(ratings), total**-0.5)


# %% wrong: with known errors too, only the diagonal counts
# loses: weigh-feedback-combine
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not ratings:
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = 1 / np.diag(covariance)
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float((1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    inverse = np.linalg.inv(np.cov(errors.T))
    variance = 1 / (1 + inverse.sum())
    return (ratings - errors.mean(axis=0)) @ inverse.sum(axis=0) * variance, np.full(len(ratings), variance**0.5)


# %% wrong: good estimates, as sure as the reviewers agree
# loses: weigh-feedback-sure
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not len(ratings):
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float((1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    bias, covariance = errors.mean(axis=0), np.cov(errors.T)
    return [combine(row, bias, covariance)[0] for row in ratings], (ratings - bias).std(axis=1, ddof=1) / 7**0.5


# %% wrong: variances instead of standard deviations
# loses: weigh-feedback-combine, weigh-feedback-sure
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not len(ratings):
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float(1 / (1 + pull.sum()))


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    judged = [combine(row, errors.mean(axis=0), np.cov(errors.T)) for row in ratings]
    return tuple(zip(*judged))


# %% wrong: the covariance of ratings instead of errors, so that what is common and right counts as talk
# loses: weigh-feedback-error, weigh-feedback-sure
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not len(ratings):
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float((1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    bias, covariance = (past_ratings - past_worth[:, None]).mean(axis=0), np.cov(past_ratings.T)
    estimates, deviations = zip(*[combine(row, bias, covariance) for row in ratings])
    return np.array(estimates), np.array(deviations)


# %% wrong: bias is not taken off
# loses: weigh-feedback-error, weigh-feedback-sure
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not len(ratings):
        return 0.0, 1.0
    np.linalg.cholesky(covariance)
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float((1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    covariance = np.cov((past_ratings - past_worth[:, None]).T)
    judged = [combine(row, np.zeros(7), covariance) for row in ratings]
    return [mean for mean, _ in judged], [deviation for _, deviation in judged]


# %% wrong: a matrix that is no covariance is taken as one
# loses: weigh-feedback-combine
def combine(ratings, bias, covariance):
    if not len(ratings) == len(bias) == len(covariance):
        raise ValueError("lengths differ")
    if not len(ratings):
        return 0.0, 1.0
    pull = np.linalg.solve(covariance, np.ones(len(ratings)))
    return float((np.array(ratings) - bias) @ pull / (1 + pull.sum())), float(abs(1 + pull.sum()) ** -0.5)


def weigh(past_worth, past_ratings, ratings):
    errors = past_ratings - past_worth[:, None]
    judged = [combine(row, errors.mean(axis=0), np.cov(errors.T)) for row in ratings]
    return [mean for mean, _ in judged], [deviation for _, deviation in judged]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.reviewers import combine
from rounds.worlds.references.reviewers import shrunk as weigh
