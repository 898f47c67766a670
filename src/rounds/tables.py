"""The look of tables on a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


def table(*headings: str) -> "Table":
    """A Rich table without lines, whose columns are as wide as they need."""
    # Only now: `rounds --help` must not wait for Rich.
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made
