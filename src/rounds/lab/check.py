"""`check("exercise-id")`: grades one exercise of the notebook that it stands in; `check()` grades them all."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rounds.errors import RoundsError
from rounds.lab.automated import automated

if TYPE_CHECKING:
    from rounds.grading.feedback.sections import Hint
    from rounds.grading.verdict import NotebookReport
    from rounds.lab.screen import Screen

SAVE = "The answer that ran last is not in the file: save the notebook (Ctrl+S), I am waiting for it."
UNSAVED = (
    "I cannot tell whether this notebook is saved. If what follows is not about your latest answer: "
    "save the notebook, then run this cell again."
)
NO_JUDGE = "No judge runs beside JupyterLab, so one was started for this notebook; the next check need not wait for it."


def check(exercise: str | None = None) -> None:
    """Grade one exercise of this notebook with the course's hidden tests, or without a name all of them.

    Shows what each test says, with buttons that check again and stop. The notebook is saved first, where its front end
    is JupyterLab. The result goes into the gradebook for the student `me`. In an automated run of the notebook nothing
    is graded.
    """
    if automated():
        named = f'"{exercise}"' if exercise else ""
        print(f"check({named}) does nothing in an automated run: it is for you to run.")
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.screen import screen

    with screen() as shown:
        try:
            _check(exercise, shown)
        except RoundsError as error:
            shown.sentence(str(error))
        except KeyboardInterrupt:
            shown.sentence("Stopped. Nothing was graded.")


def _check(exercise: str | None, shown: "Screen") -> None:
    from rounds.grading.engine import engine_at_hand
    from rounds.grading.examine import examine
    from rounds.lab.here import notebooks_here, save
    from rounds.lab.noted import noted

    shown.working("Saving the notebook")
    found = notebooks_here(exercise)
    saved = save(found)
    if saved is None and len(found) > 1:
        listed = ", ".join(str(path.relative_to(Path.cwd())) for path in found)
        raise RoundsError(f"It may stand in any of {listed}: run `rounds check` on the one you mean.")
    notebook = saved or found[0]
    notes = [] if saved or _is_saved(notebook, exercise, shown) else [UNSAVED]
    shown.working(f"Checking {exercise or notebook.stem}")

    def started() -> None:
        notes.append(NO_JUDGE)
        shown.working("Starting a judge")

    def counted(finished: int, total: int) -> None:
        if total > 1:
            shown.working(f"Checking {notebook.stem}: {finished} of {total} exercises are done")

    examined = noted(examine(notebook, exercise, engine_at_hand(started), counted))
    examined = replace(examined, notes=(*notes, *examined.notes))
    shown.result(examined, _hints(notebook, examined.report) if exercise else ())


def _hints(notebook: Path, report: "NotebookReport") -> "tuple[Hint, ...]":
    """The hints on the one exercise of a report, as long as points are missing."""
    from rounds.files import read_notebook
    from rounds.grading.feedback.sections import hints

    (one,) = report.exercises
    if one.points == one.possible:
        return ()
    return hints(read_notebook(notebook)["cells"], [one.exercise]).get(one.exercise, ())


def _is_saved(notebook: Path, exercise: str | None, shown: "Screen") -> bool:
    """Whether the file has the answers that the kernel ran last; where it has not, ask for it and wait a while."""
    from rounds.lab.here import cells_run, saved_by_hand
    from rounds.lab.unsaved import unsaved

    state = unsaved(notebook, exercise, cells_run())
    if not state:
        return state is False
    shown.ask(SAVE)
    return saved_by_hand(notebook, lambda: unsaved(notebook, exercise, cells_run()) is False)
