"""What each right and wrong answer to an exercise on chance earns when the hidden seeds are drawn anew.

    python benchmarks/separation.py [--exercise retry-budget] [--salts 20] [--trio]

Answers to SIM, EST, OPT, ASK and FIND exercises, or to the one that is named, are judged in this process if they import
nothing of ours, under as many course salts: the least, the mean and the most of the points. A right answer should earn
all of them every time, a wrong one never. Below stand the figures that tests award by, where a test got that far: the
least, the mean and the most, the thresholds for all and for half of the points, and in how many of the salts each was
reached. `--trio` takes three answers of each exercise: a right one, a lazy one, and the wrong one that earns most.
"""

import argparse
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_fresh_seeds import ANSWERS, BY_CHANCE, earned

from rounds.course import GradedNotebook
from rounds.grading import kinds
from rounds.grading.attempts import Attempt
from rounds.grading.kinds import Measure
from rounds.grading.seeds import SALT_VARIABLE

_award = kinds.award
_measured: list[Measure] = []


def award(points: float, measure: Measure, provided: Any = ()) -> float:
    """As in hidden tests, and remembered."""
    _measured.append(measure)
    return _award(points, measure, provided)


def trios(chosen: Iterable[tuple[GradedNotebook, Attempt]]) -> Iterator[tuple[GradedNotebook, Attempt]]:
    """A right, a lazy and a middling answer of each exercise that has such."""
    for _, found in groupby(chosen, key=lambda each: each[1].exercise):
        attempts = list(found)
        (notebook, right), *_ = attempts
        exercise = next(each for each in notebook.exercises if each.id == right.exercise)
        wrong = sorted((each for _, each in attempts if not each.right), key=lambda each: each.points(exercise))
        lazy = [each for each in wrong if each.title.startswith("lazy")]
        yield from ((notebook, each) for each in (right, *lazy[:1], wrong[-1]))


def judged(notebook: GradedNotebook, attempt: Attempt) -> Iterator[tuple[str, tuple[float, Measure | None]]]:
    """What each test pays an answer, and the figure that it pays by; None where it has none or did not get so far."""
    for test, points in earned(notebook, attempt):
        yield test.id, (points, _measured[-1] if _measured else None)
        _measured.clear()


def main() -> None:
    """Judge every attempt under every salt and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", help="only this exercise's attempts")
    parser.add_argument("--salts", type=int, default=20, help="how many times the hidden seeds are drawn")
    parser.add_argument("--trio", action="store_true", help="only three answers of each exercise")
    options = parser.parse_args()
    kinds.award = award
    print(f"Points under {options.salts} salts: least, mean and most, of those possible")
    named = [(notebook, attempt) for notebook, exercise, attempt in ANSWERS if exercise.id == options.exercise]
    chosen = named if options.exercise else BY_CHANCE
    for notebook, attempt in trios(chosen) if options.trio else chosen:
        exercise = next(each for each in notebook.exercises if each.id == attempt.exercise)
        runs = []
        for salt in range(options.salts):
            os.environ[SALT_VARIABLE] = f"separation-{salt}"
            with redirect_stdout(io.StringIO()):
                runs.append(dict(judged(notebook, attempt)))
        sums = [sum(points for points, _ in run.values()) for run in runs]
        possible = sum(test.points for test in exercise.tests)
        figures = f"{min(sums):5g} {fmean(sums):7.2f} {max(sums):5g}  of {possible:g}"
        print(f"  {attempt.exercise:<20} {figures}  {attempt.title}", flush=True)
        for test in runs[0]:
            tell(test.removeprefix(f"{attempt.exercise}-"), [run[test][1] for run in runs if run[test][1]])


def tell(test: str, measures: list[Measure]) -> None:
    """The figures of one test, and how often each threshold was reached."""
    if measures:
        values = [each.value for each in measures]
        full, half = measures[0].full, measures[0].partial
        shares = [each.share for each in measures]
        reached = f"{fmean(share == 1 for share in shares):.0%} all, {fmean(share > 0 for share in shares):.0%} half"
        print(
            f"    {test:<18} {min(values):8.3g} {fmean(values):8.3g} {max(values):8.3g}"
            f"  all at {full:g}, half at {'-' if half is None else f'{half:g}'}: {reached}"
        )


if __name__ == "__main__":
    main()
