"""The half-years of review: the same for a seed, merges as by hand, planted where they say so, no one figure tells."""

from collections import defaultdict
from functools import cache
from statistics import fmean

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.changes import DAY, LINES_A_DEFECT, USUAL, HalfYear, Review, change_by_hand, half_year
from rounds.worlds.references.changes import (
    bottlenecks,
    hours_to_merge,
    let_through,
    let_through_alone,
    mean_queue,
    mean_wait,
    overlooked,
    overlooked_alone,
    partner_of,
    queues,
    saved,
    saved_together,
    seldom,
    times_asked,
)

SEEDS = range(900, 908)


@cache
def drawn(seed: int, calm: bool = False) -> HalfYear:
    return half_year(seed, calm=calm)


def told(seed: int) -> str:
    team = drawn(seed)
    return f"{team.changes[:50]} {sorted(team.bottlenecks)} {sorted(team.overlooked)}"


def f1(named, planted):
    """Over all teams: lists of sets."""
    hits = sum(len(mine & theirs) for mine, theirs in zip(named, planted, strict=True))
    return 2 * hits / (sum(map(len, named)) + sum(map(len, planted)))


def test_the_same_seed_gives_the_same_half_year_under_any_hash_seed():
    assert printed_alike("from worlds.test_changes import told; print(told(5))").strip() == told(5)


CHAIN = change_by_hand({"lead": (30, 2, ""), "follower": (3, 1, "lead"), "partner": (21, 2, "")}, requested=10)


def test_a_change_by_hand_lists_its_reviews_by_name():
    follower = Review("follower", 45, 46, "lead")
    assert CHAIN.reviews == [follower, Review("lead", 40, 42, ""), Review("partner", 31, 33, "")]


def test_a_merge_by_hand():
    assert queues(CHAIN) == {"follower": 3.0, "lead": 30.0, "partner": 21.0}
    assert hours_to_merge(CHAIN) == 36.0
    # The lead within a day: 8 and 2, then the follower's 3 and 1 are 14; the partner is last, after 23 hours.
    assert hours_to_merge(CHAIN, {"lead"}) == 23.0
    assert hours_to_merge(CHAIN, {"partner"}) == hours_to_merge(CHAIN, {"follower"}) == 36.0
    assert hours_to_merge(CHAIN, {"lead", "partner"}) == 14.0
    assert saved([CHAIN]) == {"follower": 0.0, "lead": 13 / 36, "partner": 0.0}
    assert saved_together([CHAIN], {"lead", "partner"}) == pytest.approx(22 / 36)
    assert partner_of([CHAIN], "lead") == "partner"


def test_shares_let_through_by_hand():
    """One reviewer alone lets a tenth through of what the other lets through alone; there is next to no belief."""
    alone = [("a", 10), ("b", 100)]
    changes = [
        change_by_hand({name: (1, 1, "")}, lines=1_000, escaped=escaped) for name, escaped in alone for _ in range(20)
    ]
    found = let_through(changes, prior=1e-6)
    assert found["a"] / found["b"] == pytest.approx(0.1, rel=1e-4)
    assert let_through(changes, prior=1e9) == pytest.approx({"a": USUAL, "b": USUAL}, rel=1e-4)


@pytest.mark.parametrize("calm", [False, True])
def test_reviews_begin_when_they_may_and_a_change_merges_with_the_last(calm):
    for change in drawn(900, calm).changes:
        finished = {review.reviewer: review.finished for review in change.reviews}
        assert len(finished) == len(change.reviews) >= 2
        assert all(r.started >= finished.get(r.after, change.requested) for r in change.reviews)
        assert all(r.finished > r.started and r.after in {"", *finished} for r in change.reviews)
        assert max(finished.values()) - change.requested == pytest.approx(hours_to_merge(change))
        assert hours_to_merge(change, set(finished)) <= hours_to_merge(change)


def test_what_escapes_grows_with_the_lines_and_shrinks_with_each_reviewer():
    changes = [change for seed in SEEDS for change in drawn(seed, calm=True).changes]
    rates = defaultdict(list)
    for change in changes:
        rates[len(change.reviews), change.lines > 90].append((change.escaped, change.lines / LINES_A_DEFECT))
    rate = {key: sum(e for e, _ in some) / sum(d for _, d in some) for key, some in rates.items()}
    for number in (2, 3, 4):
        assert rate[number, True] == pytest.approx(rate[number, False], rel=0.25)
        assert rate[number, True] == pytest.approx(USUAL**number, abs=0.04)


@pytest.mark.parametrize("calm", [False, True])
def test_who_was_planted_is_found_and_nobody_else(calm):
    teams = [drawn(seed, calm) for seed in SEEDS]
    assert [bottlenecks(team.changes) for team in teams[:3]] == [team.bottlenecks for team in teams[:3]]
    found = [overlooked(team.changes) for team in teams]
    if calm:
        assert not any(team.bottlenecks or team.overlooked for team in teams)
        assert sum(map(len, found)) <= 3
    else:
        assert f1(found, [team.overlooked for team in teams]) > 0.95
        assert all(len(team.bottlenecks) in (2, 3, 4) and len(team.overlooked) in (1, 2) for team in teams)


def test_a_gap_lies_between_those_who_hold_up_merges_and_all_others():
    for seed in SEEDS:
        holds = drawn(seed).bottlenecks
        assert all(
            (share > 0.04) if name in holds else (share < 0.03) for name, share in saved(drawn(seed).changes).items()
        )
        assert max(saved(drawn(seed, calm=True).changes).values()) < 0.02


def test_all_who_are_overlooked_are_asked_seldom():
    assert all(drawn(seed).overlooked <= set(seldom(drawn(seed).changes)) for seed in SEEDS)


def test_without_changes_nobody_is_named():
    assert bottlenecks([]) == overlooked([]) == set()


def last_and_by_how_much(changes):
    held = defaultdict(float)
    for change in changes:
        *_, before, last = sorted(change.reviews, key=lambda review: review.finished)
        held[last.reviewer] += last.finished - before.finished
    return held


def total_queue(changes):
    asked = times_asked(changes)
    return {name: asked[name] * hours for name, hours in mean_queue(changes).items()}


def mean_of(figure):
    def means(changes):
        found = defaultdict(list)
        for change in changes:
            for review in change.reviews:
                found[review.reviewer].append(figure(change, review))
        return {name: fmean(values) for name, values in found.items()}

    return means


FIGURES = {
    "number": mean_of(lambda change, review: int(review.reviewer[-2:])),
    "mean wait": mean_wait,
    "mean queue": mean_queue,
    "total queue": total_queue,
    "last and by how much": last_and_by_how_much,
    "hours of work": mean_of(lambda change, review: review.finished - review.started),
    "pace": mean_of(lambda change, review: change.lines / (review.finished - review.started)),
    "times asked": times_asked,
    "lines": mean_of(lambda change, review: change.lines),
    "company": mean_of(lambda change, review: len(change.reviews)),
    "somebody waits": mean_of(lambda change, review: any(r.after == review.reviewer for r in change.reviews)),
    "escapes a change": mean_of(lambda change, review: change.escaped),
    "escapes a line": mean_of(lambda change, review: change.escaped / change.lines),
    "through, the others being usual": let_through_alone,
}


@cache
def asked_seldom(seed: int) -> list[str]:
    return seldom(drawn(seed).changes)


def best_f1(pairs):
    """Of a rule that names whoever is above, or below, the best threshold for all: pairs of a figure and the truth."""
    values, hits = np.array(pairs).T
    found = []
    for order in (np.argsort(values, kind="stable"), np.argsort(-values, kind="stable")):
        right = np.cumsum(hits[order])
        found.append((2 * right / (np.arange(1, len(hits) + 1) + hits.sum())).max())
    return max(found)


@pytest.mark.parametrize("name", FIGURES)
def test_no_single_figure_earns_the_points_even_at_its_best_threshold(name):
    figures = [(seed, FIGURES[name](drawn(seed).changes)) for seed in SEEDS]
    holds = [(value, who in drawn(seed).bottlenecks) for seed, found in figures for who, value in found.items()]
    missed = [(found[who], who in drawn(seed).overlooked) for seed, found in figures for who in asked_seldom(seed)]
    assert best_f1(holds) < 0.92
    assert best_f1(missed) < 0.75


def test_weighing_each_alone_is_right_where_company_is_mixed_and_wrong_where_everybody_has_their_own():
    def alone(company):
        teams = [half_year(seed, company=company) for seed in range(40, 48)]
        return f1([overlooked_alone(team.changes) for team in teams], [team.overlooked for team in teams])

    assert alone(0.0) > 0.9
    assert alone(0.9) < 0.65


def test_a_partner_as_slow_as_the_lead_hides_the_lead():
    def of_pair(hours):
        team = half_year(3, partner=hours)
        lead = min({r.after for change in team.changes for r in change.reviews} & team.bottlenecks)
        pair = [lead, partner_of(team.changes, lead)]
        return [saved_together(team.changes, quick) for quick in (pair[:1], pair[1:], pair)]

    lead, partner, both = of_pair(5.0)
    assert lead > 0.95 * both
    assert partner < 0.01
    lead, partner, both = of_pair(44.0)
    assert lead + partner < 0.6 * both


def test_a_day_is_longer_than_a_usual_queue():
    usual = [q for change in drawn(901, calm=True).changes for q in queues(change).values()]
    assert 0.02 < fmean(q > DAY for q in usual) < 0.10


def test_a_half_year_travels_as_plain_data():
    change = drawn(900).changes[0]
    assert [type(value) for value in vars(change).values()] == [str, int, float, list, int]
    assert {tuple(map(type, vars(review).values())) for review in change.reviews} == {(str, float, float, str)}
