"""What stands in nbgrader's Autograde in the place of its own Execute: sanitize first, then our engine."""

import math
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import Execute, NbGraderPreprocessor

from rounds.course import grade_id, is_test
from rounds.files import Cell, parsed, read_notebook
from rounds.grading.engine import Output, default_engine
from rounds.grading.gradebook import forget_auto_scores
from rounds.grading.handed_in import files_in
from rounds.grading.judging import NO_VERDICT, judge
from rounds.grading.nodes import node
from rounds.grading.sanitize import sanitized
from rounds.grading.seeds import course_salt
from rounds.grading.slices import slices
from rounds.grading.verdict import Verdict, failed

UNTRUSTED = ("tags", "rounds")


class Sanitize(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes our cells ours again and puts missing ones back, from source/, before nbgrader's own sanitizing.

    Old automatic scores are forgotten first, so that a regrade that fails half-way leaves none behind.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the learner's notebook with only the answers theirs."""
        names = resources["nbgrader"]
        forget_auto_scores(names["db_url"], names["assignment"], names["notebook"], names["student"])
        directory = self.parent.parent.coursedir
        folder = directory.format_path(directory.source_directory, ".", names["assignment"])
        source = Path(folder) / f"{names['notebook']}.ipynb"
        if source.is_file() and (ours := read_notebook(source))["metadata"].get("rounds"):
            clean = sanitized(parsed(nb, Path(names["notebook"])), ours)
            for sentence in clean.sentences():
                self.log.warning("%s/%s: %s", names["student"], names["notebook"], sentence)
            return node(clean.notebook), resources
        for part in (nb, *nb.cells):
            for key in UNTRUSTED:
                part.metadata.pop(key, None)
        return nb, resources


class Judge(Execute):  # type: ignore[misc]
    """Grades each exercise's slice with our engine; a notebook without our metadata runs as nbgrader would run it."""

    def __call__(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Judge our notebooks even under --no-execute: sanitized and not run, every test would count as passed."""
        return self.preprocess(nb, resources) if nb.metadata.get("rounds") else super().__call__(nb, resources)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Return the notebook with the outputs of the learner's cells, and each test's verdict as its output."""
        if not nb.metadata.get("rounds"):
            return super().preprocess(nb, resources, km)  # type: ignore[no-any-return]
        content = parsed(nb, Path(resources["nbgrader"]["notebook"]))
        directory = self.parent.parent.coursedir
        names = resources["nbgrader"]
        folder = Path(directory.format_path(directory.autograded_directory, names["student"], names["assignment"]))
        pieces = slices(content, files_in(folder), course_salt(Path(directory.root or ".")))
        judged = judge(pieces, names["notebook"], default_engine(self._cell_seconds()))
        for outcome in judged.outcomes:
            for index, outputs in outcome.outputs.items():
                nb.cells[index].outputs = [node(output) for output in outputs]
        verdicts = {verdict.test: verdict for report in judged.report.exercises for verdict in report.verdicts}
        for cell in nb.cells:
            if is_test(cell):
                # A test that no exercise owns has no verdict; without an output nbgrader would give it full marks.
                unjudged = failed(grade_id(cell), float(cell.metadata.nbgrader["points"]), NO_VERDICT, flag=NO_VERDICT)
                write_verdict(cell, verdicts.get(grade_id(cell), unjudged))
        return nb, resources

    def _cell_seconds(self) -> float:
        """nbgrader's own setting for it, in which None and numbers below 1 mean no limit."""
        return float(self.timeout) if self.timeout is not None and self.timeout > 0 else math.inf


def write_verdict(cell: Cell, verdict: Verdict) -> None:
    """Write a verdict into its test cell, in the form from which nbgrader reads a score."""
    about = cell["metadata"].get("rounds") or {}
    cell["metadata"]["rounds"] = node({**about, "verdict": verdict.as_json()})
    cell["outputs"] = [node(output) for output in _shown(verdict)]


def _shown(verdict: Verdict) -> list[Output]:
    if verdict.passed:
        return []
    if verdict.points == 0:
        lines = verdict.message.splitlines() or [""]
        return [{"output_type": "error", "ename": "Failed", "evalue": verdict.message, "traceback": lines}]
    said = {"output_type": "stream", "name": "stdout", "text": f"{verdict.message}\n"}
    points = {"data": {"text/plain": repr(verdict.points)}, "metadata": {}, "execution_count": None}
    return [said, {"output_type": "execute_result", **points}]
