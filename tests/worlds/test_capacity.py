"""The capacity world: deterministic, plausible, sized rightly by squares, and wrongly by rules of thumb."""

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.capacity import QUANTITIES, Brief, Region, brief
from rounds.worlds.references.capacity import envelope

MADE = "from rounds.worlds.capacity import brief; print(*brief(7))"


def held(quantity, n=400, world=None, **way):
    """The share of truths that the intervals of a way of sizing hold."""
    drawn = (brief(seed, **(world or {})) for seed in range(n))
    said = [(envelope(known, **way)[quantity], truth.values[quantity]) for known, truth in drawn]
    return np.mean([low <= value <= high for (low, high), value in said])


def test_a_seed_is_one_world_under_every_hash_seed():
    printed_alike(MADE)


def test_the_figures_are_those_of_a_large_service():
    for seed in range(100):
        known, truth = brief(seed)
        assert 3 <= len(known.regions) <= 5
        assert 10 < truth.values["egress_tbps"] < 1000
        assert 500 < truth.values["starts_per_s"] < 100_000
        assert 0.05 < truth.values["storage_pb"] < 5
        for region in known.regions:
            assert sum(region.streams_by_hour) == pytest.approx(20_000, rel=0.05)
            assert np.mean(region.session_minutes) > 1.2 * np.median(region.session_minutes)
            assert region.members[0] < region.members[1]


def test_a_brief_without_doubt_has_the_figures_of_a_hand_made_one():
    region = Region("region-1", (1e6, 1e6), (2.4, 2.4), [100] * 24, [30] * 300)
    one = (1.0, 1.0)
    certain = Brief([region], one, one, (5.0, 5.0), one, (1e3, 1e3), (60.0, 60.0), [4.0, 16.0], (2.0, 2.0))
    expected = {"egress_tbps": 0.5, "starts_per_s": 100_000 / 1800, "storage_pb": 0.018}
    for name, (low, high) in envelope(certain).items():
        assert (low, high) == pytest.approx((expected[name], expected[name]))


def test_a_truth_lies_in_its_range_nine_times_in_ten():
    for kind in ("firm", "vague"):
        assert held("storage_pb", 1000, {"kind": kind}) == pytest.approx(0.9, abs=0.03)


def test_squares_hold_what_they_promise_and_rules_of_thumb_do_not():
    for quantity in QUANTITIES:
        assert held(quantity) == pytest.approx(0.9, abs=0.045)
        assert held(quantity, worst_cases=True) > 0.98
    assert held("egress_tbps", sum_of_peaks=True) < 0.6
    assert held("starts_per_s", session=np.median) < 0.5


def test_where_the_conclusion_flips():
    assert held("egress_tbps", world={"one_zone": True}, sum_of_peaks=True) > 0.84
    assert held("egress_tbps", world={"shared": 0.25}) < 0.78
    assert held("egress_tbps", world={"shared": 1.0}, worst_cases=True) == pytest.approx(0.9, abs=0.045)
