"""A second notebook to attack, whose tests trust too much: they award what an answer says, and hand objects out."""

from typing import Any

from rounds.files import Cell, Notebook

ASSIGNMENT = "round-5-careless"
NAME = "careless"
HIDDEN = "### BEGIN HIDDEN TESTS\n# CANARY-4711\n{}\n### END HIDDEN TESTS"
SOLUTION = "{}\n    ### BEGIN SOLUTION\n    {}\n    ### END SOLUTION"

AWARD = "2 * quality(3)"
MEAN = """
from numpy import mean

mean([quality(3), quality(4)])
""".strip()
TILL = """
from rounds.grading.kinds import Exported


class Till(Exported):
    _exported = frozenset({"pay"})

    def __init__(self):
        self.paid, self.keyhole = 0, "CANARY-TILL"

    def pay(self, amount):
        self.paid = self.paid + amount
        return self.paid


till = Till()
settle(till, [1, 2, 3])
assert till.paid == 6, f"6 was to be paid, {till.paid} was"
""".strip()
MEMBER = """
assert pick([3, 1, 2]) in {3}
assert {pick([5, 4]): "largest"} == {5: "largest"}
""".strip()
TRUTH = """
assert max(pick([5, 4]), 0) == 5
assert sorted([pick([2, 9]), 8]) == [8, 9]
""".strip()


def _cell(number: int, kind: str, source: str, **metadata: Any) -> Cell:
    cell: Cell = {"cell_type": kind, "id": f"cell-{number:02}", "metadata": metadata, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _graded(name: str, *, points: int | None = None, solution: bool = False) -> dict[str, Any]:
    meta = {"grade": points is not None, "grade_id": name, "locked": not solution, "schema_version": 3}
    return meta | {"solution": solution, "task": False} | ({} if points is None else {"points": points})


def _exercise(name: str, stub: str, solution: str, tests: dict[str, tuple[int, str]]) -> list[tuple[str, str, dict]]:
    about = {"core": False, "kinds": ["ORACLE"], "minutes": 5, "topic": "algorithmic-problem-solving"}
    answer = SOLUTION.format(stub, solution)
    cells: list[tuple[str, str, dict]] = [
        ("markdown", f"## {name.title()} · 5 minutes", {}),
        ("code", answer, {"nbgrader": _graded(name, solution=True), "rounds": about}),
    ]
    for test, (points, source) in tests.items():
        first = f"# {test} · {points} point{'s' * (points > 1)}: {name} holds"
        cells.append(("code", f"{first}\n{HIDDEN.format(source)}", {"nbgrader": _graded(test, points=points)}))
    return cells


def careless() -> Notebook:
    """The notebook as it stands in source/."""
    setup = ("code", "import sched\nimport math", {"nbgrader": _graded("setup-imports"), "tags": ["setup"]})
    cells = [("markdown", "# Careless", {}), setup]
    cells += _exercise(
        "quality", "def quality(n):", "return 1.0", {"quality-award": (2, AWARD), "quality-mean": (1, MEAN)}
    )
    cells += _exercise(
        "settle",
        "def settle(till, amounts):",
        "return [till.pay(each) for each in amounts]",
        {"settle-paid": (2, TILL)},
    )
    cells += _exercise(
        "pick", "def pick(values):", "return max(values)", {"pick-member": (1, MEMBER), "pick-order": (1, TRUTH)}
    )
    about = {"minutes": 15, "round": 5, "title": "Careless", "topics": ["algorithmic-problem-solving"]}
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {
        "cells": [_cell(number, kind, source, **meta) for number, (kind, source, meta) in enumerate(cells)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}, "rounds": about},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
