"""The 25 prompts and the ten values that stories are held against."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Prompt:
    """A question that interviewers ask in some form, and the focus topic it belongs to."""

    id: str
    topic: str
    text: str


@dataclass(frozen=True)
class Value:
    """A value, and what a story shows that shows it."""

    id: str
    title: str
    shows: str


@cache
def prompts() -> tuple[Prompt, ...]:
    """All prompts, by topic."""
    return tuple(Prompt(**each) for each in _data()["prompt"])


@cache
def values() -> tuple[Value, ...]:
    """All values."""
    return tuple(Value(**each) for each in _data()["value"])


@cache
def _data() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((files("rounds") / "data" / "prompts.toml").read_text(encoding="utf-8"))
