"""The lab's pictures: labelled axes with units, shaded faults, the SLO as a line, and no words on top of others."""

from functools import cache
from itertools import combinations
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from sim.helpers import calm, storm

from rounds.sim import Fault, Load, NaiveRetry, NoRetry, Scenario, compare
from rounds.sim.plots import SLO, plot_comparison, plot_results
from rounds.sim.policies import CircuitBreaker, FullJitter, RetryBudget

TWO = {"no retry": NoRetry, "3 retries": NaiveRetry}
FOUR = TWO | {"retry budget": RetryBudget, "circuit breaker": CircuitBreaker}
TWO_FAULTS = Scenario(20, faults=(Fault(10, 15, "cut"), Fault(30, 50, "slow")), horizon=60.0)

PICTURES: dict[str, tuple[Scenario, dict[str, Any]]] = {
    "one": (storm(horizon=80), {"no retry": NoRetry}),
    "one with states": (storm(horizon=80), {"circuit breaker": CircuitBreaker}),
    "two": (storm(horizon=80), TWO),
    "four, some with states": (storm(horizon=80), FOUR),
    "four, long": (storm(12, horizon=500), FOUR),
    "two faults": (TWO_FAULTS, {"full jitter": FullJitter, "3 retries": NaiveRetry}),
    "large load": (storm(9000, horizon=41), {"no retry": NoRetry}),
}


@cache
def picture(name: str) -> Figure:
    return compare(*PICTURES[name]).plot()


def visible(figure: Figure) -> list[Axes]:
    return [axes for axes in figure.axes if axes.get_visible()]


def words(figure: Figure, dpi: float) -> list[tuple[str, Any]]:
    """Every text that is drawn, with the box that it takes."""
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    drawn = [figure._suptitle] if figure._suptitle else []
    for axes in visible(figure):
        drawn += [axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label, *axes.texts]  # type: ignore[attr-defined]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            drawn += [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high and t.label1.get_visible()]
        if legend := axes.get_legend():
            drawn += legend.get_texts()
    found: list[Text] = [text for text in drawn if text is not None and text.get_text() and text.get_visible()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in found]


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_no_word_stands_on_another_or_outside_the_picture(name: str) -> None:
    drawn = words(picture(name), dpi=90)
    assert len(drawn) > 15
    for (one, box), (other, another) in combinations(drawn, 2):
        assert not (box.padded(-0.5).overlaps(another.padded(-0.5))), f"{one!r} and {other!r}"
    whole = picture(name).bbox
    for text, box in drawn:
        assert whole.x0 <= box.x0, text
        assert box.x1 <= whole.x1, text
        assert whole.y0 <= box.y0, text
        assert box.y1 <= whole.y1, text


@pytest.mark.parametrize("name", ["one with states", "four, some with states"])
def test_axes_are_labelled_with_their_units(name: str) -> None:
    columns = len(PICTURES[name][1])
    grid = picture(name).axes
    first = [axes.get_ylabel() for axes in grid[::columns]]
    assert first[:3] == ["availability", "latency of\nsuccesses (s)", "load (1/s)"]
    for column in range(columns):
        shown = [axes for axes in grid[column::columns] if axes.get_visible()]
        assert shown[-1].get_xlabel() == "time (s)"
        assert shown[0].get_title("left") == list(PICTURES[name][1])[column]


def shaded(axes: Axes) -> list[tuple[float, float]]:
    """The spans that are shaded from the bottom to the top."""
    spans = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height() == 1]
    return [(span.get_x(), span.get_x() + span.get_width()) for span in spans]


def test_every_fault_is_shaded_in_every_panel_over_time_and_named_once_a_column() -> None:
    for axes in picture("two faults").axes:
        assert shaded(axes) == [(10, 15), (30, 50)]
    named = [text.get_text() for axes in picture("two faults").axes for text in axes.texts]
    assert named.count("cut") == named.count("slow") == 2
    for axes in picture("two").axes:
        assert shaded(axes) == [(30, 40)]


def test_the_slo_and_the_capacity_are_lines_that_are_named() -> None:
    def levels(axes: Axes) -> list[float]:
        return [line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "--"]  # type: ignore[index]

    grid = picture("two").axes
    assert [levels(axes) for axes in grid[:2]] == [[SLO], [SLO]]
    assert [levels(axes) for axes in grid[4:6]] == [[100], [100]]
    named = [text.get_text() for axes in grid for text in axes.texts]
    assert named.count("SLO 99%") == named.count("capacity") == 1
    assert named.count("p50") == named.count("p99") == 1


def test_columns_share_their_scales_so_that_policies_can_be_compared() -> None:
    grid = picture("four, some with states").axes
    for row in range(3):
        assert len({axes.get_ylim() for axes in grid[4 * row : 4 * row + 4]}) == 1
    load = grid[8].get_ylim()
    assert load[0] == 0
    assert load[1] > 300  # naive retries, in another column


def test_a_ribbon_stands_only_under_policies_with_states() -> None:
    assert len(picture("two").axes) == 6
    ribbons = picture("four, some with states").axes[12:]
    assert [axes.get_visible() for axes in ribbons] == [False, False, False, True]
    legend = ribbons[3].get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["closed", "half-open", "open"]


class Moody(NoRetry):
    """Has states of its own."""

    def __init__(self) -> None:
        self.state = "OPEN"

    def before(self, call: Any) -> bool:
        self.state = "half_open" if call.u < 0.5 else "closed"
        return True


def test_states_with_names_of_ones_own_are_drawn_too() -> None:
    figure = compare(calm(load=100), {"mine": Moody}).plot()
    words(figure, 60)
    legend = figure.axes[-1].get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["closed", "OPEN", "half_open"]
    colours = {tuple(patch.get_facecolor()[0]) for patch in figure.axes[-1].collections}  # type: ignore[index]
    assert len(colours) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    [calm(load=0), calm(faults=(Fault(0, 20, "cut"),)), calm(), calm(load=Load(0, bursts=((3.0, 50),)))],
    ids=["no load", "no success", "no fault", "one burst"],
)
def test_a_picture_without_figures_is_still_drawn(scenario: Scenario) -> None:
    figure = compare(scenario, {"no retry": NoRetry}).plot()
    assert [text for text, _ in words(figure, 60) if text == "availability"]


def test_a_notebook_shows_a_picture_as_png_without_pyplot() -> None:
    comparison = compare(calm(), {"none": NoRetry})
    figure = plot_comparison(comparison, title="Nothing happens")
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert "Nothing happens" in [text for text, _ in words(figure, 60)]
    import sys

    if "matplotlib.pyplot" in sys.modules:
        assert sys.modules["matplotlib.pyplot"].get_fignums() == []


def test_results_of_runs_can_be_drawn_without_a_comparison() -> None:
    comparison = compare(calm(), {"none": NoRetry}, seeds=(1, 2))
    figure = plot_results([(f"seed {result.seed}", result) for result in comparison.results["none"]])
    assert [axes.get_title("left") for axes in figure.axes[:2]] == ["seed 1", "seed 2"]
