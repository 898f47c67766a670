"""The year of repairs: the same for a seed, losses as one counts them by hand, the optimum, the lab, the flip."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hashes import printed_alike

from rounds.sim import NoRetry, run
from rounds.worlds.references import repairs as plans
from rounds.worlds.repairs import (
    START,
    TRIGGERS,
    Effect,
    Item,
    Year,
    every_plan,
    fault,
    least_lost,
    lost,
    outage,
    replays,
    year,
)

YEARS = [year(seed) for seed in range(500, 524)]
LEAST, REPLAYS = [least_lost(given) for given in YEARS], [replays(given) for given in YEARS]
ALL = np.array([True, True])
ONE = np.array([True, False])
TOLD = "given = year(5); print(given, lost(given, ['item-03', 'item-07']))"


def by_hand(*filed: tuple[str, np.ndarray, float]) -> Year:
    """Two triggers: 2 and 1 times a year, which strike a half and all, and take 20 + 30 + 10 and 8 + 40 + 50 minutes.

    Behind the items that were filed stand those that the world always has; they do nothing.
    """
    idle = [(kind, ALL, 1.0) for kind in ("rollback", "move", "standby") if kind not in [each[0] for each in filed]]
    items = [Item(f"item-{number:02}", kind, kind, 2) for number, (kind, _, _) in enumerate([*filed, *idle], 1)]
    effects = {item.id: Effect(where, by) for item, (_, where, by) in zip(items, [*filed, *idle], strict=True)}
    stages = np.array([[20.0, 8.0], [30.0, 40.0], [10.0, 50.0]])
    return Year(items, effects, np.array([2.0, 1.0]), stages, np.array([0.5, 1.0]), 1, 4)


def test_the_same_seed_gives_the_same_year_under_any_hash_seed(capsys):
    code = f"from rounds.worlds.repairs import lost, year; {TOLD}"
    exec(code, {})
    assert printed_alike(code) == capsys.readouterr().out


def test_a_year_costs_rate_times_reach_times_minutes():
    assert lost(by_hand(), []) == 2 * 0.5 * 60 + 1 * 1.0 * 98


@pytest.mark.parametrize(
    ("filed", "minutes"),
    [
        ([("prevent", ONE, 0.1)], 0.1 * 60 + 98),
        ([("detect", ALL, 5.0)], 45 + 95),
        ([("detect", ALL, 10.0)], 50 + 98),  # the second is detected sooner as it is
        ([("detect", ALL, 5.0), ("detect", ALL, 7.0)], 45 + 95),  # the quickest counts
        ([("diagnose", ONE, 0.5)], 45 + 98),
        ([("mitigate", ALL, 0.5)], 55 + 73),
        ([("shrink", ALL, 0.5)], 30 + 49),
        ([("training", ALL, 0.5)], 30 + 49),
        ([("rollback", ALL, 0.1)], 60 + 8 + 9),  # only the second is detected within nine minutes
        ([("rollback", ALL, 0.1), ("detect", ALL, 5.0)], 5 + 4 + 5 + 9),
        ([("rollback", ALL, 0.1), ("detect", ALL, 9.0)], 49 + 8 + 9),  # nine minutes are too late
        ([("standby", ALL, 1.0)], 60 + 98),
        ([("move", ALL, 0.1)], 60 + 98),
        ([("move", ONE, 0.1), ("standby", ALL, 1.0)], 20 + 4 + 98),
    ],
)
def test_items_do_what_they_are_said_to_do(filed, minutes):
    given = by_hand(*filed)
    done = [item.id for item in given.items[: len(filed)]]
    assert lost(given, done) == pytest.approx(minutes)


def test_doing_more_never_costs_minutes():
    for given in YEARS[:5]:
        names = [item.id for item in given.items]
        rng = np.random.default_rng(3)
        for _ in range(30):
            some = [name for name in names if rng.random() < 0.4]
            assert lost(given, [*some, names[rng.integers(len(names))]]) <= lost(given, some) + 1e-9


def test_every_plan_is_lost_one_by_one():
    given = YEARS[0]
    done, days, minutes = every_plan(given)
    for place in (0, 1, 77, 4_321, 16_383):
        chosen = [item.id for item, on in zip(given.items, done[place], strict=True) if on]
        assert minutes[place] == pytest.approx(lost(given, chosen))
        assert days[place] == sum(item.days for item in given.items if item.id in chosen)


def test_the_best_plan_is_legal_and_the_best_of_all_that_are():
    given = replace(YEARS[1], days=9)
    legal = [
        list(chosen)
        for size in range(6)
        for chosen in combinations([item.id for item in given.items], size)
        if not fault(given, chosen)
    ]
    assert least_lost(given) == pytest.approx(min(lost(given, chosen) for chosen in legal))
    assert lost(given, plans.best(given)) == pytest.approx(least_lost(given))
    assert not fault(given, plans.best(given))


def test_what_is_wrong_with_a_plan_is_said():
    given = YEARS[0]
    assert "not among" in fault(given, ["item-99"])
    assert "twice" in fault(given, ["item-01", "item-01"])
    assert f"there are {given.days}" in fault(given, [item.id for item in given.items])
    with pytest.raises(KeyError):
        lost(given, ["item-99"])


def test_a_repair_prevents_the_trigger_that_it_names():
    for given in YEARS:
        for item in given.items:
            if item.kind == "prevent":
                named = [trigger in item.says for trigger in TRIGGERS]
                assert given.effects[item.id].where.tolist() == named


def test_the_repair_of_what_has_just_fired_is_filed_first():
    for given in YEARS:
        assert given.items[0].says == f"make sure that {TRIGGERS[given.last]} cannot happen again"
        assert given.effects["item-01"].where.tolist() == [trigger == given.last for trigger in range(len(TRIGGERS))]
        assert 0.1 <= given.rate[given.last] <= 0.5
        assert len({item.says for item in given.items}) == len(given.items) == 14


def captured(choose) -> tuple[np.ndarray, int]:
    """The share of what the best plan saves, in each year, and the most replays of any year."""
    found, calls = [], []
    for given, least, minutes in zip(YEARS, LEAST, REPLAYS, strict=True):
        asked: list[str] = []
        plan = choose(
            given.items, given.days, lambda chosen, asked=asked, minutes=minutes: asked.append("") or minutes(chosen)
        )
        assert not fault(given, plan)
        found.append((minutes([]) - minutes(plan)) / (minutes([]) - least))
        calls.append(len(asked))
    return np.array(found), max(calls)


def test_a_replay_is_what_the_year_loses():
    for given, minutes in zip(YEARS, REPLAYS, strict=True):
        chosen = [item.id for item in given.items[2:9]]
        assert minutes(chosen) == pytest.approx(lost(given, chosen))
    with pytest.raises(KeyError):
        REPLAYS[0](["item-99"])


def test_plans_grown_from_pairs_come_next_to_the_best_and_greedy_ones_do_not():
    (pairs, calls), (greedy, _) = captured(plans.from_pairs), captured(plans.greedy)
    assert calls <= 800
    assert (pairs >= 0.98).mean() > 0.9
    assert 0.9 < greedy.mean() < 0.97
    assert (greedy >= 0.98).mean() < 0.65


@pytest.mark.parametrize(
    ("choose", "most"),
    [
        (plans.one_by_one, 0.84),
        (plans.biggest, 0.84),
        (plans.cheapest, 0.84),
        (plans.as_filed, 0.6),
        (plans.first("detect"), 0.6),
        (plans.first("prevent"), 0.6),
        (plans.nothing, 0.0),
    ],
)
def test_what_is_commonly_done_first_saves_less(choose, most):
    assert captured(choose)[0].mean() <= most


def test_the_root_cause_belongs_into_the_plan_once_it_recurs():
    def wanted(rate: float) -> float:
        return float(np.mean(["item-01" in plans.best(year(seed, last_rate=rate)) for seed in range(20)]))

    assert wanted(0.3) < 0.15
    assert wanted(12) > 0.6


def test_the_lab_loses_what_the_stages_say():
    given = YEARS[2]
    for chosen in ([], plans.best(given)):
        for trigger in (0, given.last):
            scenario = outage(given, trigger, chosen)
            (struck,) = scenario.faults
            result = run(scenario, NoRetry, seed=1)
            assert struck.at == START
            lost_in_lab = float((1 - result.availability()) * scenario.horizon)
            share = 1 - 100 / 80 / struck.factor
            assert lost_in_lab == pytest.approx(share * (struck.until - struck.at), rel=0.1, abs=2.5)
