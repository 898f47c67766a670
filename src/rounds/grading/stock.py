"""How nbgrader is set up for a course, by our commands and, through nbgrader_config.py, by its own."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from rounds.course import CONFIG
from rounds.errors import RoundsError
from rounds.files import fault, state_folder

LOG = "nbgrader.log"
STUB = 'raise NotImplementedError("not done yet")'


def configure(c: Config) -> None:
    """Put our stub, our engine and our feedback into nbgrader's configuration `c`.

    Steps are named, not imported: who only reads the configuration does not wait for nbgrader.
    """
    c.CourseDirectory.course_id = "rounds"
    c.ClearSolutions.code_stub = {"python": STUB}
    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearSolutions",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
        "rounds.grading.normal.Normalise",
    ]
    c.Autograde.sanitize_preprocessors = [
        "rounds.grading.autograde.Sanitize",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "rounds.grading.autograde.Judge",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "rounds.grading.autograde.SaveVerdicts",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.GenerateFeedback.exporter_class = "rounds.grading.feedback.write.FeedbackPage"
    c.GenerateFeedback.preprocessors = []


def course_config(root: Path) -> Config:
    """The configuration of the course at `root`: its own file, or ours where it has none."""
    if not (root / CONFIG).is_file():
        config = Config()
        configure(config)
        return config
    try:
        loaded: Config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    except Exception as error:  # noqa: BLE001 (the file is the user's own Python)
        raise RoundsError(f"{root / CONFIG} does not run: {type(error).__name__}: {error}") from None
    return loaded


def cell_seconds(config: Config) -> float:
    """nbgrader's limit for a cell: 30 s where nothing is said; None and numbers below 1 mean that there is none."""
    said = config.Execute.get("timeout", 30)
    return float(said) if said is not None and said > 0 else math.inf


def gradebook_url(root: Path) -> str:
    """The address of the course's gradebook, read without nbgrader: its own setting, or gradebook.db in the course."""
    return str(course_config(root).CourseDirectory.get("db_url") or f"sqlite:///{root / 'gradebook.db'}")


def course_directory(root: Path, config: Config, **names: str) -> Any:
    """nbgrader's view of the course; `names` may give assignment_id, student_id and notebook_id."""
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=config, root=str(root), **names)


@contextmanager
def logged(root: Path) -> Iterator[logging.Logger]:
    """Send what nbgrader logs to the course's .rounds/nbgrader.log, not to the terminal."""
    logger = logging.getLogger("rounds.nbgrader")
    path = state_folder(root) / LOG
    try:
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise fault(error, path) from None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield logger
    finally:
        logger.removeHandler(handler)
        handler.close()
