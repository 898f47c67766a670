"""Ways to read stated probabilities: a correction for each team, one for all, bins, and the lazy ones."""

from collections.abc import Callable, Sequence

import numpy as np

from rounds.worlds.forecasters import Case, Past, chance

Way = Callable[[Sequence[Past], Sequence[Case]], list[float]]


def fitted(said: np.ndarray, happened: np.ndarray, weight: float = 1.0) -> np.ndarray:
    """Slope and shift that make stated log-odds fit what happened: Newton's method on a penalised likelihood.

    said: stated log-odds [n]. happened: 0 or 1 [n]. weight: of the pull towards 0 and 0, where nothing is believed.
    """
    design = np.column_stack([said, np.ones(len(said))])
    fit = np.zeros(2)  # from a steep start Newton's method overshoots
    for _ in range(12):
        p = chance(design @ fit)
        gradient = design.T @ (happened - p) - weight * fit
        fit = fit + np.linalg.solve((design.T * (p * (1 - p))) @ design + weight * np.eye(2), gradient)
    return np.asarray(fit)


def log_odds(stated: Sequence[float]) -> np.ndarray:
    """Stated probabilities as log-odds; 0% and 100% count as half a percent from there."""
    p = np.clip(stated, 0.005, 0.995)
    return np.asarray(np.log(p / (1 - p)))


def each_its_own(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:
    """The reference: a straight line in log-odds for each team."""
    fits = {}
    for team in dict.fromkeys(source for source, _ in cases):
        mine = [(stated, happened) for source, stated, happened in history if source == team]
        fits[team] = fitted(log_odds([said for said, _ in mine]), np.array([came for _, came in mine], dtype=float))
    return [float(chance(fits[team] @ (log_odds([stated])[0], 1.0))) for team, stated in cases]


def one_for_all(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:
    """One straight line for everybody: as the reference, if all were one team."""
    return each_its_own([("all", said, came) for _, said, came in history], [("all", said) for _, said in cases])


def binned(edges: Sequence[float] = (0.35, 0.65)) -> Way:
    """How often it happened when this team stated about as much; bins end at `edges`, with one of each imagined."""

    def way(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:
        forecasts = []
        for team, stated in cases:
            there = np.searchsorted(edges, stated)
            mine = [came for source, said, came in history if source == team and np.searchsorted(edges, said) == there]
            forecasts.append((sum(mine) + 1) / (len(mine) + 2))
        return forecasts

    return way


def believed(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:  # noqa: ARG001 - as the others
    """Takes everybody at their word."""
    return [stated for _, stated in cases]


def halved(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:  # noqa: ARG001
    """Draws everything halfway towards one half."""
    return [0.5 + (stated - 0.5) / 2 for _, stated in cases]


def base_rate(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:
    """How often anything happened, whoever states what."""
    return [float(np.mean([came for *_, came in history]))] * len(cases)


def base_rate_by_team(history: Sequence[Past], cases: Sequence[Case]) -> list[float]:
    """How often it happened for this team, whatever it states."""
    return [float(np.mean([came for source, _, came in history if source == team])) for team, _ in cases]
