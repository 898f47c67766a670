"""What a learner handed in beside the notebook: data files and modules of their own."""

import os
from pathlib import Path

from rounds.errors import RoundsError
from rounds.files import fault

MOST_FILES = 1_000
MOST_BYTES = 20_000_000
_NOT_THEIRS = {"__pycache__", "timestamp.txt"}


def files_in(folder: Path) -> dict[str, bytes]:
    """The contents of the files below `folder`, by their path in it, without notebooks and hidden files.

    Symbolic links are left out: they may lead anywhere. Raises RoundsError for more than 1,000 files or 20 MB.
    """
    found: dict[str, bytes] = {}
    total = 0
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _left_out(Path(top, name)))
        for path in sorted(Path(top, name) for name in names):
            if _left_out(path) or path.suffix == ".ipynb" or not path.is_file():
                continue
            total += path.stat().st_size
            if total > MOST_BYTES or len(found) >= MOST_FILES:
                limit = f"{MOST_FILES:,} files or {MOST_BYTES // 1_000_000} MB"
                raise RoundsError(f"{folder} holds more than {limit}; remove what the notebook does not need.")
            try:
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
            except OSError as error:
                raise fault(error, path) from None
    return found


def _left_out(path: Path) -> bool:
    return path.name.startswith(".") or path.name in _NOT_THEIRS or path.is_symlink()
