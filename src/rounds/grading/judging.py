"""From a sanitized notebook to a report: every exercise's slice through the engine, several at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from rounds.course import HiddenTest
from rounds.grading import messages
from rounds.grading.engine import Engine, Outcome
from rounds.grading.limits import Limits
from rounds.grading.slices import Slice
from rounds.grading.verdict import ExerciseReport, NotebookReport, Verdict, failed

NO_VERDICT = "The grader gave no verdict on this test, so it counts as 0. Tell the course's author."


@dataclass(frozen=True)
class Judged:
    """A notebook's report, and what each exercise's run put out."""

    report: NotebookReport
    outcomes: tuple[Outcome, ...]


def judge(
    pieces: Sequence[Slice],
    name: str,
    engine: Engine,
    done: Callable[[], None] = lambda: None,
    seconds: float = Limits.notebook_seconds,
) -> Judged:
    """Run slices through `engine`, as many at a time as it has workers; `done` is called after each.

    After `seconds` no further slice begins, and the tests of those that have not get no points. On Ctrl-C every running
    slice is ended before KeyboardInterrupt goes on.
    """

    until = monotonic() + seconds

    def run(piece: Slice) -> Outcome:
        outcome = engine.run(piece) if monotonic() < until else _too_late(piece, seconds)
        done()
        return outcome

    with ThreadPoolExecutor(max_workers=engine.workers) as pool:
        try:
            futures = [pool.submit(run, piece) for piece in pieces]
            outcomes = [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            engine.stop()
            raise
    reports = (_report(piece, outcome) for piece, outcome in zip(pieces, outcomes, strict=True))
    return Judged(NotebookReport(name, tuple(reports)), tuple(outcomes))


def _too_late(piece: Slice, seconds: float) -> Outcome:
    why = messages.out_of_time(seconds, "the notebook")
    verdicts = tuple(failed(cell.test.id, cell.test.points, why) for cell in piece.tests)
    return Outcome(verdicts, {}, 0.0, limits=(why,))


def unjudged(test: HiddenTest) -> Verdict:
    """The verdict on a test that nobody gave one on."""
    return failed(test.id, test.points, NO_VERDICT, flag=NO_VERDICT)


def _report(piece: Slice, outcome: Outcome) -> ExerciseReport:
    """Exactly one verdict per test: what the engine left out counts as 0."""
    given = {verdict.test: verdict for verdict in outcome.verdicts}
    verdicts: list[Verdict] = [given.get(cell.test.id) or unjudged(cell.test) for cell in piece.tests]
    return ExerciseReport(piece.exercise, tuple(verdicts), outcome.seconds)
