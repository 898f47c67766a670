"""What each right and wrong answer to an exercise on chance earns when the hidden seeds are drawn anew.

    python benchmarks/separation.py [--exercise retry-budget] [--salts 20]

Answers to SIM, EST, OPT and ASK exercises that import nothing of ours are judged in this process, under as many course
salts: the least, the mean and the most of the points. A right answer should earn all of them every time, a wrong one
never.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_fresh_seeds import ATTEMPTS, failing

from rounds.grading.seeds import SALT_VARIABLE


def main() -> None:
    """Judge every attempt under every salt and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", help="only this exercise's attempts")
    parser.add_argument("--salts", type=int, default=20, help="how many times the hidden seeds are drawn")
    options = parser.parse_args()
    print(f"Points under {options.salts} salts: least, mean and most, of those possible")
    for notebook, attempt in ATTEMPTS:
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
