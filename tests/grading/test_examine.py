"""What a check says besides its verdicts."""

from pathlib import Path

import pytest

from rounds.course import Course
from rounds.grading import examine as examining
from rounds.grading.examine import examine
from rounds.grading.sandbox.warm import BARE

ASSIGNMENT = "round-3-technical-phone-screen"


def test_that_there_is_no_sandbox_is_said_once(
    sample: Course, hand_in, released, engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "best_mode", lambda: BARE)
    path: Path = hand_in("alone", released)
    first, second = (examine(path, "relative-change", engine) for _ in range(2))
    assert any(note.startswith("No sandbox works here") for note in first.notes)
    assert not any(note.startswith("No sandbox works here") for note in second.notes)
