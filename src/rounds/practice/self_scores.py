"""The learner's own score of a text: a band for each dimension of its rubric, and the sentence that shows it.

Kept in the diary, on this machine alone, and never added to what hidden tests award.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rounds.practice.diary import Band, Entry, SelfScore, note_self_score
from rounds.rubrics import Rubric

UNTOUCHED = "YOUR ANSWER HERE"  # nbgrader's words in the cell of a text that nobody has begun
FEWEST_WORDS = 3  # of a quotation: with fewer, any text has it


def faults(rubric: Rubric, bands: Mapping[str, Band], text: str) -> list[str]:
    """What keeps a score from being kept, in sentences: each dimension has a band, and from 2 on a quotation.

    A quotation is `FEWEST_WORDS` or more of the text's own words in a row. Whether it shows what the band asks for is
    for the learner to say: nothing here reads it.
    """
    if text.strip() in ("", UNTOUCHED):
        return ["Your text is not there yet: write it, and save the notebook."]
    found = []
    for dimension in rubric.dimensions:
        band = bands.get(dimension.name)
        if band is None:
            found.append(f"{dimension.name}: choose a band.")
        elif band.number > 1 and len(_words(band.evidence)) < FEWEST_WORDS:
            found.append(f"{dimension.name}: quote the words of your text that show band {band.number}.")
        elif band.number > 1 and not _quotes(text, band.evidence):
            found.append(f"{dimension.name}: your text does not have these words. Quote it as it stands.")
    return found


def keep(root: Path, exercise: str, rubric: Rubric, bands: Mapping[str, Band]) -> float:
    """Write the score into the diary and return its points; raises `FileError` where it cannot be written."""
    chosen = {dimension.name: bands[dimension.name] for dimension in rubric.dimensions}
    points = sum(band.number for band in chosen.values())
    note_self_score(root, exercise, points, rubric.points, bands=chosen)
    return points


def trend(entries: Iterable[Entry], exercise: str) -> list[SelfScore]:
    """The scores of one text, by time."""
    return [entry for entry in entries if isinstance(entry, SelfScore) and entry.exercise == exercise]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _quotes(text: str, quotation: str) -> bool:
    """Whether the words of a quotation stand in the text in a row; marks between them do not count."""
    return f" {' '.join(_words(quotation))} " in f" {' '.join(_words(text))} "
