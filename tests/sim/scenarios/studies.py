"""Studies told in columns, and the figures of their runs."""

from typing import Any

from sim.helpers import SEEDS

from rounds.sim.scenarios import ScenarioSpec
from rounds.sim.scenarios.columns import ColumnStudy


def study_of(spec: ScenarioSpec, *policies: str, seeds: tuple[int, ...] = tuple(SEEDS), **values: Any) -> ColumnStudy:
    made = spec.compare(*policies, seeds=seeds, **values)
    assert isinstance(made, ColumnStudy)
    return made


def figures(study: ColumnStudy, name: str, key: str) -> list[float]:
    """A column of a policy, of every run."""
    (column,) = [column for column in study.columns if column.key == key]
    return [column.of(result) for result in study.comparison.results[name]]
