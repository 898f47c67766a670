"""Seven reviewers rate designs: each has a bias and errors of their own, and four of them talk before they rate.

Assumed: a design is worth a normal amount around 0 with a standard deviation of 1 point. A rating is the worth, plus
the reviewer's bias, plus an error of the reviewer's own; the four who talk have one more error in common. Each of them
agrees closely with the three others. All errors are normal. What dependent sources are worth together: Clemen and
Winkler, Limits for the Precision and Value of Information from Dependent Sources, Operations Research 33, 1985.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

REVIEWERS, TALKING = 7, 4
PAST, NEW = 60, 60  # designs whose worth is known by now, and designs to judge
SPREAD = 1.0  # the standard deviation of what designs are worth, in points


@dataclass(frozen=True, eq=False)
class Panel:
    """What is sealed of seven reviewers, in points: `bias` [7], standard deviation of their `own` error [7], and of the
    error that those in `circle` share [7], 0 for the others."""

    bias: np.ndarray
    own: np.ndarray
    shared: np.ndarray

    @property
    def covariance(self) -> np.ndarray:
        """The covariance of the seven errors [7, 7], in points squared."""
        return np.diag(self.own**2) + np.outer(self.shared, self.shared)

    @property
    def circle(self) -> tuple[int, ...]:
        """The numbers of those who talk."""
        return tuple(np.flatnonzero(self.shared).tolist())

    def rate(self, worth: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """What the seven say of designs that are worth so much: [design, reviewer]."""
        own = rng.normal(0, self.own, (len(worth), len(self.own)))
        return np.asarray(worth[:, None] + self.bias + own + rng.normal(0, 1, (len(worth), 1)) * self.shared)


@dataclass(frozen=True, eq=False)
class Reviews:
    """What a panel said: of `past` designs [60, 7], whose `past_worth` [60] is known, and of `new` ones [60, 7]."""

    panel: Panel
    past_worth: np.ndarray
    past: np.ndarray
    worth: np.ndarray
    new: np.ndarray


def draw_panel(rng: np.random.Generator, talk: float = 1.0) -> Panel:
    """Seven reviewers; `talk` scales the error that four of them share, 0 for four who do not talk."""
    own, bias = rng.uniform(0.35, 1.3, REVIEWERS), rng.normal(0, 0.6, REVIEWERS)
    circle, shared = rng.permutation(REVIEWERS)[:TALKING], np.zeros(REVIEWERS)
    own[circle] = rng.uniform(0.2, 0.45, TALKING)
    shared[circle] = talk * rng.uniform(0.7, 1.1)
    return Panel(bias, own, shared)


def draw(seed: int, *, talk: float = 1.0, past: int = PAST) -> Reviews:
    """A panel, `past` designs that it rated and 60 to judge."""
    rng = np.random.default_rng([seed, 89])
    panel = draw_panel(rng, talk)
    past_worth, worth = rng.normal(0, SPREAD, past), rng.normal(0, SPREAD, NEW)
    return Reviews(panel, past_worth, panel.rate(past_worth, rng), worth, panel.rate(worth, rng))


@dataclass(frozen=True)
class Score:
    """How estimates compare with the best possible ones, in expectation over what the designs are worth.

    excess: by what part the mean squared error exceeds the least possible. error: the root of the expected squared
    error, in points. stated: the root mean square of the stated standard deviations. lost: the mean excess of the
    logarithmic score over the best one's, in nats a design (Good, Rational Decisions, JRSS B 14, 1952).
    """

    excess: float
    error: float
    stated: float
    lost: float


def score(estimates: np.ndarray, deviations: np.ndarray, best: np.ndarray, least: float) -> Score:
    """The score of normal estimates [n], stated `deviations` [n], beside the posterior's mean [n] and deviation.

    Given the ratings, what a design is worth is normal with mean `best` and standard deviation `least`. So no score
    hangs on what the designs turned out to be worth.
    """
    squared = (estimates - best) ** 2
    lost = np.log(deviations / least) + (least**2 + squared) / (2 * deviations**2) - 0.5
    return Score(
        excess=float(squared.mean()) / least**2,
        error=float(np.sqrt(squared.mean() + least**2)),
        stated=float(np.sqrt((deviations**2).mean())),
        lost=float(lost.mean()),
    )


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean of each figure over panels; the root mean square of the two that are errors."""
    excess, error, stated, lost = np.array([(each.excess, each.error, each.stated, each.lost) for each in scores]).T
    return Score(
        float(excess.mean()), float(np.sqrt((error**2).mean())), float(np.sqrt((stated**2).mean())), float(lost.mean())
    )


def drawn_case(rng: random.Random, n: int) -> tuple[list[float], list[float], list[list[float]]]:
    """Ratings of one design by `n` reviewers, their bias, and the covariance of errors that they partly share."""
    shared = [rng.uniform(-0.3, 1.0) for _ in range(n)]
    covariance = [[shared[i] * shared[j] for j in range(n)] for i in range(n)]
    for i in range(n):
        covariance[i][i] += rng.uniform(0.3, 1.2) ** 2
    return [rng.uniform(-3, 3) for _ in range(n)], [rng.uniform(-1, 1) for _ in range(n)], covariance


def plot_pull(title: str, panel: Panel, ways: Mapping[str, np.ndarray]) -> "Picture":
    """How far each way's estimate moves [7] when one reviewer says a point more; those who talk come first."""
    from rounds.worlds.pictures import COLOURS, picture  # late: matplotlib takes a while, and graded cells draw nothing

    order = [*panel.circle, *(number for number in range(REVIEWERS) if number not in panel.circle)]
    place, height = np.arange(REVIEWERS), 0.8 / len(ways)
    with picture(height=5.2) as (figure, (axes,)):
        for row, ((name, pull), colour) in enumerate(zip(ways.items(), COLOURS, strict=False)):
            together = pull[list(panel.circle)].sum()
            axes.barh(place + (row - (len(ways) - 1) / 2) * height, pull[order], height * 0.9, color=colour,
                      label=f"{name}: the four together {together:.2f}")  # fmt: skip
        axes.axhline(TALKING - 0.5, color="#6B6B6B", lw=1, ls=":")
        axes.set_yticks(
            place, [f"{number}, talks" if number in panel.circle else f"{number}, alone" for number in order]
        )
        axes.invert_yaxis()
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("points that the estimate moves when the reviewer says one point more")
        axes.set_title(title)
        figure.legend(loc="outside lower center", frameon=False)
    return figure
