"""Finds the notebook that runs the current cell, and has its front end save it."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rounds.course import AUTOGRADED, FEEDBACK, RELEASE, SOURCE, SUBMITTED
from rounds.errors import RoundsError
from rounds.grading.examine import contains

SAVE_SECONDS = 4.0
_POLL_SECONDS = 0.05
_NOT_WORKED_IN = {SOURCE, RELEASE, SUBMITTED, AUTOGRADED, FEEDBACK, "node_modules"}


def shell_here() -> Any:
    """The IPython shell that runs this code, or None in plain Python."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def this_notebook(exercise: str) -> Path:
    """The notebook that the running cell stands in.

    Jupyter's server names it in JPY_SESSION_NAME, VS Code in a variable; else it is the only notebook below the
    working directory that has the exercise. Raises RoundsError where that leaves none, or several.
    """
    for named in (os.environ.get("JPY_SESSION_NAME"), _namespace().get("__vsc_ipynb_file__")):
        if named and Path(named).suffix == ".ipynb" and Path(named).is_file():
            return Path(named)
    found = [path for path in _below(Path.cwd()) if contains(path, exercise)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RoundsError(
            f"There is no notebook with the exercise {exercise!r} here. Open it, and check it from there."
        )
    listed = ", ".join(str(path.relative_to(Path.cwd())) for path in found)
    raise RoundsError(f"Several notebooks here have the exercise {exercise!r}: {listed}. Run `rounds check` on one.")


def _below(folder: Path) -> list[Path]:
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_WORKED_IN)
        found += [Path(top) / name for name in sorted(names) if name.endswith(".ipynb") and not name.startswith(".")]
    return found


def _namespace() -> dict[str, Any]:
    shell = shell_here()
    return shell.user_ns if shell is not None else {}


def save(notebook: Path) -> bool:
    """Have JupyterLab save the notebook and wait until the file shows it; False where nobody did in time."""
    if "JPY_SESSION_NAME" not in os.environ or "ipykernel" not in sys.modules:
        return False
    before = _state(notebook)
    try:
        _ask_front_end()
    except Exception:  # noqa: BLE001 (without a front end that understands, the learner saves by hand)
        return False
    return _wait(lambda: _state(notebook) != before) and _wait(lambda: _settled(notebook))


_front_end: Any = None


def _ask_front_end() -> None:
    global _front_end
    if _front_end is None:
        from ipylab import JupyterFrontEnd

        _front_end = JupyterFrontEnd()
    _front_end.commands.execute("docmanager:save")


def _state(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _settled(path: Path) -> bool:
    """Whether the server has finished writing: it works on a hidden copy's name meanwhile."""
    before = _state(path)
    time.sleep(_POLL_SECONDS)
    return _state(path) == before and not path.with_name(f".~{path.name}").exists()


def _wait(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SAVE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(_POLL_SECONDS)
    return False
