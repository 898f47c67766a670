"""Puts the course's newer notebooks beside a learner's own, and says what is new in them."""

from dataclasses import dataclass
from pathlib import Path

from rounds.errors import RoundsError
from rounds.files import Notebook, read_notebook
from rounds.lab.changes import changes
from rounds.lab.collect import assignment_named, known_rounds
from rounds.lab.workspace import WORKSPACE, edition_of, find, make_workspace, originals_of, put_beside


@dataclass(frozen=True)
class Update:
    """What became of one notebook: `beside` is the new copy where the learner's was kept, `news` what is new in it."""

    name: str
    happened: str
    beside: Path | None = None
    news: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """The update as a learner reads it, one sentence a line."""
        return [f"{self.name}: {self.happened}", *(f"  {sentence}" for sentence in self.news)]


def update(course_root: Path, name: str) -> list[Update]:
    """Bring the learner's copies of a round, or of one notebook, in step with the course.

    A copy that the learner has worked in stays as it is, and the new edition is put beside it. Raises UnknownName, and
    RoundsError where nothing can be written.
    """
    chosen = _chosen(course_root, name)
    before = {relative: _readable(edition_of(course_root, relative)) for relative in chosen}
    report = make_workspace(course_root, chosen)
    originals, done = originals_of(course_root), []
    for relative in chosen:
        news = _news(before[relative], _readable(originals[relative]))
        if relative in report.kept:
            beside = put_beside(course_root, relative)
            said = f"the new edition is beside yours, in {beside.relative_to(report.path)}. Yours is as it was."
            done.append(Update(relative, said, beside, news))
        elif relative in report.refreshed:
            done.append(Update(relative, "brought up to date, since you had not touched it.", news=news))
        elif relative in report.added:
            done.append(Update(relative, f"added to {WORKSPACE}/."))
        else:
            done.append(Update(relative, "nothing new."))
    return done


def _chosen(course_root: Path, name: str) -> list[str]:
    """The paths in the workspace of what a name means: of one notebook, or of all those of a round."""
    originals = list(originals_of(course_root))
    try:
        return [find(name, originals)]
    except RoundsError:
        assignment = assignment_named(known_rounds(course_root), name)
        return [relative for relative in originals if relative.startswith(f"{assignment}/")]


def _readable(path: Path) -> Notebook | None:
    try:
        return read_notebook(path)
    except RoundsError:
        return None


def _news(before: Notebook | None, now: Notebook | None) -> tuple[str, ...]:
    if before is None or now is None:
        return ("What is new in it cannot be told, since your copy cannot be read.",)
    return tuple(changes(before, now)) or ("No exercise, text or test differs.",)
