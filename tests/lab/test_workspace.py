"""The learner's copies follow the course until the learner touches them, and are never overwritten."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rounds.errors import RoundsError, UnknownName
from rounds.lab.workspace import make_workspace, reset_notebook

START, GRADED = "start-here.ipynb", "round-4-onsite-technical/failure-modes.ipynb"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A course of two notebooks; the workspace never looks inside one."""
    for name, text in {
        f"notebooks/{START}": "start, first edition",
        f"release/{GRADED}": "graded, first edition",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return tmp_path


def test_copies_published_and_released_notebooks(small: Path) -> None:
    report = make_workspace(small)
    assert report.added == (START, GRADED)
    assert (small / "workspace" / GRADED).read_text() == "graded, first edition"
    assert report.sentences() == [f"Added to workspace/: {START}, {GRADED}."]


def test_says_nothing_and_writes_nothing_when_all_is_there(small: Path) -> None:
    make_workspace(small)
    before = {path: path.stat().st_mtime_ns for path in (small / "workspace").rglob("*")}
    assert make_workspace(small).sentences() == []
    assert {path: path.stat().st_mtime_ns for path in (small / "workspace").rglob("*")} == before


def test_an_untouched_copy_follows_the_course(small: Path) -> None:
    make_workspace(small)
    (small / "release" / GRADED).write_text("graded, second edition")
    report = make_workspace(small)
    assert (report.added, report.refreshed, report.kept) == ((), (GRADED,), ())
    assert (small / "workspace" / GRADED).read_text() == "graded, second edition"


def test_a_notebook_that_was_cut_off_while_it_was_saved_is_put_back(small: Path) -> None:
    make_workspace(small)
    mine = small / "workspace" / GRADED
    mine.with_name(f".~{mine.name}").write_text('{"cells": [], "metadata": {"mine": true}}')
    mine.write_text('{"cells": [')
    report = make_workspace(small)
    assert json.loads(mine.read_text())["metadata"] == {"mine": True}
    assert f"{GRADED} was cut off while it was being saved; it is as it was before that." in report.sentences()
    mine.write_text('{"cells": [], "metadata": {"saved": "since"}}')
    assert make_workspace(small).recovered == ()
    assert json.loads(mine.read_text())["metadata"] == {"saved": "since"}


def test_a_notebook_that_was_only_run_still_follows_the_course(tmp_path: Path) -> None:
    original, copy = tmp_path / "notebooks" / START, tmp_path / "workspace" / START
    original.parent.mkdir()
    cell = {"cell_type": "code", "source": ["1 + 1"], "outputs": []}
    original.write_text(json.dumps({"cells": [cell], "metadata": {}}))
    make_workspace(tmp_path)
    copy.write_text(json.dumps({"cells": [cell | {"source": "1 + 1", "outputs": ["2"]}], "metadata": {"saved": True}}))
    assert make_workspace(tmp_path).sentences() == []
    assert "saved" in copy.read_text()
    original.write_text(json.dumps({"cells": [cell | {"source": ["1 + 2"]}], "metadata": {}}))
    assert make_workspace(tmp_path).refreshed == (START,)
    assert copy.read_text() == original.read_text()


def test_a_touched_copy_is_kept_and_said_to_be_old(small: Path) -> None:
    make_workspace(small)
    mine = small / "workspace" / GRADED
    mine.write_text("my answer")
    assert make_workspace(small).sentences() == []
    (small / "release" / GRADED).write_text("graded, second edition")
    for _ in range(2):
        report = make_workspace(small)
        assert (report.refreshed, report.kept) == ((), (GRADED,))
        assert f"rounds reset {GRADED}" in report.sentences()[0]
        assert mine.read_text() == "my answer"


def test_a_file_that_was_there_before_the_first_copy_is_kept(small: Path) -> None:
    mine = small / "workspace" / START
    mine.parent.mkdir()
    mine.write_text("mine from elsewhere")
    assert make_workspace(small).kept == (START,)
    assert mine.read_text() == "mine from elsewhere"


def test_without_a_readable_record_nothing_is_overwritten(small: Path) -> None:
    make_workspace(small)
    (small / "workspace" / ".rounds" / "copies.json").write_text("{ half a rec")
    (small / "release" / GRADED).write_text("graded, second edition")
    assert make_workspace(small).kept == (GRADED,)
    assert (small / "workspace" / GRADED).read_text() == "graded, first edition"


def test_a_new_notebook_and_a_deleted_copy_are_added(small: Path) -> None:
    make_workspace(small)
    (small / "workspace" / START).unlink()
    (small / "notebooks" / "explorer.ipynb").write_text("new")
    assert make_workspace(small).added == ("explorer.ipynb", START)


def test_the_learners_other_files_stay(small: Path) -> None:
    make_workspace(small)
    notes = small / "workspace" / "notes.txt"
    notes.write_text("mine")
    (small / "release" / GRADED).unlink()
    make_workspace(small)
    assert notes.read_text() == "mine"
    assert (small / "workspace" / GRADED).exists()


@pytest.mark.parametrize(
    "name", ["failure-modes", "failure-modes.ipynb", GRADED, f"workspace/{GRADED}", f"/somewhere/{GRADED}"]
)
def test_reset_keeps_the_old_copy_beside_the_new(small: Path, name: str) -> None:
    make_workspace(small)
    mine = small / "workspace" / GRADED
    mine.write_text("my answer")
    kept = reset_notebook(small, name)
    assert kept == mine.with_name(f"failure-modes.before-reset-{date.today().isoformat()}.ipynb")
    assert (kept.read_text(), mine.read_text()) == ("my answer", "graded, first edition")


def test_resets_on_one_day_keep_each_copy(small: Path) -> None:
    make_workspace(small)
    mine = small / "workspace" / START
    kept = []
    for answer in ("first", "second", "third"):
        mine.write_text(answer)
        kept.append(reset_notebook(small, "start-here"))
    assert [path.read_text() for path in kept] == ["first", "second", "third"]


def test_a_reset_copy_counts_as_untouched(small: Path) -> None:
    make_workspace(small)
    (small / "workspace" / START).write_text("mine")
    reset_notebook(small, "start-here")
    (small / "notebooks" / START).write_text("start, second edition")
    assert make_workspace(small).refreshed == (START,)


def test_reset_names_what_it_knows(small: Path) -> None:
    make_workspace(small)
    with pytest.raises(UnknownName, match=r"Did you mean 'failure-modes'.*Known: start-here, failure-modes"):
        reset_notebook(small, "failure-mode")


def test_reset_of_a_missing_copy_says_what_to_do(small: Path) -> None:
    with pytest.raises(RoundsError, match=r"no copy of start-here.ipynb .* `rounds lab` makes one"):
        reset_notebook(small, "start-here")


def test_a_folder_without_notebooks_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(RoundsError, match="holds no notebooks to work on"):
        make_workspace(tmp_path)


def test_a_read_only_course_gets_one_sentence(small: Path, read_only: Callable[[Path], list[str]]) -> None:
    code = (
        "import sys; from pathlib import Path; from rounds.errors import RoundsError\n"
        "from rounds.lab.workspace import make_workspace\n"
        "try: make_workspace(Path(sys.argv[1]))\n"
        "except RoundsError as error: sys.exit(str(error))\n"
    )
    done = subprocess.run(
        [*read_only(small), sys.executable, "-c", code, str(small)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Make it and its folder writable" in done.stderr
    assert "Traceback" not in done.stderr
