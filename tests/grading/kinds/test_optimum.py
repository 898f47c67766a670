"""Choices are measured against the exact optimum, and points follow from figures that fail closed."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.grading.kinds import AuthoringError, Choices, Measure, Played, Problem, Regrets, award, outside


def _problem(**changes: Any) -> Problem[list[int]]:
    rest: dict[str, Any] = {
        "value": lambda instance, choice: float(instance[choice]),
        "best": lambda instance: float(max(instance)),
        "baseline": lambda instance: float(instance[0]),
        "fault": lambda instance, choice: "" if 0 <= choice < len(instance) else f"there are {len(instance)} options",
    }
    return Problem(**{**rest, **changes})


INSTANCES = [[1, 5, 3], [2, 2, 8], [4, 1, 1]]


def test_the_best_choice_has_no_regret_and_the_lazy_one_captures_nothing() -> None:
    best = _problem().play(INSTANCES, lambda instance: instance.index(max(instance)))
    assert (best.mean, best.worst, best.captured, best.mean_share, best.within(0)) == (0, 0, 1, 1, 1)
    lazy = _problem().play(INSTANCES, lambda _: 0)
    assert lazy.captured == 0
    assert (lazy.mean, lazy.worst, lazy.worst_share) == (pytest.approx(10 / 3), 6, 0.2)


def test_costs_are_regret_in_the_same_units() -> None:
    cheapest = _problem(best=lambda instance: float(min(instance)), costs=True)
    choices = cheapest.play(INSTANCES, lambda _: 0)
    assert choices.worst == 3
    assert choices.within(0) == pytest.approx(2 / 3)


def test_an_illegal_choice_counts_as_the_lazy_one_and_is_told() -> None:
    choices = _problem().play(INSTANCES, lambda _: 9)
    assert choices.captured == 0
    with pytest.raises(
        AssertionError, match=r"3 of 3 choices break a rule\. One: 9 is not allowed: there are 3 options"
    ):
        choices.valid()
    with pytest.raises(AssertionError, match="Instance 1: 9 is not allowed"):
        _problem(baseline=None).play(INSTANCES, lambda _: 9)


def test_a_crash_is_explained_and_a_stub_is_not_done_yet() -> None:
    with pytest.raises(AssertionError, match="Your function raised ZeroDivisionError"):
        _problem().play(INSTANCES, lambda _: 1 // 0)

    def stub(_: list[int]) -> int:
        raise NotImplementedError

    with pytest.raises(AssertionError, match="is not done yet"):
        _problem().play(INSTANCES, stub)


def test_an_answer_better_than_the_optimum_is_the_authors_fault() -> None:
    with pytest.raises(AuthoringError, match="the optimum is wrong"):
        _problem(best=lambda _: 1.0).play(INSTANCES, lambda _: 1)
    with pytest.raises(AuthoringError, match="not finite"):
        Played(math.nan, 1.0)
    with pytest.raises(AuthoringError, match="Nothing was played"):
        _ = Choices().mean
    with pytest.raises(AuthoringError, match="anything to gain"):
        _ = Regrets([Played(1, 1, 1)]).captured
    with pytest.raises(AuthoringError, match="optima above 0"):
        _ = Regrets([Played(-1, 0)]).mean_share


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=1))
def test_captured_and_regret_are_two_views_of_one_figure(rows: list[tuple[float, float]]) -> None:
    regrets = Regrets([Played(value, value + short + 1, 0.0) for value, short in rows])
    attainable = sum(p.best for p in regrets.played)
    assert regrets.captured == pytest.approx(1 - regrets.mean * len(rows) / attainable)


@pytest.mark.parametrize(
    ("value", "full", "partial", "less", "share"),
    [
        (0.9, 0.85, 0.4, None, 1.0),
        (0.5, 0.85, 0.4, None, 0.5),
        (0.3, 0.85, 0.4, None, 0.0),
        (400.0, 400, 700, None, 1.0),
        (650.0, 400, 700, None, 0.5),
        (701.0, 400, 700, None, 0.0),
        (0.9, 0.85, None, None, 1.0),
        (0.9, 0.85, None, True, 0.0),
        (math.nan, 0.85, 0.4, None, 0.0),
        (math.nan, 400, 700, None, 0.0),
        (math.nan, 400, None, True, 0.0),
    ],
)
def test_a_measure_earns_all_half_or_nothing(
    value: float, full: float, partial: float | None, less: bool | None, share: float
) -> None:
    assert Measure(value, full, partial, less).share == share


def test_an_award_is_the_share_of_the_points_and_prints_why_it_is_half(capsys: pytest.CaptureFixture[str]) -> None:
    assert award(4, Measure(0.9, 0.8, 0.5, says="Good.")) == 4
    assert capsys.readouterr().out == ""
    assert award(4, Measure(0.6, 0.8, 0.5, says="You reached 60%.")) == 2
    assert capsys.readouterr().out == "Half of the points. You reached 60%.\n"
    with pytest.raises(AssertionError, match="You reached 40%"):
        award(4, Measure(0.4, 0.8, 0.5, says="You reached 40%."))
    with pytest.raises(AssertionError, match=r"measured 0\.4; needed 0\.8"):
        award(4, Measure(0.4, 0.8, 0.5))


def test_a_cell_pays_nothing_while_a_sibling_fails() -> None:
    waiting, damage = Measure(0.0, 265, 300), Measure(2124.0, 400, 700, says="2,124 hours of damage.")
    with pytest.raises(AssertionError, match="only together with another property, which fails:\n2,124 hours"):
        award(3, waiting, provided=[damage])
    assert award(3, waiting, provided=[Measure(500.0, 400, 700)]) == 3
    late = Measure(310.0, 265, 300, says="310 hours of waiting.")
    for own, sibling in ((late, damage), (damage, late)):  # where both fail, each tells its own
        with pytest.raises(AssertionError, match=f"^{own.says}$"):
            award(3, own, provided=[sibling])


def test_contradicting_thresholds_are_the_authors_fault() -> None:
    with pytest.raises(AuthoringError, match="contradict"):
        Measure(1, 0.8, 0.5, less=True)
    with pytest.raises(AuthoringError, match="equal"):
        Measure(1, 0.8, 0.8)


def test_outside_is_zero_within_and_the_distance_beyond() -> None:
    assert [outside(x, 0.8, 0.97) for x in (0.8, 0.9, 0.97)] == [0, 0, 0]
    assert outside(1.0, 0.8, 0.97) == pytest.approx(0.03)
    assert outside(0.7, 0.8, 0.97) == pytest.approx(0.1)
    assert math.isnan(outside(math.nan, 0, 1))
