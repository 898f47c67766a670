"""The references of viewing sessions, against trying every subset."""

import random
from itertools import combinations

import pytest

from rounds.worlds.references.viewing import Session, least_lost


def playing(sessions: list[Session], second: int) -> int:
    return sum(start <= second < end for start, end in sessions)


def by_subsets(sessions: list[Session], streams: int, weight) -> int:
    """The least weight of all subsets whose loss leaves room for the others."""
    return min(
        sum(weight(*sessions[number]) for number in lost)
        for size in range(len(sessions) + 1)
        for lost in combinations(range(len(sessions)), size)
        if fits([each for number, each in enumerate(sessions) if number not in lost], streams)
    )


def fits(sessions: list[Session], streams: int) -> bool:
    return all(playing(sessions, start) <= streams for start, _ in sessions)


@pytest.mark.parametrize("seed", range(40))
def test_the_least_loss_is_that_of_the_best_subset(seed: int):
    rng = random.Random(seed)
    starts = [rng.randrange(8) for _ in range(rng.randrange(8))]
    sessions = [(start, start + rng.randrange(6)) for start in starts]
    for weight in (lambda *_: 1, lambda start, end: end - start):
        streams = rng.randint(1, 3)
        # what plays for no time at all need never go
        lasting = [each for each in sessions if each[0] < each[1]]
        assert least_lost(sessions, streams, weight) == by_subsets(lasting, streams, weight)
