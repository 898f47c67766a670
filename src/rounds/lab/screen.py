"""Where a check says what it does and what it found: below a notebook's cell, or as text."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import ClassVar, Protocol
from uuid import uuid4

from rounds.grading.examine import Examined
from rounds.grading.feedback.sections import Hint
from rounds.lab import panel
from rounds.lab.cells import clear, replace, replace_markdown, show, show_markdown
from rounds.lab.here import front_end, shell_here, shows_html
from rounds.lab.noted import note_opened


class Screen(Protocol):
    """What a check says goes here, in this order: what it works at, then one sentence or the result."""

    def working(self, words: str) -> None:
        """Say what goes on."""
        ...

    def ask(self, words: str) -> None:
        """Ask the learner for something, before the result."""
        ...

    def sentence(self, words: str) -> None:
        """Say why there is no result."""
        ...

    def result(self, examined: Examined, hints: Sequence[Hint]) -> None:
        """Show what was found; `hints` on the one exercise that was checked are there to be opened."""
        ...


@contextmanager
def screen() -> Iterator[Screen]:
    """The screen of the running cell, as long as the block lasts."""
    if not shows_html():
        yield Text()
        return
    output = Output()
    try:
        yield output
    finally:
        output.close()


class Text:
    """Prints lines; in IPython with ticks in green and crosses in red."""

    def working(self, _words: str) -> None:
        """Nothing: a line that cannot be taken back is worse than none."""

    def ask(self, words: str) -> None:
        """See `Screen`."""
        print(words, flush=True)

    def sentence(self, words: str) -> None:
        """See `Screen`."""
        print(words)

    def result(self, examined: Examined, _hints: Sequence[Hint]) -> None:
        """See `Screen`; the hints are in the notebook."""
        for line in examined.lines():
            print(_coloured(line))


def _coloured(line: str) -> str:
    if shell_here() is None:
        return line
    return re.sub("^✓", "\x1b[1;32m✓\x1b[0m", re.sub("^✗", "\x1b[1;31m✗\x1b[0m", line))


class Output:
    """The output of a cell: what goes on and for how many seconds, with a button that stops it; then the result."""

    def __init__(self) -> None:
        self._words, self._began, self._over = "", time.monotonic(), threading.Event()
        show(panel.panel(f"<p>{panel.stop()}</p>"), "")
        self._line = show(panel.working(""), "")
        self._ticking = threading.Thread(target=self._tick, daemon=True)
        self._ticking.start()

    def working(self, words: str) -> None:
        """See `Screen`."""
        self._words = words
        replace(self._line, panel.working(f"{words}."), f"{words}.")

    def ask(self, words: str) -> None:
        """See `Screen`."""
        self.working(words.rstrip("."))

    def sentence(self, words: str) -> None:
        """See `Screen`."""
        self.close()
        show(panel.sentence(words, panel.again()), words)

    def result(self, examined: Examined, hints: Sequence[Hint]) -> None:
        """See `Screen`."""
        self.close()
        Result(examined, hints).show()

    def close(self) -> None:
        """Take back what was said on the way."""
        if not self._over.is_set():
            self._over.set()
            self._ticking.join()
            clear()

    def _tick(self) -> None:
        while not self._over.wait(1.0):
            seconds = time.monotonic() - self._began
            words = f"{self._words} ({seconds:.0f} s)."
            replace(self._line, panel.working(words), words)


class Result:
    """What a check found, with a button that opens one hint after the other where there are any.

    Hints that were opened for an exercise stay open when it is checked again from the same kernel.
    """

    _opened: ClassVar[dict[str, int]] = {}
    _commands: ClassVar[dict[str, str]] = {}

    def __init__(self, examined: Examined, hints: Sequence[Hint]) -> None:
        self._examined, self._hints, self._when = examined, hints, datetime.now().strftime("%H:%M")
        self._exercise = examined.report.exercises[0].exercise if hints else ""
        self._command = self._register() if hints else ""

    def show(self) -> None:
        """Show it below the cell that runs."""
        self._place = show(self._html(), self._text())
        if self._hints:
            self._below = show_markdown(self._open_hints())

    def open_next(self) -> None:
        """Open the next hint."""
        tier = self._opened.get(self._exercise, 0) + 1
        if tier <= len(self._hints):
            self._opened[self._exercise] = tier
            note_opened(self._examined, self._exercise, tier)
            replace(self._place, self._html(), self._text())
            replace_markdown(self._below, self._open_hints())

    def _register(self) -> str:
        """A command of JupyterLab's that opens the next hint; empty where the front end cannot be asked for one."""
        name = f"rounds:hint-{uuid4().hex}"
        try:
            commands = front_end().commands
            if self._exercise in self._commands:
                commands.remove_command(self._commands[self._exercise])
            commands.add_command(name, execute=self.open_next)
        except Exception:  # noqa: BLE001 (the hints are in the notebook as well)
            return ""
        self._commands[self._exercise] = name
        return name

    def _html(self) -> str:
        tier = self._opened.get(self._exercise, 0) + 1
        left = self._command and tier <= len(self._hints)
        buttons = [panel.command(f"Hint {tier} of {len(self._hints)}", self._command)] if left else []
        return panel.result(self._examined, self._when, buttons)

    def _text(self) -> str:
        return "\n".join(self._examined.lines())

    def _open_hints(self) -> str:
        opened = self._hints[: self._opened.get(self._exercise, 0)]
        return "\n\n".join(f"**{hint.title}**\n\n{hint.text}" for hint in opened)
