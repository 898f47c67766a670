"""`rounds grade`: a cohort's submissions into autograded/ and the gradebook, and what an instructor has to know."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from rounds.cli.options import (
    AssignmentArgument,
    CourseOption,
    JsonOption,
    MoveAsideOption,
    StudentOption,
    finish,
    note,
    print_json,
    progress_bar,
    put_aside,
    root_of,
    show,
)
from rounds.imports import imported_for_good
from rounds.tables import table

if TYPE_CHECKING:
    from rounds.grading.cohort.submitted import Graded, Submitted

STOPPED = "Stopped. What was finished is in the gradebook; the same command goes on from there."


class _Progress(Protocol):
    def starting(self, submitted: "Submitted") -> None: ...

    def graded(self) -> None: ...


def grade(
    assignment: AssignmentArgument = None,
    student: StudentOption = None,
    notebook: Annotated[str | None, typer.Option("--notebook", help="Only this notebook of each submission.")] = None,
    course: CourseOption = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many run at once; one a core by default.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Run unchanged submissions again, too.")] = False,
    judge: Annotated[
        bool, typer.Option("--judge", help="Of a course that is not ours: run its tests where no answer reaches them.")
    ] = False,
    scheduler: Annotated[str, typer.Option(help="Judge on the Dask cluster at this address: tcp://host:port.")] = "",
    unsandboxed: Annotated[
        bool, typer.Option("--unsandboxed", help="Go on where this machine has no sandbox.")
    ] = False,
    as_json: JsonOption = False,
    move_aside: MoveAsideOption = False,
) -> None:
    """Grade what lies in submitted/ into autograded/ and the gradebook; exit code 1 where something needs a look."""
    from rounds.grading.cohort.local import start

    root = root_of(course)
    judges = start(root, workers, scheduler, unsandboxed=unsandboxed)
    try:
        with imported_for_good():  # nbgrader, for as long as the judges need to start
            from rounds.grading.cohort.run import Choice, submissions
            from rounds.grading.cohort.run import grade as grade_all
            from rounds.grading.cohort.submitted import course_of

        found = course_of(root)
        chosen = submissions(found, assignment, student)
        if move_aside:
            put_aside(root)
        choice = Choice(notebook.removesuffix(".ipynb") if notebook else None, force, judge)
        graded = []
        with _progress(len(chosen)) as progress:
            for each in grade_all(found, chosen, progress.starting, choice=choice, judges=judges):
                progress.graded()
                graded.append(each if as_json else replace(each, notebooks=()))  # a table needs no reports
    except KeyboardInterrupt:
        note(STOPPED)
        raise typer.Exit(130) from None
    finally:
        judges.stop()
    graded.sort(key=lambda each: (each.submitted.student, each.submitted.assignment))
    if as_json:
        print_json({"submissions": [each.as_json() for each in graded], "summary": _summary(graded)})
    else:
        show_graded(graded)
    finish(not any(each.failures or each.flags for each in graded))


def starting(submitted: "Submitted") -> None:
    """Say on stderr which submission is being graded."""
    note(f"{submitted.student}, {submitted.assignment} ...")


class _Lines:
    """Progress where nobody watches: a line a submission."""

    def starting(self, submitted: "Submitted") -> None:
        starting(submitted)

    def graded(self) -> None:
        pass


class _Bar:
    """Progress on a terminal."""

    def __init__(self, bar: Any, task: Any) -> None:
        self._bar, self._task = bar, task

    def starting(self, submitted: "Submitted") -> None:
        self._bar.update(self._task, description=submitted.student)

    def graded(self) -> None:
        self._bar.advance(self._task)


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    with progress_bar() as bar:
        yield _Lines() if bar is None else _Bar(bar, bar.add_task("starting", total=total))


def _summary(graded: "list[Graded]") -> dict[str, Any]:
    return {
        "submissions": len(graded),
        "not_graded_in_full": sum(bool(each.failures) for each in graded),
        "flagged": sum(bool(each.flags) for each in graded),
        "notebooks_reused": sum(each.reused for each in graded),
    }


def show_graded(graded: "list[Graded]") -> None:
    """Print a table of what submissions earned, then what could not be graded and what to look at."""
    by_hand = any(each.by_hand_possible for each in graded)
    late = any(each.seconds_late for each in graded)
    columns = ("student", "assignment", "points", "of", *(("by hand", "of") if by_hand else ()))
    rows = table(*columns, *(("late", "penalty") if late else ()), "")
    for each in graded:
        tests = (f"{each.points:g}", f"{each.possible:g}")
        prose = (f"{each.by_hand:g}", f"{each.by_hand_possible:g}") if by_hand else ()
        lateness = (_duration(each.seconds_late), f"{each.penalty:g}") if late else ()
        state = "not graded in full, see below" if each.failures else "look at it, see below" if each.flags else ""
        rows.add_row(each.submitted.student, each.submitted.assignment, *tests, *prose, *lateness, state)
    show(rows)
    for each in graded:
        for sentence in (*each.failures, *each.flags):
            print(f"{each.submitted.student}, {each.submitted.assignment}: {sentence}")
    reused = sum(each.reused for each in graded)
    if reused:
        print(f"{reused} unchanged notebooks were not run again; --force runs them.")


def _duration(seconds: float) -> str:
    hours = seconds / 3600
    if not seconds:
        return ""
    return f"{seconds / 60:.0f} min" if hours < 1 else f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
