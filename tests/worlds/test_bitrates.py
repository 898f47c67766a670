import random
from itertools import pairwise

import pytest

from rounds.worlds.bitrates import (
    PRICED,
    SEGMENT_S,
    LinePredictor,
    Playout,
    by_buffer,
    drawn_playout,
    highest_that_fits,
    is_playout,
    plan_fault,
    plan_worth,
    play_back,
    small_playout,
    stalled_at,
    with_reserve,
)
from rounds.worlds.references.bitrates import best_by_asking, best_by_force, best_by_table, sighted


@pytest.mark.parametrize("room", [None, 1, 2, 3, 4])
def test_the_table_finds_what_trying_every_plan_finds(room):
    rng, none = random.Random(2), 0
    for _ in range(150):
        playout = small_playout(rng, 10)
        assert is_playout(*playout)
        best = best_by_force(playout, room)
        assert best_by_table(playout, room) == best
        none += best is None
    assert 20 <= none <= 150


def test_no_segments_need_no_line():
    empty = Playout([], [1], 1, [], 0)
    assert best_by_table(empty) == best_by_force(empty) == 0
    assert plan_fault([], empty, None, 0) == ""


def test_a_full_buffer_lets_the_line_pass():
    playout = Playout([[2], [2], [2]], [1], 0, [6] + [0] * 12, 1)
    assert stalled_at([0, 0, 0], playout) is None
    assert stalled_at([0, 0, 0], playout, room=2) == 2
    assert play_back([0, 0, 0], playout).held[:3] == [0, 12, 11]


def test_a_player_never_holds_more_than_it_has_room_for_and_never_less_than_nothing():
    for seed in range(20):
        playout = drawn_playout(seed)
        held = play_back([0] * 30, playout, room=4).held
        assert 0 <= min(held) <= max(held) <= 4 * SEGMENT_S
        assert stalled_at(with_reserve(playout), playout) is None
        assert len(by_buffer(playout)) == len(highest_that_fits(playout)) == 30


def test_who_begins_later_is_never_done_earlier():
    predictor = LinePredictor(drawn_playout(3, 6), 3)
    ends = [predictor.finish(2, 1, begin) for begin in range(0, 60_000, 7)]
    assert all(before <= after for before, after in pairwise(ends))


def test_with_sight_of_all_segments_planning_again_is_the_best_plan():
    for seed in range(5):
        playout = drawn_playout(seed, 12)
        plan = sighted(playout, 12)
        assert stalled_at(plan, playout) is None
        assert plan_worth(plan, playout.quality, playout.switch) == best_by_table(playout)


def test_a_predictor_of_whole_megabits_agrees_with_the_known_line():
    for seed in range(10):
        playout = drawn_playout(seed, 6, rungs=3)
        predictor = LinePredictor(playout, seed)
        predictor._kilobits = [[1000 * size for size in segment] for segment in playout.sizes]
        assert best_by_asking(playout, predictor) == best_by_table(playout)


def test_every_fault_of_a_plan_is_named():
    playout = PRICED[0]
    assert plan_fault([0, 0], playout, None, 8) == ""
    assert "a plan exists" in plan_fault(None, playout, None, 8)
    assert "every plan stalls" in plan_fault([0, 0], playout, None, None)
    assert "expected a rung" in plan_fault([0], playout, None, 8)
    assert "expected a rung" in plan_fault([0, 3], playout, None, 8)
    assert "segment 1 is not there at second 5" in plan_fault([0, 1], playout, None, 8)
    assert "worth 3, and 8" in plan_fault([2, 0], playout, None, 8)
