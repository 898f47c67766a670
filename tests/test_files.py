"""Reading what may be no notebook, and writing so that nothing is lost."""

import errno
import os
from pathlib import Path

import pytest

from rounds.files import FileError, NotebookError, fault, read_notebook, write_atomic


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON"),
        (b"{'cells': []}", r"is not JSON \(line 1"),
        (b"[" * 200_000, "is not JSON"),
        (b"\x89PNG\xff\xfe", "it is not text"),
        (b"[]", "has no list of cells"),
        (b'{"nbformat": 3, "worksheets": []}', "has no list of cells"),
        (b'{"nbformat": 3, "cells": []}', "has notebook format 3, not 4"),
        (b'{"nbformat": 4, "cells": [7]}', "neither code nor text"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_sentence(tmp_path, content, said) -> None:
    path = tmp_path / "bad.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=said):
        read_notebook(path)


def test_a_notebook_without_kernel_or_metadata_is_taken_for_python(tmp_path) -> None:
    path = tmp_path / "bare.ipynb"
    path.write_text('{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a\\n", "b"], "metadata": null}]}')
    notebook = read_notebook(path)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["cells"][0]["source"] == "a\nb"


def test_a_missing_notebook_is_missing(tmp_path) -> None:
    with pytest.raises(FileError, match=r"There is no .*gone\.ipynb"):
        read_notebook(tmp_path / "gone.ipynb")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch) -> None:
    path = tmp_path / "precious.txt"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="The disk is full"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "No permission"),
        (errno.EROFS, "No permission"),
        (errno.EDQUOT, "quota"),
        (errno.EIO, "Input/output"),
    ],
)
def test_the_systems_errors_become_sentences(number, said) -> None:
    assert said in str(fault(OSError(number, os.strerror(number)), Path("f")))
