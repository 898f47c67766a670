"""How often a hot key is made anew each time it expires, on five seeds, against theory."""

from statistics import fmean

import pytest
from sim.helpers import SEEDS
from sim.scenarios.pictures import assert_readable

from rounds.sim import Result
from rounds.sim.scenarios.cache_stampede import CACHE_STAMPEDE
from rounds.sim.scenarios.cache_stampede_study import queries, regenerations, regenerations_per_ttl, wasted
from rounds.sim.scenarios.columns import ColumnStudy
from rounds.sim.theory import early_expiry_lead, stampede_regenerations

LOAD, REGENERATION, TTL = 500, 0.2, 10


@pytest.fixture(scope="module")
def study() -> ColumnStudy:
    made = CACHE_STAMPEDE.compare(seeds=tuple(SEEDS))
    assert isinstance(made, ColumnStudy)
    return made


def runs(study: ColumnStudy, name: str) -> tuple[Result, ...]:
    return study.comparison.results[name]


@pytest.mark.slow
def test_without_protection_everyone_asks_who_misses(study: ColumnStudy) -> None:
    # A Poisson number with mean 100 each time, some 26 times a run: the deviation of the mean of five runs is 0.9.
    found = fmean(regenerations(r) for r in runs(study, "expire"))
    assert found == pytest.approx(stampede_regenerations(LOAD, REGENERATION), abs=3 * 0.9)
    # The last who still waits fills the cache once more, within the second that clients wait: the cycle is longer.
    found = fmean(regenerations_per_ttl(r) for r in runs(study, "expire"))
    assert 101 * TTL / (TTL + 1.25) < found < 101 * TTL / (TTL + REGENERATION)


@pytest.mark.slow
def test_half_of_those_queries_are_for_nobody(study: ColumnStudy) -> None:
    # 10 workers do 50 queries within the second that clients wait; 101 come, within the first fifth of it.
    for result in runs(study, "expire"):
        assert wasted(result) == pytest.approx(0.5, abs=0.05)
        assert 0.985 < result.availability() < 0.995  # 51 of each 11 s x 500 requests are lost: 0.9%
        assert queries(result).mean() < 0.25 * result.scenario.topology.capacity


@pytest.mark.slow
def test_one_at_a_time_and_stale_values_ask_once(study: ColumnStudy) -> None:
    for name in ("single-flight", "stale"):
        for result in runs(study, name):
            assert regenerations(result) == 1
            assert queries(result).max() == 1
            assert result.availability() == 1
    for waited, at_once in zip(runs(study, "single-flight"), runs(study, "stale"), strict=True):
        assert waited.quantile(0.999) == pytest.approx(0.95 * REGENERATION, rel=0.05)  # 100 of 5,100 wait, evenly
        assert at_once.latencies.sums.sum() == 0  # nobody waits at all


@pytest.mark.slow
def test_early_expiry_asks_a_few_times_not_once(study: ColumnStudy) -> None:
    # Over 24 seeds the deviation of a run is 0.34.
    expected = stampede_regenerations(LOAD, REGENERATION, beta=1)
    assert expected == pytest.approx(2.718, abs=0.01)
    assert fmean(regenerations(r) for r in runs(study, "early")) == pytest.approx(expected, abs=3 * 0.34 / 5**0.5)
    # It begins about a second too soon, so the cycle is a little shorter than a TTL.
    cycles = fmean(regenerations_per_ttl(r) / regenerations(r) for r in runs(study, "early"))
    expected = TTL / (TTL + REGENERATION - early_expiry_lead(LOAD, REGENERATION))
    assert cycles == pytest.approx(expected, abs=0.04)  # one more or fewer of 29 stampedes


@pytest.mark.slow
def test_a_larger_beta_asks_less_often_and_sooner() -> None:
    made = CACHE_STAMPEDE.compare("early", seeds=tuple(SEEDS), beta=4)
    assert isinstance(made, ColumnStudy)
    found = fmean(regenerations(r) for r in runs(made, "early"))
    assert found == pytest.approx(stampede_regenerations(LOAD, REGENERATION, beta=4), abs=0.3)


@pytest.mark.slow
def test_the_table_has_the_queries_and_the_json_every_run(study: ColumnStudy) -> None:
    headings, rows = study.table()
    assert headings[:4] == ("variant", "queries", "a TTL", "peak/s")
    table = {name: texts for name, *texts in rows}
    assert table["single-flight"][:3] == ["1.0", "1.0", "1"]
    assert table["stale"][3:] == ["0.0%", "100.0%", "0.000 s", "0.000 s"]
    data = study.as_json()["expire"]
    assert data["p99_s"] == 0
    assert [run["seed"] for run in data["runs"]] == list(SEEDS)


@pytest.mark.slow
def test_the_picture_is_readable(study: ColumnStudy) -> None:
    assert_readable(study.plot(), "capacity", "single-flight: 1.0 queries", "queries (1/s)", "p99 (s)")
