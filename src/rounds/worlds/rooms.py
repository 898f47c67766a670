"""Five people advise whether to ship, and how they are asked decides what reaches the room.

Assumed: shipping is right or wrong with equal chance. Each person has one private reading of that, right with a chance
that all know from the record. The sponsor wishes to ship, and whoever thinks "hold" says "ship" instead with the chance
`fear`. Aloud, people hear each other: what was said presses by the speaker's seniority, as in an informational cascade
(Bikhchandani, Hirshleifer and Welch, "A theory of fads", Journal of Political Economy 1992, where it presses by its
content); and once somebody has said "hold", a quarter of the fear is left (Asch, "Opinions and social pressure",
Scientific American 1955, found a quarter of the errors left beside one ally). The room takes words at face value:
signed ones weigh as the log odds of their authors' records, unsigned ones count one each.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PEOPLE = 5
SHIP, HOLD = "ship", "hold"
SIGNED, UNSIGNED = "signed", "unsigned"
HEED = 0.1  # log odds that a year of seniority presses with
RELIEF = 0.25  # of the fear that is left once somebody has said "hold" aloud
OPEN, AFRAID = ("calm", "swayed"), ("afraid", "led")  # kinds of rooms: without fear, and with it
KINDS = OPEN + AFRAID


@dataclass(frozen=True)
class Person:
    """One of those who advise.

    `skill` is the chance that its reading is right, `fear` the chance that it says "ship" although it thinks "hold".
    `sway` multiplies what it has heard, in log odds, and its word presses on others by `years`, its seniority.
    """

    skill: float
    fear: float
    sway: float
    years: int

    @property
    def record(self) -> float:
        """The log odds of its reading being right."""
        return math.log(self.skill / (1 - self.skill))


Room = tuple[Person, ...]
Poll = str | Sequence[int]  # "signed", "unsigned", or the numbers of the people in the order in which they speak


@dataclass(frozen=True)
class Word:
    """What `person` read, thought when it was asked, and said: each "ship" or "hold"."""

    person: int
    read: str
    thought: str
    said: str


@dataclass(frozen=True)
class Minutes:
    """One meeting: the words in their order, what was decided, and what was `true`."""

    words: tuple[Word, ...]
    decided: str
    true: str

    @property
    def right(self) -> bool:
        """Whether the room decided as it should have."""
        return self.decided == self.true


def draw_room(seed: int, kind: str) -> Room:
    """Five people of a `kind` of room: "calm", "swayed" by each other, "afraid", or afraid but "led" by a bold one."""
    rng = np.random.default_rng([20, KINDS.index(kind), seed])
    skill = rng.uniform(0.55, 0.7, PEOPLE)
    years = rng.permutation(np.arange(1, 21, 4))
    fear = rng.uniform(0, 0.1, PEOPLE)
    sway = rng.uniform(0, 0.4, PEOPLE)
    chosen = rng.permutation(PEOPLE)
    if kind in OPEN:
        skill[chosen[:2]] = rng.uniform(0.82, 0.94, 2)
    if kind == "swayed":
        sway = rng.uniform(0.8, 1.6, PEOPLE)
    if kind in AFRAID:
        fear = rng.uniform(0.5, 0.85, PEOPLE)
    if kind == "led":
        fear[chosen[0]], skill[chosen[0]] = rng.uniform(0, 0.1), rng.uniform(0.77, 0.95)
    figures = [each.tolist() for each in (skill.round(2), fear.round(2), sway.round(2), years)]
    return tuple(Person(*person) for person in zip(*figures, strict=True))


def poll_fault(poll: Poll, people: int = PEOPLE) -> str:
    """What is wrong with a poll, in words; "" if nothing."""
    if isinstance(poll, str):
        return "" if poll in (SIGNED, UNSIGNED) else f'a poll in writing is "{SIGNED}" or "{UNSIGNED}"'
    return "" if sorted(poll) == list(range(people)) else f"an order names each of 0 to {people - 1} once"


def meet(room: Room, poll: Poll, seed: int, relief: float = RELIEF) -> Minutes:
    """One meeting under this poll; the same `seed` gives the same truth and the same readings under every poll."""
    rng = np.random.default_rng(seed)
    true = 1 if rng.random() < 0.5 else -1
    luck, nerve = rng.random((2, len(room))).tolist()
    aloud = not isinstance(poll, str)
    heard, tally, broken, words = 0.0, 0.0, False, []
    for i in range(len(room)) if isinstance(poll, str) else poll:
        person = room[i]
        read = true if luck[i] < person.skill else -true
        thought = 1 if person.record * read + aloud * person.sway * heard > 0 else -1
        fear = 0.0 if poll == UNSIGNED else person.fear * (relief if broken else 1.0)
        said = 1 if nerve[i] < fear else thought
        words.append(Word(i, *(SHIP if view > 0 else HOLD for view in (read, thought, said))))
        heard += said * person.years * HEED
        broken |= aloud and said < 0
        tally += said * (1.0 if poll == UNSIGNED else person.record)
    return Minutes(tuple(words), SHIP if tally > 0 else HOLD, SHIP if true > 0 else HOLD)
