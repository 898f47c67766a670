"""The packets of claims: the same for a seed, plausible, right by hand, and nothing but computing tells the faults."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.claims import CLIENTS, Claim, Log, log, practice
from rounds.worlds.references.claims import (
    FAULTS,
    Figures,
    astray,
    averaged_over_pooled,
    group_of,
    packet,
    reference,
    three_digits,
)

SEEDS = range(300, 316)


def told(seed: int) -> str:
    raw, claims, wrong = packet(seed)
    return f"{raw.ms.sum():.1f} {len(raw.ms)} {[str(claim) for claim in claims]} {wrong}"


def test_the_same_seed_gives_the_same_packet_under_any_hash_seed():
    assert printed_alike("from worlds.test_claims import told; print(told(7))").strip() == told(7)


def test_a_log_is_one_of_a_service():
    raw = log(11)
    assert 13_000 < raw.request[-1] + 1 < 18_000
    assert (np.diff(raw.request) >= 0).all()
    assert set(raw.client) == set(range(len(CLIENTS)))
    assert (raw.ms > 0).all()
    assert raw.ms.max() < 2200
    assert 20 < np.median(raw.ms) < 600
    assert 0.005 < 1 - raw.ok.mean() < 0.2
    assert raw.attempt.max() <= 3
    again = raw.attempt > 1
    assert (~raw.ok[np.flatnonzero(again) - 1]).all(), "an attempt follows one that failed"


def by_hand() -> Log:
    """Three weeks before and after week 3: a tv request a week, then a tv and a phone request of two attempts."""
    rows = [(week, week, 1, 0, 0, 100.0, True) for week in range(3)]
    for number, week in enumerate((4, 5, 6)):
        rows.append((week, 3 + 2 * number, 1, 0, 0, 80.0, True))
        rows.append((week, 4 + 2 * number, 1, 1, 1, 300.0, False))
        rows.append((week, 4 + 2 * number, 2, 1, 1, 200.0, number < 2))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Log(*columns, {"deploy-1": 3})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "figure"),
    [
        (("mean", "requests", "all", "level", False), (3 * 80 + 3 * 500) / 6),
        (("mean", "attempts", "all", "level", False), (80 + 300 + 200) / 3),
        (("mean", "requests", "answered", "level", False), (3 * 80 + 2 * 500) / 5),
        (("mean", "attempts", "answered", "level", False), (3 * 80 + 2 * 200) / 5),
        (("failed", "requests", "all", "level", False), 100 / 6),
        (("failed", "attempts", "all", "level", False), 100 * 4 / 9),
        (("p50", "attempts", "all", "level", False), 200.0),
        (("mean", "requests", "all", "change", False), 190.0),
        (("mean", "requests", "all", "times", False), 100 / 290),
    ],
)
def test_figures_are_what_the_definition_says(fields, figure):
    claim = Claim("c", "deploy-1", *fields, stated=0.0)
    assert Figures(by_hand()).of(claim) == pytest.approx(figure)


def test_the_same_clients_are_weighed_by_what_was_before():
    raw = by_hand()
    raw.client[0] = 1  # before: a phone and two tv
    claim = Claim("c", "deploy-1", "mean", "requests", "all", "change", same_mix=True, stated=0.0)
    assert Figures(raw).of(claim) == pytest.approx((500 / 3 + 80 * 2 / 3) - 100)


def test_sound_claims_are_rounded_figures_and_wrong_ones_are_far():
    for raw, claims, wrong in map(packet, SEEDS):
        figures = Figures(raw)
        assert len({claim.id for claim in claims}) == 16
        assert len({replace(claim, id="", stated=0.0) for claim in claims}) == 16
        for claim in claims:
            right = figures.of(claim)
            if claim.id in wrong:
                assert abs(claim.stated - right) > 0.1 * abs(right)
            else:
                assert claim.stated == three_digits(right)
        assert reference(raw, claims) == set(wrong)


def test_every_fault_is_made_and_its_near_misses_are_about_as_many():
    found = Counter(fault for _, _, wrong in map(packet, SEEDS) for fault in wrong.values())
    assert set(found) == set(FAULTS)
    assert min(found.values()) >= 5
    assert 0.4 < sum(found.values()) / (16 * len(SEEDS)) < 0.6


@pytest.mark.parametrize("field", ["figure", "of", "counted", "said", "same_mix", "deploy"])
def test_no_field_of_a_claim_tells_that_it_is_wrong(field):
    claims = [(getattr(c, field), c.id in wrong) for _, claims, wrong in map(packet, SEEDS) for c in claims]
    for value, many in Counter(value for value, _ in claims).items():
        share = sum(is_wrong for each, is_wrong in claims if each == value) / many
        assert abs(share - 0.5) < 0.12 + 1.2 / many**0.5, f"{field} {value}: {share:.2f} of {many} are wrong"


def test_boasting_and_last_digits_tell_nothing():
    flagged, digits = [], {True: [], False: []}
    for _, claims, wrong in map(packet, SEEDS):
        for said in ("level", "change", "points", "times"):
            mine = sorted((c for c in claims if c.said == said), key=lambda c: -abs(c.stated))
            flagged += [c.id in wrong for c in mine[: len(mine) // 2]]
        for claim in claims:
            digits[claim.id in wrong].append(len(f"{claim.stated:g}".replace(".", "").strip("-0")))
    assert 0.4 < np.mean(flagged) < 0.62
    assert abs(np.mean(digits[True]) - np.mean(digits[False])) < 0.15


def test_each_group_has_enough_of_both_sides_in_a_graded_run():
    for first in range(0, len(SEEDS) - 4, 5):
        sides = Counter(
            (group_of(claim), claim.id in wrong)
            for _, claims, wrong in map(packet, SEEDS[first : first + 5])
            for claim in claims
        )
        assert len(sides) == 6
        assert min(sides.values()) >= 3


def test_the_practice_packet_is_what_its_log_gives():
    raw, claims, wrong = practice()
    assert reference(raw, claims) == wrong
    assert 6 <= len(wrong) <= 10


def test_only_the_mix_of_clients_mostly_makes_a_gain_of_a_loss():
    shares = {fault: turned / many for fault, (many, _, turned) in astray(SEEDS).items()}
    assert max(shares, key=shares.__getitem__) == "mix of clients"


def test_averaging_percentiles_is_harmless_for_equal_hosts_and_errs_both_ways_for_unlike_ones():
    assert averaged_over_pooled("p99", 0.0, range(6)) == pytest.approx(1, abs=0.05)
    assert averaged_over_pooled("p99", 0.75, range(6)) < 0.85
    assert averaged_over_pooled("p50", 0.75, range(6)) > 1.15
