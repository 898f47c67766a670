"""Reading notebooks and writing files so that nothing is ever lost half-way."""

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from rounds.errors import RoundsError

Cell = dict[str, Any]
Notebook = dict[str, Any]

PYTHON3 = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class FileError(RoundsError):
    """A file that cannot be read or written; the message names it and says why."""


class NotebookError(RoundsError):
    """A file that is not a notebook we can read; the message names it and says why."""


def read_notebook(path: Path) -> Notebook:
    """The notebook at `path` as plain dicts, every cell with a type, a source string and a metadata dict.

    A notebook without kernel metadata is taken for python3. Raises `NotebookError` for a file that is not a version 4
    notebook and `FileError` for one that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NotebookError(f"{path} is not a notebook: it is not text. Restore it with `rounds reset`.") from None
    except OSError as error:
        raise fault(error, path) from None
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        message = f"{path} is not a notebook: it is not JSON{where}. Restore a copy of it, or `rounds reset` it."
        raise NotebookError(message) from None
    return parsed(raw, path)


def parsed(raw: Any, path: Path) -> Notebook:
    """`raw` JSON in the shape that the package relies on; raises `NotebookError` where it is no notebook."""
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list):
        raise NotebookError(f"{path} is not a notebook of format 4: it has no list of cells. Save it from JupyterLab.")
    if raw.get("nbformat") != 4:
        raise NotebookError(f"{path} has notebook format {raw.get('nbformat')!r}, not 4. Save it from JupyterLab.")
    metadata = raw.get("metadata")
    metadata = dict(metadata) if isinstance(metadata, dict) else {}
    if not isinstance(metadata.get("kernelspec"), dict):
        metadata["kernelspec"] = dict(PYTHON3)
    return {**raw, "metadata": metadata, "cells": [_parsed_cell(cell, path) for cell in raw["cells"]]}


def require_plain_file(path: Path) -> None:
    """Raise `NotebookError` for a link, a pipe or a folder: what others hand in may lead anywhere, or nowhere."""
    if path.is_symlink() or not path.is_file():
        raise NotebookError(f"{path} is not a plain file. Hand in the notebook itself.")


def _parsed_cell(cell: Any, path: Path) -> Cell:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise NotebookError(f"{path} holds a cell that is neither code nor text. Save the notebook from JupyterLab.")
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(str(line) for line in source)
    metadata = cell.get("metadata")
    return {**cell, "source": str(source), "metadata": dict(metadata) if isinstance(metadata, dict) else {}}


def write_atomic(path: Path, data: str | bytes, *, mode: int = 0o644) -> None:
    """Write `data` beside `path` and rename it into place, so that a reader sees the old file or the new one whole."""
    content = data.encode() if isinstance(data, str) else data
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except BaseException as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise fault(error, path) from None
        raise


def free_name(path: Path, suffix: str = "") -> Path:
    """`path` with the suffix, or where something has that name, the first that is free with a number before it."""
    candidate, number = path.with_name(f"{path.name}{suffix}"), 2
    while candidate.exists():
        candidate, number = path.with_name(f"{path.name}-{number}{suffix}"), number + 1
    return candidate


def state_folder(root: Path) -> Path:
    """The folder in the course for what Rounds itself keeps there; git ignores it without being told."""
    folder = root / ".rounds"
    if not (folder / ".gitignore").exists():
        write_atomic(folder / ".gitignore", "*\n")
    return folder


def fault(error: OSError, path: Path) -> FileError:
    """The operating system's `error` on `path` as one sentence that says what to do."""
    place = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno == errno.ENOSPC:
        return FileError(f"The disk is full: {place} was not written. Free some space and try again.")
    if error.errno == errno.EDQUOT:
        return FileError(f"Your disk quota is used up: {place} was not written. Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return FileError(f"No permission for {place}. Make it and its folder writable for you, or work in a copy.")
    if error.errno == errno.ENOENT:
        return FileError(f"There is no {place}.")
    return FileError(f"{place}: {error.strerror or error}.")
