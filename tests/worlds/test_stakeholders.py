import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.references import stakeholders as references
from rounds.worlds.stakeholders import (
    PACKAGES,
    ROUNDS,
    Groups,
    Reaction,
    Table,
    draw_groups,
    imagined,
    index,
    negotiate,
    table,
)

DRAWN = (
    "from rounds.worlds.stakeholders import table, negotiate; from rounds.worlds.references.stakeholders import agree;"
    "t = table(9); print(t.groups.weights, t.groups.walk_away, negotiate(t, agree))"
)


def shares(strategy, seeds, concentration: float = 0.35) -> np.ndarray:
    played = []
    for seed in seeds:
        sealed = table(seed, concentration)
        deal, _ = negotiate(sealed, strategy)[-1]
        played.append((sealed.share(deal), sealed.walks(deal)))
    return np.array(played, dtype=float).mean(axis=0)


def by_hand() -> Table:
    weights = np.array([[1.0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0], [0, 0, 0.5, 0.5, 0]])
    wishes = np.array([[0, 2, 2, 2, 2], [2, 4, 2, 2, 2], [2, 2, 0, 4, 2]])
    groups = Groups(weights, wishes, np.full(3, 40.0))
    return Table(groups, groups.utilities() - 40.0)


def test_the_same_seed_gives_the_same_table_and_course_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_tables_leave_room_for_a_deal():
    for seed in range(30):
        sealed = table(seed)
        assert np.allclose(sealed.groups.weights.sum(axis=1), 1)
        assert sealed.groups.utilities().max() <= 100 + 1e-9
        assert sealed.groups.utilities().min() >= -1e-9
        assert (sealed.surplus > 0).all(axis=0).sum() >= 15


def test_utilities_agree_with_losses():
    groups = draw_groups(np.random.default_rng(1), 4)
    for package in ([2, 2, 2, 2, 2], [0, 4, 1, 3, 2]):
        assert np.allclose(groups.utilities()[:, index(package)], 100 - groups.losses(package).sum(axis=1))
    assert PACKAGES[index([0, 4, 1, 3, 2])].tolist() == [0, 4, 1, 3, 2]


def test_reactions_and_shares_by_hand():
    sealed = by_hand()
    assert sealed.reactions([2, 2, 2, 2, 2]) == [
        Reaction("live", 0, -1),
        Reaction("live", 1, 1),
        Reaction("live", 2, -1),
    ]
    assert sealed.reactions([4, 4, 0, 4, 2])[0] == Reaction("walk", 0, -1)
    assert sealed.reactions([0, 4, 0, 4, 2])[1] == Reaction("glad", 0, 0)
    assert sealed.best()[:4] == [0, 4, 0, 4]
    assert sealed.share([0, 4, 0, 4, 3]) == 1
    assert sealed.share([2, 2, 2, 2, 2]) == pytest.approx(10 / 60)
    assert sealed.share([4, 4, 0, 4, 2]) == 0
    assert sealed.walks([4, 4, 0, 4, 2])
    assert not sealed.walks([2, 2, 2, 2, 2])


def test_six_proposals_are_heard_and_the_last_is_the_deal():
    seen = []

    def propose(history, number):
        seen.append((len(history), number))
        return [number % 5] * 5

    history = negotiate(table(1), propose)
    assert seen == [(number, number) for number in range(ROUNDS)]
    assert history[-1][0] == [0] * 5


def test_imagined_groups_are_drawn_as_those_at_the_table_are():
    groups, surplus = imagined(1000)
    heaviest = np.array([table(seed).groups.weights.max(axis=1).mean() for seed in range(60)]).mean()
    assert groups.weights.max(axis=1).mean() == pytest.approx(heaviest, abs=0.06)
    assert surplus.shape == (1000, 3125)


def test_agreeing_beats_appeasing_and_splitting_and_steamrolling():
    seeds = range(40)
    agree, walks = shares(references.agree, seeds)
    assert agree > 0.78
    assert walks <= 0.07
    assert 0.55 < shares(references.appease, seeds)[0] < agree - 0.08
    assert 0.55 < shares(references.ledger, seeds)[0] < agree - 0.05
    assert shares(references.split, seeds)[0] < 0.6
    assert shares(references.steamroll, seeds)[0] < 0.45


def test_with_equal_weights_the_middle_nearly_draws_level_with_appeasing():
    seeds = range(40)
    unlike = shares(references.appease, seeds)[0] - shares(references.split, seeds)[0]
    alike = shares(references.appease, seeds, 10)[0] - shares(references.split, seeds, 10)[0]
    assert alike < 0.1 < unlike
