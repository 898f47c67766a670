"""What a learner hands in: their copies of a whole round, or nothing at all."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from dateutil.parser import parse

from rounds.errors import RoundsError, UnknownName
from rounds.files import FileError
from rounds.lab.collect import assignment_named, collect, known_rounds

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"


@pytest.fixture
def mine(root: Path) -> Path:
    """The learner's copy."""
    return root / "workspace" / ASSIGNMENT / "warm-up.ipynb"


def hand_in(root: Path):
    return collect(known_rounds(root), ASSIGNMENT, root / "submitted" / "me" / ASSIGNMENT)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_notebooks_go_with_the_files_beside_them_and_the_time(root: Path, mine: Path) -> None:
    (mine.parent / "data").mkdir()
    (mine.parent / "data" / "mine.csv").write_text("1,2")
    (mine.parent / ".hidden").write_text("no")
    (mine.parent / "scratch.ipynb").write_text("no")
    collected = hand_in(root)
    assert set(everything(collected.folder)) == {"warm-up.ipynb", "data/mine.csv", "timestamp.txt"}
    assert (collected.folder / "warm-up.ipynb").read_bytes() == mine.read_bytes()
    assert parse((collected.folder / "timestamp.txt").read_text()).tzname() == "UTC"
    assert collected.earlier is None


def test_an_earlier_submission_is_kept_however_often_one_hands_in(root: Path, mine: Path) -> None:
    content = json.loads(mine.read_text())
    for number in range(3):
        content["metadata"]["try"] = number
        mine.write_text(json.dumps(content))
        hand_in(root)
    tries = {
        folder.name: json.loads((folder / "warm-up.ipynb").read_text())["metadata"]["try"]
        for folder in (root / "submitted" / "me").iterdir()
    }
    assert sorted(tries.values()) == [0, 1, 2]
    assert tries[ASSIGNMENT] == 2


@pytest.mark.parametrize(("content", "said"), [(None, "You have no warm-up.ipynb"), ("{", "it is not JSON")])
def test_a_notebook_that_cannot_be_handed_in_leaves_the_old_submission(
    root: Path, mine: Path, content: str | None, said: str
) -> None:
    hand_in(root)
    before = everything(root / "submitted")
    if content is None:
        mine.unlink()
    else:
        mine.write_text(content)
    with pytest.raises(RoundsError, match=said):
        hand_in(root)
    assert everything(root / "submitted") == before


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_full_disk_leaves_the_old_submission_and_no_half_of_the_new(
    root: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    hand_in(root)
    before = everything(root / "submitted")
    real, left = os.fsync, [writes]

    def full(handle: int) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    (root / "workspace" / ASSIGNMENT / "notes.txt").write_text("mine")
    with pytest.raises(FileError, match="The disk is full"):
        hand_in(root)
    assert everything(root / "submitted") == before
    assert [path.name for path in (root / "submitted" / "me").iterdir()] == [ASSIGNMENT]


@pytest.mark.parametrize("name", ["3", ASSIGNMENT, f"{ASSIGNMENT}/", "warm-up", "warm-up.ipynb"])
def test_a_round_goes_by_its_number_its_name_and_its_notebooks(root: Path, name: str) -> None:
    assert assignment_named(known_rounds(root), name) == ASSIGNMENT


def test_a_name_that_is_none_lists_rounds_and_notebooks(root: Path) -> None:
    with pytest.raises(UnknownName, match=f"Did you mean 'warm-up'.*Known: {ASSIGNMENT}, warm-up"):
        assignment_named(known_rounds(root), "warmup")


def test_a_bundle_without_source_knows_its_rounds(root: Path) -> None:
    shutil.rmtree(root / "source")
    assert assignment_named(known_rounds(root), "3") == ASSIGNMENT
    assert hand_in(root).folder.is_dir()


def test_a_newer_copy_that_stays_behind_is_named(root: Path, mine: Path) -> None:
    beside = mine.with_name("warm-up.new-2026-11-22.ipynb")
    shutil.copy(mine, beside)
    collected = hand_in(root)
    assert collected.left == (beside.name,)
    assert beside.name not in everything(collected.folder)
