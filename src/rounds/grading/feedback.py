"""Feedback pages for learners: their cells, points and messages; never a hidden test, a seed or a way through one."""

from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearHiddenTests

from rounds.course import grade_id, is_test
from rounds.errors import RoundsError
from rounds.grading.messages import lines
from rounds.grading.nodes import node, read
from rounds.grading.verdict import Verdict


class HideTests(ClearHiddenTests):  # type: ignore[misc]
    """Takes the hidden part out of each test cell and keeps of its outputs only the message."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Return a test cell as the learner may see it."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if is_test(cell):
            cell.outputs = [node(output) for output in _message_only(cell)]
        return cell, resources


def _message_only(cell: Any) -> list[dict[str, Any]]:
    verdict = (cell.metadata.get("rounds") or {}).get("verdict")
    message = verdict["message"] if verdict else _first_error(cell)
    return [{"output_type": "stream", "name": "stdout", "text": "\n".join(lines(message)) + "\n"}] if message else []


def _first_error(cell: Any) -> str:
    """The message of a test that nbgrader itself ran; its traceback would lead through the hidden source."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return str(errors[0].evalue or errors[0].ename) if errors else ""


def verdicts_in(autograded: Path) -> list[Verdict]:
    """The verdicts that an autograded notebook carries, in the notebook's order."""
    nb = read(autograded)
    found = ((cell.metadata.get("rounds") or {}).get("verdict") for cell in nb.cells if grade_id(cell))
    return [Verdict.from_json(verdict) for verdict in found if verdict]


def write_feedback(directory: Any, config: Any, log: Any) -> list[Path]:
    """Write the pages of one submission, which `directory` names; raises RoundsError where nbgrader cannot."""
    converter = GenerateFeedback(coursedir=directory, config=config, log=log, force=True)
    try:
        converter.start()
    except NbGraderException as error:
        raise RoundsError(f"No feedback for {directory.student_id}: {error}") from None
    folder = Path(directory.format_path(directory.feedback_directory, directory.student_id, directory.assignment_id))
    return sorted(folder.glob("*.html"))
