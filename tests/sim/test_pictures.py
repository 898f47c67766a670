"""Every picture of the lab, with one policy and with two: labelled, with units, no word on another and none cut off."""

import re

import pytest
from matplotlib.figure import Figure
from sim.scenarios.pictures import assert_readable
from sim.test_plots import visible

from rounds.sim.scenarios import SCENARIOS
from rounds.sim.sweep import sweep

# What has no unit: shares and numbers of things.
BARE = ("availability", "answers", "share of", "threads held", "writes sent", "clients", "hits", "users shown")
UNIT = re.compile(r"\((s|1/s|requests/s)\)$")


def assert_labelled(figure: Figure) -> None:
    """Each quantity and its unit stand at least at one panel of those that show it."""
    labels = [text for axes in visible(figure) for text in (axes.get_xlabel(), axes.get_ylabel()) if text]
    assert any(axes.get_xlabel() for axes in visible(figure))
    assert any(axes.get_ylabel() for axes in visible(figure))
    for label in labels:
        assert UNIT.search(label) or label.startswith(BARE), label


@pytest.mark.slow
@pytest.mark.parametrize("policies", [1, 2])
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenarios_picture_is_readable_with_few_policies(name: str, policies: int) -> None:
    spec = SCENARIOS[name]
    picture = spec.compare(*list(spec.policies)[:policies]).plot()
    assert_readable(picture)
    assert_labelled(picture)


@pytest.mark.parametrize(
    ("grid", "policies", "figure"),
    [
        ({"load": (20, 30, 40, 60, 80)}, ("none", "naive", "retry-budget"), "availability.after"),
        ({"load": (20, 40, 60)}, ("none", "naive"), "recovery_s"),
        ({"load": (20, 40, 60), "outage": (0, 5, 10)}, ("naive",), "recovery_s"),
        ({"load": (20, 40, 60), "outage": (0, 5)}, ("none", "naive", "retry-budget", "circuit-breaker"), "p99"),
    ],
)
def test_a_sweeps_picture_is_readable(
    grid: dict[str, tuple[float, ...]], policies: tuple[str, ...], figure: str
) -> None:
    picture = sweep("retry-storm", grid, policies, workers=1, horizon=100).plot(figure)
    assert_readable(picture)
    assert_labelled(picture)
