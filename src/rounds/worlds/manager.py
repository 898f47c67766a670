"""What people say about their team: some see it rosier than it is, and some repeat what the one before them said.

Assumed: a team is good or bad for you. Somebody asked "is it good here?" says yes with probability `if_good` in a good
team and `if_bad` in a bad one; with probability `echo` they repeat the answer before theirs instead. The first has
nobody to repeat. Pay-offs are in points, prices in the same points. The people, and how honest each is, are given.
"""

import random
from collections.abc import Sequence

import numpy as np

Person = tuple[float, float, float]  # says yes if the team is good, if it is bad, repeats the one before
Answer = tuple[bool, float, float, float]  # said yes, and the person
Question = tuple[float, float, float]  # yes if the team is good, yes if it is bad, price in points
Offer = tuple[float, float, float]  # points for joining a good team, a bad team, for staying where you are


def drawn_people(rng: random.Random, n: int, echo: bool = True) -> list[Person]:
    """`n` people, from the candid to those who nearly always say yes; a third of them never repeats."""
    return [
        (
            round(rng.uniform(0.75, 0.99), 2),
            round(rng.uniform(0.1, 0.95), 2),
            rng.choice([0.0, 0.3, 0.8]) if echo else 0.0,
        )
        for _ in range(n)
    ]


def drawn_answers(rng: random.Random, n: int, echo: bool = True) -> list[Answer]:
    """What `n` people say of a team that is good or bad with equal chances."""
    good, answers = rng.random() < 0.5, list[Answer]()
    for if_good, if_bad, repeats in drawn_people(rng, n, echo):
        said = rng.random() < (if_good if good else if_bad)
        if answers and rng.random() < repeats:
            said = answers[-1][0]
        answers.append((said, if_good, if_bad, repeats))
    return answers


def drawn_questions(rng: random.Random, n: int) -> list[Question]:
    """`n` questions of unlike honesty, for 0.5 to 7 points each."""
    return [
        (round(rng.uniform(0.6, 0.99), 2), round(rng.uniform(0.02, 0.97), 2), round(rng.uniform(0.5, 7), 1))
        for _ in range(n)
    ]


def drawn_offer(rng: random.Random) -> Offer:
    """An offer that is better than staying, in whole points, where the team is good, and worse where it is bad."""
    return float(rng.randint(20, 60)), float(-rng.randint(20, 80)), float(rng.randint(-5, 10))


def teams(people: Sequence[Person], n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """`n` teams, half of them good, and what the same people would say of each: good [n], said yes [n, person]."""
    rng = np.random.default_rng(seed)
    good = rng.random(n) < 0.5
    said = np.empty((n, len(people)), dtype=bool)
    for number, (if_good, if_bad, echo) in enumerate(people):
        said[:, number] = rng.random(n) < np.where(good, if_good, if_bad)
        if number:
            repeats = rng.random(n) < echo
            said[repeats, number] = said[repeats, number - 1]
    return good, said
