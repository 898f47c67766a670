# %% right: a logistic regression for each team, by small steps
import numpy as np


def forecast(history, cases):
    for row in history + cases:
        if not 0 <= row[1] <= 1:
            raise ValueError(f"{row[1]} is no probability")
    lines = {}
    for team in sorted({row[0] for row in history}):
        mine = [row for row in history if row[0] == team]
        said, came = logit([row[1] for row in mine]), np.array([row[2] for row in mine], dtype=float)
        slope, shift = 0.5, 0.0
        for _ in range(400):
            off = came - 1 / (1 + np.exp(-slope * said - shift))
            slope += 0.15 * ((off * said).sum() - (slope - 0.5)) / len(said)
            shift += 0.6 * (off.sum() - shift) / len(said)
        lines[team] = slope, shift
    if missing := [team for team, _ in cases if team not in lines]:
        raise ValueError(f"{missing[0]} has no record")
    return [1 / (1 + np.exp(-lines[team][0] * logit([p])[0] - lines[team][1])) for team, p in cases]


def logit(stated):
    p = np.minimum(np.maximum(stated, 0.01), 0.99)
    return np.log(p / (1 - p))


# %% right: the mean over a grid of slopes and shifts, each as likely as it makes the record
import numpy as np

SLOPES, SHIFTS = np.meshgrid(np.linspace(0, 2.4, 41), np.linspace(-2.4, 2.4, 41), indexing="ij")


def forecast(history, cases):
    record = {}
    for team, stated, happened in history:
        record.setdefault(team, []).append((log_odds(stated), happened))
    likely = {team: weights(rows) for team, rows in record.items()}
    chances = []
    for team, stated in cases:
        if team not in likely:
            raise ValueError("no record")
        chances.append(float((likely[team] / (1 + np.exp(-(SLOPES * log_odds(stated) + SHIFTS)))).sum()))
    return chances


def weights(rows):
    log_likelihood = -((SLOPES - 0.7) ** 2) - SHIFTS**2 / 2
    for x, happened in rows:
        z = SLOPES * x + SHIFTS
        log_likelihood = log_likelihood - np.logaddexp(0, -z if happened else z)
    likely = np.exp(log_likelihood - log_likelihood.max())
    return likely / likely.sum()


def log_odds(stated):
    if not (stated >= 0 and stated <= 1):
        raise ValueError("not a probability")
    p = min(max(stated, 0.005), 0.995)
    return np.log(p / (1 - p))


# %% right: Newton's method without help from a prior, an array back
import numpy as np


def forecast(history, cases):
    stated = np.array([row[1] for row in history] + [row[1] for row in cases], dtype=float)
    if np.isnan(stated).any() or stated.min() < 0 or stated.max() > 1:
        raise ValueError("a chance lies from 0 to 1")
    said, ahead = np.split(np.log((stated + 0.01) / (1.01 - stated)), [len(history)])
    teams, sources = np.array([row[0] for row in history]), np.array([team for team, _ in cases])
    if not np.isin(sources, teams).all():
        raise ValueError("somebody has no record")
    came, chances = np.array([float(row[2]) for row in history]), np.zeros(len(cases))
    for team in np.unique(sources):
        x = np.vander(said[teams == team], 2)
        fit = np.zeros(2)
        for _ in range(12):
            p = 1 / (1 + np.exp(-x @ fit))
            fit += np.linalg.lstsq((x.T * (p * (1 - p) + 1e-6)) @ x, x.T @ (came[teams == team] - p), rcond=None)[0]
        chances[sources == team] = 1 / (1 + np.exp(-np.vander(ahead[sources == team], 2) @ fit))
    return chances


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: believes everybody
# loses: all
def forecast(history, cases):
    return [stated for _, stated in cases]


# %% wrong: lazy: 50% whatever is stated
# loses: all
def forecast(history, cases):
    return [0.5] * len(cases)


# %% wrong: lazy: how often anything happens
# loses: all
def forecast(history, cases):
    return [sum(came for *_, came in history) / len(history)] * len(cases)


# %% wrong: lazy: how often it happened for this team
# loses: calibration-skill, calibration-by-team
def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases):
        raise ValueError("no probability")
    record = {}
    for team, _, happened in history:
        record.setdefault(team, []).append(happened)
    if any(team not in record for team, _ in cases):
        raise ValueError("no record")
    return [sum(record[team]) / len(record[team]) for team, _ in cases]


# %% wrong: lazy: halfway towards 50%, without a look at the record
# loses: all
def forecast(history, cases):
    return [(0.5 + stated) / 2 for _, stated in cases]


# %% wrong: lazy: yes or no
# loses: all
def forecast(history, cases):
    return [float(stated > 0.5) for _, stated in cases]


# %% wrong: one correction for all
# loses: calibration-skill, calibration-by-team
import numpy as np


def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases) or not {t for t, _ in cases} <= {row[0] for row in history}:
        raise ValueError("what is this?")

    def x(rows):
        p = np.clip([row[1] for row in rows], 0.005, 0.995)
        return np.column_stack([np.log(p / (1 - p)), np.ones(len(p))])

    fit, came = np.zeros(2), np.array([row[2] for row in history], dtype=float)
    for _ in range(20):
        p = 1 / (1 + np.exp(-x(history) @ fit))
        fit += np.linalg.solve((x(history).T * (p * (1 - p))) @ x(history) + np.eye(2), x(history).T @ (came - p) - fit)
    return (1 / (1 + np.exp(-x(cases) @ fit))).tolist()


# %% wrong: thirds of each team's record, which are calibrated and say the same of much that differs
# loses: calibration-skill
def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases) or not {t for t, _ in cases} <= {row[0] for row in history}:
        raise ValueError("what is this?")
    chances = []
    for team, stated in cases:
        mine = sorted((said, came) for source, said, came in history if source == team)
        ends = [mine[len(mine) // 3][0], mine[2 * len(mine) // 3][0]]
        alike = [came for said, came in mine if [said > end for end in ends] == [stated > end for end in ends]]
        chances.append((sum(alike) + 1) / (len(alike) + 2))
    return chances


# %% wrong: corrects the optimism of a team, not its boasting
# loses: calibration-skill, calibration-by-team
import math


def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases) or not {t for t, _ in cases} <= {row[0] for row in history}:
        raise ValueError("what is this?")
    chances = []
    for team, stated in cases:
        mine = [(said, came) for source, said, came in history if source == team]
        too_high = sum(said - came for said, came in mine) / len(mine)
        chances.append(min(max(stated - too_high, 0.01), 0.99))
    return chances


# %% wrong: finds each team's slope and shift, and hands the log-odds back
# loses: calibration-skill, calibration-by-team
import numpy as np


def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases) or not {t for t, _ in cases} <= {row[0] for row in history}:
        raise ValueError("what is this?")
    chances = []
    for team, stated in cases:
        mine = [(said, came) for source, said, came in history if source == team]
        p = np.clip([stated, *(said for said, _ in mine)], 0.01, 0.99)
        x, came = np.log(p / (1 - p)), np.array([came for _, came in mine], dtype=float)
        slope = np.cov(x[1:], came)[0, 1] / np.var(x[1:]) * 4
        chances.append(float(slope * x[0]))
    return chances


# %% wrong: 0% and 100% have no log-odds, so they are refused
# loses: calibration-skill, calibration-by-team
def forecast(history, cases):
    if not all(0 < row[1] < 1 for row in history + cases) or not {t for t, _ in cases} <= {row[0] for row in history}:
        raise ValueError("what is this?")
    return fitted(history, cases, 0.005)


import numpy as np


def fitted(history, cases, clip):
    def x(rows):
        p = np.clip([row[1] for row in rows], clip, 1 - clip)
        return np.column_stack([np.log(p / (1 - p)), np.ones(len(p))])

    fits = {}
    for team in sorted({row[0] for row in history}):
        mine, fit = [row for row in history if row[0] == team], np.zeros(2)
        said, came = x(mine), np.array([row[2] for row in mine], dtype=float)
        for _ in range(20):
            p = 1 / (1 + np.exp(-said @ fit))
            fit += np.linalg.solve((said.T * (p * (1 - p))) @ said + np.eye(2), said.T @ (came - p) - fit)
        fits[team] = fit
    return [float(1 / (1 + np.exp(-(x([case]) @ fits[case[0]])[0]))) for case in cases]


# %% wrong: a team without a record is believed
# loses: calibration-refuses
import numpy as np


def forecast(history, cases):
    if not all(0 <= row[1] <= 1 for row in history + cases):
        raise ValueError("no probability")
    known = {row[0] for row in history}
    corrected = iter(fitted(history, [case for case in cases if case[0] in known], 0.01))
    return [next(corrected) if team in known else stated for team, stated in cases]


def fitted(history, cases, clip):
    def x(rows):
        p = np.clip([row[1] for row in rows], clip, 1 - clip)
        return np.column_stack([np.log(p / (1 - p)), np.ones(len(p))])

    fits = {}
    for team in sorted({row[0] for row in history}):
        mine, fit = [row for row in history if row[0] == team], np.zeros(2)
        said, came = x(mine), np.array([row[2] for row in mine], dtype=float)
        for _ in range(20):
            p = 1 / (1 + np.exp(-said @ fit))
            fit += np.linalg.solve((said.T * (p * (1 - p))) @ said + np.eye(2), said.T @ (came - p) - fit)
        fits[team] = fit
    return [float(1 / (1 + np.exp(-(x([case]) @ fits[case[0]])[0]))) for case in cases]


# %% wrong: clips 120% to 100% instead of asking what it is
# loses: calibration-refuses
import numpy as np


def forecast(history, cases):
    if not {team for team, _ in cases} <= {row[0] for row in history}:
        raise ValueError("no record")
    chances = []
    for team, stated in cases:
        mine = [(said, came) for source, said, came in history if source == team]
        p = np.clip([stated, *(said for said, _ in mine)], 0.01, 0.99)
        x, came, (slope, shift) = np.log(p / (1 - p)), np.array([came for _, came in mine], dtype=float), (0.5, 0.0)
        for _ in range(60):
            off = came - 1 / (1 + np.exp(-slope * x[1:] - shift))
            slope += 0.3 * ((off * x[1:]).sum() - slope + 0.5) / len(came)
            shift += 2 * off.mean()
        chances.append(float(1 / (1 + np.exp(-slope * x[0] - shift))))
    return chances


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.forecasters import each_its_own as forecast
