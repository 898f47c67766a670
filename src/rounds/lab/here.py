"""Finds the notebook that runs the current cell, and has its front end save it."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rounds.course import AUTOGRADED, FEEDBACK, RELEASE, SOURCE, SUBMITTED
from rounds.errors import RoundsError
from rounds.grading.examine import contains

SAVE_SECONDS, BY_HAND_SECONDS = 6.0, 20.0
_FRONT_SECONDS = 3.0  # a second save during the first makes JupyterLab ask whether the file has changed
_POLL_SECONDS = 0.05
_VS_CODE = "__vsc_ipynb_file__"
_NOT_WORKED_IN = {SOURCE, RELEASE, SUBMITTED, AUTOGRADED, FEEDBACK, "node_modules"}

Found = TypeVar("Found")


def shell_here() -> Any:
    """The IPython shell that runs this code, or None in plain Python."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def shows_html() -> bool:
    """Whether what the running cell displays is shown by a Jupyter front end: not in VS Code, not in a terminal."""
    return "ipykernel" in sys.modules and shell_here() is not None and _VS_CODE not in _namespace()


def notebooks_here(exercise: str | None) -> list[Path]:
    """The notebooks that the running cell may stand in: one, where Jupyter's server or VS Code names it.

    A notebook that was renamed since its kernel began is not where Jupyter's server said; then it is one of those below
    the working directory that have the exercise, or any exercise where None is given. Raises RoundsError where there
    are none.
    """
    for named in (os.environ.get("JPY_SESSION_NAME"), _namespace().get(_VS_CODE)):
        if named and Path(named).suffix == ".ipynb" and Path(named).is_file():
            return [Path(named)]
    found = [path for path in _below(Path.cwd()) if contains(path, exercise)]
    if not found:
        what = f"notebook with the exercise {exercise!r}" if exercise else "notebook with exercises"
        raise RoundsError(f"There is no {what} here. Open it, and check it from there.")
    return found


def notebook_folder() -> Path:
    """The folder of the notebook that runs the current cell: the working directory, unless the learner has left it."""
    named = os.environ.get("JPY_SESSION_NAME")
    return Path(named).parent if named and Path(named).is_absolute() else Path.cwd()


def _below(folder: Path) -> list[Path]:
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_WORKED_IN)
        found += [Path(top) / name for name in sorted(names) if name.endswith(".ipynb") and not name.startswith(".")]
    return found


def _namespace() -> dict[str, Any]:
    shell = shell_here()
    return shell.user_ns if shell is not None else {}


def save(notebooks: Sequence[Path]) -> Path | None:
    """Have JupyterLab save the notebook at work and return which file it was; None where nobody did in time.

    It saves the one that is in front. Where that is none of `notebooks`, since the learner has turned to another
    meanwhile, it saves all that are open.
    """
    if "JPY_SESSION_NAME" not in os.environ or "ipykernel" not in sys.modules:
        return None
    before = {path: _state(path) for path in notebooks}

    def changed() -> list[Path]:
        return [path for path in notebooks if _state(path) != before[path]]

    try:
        front_end().commands.execute("docmanager:save")
        if not _wait(changed, _FRONT_SECONDS):
            front_end().commands.execute("docmanager:save-all")
    except Exception:  # noqa: BLE001 (without a front end that understands, the learner saves by hand)
        return None
    found = _wait(changed, SAVE_SECONDS)
    return next((path for path in found if _wait(partial(_settled, path), SAVE_SECONDS)), None)


def cells_run() -> list[str]:
    """The sources of the cells that this kernel has run, in order."""
    return [str(source) for source in _namespace().get("In", [])]


def saved_by_hand(notebook: Path, holds: Callable[[], bool]) -> bool:
    """Wait until the learner has saved what `holds` asks for; False where they did not in time."""
    before = _state(notebook)
    return _wait(lambda: _state(notebook) != before and holds(), BY_HAND_SECONDS)


_front_end: Any = None


def front_end() -> Any:
    """JupyterLab, as ipylab sees it; raises what ipylab raises where it cannot be reached."""
    global _front_end
    if _front_end is None:
        from ipylab import JupyterFrontEnd

        _front_end = JupyterFrontEnd()
    return _front_end


def _state(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _settled(path: Path) -> bool:
    """Whether the server has finished writing: it works on a hidden copy's name meanwhile."""
    before = _state(path)
    time.sleep(_POLL_SECONDS)
    return _state(path) == before and not path.with_name(f".~{path.name}").exists()


def _wait(condition: Callable[[], Found], seconds: float) -> Found:
    """What the condition says when it is first true, or at last."""
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return found
