"""What each right and wrong answer to an exercise on chance earns when the hidden seeds are drawn anew.

    python benchmarks/separation.py [--exercise retry-budget] [--salts 20] [--trio]

Answers to SIM, EST, OPT and ASK exercises that import nothing of ours are judged in this process, under as many course
salts: the least, the mean and the most of the points. A right answer should earn all of them every time, a wrong one
never. `--trio` takes three of each exercise: a right answer, a lazy one, and of the wrong ones the one that earns most.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_fresh_seeds import ATTEMPTS, failing

from rounds.course import GradedNotebook
from rounds.grading.attempts import Attempt
from rounds.grading.seeds import SALT_VARIABLE


def trios() -> Iterator[tuple[GradedNotebook, Attempt]]:
    """A right, a lazy and a middling answer of each exercise that has such."""
    for _, found in groupby(ATTEMPTS, key=lambda each: each[1].exercise):
        attempts = list(found)
        (notebook, right), *_ = attempts
        exercise = next(each for each in notebook.exercises if each.id == right.exercise)
        wrong = sorted((each for _, each in attempts if not each.right), key=lambda each: each.points(exercise))
        lazy = [each for each in wrong if each.title.startswith("lazy")]
        yield from ((notebook, each) for each in (right, *lazy[:1], wrong[-1]))


def main() -> None:
    """Judge every attempt under every salt and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", help="only this exercise's attempts")
    parser.add_argument("--salts", type=int, default=20, help="how many times the hidden seeds are drawn")
    parser.add_argument("--trio", action="store_true", help="only three answers of each exercise")
    options = parser.parse_args()
    print(f"Points under {options.salts} salts: least, mean and most, of those possible")
    for notebook, attempt in trios() if options.trio else ATTEMPTS:
        if options.exercise not in (None, attempt.exercise):
            continue
        exercise = next(each for each in notebook.exercises if each.id == attempt.exercise)
        points = {test.id: test.points for test in exercise.tests}
        earned = []
        for salt in range(options.salts):
            os.environ[SALT_VARIABLE] = f"separation-{salt}"
            earned.append(sum(points.values()) - sum(points[test] for test in failing(notebook, attempt)))
        figures = f"{min(earned):5g} {fmean(earned):7.2f} {max(earned):5g}  of {sum(points.values()):g}"
        print(f"  {attempt.exercise:<20} {figures}  {attempt.title}", flush=True)


if __name__ == "__main__":
    main()
