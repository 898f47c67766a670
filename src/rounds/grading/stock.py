"""How nbgrader is set up for a course, by our commands and, through nbgrader_config.py, by its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader import preprocessors as stock
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from rounds.course import CONFIG
from rounds.errors import RoundsError
from rounds.files import fault, state_folder
from rounds.grading.autograde import Judge, Sanitize
from rounds.grading.feedback import HideTests
from rounds.grading.normal import Normalise

LOG = "nbgrader.log"
STUB = 'raise NotImplementedError("not done yet")'


def configure(c: Config) -> None:
    """Put our stub, our engine and our feedback into nbgrader's configuration `c`."""
    c.CourseDirectory.course_id = "rounds"
    c.ClearSolutions.code_stub = {"python": STUB}
    c.GenerateAssignment.preprocessors = [
        stock.IncludeHeaderFooter,
        stock.LockCells,
        stock.ClearSolutions,
        stock.ClearOutput,
        stock.CheckCellMetadata,
        stock.ComputeChecksums,
        stock.SaveCells,
        stock.ClearHiddenTests,
        stock.ClearMarkScheme,
        stock.ComputeChecksums,
        stock.CheckCellMetadata,
        Normalise,
    ]
    c.Autograde.sanitize_preprocessors = [
        Sanitize,
        stock.ClearOutput,
        stock.DeduplicateIds,
        stock.OverwriteKernelspec,
        stock.OverwriteCells,
        stock.CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        Judge,
        stock.IgnorePattern,
        ClearMetadataPreprocessor,
        stock.LimitOutput,
        stock.SaveAutoGrades,
        stock.AssignLatePenalties,
        stock.CheckCellMetadata,
    ]
    c.GenerateFeedback.preprocessors = [stock.GetGrades, HideTests, CSSHTMLHeaderPreprocessor]


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


def course_directory(root: Path, config: Config, **names: str) -> Any:
    """nbgrader's view of the course; `names` may give assignment_id, student_id and notebook_id."""
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
