"""The same seed gives the same numbers: in any order, in any process, on any supported Python."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sim import golden

SOURCE = Path(golden.__file__).parents[2] / "src"
GOLDEN = json.loads(golden.FILE.read_text())
PYTHONS = ("python3.11", "python3.12", "python3.13")


def elsewhere(python: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The figures as another process finds them."""
    return subprocess.run(
        [python, golden.__file__],
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", golden.CASES)
def test_each_run_gives_its_golden_figures(name: str) -> None:
    assert golden.figures(name) == GOLDEN[name]


def test_the_golden_file_holds_every_case_and_no_other() -> None:
    assert list(GOLDEN) == list(golden.CASES)


def test_the_order_of_runs_and_the_global_generators_have_no_say() -> None:
    names = [name for name in golden.CASES if name.startswith("mixed")]
    for seed in (1, 2):
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 (the global state that must not matter)
        order = random.sample(names, len(names))
        assert {name: golden.figures(name) for name in order} == {name: GOLDEN[name] for name in order}


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_with_another_hash_seed_finds_the_same(hash_seed: str) -> None:
    done = elsewhere(sys.executable, PYTHONHASHSEED=hash_seed)
    assert json.loads(done.stdout) == GOLDEN, done.stderr


def at_hand() -> list[str]:
    """The other supported interpreters on the path that have numpy and SimPy; the hosted tests run on each of them."""
    found = []
    for name in PYTHONS:
        path = shutil.which(name)
        if path is None or name == f"python3.{sys.version_info[1]}":
            continue
        if subprocess.run([path, "-c", "import numpy, simpy"], capture_output=True, check=False).returncode == 0:
            found.append(path)
    return found


@pytest.mark.slow
def test_every_other_python_at_hand_finds_the_same() -> None:
    for python in at_hand():
        done = elsewhere(python)
        assert json.loads(done.stdout) == GOLDEN, f"{python}: {done.stderr}"
