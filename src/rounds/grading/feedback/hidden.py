"""Where hidden tests stand in a notebook, and whether a text repeats one of their lines."""

import ast
import html
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nbconvert.filters.ansi import strip_ansi

from rounds.course import grade_id, is_solution
from rounds.files import Cell

TESTS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
MARK_SCHEME = ("BEGIN MARK SCHEME", "END MARK SCHEME")
TELLING = 12  # characters below which a line, such as `else:`, gives nothing away

_NOISE = re.compile(r"[\s'\"\\]+")


def parts(source: str, delimiters: Sequence[tuple[str, str]] = (TESTS, MARK_SCHEME)) -> tuple[list[str], list[str]]:
    """The lines of a cell that learners receive, and those that they do not; a block that never ends is hidden."""
    visible: list[str] = []
    hidden: list[str] = []
    until = ""
    for line in source.splitlines():
        begun = next((end for begin, end in delimiters if begin in line), "")
        if not until and begun:
            until = begun
        elif until and until in line:
            until = ""
        else:
            (hidden if until else visible).append(line)
    return visible, hidden


def telling_lines(lines: Iterable[str]) -> Iterator[str]:
    """What is left of each line without spaces and quotes, where that says anything."""
    yield from (bare for bare in map(_bare, lines) if len(bare) >= TELLING)


@lru_cache(maxsize=1024)
def messages_in(source: str) -> str:
    """The texts in a cell's code: they are written for learners."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(text for text in texts if isinstance(text, str))


def uncoloured(text: str) -> str:
    """Text without a terminal's colours."""
    return str(strip_ansi(text))  # type: ignore[no-untyped-call]


def _bare(text: str) -> str:
    """Text as it still reads when it was printed, quoted, indented or coloured."""
    return _NOISE.sub("", uncoloured(text))


def _told(line: str) -> str:
    """A bare line without what may follow a message that ends it, where enough of it is left to tell anything."""
    return told if len(told := line.rstrip(",)")) >= TELLING else line


@dataclass(frozen=True)
class Hidden:
    """The lines of code in a notebook's hidden tests that stand nowhere else in it."""

    lines: frozenset[str]
    delimiters: tuple[tuple[str, str], ...] = (TESTS, MARK_SCHEME)

    @classmethod
    def of(cls, cells: Iterable[Cell], delimiters: tuple[tuple[str, str], ...] = (TESTS, MARK_SCHEME)) -> "Hidden":
        """What the notebook's cells hide; what learners wrote themselves is no secret, whatever marks they put in."""
        known: list[str] = []  # what learners see anyway
        secret: set[str] = set()
        for cell in cells:
            visible, hidden = parts(cell["source"], delimiters) if is_ours(cell) else (cell["source"].splitlines(), [])
            known += [*visible, messages_in("\n".join(hidden))]
            secret.update(telling_lines(hidden))
        public = _bare("\n".join(known))
        return cls(frozenset(line for line in secret if _told(line) not in public), delimiters)

    def repeated_in(self, text: str) -> bool:
        """Whether the text holds one of the lines, however it is quoted or coloured."""
        bare = _bare(html.unescape(text))
        return any(line in bare for line in self.lines)

    def visible(self, cell: Cell) -> str:
        """The part of a cell that learners receive."""
        return "\n".join(parts(cell["source"], self.delimiters)[0]).rstrip() if is_ours(cell) else str(cell["source"])


def is_ours(cell: Cell) -> bool:
    """Whether the course wrote the cell and nbgrader knows it."""
    return bool(grade_id(cell)) and not is_solution(cell)
