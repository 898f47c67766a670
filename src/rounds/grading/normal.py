"""Brings a notebook into the one form in which it is released, so that the same source gives the same bytes."""

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from rounds.course import grade_id
from rounds.files import PYTHON3
from rounds.grading.nodes import node

KEPT = ("nbgrader", "rounds", "tags", "deletable", "editable", "jupyter")


class Normalise(NbGraderPreprocessor):  # type: ignore[misc]
    """Gives cells ids that follow from their place, and drops every metadata that editors leave behind."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook in its one form."""
        about = {"rounds": nb.metadata["rounds"]} if "rounds" in nb.metadata else {}
        nb.metadata = node({"kernelspec": PYTHON3, "language_info": {"name": "python"}, **about})
        nb.nbformat, nb.nbformat_minor = 4, 5
        for number, cell in enumerate(nb.cells, start=1):
            known = grade_id(cell)
            cell["id"] = known[:64] if known else f"cell-{number}"
            cell.metadata = node({key: cell.metadata[key] for key in KEPT if key in cell.metadata})
            if cell.cell_type == "code":
                cell.execution_count, cell.outputs = None, []
        return nb, resources
