"""The pool of interview problems: what a practice interview of round 3 is made of, one TOML file a problem.

A problem is told underspecified, as an interviewer does. Its `reading` is one way to settle what is open, and the
worked examples and edge cases hold for that one. Inputs and outputs are plain data: tuples are lists there, and so is
what may be any iterable.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rounds.errors import RoundsError, UnknownName
from rounds.files import fault

FOLDER = Path(__file__).parent / "data" / "problems"
KINDS = ("input", "order", "duplicates", "scale", "memory", "semantics", "failure")
# What an answer may lack, or, for the last one, do: each has a question that brings it up.
WEAK_SPOTS = ("no-question", "no-complexity", "no-tests", "no-alternative", "patched")
BANDS = 4

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Answer:
    """What the interviewer may say to a question, and what that changes about the solution."""

    says: str
    changes: str


@dataclass(frozen=True)
class Clarification:
    """Something that may be asked before any code; `kind` is one of `KINDS`."""

    ask: str
    kind: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Example:
    """A worked example: the arguments of the function, what it returns, and what the example shows."""

    input: tuple[Any, ...]
    output: Any
    note: str


@dataclass(frozen=True)
class Edge:
    """A case that interviewers listen for, why it goes wrong, and the case itself as data."""

    case: str
    why: str
    input: tuple[Any, ...]
    output: Any


@dataclass(frozen=True)
class Change:
    """A constraint that the interviewer changes: in their words, what it makes void, and a reading with examples."""

    id: str
    says: str
    invalidates: str
    signature: str
    reading: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Approach:
    """One way to solve the problem, its cost, and when it is the right one."""

    name: str
    idea: str
    time: str
    space: str
    when: str


@dataclass(frozen=True)
class FollowUp:
    """A question for an answer with a weak spot; `when` is one of `WEAK_SPOTS`."""

    when: str
    ask: str


@dataclass(frozen=True)
class Dimension:
    """One thing that is listened for, and what its four bands sound like, the weakest first."""

    name: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """One interview: `prompt` is all that is said at first; `topic` is one of the course's topic ids."""

    id: str
    title: str
    topic: str
    minutes: int
    signature: str
    prompt: str
    reading: str
    clarifications: tuple[Clarification, ...]
    examples: tuple[Example, ...]
    edges: tuple[Edge, ...]
    changes: tuple[Change, ...]
    approaches: tuple[Approach, ...]
    follow_ups: tuple[FollowUp, ...]
    rubric: tuple[Dimension, ...]


def problems() -> list[Problem]:
    """All problems of the pool, in order of their ids; raises RoundsError for a file that is broken."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def problem(name: str) -> Problem:
    """The problem with this name as its id; raises UnknownName where there is none."""
    known = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if name not in known:
        raise UnknownName("problem", name, known)
    return read(FOLDER / f"{name}.toml")


def read(path: Path) -> Problem:
    """The problem in a file; raises RoundsError that names the file and what is wrong with it."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise fault(error, path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RoundsError(f"The problem {path} is not TOML: {error}.") from None
    table = _Table(entries, f"The problem {path}")
    found = table.whole(_problem)
    if found.id != path.stem:
        raise table.broken(f"calls itself {found.id!r}, not {path.stem!r}")
    return found


class _Table:
    """A table of the file, from which each entry is taken once; `where` begins the sentence about a fault."""

    def __init__(self, entries: dict[str, Any], where: str) -> None:
        self._entries, self._where, self._taken = entries, where, set[str]()

    def broken(self, what: str) -> RoundsError:
        return RoundsError(f"{self._where} {what}.")

    def whole(self, made: Callable[["_Table"], _Part]) -> _Part:
        """What `made` reads from the table; entries that it leaves are unknown."""
        part = made(self)
        if unknown := sorted(self._entries.keys() - self._taken):
            raise self.broken(f"has the unknown entry {unknown[0]!r}")
        return part

    def entry(self, key: str) -> Any:
        if key not in self._entries:
            raise self.broken(f"lacks {key!r}")
        self._taken.add(key)
        return self._entries[key]

    def text(self, key: str) -> str:
        value = self.entry(key)
        if not isinstance(value, str) or not value.strip():
            raise self.broken(f"has a {key!r} that is not a text")
        return value.strip()

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in known:
            raise self.broken(f"has the {key} {value!r}, which is none of {', '.join(known)}")
        return value

    def number(self, key: str) -> int:
        value = self.entry(key)
        if type(value) is not int or value <= 0:
            raise self.broken(f"has a {key!r} that is not a number above 0")
        return value

    def texts(self, key: str, exactly: int) -> tuple[str, ...]:
        values = self.entry(key)
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.broken(f"has {key!r} that are not a list of texts")
        if len(values) != exactly:
            raise self.broken(f"has {len(values)} {key}, not {exactly}")
        return tuple(values)

    def data(self, key: str) -> tuple[Any, ...]:
        values = self.entry(key)
        if not isinstance(values, list):
            raise self.broken(f"has an {key!r} that is not a list of arguments")
        return tuple(values)

    def parts(self, key: str, made: Callable[["_Table"], _Part], at_least: int, at_most: int = 20) -> tuple[_Part, ...]:
        tables = self.entry(key)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.broken(f"has {key!r} that is not a list of tables")
        if not at_least <= len(tables) <= at_most:
            needed = f"{at_least} to {at_most}" if at_least < at_most else f"{at_least}"
            raise self.broken(f"has {len(tables)} of {key!r}, not {needed}")
        return tuple(
            _Table(t, f"{self._where.removesuffix(',')}, {key} {n},").whole(made) for n, t in enumerate(tables, 1)
        )


def _problem(table: _Table) -> Problem:
    return Problem(
        id=table.text("id"),
        title=table.text("title"),
        topic=table.text("topic"),
        minutes=table.number("minutes"),
        signature=table.text("signature"),
        prompt=table.text("prompt"),
        reading=table.text("reading"),
        clarifications=table.parts("clarification", _clarification, 4),
        examples=table.parts("example", _example, 2),
        edges=table.parts("edge", _edge, 4),
        changes=table.parts("change", _change, 2, 2),
        approaches=table.parts("approach", _approach, 2),
        follow_ups=table.parts("follow_up", _follow_up, len(WEAK_SPOTS)),
        rubric=table.parts("rubric", _dimension, 3, 4),
    )


def _clarification(table: _Table) -> Clarification:
    return Clarification(table.text("ask"), table.one_of("kind", KINDS), table.parts("answers", _answer, 2))


def _answer(table: _Table) -> Answer:
    return Answer(table.text("says"), table.text("changes"))


def _example(table: _Table) -> Example:
    return Example(table.data("input"), table.entry("output"), table.text("note"))


def _edge(table: _Table) -> Edge:
    return Edge(table.text("case"), table.text("why"), table.data("input"), table.entry("output"))


def _change(table: _Table) -> Change:
    return Change(
        id=table.text("id"),
        says=table.text("says"),
        invalidates=table.text("invalidates"),
        signature=table.text("signature"),
        reading=table.text("reading"),
        examples=table.parts("example", _example, 2),
    )


def _approach(table: _Table) -> Approach:
    return Approach(*(table.text(key) for key in ("name", "idea", "time", "space", "when")))


def _follow_up(table: _Table) -> FollowUp:
    return FollowUp(table.one_of("when", WEAK_SPOTS), table.text("ask"))


def _dimension(table: _Table) -> Dimension:
    return Dimension(table.text("dimension"), table.texts("bands", BANDS))
