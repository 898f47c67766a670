"""Grading a cohort: `rounds grade` beside stock `nbgrader autograde`, and whether the cost stays flat.

    python benchmarks/grading.py [--students 40] [--stock 40] [--only fixed real flat]

fixed: nbgrader's quickstart assignment, and a notebook that only imports numpy, matplotlib and simpy. Each grader
grades the same submissions in a copy of the course, as a command of its own from start to end; stock also as two
processes side by side, half of the students each. Where --stock is less than --students, stock grades so many, and its
time is scaled up.
real: submissions of failure-modes made of tests/attempts. Overhead is wall time x cores over the processor time of
answers and judges (calls between the two included, and printed apart).
flat: wall time a submission and the coordinator's peak memory for 10, 100 and 300 submissions of quickstart.

Everything is run in temporary folders. Times are of the clock on the wall.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rounds.course import RELEASE, load
from rounds.files import write_atomic
from rounds.grading.attempts import Attempt, all_attempts, answered, released

REPOSITORY = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
CORES = len(os.sched_getaffinity(0))
CALL_SECONDS = 21e-6  # processor time of both sides of a call: benchmarks/judge.py measures it
MEASURED = """
import resource, sys
from rounds.cli import main
peak = sys.argv.pop()
try:
    main()
except SystemExit as end:
    code = end.code or 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=open(peak, "w"))
sys.exit(0 if code in (0, 1) else code)
"""


def run(words: Sequence[str | Path], folder: Path) -> float:
    """Run a command to its end and return its seconds."""
    environment = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    began = time.perf_counter()
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: something to look at, which some of the attempts are made for
        raise SystemExit(f"{' '.join(map(str, words))} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began


def nbgrader(folder: Path, *words: str) -> float:
    """Run one of stock nbgrader's commands."""
    return run([TOOLS / "nbgrader", *words], folder)


def quickstart(folder: Path, students: int) -> tuple[Path, str]:
    """nbgrader's own example course, in which every student hands in the example's first submission."""
    nbgrader(folder, "quickstart", "course")
    course = folder / "course"
    nbgrader(course, "generate_assignment", "ps1", "--force")
    package = importlib.util.find_spec("nbgrader")
    assert package is not None
    example = Path(str(package.origin)).parent / "docs/source/user_guide/submitted/bitdiddle/ps1"
    for number in range(students):
        shutil.copytree(example, course / "submitted" / f"s{number:04}" / "ps1")
    return course, "ps1"


def imports(folder: Path, students: int) -> tuple[Path, str]:
    """A course with one notebook that imports what notebooks import, and tests nothing."""
    course = folder / "course"
    nbgrader(folder, "quickstart", "course")
    shutil.rmtree(course / "source" / "ps1", ignore_errors=True)
    graded = {"grade": True, "solution": False, "locked": True, "grade_id": "runs", "points": 1, "schema_version": 3}
    cells = [
        {"source": "import matplotlib.pyplot as plt\nimport numpy as np\nimport simpy", "metadata": {}},
        {"source": "assert True", "metadata": {"nbgrader": graded | {"cell_type": "code", "task": False}}},
    ]
    whole = {"cell_type": "code", "execution_count": None, "outputs": []}
    notebook = {
        "cells": [{**cell, **whole, "id": f"cell-{number}"} for number, cell in enumerate(cells)],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    write_atomic(course / "source" / "imports" / "imports.ipynb", json.dumps(notebook))
    nbgrader(course, "generate_assignment", "imports", "--force")
    for number in range(students):
        shutil.copytree(course / "release" / "imports", course / "submitted" / f"s{number:04}" / "imports")
    return course, "imports"


def stock(course: Path, assignment: str, students: int, processes: int) -> float:
    """Seconds of `nbgrader autograde` over the first `students`, by so many processes side by side."""
    (course / "submitted").rename(course / "all")
    folders = []
    for process in range(processes):
        # SQLite takes one writer at a time: each process has a gradebook of its own, which only favours it.
        folder = course.with_name(f"stock-{process}")
        shutil.copytree(course, folder, ignore=shutil.ignore_patterns("all"))
        for number in range(process, students, processes):
            shutil.copytree(course / "all" / f"s{number:04}", folder / "submitted" / f"s{number:04}")
        folders.append(folder)
    (course / "all").rename(course / "submitted")
    began = time.perf_counter()
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda folder: nbgrader(folder, "autograde", assignment), folders))
    seconds = time.perf_counter() - began
    for folder in folders:
        shutil.rmtree(folder)
    return seconds


def ours(course: Path, assignment: str) -> float:
    """Seconds of `rounds grade` over all students, nothing reused."""
    return run([TOOLS / "rounds", "grade", assignment, "--course", course, "--force"], course)


def fixed(students: int, by_stock: int) -> None:
    """The fixed cost of a submission."""
    print(f"Fixed cost: seconds for {students} submissions (stock timed on {by_stock}), {CORES} cores")
    for name, make in (("quickstart, ps1", quickstart), ("a notebook of imports", imports)):
        with tempfile.TemporaryDirectory() as folder:
            course, assignment = make(Path(folder), students)
            one, two = (stock(course, assignment, by_stock, n) * students / by_stock for n in (1, 2))
            mine = ours(course, assignment)
        met = "met" if one / mine >= 25 else "MISSED"
        print(f"  {name:<24} nbgrader {one:6.1f}   two side by side {two:6.1f}   rounds {mine:5.1f}")
        print(f"  {'':<24} {one / mine:.1f} times the first (at least 25: {met}), {two / mine:.1f} times the second")


def failure_modes(folder: Path, students: int) -> Path:
    """A copy of this course in which students hand in the attempts, one after the other for each exercise."""
    origin, course = load(REPOSITORY), folder / "course"
    for name in ("source", RELEASE):
        shutil.copytree(REPOSITORY / name, course / name)
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    by_exercise: dict[str, list[Attempt]] = {}
    for notebook, exercise, attempt in all_attempts(origin):
        if notebook.name == "failure-modes":
            by_exercise.setdefault(exercise.id, []).append(attempt)
    notebook = origin.notebook("failure-modes")
    for number in range(students):
        answers = {exercise: found[number % len(found)] for exercise, found in by_exercise.items()}
        copy = course / "submitted" / f"s{number:04}" / notebook.assignment / notebook.path.name
        write_atomic(copy, json.dumps(answered(released(origin, notebook), answers)))
    return course


def real(students: int, by_stock: int) -> None:
    """Work that is worth grading: failure-modes."""
    by_stock = min(by_stock, 8)
    with tempfile.TemporaryDirectory() as folder:
        course = failure_modes(Path(folder), students)
        assignment = load(REPOSITORY).notebook("failure-modes").assignment
        mine = ours(course, assignment)
        kept = [json.loads(path.read_bytes().split(b"\n", 1)[1]) for path in (course / ".rounds/judged").iterdir()]
        write_atomic(course / "nbgrader_config.py", "")
        nbgrader(course, "generate_assignment", assignment, "--force")
        theirs = stock(course, assignment, by_stock, 1) * students / by_stock
    learner, judge, calls = (sum(each["usage"][i] for each in kept) * students / len(kept) for i in range(3))
    overhead = mine * CORES / (learner + judge)
    print(f"Real work: {students} submissions of failure-modes made of the attempts, {CORES} cores")
    print(f"  rounds grade {mine:.1f} s; processor time of answers {learner:.1f} s, of judges {judge:.1f} s")
    print(f"  of which {calls:,.0f} calls between the two, about {calls * CALL_SECONDS:.1f} s")
    print(f"  overhead {overhead:.2f} (at most 1.5: {'met' if overhead <= 1.5 else 'MISSED'})")
    print(f"  nbgrader autograde, timed on {by_stock}: {theirs:.1f} s, {theirs / mine:.1f} times as long")


def flat(_students: int, _by_stock: int) -> None:
    """The cost of a submission in cohorts of several sizes."""
    print("Flat: wall time, that of a submission more than in the line above, and the coordinator's peak memory")
    before, spent = 0, 0.0
    for size in (10, 100, 300):
        with tempfile.TemporaryDirectory() as folder:
            course, assignment = quickstart(Path(folder), size)
            report = Path(folder) / "peak"
            words = ["grade", assignment, "--course", str(course), "--force", str(report)]
            seconds = run([sys.executable, "-c", MEASURED, *words], course)
            each = f"{(seconds - spent) / (size - before) * 1000:4.0f} ms each more" if before else " " * 17
            print(f"  {size:>4} submissions: {seconds:6.1f} s  {each}  {report.read_text().strip()} MB")
            before, spent = size, seconds


PARTS: dict[str, Callable[[int, int], None]] = {"fixed": fixed, "real": real, "flat": flat}


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--stock", type=int, default=40, help="how many of them stock nbgrader grades")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    for name in options.only:
        PARTS[name](options.students, min(options.stock, options.students))


if __name__ == "__main__":
    main()
