"""The rollout world: deterministic, plausible, and read rightly by what should read it."""

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.references.rollout import effect
from rounds.worlds.rollout import DAYS, EVERYONE, PEERS, before_after, rollout, textbook, timeline

HELD = (
    "from rounds.worlds.rollout import rollout; known, truth = rollout(7); print(known.p99_ms.sum(), known.log, truth)"
)


def held(method, n=600, **world):
    """The share of truths that a method's intervals hold."""
    drawn = (rollout(seed, **world) for seed in range(n))
    said = [(method(known.p99_ms, known.log), truth.effect) for known, truth in drawn]
    return np.mean([low <= effect <= high for (_, low, high), effect in said])


def test_a_seed_is_one_world_under_every_hash_seed():
    printed_alike(HELD)


def test_the_figures_are_those_of_services():
    for seed in range(100):
        known, truth = rollout(seed)
        assert known.p99_ms.shape == (PEERS + 1, DAYS)
        assert 15 < known.p99_ms.min() < known.p99_ms.max() < 3000
        assert 35 <= known.deploy < 50
        assert abs(known.launch - known.deploy) <= 4
        assert len(known.clean_peers) == PEERS - 2
        assert known.log == sorted(known.log)
        assert {row for _, row in known.log} - set(range(1, PEERS + 1)) == {0, EVERYONE}
        assert -40 < truth.effect < 40
        assert 0.5 < truth.ideal_width < 20


def test_noise_carries_over_as_asked():
    quiet = [rollout(seed, carry=0.7, noise="loud")[0] for seed in range(60)]
    gaps = [np.log(k.p99_ms[k.clean_peers[0], : k.deploy - 20]) for k in quiet]
    others = [np.log(k.p99_ms[k.clean_peers[1:], : k.deploy - 20]).mean(axis=0) for k in quiet]
    noises = [gap - other - (gap - other).mean() for gap, other in zip(gaps, others, strict=True)]
    assert sum(n[1:] @ n[:-1] for n in noises) / sum(n @ n for n in noises) == pytest.approx(0.6, abs=0.12)


def test_the_textbook_has_the_number_and_not_the_interval():
    drawn = [rollout(seed) for seed in range(400)]
    errors = {
        method: np.mean([abs(method(known.p99_ms, known.log)[0] - truth.effect) for known, truth in drawn])
        for method in (before_after, textbook, effect)
    }
    assert errors[textbook] == pytest.approx(errors[effect])
    assert errors[textbook] < 1.4 < 8 < errors[before_after]
    assert held(textbook) < 0.65
    assert held(before_after) < 0.25
    assert held(effect) > 0.86


def test_where_the_conclusion_flips():
    assert held(textbook, carry=0.0) > 0.86
    assert held(textbook, carry=0.9) < 0.45
    assert held(effect, carry=0.9) > 0.86
    assert held(effect, louder=2.0) < 0.75
    assert held(effect, local=0.05) < 0.6


def test_the_ideal_interval_is_ideal():
    drawn = [rollout(seed) for seed in range(1200)]
    ratio = [abs(effect(known.p99_ms, known.log)[0] - truth.effect) <= truth.ideal_width / 2 for known, truth in drawn]
    assert np.mean(ratio) == pytest.approx(0.90, abs=0.025)


def test_the_picture_is_drawn():
    assert timeline("weeks", rollout(3)[0]).png(40).startswith(b"\x89PNG")
