"""What stands in nbgrader's Autograde in the place of its own Execute: sanitize first, then our engine."""

import weakref
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool

from rounds.files import parsed, require_plain_file
from rounds.grading.cohort.autograded import filled
from rounds.grading.cohort.desk import Desk, on_desk
from rounds.grading.cohort.masters import as_known, from_source, known_cells
from rounds.grading.cohort.steady import SteadyEngine
from rounds.grading.cohort.work import judged
from rounds.grading.engine import default_engine
from rounds.grading.gradebook import forget_auto_scores, opened
from rounds.grading.handed_in import files_in
from rounds.grading.nodes import node
from rounds.grading.sandbox.bubblewrap import require_sandbox
from rounds.grading.sanitize import sanitized
from rounds.grading.verdict import Verdict

_engines: weakref.WeakKeyDictionary[Any, SteadyEngine] = weakref.WeakKeyDictionary()


class Sanitize(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes our cells ours again and puts missing ones back, before nbgrader's own sanitizing.

    Old automatic scores are forgotten first, so that a regrade that fails half-way leaves none behind.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the learner's notebook with only the answers theirs."""
        names = resources["nbgrader"]
        forget_auto_scores(names["db_url"], names["assignment"], names["notebook"], names["student"])
        directory = self.parent.parent.coursedir
        folder = Path(directory.format_path(directory.submitted_directory, names["student"], names["assignment"]))
        require_plain_file(folder / f"{names['notebook']}.ipynb")
        master = _desk(self, names).masters[names["notebook"]]
        clean = sanitized(parsed(nb, Path(names["notebook"])), master.notebook)
        for sentence in clean.sentences():
            self.log.warning("%s/%s: %s", names["student"], names["notebook"], sentence)
        return node(clean.notebook), resources


class Judge(Execute):  # type: ignore[misc]
    """Judges a sanitized notebook with our engine, as `rounds grade` does; refuses where no sandbox works."""

    unsandboxed = Bool(False, help="Go on where this machine has no sandbox.").tag(config=True)

    def __call__(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Judge even under --no-execute: sanitized and not run, every test would count as passed."""
        return self.preprocess(nb, resources)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:  # noqa: ARG002 (nbgrader's)
        """Return the notebook with the outputs of its cells and a verdict in each test cell."""
        if not self.unsandboxed:
            require_sandbox("set c.Judge.unsandboxed = True in nbgrader_config.py")
        names = resources["nbgrader"]
        desk = _desk(self, names)
        directory = self.parent.parent.coursedir
        folder = Path(directory.format_path(directory.submitted_directory, names["student"], names["assignment"]))
        content = parsed(nb, Path(names["notebook"]))
        work = desk.work(desk.masters[names["notebook"]], content, {**files_in(folder), **desk.given_content})
        done = judged(work, _engine(self.parent.parent, desk.cell_seconds))
        return node(filled(content, done, script=work.script is not None)), resources


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's SaveAutoGrades, which also marks a test with a flag as in need of a look."""

    def _add_score(self, cell: Any, resources: Any) -> None:
        super()._add_score(cell, resources)
        verdict = (cell.metadata.get("rounds") or {}).get("verdict")
        if verdict and Verdict.from_json(verdict).flag:
            names = (self.notebook_id, self.assignment_id, self.student_id)
            self.gradebook.find_grade(cell.metadata.nbgrader["grade_id"], *names).needs_manual_grade = True
            self.gradebook.db.commit()


def _engine(converter: Any, cell_seconds: float) -> SteadyEngine:
    """The one engine of a converter's run; it ends when the converter is gone."""
    if converter not in _engines:
        engine = default_engine(cell_seconds, hidden=[Path(converter.coursedir.root)])
        weakref.finalize(converter, engine.stop)
        _engines[converter] = SteadyEngine(engine)
    return _engines[converter]


def _desk(step: Any, names: dict[str, str]) -> Desk:
    """The desk of the one notebook that nbgrader's converter is at."""
    converter = step.parent.parent
    directory, assignment, name = converter.coursedir, names["assignment"], names["notebook"]
    source = Path(directory.format_path(directory.source_directory, ".", assignment))
    root = Path(directory.root)
    master = from_source(source / f"{name}.ipynb", assignment, root, converter.config)
    with opened(names["db_url"], directory.course_id) as book:
        master = as_known(master, known_cells(book, assignment).get(name, {}))
    return on_desk({name: master}, assignment, root, converter.config, source, directory.ignore)
