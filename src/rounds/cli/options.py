"""Options and printing that several commands share."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from rounds.course import Course
    from rounds.sim.plots import Picture

PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}  # what a command does not know goes to JupyterLab
CourseOption = Annotated[
    Path | None,
    typer.Option("--course", help="The course directory; the one around the working directory where none is named."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
StudentOption = Annotated[str | None, typer.Option("--student", help="Only this student's submission.")]
AssignmentArgument = Annotated[
    str | None, typer.Argument(help="An assignment's name or its round's number; all where none is named.")
]
MoveAsideOption = Annotated[
    bool, typer.Option("--move-aside", help="Keep the present gradebook under a name with the time, and begin anew.")
]


def course_at(folder: Path | None) -> "Course":
    """The course at `folder`, or the one around the working directory."""
    from rounds.course import load

    return load(root_of(folder))


def root_of(folder: Path | None) -> Path:
    """The folder of the course; see `course_at`."""
    from rounds.course import find_root

    return folder.resolve() if folder is not None else find_root()


def print_json(data: Any) -> None:
    """Print `data` as every `--json` does."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def show(what: object) -> None:
    """Print a Rich table, at its full width where the output is not a terminal."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 160).print(what)


def note(sentence: str) -> None:
    """Tell the user something on stderr, which leaves stdout to the result."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def progress_bar() -> Iterator["Progress | None"]:
    """A bar on stderr for one task with a description, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar


def draw(plot: Callable[[], "Picture"], path: Path) -> None:
    """Write a picture to a file; what ends in no picture's name is refused before anything is drawn."""
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        from rounds.errors import RoundsError

        raise RoundsError(f"--plot takes a file that ends in .png, .svg or .pdf, not {path.name!r}.")
    from io import BytesIO

    from rounds.files import write_atomic

    picture = BytesIO()
    plot().savefig(picture, format=path.suffix.lower().removeprefix("."))
    write_atomic(path, picture.getvalue())
    note(f"The picture is {path}.")


def finish(yes: bool) -> None:
    """End with exit code 0 for yes and 1 for no."""
    raise typer.Exit(0 if yes else 1)


def put_aside(root: Path) -> None:
    """Move the gradebook of the course at `root` aside and say where it is."""
    from rounds.grading.gradebook import move_aside, sqlite_path
    from rounds.grading.stock import course_config, course_directory

    path = sqlite_path(course_directory(root, course_config(root)).db_url)
    moved = move_aside(path) if path is not None else None
    note(f"The old gradebook is now {moved}." if moved else "There was no gradebook to move aside.")
