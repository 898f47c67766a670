"""nbformat's notebook objects, which nbgrader works on, behind three typed functions."""

from pathlib import Path
from typing import Any

import nbformat


def node(value: Any) -> Any:
    """`value` with every dict in it as nbformat's kind of dict."""
    return nbformat.from_dict(value)  # type: ignore[no-untyped-call]


def read(path: Path) -> Any:
    """The notebook at `path`."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def written(nb: Any) -> bytes:
    """The notebook's bytes, as nbgrader's own writer would write them."""
    text: str = nbformat.writes(nb, version=4)  # type: ignore[no-untyped-call]
    return (text if text.endswith("\n") else text + "\n").encode()
