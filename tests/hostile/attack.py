"""An attack on the grader: one file of tests/attacks, read strictly (tests/attacks/README.md has the format)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rounds.errors import RoundsError

FOLDER = Path(__file__).parents[1] / "attacks"
HEADERS = ("tries", "notebook", "points", "flag", "says", "stock")
NEEDED = ("tries", "points", "flag", "stock")
CELLS = ("answer", "right", "file", "edit")
FLAGS = ("no", "allowed", "expected")

_HEADER = re.compile(r"^# (\w+): (\S.*)$")
_MARKER = re.compile(r"^# %% (\w+)(?:: (\S+))?$")
_POINTS = re.compile(r"^([\w-]+) (\d+(?:\.\d+)?)$")
_STOCK = re.compile(r"^yes(?:, (\d+(?:\.\d+)?) points?)?(, leaks)?$")


@dataclass(frozen=True)
class Attack:
    """What a hostile (or odd but honest) submission holds, and what it must get.

    `points` are an honest grader's by exercise, or for all by "all" and "none". `stock_points` and `stock_leaks` are
    what stock nbgrader does with it; `unsafe` says why it is kept away from there.
    """

    name: str
    tries: str
    notebook: str
    points: dict[str, float] | str
    flag: str
    says: str
    unsafe: str
    stock_points: float | None
    stock_leaks: bool
    answers: dict[str, str] = field(default_factory=dict)
    right: frozenset[str] = frozenset()
    files: dict[str, str] = field(default_factory=dict)
    edit: str = ""

    def earns(self, possible: dict[str, float]) -> dict[str, float]:
        """The points that it must get, by exercise, where `possible` are all that there are."""
        if isinstance(self.points, dict):
            return self.points
        return dict(possible) if self.points == "all" else dict.fromkeys(possible, 0.0)


class _Reader:
    """Goes through one file's lines; knows where it is when it complains."""

    def __init__(self, text: str, where: str) -> None:
        self.lines = text.splitlines()
        self.where = where

    def fault(self, number: int, what: str) -> RoundsError:
        return RoundsError(f"{self.where}:{number}: {what}")

    def header(self) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        for number, line in enumerate(self.lines, start=1):
            if line.startswith("# %%"):
                break
            if not line.strip():
                continue
            entry = _HEADER.match(line)
            if entry and entry[1] in HEADERS and entry[1] not in found:
                found[entry[1]] = (number, entry[2].strip())
            elif line.startswith("#   ") and found:
                last = next(reversed(found))
                found[last] = (found[last][0], f"{found[last][1]} {line[1:].strip()}")
            else:
                raise self.fault(number, f"a header line is `# <name>: <text>`, once each of {', '.join(HEADERS)}.")
        for name in NEEDED:
            if name not in found:
                raise self.fault(1, f"the header lacks `# {name}: ...`.")
        return found

    def cells(self) -> list[tuple[int, str, str, str]]:
        """Each cell's line, kind, name and text."""
        blocks: list[tuple[int, str, str, list[str]]] = []
        for number, line in enumerate(self.lines, start=1):
            if line.startswith("# %%"):
                marker = _MARKER.match(line)
                if not marker or marker[1] not in CELLS or (marker[1] == "edit") is bool(marker[2]):
                    raise self.fault(
                        number, "a cell begins with `# %% answer: <exercise>`, `right:`, `file: <path>` or `edit`."
                    )
                if any(kind == marker[1] and name == (marker[2] or "") for _, kind, name, _ in blocks):
                    raise self.fault(number, f"there is a second cell `{line[5:]}`.")
                blocks.append((number, marker[1], marker[2] or "", []))
            elif blocks:
                blocks[-1][3].append(line)
        return [(number, kind, name, "\n".join(lines).strip("\n")) for number, kind, name, lines in blocks]


def parse(text: str, name: str, where: str) -> Attack:
    """The attack in a file's text; raises RoundsError that names `where` and the line for a breach of the format."""
    reader = _Reader(text, where)
    header = reader.header()

    def entry(key: str, default: str = "") -> tuple[int, str]:
        return header.get(key, (1, default))

    cells = reader.cells()
    for number, kind, _, body in cells:
        if kind != "file" and bool(body) is (kind == "right"):
            raise reader.fault(number, "an `answer:` or `edit` cell holds code, a `right:` cell holds none.")
    if not cells:
        raise reader.fault(1, "there is no cell, so nothing is tried.")
    if entry("flag")[1] not in FLAGS:
        raise reader.fault(entry("flag")[0], f"flag is one of {', '.join(FLAGS)}.")
    unsafe, stock_points, stock_leaks = _stock(entry("stock"), reader.fault)
    return Attack(
        name=name,
        tries=entry("tries")[1],
        notebook=entry("notebook", "warm-up")[1],
        points=_points(entry("points"), reader.fault),
        flag=entry("flag")[1],
        says=entry("says")[1],
        unsafe=unsafe,
        stock_points=stock_points,
        stock_leaks=stock_leaks,
        answers={of: body for _, kind, of, body in cells if kind == "answer"},
        right=frozenset(of for _, kind, of, _ in cells if kind == "right"),
        files={of: body + "\n" for _, kind, of, body in cells if kind == "file"},
        edit=next((body for _, kind, _, body in cells if kind == "edit"), ""),
    )


def _points(entry: tuple[int, str], fault: Callable[[int, str], RoundsError]) -> dict[str, float] | str:
    number, text = entry
    if text in ("all", "none"):
        return text
    given = [_POINTS.match(part.strip()) for part in text.split(",")]
    if not all(given):
        raise fault(number, "points are `all`, `none` or `<exercise> <points>, ...` for every exercise.")
    return {match[1]: float(match[2]) for match in given if match}


def _stock(entry: tuple[int, str], fault: Callable[[int, str], RoundsError]) -> tuple[str, float | None, bool]:
    number, text = entry
    if text.startswith("no: "):
        return text.removeprefix("no: "), None, False
    match = _STOCK.match(text)
    if not match:
        raise fault(number, "stock is `no: <reason>`, or `yes`, or `yes, <n> points`, either with `, leaks`.")
    return "", float(match[1]) if match[1] else None, bool(match[2])


def attacks() -> list[Attack]:
    """Every attack of tests/attacks, by name."""
    return [
        parse(path.read_text(encoding="utf-8"), path.stem, path.relative_to(FOLDER.parents[1]).as_posix())
        for path in sorted(FOLDER.glob("*.py"))
    ]
