from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.facts import KINDS, Situation, draw_situation, lost, message_fault, moves, net_days
from rounds.worlds.references import facts as reference

DRAWN = (
    "from rounds.worlds.facts import *; from rounds.worlds.references.facts import *;"
    "s = draw_situation(5, 'tied'); print(s, sorted(best_audiences(s)), sorted(one_by_one(s)))"
)


def two_teams(tie: float, price: float = 1.0, knows: tuple[bool, bool] = (False, False)) -> Situation:
    """One fact of size 10 that only the first team would move with, by 1."""
    ties = np.array([[0, tie], [tie, 0]])
    return Situation(np.array([[1.0], [0.0]]), np.array([10.0]), ties, np.array(knows)[:, None], price, ("a fact",))


def drawn(kind: str, n: int = 20) -> list[Situation]:
    return [draw_situation(seed, kind) for seed in range(n)]


def ratio(rule, situations) -> float:
    """What a rule brings, as a share of what the best audiences bring."""
    best = sum(net_days(each, reference.best_audiences(each)) for each in situations)
    return sum(net_days(each, rule(each)) for each in situations) / best


def test_the_same_seed_gives_the_same_situation_and_messages_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_a_team_that_moves_alone_by_hand():
    tied = two_teams(tie=8)
    assert moves(tied, 0, np.array([True, False])) == pytest.approx([1 / 5, 0])
    assert lost(tied, 0, np.array([False, False])) == pytest.approx(10)
    assert lost(tied, 0, np.array([True, False])) == pytest.approx(10 * (0.8**2 + 8 * 0.2**2))
    assert net_days(tied, {(0, 0)}) == pytest.approx(0.4 - 1)
    assert net_days(two_teams(tie=0), {(0, 0)}) == pytest.approx(10 - 1)


def test_two_teams_that_move_together_by_hand():
    tied = two_teams(tie=8)
    assert moves(tied, 0, np.array([True, True])) == pytest.approx([5 / 9, 4 / 9])
    assert net_days(tied, {(0, 0), (0, 1)}) == pytest.approx(10 - 10 * (2 * (4 / 9) ** 2 + 8 / 81) - 2)


def test_who_knows_already_gains_nothing_by_a_message_and_pays_for_it():
    knows = two_teams(tie=8, knows=(False, True))
    assert net_days(knows, {(0, 1)}) == pytest.approx(-1)
    assert net_days(knows, {(0, 0)}) == pytest.approx(net_days(two_teams(tie=8), {(0, 0), (0, 1)}) + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_no_team_that_knows_would_rather_move_otherwise(kind):
    for each in drawn(kind, 5):
        knowing = np.array([True, False, True, True, False])
        moved = moves(each, 0, knowing)

        def feels(team, move, each=each, moved=moved):
            others = np.arange(len(moved)) != team
            apart = each.felt * (each.ties[team] * (move - moved) ** 2)[others].sum()
            return (move - each.needs[team, 0]) ** 2 + apart

        for team in np.flatnonzero(knowing):
            here = feels(team, moved[team])
            assert here <= min(feels(team, moved[team] + step) for step in (-0.1, -0.001, 0.001, 0.1))
        assert not moved[~knowing].any()


def test_with_half_of_a_mismatch_felt_the_whole_loses_what_the_teams_feel():
    each = draw_situation(2, "tied")
    moved = moves(each, 3, np.array([True, True, False, True, False]))
    felt = (moved - each.needs[:, 3]) ** 2 + 0.5 * (each.ties * (moved[:, None] - moved) ** 2).sum(axis=1)
    assert lost(each, 3, np.array([True, True, False, True, False])) == pytest.approx(each.size[3] * felt.sum())


def test_facts_do_not_touch_each_other():
    for each in drawn("tied", 5):
        first, second = {(0, 1), (0, 2)}, {(5, 0), (5, 2), (5, 4)}
        assert net_days(each, first | second) == pytest.approx(net_days(each, first) + net_days(each, second))
    assert net_days(each, set()) == 0


def test_where_teams_feel_the_whole_of_a_mismatch_no_fact_harms():
    for each in (replace(each, felt=1.0, price=0.0) for kind in KINDS for each in drawn(kind, 10)):
        assert all(net_days(each, {message}) >= -1e-9 for message in reference.everything(each))


def test_the_best_audiences_are_the_best_of_all_sets_of_messages():
    for seed in range(3):
        full = draw_situation(seed, "tied")
        cut = Situation(
            full.needs[:3, :2], full.size[:2], full.ties[:3, :3], full.knows[:3, :2], full.price, full.facts[:2]
        )
        messages = [(fact, team) for fact in range(2) for team in range(3)]
        sets = chain.from_iterable(combinations(messages, n) for n in range(7))
        most = max(net_days(cut, told) for told in sets)
        assert net_days(cut, reference.best_audiences(cut)) == pytest.approx(most)


def test_messages_that_do_not_exist_are_named():
    each = draw_situation(0, "loose")
    assert "(8, 0)" in message_fault(each, {(8, 0)})
    assert "(0, 5)" in message_fault(each, [(0, 0), (0, 5)])
    assert "(-1, 2)" in message_fault(each, [(-1, 2)])
    assert not message_fault(each, {(7, 4)})
    assert not message_fault(each, set())


def test_closely_tied_teams_need_audiences_and_loosely_tied_ones_single_messages():
    tied, loose = drawn("tied", 12), drawn("loose", 12)
    assert ratio(reference.one_by_one, tied) < 0.75
    assert ratio(reference.one_by_one, loose) > 0.98
    assert ratio(reference.who_needs_it, tied) < 0.4
    assert ratio(reference.who_needs_it, loose) > 0.65


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_of_thumb_loses_somewhere_and_the_lazy_ones_everywhere(kind):
    situations = drawn(kind, 12)
    for rule in (reference.everything, reference.nothing, reference.loudest):
        assert ratio(rule, situations) < 0.6
    assert ratio(reference.broadcast, situations) < 0.96
    assert ratio(reference.best_audiences, situations) == 1


def test_without_ties_nothing_beats_telling_who_needs_it():
    untied = [replace(each, ties=0 * each.ties) for each in drawn("tied", 8)]
    assert ratio(reference.who_needs_it, untied) == pytest.approx(1)
    closer = [replace(each, ties=2 * each.ties) for each in drawn("tied", 8)]
    assert ratio(reference.who_needs_it, closer) < 0.2


def test_single_messages_do_harm_where_two_teams_feel_less_than_all_of_a_mismatch():
    def harm(felt: float) -> float:
        free = [replace(each, felt=felt, price=0.0) for each in drawn("tied", 8)]
        singles = [(each, (int(f), int(t))) for each in free for t, f in np.argwhere((each.needs != 0) & ~each.knows)]
        return float(np.mean([net_days(each, {message}) < -1e-9 for each, message in singles]))

    assert harm(0.35) > 0.7
    assert harm(0.5) < 0.1
    assert harm(1.0) == 0
