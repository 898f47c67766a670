"""A cohort through a real Dask scheduler with two workers on this machine: the same scores as without it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import dask_cluster
from servers import rounds

from rounds.errors import RoundsError
from rounds.grading.cohort.local import start
from rounds.grading.cohort.run import Choice, grade
from rounds.grading.cohort.submitted import submissions

pytestmark = pytest.mark.slow
pytest.importorskip("distributed")

HALF = "def relative_change(before, after):\n    return after / before - 1 if before else 0.0"


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    with dask_cluster(tmp_path) as address:
        yield address


def test_a_cohort_on_two_workers_gets_the_same_scores(
    sample, released, right, with_sources, hand_in, scheduler
) -> None:
    hand_in("right", with_sources(released, right))
    hand_in("half", with_sources(released, {**right, "relative-change": HALF}))
    hand_in("stub", released)
    hand_in("crash", with_sources(released, {**right, "moving-average": "import os\nos._exit(1)"}))

    def scores(**where: str) -> dict[str, tuple]:
        judges = start(sample.root, unsandboxed=True, **where)
        done = grade(sample, submissions(sample), judges=judges, choice=Choice(force=True))
        return {
            each.submitted.student: (
                each.points,
                each.failures,
                [
                    (v.test, v.points, v.message)
                    for report in each.notebooks
                    for e in report.exercises
                    for v in e.verdicts
                ],
            )
            for each in done
        }

    there, here = scores(scheduler=scheduler), scores()
    assert there == here
    assert {student: points for student, (points, *_) in there.items()} == {
        "right": 5,
        "half": 4,
        "stub": 0,
        "crash": 3,
    }


def test_a_scheduler_that_is_not_there_is_said_soon_and_in_a_sentence(sample) -> None:
    began = time.monotonic()
    with pytest.raises(RoundsError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        start(sample.root, scheduler="tcp://127.0.0.1:9")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("address", ["nowhere", "tcp://", "ftp://host:1", "tcp://host:99999"])
def test_what_is_no_address_is_said_in_a_sentence(sample, address) -> None:
    with pytest.raises(RoundsError, match="is no address of a Dask scheduler"):
        start(sample.root, scheduler=address)


def test_without_dask_the_option_says_what_to_install(sample, tmp_path, hand_in, released) -> None:
    hand_in("stub", released)
    shutil.copytree(sample.root, tmp_path / "course")
    hidden = tmp_path / "hidden" / "distributed"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('not installed')")
    done = subprocess.run(
        [rounds(), "grade", "--scheduler", "tcp://127.0.0.1:1"],
        cwd=tmp_path / "course",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(hidden.parent), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip() == ("--scheduler needs Dask: `pip install distributed` here and on every worker.")
