"""The situations in which a senior engineer gives or receives feedback, and what may be said in each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Option:
    """A sentence to say: what the other can do with it `tomorrow`, what it `hides`, and when it `fits`."""

    says: str
    tomorrow: str
    hides: str
    fits: str


@dataclass(frozen=True)
class Situation:
    """What is `told`, in which you are "giving" or "receiving" feedback (`side`), and the options that you have."""

    id: str
    side: str
    title: str
    told: str
    options: tuple[Option, ...]

    def __str__(self) -> str:
        says = [f"  {letter}  {option.says}" for letter, option in zip("abcd", self.options, strict=False)]
        return "\n".join([f"{self.title} ({self.side} feedback)", self.told, *says])


@cache
def situations() -> tuple[Situation, ...]:
    """All situations: first those of giving, then those of receiving."""
    data = tomllib.loads((files("rounds") / "data" / "feedback.toml").read_text(encoding="utf-8"))
    return tuple(map(_situation, data["situation"]))


def _situation(entry: dict[str, Any]) -> Situation:
    options = tuple(Option(**option) for option in entry["option"])
    told = " ".join(entry["told"].split())
    return Situation(entry["id"], entry["side"], entry["title"], told, options)
