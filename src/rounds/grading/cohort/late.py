"""When a submission came, and what coming late costs, as nbgrader and the course's own late policy see it."""

import math
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from logging import Logger
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

TIMESTAMP = "timestamp.txt"


class LatePolicy:
    """The course's LateSubmissionPlugin, called as nbgrader's AssignLatePenalties calls it.

    A plugin that fails takes nothing off; `troubles` says so, by student.
    """

    def __init__(self, root: Path, config: Config, log: Logger) -> None:
        self.troubles: dict[str, str] = {}
        self._root, self._config, self._log = root, config, log

    def __call__(self, student: str, score: float, seconds_late: float) -> float | None:
        """The points that a late notebook loses: between 0 and its score, or None where the policy says nothing."""
        try:
            with _at_home(self._root):
                step = AssignLatePenalties(config=self._config, log=self._log)
                step.init_plugin()
                penalty = step.plugin_inst.late_submission_penalty(student, score, seconds_late)
            if penalty is None:
                return None
            if not math.isfinite(penalty):
                raise ValueError(f"a penalty of {penalty}")
            return float(step._check_late_penalty(SimpleNamespace(score=score), penalty))
        except Exception as error:  # noqa: BLE001 (the plugin is the course's own code)
            self._log.exception("The late policy failed for %s", student)
            self.troubles[student] = f"The course's late policy failed, so nothing was taken off: {error!r}."
            return None


@contextmanager
def _at_home(root: Path) -> Iterator[None]:
    """Work in the course's folder and find its modules, as nbgrader's own commands do."""
    sys.path.insert(0, str(root))
    try:
        with chdir(root):
            yield
    finally:
        sys.path.remove(str(root))


def handed_in_at(directory: Any, folder: Path) -> tuple[datetime | None, str]:
    """The time in timestamp.txt, in UTC, as nbgrader reads it; and a sentence where it holds no time."""
    try:
        found: datetime | None = directory.get_existing_timestamp(str(folder))
    except Exception as error:  # noqa: BLE001 (the file is the learner's; nbgrader's own complaint fails too)
        return None, f"{TIMESTAMP} holds no time, so it was ignored ({type(error).__name__})."
    return found, ""


def backdated(claimed: datetime | None, due: datetime | None, notebooks: list[Path]) -> str:
    """A sentence where a submission claims to be in time and a notebook of it was changed after it was due."""
    if claimed is None or due is None or claimed > due:
        return ""
    for path in notebooks:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
        if changed > due:
            return (
                f"{TIMESTAMP} says {claimed:%Y-%m-%d %H:%M} UTC, in time for {due:%Y-%m-%d %H:%M}, "
                f"but {path.name} was changed at {changed:%Y-%m-%d %H:%M}: look at how it was handed in."
            )
    return ""
