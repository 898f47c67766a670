"""Takes a learner's copies of one round from workspace/ to submitted/, as nbgrader's collecting would leave them."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rounds.course import RELEASE, SOURCE, Course, load, load_notebook
from rounds.errors import RoundsError, UnknownName
from rounds.files import fault, free_name, read_notebook, write_atomic
from rounds.grading.handed_in import files_in
from rounds.lab.workspace import NEW, WORKSPACE

TIMESTAMP, TIME_FORMAT = "timestamp.txt", "%Y-%m-%d %H:%M:%S.%f %Z"  # as nbgrader's exchange writes it


@dataclass(frozen=True)
class Collected:
    """Where a submission lies now, and where the one before it was kept, if there was one.

    `left` are newer copies of a notebook that `rounds update` put beside the learner's and that were not handed in.
    """

    assignment: str
    folder: Path
    earlier: Path | None
    left: tuple[str, ...]


def known_rounds(root: Path) -> Course:
    """The rounds of the course at `root`, from source/ or, in a cohort's bundle, from release/."""
    if (root / SOURCE).is_dir():
        return load(root)
    return Course(root, tuple(load_notebook(path) for path in sorted((root / RELEASE).glob("*/[!.]*.ipynb"))))


def assignment_named(course: Course, name: str) -> str:
    """The assignment that a round's number, its own name or the name of one of its notebooks stands for.

    Raises UnknownName.
    """
    named = [each.assignment for each in course.notebooks if each.name == name.removesuffix(".ipynb")]
    try:
        return named[0] if named else course.assignment(name.rstrip("/"))[0].assignment
    except UnknownName:
        known = [*course.assignments, *(each.name for each in course.notebooks)]
        raise UnknownName("round or notebook", name, known) from None


def ready(course: Course, assignment: str) -> dict[str, bytes]:
    """What there is to hand in of an assignment, by its path in it: its notebooks and the learner's files beside them.

    Raises RoundsError for a notebook that the learner does not have yet or that cannot be read.
    """
    folder = course.root / WORKSPACE / assignment
    names = [f"{notebook.name}.ipynb" for notebook in course.assignment(assignment)]
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise RoundsError(
            f"You have no {' and no '.join(missing)} in {WORKSPACE}/{assignment}/ yet, so nothing was handed in. "
            "`make lab` or `rounds setup` adds what is missing."
        )
    for name in names:
        read_notebook(folder / name)
    try:
        return files_in(folder) | {name: (folder / name).read_bytes() for name in names}
    except OSError as error:
        raise fault(error, folder) from None


def collect(course: Course, assignment: str, place: Path) -> Collected:
    """Copy what there is to hand in to `place`, with the time; a submission that lies there is kept beside it.

    Raises RoundsError, and leaves everything as it was, where something is missing or cannot be written.
    """
    content = ready(course, assignment)
    now = datetime.now(UTC).strftime(TIME_FORMAT)
    made = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{assignment}."))
        made.chmod(0o755)
        for name, data in (content | {TIMESTAMP: now.encode()}).items():
            write_atomic(made / name, data)
        earlier = _exchange(made, place)
    except BaseException as error:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        if isinstance(error, OSError):
            raise fault(error, place) from None
        raise
    return Collected(assignment, place, earlier, _left(course, assignment))


def _exchange(made: Path, place: Path) -> Path | None:
    """Put `made` at `place` and return where what was there lies now."""
    if not place.exists():
        made.rename(place)
        return None
    earlier = _aside(place)
    place.rename(earlier)
    try:
        made.rename(place)
    except OSError:
        earlier.rename(place)
        raise
    return earlier


def _aside(place: Path) -> Path:
    """A free name for an earlier submission, with the time at which it was made."""
    stamp = place / TIMESTAMP
    made = datetime.fromtimestamp((stamp if stamp.is_file() else place).stat().st_mtime, UTC)
    return free_name(place.with_name(f"{place.name}.{made:%Y-%m-%d-%H%M%S}"))


def _left(course: Course, assignment: str) -> tuple[str, ...]:
    folder = course.root / WORKSPACE / assignment
    return tuple(
        path.name
        for notebook in course.assignment(assignment)
        for path in sorted(folder.glob(f"{notebook.name}.{NEW}-*.ipynb"))
    )
