"""Clients that contend for one row: against the published simulator, in closed form where there is one, and by hand."""

import json
from functools import cache
from math import erf, exp, inf, nan, pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from rounds.errors import RoundsError
from rounds.sim.contention import Contention, Refusal, contend
from rounds.sim.scenarios.contention import (
    BACKOFFS,
    CONTENTION,
    ContentionStudy,
    Figures,
    decorrelated_jitter,
    exponential,
    full_jitter,
    none,
)

PUBLISHED = json.loads((Path(__file__).parent / "data" / "aws_backoff.json").read_text())["rows"]
OURS = {
    "None": "none",
    "Exponential": "exponential",
    "FullJitter": "full-jitter",
    "EqualJitter": "equal-jitter",
    "Decorr": "decorrelated-jitter",
}
MS = 0.001  # the published figures count in milliseconds


@cache
def figures(algorithm: str, clients: int, trials: int) -> Figures:
    """In the published model: base 5 ms, cap 2000 ms, messages of |Normal(10, 2)| ms."""
    contention = Contention(clients, base=5 * MS, cap=2000 * MS, delay=10 * MS, spread=2 * MS, trials=trials)
    return Figures.of(contend(contention, BACKOFFS[OURS[algorithm]], seed=1))


def agrees(row: dict[str, Any], trials: int) -> None:
    """Within three combined standard errors, which are small enough to notice an error of a few per cent."""
    ours = figures(row["algorithm"], row["clients"], trials)
    for mean, error, published, its_error in (
        (ours.time, ours.time_error, row["time_mean"] * MS, row["time_se"] * MS),
        (ours.calls, ours.calls_error, row["calls_mean"], row["calls_se"]),
    ):
        combined = sqrt(error**2 + its_error**2)
        assert abs(mean - published) < 3 * combined
        assert combined < 0.05 * published


def named(row: dict[str, Any]) -> str:
    return f"{row['algorithm']} {row['clients']} of {row['trials']}"


@pytest.mark.slow
@pytest.mark.parametrize("row", PUBLISHED, ids=named)
def test_every_row_of_the_published_table_with_1000_trials(row: dict[str, Any]) -> None:
    agrees(row, trials=1000)


@pytest.mark.parametrize("row", [row for row in PUBLISHED if row["clients"] == 10], ids=named)
def test_the_rows_of_ten_clients_with_400_trials(row: dict[str, Any]) -> None:
    agrees(row, trials=400)


@pytest.mark.parametrize("clients", [1, 2, 7, 30])
def test_in_lockstep_one_client_wins_each_round(clients: int) -> None:
    """Messages that all take equally long: N rounds of four messages, N + (N - 1) + ... + 1 writes."""
    lockstep = Contention(clients, base=0.005, cap=2.0, delay=0.01, spread=0.0, trials=1)
    [trial] = contend(lockstep, none)
    assert trial.calls == clients * (clients + 1) / 2
    assert trial.time == pytest.approx(4 * 0.01 * clients)
    [trial] = contend(lockstep, exponential)
    assert trial.calls == clients * (clients + 1) / 2
    assert trial.time == pytest.approx(4 * 0.01 * clients + sum(min(2.0, 0.005 * 2**n) for n in range(1, clients)))


@pytest.mark.parametrize("name", BACKOFFS)
def test_nobody_is_refused_more_often_than_there_are_others(name: str) -> None:
    refusals: list[int] = []

    def backoff(refusal: Refusal) -> float:
        refusals.append(refusal.failures)
        return BACKOFFS[name](refusal)

    wild = Contention(clients=12, base=0.001, delay=0.01, spread=0.02, trials=20)
    calls = [trial.calls for trial in contend(wild, backoff, seed=3)]
    assert len(refusals) == sum(calls) - 12 * 20  # every client wrote once, and every other write was refused
    assert max(refusals) <= 11
    assert max(calls) <= 12 * 13 / 2


def test_messages_take_the_absolute_value_of_a_normal_time() -> None:
    """The mean and variance of the folded normal distribution (Leone, Nelson and Nottingham, 1961), four times."""
    mean, spread = 0.01, 0.015
    normal_below = (1 + erf(-mean / spread / sqrt(2))) / 2
    folded = spread * sqrt(2 / pi) * exp(-(mean**2) / (2 * spread**2)) + mean * (1 - 2 * normal_below)
    variance = mean**2 + spread**2 - folded**2
    times = [t.time for t in contend(Contention(1, delay=mean, spread=spread, trials=20_000), none)]
    assert np.mean(times) == pytest.approx(4 * folded, abs=4 * sqrt(4 * variance / 20_000))
    assert np.var(times) == pytest.approx(4 * variance, rel=0.05)


def test_a_backoff_is_told_of_its_own_failures_and_waits_and_meets_the_same_luck_as_any_other() -> None:
    told: dict[str, list[Refusal]] = {"one": [], "other": []}

    def one(refusal: Refusal) -> float:
        told["one"].append(refusal)
        return 0.25 * refusal.failures

    def other(refusal: Refusal) -> float:
        told["other"].append(refusal)
        return 3.0

    for backoff in (one, other):
        contend(Contention(2, base=0.5, cap=7.0, spread=0.001, trials=40), backoff, seed=2)
    [*firsts] = [refusal for refusal in told["one"] if refusal.failures == 1]
    assert len(firsts) > 20
    assert {(refusal.previous, refusal.base, refusal.cap) for refusal in told["one"]} == {(0.5, 0.5, 7.0)}
    assert firsts == told["other"]
    assert all(0 <= refusal.u < 1 for refusal in firsts)
    assert len({refusal.u for refusal in firsts}) == len(firsts)
    told["one"].clear()
    contend(Contention(9, base=0.5, spread=0.0, trials=1), one)
    assert {(r.failures, r.previous) for r in told["one"]} == {(1, 0.5)} | {(n, 0.25 * (n - 1)) for n in range(2, 9)}


def test_backoffs_that_wait_alike_differ_by_nothing_and_more_trials_leave_the_first_as_they_were() -> None:
    ten = Contention(clients=10, trials=10)
    assert contend(ten, lambda refusal: 0.0 * refusal.u, seed=4) == contend(ten, none, seed=4)
    assert contend(ten, full_jitter, seed=4) != contend(ten, full_jitter, seed=5)
    few = contend(Contention(clients=10, trials=3), decorrelated_jitter, seed=4)
    assert contend(ten, decorrelated_jitter, seed=4)[:3] == few
    assert len(set(contend(ten, none, seed=4))) == 10


@pytest.mark.parametrize(
    ("name", "waits"),
    [
        ("none", [0.0, 0.0, 0.0, 0.0, 0.0]),
        ("exponential", [0.2, 0.4, 0.8, 1.5, 1.5]),
        ("full-jitter", [0.05, 0.1, 0.2, 0.375, 0.375]),
        ("equal-jitter", [0.125, 0.25, 0.5, 0.9375, 0.9375]),
        ("decorrelated-jitter", [0.15, 0.1875, 0.215625, 0.23671875, 0.2525390625]),
    ],
)
def test_waits_by_hand(name: str, waits: list[float]) -> None:
    """Base 0.1 s, cap 1.5 s and u = 1/4, five times; a hundred failures later nothing overflows."""
    previous, got = 0.1, []
    for failures in range(1, 6):
        previous = BACKOFFS[name](Refusal(failures, previous, 0.1, 1.5, 0.25))
        got.append(previous)
    assert got == pytest.approx(waits)
    assert BACKOFFS[name](Refusal(5000, 1.5, 0.1, 1.5, 0.25)) <= 1.5
    assert BACKOFFS[name](Refusal(1, 1.5, 0.1, 1.5, 0.9999)) <= 1.5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"clients": 0}, "clients is 0: give a whole number, 1 or more."),
        ({"trials": 2.5}, "trials is 2.5: give a whole number, 1 or more."),
        ({"base": -1.0}, "base is -1.0: give seconds, 0 or more."),
        ({"cap": inf}, "cap is inf: give seconds, 0 or more."),
        ({"delay": nan}, "delay is nan: give seconds, 0 or more."),
        ({"spread": -0.1}, "spread is -0.1: give seconds, 0 or more."),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RoundsError) as error:
        Contention(**change)
    assert str(error.value) == message


@pytest.mark.parametrize("wait", [-0.1, nan, inf, None, "1"])
def test_a_backoff_that_returns_no_seconds_is_named(wait: Any) -> None:
    with pytest.raises(RoundsError) as error:
        contend(Contention(2, spread=0.0), lambda _: wait)
    assert str(error.value) == f"The backoff returned {wait!r}: return seconds, 0 or more."


@cache
def small_study() -> ContentionStudy:
    made: Any = CONTENTION.compare(clients=50, trials=10, seeds=(1, 2))
    assert isinstance(made, ContentionStudy)
    return made


def test_no_backoff_ends_first_and_costs_most_and_jitter_beats_the_exponential_on_both() -> None:
    for clients in (20, 50):
        of = {name: curve[clients] for name, curve in small_study().figures.items()}
        jitters = [of[name] for name in BACKOFFS if name.endswith("jitter")]
        assert len(jitters) == 3
        assert of["none"].time < 0.75 * min(f.time for f in jitters)
        assert max(f.time for f in jitters) < 0.25 * of["exponential"].time
        assert max(f.calls for f in jitters) < 0.8 * of["exponential"].calls
        assert of["none"].calls > 0.95 * of["exponential"].calls
        assert of["decorrelated-jitter"].time < of["full-jitter"].time < of["equal-jitter"].time
    assert small_study().figures["none"][50].calls > max(f.calls for f in jitters) * 1.7


def test_the_figures_of_a_study_are_means_over_the_trials_of_all_seeds() -> None:
    trials = [t for seed in (1, 2) for t in contend(Contention(50, trials=10), full_jitter, seed)]
    written = small_study().as_json()["full-jitter"]
    times, calls = np.array(trials).T
    assert written["time_s"] == pytest.approx(times.mean(), abs=1e-6)
    assert written["time_error_s"] == pytest.approx(times.std(ddof=1) / sqrt(20), abs=1e-6)
    assert written["calls"] == pytest.approx(calls.mean())
    assert written["calls_error"] == pytest.approx(calls.std(ddof=1) / sqrt(20), abs=1e-6)
    assert written["calls_per_client"] == pytest.approx(calls.mean() / 50)
    assert [point["clients"] for point in written["by_clients"]] == [5, 10, 20, 30, 40, 50]
    assert written["by_clients"][-1] == {key: value for key, value in written.items() if key != "by_clients"}


def test_a_study_is_plain_data_and_a_table_with_its_units() -> None:
    study = small_study()
    assert json.loads(json.dumps(study.as_json(), allow_nan=False)) == study.as_json()
    headings, rows = study.table()
    assert headings == ("backoff", "time until all are done", "writes", "writes a client")
    assert [row[0] for row in rows] == list(BACKOFFS)
    assert all(len(row) == 4 and " ± " in row[1] and row[1].endswith(" s") for row in rows)


def test_a_single_trial_has_no_standard_error() -> None:
    study: Any = CONTENTION.compare("none", clients=1, trials=1)
    assert study.as_json()["none"]["time_error_s"] is None
    assert study.as_json()["none"]["calls"] == 1
    assert study.table()[1][0][2:] == ("1", "1.0")
    assert study.plot()._repr_png_().startswith(b"\x89PNG")


def test_the_picture_names_every_curve_in_both_panels_and_no_word_stands_on_another() -> None:
    figure = small_study().plot()
    writes, time = figure.axes
    assert (writes.get_ylabel(), time.get_ylabel()) == ("writes sent", "all done after (s)")
    assert time.get_yscale() == "log"
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for axes, names in ((writes, {*BACKOFFS, "needed"}), (time, set(BACKOFFS))):
        assert {text.get_text() for text in axes.texts} == names
        boxes = [text.get_window_extent() for text in axes.texts]
        assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])
        assert all(box.x1 <= figure.bbox.x1 and box.y0 >= 0 for box in boxes)
        for text in axes.texts:  # beside its own curve
            [line] = [line for line in axes.get_lines() if line.get_label() == text.get_text()]
            end = axes.transAxes.inverted().transform(axes.transData.transform((50, line.get_ydata()[-1])))[1]  # type: ignore[index]
            assert text.xy[1] == pytest.approx(end, abs=0.13)  # type: ignore[attr-defined]
            assert text.get_color() == line.get_color()


def test_the_scenario_takes_its_parameters_within_bounds() -> None:
    made = CONTENTION.make(clients="7", base=0.1, cap="3", delay=0.02, spread=0, trials=2)
    assert made == Contention(7, 0.1, 3.0, 0.02, 0.0, 2)
    assert CONTENTION.make() == Contention()
    with pytest.raises(RoundsError, match="clients=0 is out of bounds: give a whole number from 1 to 300"):
        CONTENTION.make(clients=0)
    assert len(CONTENTION.story.split()) > 100
    assert list(BACKOFFS) == list(CONTENTION.policies)
