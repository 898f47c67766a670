"""Attacks on the grader: what stock nbgrader and Rounds make of the same hostile and odd submissions.

    python benchmarks/attacks.py [--only NAME ...]

Both grade all of tests/attacks that is safe for them, each attack a student, with honest neighbours between: stock
`nbgrader autograde` and `generate_feedback` without any configuration, `rounds grade` and `rounds feedback` as they
come. "Undue" are points that an honest grader would not give, "lost" are points that it would. A leak is a hidden test,
somebody else's work or a file outside that the learner's code saw, or a place where it may write and should not.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile.attack import Attack, attacks
from hostile.found import Found
from hostile.run import Grading, by_rounds, by_stock


class Column:
    """One grader's side of the table, and its totals."""

    def __init__(self, name: str, grading: Grading) -> None:
        self.name, self.grading = name, grading
        self.undue = self.lost = 0.0
        self.leaks = self.pages = self.graded = 0

    def add(self, attack: Attack) -> tuple[str, str]:
        """Count an attack in, and return its points and whether it leaks; `-` where it was kept away."""
        if attack.name not in self.grading.found:
            return "-", "-"
        found = self.grading.found[attack.name]
        earned = found.points(self.grading.owners[attack.notebook])
        due = attack.earns(self.grading.possible[attack.notebook])
        self.graded += 1
        self.undue += sum(max(0.0, earned[exercise] - due[exercise]) for exercise in due)
        self.lost += sum(max(0.0, due[exercise] - earned[exercise]) for exercise in due)
        self.leaks += bool(found.leaks)
        self.pages += bool(found.feedback_leaks)
        return f"{sum(earned.values()):g}", "leaks" if found.leaks else ""

    def neighbours(self) -> float:
        """Points that honest neighbours lost."""
        owners, possible = self.grading.owners["warm-up"], sum(self.grading.possible["warm-up"].values())
        found = (self.grading.found.get(name, Found()) for name in self.grading.neighbours)
        return sum(possible - sum(each.points(owners).values()) for each in found)

    def print(self) -> None:
        """Print the totals."""
        print(
            f"{self.name}: {self.graded} submissions and {len(self.grading.neighbours)} neighbours "
            f"in {self.grading.seconds:.0f} s; {self.undue:g} undue points, {self.leaks} leaks, "
            f"{self.pages} feedback pages with hidden tests, {self.lost:g} points of honest work lost, "
            f"{self.neighbours():g} of neighbours'; left running: {len(self.grading.left)}, "
            f"touched outside: {len(self.grading.harm)}"
        )


def main() -> None:
    """Grade everything twice and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these attacks only")
    options = parser.parse_args()
    chosen = [attack for attack in attacks() if not options.only or attack.name in options.only]
    stock, ours = Column("stock nbgrader", by_stock(chosen)), Column("Rounds", by_rounds(chosen))
    print(f"{'attack':<32}{'honest':>7}{'stock':>7}{'Rounds':>8}   {'stock':<7}{'Rounds':<7}")
    for attack in chosen:
        due = sum(attack.earns(ours.grading.possible[attack.notebook]).values())
        theirs, mine = stock.add(attack), ours.add(attack)
        print(f"{attack.name:<32}{due:>7g}{theirs[0]:>7}{mine[0]:>8}   {theirs[1]:<7}{mine[1]:<7}".rstrip())
    for column in (stock, ours):
        column.print()
    for attack in chosen:
        if attack.unsafe:
            print(f"not through stock: {attack.name}: {attack.unsafe}")


if __name__ == "__main__":
    main()
