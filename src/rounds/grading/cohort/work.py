"""Judging one notebook of one submission: a pure function of plain data, on this machine or another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rounds.course import HiddenTest, grade_id, is_setup, is_solution, is_test, property_words
from rounds.files import Cell, Notebook
from rounds.grading.cohort.outputs import Trim, awarded
from rounds.grading.engine import Engine, Output, Usage
from rounds.grading.judging import judge
from rounds.grading.slices import CodeCell, GradedCell, Script, Slice
from rounds.grading.verdict import ExerciseReport, Verdict


@dataclass(frozen=True)
class Work:
    """All that judging a notebook takes, as plain data that can travel.

    Either `pieces`, which are judged out of the learner's process, or a `script` that is run as nbgrader runs it, whose
    `tests` earn points by what they put out. `cell_seconds` is the limit for a cell.
    """

    notebook: str
    cell_seconds: float
    trim: Trim = field(default_factory=Trim)
    pieces: tuple[Slice, ...] = ()
    script: Script | None = None
    tests: tuple[GradedCell, ...] = ()


@dataclass(frozen=True)
class Done:
    """What came of a notebook: the reports on its exercises, the outputs of its cells by their index, and the price.

    `notes` are sentences on limits that were hit.
    """

    exercises: tuple[ExerciseReport, ...]
    outputs: Mapping[int, list[Output]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    usage: Usage = field(default_factory=Usage)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdicts by their test."""
        return {verdict.test: verdict for report in self.exercises for verdict in report.verdicts}

    def as_json(self) -> dict[str, Any]:
        """Everything, as it is kept for the next run."""
        return {
            "exercises": [report.as_json() for report in self.exercises],
            "outputs": {str(index): outputs for index, outputs in self.outputs.items()},
            "notes": list(self.notes),
            "seconds": self.seconds,
            "usage": [self.usage.learner_seconds, self.usage.judge_seconds, self.usage.calls],
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Done":
        """What `as_json` described; raises KeyError, TypeError or ValueError for anything else."""
        reports = (
            ExerciseReport(each["exercise"], tuple(map(Verdict.from_json, each["verdicts"])), each["seconds"])
            for each in raw["exercises"]
        )
        outputs = {int(index): list(found) for index, found in raw["outputs"].items()}
        return cls(tuple(reports), outputs, tuple(raw["notes"]), raw["seconds"], Usage(*raw["usage"]))


def judged(work: Work, engine: Engine) -> Done:
    """Judge a notebook; each of its tests gets one verdict, whatever the learner's code does."""
    if work.script is not None:
        return _played(work, work.script, engine)
    found = judge(work.pieces, work.notebook, engine)
    outputs: dict[int, list[Output]] = {}
    for outcome in found.outcomes:
        outputs.update({index: work.trim.cut(each) for index, each in outcome.outputs.items()})
    notes = tuple(
        f"{piece.exercise}: {limit}"
        for piece, outcome in zip(work.pieces, found.outcomes, strict=True)
        for limit in dict.fromkeys(outcome.limits)
    )
    usages = [outcome.usage for outcome in found.outcomes]
    return Done(
        found.report.exercises,
        outputs,
        notes,
        seconds=sum(outcome.seconds for outcome in found.outcomes),
        usage=Usage(
            sum(usage.learner_seconds for usage in usages),
            sum(usage.judge_seconds for usage in usages),
            sum(usage.calls for usage in usages),
        ),
    )


def _played(work: Work, script: Script, engine: Engine) -> Done:
    played = engine.play(script)
    kept = {index: work.trim.kept(outputs) for index, outputs in played.outputs.items()}
    verdicts = tuple(awarded(cell.test, kept.get(cell.index), played.ended) for cell in work.tests)
    report = ExerciseReport(work.notebook, verdicts, played.seconds)
    shown = {index: work.trim.cut(outputs) for index, outputs in kept.items()}
    return Done((report,), shown, (played.ended,) if played.ended else (), played.seconds, played.usage)


def script_of(notebook: Notebook, files: Mapping[str, bytes]) -> tuple[Script, tuple[GradedCell, ...]]:
    """A sanitized notebook as one script, tests included, and its autograded test cells."""
    code = [(i, cell) for i, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code"]
    return Script(tuple(CodeCell(i, cell["source"]) for i, cell in code), files), _tests(notebook)


def whole_slice(name: str, notebook: Notebook, files: Mapping[str, bytes], salt: str) -> Slice:
    """A sanitized notebook of any course as one slice: locked code cells are setup, and all else is the answer.

    A cell is setup where it is locked and earns nothing, or has the tag `setup` and an id of ours.
    """
    setup: list[CodeCell] = []
    answer: list[CodeCell] = []
    for i, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code" or is_test(cell):
            continue
        (setup if _is_given(cell) else answer).append(CodeCell(i, cell["source"]))
    return Slice(name, tuple(setup), tuple(answer), _tests(notebook), files, salt)


def _is_given(cell: Cell) -> bool:
    locked = bool(grade_id(cell)) and bool(cell["metadata"]["nbgrader"].get("locked"))
    return is_setup(cell) or (locked and not is_solution(cell))


def _tests(notebook: Notebook) -> tuple[GradedCell, ...]:
    return tuple(
        GradedCell(i, cell["source"], test_of(cell)) for i, cell in enumerate(notebook["cells"]) if is_test(cell)
    )


def test_of(cell: Cell) -> HiddenTest:
    """The test that a cell of ours is, with its points."""
    return HiddenTest(
        grade_id(cell), float(cell["metadata"]["nbgrader"].get("points", 0)), property_words(cell["source"])
    )
