"""Shows things below the running cell, and puts others in their place later."""

from typing import Any

from IPython.display import clear_output, display


def show(html: str, text: str) -> Any:
    """Show HTML, or `text` where there is none; returns the place for `replace`."""
    return display({"text/html": html, "text/plain": text}, raw=True, display_id=True)


def show_markdown(text: str) -> Any:
    """Show Markdown; returns the place for `replace_markdown`."""
    return display({"text/markdown": text, "text/plain": text}, raw=True, display_id=True)


def replace(place: Any, html: str, text: str) -> None:
    """Put other HTML in a place, even when the cell has ended."""
    place.update({"text/html": html, "text/plain": text}, raw=True)


def replace_markdown(place: Any, text: str) -> None:
    """Put other Markdown in a place, even when the cell has ended."""
    place.update({"text/markdown": text, "text/plain": text}, raw=True)


def clear() -> None:
    """Take everything below the running cell away as soon as something else is shown there."""
    clear_output(wait=True)
