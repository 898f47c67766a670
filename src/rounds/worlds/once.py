"""A policy is played once, however many test cells ask for its figures."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Figures = TypeVar("Figures")


def once(measure: Callable[..., Figures]) -> Callable[..., Figures]:
    """`measure(policy, seeds, ...)`, which keeps its last answer for the very same policy and equal seeds.

    The policy is compared by identity: it may be a stand-in for something in another process.
    """
    kept: list[tuple[Any, list[int], Figures]] = []

    def measured(policy: Any, seeds: Sequence[int], *others: Any) -> Figures:
        if not kept or kept[0][0] is not policy or kept[0][1] != list(seeds):
            kept[:] = [(policy, list(seeds), measure(policy, seeds, *others))]
        return kept[0][2]

    measured.__doc__ = measure.__doc__
    return measured
