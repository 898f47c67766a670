"""Grades a course's submissions: several at once, none able to stop the rest, one writer for the gradebook."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from rounds.course import Course
from rounds.files import state_folder
from rounds.grading.cohort import local
from rounds.grading.cohort.desk import set_up
from rounds.grading.cohort.late import LatePolicy
from rounds.grading.cohort.ledger import Ledger, Standing
from rounds.grading.cohort.local import Judges
from rounds.grading.cohort.one import LOGS, Grader, Judged
from rounds.grading.cohort.steady import StoppedError
from rounds.grading.cohort.store import Store
from rounds.grading.cohort.submitted import Graded, Submitted, submissions
from rounds.grading.gradebook import opened, require_usable
from rounds.grading.stock import course_config, course_directory, logged

__all__ = ["Graded", "Submitted", "grade", "submissions"]

BATCH = 32  # submissions whose rows are read and written together
SECONDS_TO_RECORD = 1.0  # the longest that a graded submission waits for its batch to fill


@dataclass(frozen=True)
class Choice:
    """What of a run's submissions is graded, and how: one notebook only, everything anew, all tests out of process."""

    notebook: str | None = None
    force: bool = False
    apart: bool = False


def grade(
    course: Course,
    chosen: Sequence[Submitted],
    starting: Callable[[Submitted], None] = lambda _: None,
    *,
    choice: Choice = Choice(),
    judges: Judges | None = None,
) -> Iterator[Graded]:
    """Grade submissions, several at once, and yield what came of each once the gradebook has it.

    Raises `GradebookError` before the first where the gradebook cannot be used. Whatever ends it early, what was
    finished is in the gradebook, and what was begun has no points there; the next run goes on from that.
    """
    judges = judges or local.start(course.root)
    try:
        if choice.notebook:
            course.notebook(choice.notebook)  # raises UnknownName
        config = course_config(course.root)
        directory = course_directory(course.root, config)
        require_usable(directory.db_url)
        (state_folder(course.root) / LOGS).mkdir(exist_ok=True)
        store = Store(course.root)
        with logged(course.root) as log, opened(directory.db_url, directory.course_id) as book:
            late = LatePolicy(course.root, config, log)
            for assignment in sorted({each.assignment for each in chosen}):
                if choice.notebook and choice.notebook not in [each.name for each in course.assignment(assignment)]:
                    continue
                desk = set_up(course, assignment, config, directory, book, apart=choice.apart)
                ledger = Ledger(book, assignment)
                names = tuple(sorted({*desk.masters, *ledger.notebooks}))
                permissions = config.Autograde.get("permissions", 664 if directory.groupshared else 444)
                grader = Grader(
                    desk,
                    judges,
                    store,
                    directory,
                    (choice.notebook,) if choice.notebook else names,
                    names,
                    int(str(permissions), 8),
                    choice.force,
                )
                mine = [each for each in chosen if each.assignment == assignment]
                yield from _Run(grader, ledger, late, starting).over(mine)
        store.prune()
    finally:
        judges.stop()


class _Run:
    """One assignment's submissions on their way through a grader into the ledger."""

    def __init__(self, grader: Grader, ledger: Ledger, late: LatePolicy, starting: Callable[[Submitted], None]) -> None:
        self._grader, self._ledger, self._late, self._starting = grader, ledger, late, starting
        self._running: dict[Future[Judged], Submitted] = {}
        self._finished: list[Judged] = []
        self._recorded = time.monotonic()

    def over(self, chosen: Sequence[Submitted]) -> Iterator[Graded]:
        """Grade `chosen` and yield each once it is recorded; few are in memory at a time, however many there are."""
        # One more than can run, so that the next is read and sanitized when a place falls free.
        threads = self._grader.judges.workers + 1
        left, admitted = deque(chosen), deque[Submitted]()
        pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="grade")
        try:
            while left or admitted or self._running:
                if left and not admitted:
                    admitted.extend(left.popleft() for _ in range(min(BATCH, len(left))))
                    self._ledger.forget([each.student for each in admitted], self._grader.names)
                while admitted and len(self._running) < threads:
                    submitted = admitted.popleft()
                    self._starting(submitted)
                    self._running[pool.submit(self._grader.grade, submitted)] = submitted
                wait(self._running, timeout=SECONDS_TO_RECORD, return_when=FIRST_COMPLETED)
                self._collect()
                due = time.monotonic() - self._recorded >= SECONDS_TO_RECORD
                if len(self._finished) >= BATCH or due or not (left or admitted or self._running):
                    yield from self._record()
        except BaseException:
            self._grader.judges.stop()
            pool.shutdown(cancel_futures=True)
            self._collect()
            for _ in self._record():
                pass  # recorded, and nobody waits to hear of it
            raise
        pool.shutdown()

    def _collect(self) -> None:
        """Take what has finished; what was stopped half-way is left for the next run."""
        for future in [future for future in self._running if future.done()]:
            submitted = self._running.pop(future)
            if future.cancelled() or isinstance(future.exception(), StoppedError):
                continue
            error = future.exception()
            self._finished.append(self._grader.lost(submitted, error) if error else future.result())

    def _record(self) -> Iterator[Graded]:
        self._recorded = time.monotonic()
        judged, self._finished = self._finished, []
        if not judged:
            return
        standings = self._ledger.enter([each.entry for each in judged], self._late)
        for each, standing in zip(judged, standings, strict=True):
            yield self._told(each, standing)

    def _told(self, judged: Judged, standing: Standing) -> Graded:
        student = judged.submitted.student
        failures = [*filter(None, (page.failure for page in judged.pages))]
        flags = [flag for page in judged.pages for flag in page.flags()]
        flags += judged.troubles
        flags += filter(None, (self._late.troubles.pop(student, ""), judged.backdated(standing.due)))
        return Graded(
            judged.submitted,
            standing.points,
            standing.possible,
            standing.by_hand,
            standing.by_hand_possible,
            tuple(failures),
            tuple(page.report for page in judged.pages if page.report and page.report.exercises),
            flags=tuple(flags),
            notes=tuple(f"{page.name}: {note}" for page in judged.pages for note in page.notes),
            reused=sum(page.reused for page in judged.pages),
            seconds=judged.seconds,
            seconds_late=standing.seconds_late,
            penalty=standing.penalty,
        )
