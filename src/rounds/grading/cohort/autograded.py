"""What grading leaves in autograded/: notebooks and files in nbgrader's format, as its Autograde would write them."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from rounds.course import is_test
from rounds.files import Cell, Notebook
from rounds.grading.cohort.scores import verdict_on
from rounds.grading.cohort.work import Done
from rounds.grading.engine import Output
from rounds.grading.verdict import Verdict

_SPLIT = {"application/javascript", "image/svg+xml"}  # what nbformat keeps as lines, besides text


def filled(notebook: Notebook, done: Done, *, script: bool) -> Notebook:
    """A sanitized notebook with the outputs of its run, and a verdict in each autograded test cell.

    A test of a `script` keeps what it put out, for that is what it earned its points by.
    """
    verdicts, cells = done.verdicts, []
    for index, cell in enumerate(notebook["cells"]):
        made = {**cell, "outputs": list(done.outputs.get(index, []))} if cell["cell_type"] == "code" else cell
        if is_test(cell):
            verdict = verdict_on(cell, verdicts)
            about = {**(cell["metadata"].get("rounds") or {}), "verdict": verdict.as_json()}
            made["metadata"] = {**cell["metadata"], "rounds": about}
            if not script:
                made["outputs"] = _shown(verdict)
            elif verdict.flag:
                made["outputs"] = [*_shown(verdict), *made["outputs"]]
        cells.append(made)
    return {**notebook, "cells": cells}


def _shown(verdict: Verdict) -> list[Output]:
    """A verdict as outputs from which nbgrader reads the same points."""
    if verdict.passed:
        return []
    if verdict.points == 0:
        lines = verdict.message.splitlines() or [""]
        return [{"output_type": "error", "ename": "Failed", "evalue": verdict.message, "traceback": lines}]
    said = {"output_type": "stream", "name": "stdout", "text": f"{verdict.message}\n"}
    points = {"data": {"text/plain": repr(verdict.points)}, "metadata": {}, "execution_count": None}
    return [said, {"output_type": "execute_result", **points}]


def as_bytes(notebook: Notebook) -> bytes:
    """The notebook's bytes as nbformat writes them, without its slow look at every cell."""
    cells = [_lines_of(cell) for cell in notebook["cells"]]
    text = json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode("utf-8", "replace")


def _lines_of(cell: Cell) -> Cell:
    made = {**cell, "source": cell["source"].splitlines(True)}
    if "attachments" in cell:
        made["attachments"] = {name: _bundle(data) for name, data in cell["attachments"].items()}
    if cell["cell_type"] == "code":
        made["outputs"] = [_output(output) for output in cell["outputs"]]
    return made


def _output(output: Output) -> Output:
    if output["output_type"] == "stream":
        return {**output, "text": output["text"].splitlines(True)}
    return {**output, "data": _bundle(output["data"])} if "data" in output else output


def _bundle(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    return {
        kind: value.splitlines(True) if isinstance(value, str) and _is_text(kind) else value
        for kind, value in data.items()
    }


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind in _SPLIT


def files_below(folder: Path, ignored: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files below a folder, by their path in it, that nbgrader would copy: no notebooks, nothing that is ignored.

    Symbolic links are left out: they may lead anywhere.
    """
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not any(fnmatch(name, each) for each in ignored))
        for name in sorted(names):
            path = Path(top, name)
            if any(fnmatch(name, each) for each in (*ignored, "*.ipynb")) or path.is_symlink() or not path.is_file():
                continue
            yield path.relative_to(folder).as_posix(), path


def write(target: Path, notebooks: Mapping[str, bytes], files: Mapping[str, Path], *, all_of_it: bool) -> None:
    """Write an autograded folder: notebooks by their file's name, and copies of files.

    What an earlier grading left goes away: the whole folder where this is `all_of_it`, otherwise what is replaced.
    """
    if all_of_it and target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        shutil.copyfile(path, copy)
    for name, content in notebooks.items():
        beside = target / f".{name}.new"
        beside.write_bytes(content)
        beside.replace(target / name)


def permit(target: Path, permissions: int, *, shared: bool) -> None:
    """Give an autograded folder the permissions that the course asks for."""
    for top, _, names in os.walk(target):
        for name in names:
            Path(top, name).chmod(permissions)
        if shared:
            with suppress(PermissionError):
                Path(top).chmod(Path(top).stat().st_mode & 0o7777 | 0o2770)
