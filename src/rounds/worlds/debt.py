"""A team whose modules carry debt: which to pay, when, and how much of a sprint, with a launch ahead.

A debt has a principal, the days that it takes to pay, and an interest, the days that each day of feature work in its
module loses. So it costs only where work passes. The road map moves after the launch, and the tracker measures drag
with noise, only where work was done.

The metaphor is Cunningham's (The WyCash Portfolio Management System, OOPSLA 1992), that debt counts where code changes
Tornhill's (Software Design X-Rays, 2018). All figures are assumed. New features make no new debt, and a debt that is
half paid still costs its full interest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

MODULES, SPRINTS = 10, 18
LAUNCH = 6  # the launch is after so many sprints
MOVES = 8  # the first sprint (from 0) in which the road map is another one
AHEAD = 4  # sprints of the road map that a plan sees, the coming one included
CAPACITY = 40.0  # engineer-days a sprint
LAST = 3  # the sprints at the end over which the final stretch is taken

Plan = Callable[["Sprint"], Mapping[int, float]]


@dataclass(frozen=True, eq=False)
class Sprint:
    """What is known when a sprint is planned; arrays have a column for each module.

    number: 0 for the first. capacity: days of the team in a sprint. launch: the number of the first sprint after the
    launch. end: how many sprints there are. principal: days still to pay for each module, 0 for paid ones. road_map:
    share of the feature work by module, a row each for this sprint and the next three, fewer at the end. effort, drag:
    what the tracker shows, a row for each sprint so far: days of feature work as if the code were clean, and days that
    were lost on top. usual: days lost a day of work in a module with debt, on average over code bases like this.
    """

    number: int
    capacity: float
    launch: int
    end: int
    principal: np.ndarray
    road_map: np.ndarray
    effort: np.ndarray
    drag: np.ndarray
    usual: float


@dataclass(frozen=True, eq=False)
class Codebase:
    """The truth: days lost a day of work and days to pay for each module, the road map, and the luck of each sprint."""

    interest: np.ndarray
    principal: np.ndarray
    road_map: np.ndarray
    luck: np.ndarray
    usual: float


@dataclass(frozen=True, eq=False)
class Run:
    """How 18 sprints went.

    features: days of feature work done in each sprint, as if the code were clean. stretch: days that a day of such
    work takes in each sprint, 1 in clean code. paid: days spent on debt in each sprint. refused: what broke a rule.
    """

    features: np.ndarray
    stretch: np.ndarray
    paid: np.ndarray
    refused: tuple[str, ...] = ()

    @property
    def at_launch(self) -> float:
        """Days of feature work done by the launch."""
        return float(self.features[:LAUNCH].sum())

    @property
    def total(self) -> float:
        """Days of feature work done in all."""
        return float(self.features.sum())

    @property
    def final_stretch(self) -> float:
        """The mean stretch of the last three sprints."""
        return float(self.stretch[-LAST:].mean())


def codebase(
    seed: int, *, interest: float = 0.9, moves: float = 0.6, spread: float = 0.35, noise: float = 0.3
) -> Codebase:
    """Ten modules drawn from a seed; the keywords are the assumptions.

    interest: mean days lost a day of work. moves: the share of the road map that is drawn anew.
    spread: how evenly work spreads over modules, the parameter of a Dirichlet distribution. noise: standard deviation
    of the log of a sprint's drag.
    """
    rng = np.random.default_rng([seed, 71])
    early, drawn = rng.dirichlet(np.full(MODULES, spread), 2)
    late = (1 - moves) * early + moves * drawn
    road_map = np.array([early if sprint < MOVES else late for sprint in range(SPRINTS)])
    owed = interest * rng.gamma(2.0, 0.5, MODULES)
    principal = np.round(rng.uniform(6, 24, MODULES))
    return Codebase(owed, principal, road_map, rng.lognormal(0, noise, (SPRINTS, MODULES)), interest)


def play(code: Codebase, plan: Plan) -> Run:
    """18 sprints under a plan of which debts to pay: module -> days; features get the rest of the sprint.

    Days beyond what a module owes go to features. A plan that breaks a rule is refused: that sprint pays nothing.
    """
    left = code.principal.copy()
    effort, drag = np.zeros((SPRINTS, MODULES)), np.zeros((SPRINTS, MODULES))
    features, stretch, paid, refused = [], [], [], []
    for number, touch in enumerate(code.road_map):
        asked = plan(
            Sprint(number, CAPACITY, LAUNCH, SPRINTS, left.copy(), code.road_map[number : number + AHEAD].copy(),
                   effort[:number].copy(), drag[:number].copy(), code.usual)
        )  # fmt: skip
        fault = fault_of(asked)
        if fault:
            refused.append(f"sprint {number}: {fault}")
        pays = np.zeros(MODULES)
        for module, days in {} if fault else asked.items():
            pays[module] = min(float(days), left[module])
        left = np.where(left - pays > 1e-9, left - pays, 0.0)
        owed = np.where(left > 0, code.interest, 0.0)
        lost = owed * code.luck[number]
        done = (CAPACITY - pays.sum()) / (1 + touch @ lost)
        effort[number], drag[number] = done * touch, done * touch * lost
        features.append(done)
        stretch.append(1 + touch @ owed)
        paid.append(pays.sum())
    return Run(np.array(features), np.array(stretch), np.array(paid), tuple(refused))


def fault_of(asked: Mapping[int, float]) -> str:
    """Which rule a plan breaks; empty if none."""
    for module, days in asked.items():
        if not 0 <= module < MODULES:
            return f"there is no module {module}"
        if not 0 <= days < np.inf:
            return f"module {module} is to be paid {days:g} days"
    days = sum(asked.values())
    return f"{days:.1f} days are to be paid, and the sprint has {CAPACITY:g}" if days > CAPACITY + 1e-6 else ""


@dataclass(frozen=True)
class Figures:
    """Means over code bases: days of features at the launch and in all, the final stretch; and what was refused."""

    at_launch: float
    total: float
    final_stretch: float
    refused: tuple[str, ...]


def figures(codes: Sequence[Codebase], plan: Plan) -> Figures:
    """A plan's figures over code bases."""
    runs = [play(code, plan) for code in codes]
    return Figures(
        float(np.mean([run.at_launch for run in runs])),
        float(np.mean([run.total for run in runs])),
        float(np.mean([run.final_stretch for run in runs])),
        tuple(fault for run in runs for fault in run.refused),
    )


def plot_sprints(title: str, plans: Mapping[str, Plan], codes: int = 40) -> "Picture":
    """The mean feature work done in each sprint under each plan, with what is done by the launch and in all."""
    from rounds.worlds.pictures import curves  # late: matplotlib takes a while, and graded cells draw nothing

    drawn = [codebase(seed) for seed in range(codes)]
    lines = {}
    for name, plan in plans.items():
        runs = [play(code, plan) for code in drawn]
        launch, total = (np.mean([getattr(run, what) for run in runs]) for what in ("at_launch", "total"))
        lines[f"{name}: {launch:.0f}, {total:.0f}"] = np.mean([run.features for run in runs], axis=0).tolist()
    figure = curves(title, range(1, SPRINTS + 1), lines, "sprint", "days of feature work done")
    axes = figure.axes[0]
    for sprint, text in ((LAUNCH, "launch"), (MOVES, "road map moves")):
        axes.axvline(sprint + 0.5, color="#6B6B6B", ls=":", lw=1.4)
        axes.text(sprint + 0.6, 1, text, color="#6B6B6B")
    axes.axhline(CAPACITY, color="#6B6B6B", lw=1, ls="--")
    axes.text(1, CAPACITY + 0.4, "clean code", color="#6B6B6B", va="bottom")
    axes.set_ylim(0, CAPACITY + 4)
    axes.set_xticks([1, 6, 12, 18])
    if legend := axes.get_legend():
        legend.set_title("days by the launch, in all")
    return figure


def mean_figures(plans: Mapping[str, Plan], interests: Sequence[float], codes: int = 40) -> dict[str, list[Figures]]:
    """Each plan's figures over the same code bases, for each strength of interest."""
    worlds = [[codebase(seed, interest=interest) for seed in range(codes)] for interest in interests]
    return {name: [figures(group, plan) for group in worlds] for name, plan in plans.items()}
