"""Grading one submission: everything but the gradebook, which has a single writer."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from rounds.errors import RoundsError
from rounds.files import Notebook, NotebookError, fault, read_notebook, require_plain_file, state_folder
from rounds.grading.cohort import autograded
from rounds.grading.cohort.desk import Desk
from rounds.grading.cohort.late import backdated, handed_in_at
from rounds.grading.cohort.ledger import Entry, Fate
from rounds.grading.cohort.local import Judges
from rounds.grading.cohort.scores import NotebookScores, scored
from rounds.grading.cohort.steady import StoppedError
from rounds.grading.cohort.store import Store, key_of
from rounds.grading.cohort.submitted import Submitted
from rounds.grading.cohort.work import Done
from rounds.grading.verdict import NotebookReport

LOGS = "logs"
LARGEST_NOTEBOOK = 50_000_000  # bytes


@dataclass(frozen=True)
class Page:
    """One notebook of a submission: its scores, or its fate where it was not judged, and what to tell about it."""

    name: str
    scores: NotebookScores | Fate
    content: bytes = b""
    report: NotebookReport | None = None
    failure: str = ""
    notes: tuple[str, ...] = ()
    reused: bool = False
    done: Done | None = None

    def flags(self) -> list[str]:
        """A sentence for each reason why an instructor should look at tests of this notebook."""
        reasons: dict[str, list[str]] = {}
        for test, score in self.scores.scores.items() if isinstance(self.scores, NotebookScores) else ():
            if score.flag:
                reasons.setdefault(score.flag, []).append(test)
        return [f"{self.name}, {', '.join(tests)}: {reason}" for reason, tests in reasons.items()]


@dataclass(frozen=True)
class Judged:
    """A submission that only the gradebook has still to hear of."""

    submitted: Submitted
    pages: tuple[Page, ...]
    timestamp: datetime | None
    troubles: tuple[str, ...]
    notebooks: tuple[Path, ...]
    seconds: float

    @property
    def entry(self) -> Entry:
        """What is to be entered for it."""
        return Entry(self.submitted.student, {page.name: page.scores for page in self.pages}, self.timestamp)

    def backdated(self, due: datetime | None) -> str:
        """See `rounds.grading.cohort.late.backdated`."""
        return backdated(self.timestamp, due, list(self.notebooks))


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one assignment, several at once; `names` are the notebooks that are asked for.

    `whole` says that these are all of them, `force` that results of earlier runs do not count.
    """

    desk: Desk
    judges: Judges
    store: Store
    directory: Any = field(repr=False)
    names: tuple[str, ...]
    expected: tuple[str, ...]
    permissions: int
    force: bool = False

    def grade(self, submitted: Submitted) -> Judged:
        """Judge a submission and write its autograded folder; raises StoppedError when the user gives up."""
        began = time.perf_counter()
        folder = self._folder(self.directory.submitted_directory, submitted)
        present = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
        unknown = [path.name for path in present if path.stem not in self.expected]
        with ThreadPoolExecutor(max_workers=len(self.names)) as pool:
            pages = tuple(pool.map(lambda name: self._page(name, folder, unknown), self.names))
        timestamp, trouble = handed_in_at(self.directory, folder)
        pages = self._written(submitted, folder, pages)
        mine = tuple(path for path in present if path.stem in self.names)
        troubles = (trouble,) if trouble else ()
        judged = Judged(submitted, pages, timestamp, troubles, mine, time.perf_counter() - began)
        self._log(judged)
        return judged

    def lost(self, submitted: Submitted, error: BaseException) -> Judged:
        """A submission of which nothing could be graded, and why."""
        pages = tuple(Page(name, Fate.FAILED, failure=f"{name}.ipynb: {_sentence(error)}") for name in self.names)
        return Judged(submitted, pages, None, (), (), 0.0)

    def _page(self, name: str, folder: Path, unknown: list[str]) -> Page:
        path = folder / f"{name}.ipynb"
        if not (path.exists() or path.is_symlink()):
            found = f" There is {', '.join(unknown)}: was it renamed?" if unknown else ""
            said = f"{path.name} is not in the submission, so it gets 0 points.{found}"
            return Page(name, Fate.ABSENT, failure=said)
        try:
            return self._judged(name, path)
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 (one notebook's trouble is no other's)
            return Page(name, Fate.FAILED, failure=f"{path.name}: {_sentence(error)}")

    def _judged(self, name: str, path: Path) -> Page:
        require_plain_file(path)
        if path.stat().st_size > LARGEST_NOTEBOOK:
            raise NotebookError(f"it has more than {LARGEST_NOTEBOOK // 1_000_000} MB. Clear its outputs.")
        clean, work = self.desk.prepared(name, _sayable(read_notebook(path)), path.parent)
        key = key_of(work)
        kept = None if self.force else self.store.get(key)
        done = kept or self.judges.judge(work)
        if kept is None:
            self.store.put(key, done)
        notebook = autograded.filled(clean.notebook, done, script=work.script is not None)
        return Page(
            name,
            scored(clean.notebook, done.verdicts),
            autograded.as_bytes(notebook),
            NotebookReport(name, tuple(report for report in done.exercises if report.verdicts)),
            notes=(*clean.sentences(), *done.notes),
            reused=kept is not None,
            done=done,
        )

    def _written(self, submitted: Submitted, folder: Path, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """The pages, after the autograded folder was written; where that fails, no notebook counts as graded."""
        target = self._folder(self.directory.autograded_directory, submitted)
        whole = set(self.names) >= set(self.expected)
        files = {**dict(autograded.files_below(folder, self.directory.ignore)), **self.desk.given}
        try:
            notebooks = {f"{page.name}.ipynb": page.content for page in pages if page.content}
            autograded.write(target, notebooks, files, all_of_it=whole)
            for page in pages:
                if not page.content:
                    (target / f"{page.name}.ipynb").unlink(missing_ok=True)
            autograded.permit(target, self.permissions, shared=self.directory.groupshared)
        except OSError as error:
            said = str(fault(error, target))
            return tuple(Page(page.name, Fate.FAILED, failure=f"{page.name}.ipynb: {said}") for page in pages)
        return pages

    def _folder(self, step: str, submitted: Submitted) -> Path:
        return Path(self.directory.format_path(step, submitted.student, submitted.assignment))

    def _log(self, judged: Judged) -> None:
        """Write what an instructor may want to know of a submission later: one small file, written anew each time."""
        lines = [f"{time.strftime('%Y-%m-%d %H:%M:%S')}  graded in {judged.seconds:.2f} s", *judged.troubles]
        for page in judged.pages:
            lines += [f"{page.name}{' (judged before, unchanged)' if page.reused else ''}", *_lines(page)]
        name = f"{judged.submitted.student}-{judged.submitted.assignment}.log"
        with suppress(OSError):  # a log is no reason to give no grade
            (state_folder(Path(self.directory.root)) / LOGS / name).write_text(
                "\n".join(lines) + "\n", errors="replace"
            )


def _sentence(error: BaseException) -> str:
    return str(error) if isinstance(error, RoundsError) else f"{type(error).__name__}: {error}"


def _sayable(notebook: Notebook) -> Notebook:
    """A notebook whose sources can be written and sent: JSON may hold halves of characters, which no encoding has."""
    cells = [{**cell, "source": cell["source"].encode("utf-8", "replace").decode()} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _lines(page: Page) -> list[str]:
    lines = [f"  {each}" for each in (page.failure, *page.notes) if each]
    for report in page.done.exercises if page.done else ():
        for verdict in report.verdicts:
            flag = f" [look: {verdict.flag}]" if verdict.flag else ""
            said = f": {verdict.message}" if verdict.message else ""
            score = f"{verdict.points:g} of {verdict.possible:g} in {verdict.seconds:.2f} s"
            lines.append(f"  {verdict.test}  {score}{flag}{said}")
    if page.done:
        usage = page.done.usage
        lines.append(
            f"  took {page.done.seconds:.2f} s; CPU {usage.learner_seconds:.2f} s for the answer, "
            f"{usage.judge_seconds:.2f} s for the tests; {usage.calls:,} calls"
        )
    return lines
