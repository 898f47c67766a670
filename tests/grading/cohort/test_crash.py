"""A cohort whose coordinator is killed: what was finished is kept, nothing half-way counts, the next run goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from rounds.grading.cohort.outputs import Trim
from rounds.grading.cohort.store import Store, key_of
from rounds.grading.cohort.work import Done, Work

pytestmark = pytest.mark.slow

SLOW = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from fakes import FakeEngine
from rounds.course import load
from rounds.grading.cohort.run import grade
from rounds.grading.cohort.local import Local
from rounds.grading.cohort.submitted import submissions
engine = FakeEngine(workers=4, before=lambda piece: time.sleep(600 * ("slow" in str(piece.answer))))
course = load(Path({root!r}))
for each in grade(course, submissions(course), judges=Local(engine)):
    print(each.submitted.student, each.points, each.reused, flush=True)
"""


def points(root) -> dict[str, float | None]:
    words = (
        "SELECT student_id, SUM(auto_score) FROM grade JOIN submitted_notebook ON grade.notebook_id = "
        "submitted_notebook.id JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id "
        "GROUP BY student_id"
    )
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        return dict(database.execute(words).fetchall())


def test_after_a_kill_the_next_run_goes_on_where_it_ended(sample, released, with_sources, hand_in, request) -> None:
    tests = str(request.config.rootpath / "tests")
    for student, answer in {"a": "one = 1", "b": "slow = 1", "c": "half = 1"}.items():
        hand_in(student, with_sources(released, {"relative-change": answer, "moving-average": answer}))
    words = [sys.executable, "-c", SLOW.format(tests=tests, root=str(sample.root))]
    killed = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    finished = {killed.stdout.readline().split()[0] for _ in "ac"}
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert finished == {"a", "c"}
    assert points(sample.root)["a"] == 5
    assert points(sample.root).get("b") is None
    hand_in("b", with_sources(released, {"relative-change": "now = 1", "moving-average": "now = 1"}))
    again = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert sorted(again) == ["a 5.0 1", "b 5.0 0", "c 2.5 1"]


def test_old_results_are_pruned_and_those_in_use_are_kept(tmp_path, monkeypatch) -> None:
    store = Store(tmp_path)
    keys = [key_of(Work(f"n{number}", 30.0, Trim())) for number in range(3)]
    for key in keys:
        store.put(key, Done(()))
    old = time.time() - 91 * 86_400
    os.utime(tmp_path / ".rounds" / "judged" / keys[0], (old, old))
    os.utime(tmp_path / ".rounds" / "judged" / keys[1], (old, old))
    assert store.get(keys[1]) == Done(())  # asked for, so it is in use
    store.prune()
    assert [store.get(key) is not None for key in keys] == [False, True, True]
    monkeypatch.setattr("rounds.grading.cohort.store.MOST_KEPT", 1)
    store.prune()
    assert len(list((tmp_path / ".rounds" / "judged").iterdir())) == 1
