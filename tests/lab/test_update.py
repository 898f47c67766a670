"""A newer edition is put beside the learner's copy and says what is new; nothing of theirs is overwritten."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rounds.course import grade_id
from rounds.errors import RoundsError, UnknownName
from rounds.files import read_notebook
from rounds.lab.changes import changes
from rounds.lab.update import update
from rounds.lab.workspace import make_workspace

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
NAME = "round-3-technical-phone-screen/warm-up.ipynb"
TODAY = date.today().isoformat()

Edit = Callable[[dict[str, Any]], dict[str, Any] | None]


@pytest.fixture
def mine(root: Path) -> Path:
    """The learner's copy, with an answer and a note of their own."""
    path = root / "workspace" / NAME
    change(path, lambda cell: {**cell, "source": "my answer"} if grade_id(cell) == "relative-change" else cell)
    note = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "a note of mine"}
    content = read_notebook(path)
    path.write_text(json.dumps(content | {"cells": [*content["cells"], note]}))
    return path


def change(path: Path, edit: Edit) -> None:
    content = read_notebook(path)
    content["cells"] = [cell for cell in map(edit, content["cells"]) if cell is not None]
    path.write_text(json.dumps(content))


def release(root: Path, edit: Edit) -> None:
    change(root / "release" / NAME, edit)


def test_with_nothing_new_it_says_so(root: Path, mine: Path) -> None:
    before = mine.read_bytes()
    (each,) = update(root, "3")
    assert each.sentences() == [f"{NAME}: nothing new."]
    assert mine.read_bytes() == before
    assert [path.name for path in mine.parent.iterdir()] == [mine.name]


def test_the_new_edition_is_put_beside_and_the_lab_tells_no_more(root: Path, mine: Path) -> None:
    before = mine.read_bytes()
    release(root, lambda cell: None if grade_id(cell).startswith("moving-average") else cell)
    (told,) = make_workspace(root).sentences()
    assert f"`rounds update {NAME}` puts the new one beside it" in told
    (each,) = update(root, "warm-up")
    beside = mine.with_name(f"warm-up.new-{TODAY}.ipynb")
    assert each.beside == beside
    assert beside.read_bytes() == (root / "release" / NAME).read_bytes()
    assert mine.read_bytes() == before
    assert "  Gone: Moving average (moving-average), 2 points." in each.sentences()
    assert "  All exercises together: 7 points now, 9 before." in each.sentences()
    assert make_workspace(root).sentences() == []
    assert update(root, "3")[0].happened == "nothing new."


def test_a_name_that_is_taken_is_left_alone(root: Path, mine: Path) -> None:
    taken = mine.with_name(f"warm-up.new-{TODAY}.ipynb")
    taken.write_text("mine too")
    release(root, lambda cell: {**cell, "source": f"{cell['source']} "})
    assert update(root, "3")[0].beside == mine.with_name(f"warm-up.new-{TODAY}-2.ipynb")
    assert taken.read_text() == "mine too"


def test_the_next_edition_is_told_again(root: Path, mine: Path) -> None:
    for number in (1, 2):
        release(root, lambda cell, number=number: {**cell, "source": f"{cell['source']}\n{number}"})
        assert make_workspace(root).kept == (NAME,)
        update(root, "3")
    assert len(list(mine.parent.glob("warm-up.new-*.ipynb"))) == 2


def test_an_untouched_copy_is_brought_up_to_date_and_says_what_is_new(root: Path) -> None:
    release(
        root,
        lambda cell: {**cell, "source": f"{cell['source']}\nassert True"} if "value" in grade_id(cell) else cell,
    )
    (each,) = update(root, "3")
    assert each.beside is None
    assert each.sentences() == [
        f"{NAME}: brought up to date, since you had not touched it.",
        "  Changed: Relative change (relative-change): its tests.",
    ]


def test_a_missing_copy_is_added(root: Path, mine: Path) -> None:
    mine.unlink()
    assert update(root, "3")[0].sentences() == [f"{NAME}: added to workspace/."]
    assert mine.exists()


def test_a_copy_that_cannot_be_read_is_kept_too(root: Path, mine: Path) -> None:
    shutil.rmtree(root / "workspace" / ".rounds" / "editions")
    mine.write_text("{")
    release(root, lambda cell: {**cell, "source": f"{cell['source']} "})
    (each,) = update(root, "3")
    assert each.news == ("What is new in it cannot be told, since your copy cannot be read.",)
    assert mine.read_text() == "{"


def test_without_the_edition_it_came_from_a_copy_itself_is_compared(root: Path, mine: Path) -> None:
    shutil.rmtree(root / "workspace" / ".rounds")
    release(root, lambda cell: None if grade_id(cell).startswith("moving-average") else cell)
    (each,) = update(root, "3")
    assert "Gone: Moving average (moving-average), 2 points." in each.news


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_full_disk_leaves_the_old_state(root: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    release(root, lambda cell: {**cell, "source": f"{cell['source']} "})
    before = {path.name: path.read_bytes() for path in mine.parent.iterdir()}
    real, left = os.fsync, [writes]

    def full(handle: int) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(RoundsError, match="The disk is full"):
            update(root, "3")
    assert {path.name: path.read_bytes() for path in mine.parent.iterdir()} == before
    assert update(root, "3")[0].beside is not None


def test_a_name_that_is_none_lists_what_there_is(root: Path) -> None:
    with pytest.raises(UnknownName, match="Known: round-3-technical-phone-screen, warm-up"):
        update(root, "9")


@pytest.fixture
def editions() -> tuple[dict[str, Any], dict[str, Any]]:
    """Twice the same notebook."""
    path = SAMPLE / "release" / NAME
    return read_notebook(path), read_notebook(path)


def test_answers_are_no_news(editions) -> None:
    before, now = editions
    for cell in before["cells"]:
        if grade_id(cell) == "relative-change":
            cell["source"] = "mine"
    assert changes(before, now) == []


def test_exercises_points_text_and_set_up_are_news(editions) -> None:
    before, now = editions
    before["cells"] = [cell for cell in before["cells"] if not grade_id(cell).startswith("relative-change")]
    for cell in now["cells"]:
        known = grade_id(cell)
        if known == "moving-average-windows":
            cell["metadata"]["nbgrader"]["points"] = 4
        if known == "setup-imports":
            cell["source"] += "\nimport math"
        if cell["source"].startswith("# Warm up"):
            cell["source"] += " A word more."
    assert changes(before, now) == [
        "New: Relative change (relative-change), 3 points.",
        "Changed: Moving average (moving-average): its points (4 points now, 2 before).",
        "The set-up cells, which all exercises build on, have changed.",
        "The text around the exercises has changed.",
        "All exercises together: 11 points now, 6 before.",
    ]
