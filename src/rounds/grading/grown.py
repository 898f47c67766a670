"""Bringing a gradebook in step with a notebook that has gained cells since there are submissions of it."""

from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveCells

from rounds.grading.gradebook import GradebookError


class SaveGrownCells(SaveCells):  # type: ignore[misc]
    """nbgrader's SaveCells, which also takes cells that a notebook has gained since there are submissions of it."""

    def _create_notebook(self, nb: Any) -> None:
        book, names = self.gradebook, (self.notebook_id, self.assignment_id)
        try:
            notebook = book.find_notebook(*names)
        except MissingEntry:
            super()._create_notebook(nb)
            return
        if self._unchanged(notebook):
            return
        if notebook.submissions:
            old = {cell.name for cell in notebook.source_cells}
            lost = sorted(old - set(self.new_source_cells))
            if lost:
                raise GradebookError(
                    f"The gradebook has results for cells that {names[0]} no longer has: {', '.join(lost)}. "
                    "Keep their ids, or begin a new gradebook with `rounds setup --move-aside`."
                )
            for name, info in self.new_grade_cells.items():
                book.update_or_create_grade_cell(name, *names, **info)
            for name, info in self.new_solution_cells.items():
                book.update_or_create_solution_cell(name, *names, **info)
            for name, info in self.new_source_cells.items():
                book.update_or_create_source_cell(name, *names, **info)
        super()._create_notebook(nb)

    def _unchanged(self, notebook: Any) -> bool:
        stored = {cell.name: (cell.source, cell.checksum, cell.locked) for cell in notebook.source_cells}
        fresh = {
            name: (info["source"], info["checksum"], info["locked"]) for name, info in self.new_source_cells.items()
        }
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        return stored == fresh and points == {name: info["max_score"] for name, info in self.new_grade_cells.items()}
