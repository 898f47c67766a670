"""Programs whose cost at a size can be counted, within a budget: which class of growth is it?"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

CLASSES = ("1", "log n", "n", "n log n", "n^2", "n^3", "c^n")
LARGEST = 10**9
_MOST_CALLS = 250
_JITTER = 0.04  # what depends on the data, as a share of all

Program = Callable[[int, Callable[..., None]], object]


class Cost:
    """`cost(n)` runs a program at size n and returns how many operations it took.

    All runs together may take `budget` operations, and there may be 250 of them. A run that would go past it is
    stopped, and RuntimeError raised: what it took is gone, and so is the rest of the budget.
    """

    def __init__(self, program: Program, budget: int = 3_000_000) -> None:
        self._program, self._left, self._runs = program, budget, 0

    def __call__(self, n: int) -> int:
        """Runs the program at size n, from 1 to `LARGEST`; ValueError for what is no such size."""
        if type(n) is not int or not 1 <= n <= LARGEST:
            raise ValueError(f"a size is a whole number from 1 to {LARGEST:,}, not {n!r}")
        before, self._runs = self._left, self._runs + 1
        if self._runs > _MOST_CALLS:
            self._left = 0
        self._program(n, self._tick)
        return before - self._left

    def _tick(self, operations: int = 1) -> None:
        self._left -= operations
        if self._left < 0:
            self._left = 0
            raise RuntimeError("the budget is used up")


@dataclass(frozen=True)
class Sum:
    """A program known by what it does: terms of the classes, each with its coefficient, and a share that is chance."""

    terms: tuple[tuple[str, float], ...]  # the leading one first
    base: float
    seed: int

    @property
    def growth(self) -> str:
        """The class that it belongs to."""
        return self.terms[0][0]

    def __call__(self, n: int, tick: Callable[..., None]) -> None:
        """Runs: each term ticks for its share."""
        total = sum(factor * term(name, n, self.base) for name, factor in self.terms)
        chance = random.Random(f"{self.seed}:{n}").uniform(-_JITTER, _JITTER)
        tick(max(1, round(total * (1 + chance))))

    def __str__(self) -> str:
        named = {"c^n": f"{self.base:.1f}^n", "1": ""}
        return " + ".join(f"{factor:,.4g} {named.get(name, name)}".strip() for name, factor in self.terms)


def term(name: str, n: int, base: float = 2.0) -> float:
    """What one unit of a class takes at size n, as loops and halvings take it: in whole steps."""
    halvings = n.bit_length()
    if name == "c^n":
        return math.exp(min(n * math.log(base), 60.0))
    return float(
        {
            "1": 1,
            "log n": halvings,
            "n": n,
            "n log n": n * halvings,
            "n^2": n * (n - 1) // 2,
            "n^3": n * (n - 1) * (n - 2) // 6,
        }[name]
    )


def drawn_program(growth: str, seed: int) -> Sum:
    """A program of a class, with lower terms that outweigh the leading one at small sizes.

    Between two classes that differ by a logarithm the lower one of them has up to half of all in it to the end.
    """
    rng = random.Random(f"{growth}:{seed}")
    base, factor = rng.uniform(1.5, 2.5), math.exp(rng.uniform(0, 3))
    terms = [(growth, factor)]
    reach = _size_at(growth, factor, base)
    if growth == "1":
        terms = [("1", math.exp(rng.uniform(3, 8)))]
    elif growth == "log n":
        terms.append(("1", factor * rng.uniform(5, 40)))
    elif growth == "n log n":
        terms.append(("n", factor * rng.uniform(2, 10)))
        terms.append(_outweighing(terms[0], "1", reach * math.exp(-rng.uniform(3, 5)), base))
    else:
        below = CLASSES[: CLASSES.index(growth)]
        for name in dict.fromkeys([below[-1], rng.choice(below[:-1])]):
            crossing = reach - rng.uniform(3, 6) if growth == "c^n" else reach * math.exp(-rng.uniform(1.5, 4))
            terms.append(_outweighing(terms[0], name, crossing, base))
    return Sum(tuple(terms), base, seed)


def _outweighing(leading: tuple[str, float], name: str, crossing: float, base: float) -> tuple[str, float]:
    """A lower term that is as large as the leading one at the size `crossing`, and larger before it."""
    growth, factor = leading
    size = max(4, round(crossing))
    return name, factor * term(growth, size, base) / term(name, size, base)


def _size_at(growth: str, factor: float, base: float, operations: int = 100_000) -> int:
    """The size at which a term alone takes so many operations."""
    low, high = 1, LARGEST
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if factor * term(growth, middle, base) < operations else (low, middle)
    return low
