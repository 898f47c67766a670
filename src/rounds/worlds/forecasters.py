"""Four teams that state how likely their parts are to be ready: each bends what it knows in its own way.

Assumed, all in log-odds: the true ones are normal with mean 0.2 and standard deviation 1.5. A team sees them, or a part
of them, or nothing; multiplies them by a slope (above 1 it boasts, below 1 it hedges), adds a shift (optimism) and a
little blur, and states the probability in whole percent. To correct statements by a straight line in log-odds is what
Platt does with a classifier's scores (Probabilistic outputs for support vector machines, 1999). That people are mostly
too sure is old knowledge (Lichtenstein, Fischhoff and Phillips, Calibration of probabilities, 1982); the figures here
are assumed.

Forecasts are compared with the chance that the best informed judge of the team would state, not with what happened:
forty outcomes are mostly luck.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

MIDDLE, SPREAD = 0.2, 1.5  # of the true log-odds
BLUR = 0.3  # standard deviation of what a team's log-odds are off by each time
KINDS = ("boasts", "hedges", "straight", "guesses")
TEAMS = len(KINDS)
UNIT = NormalDist()

Past = tuple[str, float, bool]  # who stated it, the stated probability, whether it happened
Case = tuple[str, float]  # who states it, the stated probability


@dataclass(frozen=True)
class Forecaster:
    """How a team states probabilities.

    kind: one of KINDS. slope: what true log-odds are multiplied by. shift: what is added
    to them. knows: the correlation of what the team sees with the true log-odds, from 0 to 1.
    """

    kind: str
    slope: float
    shift: float
    knows: float

    def chances(self, stated: Sequence[float]) -> np.ndarray:
        """The chance that what this team states so happens, for somebody who knows how the team bends.

        Exact up to quadrature: statement and true log-odds are jointly normal, and a statement in whole percent says
        between which two numbers the stated log-odds lie.
        """
        scale = math.hypot(self.slope * SPREAD, BLUR)  # of the stated log-odds
        seen = self.knows * self.slope * SPREAD / scale  # their correlation with the true ones
        centre = self.slope * MIDDLE + self.shift
        edges = [[(_log_odds(said + half) - centre) / scale for half in (-0.005, 0.005)] for said in stated]
        heard = np.array([_quantiles(UNIT.cdf(low), UNIT.cdf(high)) for low, high in edges])  # [statement, 8]
        unseen = np.array(_quantiles(0.0, 1.0, 16))
        z = seen * heard[:, :, None] + math.sqrt(1 - seen**2) * unseen
        return np.asarray(chance(MIDDLE + SPREAD * z).mean(axis=(1, 2)))


@dataclass(frozen=True, eq=False)
class Panel:
    """What four teams stated and what came of it, and forty statements whose outcomes lie ahead.

    history: the past, in random order of teams. cases: what is stated now. teams: the truth, by the name that the
    statements carry. happened: what comes of the cases.
    """

    history: list[Past]
    cases: list[Case]
    teams: dict[str, Forecaster]
    happened: list[bool]

    @cached_property
    def chances(self) -> list[float]:
        """The true chance of each case, given the team and what it states."""
        chances = np.zeros(len(self.cases))
        for name, team in self.teams.items():
            mine = [number for number, (source, _) in enumerate(self.cases) if source == name]
            chances[mine] = team.chances([self.cases[number][1] for number in mine])
        return [float(each) for each in chances]

    @cached_property
    def groups(self) -> list[str]:
        """For each case its team's kind, name and third: whether the team is surer there of no, between, or of yes."""
        groups = [""] * len(self.cases)
        for name, team in self.teams.items():
            mine = [number for number, (source, _) in enumerate(self.cases) if source == name]
            mine.sort(key=lambda number: self.cases[number][1])
            for third, numbers in enumerate(np.array_split(mine, 3)):
                for number in numbers:
                    groups[number] = f"{team.kind} {name} {third}"
        return groups


def panel(seed: int, *, record: int = 80, cases: int = 40, unlike: float = 1.0) -> Panel:
    """The panel of a seed; the keywords are the assumptions.

    record: how many past statements of each team are known. cases: how many lie ahead, of all four together.
    unlike: how much the teams differ; at 0 all boast alike and know alike, at 1 one boasts, one hedges, one is
    straight and one guesses.
    """
    rng = np.random.default_rng([seed, 141])
    teams = _teams(rng, unlike)
    history, happened = _statements(rng, teams, record * TEAMS)
    ahead, outcomes = _statements(rng, teams, cases)
    past = [(source, stated, came) for (source, stated), came in zip(history, happened, strict=True)]
    return Panel(past, ahead, teams, outcomes)


def chance(log_odds: np.ndarray) -> np.ndarray:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def plot_chances(title: str, drawn: Panel, forecasts: Mapping[str, Sequence[float]]) -> "Picture":
    """A plot for each kind of team: what was forecast for its cases, against their true chances."""
    from rounds.sim.plots import BLUE, GREY, RED  # late: matplotlib takes a while, and graded cells draw nothing
    from rounds.worlds.pictures import picture

    with picture(width=11.5, height=3.2, columns=TEAMS) as (figure, panels):
        for axes, kind in zip(panels, KINDS, strict=True):
            mine = [number for number, group in enumerate(drawn.groups) if group.startswith(kind)]
            axes.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--")
            for (name, said), colour in zip(forecasts.items(), (RED, BLUE), strict=False):
                x, y = ([each[number] for number in mine] for each in (said, drawn.chances))
                axes.scatter(x, y, s=18, color=colour, label=name)
            axes.set(title=kind, xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), xlabel="stated or forecast", aspect="equal")
        panels[0].set_ylabel("true chance")
        panels[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return figure


def _teams(rng: np.random.Generator, unlike: float) -> dict[str, Forecaster]:
    """Four teams, one of each kind, under names that do not tell which is which."""
    slopes = {"boasts": rng.uniform(2.0, 3.5), "hedges": rng.uniform(0.35, 0.6), "straight": rng.uniform(0.8, 1.2)}
    slopes["guesses"] = slopes["straight"]  # it sounds like the straight one
    common = rng.uniform(2.0, 3.5), rng.normal(0, 0.7)
    teams = []
    for kind, slope in slopes.items():
        shift = unlike * rng.normal(0, 0.7) + (1 - unlike) * common[1]
        knows = 1 - unlike if kind == "guesses" else 1.0
        teams.append(Forecaster(kind, float(slope**unlike * common[0] ** (1 - unlike)), float(shift), knows))
    return {f"team-{number + 1}": teams[place] for number, place in enumerate(rng.permutation(TEAMS))}


def _statements(rng: np.random.Generator, teams: dict[str, Forecaster], n: int) -> tuple[list[Case], list[bool]]:
    """`n` statements, as many of each team, in random order, and what comes of them."""
    order = rng.permutation(n) % TEAMS
    names = list(teams)
    slope, shift, knows = (
        np.array([getattr(team, what) for team in teams.values()])[order] for what in ("slope", "shift", "knows")
    )
    z, other = rng.normal(size=(2, n))
    sees = knows * z + np.sqrt(1 - knows**2) * other
    stated = np.round(chance(slope * (MIDDLE + SPREAD * sees) + shift + BLUR * rng.normal(size=n)), 2)
    happened = rng.random(n) < chance(MIDDLE + SPREAD * z)
    return [(names[k], float(said)) for k, said in zip(order, stated, strict=True)], happened.tolist()


def _log_odds(p: float) -> float:
    if p <= 0 or p >= 1:
        return math.inf if p >= 1 else -math.inf
    return math.log(p / (1 - p))


def _quantiles(low: float, high: float, n: int = 8) -> list[float]:
    """`n` standard normal numbers, the middles of `n` equal parts of the probability between `low` and `high`."""
    shares = [low + (high - low) * (part + 0.5) / n for part in range(n)]
    return [UNIT.inv_cdf(min(max(share, 1e-12), 1 - 1e-12)) for share in shares]
