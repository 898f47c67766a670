"""The lab stands alone: its import is quick and brings neither Jupyter nor nbgrader nor matplotlib."""

import os
import subprocess
import sys
from time import perf_counter

import pytest

HEAVY = ("IPython", "jupyter", "nbformat", "nbgrader", "matplotlib", "sqlalchemy", "typer", "rich", "rounds.cli")


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("module", ["rounds.sim", "rounds.sim.scenarios", "rounds.sim.theory"])
def test_the_lab_imports_nothing_heavy(module: str) -> None:
    loaded = python(f"import sys, {module}; print(*sys.modules)").split()
    assert module in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []


def test_a_run_and_its_figures_need_no_matplotlib() -> None:
    code = """
import sys
from rounds.sim import NoRetry, Scenario, compare
print(compare(Scenario(5, horizon=10.0), {"none": NoRetry}).as_json())
print("matplotlib" in sys.modules)
"""
    assert python(code).endswith("False\n")


def test_the_lab_imports_in_well_under_a_second() -> None:
    seconds = []
    for _ in range(2):
        begun, used = perf_counter(), os.times().children_user
        python("import rounds.sim")
        seconds.append(min(perf_counter() - begun, os.times().children_user - used))
    assert min(seconds) < 0.8


def test_every_exported_name_is_there() -> None:
    import rounds.sim

    assert all(getattr(rounds.sim, name).__doc__ for name in rounds.sim.__all__ if name != "OutcomeKind")
