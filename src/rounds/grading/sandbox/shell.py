"""An IPython shell without a kernel around it: runs cells and keeps what they put out in notebook format."""

import asyncio
import builtins
import io
import os
import re
import sys
from collections.abc import Awaitable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Output = dict[str, Any]
_MOST_TEXT = 2_000_000  # characters kept of a stream; the judge cuts at the limit that counts
_OUR_FILE_NAME = re.compile(r"\((?:<ipython-input[^,]*|\d+\.py), line")

_outputs: list[Output] = []


class _Publisher(DisplayPublisher):
    """Keeps what `display` shows."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        """See IPython."""
        _outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002 (as in IPython)
        """See IPython."""
        _outputs.clear()


class _Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def start_displayhook(self) -> None:
        """See IPython."""

    def write_output_prompt(self) -> None:
        """See IPython."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """See IPython."""
        result = {"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}}
        _outputs.append(result | {"execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """See IPython."""


class _Stream(io.TextIOBase):
    """A standard stream of the notebook."""

    def __init__(self, name: str) -> None:
        self.name, self._room = name, _MOST_TEXT

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Keep the text while there is room."""
        kept, self._room = text[: max(self._room, 0)], self._room - len(text)
        if kept:
            if _outputs and _outputs[-1].get("name") == self.name:
                _outputs[-1]["text"] += kept
            else:
                _outputs.append({"output_type": "stream", "name": self.name, "text": kept})
        return len(text)


class Shell(InteractiveShell):
    """IPython's shell, with outputs kept and nothing of a terminal."""

    display_pub_class = _Publisher
    displayhook_class = _Hook

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        shown = {"ename": etype.__name__, "evalue": _message(evalue), "traceback": list(stb)}
        _outputs.append({"output_type": "error", **shown})

    def init_io(self) -> None:
        """Nothing: each cell gets its own streams."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Nothing: there is no event loop of a window system."""


def make_shell() -> Shell:
    """The process's one shell, with plots shown as a notebook shows them."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    shell: Shell = Shell.instance(config=config)
    import matplotlib as mpl
    from matplotlib_inline.backend_inline import configure_inline_support

    mpl.interactive(True)
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")  # type: ignore[no-untyped-call]
    return shell


def warm_up(shell: Shell) -> None:
    """Run what every notebook runs, a failing cell too, so that forks find it compiled; it leaves no trace."""
    before, count = dict(shell.user_ns), shell.execution_count
    for source in ("x = [1]\nx", "def f():\n    raise ValueError\nf()", "%matplotlib inline"):
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(_ran(shell, source, remembered=False))
        finally:
            loop.close()
    shell.user_ns.clear()
    shell.user_ns.update(before)
    shell.user_ns["_oh"].clear()
    shell.execution_count = count
    _outputs.clear()


async def _ran(shell: Shell, source: str, *, remembered: bool) -> Any:
    transformed = shell.transform_cell(source)  # type: ignore[no-untyped-call]
    return await shell.run_cell_async(source, store_history=remembered, transformed_cell=transformed)


def _no_input(*_: object) -> str:
    raise StdinNotImplementedError("nobody is there to answer input() while an answer is graded")


class Cells:
    """Runs cells one after the other in a shell, each with streams of its own and an event loop that stays."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        builtins.input = _no_input
        assert shell.display_formatter is not None
        self._formats, self._types = shell.display_formatter, list(shell.display_formatter.active_types)
        self._raw = _memory_file()
        self._read = 0

    def run(self, source: str, shown: bool) -> list[Any]:
        """Run a cell; its outputs, and the kind and text of the exception that ended it (or None).

        What is not `shown` is put out as plain text alone.
        """
        _outputs.clear()
        self._formats.active_types = self._types if shown else ["text/plain"]
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
        try:
            result = self._loop.run_until_complete(_ran(self.shell, source, remembered=True))
            self.shell.events.trigger("post_execute")
        finally:
            sys.stdout, sys.stderr = streams
        self._add_raw()
        error = result.error_before_exec or result.error_in_exec
        return [list(_outputs), None if error is None else [type(error).__name__, _message(error), ""]]

    def complete(self, awaitable: Awaitable[Any]) -> Any:
        """The result of an awaitable, run to its end on the notebook's own event loop."""
        return self._loop.run_until_complete(awaitable)

    def _add_raw(self) -> None:
        """What went past Python's streams: the output of commands and of libraries in C."""
        size = os.fstat(self._raw).st_size
        raw = os.pread(self._raw, min(size - self._read, _MOST_TEXT), self._read)
        self._read = size
        if raw:
            _outputs.append({"output_type": "stream", "name": "stdout", "text": raw.decode(errors="replace")})


def _memory_file() -> int:
    """A file in memory as this process's descriptors 1 and 2."""
    made = os.memfd_create("output") if hasattr(os, "memfd_create") else os.open(os.devnull, os.O_RDWR)
    os.dup2(made, 1)
    os.dup2(made, 2)
    return made


def _message(error: BaseException) -> str:
    try:
        return _OUR_FILE_NAME.sub("(line", str(error))
    except Exception:  # noqa: BLE001 (an answer's own __str__)
        return ""
