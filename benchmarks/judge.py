"""What the judge costs: a fork, a call from a test into an answer, a check of one exercise.

    python benchmarks/judge.py [--repeats 20] [--calls 20000]

Times are of the clock on the wall, medians with the least and the most. A fork is a whole run of an answer that does
nothing: from the order to the findings, namespaces and all. A call is measured by the test that makes it, and with it
the processor time of both sides. A check is `rounds.grading.examine`, as the Check line calls it, on the exercise
first-check of start-here, through the engine that runs beside JupyterLab.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rounds.course import HiddenTest
from rounds.grading.engine import engine_at_hand
from rounds.grading.examine import examine
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.judge.shared import is_up
from rounds.grading.slices import CodeCell, GradedCell, Slice
from rounds.lab.launch import judge_beside

REPOSITORY = Path(__file__).parents[1]
SETUP = """
from rounds.sim import Call, Outcome
call = Call(12.0, "service", 1, 0.4, 5.0, 0, True, 0.25)
outcome = Outcome("error", 0.1, "internal")
"""
ANSWER = """
def plain(number):
    return number

class Policy:
    def after(self, call, outcome):
        return None

def call_back(function, times):
    for number in range(times):
        function(number)
"""
CALLS = {
    "f(number) -> number": "ask, times = plain, {calls}\nfor number in range(times): ask(number)",
    "policy.after(call, outcome)": "ask, times = Policy().after, {calls}\nfor _ in range(times): ask(call, outcome)",
    "the answer calls the judge": "call_back(lambda number: None, {calls})",
}


def slice_of(answer: str, test: str, setup: str = "") -> Slice:
    """A slice with one test."""
    graded = GradedCell(9, test, HiddenTest("benchmark-test", 1, "measured"))
    return Slice("benchmark", (CodeCell(0, setup),), (CodeCell(1, answer),), (graded,))


def call_cost(engine: JudgeEngine, loop: str, calls: int) -> tuple[float, float, float]:
    """Microseconds a call: on the wall, of the answer's processor time, of the judge's."""
    nothing = engine.run(slice_of(ANSWER, "pass", SETUP)).usage
    timed = f"import time\nbegan = time.perf_counter()\n{loop.format(calls=calls)}\n"
    outcome = engine.run(slice_of(ANSWER, f"{timed}raise AssertionError(str(time.perf_counter() - began))", SETUP))
    used = outcome.usage
    seconds = (
        float(outcome.verdicts[0].message),
        used.learner_seconds - nothing.learner_seconds,
        used.judge_seconds - nothing.judge_seconds,
    )
    wall, learner, judge = (each / calls * 1e6 for each in seconds)
    return wall, learner, judge


def timed(action: Callable[[], object], repeats: int) -> list[float]:
    """Milliseconds of each repeat."""
    found = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        found.append((time.perf_counter() - began) * 1000)
    return found


def line(name: str, found: list[float], target: float) -> None:
    """One row of the table, with its target."""
    met = "met" if median(found) <= target else "MISSED"
    print(f"  {name:<44}{median(found):>7.1f}   {min(found):.1f} to {max(found):.1f}   at most {target:g}: {met}")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--calls", type=int, default=20_000)
    options = parser.parse_args()

    engine = JudgeEngine(workers=1)
    empty = slice_of("pass", "pass")
    starting = timed(lambda: engine.run(empty), 1)
    print(f"Milliseconds (sandbox: {engine.mode}; median of {options.repeats}, least to most)")
    line("engine up, from nothing to the first verdict", starting, 10_000)
    line("warm process to first cell, whole run", timed(lambda: engine.run(empty), options.repeats), 100)

    print(f"Microseconds a call ({options.calls:,} calls; median of 5, least to most): wall, answer's and judge's CPU")
    for name, loop in CALLS.items():
        found = [call_cost(engine, loop, options.calls) for _ in range(5)]
        walls, learners, judges = ([each[i] for each in found] for i in range(3))
        spread = f"{min(walls):.1f} to {max(walls):.1f}"
        print(f"  {name:<30}{median(walls):>7.1f}   {spread}   {median(learners):.1f} + {median(judges):.1f}")
    engine.stop()

    with tempfile.TemporaryDirectory() as folder, judge_beside(REPOSITORY):
        copy = Path(folder) / "start-here.ipynb"
        shutil.copy(REPOSITORY / "notebooks" / "start-here.ipynb", copy)
        while not is_up():
            time.sleep(0.05)
        examine(copy, "first-check", engine_at_hand())
        checks = timed(lambda: examine(copy, "first-check", engine_at_hand()), options.repeats)
        print(f"Milliseconds of a check beside JupyterLab (median of {options.repeats}, least to most)")
        line("first-check, its own time included", checks, 300)


if __name__ == "__main__":
    main()
