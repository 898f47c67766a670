import random

import pytest

from rounds.worlds.offers import EDGES, REQUEST, drawn_changes, is_changes, request_of
from rounds.worlds.references.offers import CHANGED, HOUSE, STRANGERS, drawn_history, history, offered
from rounds.worlds.references.refactored import SIX_PARTS, TABLES

ALL = [*EDGES, *(drawn_changes(random.Random(seed)) for seed in range(1_000))]


def test_requests_are_changes_of_the_plain_one():
    assert all(is_changes(changes) for changes in ALL)
    assert request_of({"day": 3}) == {**REQUEST, "day": 3}
    assert not is_changes({"colour": 1})
    assert not is_changes({"plan": "gold"})
    assert not is_changes({"day": None})


@pytest.mark.parametrize("way", [SIX_PARTS, TABLES], ids=["parts", "tables"])
def test_every_refactoring_makes_the_same_offers(way):
    for changes in ALL:
        request = request_of(changes)
        assert way.offer(request) == offered(request, HOUSE), changes


def test_the_edges_reach_every_note_and_every_refusal():
    offers = [offered(request_of(changes), CHANGED) for changes in EDGES]
    assert {offer["reason"] for offer in offers} == {None, "not yet", "over", "region", "age"}
    assert {note for offer in offers for note in offer["notes"]} == {
        "early", "grace", "as in DE", "as in US", "with an adult", "included", "loyal", "local", "capped",
    }  # fmt: skip


def test_the_change_costs_early_access_more_and_caps_all_else():
    for changes in EDGES:
        before, after = (offered(request_of(changes), rules) for rules in (HOUSE, CHANGED))
        assert before["reason"] == after["reason"]
        if "early" in before["notes"] and before["available"]:
            assert after["price"] > before["price"]
        elif before["price"] is not None:
            most = 399 if changes["plan"] == "standard" else 499
            assert after["price"] == min(before["price"], most)
            assert ("capped" in after["notes"]) == (before["price"] > most)


def test_every_stranger_takes_part_and_most_of_them_change_what_is_offered():
    rng, shown, differs = random.Random(1), set(), set()
    for _ in range(400):
        names, requests = drawn_history(rng, 12)
        strangers = [name for name in names if name in STRANGERS]
        made, seen = history(offered, HOUSE, names, requests)
        shown |= set(strangers) if seen else set()
        without, _ = history(offered, HOUSE, [name for name in names if name in HOUSE], requests)
        differs |= set(strangers) if len(strangers) == 1 and made != without else set()
    assert shown == set(STRANGERS)
    assert differs >= set(STRANGERS) - {"only looks"}


def test_the_same_rules_fit_everywhere_and_a_bag_or_tables_do_not():
    rng, wrong = random.Random(7), {"parts": 0, "tables": 0}
    for _ in range(200):
        row = drawn_history(rng, 12)
        right = history(offered, HOUSE, *row)
        for name, way in (("parts", SIX_PARTS), ("tables", TABLES)):
            wrong[name] += history(way.offer, way.house_rules(), *row) != right
    assert wrong["parts"] >= 80
    assert 20 <= wrong["tables"] < wrong["parts"]
