"""Writes into the learner's diary what grading found and what the learner opened."""

from dataclasses import replace
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.examine import Examined
from rounds.grading.verdict import NotebookReport
from rounds.practice.diary import note_checks, note_hint


def noted(examined: Examined) -> Examined:
    """Write down a check that the gradebook gets, too; where the diary cannot be written the result says so."""
    if examined.root is None:
        return examined
    trouble = note_report(examined.root, examined.report)
    return replace(examined, notes=(*examined.notes, *trouble))


def note_report(root: Path, report: NotebookReport) -> tuple[str, ...]:
    """Write down what grading found in a notebook; returns a sentence on what kept it from that, if anything did."""
    found = [(each.exercise, each.points, each.possible) for each in report.exercises]
    try:
        note_checks(root, report.notebook, found)
    except RoundsError as error:
        return (str(error),)
    return ()


def note_opened(examined: Examined, exercise: str, tier: int) -> None:
    """Write down that a hint of an exercise was opened; what cannot be written is passed over, the hint opens."""
    if examined.root is not None:
        try:
            note_hint(examined.root, exercise, tier)
        except RoundsError:
            return
