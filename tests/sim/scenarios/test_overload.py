"""What each queue answers above capacity, on five seeds, against theory."""

from math import sqrt
from statistics import fmean

import pytest
from sim.helpers import SEEDS
from sim.scenarios.pictures import assert_readable

from rounds.sim import Result
from rounds.sim.scenarios.overload import OVERLOAD, WARM_UP
from rounds.sim.scenarios.overload_study import GOODPUT, OverloadStudy
from rounds.sim.theory import mmck_loss

CAPACITY, WORKERS, DEMAND, TIMEOUT = 100, 10, 0.1, 1.0
SECONDS = OVERLOAD.params["horizon"].default - WARM_UP


def runs(study: OverloadStudy, name: str, load: float) -> tuple[Result, ...]:
    return study.comparisons[load].results[name]


@pytest.fixture(scope="module")
def study() -> OverloadStudy:
    made = OVERLOAD.compare(seeds=tuple(SEEDS))
    assert isinstance(made, OverloadStudy)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("load", [120, 150, 300])
def test_in_order_of_arrival_nobody_is_answered_and_all_work_is_wasted(study: OverloadStudy, load: float) -> None:
    for result in runs(study, "fifo", load):
        assert result.total("ok") == 0
        assert result.total("wasted") == result.total("completed") > 0.9 * CAPACITY * SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("load", [120, 150, 300])
@pytest.mark.parametrize("name", ["queue-limit", "lifo"])
def test_a_short_queue_and_the_newest_first_answer_what_can_be_done(
    study: OverloadStudy, name: str, load: float
) -> None:
    # Completions of busy workers are a Poisson stream. A limit of 20 holds up an attempt by 0.3 s, in the mean.
    expected = load * (1 - mmck_loss(WORKERS, WORKERS + 20, load, DEMAND))
    margin = 3 * sqrt(CAPACITY / (SECONDS * len(SEEDS)))
    assert fmean(r.goodput() for r in runs(study, name, load)) == pytest.approx(expected, abs=margin)


@pytest.mark.slow
@pytest.mark.parametrize("load", [120, 150, 300])
def test_leaving_out_expired_attempts_saves_little(study: OverloadStudy, load: float) -> None:
    # M/M/c with deterministic patience (Baccelli and Hebuterne, 1981): the wait W of those who are served has a density
    # that grows as exp((load - capacity) W) up to the timeout T, so what is left, T - W, is exponential with that rate,
    # and the work with rate 1 / demand is the shorter of the two with probability 1 / (1 + demand (load - capacity)).
    expected = CAPACITY / (1 + DEMAND * (load - CAPACITY))
    # Over 180 seeds at 120/s the standard deviation of a run is 12% of the mean; three of the mean of five are 16%.
    assert fmean(r.goodput() for r in runs(study, "drop-expired", load)) == pytest.approx(expected, rel=0.16)


@pytest.mark.slow
def test_those_who_are_answered_late_are_few_with_a_limit_and_many_without(study: OverloadStudy) -> None:
    for result in runs(study, "queue-limit", 150):
        assert result.quantile(0.99) == pytest.approx(0.65, abs=0.05)  # 20 / 100 s of waiting, and the p99 of the work
    for result in runs(study, "lifo", 150):
        assert result.quantile(0.99) < 0.65
        timed_out = 1 - result.total("ok") / result.total("arrivals")
        assert timed_out == pytest.approx(1 / 3, abs=0.04)  # all who are not served: (150 - 100) / 150


@pytest.mark.slow
def test_below_capacity_all_are_alike(study: OverloadStudy) -> None:
    for load in (50, 80):
        found = {name: dict(study.curve(name, GOODPUT))[load] for name in OVERLOAD.policies}
        assert max(found.values()) - min(found.values()) <= 0.01 * load


@pytest.mark.slow
def test_the_table_and_the_json_have_the_load_that_was_asked_and_the_curves(study: OverloadStudy) -> None:
    headings, rows = study.table()
    assert headings == ("variant", "goodput at 150/s", "p99", "timed out", "wasted", "at 120/s", "at 300/s")
    assert [row[0] for row in rows] == list(OVERLOAD.policies)
    assert rows[0][1:] == ("0/s", "", "100.0%", "100.0%", "0/s", "0/s")
    fifo = study.as_json()["fifo"]
    assert (fifo["goodput"], fifo["p99_s"], fifo["wasted"]) == (0, None, 1)
    assert [point["load"] for point in fifo["by_load"]] == [50, 80, 90, 110, 120, 150, 200, 300]
    assert [each["seed"] for each in fifo["runs"]] == list(SEEDS)


@pytest.mark.slow
def test_another_load_and_another_limit_are_what_they_say() -> None:
    # A limit of 500 holds an attempt for 5 s where clients wait for 1: as bad as none.
    study = OVERLOAD.compare("queue-limit", load=250, queue_limit=500, horizon=40)
    headings, ((_, *texts),) = study.table()
    assert "goodput at 250/s" in headings
    assert (texts[0], *texts[4:]) == ("0/s", "0/s", "0/s", "0/s")


@pytest.mark.slow
def test_the_picture_is_readable(study: OverloadStudy) -> None:
    assert_readable(study.plot(), "capacity", "queue-limit", "lifo", "drop-expired", "load (requests/s)")
