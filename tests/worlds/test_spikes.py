from functools import cache

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.outlooks import outlooks
from rounds.worlds.references import spikes as references
from rounds.worlds.references.luck import best_if_shared, net_if_shared
from rounds.worlds.references.spikes import best_value, by_reservation, planned, reservation
from rounds.worlds.spikes import FALLBACK, Spike, expected_net, six_spikes

DRAWN = (
    "from rounds.worlds.spikes import expected_net, six_spikes;"
    "from rounds.worlds.references.spikes import by_reservation, best_value;"
    "s = six_spikes(7, dear=True); print(s, expected_net(s, by_reservation), best_value(s, stuck=0.5))"
)
CHEAP, DEAR = (tuple((seed, dear) for seed in range(24)) for dear in (False, True))


@cache
def drawn(seed: int, dear: bool):
    return six_spikes(seed, dear=dear)


@cache
def best_of(seed: int, dear: bool, keep: float = 1.0, stuck: float = 0.0) -> float:
    return best_value(drawn(seed, dear), keep=keep, stuck=stuck)


def captured(policy, searches, **rules) -> float:
    best = sum(best_of(*search, **rules) - FALLBACK for search in searches)
    return sum(expected_net(drawn(*search), policy, **rules) - FALLBACK for search in searches) / best


def coin(high: float, cost: float, chance: float = 0.5, low: float = 0.0) -> Spike:
    return Spike("", cost, (low, high), (1 - chance, chance))


def test_the_same_seed_gives_the_same_spikes_and_values_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_spikes_are_plausible():
    for spikes in (drawn(*search) for search in (*CHEAP, *DEAR)):
        assert list(spikes) == [f"spike-{i}" for i in range(1, 7)]
        for spike in spikes.values():
            assert sum(spike.chances) == pytest.approx(1)
            assert list(spike.outcomes) == sorted(spike.outcomes)
            assert 0.5 <= spike.cost <= 11 * 1.6
        assert len({spike.idea for spike in spikes.values()}) == 6


def test_names_do_not_tell_the_order():
    firsts = [by_reservation(list(spikes), FALLBACK, spikes) for spikes in map(six_spikes, range(300))]
    assert all(abs(firsts.count(f"spike-{i}") / 300 - 1 / 6) < 0.07 for i in range(1, 7))


def test_gain_and_mean_by_hand():
    spike = coin(80, 3, chance=0.25, low=40)
    assert spike.mean == pytest.approx(50)
    assert spike.gain(60) == pytest.approx(0.25 * 20 - 3)
    assert spike.gain(30) == pytest.approx(0.25 * 50 + 0.75 * 10 - 3)


def test_a_reservation_value_is_the_best_so_far_at_which_a_spike_just_pays():
    assert reservation(coin(100, 12)) == pytest.approx(76)
    assert reservation(coin(66, 1, chance=1.0)) == pytest.approx(65)
    for spikes in (drawn(*search) for search in CHEAP[:10]):
        assert all(spike.gain(reservation(spike)) == pytest.approx(0, abs=1e-9) for spike in spikes.values())


def test_a_search_by_hand():
    """The long shot gains less than the sure thing, and goes first: if it comes off, the sure thing is not needed."""
    spikes = {"sure": coin(66, 1, chance=1.0), "shot": coin(100, 2, chance=0.2)}
    assert spikes["sure"].gain(FALLBACK) == 15 > spikes["shot"].gain(FALLBACK) == pytest.approx(8)
    assert by_reservation(["sure", "shot"], FALLBACK, spikes) == "shot"
    assert by_reservation(["sure"], 100.0, spikes) is None
    assert expected_net(spikes, by_reservation) == pytest.approx(-2 + 0.2 * 100 + 0.8 * 65)
    sure_first = expected_net(spikes, references.next_gain)
    assert sure_first == pytest.approx(-1 + 66 + (-2 + 0.2 * (100 - 66)))
    assert sure_first < best_value(spikes) == pytest.approx(expected_net(spikes, by_reservation))


def test_what_is_lost_and_what_gets_stuck_by_hand():
    spikes = {"a": coin(90, 4), "b": coin(70, 3)}

    def both(left, _best, _spikes):
        return left[0]

    assert expected_net(spikes, both) == pytest.approx(-7 + 0.5 * 90 + 0.5 * (0.5 * 70 + 0.5 * 50))
    assert expected_net(spikes, both, keep=0.0) == pytest.approx(-7 + 0.5 * 70 + 0.5 * 50)
    assert expected_net(spikes, both, stuck=1.0) == pytest.approx(-4 + 45)
    one_try = expected_net(spikes, lambda left, *_: "a" if len(left) == 2 else None, stuck=0.25)
    assert one_try == pytest.approx(-4 + 0.5 * 90 + 0.5 * (0.75 * 50 + 0.25 * 0))


def by_brute_force(spikes, left, best, keep, stuck):
    """The value of the best policy, tried out without tables."""
    most = best
    for name in left:
        rest = [other for other in left if other != name]
        value = -spikes[name].cost
        for days, chance in zip(spikes[name].outcomes, spikes[name].chances, strict=True):
            free = keep * by_brute_force(spikes, rest, max(best, days), keep, stuck)
            free += (1 - keep) * by_brute_force(spikes, rest, max(FALLBACK, days), keep, stuck)
            value += chance * (stuck * days + (1 - stuck) * free)
        most = max(most, value)
    return most


@pytest.mark.parametrize(("keep", "stuck"), [(1.0, 0.0), (0.3, 0.0), (1.0, 0.2), (0.5, 0.5)])
def test_the_best_value_is_that_of_trying_out_every_policy(keep, stuck):
    for seed in range(3):
        spikes = dict(list(six_spikes(seed).items())[:3])
        tried = by_brute_force(spikes, list(spikes), FALLBACK, keep, stuck)
        assert best_value(spikes, keep=keep, stuck=stuck) == pytest.approx(tried)
        policy = planned(spikes, keep=keep, stuck=stuck)
        assert expected_net(spikes, policy, keep=keep, stuck=stuck) == pytest.approx(tried)


def test_with_recall_no_policy_beats_reservation_values():
    for search in (*CHEAP, *DEAR):
        assert expected_net(drawn(*search), by_reservation) == pytest.approx(best_of(*search))


def test_the_order_is_worth_what_the_notebook_says():
    for searches, everything in ((CHEAP, 0.5), (DEAR, -0.3)):
        for rule in (references.next_gain, references.gain_per_day, references.largest_outcome):
            assert 0.85 < captured(rule, searches) < 0.965
        assert 0.8 < captured(references.largest_mean, searches) < 0.91
        assert 0.4 < captured(references.mean_above_best, searches) < 0.75
        assert captured(references.try_everything, searches) < everything
        assert captured(references.try_nothing, searches) == 0
        for lazy in (references.try_the_best_mean, references.cheapest_until_70, references.look_then_leap):
            assert captured(lazy, searches) < 0.85


def test_the_best_search_mostly_begins_below_what_there_is():
    below = [s[by_reservation(list(s), FALLBACK, s) or ""].mean < FALLBACK for s in map(six_spikes, range(100))]
    assert np.mean(below) > 0.7


def test_without_recall_reservation_values_lose_nothing_and_small_gains_do():
    assert captured(by_reservation, CHEAP, keep=0.0) > 0.99
    assert captured(references.next_gain, CHEAP, keep=0.0) < 0.75
    assert captured(references.largest_mean, CHEAP, keep=0.0) < 0.4


def test_where_spikes_cannot_be_thrown_away_the_surest_goes_first():
    def lead(stuck):
        surest = captured(references.mean_above_best, CHEAP, stuck=stuck)
        return captured(by_reservation, CHEAP, stuck=stuck) - surest

    assert lead(0.1) > 0.2
    assert lead(0.3) < -0.2
    assert captured(references.mean_above_best, CHEAP, stuck=1.0) == pytest.approx(1)
    assert captured(by_reservation, CHEAP, stuck=1.0) < -0.5


def test_the_picture_has_a_row_a_spike_the_largest_mark_on_top():
    spikes = six_spikes(5)
    marks = {name: reservation(spike) for name, spike in spikes.items()}
    (axes,) = outlooks("six", spikes, marks, "reservation value").axes
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert rows[-1].startswith(spikes[max(marks, key=lambda name: marks[name])].idea)
    assert len(rows) == 6


def test_shared_luck_by_hand():
    """Both come off or neither: after a failure of the first, the best search does not run the second."""
    spikes = {"a": coin(90, 4), "b": coin(70, 3)}

    def both(left, _best, _spikes):
        return left[0]

    assert net_if_shared(spikes, both, 1.0) == pytest.approx(-7 + 0.5 * 90 + 0.5 * 50)
    assert net_if_shared(spikes, both, 0.5) == pytest.approx(
        (expected_net(spikes, both) + net_if_shared(spikes, both, 1.0)) / 2
    )
    assert best_if_shared(spikes, 1.0) == pytest.approx(-4 + 0.5 * 90 + 0.5 * 50)
    assert best_if_shared(spikes, 0.0) == pytest.approx(best_value(spikes))


def test_where_luck_is_shared_a_rule_that_learns_nothing_falls_behind():
    searches = [drawn(*search) for search in CHEAP[:6]]
    best = {share: sum(best_if_shared(spikes, share) - FALLBACK for spikes in searches) for share in (0.0, 1.0)}

    def share_of_best(policy, share):
        return sum(net_if_shared(spikes, policy, share) - FALLBACK for spikes in searches) / best[share]

    assert share_of_best(by_reservation, 0.0) == pytest.approx(1)
    assert 0.5 < share_of_best(references.next_gain, 1.0) < share_of_best(by_reservation, 1.0) < 0.7
