import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.investigation import (
    DESIGNS,
    Fact,
    Investigation,
    Together,
    follow,
    investigation,
    misgrown,
    outline,
    worths,
)
from rounds.worlds.references import investigation as references
from rounds.worlds.references.investigation import best_tree, best_value, unasked

DRAWN = (
    "from rounds.worlds.investigation import investigation;"
    "from rounds.worlds.references.investigation import best_tree;"
    "b = investigation(7, dear=True); print(b, best_tree(b))"
)


def by_hand() -> Investigation:
    """Design B lags by 6 days and gains 16 where both facts hold."""
    facts = {name: Fact("", chance, 1.0, {"A": 0.0, "B": 0.0}) for name, chance in (("q1", 0.5), ("q2", 0.8))}
    return Investigation({"A": 10.0, "B": 4.0}, facts, (Together(("q1", "q2"), "B", 16.0),))


def captured(way, briefs) -> float:
    room = sum(best_value(brief) - unasked(brief) for brief in briefs)
    return sum(follow(brief, way(brief)).net - unasked(brief) for brief in briefs) / room


def test_the_same_seed_gives_the_same_brief_and_tree_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_worths_by_hand():
    brief = by_hand()
    assert worths(brief, {}) == pytest.approx({"A": 10, "B": 4 + 0.4 * 16})
    assert worths(brief, {"q1": True}) == pytest.approx({"A": 10, "B": 4 + 0.8 * 16})
    assert worths(brief, {"q2": False}) == pytest.approx({"A": 10, "B": 4})


def test_a_tree_by_hand():
    """After the No of q1 design A is built and q2 is never paid for."""
    found = follow(by_hand(), ("q1", ("q2", "B", "A"), "A"))
    assert found.net == pytest.approx(0.5 * (0.8 * 20 + 0.2 * 10) + 0.5 * 10 - 1 - 0.5 * 1)
    assert found.paid == pytest.approx(1.5)
    assert found.spikes == pytest.approx(1.5)
    assert best_tree(by_hand()) == ("q1", ("q2", "B", "A"), "A")
    assert best_value(by_hand()) == pytest.approx(found.net)


def test_a_tree_averages_over_every_truth():
    brief = investigation(3)
    tree = references.in_bundles(brief)
    total = 0.0
    for holds in product((True, False), repeat=len(brief.facts)):
        truth = dict(zip(brief.facts, holds, strict=True))
        chance = float(np.prod([f.chance if truth[name] else 1 - f.chance for name, f in brief.facts.items()]))
        node, paid = tree, 0.0
        while not isinstance(node, str):
            paid += brief.facts[node[0]].price
            node = node[1] if truth[node[0]] else node[2]
        total += chance * (worths(brief, truth)[node] - paid)
    assert follow(brief, tree).net == pytest.approx(total)


@pytest.mark.parametrize(
    ("tree", "says"),
    [
        ("A", ""),
        (["q1", "A", ("q2", "B", "A")], ""),
        ("D", "is no design"),
        (None, "neither a design nor a triple"),
        (("q1", "A"), "a tuple of 2 is neither a design nor a triple"),
        ({"A", "B", "C"}, "a set of 3 is neither"),
        (("q3", "A", "B"), "where a fact should"),
        ((1, "A", "B"), "where a fact should"),
        (("q1", "A", ("q2", "A", ("q1", "A", "B"))), "q1 is settled once more"),
        (("q1", "A", ("q2", "B", 7)), "7 is neither"),
    ],
)
def test_what_cannot_be_followed_is_said_in_words(tree, says):
    found = misgrown(by_hand(), tree)
    assert says in found
    assert bool(found) == bool(says)


def test_an_outline_shows_what_follows_each_answer():
    assert outline(("q1", "A", ("q2", "B", "A"))).splitlines() == [
        "settle q1",
        "    yes: build A",
        "    no:  settle q2",
        "        yes: build B",
        "        no:  build A",
    ]


def test_briefs_are_plausible():
    for seed in range(60):
        cheap, dear = investigation(seed), investigation(seed, dear=True)
        assert list(cheap.facts) == [f"q{i}" for i in range(1, 7)]
        assert all(0.15 <= fact.price <= 0.9 for fact in cheap.facts.values())
        assert all(1.1 <= fact.price <= 2.4 for fact in dear.facts.values())
        (group,) = cheap.together
        assert len(group.facts) == 3
        assert 35 <= group.days <= 50
        alike = [f for f in cheap.facts.values() if len(set(f.effect.values())) == 1 and f.effect["A"]]
        assert len(alike) == 2
        assert all(abs(fact.effect["A"]) >= 25 for fact in alike)
        assert set(cheap.base) == set(DESIGNS)


def test_neither_ids_nor_texts_tell_which_facts_pay_together():
    groups = [investigation(seed).together[0] for seed in range(400)]
    named = np.array([[f"q{i}" in group.facts for i in range(1, 7)] for group in groups])
    assert np.all(abs(named.mean(axis=0) - 0.5) < 0.08)
    designs = [group.design for group in groups]
    assert all(abs(designs.count(design) / 400 - 1 / 3) < 0.08 for design in DESIGNS)


def test_behind_moves_the_design_that_needs_three_facts_and_nothing_else():
    for seed in range(20):
        here, level = investigation(seed), investigation(seed, behind=0.0)
        favoured = here.together[0].design
        assert json.dumps([f.effect for f in here.facts.values()]) == json.dumps(
            [f.effect for f in level.facts.values()]
        )
        moved = {design: level.base[design] - here.base[design] for design in DESIGNS}
        assert 2 < moved.pop(favoured) < 25
        assert set(moved.values()) == {0.0}


def all_trees(designs, left):
    yield from designs
    for name in left:
        below = list(all_trees(designs, [other for other in left if other != name]))
        yield from ((name, if_so, if_not) for if_so in below for if_not in below)


def test_of_all_trees_over_two_facts_none_is_better_than_the_best():
    for seed in (2, 4, 43, 48):
        drawn = investigation(seed)
        (group,) = drawn.together
        two = group.facts[:2]  # as if the third were known to hold
        brief = Investigation(drawn.base, {name: drawn.facts[name] for name in two}, (replace(group, facts=two),))
        trees = list(all_trees(DESIGNS, two))
        assert len(trees) == 3 + 2 * 12**2
        most = max(follow(brief, tree).net for tree in trees)
        assert best_value(brief) == pytest.approx(most)
        assert most > unasked(brief) + 1


def test_the_best_tree_comes_to_the_best_value_and_settles_nothing_that_moves_all_alike():
    for seed in range(16):
        brief = investigation(seed, dear=seed % 2 == 1)
        tree = best_tree(brief)
        assert follow(brief, tree).net == pytest.approx(best_value(brief))
        alike = [n for n, f in brief.facts.items() if len(set(f.effect.values())) == 1 and f.effect["A"]]
        assert not any(f"settle {name}" in outline(tree) for name in alike)


def test_trees_beat_lists_and_single_answers():
    cheap = [investigation(seed) for seed in range(24)]
    assert captured(best_tree, cheap) == pytest.approx(1)
    assert 0.94 < captured(references.in_bundles, cheap) < 0.98
    assert 0.8 < captured(references.listed_before, cheap) < 0.9
    assert captured(references.one_at_a_time, cheap) < 0.6
    assert captured(references.spike_everything, cheap) < 0.6
    assert captured(references.spike_nothing, cheap) == 0
    for lazy in (references.spike_the_cheapest, references.spike_the_least_sure, references.spike_the_largest):
        assert captured(lazy, cheap) < 0.2


def test_where_spikes_are_dear_the_best_trees_settle_more_than_the_best_lists():
    dear = [investigation(seed, dear=True) for seed in range(24)]
    spikes = {way: np.mean([follow(brief, way(brief)).spikes for brief in dear])
              for way in (best_tree, references.in_bundles, references.listed_before)}  # fmt: skip
    assert spikes[best_tree] > 1.4 * spikes[references.listed_before]
    assert captured(references.in_bundles, dear) < 0.88
    assert captured(references.listed_before, dear) < 0.6
    assert captured(references.spike_everything, dear) < -1


def test_one_answer_ahead_is_enough_where_one_no_can_turn_the_choice():
    behind, ahead = ([investigation(seed, behind=behind) for seed in range(60)] for behind in (1.0, -0.5))
    one, listed = references.one_at_a_time, references.listed_before
    assert captured(one, behind) < captured(listed, behind) - 0.25
    assert captured(one, ahead) > max(0.85, captured(listed, ahead))
