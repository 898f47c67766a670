"""All that grading one assignment's submissions needs to know of the course, read once a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from traitlets.config import Config

from rounds.course import Course
from rounds.errors import RoundsError
from rounds.files import Notebook
from rounds.grading.cohort.autograded import files_below
from rounds.grading.cohort.masters import Master, as_known, from_source, has_autotests, in_step, known_cells
from rounds.grading.cohort.outputs import Trim
from rounds.grading.cohort.work import Work, script_of, whole_slice
from rounds.grading.handed_in import files_in
from rounds.grading.release import left_behind, register
from rounds.grading.sanitize import Sanitized, sanitized
from rounds.grading.seeds import course_salt
from rounds.grading.slices import slices
from rounds.grading.stock import cell_seconds


@dataclass(frozen=True)
class Desk:
    """An assignment's masters by notebook, the files that the course hands out with it, and the course's limits.

    `apart` says that notebooks without our metadata have their tests run out of the learner's process too.
    """

    assignment: str
    masters: Mapping[str, Master]
    given: Mapping[str, Path]
    given_content: Mapping[str, bytes]
    salt: str
    cell_seconds: float
    trim: Trim
    apart: bool = False

    def prepared(self, name: str, learner: Notebook, folder: Path) -> tuple[Sanitized, Work]:
        """A learner's notebook sanitized, and the work of judging it with the files of `folder` beside it.

        Raises RoundsError for a notebook that source/ lacks or that is not in Python.
        """
        if name not in self.masters:
            raise RoundsError(f"The gradebook has a notebook {name} in {self.assignment}, and source/ has none.")
        master = self.masters[name]
        language = str(master.notebook["metadata"]["kernelspec"].get("language", "python"))
        if language != "python":
            raise RoundsError(f"{name} is written in {language}; only Python is graded here. Use `nbgrader autograde`.")
        clean = sanitized(learner, master.notebook)
        files = {**files_in(folder), **self.given_content}
        return clean, self.work(master, clean.notebook, files)

    def work(self, master: Master, notebook: Notebook, files: Mapping[str, bytes]) -> Work:
        """The work of judging a sanitized notebook."""
        limits = (master.name, self.cell_seconds, self.trim)
        if master.own:
            return Work(*limits, pieces=slices(notebook, files, self.salt))
        if self.apart:
            return Work(*limits, pieces=(whole_slice(master.name, notebook, files, self.salt),))
        script, tests = script_of(notebook, files)
        return Work(*limits, script=script, tests=tests)


def set_up(course: Course, assignment: str, config: Config, directory: Any, book: Any, *, apart: bool = False) -> Desk:
    """Read an assignment from source/ and the gradebook, which is first brought in step where it lags behind.

    A notebook that is not ours counts as the gradebook has it; one that the gradebook lacks is registered as nbgrader's
    generate_assignment would. Raises RoundsError where that takes a kernel, or the two do not agree.
    """
    notebooks = course.assignment(assignment)
    masters = [from_source(notebook.path, assignment, course.root, config) for notebook in notebooks]
    known = known_cells(book, assignment)
    if any(each.name not in known or (each.own and not in_step(each, known[each.name])) for each in masters):
        for notebook in notebooks:
            if has_autotests(notebook.path, config):
                raise RoundsError(
                    f"{notebook.path.name} has AUTOTEST lines that nbgrader turns into tests. "
                    f"Run `nbgrader generate_assignment {assignment}` first."
                )
        book.db.commit()
        register(course, [assignment])
        book.db.expire_all()
        known = known_cells(book, assignment)
    return on_desk(
        {each.name: as_known(each, known[each.name]) for each in masters},
        assignment,
        course.root,
        config,
        Path(directory.format_path(directory.source_directory, ".", assignment)),
        directory.ignore,
        apart=apart,
    )


def on_desk(
    masters: Mapping[str, Master],
    assignment: str,
    root: Path,
    config: Config,
    source: Path,
    ignored: list[str],
    *,
    apart: bool = False,
) -> Desk:
    """The desk of masters that are at hand; files that `source` keeps for the author stay there."""
    own = any(master.own for master in masters.values())
    kept = set(config.Autograde.get("exclude_overwriting", {}).get(assignment, ()))
    given = {
        name: path
        for name, path in files_below(source, ignored)
        if name not in kept and not (own and left_behind(Path(name)))
    }
    content = {name: each for name, each in files_in(source).items() if name in given}
    return Desk(assignment, masters, given, content, course_salt(root), cell_seconds(config), Trim.of(config), apart)
