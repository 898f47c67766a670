"""The page about the policies: its Python runs, every policy has a row with its defaults, and figures are the lab's."""

import inspect
import re
from math import inf
from pathlib import Path

import pytest

from rounds.sim import Demand, NoRetry, Scenario, Service, run
from rounds.sim import policies as p

PAGE = (Path(__file__).parents[3] / "docs" / "policies.md").read_text()
CELLS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
PARAMETERS = {name.strip("`"): parameters for name, _, parameters, _, _ in (row for row in CELLS if len(row) == 5)}
POLICIES = [name for name in p.__all__ if name not in ("Guard", "ConcurrencyLimit")]


def test_its_python_runs() -> None:
    (piece,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(piece, "policies.md", "exec"), {"__name__": "page"})


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_has_a_row_with_its_parameters_and_their_defaults(name: str) -> None:
    told = dict(re.findall(r"`(\w+)`(?: (\([^)]*\)|[\w.]+))?", PARAMETERS[name]))
    for parameter in inspect.signature(getattr(p, name)).parameters.values():
        if parameter.name in ("retry", "inner", "make") and parameter.name not in told:
            continue
        default = told.pop(parameter.name)
        if parameter.default is not inspect.Parameter.empty:
            assert eval(default, {"inf": inf}) == parameter.default, parameter.name
    assert told == {}


def test_no_row_is_of_a_policy_that_is_not_there() -> None:
    assert set(PARAMETERS) - {"policy", "admission", "---"} == set(POLICIES)


OVERLOAD = [row for row in CELLS if len(row) == 4 and "(" in row[0]]


@pytest.mark.slow
@pytest.mark.parametrize("row", OVERLOAD, ids=lambda row: row[0])
def test_the_table_of_the_overload_is_what_the_lab_gives(row: list[str]) -> None:
    (code,) = re.findall(r"`(.*?)`", row[0])

    def goodput(load: int, seed: int) -> int:
        service = Service(10, Demand(0.1, "lognormal", 0.25), admission=lambda: eval(code, vars(p)))
        scenario = Scenario(load, service, warm_up=5.0, horizon=60.0, cool_down=0.0)
        return round(run(scenario, NoRetry, seed).goodput())

    for load, cell in zip((120, 150, 300), row[1:], strict=True):
        found = [goodput(load, seed) for seed in range(5)]
        low, high = min(found), max(found)
        assert cell == (f"{low}" if low == high else f"{low} to {high}"), f"at {load} a second"


def test_all_rows_of_that_table_are_looked_at() -> None:
    assert len(OVERLOAD) == 8
