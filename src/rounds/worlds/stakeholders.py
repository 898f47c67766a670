"""Three groups negotiate a launch: five issues, six proposals, and nobody says what the issues are worth to them.

Assumed: a group's utility is 0 to 100 points; it is the sum over the issues of a weight times how near the level is to
the group's wish, falling in a straight line to 0 at the far end. Weights are unlike (Dirichlet with concentration 0.35:
most of a group's weight lies on one or two issues), wishes are uniform, a group walks away at or below a utility that
is uniform in 35 to 55 points. Groups answer honestly. A deal is scored by the product of what each has above its
walk-away utility (Nash, "The Bargaining Problem", Econometrica 1950).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

ISSUES = ("launch date", "regions at launch", "on-call cover", "detail of the logs", "monthly spend")
GROUPS = ("product", "operations", "finance")
VERDICTS = ("walk", "live", "glad")
LEVELS, ROUNDS, GLAD = 5, 6, 20.0
CONCENTRATION = 0.35
PACKAGES = np.array(list(product(range(LEVELS), repeat=len(ISSUES))))  # all 3,125, in the order of `index`

Package = Sequence[int]  # a level from 0 to 4 for each issue


@dataclass(frozen=True)
class Reaction:
    """What a group says to a package: `verdict` is "walk", "live" or "glad" (20 points or more above walking away).

    `issue` is the number of the issue that costs it most there, `direction` whether it wants that level higher (1) or
    lower (-1); 0 where nothing is left to wish for.
    """

    verdict: str
    issue: int
    direction: int


History = list[tuple[list[int], list[Reaction]]]  # the packages so far, each with one reaction a group


@dataclass(frozen=True, eq=False)
class Groups:
    """Utilities of `n` groups: `weights` [n, issue] that sum to 1, `wishes` [n, issue] in levels, `walk_away` [n]."""

    weights: np.ndarray
    wishes: np.ndarray
    walk_away: np.ndarray

    def losses(self, package: Package) -> np.ndarray:
        """What each issue costs each group in this package [n, issue], in points."""
        farthest = np.maximum(self.wishes, LEVELS - 1 - self.wishes)
        return np.asarray(100 * self.weights * np.abs(np.asarray(package) - self.wishes) / farthest)

    def utilities(self) -> np.ndarray:
        """The utility of each of the 3,125 packages to each group [n, package], in points."""
        levels = np.arange(LEVELS)
        total = np.full((len(self.weights), 1), 100.0)
        for issue in range(len(ISSUES)):
            wish = self.wishes[:, issue, None]
            loss = self.weights[:, issue, None] * np.abs(levels - wish) / np.maximum(wish, LEVELS - 1 - wish)
            total = (total[:, :, None] - 100 * loss[:, None, :]).reshape(len(wish), -1)
        return total

    def parts(self, size: int) -> Iterator["Groups"]:
        """The groups in parts of `size`, so that their utilities need little memory."""
        for start in range(0, len(self.walk_away), size):
            part = slice(start, start + size)
            yield Groups(self.weights[part], self.wishes[part], self.walk_away[part])

    def react(self, package: Package) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What each group says: its verdict's number in VERDICTS, its worst issue, the direction; each [n]."""
        losses = self.losses(package)
        above = 100 - losses.sum(axis=1) - self.walk_away
        verdict = (above > 0).astype(int) + (above >= GLAD)
        issue = losses.argmax(axis=1)
        wish = self.wishes[np.arange(len(issue)), issue]
        hurts = losses.max(axis=1) > 0
        return verdict, issue, np.sign(wish - np.asarray(package)[issue]) * hurts


def index(package: Package) -> int:
    """The number of a package in PACKAGES."""
    return int(np.dot(package, LEVELS ** np.arange(len(ISSUES))[::-1]))


def draw_groups(rng: np.random.Generator, n: int, concentration: float = CONCENTRATION) -> Groups:
    """`n` groups as this world draws them; a small `concentration` means that few issues matter to each."""
    return Groups(
        weights=rng.dirichlet(np.full(len(ISSUES), concentration), n),
        wishes=rng.integers(0, LEVELS, (n, len(ISSUES))),
        walk_away=rng.uniform(35, 55, n),
    )


@cache
def imagined(n: int = 2000, seed: int = 1) -> tuple[Groups, np.ndarray]:
    """`n` groups that might sit at the table, and what each has above walking away [n, package]. Made once."""
    groups = draw_groups(np.random.default_rng(seed), n)
    surplus = np.concatenate([part.utilities().astype(np.float32) for part in groups.parts(500)])
    return groups, surplus - groups.walk_away[:, None].astype(np.float32)


@dataclass(frozen=True, eq=False)
class Table:
    """The three groups at the table: sealed. `surplus` is what each has above walking away [group, package]."""

    groups: Groups
    surplus: np.ndarray

    def reactions(self, package: Package) -> list[Reaction]:
        """What the three groups say to a package."""
        verdicts, issues, directions = (said.tolist() for said in self.groups.react(package))
        return [Reaction(VERDICTS[v], i, d) for v, i, d in zip(verdicts, issues, directions, strict=True)]

    def share(self, package: Package) -> float:
        """The cube root of the Nash product, as a share of the best deal's; 0 where somebody walks."""
        nash = np.maximum(self.surplus, 0).prod(axis=0)
        return float((nash[index(package)] / nash.max()) ** (1 / len(GROUPS)))

    def walks(self, package: Package) -> bool:
        """Whether a group walks away from this package."""
        return bool((self.surplus[:, index(package)] <= 0).any())

    def best(self) -> list[int]:
        """The package with the largest Nash product."""
        return [int(level) for level in PACKAGES[np.maximum(self.surplus, 0).prod(axis=0).argmax()]]


def table(seed: int, concentration: float = CONCENTRATION) -> Table:
    """Three groups for whom at least 15 of the 3,125 packages are acceptable to all."""
    rng = np.random.default_rng(seed)
    while True:
        groups = draw_groups(rng, len(GROUPS), concentration)
        surplus = groups.utilities() - groups.walk_away[:, None]
        if (surplus > 0).all(axis=0).sum() >= 15:
            return Table(groups, surplus)


def negotiate(sealed: Table, propose: Callable[[History, int], Package]) -> History:
    """Six proposals, each followed by three reactions; the last one is the deal."""
    history: History = []
    for number in range(ROUNDS):
        package = [int(level) for level in propose([*history], number)]
        history.append((package, sealed.reactions(package)))
    return history
