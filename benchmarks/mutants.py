"""How many mutants of the notebooks' own solutions the hidden tests kill; the survivors, with the reason where known.

    python benchmarks/mutants.py [--notebook technical-phone-screen] [--exercise linked-feed]

Without a name it takes the exercises that are judged by references and laws alone (ORACLE): a simulation takes seconds.

A mutant is the solution with one small change: a comparison, an operator, a number, a condition turned round, a line
left out. It is killed when a hidden test fails, or when it runs longer than 20 s.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from mutants import equivalent, survivors

from rounds import course


def main() -> None:
    """Judge every mutant and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notebook", help="only this notebook's exercises")
    parser.add_argument("--exercise", help="only this one")
    options = parser.parse_args()
    listed = equivalent()
    for notebook, exercise in course.load(Path(__file__).parents[1]).exercises():
        if not exercise.tests or options.exercise not in (None, exercise.id):
            continue
        if options.notebook not in (None, notebook.name):
            continue
        if not (options.exercise or options.notebook or exercise.kinds == ("ORACLE",)):
            continue
        alive, count = survivors(notebook, exercise)
        known = [mutant for mutant in alive if (exercise.id, mutant.change) in listed]
        told = f"{len(known)} of the others are equivalent" if known else ""
        print(f"{exercise.id:<22} {count - len(alive):4d} of {count:4d} killed, {1 - len(alive) / count:4.0%}  {told}")
        for mutant in alive:
            print(f"    {mutant.change}\n        {listed.get((exercise.id, mutant.change), 'NOT KILLED')}", flush=True)


if __name__ == "__main__":
    main()
