"""The decision records: the same for a seed, plausible, contradicted where they say so and nowhere else, no leaks."""

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.decisions import FAULTS, Option, Record, records
from rounds.worlds.references.decisions import at_equal_loads, longest_run, of_all_runs, review

SEEDS = range(700, 790)


@cache
def worlds() -> list[tuple[list[Record], dict[str, str]]]:
    return [records(seed) for seed in SEEDS]


@cache
def papers() -> list[tuple[Record, str]]:
    """Each record with what is wrong with it, if anything."""
    return [(record, wrong.get(record.id, "")) for records_, wrong in worlds() for record in records_]


def chosen(record: Record) -> Option:
    return next(option for option in record.options if option.id == record.chosen)


def told(seed: int) -> str:
    papers, wrong = records(seed)
    return f"{papers} {wrong}"


def test_the_same_seed_gives_the_same_records_under_any_hash_seed():
    assert printed_alike("from worlds.test_decisions import told; print(told(5))").strip() == told(5)


def test_figures_are_those_of_a_service():
    for record, _ in papers():
        assert len(record.requests_daily) == 28
        assert 5e7 < np.mean(record.requests_daily) < 5e8
        assert 1.5 < record.peak_rps / (np.mean(record.requests_daily) / 86_400) < 3.5
        assert 2 <= record.nodes < 100
        assert 500 < record.usd_per_year < 900_000
        assert all(0.1 <= option.usd_per_million <= 4 for option in record.options)
        assert all(14 <= len(option.load_rps) == len(option.p99_ms) <= 20 for option in record.options)
        assert all(15 < p99 < 900 for option in record.options for p99 in option.p99_ms)
        assert 60 <= len(record.p99_daily_ms) <= 90
        assert all(40 < p99 < 300 for p99 in record.p99_daily_ms)
        assert record.test_p99_ms == sorted(record.test_p99_ms)


def test_a_record_has_the_fault_that_was_planted_and_no_other():
    assert [review(each) for each, _ in worlds()] == [wrong for _, wrong in worlds()]


def test_every_fault_is_planted_about_as_often():
    found = Counter(fault for _, fault in papers())
    assert set(found) == {"", *FAULTS}
    assert 0.33 < found.pop("") / len(papers()) < 0.47
    assert min(found.values()) > 0.06 * len(papers())


def test_no_fair_comparison_comes_out_the_other_way():
    for record, fault in papers():
        mine = chosen(record)
        evidence = [at_equal_loads(mine, o) for o in record.options if o.usd_per_million < mine.usd_per_million]
        if fault == "dominated":
            assert min(evidence) < -4
        elif fault == "within noise":
            assert abs(min(evidence)) < 2
        else:
            assert min(evidence, default=9) > 3


def test_near_misses_are_planted():
    sound = [record for record, fault in papers() if not fault]
    often = [r for r in sound if sum(p > r.trigger_over_ms for p in r.p99_daily_ms) >= r.trigger_days]
    assert len(often) > len(sound) / 2
    runs = [longest_run(r.p99_daily_ms, r.trigger_over_ms) - r.trigger_days for r in sound]
    assert max(runs) == -1
    assert runs.count(-1) > len(sound) / 2
    cut = [r for r in sound if r.p99_daily_ms.count(max(r.p99_daily_ms)) >= 3]
    assert 0.35 < len(cut) / len(sound) < 0.65
    silent = [r for r in sound if max(r.p99_daily_ms) <= r.trigger_over_ms]
    assert len(silent) > 0.08 * len(sound)
    dearer = [r for r in sound if any(at_equal_loads(chosen(r), o) < -3 for o in r.options if o.id != r.chosen)]
    assert len(dearer) > len(sound) / 4


def test_comparing_all_runs_is_worse_the_more_the_ranges_differ():
    def right(unlike: float) -> float:
        worlds = [records(seed, unlike=unlike) for seed in range(6)]
        pairs = [(review(papers, of_all_runs).get(r.id), wrong.get(r.id)) for papers, wrong in worlds for r in papers]
        return np.mean([said == fault for said, fault in pairs if fault in (*FAULTS[:2], None)])

    assert right(0.0) > 0.9
    assert right(1.0) < 0.5


def area(one: list[float], other: list[float]) -> float:
    """The chance that a figure of one kind is above one of the other kind."""
    a, b = np.array(one)[:, None], np.array(other)
    return float((a > b).mean() + (a == b).mean() / 2)


FIGURES = {
    "place": lambda r: int(r.id[-2:]),
    "slo": lambda r: r.slo_ms,
    "peak": lambda r: r.peak_rps,
    "traffic": lambda r: np.mean(r.requests_daily),
    "price": lambda r: chosen(r).usd_per_million,
    "rank of the price": lambda r: sum(o.usd_per_million < chosen(r).usd_per_million for o in r.options),
    "letter": lambda r: ord(r.chosen[-1]),
    "runs": lambda r: len(chosen(r).p99_ms),
    "noise": lambda r: np.std(np.diff(np.log(chosen(r).p99_ms), 2)),
    "noise of all": lambda r: np.mean([np.std(np.diff(np.log(o.p99_ms), 2)) for o in r.options]),
    "days": lambda r: r.trigger_days,
    "threshold": lambda r: r.trigger_over_ms,
    "length": lambda r: len(r.p99_daily_ms),
    "usual": lambda r: np.median(r.p99_daily_ms),
    "digits of the cost": lambda r: len(f"{r.usd_per_year:.0f}".rstrip("0")),
    "digits of the prices": lambda r: sum(len(f"{o.usd_per_million:g}") for o in r.options),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_tells_a_fault_without_computing(name):
    by_fault = {fault: [float(FIGURES[name](r)) for r, each in papers() if each == fault] for fault in ("", *FAULTS)}
    sound = by_fault.pop("")
    assert abs(area([x for each in by_fault.values() for x in each], sound) - 0.5) < 0.06
    for fault, figures in by_fault.items():
        assert abs(area(figures, sound) - 0.5) < 0.12, f"{name} tells {fault}"


def test_a_record_travels_as_plain_data():
    record = papers()[0][0]
    assert replace(record) == record
    assert all(type(value) in (str, int, float, list) for value in vars(record).values())
    assert all(type(value) is float for value in record.p99_daily_ms + record.test_load_rps)
    assert all(type(value) is int for value in record.requests_daily)
