"""Questions for directors: a bank of them, and what an answer is worth before it is heard."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rounds.errors import RoundsError, UnknownName


@dataclass(frozen=True)
class Question:
    """A question that a candidate can put to a director.

    `about` is "growth", "strategy" or "team"; `tells` is what an answer shows, `follow_up` what to ask next.
    """

    id: str
    about: str
    text: str
    tells: str
    follow_up: str


@cache
def questions() -> tuple[Question, ...]:
    """The whole bank, growth first, then strategy, then team dynamics."""
    text = (files("rounds") / "data" / "directors.toml").read_text(encoding="utf-8")
    return tuple(Question(**each) for each in tomllib.loads(text)["question"])


def worth(margin: float, chance: float, shift: float) -> float:
    """What an answer is worth to you, in points: how much better your choice becomes by it on average.

    You take the job if it is worth more to you than your best alternative; `margin` is by how many points it is, as
    you see it now. One answer comes with probability `chance` and moves that by `shift` points. The other must move it
    the other way, by shift * chance / (1 - chance): on average an answer cannot change what you expect.
    Raises RoundsError for a chance that is not between 0 and 1.
    Source: the expected value of information, Raiffa and Schlaifer, "Applied Statistical Decision Theory", 1961.
    """
    if not 0 < chance < 1:
        raise RoundsError(f"A chance lies between 0 and 1, both excluded; {chance} does not.")
    otherwise = -shift * chance / (1 - chance)
    informed = chance * max(0.0, margin + shift) + (1 - chance) * max(0.0, margin + otherwise)
    return informed - max(0.0, margin)


def ranked(margin: float, judged: Mapping[str, tuple[float, float]]) -> list[tuple[Question, float]]:
    """The judged questions with the worth of their answers, the most valuable first; `judged` is id: (chance, shift).

    Raises UnknownName for an id that is not in the bank.
    """
    bank = {question.id: question for question in questions()}
    for name in judged:
        if name not in bank:
            raise UnknownName("question", name, sorted(bank))
    valued = [(bank[each], worth(margin, chance, shift)) for each, (chance, shift) in judged.items()]
    return sorted(valued, key=lambda pair: -pair[1])
