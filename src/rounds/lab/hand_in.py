"""Hands in a learner's round: collects it, grades it as a cohort's submissions are graded, writes its feedback."""

import os
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rounds.course import FEEDBACK, LEARNER, SOURCE, Course
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.grading.cohort import local
from rounds.grading.cohort.run import grade
from rounds.grading.cohort.submitted import Graded, Submitted
from rounds.grading.feedback.returned import ReturnedNotebook
from rounds.grading.feedback.write import pages_of
from rounds.grading.gradebook import opened, require_usable
from rounds.grading.stock import course_config, course_directory, logged
from rounds.lab.collect import Collected, assignment_named, collect, known_rounds, ready
from rounds.lab.noted import note_report
from rounds.lab.workspace import WORKSPACE


@dataclass(frozen=True)
class HandedIn:
    """A submission, what came of it, and what goes back for each notebook.

    `pages` are the feedback pages below workspace/, where JupyterLab can open them; in the order of `notebooks`.
    """

    root: Path
    collected: Collected
    graded: Graded
    notebooks: tuple[ReturnedNotebook, ...]
    pages: tuple[Path, ...]
    failures: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everything was graded and tests awarded every point."""
        return not self.failures and self.graded.points == self.graded.possible

    @property
    def first_page(self) -> Path | None:
        """The page to look at first: of the first notebook that lacks points, or else of the first."""
        lacking = [
            page
            for page, back in zip(self.pages, self.notebooks, strict=True)
            if any(each.points < each.possible for each in back.tested)
        ]
        return next(iter([*lacking, *self.pages]), None)

    def sentences(self) -> list[str]:
        """What a learner should know besides points."""
        said = [*self.failures, *self.graded.flags]
        if self.collected.earlier:
            said.append(f"Your earlier submission is kept in {self._shown(self.collected.earlier)}.")
        said += [
            f"{name} was not handed in: only a notebook under the course's own name is. Rename it to hand it in."
            for name in self.collected.left
        ]
        return said

    def as_json(self) -> dict[str, Any]:
        """The submission as `rounds submit --json` prints it; paths are relative to the course."""
        earlier = self.collected.earlier
        return {
            "assignment": self.collected.assignment,
            "submitted": self._shown(self.collected.folder),
            "earlier": self._shown(earlier) if earlier else None,
            "points": self.graded.points,
            "possible": self.graded.possible,
            "by_hand": self.graded.by_hand,
            "by_hand_possible": self.graded.by_hand_possible,
            "sentences": self.sentences(),
            "notebooks": [
                back.as_json() | {"page": self._shown(page)}
                for back, page in zip(self.notebooks, self.pages, strict=True)
            ],
        }

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def hand_in(root: Path, name: str, working: Callable[[str], None] = lambda _words: None) -> HandedIn:
    """Hand in the round that `name` means as the student `me`, and grade it; `working` hears what goes on.

    Raises RoundsError, and hands nothing in, for a round that the course does not have, a notebook that is missing or
    cannot be read, a gradebook that cannot be used, and in a course without hidden tests.
    """
    course = known_rounds(root)
    assignment = assignment_named(course, name)
    if not (root / SOURCE).is_dir():
        raise RoundsError(_instead(course, assignment))
    config = course_config(root)
    directory = course_directory(root, config, assignment_id=assignment, student_id=LEARNER)
    require_usable(directory.db_url)
    judges = local.start(root, unsandboxed=True)  # a learner's own answers on their own machine
    try:
        working("Copying your notebooks")
        place = Path(directory.format_path(directory.submitted_directory, LEARNER, assignment))
        collected = collect(course, assignment, place)
        working(f"Grading {', '.join(notebook.name for notebook in course.assignment(assignment))}")
        (graded,) = grade(course, [Submitted(LEARNER, assignment)], judges=judges)
    finally:
        judges.stop()
    diary = [sentence for report in graded.notebooks for sentence in note_report(root, report)]
    working("Writing the feedback")
    with logged(root) as log, opened(directory.db_url, directory.course_id) as book:
        pages, failures = pages_of(directory, config, log, book)
    copies = []
    for page in pages:
        copies.append(root / WORKSPACE / FEEDBACK / assignment / page.path.name)
        write_atomic(copies[-1], page.path.read_bytes())
    backs = tuple(page.back for page in pages)
    return HandedIn(root, collected, graded, backs, tuple(copies), (*graded.failures, *failures, *diary))


def _instead(course: Course, assignment: str) -> str:
    """What a learner of a cohort is to do: their notebooks are graded elsewhere."""
    names = sorted(ready(course, assignment))
    return (
        f"This course has no hidden tests (no folder {SOURCE}/), so it cannot grade. Hand in the folder "
        f"{WORKSPACE}/{assignment} to whoever gave you the course: {', '.join(names)}."
    )


def show_page(path: Path) -> bool:
    """Open a page in the default browser; False where there is no display to show one on."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    return webbrowser.open(path.as_uri())
