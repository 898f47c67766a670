"""A story after STAR, and what an interviewer asks next: the options rejected, the price, the source of a number."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, get_type_hints

from rounds.errors import RoundsError


@dataclass(frozen=True)
class Option:
    """Something that could have been done instead, and why it was not."""

    what: str
    why_not: str = ""


@dataclass(frozen=True)
class Result:
    """One figure that changed: what it is, before and after with their unit, and how you know."""

    what: str
    before: str = ""
    after: str = ""
    source: str = ""


@dataclass(frozen=True)
class Story:
    """One story of the learner's; all texts are theirs, in any language. Empty fields are what follow-ups ask for.

    Attributes:
        id: short and unique in the bank, such as `cache-outage`.
        decided: who made the decision: `I`, `we`, `others`, or empty.
        values: ids of the values that it shows; `prompts`: ids of the prompts that it can answer.
        people, months: the scope: how many people worked on it, for how long. 0 where not said.
    """

    id: str
    title: str
    situation: str = ""
    stakes: str = ""
    options: tuple[Option, ...] = ()
    action: str = ""
    decided: str = ""
    results: tuple[Result, ...] = ()
    went_wrong: str = ""
    learned: str = ""
    people: float = 0
    months: float = 0
    values: frozenset[str] = field(default_factory=frozenset)
    prompts: frozenset[str] = field(default_factory=frozenset)


def as_json(story: Story) -> dict[str, Any]:
    """The story as plain data, sets in order."""
    said = asdict(story)
    return said | {"values": sorted(story.values), "prompts": sorted(story.prompts)}


def of_json(said: Any) -> Story:
    """The story in plain data; raises RoundsError for data that is none. What it does not know it passes over."""
    if not isinstance(said, dict) or not said.get("id") or not said.get("title"):
        raise RoundsError("a story without an id and a title")
    known = {each.name for each in fields(Story)}
    given = {name: value for name, value in said.items() if name in known}
    try:
        given["options"] = tuple(Option(**each) for each in given.get("options", ()))
        given["results"] = tuple(Result(**each) for each in given.get("results", ()))
        given |= {name: frozenset(map(str, given.get(name, ()))) for name in ("values", "prompts")}
        given |= {name: float(given.get(name) or 0) for name in ("people", "months")}
    except (TypeError, ValueError):
        raise RoundsError(f"the story {said['id']!r} with fields of another form") from None
    texts = [name for name, kind in get_type_hints(Story).items() if kind is str]
    return Story(**given | {name: str(given.get(name, "")) for name in texts})
