"""Panels over time: the same scales, the fault shaded and named, and something to see where there are no figures."""

from math import nan
from typing import Any

import pytest
from sim.scenarios.pictures import assert_readable

from rounds.sim import Fault, NaiveRetry, NoRetry, Scenario, compare
from rounds.sim.plots import BLUE, RED, Picture
from rounds.sim.scenarios.cascade import CASCADE
from rounds.sim.scenarios.hedging import HEDGING
from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples
from rounds.sim.scenarios.region_failover import REGION_FAILOVER
from rounds.sim.scenarios.retry_amplification import RETRY_AMPLIFICATION
from rounds.sim.scenarios.shards import SHARDS
from rounds.sim.scenarios.shares import between, told
from rounds.sim.scenarios.slow_dependency import SLOW_DEPENDENCY
from rounds.sim.scenarios.spec import ScenarioSpec


def picture(columns: int = 3) -> Picture:
    scenario = Scenario(80, faults=(Fault(10, 15),), horizon=40)
    comparison = compare(scenario, {"none": NoRetry, "naive": NaiveRetry, "third": NoRetry})

    def load(axes: Any, run: Any) -> None:
        axes.plot(run.series["attempts"], color=RED)
        limit(axes, 100, "capacity")

    rows = (
        Row("availability", lambda axes, run: availability(axes, run, BLUE), (("users", BLUE),), slo=True),
        Row("attempts (1/s)", load, (("attempts", RED),)),
    )
    return plot_multiples(comparison, rows, {"none": "A", "naive": "B", "third": "C"}, "What happens", columns)


@pytest.mark.parametrize(("columns", "panels"), [(1, 6), (2, 8), (3, 6), (7, 6)])
def test_policies_stand_side_by_side_and_below_each_other(columns: int, panels: int) -> None:
    made = picture(columns)
    assert len(made.axes) == panels
    assert_readable(made, "A", "B", "C", "time (s)", "availability", "attempts (1/s)", "freeze")


def test_the_same_quantity_has_the_same_scale_in_all_panels_and_the_fault_is_shaded() -> None:
    made = picture(2)
    shown = [axes for axes in made.axes if axes.get_visible()]
    assert len(shown) == 6
    availabilities = [axes for axes in shown if axes.get_title("left")]
    others = [axes for axes in shown if not axes.get_title("left")]
    for group in (availabilities, others):
        assert len({axes.get_ylim() for axes in group}) == 1
    assert others[0].get_ylim()[1] > 200  # naive retries, in another panel
    assert all(any(patch.get_x() == 10 and patch.get_width() == 5 for patch in axes.patches) for axes in shown)


def test_curves_are_named_once_and_the_slo_with_them() -> None:
    (legend,) = picture().legends
    assert [text.get_text() for text in legend.get_texts()] == ["users", "attempts", "SLO 99%"]


CALM = {"outage": 0, "horizon": 100}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spec", "values"),
    [
        (CASCADE, CALM),
        (CASCADE, {"load_a": 0, "load_b": 0} | CALM),
        (SHARDS, CALM | {"load": 20}),
        (RETRY_AMPLIFICATION, CALM),
        (SLOW_DEPENDENCY, CALM),
        (SLOW_DEPENDENCY, {"load": 0, "horizon": 100}),
        (REGION_FAILOVER, CALM),
        (HEDGING, {"replicas": 2, "timeout": 0.01, "horizon": 60}),
    ],
    ids=lambda value: value.name if isinstance(value, ScenarioSpec) else None,
)
def test_a_picture_without_figures_is_still_drawn(spec: ScenarioSpec, values: dict[str, float]) -> None:
    made = spec.compare(next(iter(spec.policies)), **values).plot()
    assert_readable(made, "time (s)")
    assert made._suptitle is not None
    assert "nan" not in made._suptitle.get_text() + "".join(axes.get_title("left") for axes in made.axes)


def test_a_title_has_the_least_and_the_largest_share_or_a_dash() -> None:
    assert between({"a": 0.5, "b": 0.015, "c": 1.0}) == "2% (b) to 100% (c)"
    assert between({"a": 0.5, "b": nan}) == "50%"
    assert between({"a": 0.751, "b": 0.749}) == "75%"
    assert between({"a": nan}) == told(nan) == "–"
