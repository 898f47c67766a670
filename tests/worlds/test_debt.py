"""The code bases with debt: one seed one code base, sprints played by the rules, and the plans' distances."""

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds import debt
from rounds.worlds.debt import CAPACITY, MODULES, SPRINTS, Codebase, codebase, figures, mean_figures, play
from rounds.worlds.references import debt as references

SHOWN = (
    "from rounds.worlds.debt import *; from rounds.worlds.references.debt import reference; "
    "c = codebase(5); r = play(c, reference); print(c.interest.sum(), c.luck.sum(), r.total, r.final_stretch)"
)
NAMES = ("unmeasured", "traffic_ignored", "never", "all_first", "a_fifth", "until_launch", "at_the_last_moment")


def one_debt(interest: float = 1.0, principal: float = 10.0) -> Codebase:
    """All work passes through module 0, which alone carries interest."""
    owed = np.zeros(MODULES)
    owed[0] = interest
    touch = np.zeros(MODULES)
    touch[0] = 1.0
    luck = np.ones((SPRINTS, MODULES))
    return Codebase(owed, np.full(MODULES, principal), np.tile(touch, (SPRINTS, 1)), luck, interest)


def test_one_seed_is_one_code_base_under_every_hash_seed():
    printed_alike(SHOWN)


def test_figures_are_in_their_units():
    codes = [codebase(seed) for seed in range(200)]
    assert np.mean([code.interest for code in codes]) == pytest.approx(0.9, abs=0.05)
    assert all(6 <= days <= 24 for code in codes for days in code.principal)
    assert all(row.sum() == pytest.approx(1) for code in codes for row in code.road_map)
    assert all((code.road_map[:8] == code.road_map[0]).all() for code in codes)
    assert not any((code.road_map[8] == code.road_map[0]).all() for code in codes)


def test_a_debt_costs_only_where_work_passes_and_until_it_is_paid_in_full():
    code = one_debt()
    assert play(code, references.never).features.tolist() == [CAPACITY / 2] * SPRINTS
    elsewhere = play(code, lambda sprint: {1: 10.0} if sprint.number == 0 else {})
    assert elsewhere.features[:2].tolist() == [15.0, 20.0]
    half = play(code, lambda sprint: {0: 5.0} if sprint.number < 2 else {})
    assert half.features[:3].tolist() == [17.5, 35.0, 40.0]
    assert half.stretch[:2].tolist() == [2.0, 1.0]


def test_days_beyond_what_is_owed_go_to_features():
    run = play(one_debt(), lambda sprint: {0: 40.0})
    assert run.paid.tolist() == [10.0] + [0.0] * (SPRINTS - 1)
    assert run.features[0] == 30.0


@pytest.mark.parametrize(
    ("pays", "said"),
    [
        ({0: 30.0, 1: 11.0}, "41.0 days are to be paid, and the sprint has 40"),
        ({MODULES: 1.0}, f"there is no module {MODULES}"),
        ({0: -1.0}, "module 0 is to be paid -1 days"),
        ({0: float("nan")}, "module 0 is to be paid nan days"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(pays: dict[int, float], said: str):
    run = play(one_debt(), lambda sprint: pays if sprint.number == 3 else {})
    assert run.refused == (f"sprint 3: {said}",)
    assert run.paid.sum() == 0


def test_the_tracker_shows_what_was_done_and_what_was_lost():
    seen = []
    code = codebase(3)
    run = play(code, lambda sprint: seen.append(sprint) or {})
    last = seen[-1]
    assert last.effort.sum(axis=1).tolist() == pytest.approx(run.features[:-1].tolist())
    assert (last.effort + last.drag).sum(axis=1).tolist() == pytest.approx([CAPACITY] * (SPRINTS - 1))
    assert [len(sprint.road_map) for sprint in seen] == [4] * 15 + [3, 2, 1]


def test_plans_lie_as_far_apart_as_the_exercise_says():
    codes = [codebase(seed) for seed in range(1000, 1120)]
    ours = figures(codes, references.reference)
    yours = {name: figures(codes, getattr(references, name)) for name in NAMES}
    launch = {name: each.at_launch / ours.at_launch for name, each in yours.items()}
    total = {name: each.total / ours.total for name, each in yours.items()}
    stretch = {name: each.final_stretch for name, each in yours.items()}
    assert ours.final_stretch < 1.08
    assert min(launch["unmeasured"], total["unmeasured"]) > 0.96
    assert launch["a_fifth"] < launch["never"] < 0.8
    assert launch["all_first"] < 0.56 < 0.95 < total["all_first"]
    assert max(stretch["all_first"], total["at_the_last_moment"]) < 1.03
    assert total["at_the_last_moment"] < 0.85
    assert launch["until_launch"] == 1
    assert stretch["until_launch"] > 1.3
    assert launch["traffic_ignored"] < 0.86


def test_paying_by_the_launch_is_worth_nothing_where_interest_is_low():
    plans = {name: getattr(references, name) for name in ("reference", "never", "a_fifth")}
    low, reported, here = zip(*mean_figures(plans, [0.1, 0.3, 0.9]).values(), strict=True)
    assert low[0].at_launch < 1.02 * low[1].at_launch
    assert 1 - 1 / reported[1].final_stretch == pytest.approx(0.23, abs=0.02)
    assert reported[2].at_launch < reported[1].at_launch < reported[0].at_launch
    assert reported[2].total < reported[1].total
    assert here[0].at_launch > 1.25 * here[1].at_launch


def test_a_plan_cannot_write_into_the_truth():
    def meddling(sprint: debt.Sprint) -> dict[int, float]:
        for array in (sprint.principal, sprint.road_map, sprint.effort, sprint.drag):
            array[:] = 0
        return {}

    assert play(codebase(1), meddling).features.tolist() == play(codebase(1), references.never).features.tolist()
