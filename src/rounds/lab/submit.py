"""`submit(4)`: a button that hands in a round. Running the cell shows it; only pressing it hands anything in."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from rounds.errors import RoundsError
from rounds.lab.automated import automated

PRESS_SECONDS = 60.0  # a press waits that long for its cell, which queues behind what the kernel is at
_COMING_SECONDS = 2.0


def submit(round_: int | str) -> None:
    """Show a button that hands in a round of the course, by its number or name, and grades it whole.

    Pressing it saves all open notebooks, hands in your copies of the round, and shows points by exercise with links to
    the feedback pages. Running the cell, as Run All does, hands in nothing; an automated run says so.
    """
    if automated():
        print(f"submit({round_!r}) does nothing in an automated run: its button is for you to press.")
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.here import shows_html

    if not shows_html():
        print(f"To hand in, type in a terminal: rounds submit {round_}")
        return
    button = Button.of(str(round_))
    if button.pressed():
        _hand_in(button)
    else:
        button.show()


class Button:
    """The button of one round.

    JupyterLab carries out three commands when it is pressed: it saves what is open, has the kernel note the press, and
    runs the cell, which then hands in. So it shows where it should after the page was loaded anew; in a kernel that was
    started anew, which knows of no press, it appears again.
    """

    _known: ClassVar[dict[str, "Button"]] = {}

    def __init__(self, round_: str) -> None:
        self.round = round_
        self.words = f"round {round_}" if round_.isdecimal() else round_
        self._command = ""
        self._noted = 0.0

    @classmethod
    def of(cls, round_: str) -> "Button":
        """The button of a round in this kernel."""
        return cls._known.setdefault(round_, cls(round_))

    def pressed(self) -> bool:
        """Whether the cell runs because the button was pressed."""
        # JupyterLab tells the kernel of a press by a thread of its own, which may be slower than the cell.
        deadline = time.monotonic() + (_COMING_SECONDS if self._command else 0.0)
        while not self._noted and time.monotonic() < deadline:
            time.sleep(0.02)
        noted, self._noted = self._noted, 0.0
        return bool(noted) and time.monotonic() - noted < PRESS_SECONDS

    def show(self) -> None:
        """Show the button and what it does."""
        from rounds.lab import panel
        from rounds.lab.cells import show

        does = "It saves your notebooks, hands in your copies of the round and grades them. Nothing happens before."
        shown = f'<p class="head">{self.html(f"Submit {self.words}")}<span class="soft">{does}</span></p>'
        show(panel.panel(shown), f"To hand in {self.words}: rounds submit {self.round}")

    def html(self, label: str) -> str:
        """The button as HTML, known to JupyterLab from now on."""
        from rounds.lab import panel
        from rounds.lab.here import front_end

        commands = front_end().commands
        if self._command:
            commands.remove_command(self._command)
        self._command = f"rounds:submit-{uuid4().hex}"
        commands.add_command(self._command, execute=self._note)
        chain = ["docmanager:save-all", self._command, "notebook:run-cell"]
        return panel.command(label, "apputils:run-all-enabled", commands=chain, args={})

    def _note(self) -> None:
        self._noted = time.monotonic()


def _hand_in(button: Button) -> None:
    """Hand in from a process of its own: it needs nbgrader, which takes seconds to import, and outlives the kernel."""
    from rounds.course import find_root
    from rounds.lab import panel, submission
    from rounds.lab.cells import show
    from rounds.lab.here import notebook_folder
    from rounds.lab.screen import Output

    output = Output()
    again = f"Submit {button.words} again"
    try:
        root = find_root(notebook_folder())
        said = _rounds_submit(root, button.round, output)
        output.close()
        html = submission.as_html(said, notebook_folder(), root, button.html(again))
        show(html, "\n".join(submission.as_lines(said)))
    except (RoundsError, KeyboardInterrupt) as error:
        words = str(error) or "Stopped. What was handed in before is as it was, or kept beside the new."
        output.close()
        show(panel.sentence(words, button.html(again)), words)
    finally:
        output.close()


def _rounds_submit(root: Path, round_: str, output: Any) -> Any:
    """What `rounds submit --json` says; raises RoundsError with the sentence that it gave instead."""
    command = [str(Path(sys.executable).with_name("rounds")), "submit", round_, "--course", str(root), "--json"]
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as result:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=result,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # an interrupt is passed on, once; a kernel that dies takes nothing with it
        )
        last = ""
        try:
            for line in process.stderr or ():
                last = line.strip() or last
                if last.endswith(" ..."):
                    output.working(last.removesuffix(" ..."))
            process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        if process.returncode not in (0, 1):
            raise RoundsError(last or f"`rounds submit {round_}` ended with exit code {process.returncode}.")
        result.seek(0)
        return json.loads(result.read())
