from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.references import rooms as reference
from rounds.worlds.rooms import AFRAID, KINDS, OPEN, SIGNED, UNSIGNED, Person, draw_room, meet, poll_fault

DRAWN = (
    "from rounds.worlds.rooms import *; from rounds.worlds.references.rooms import best;"
    "print([(people := draw_room(7, kind), best(people), meet(people, [4, 2, 0, 1, 3], 3)) for kind in KINDS])"
)


def rooms(kinds, n: int = 20):
    return [draw_room(seed, kind) for kind in kinds for seed in range(n)]


def lost(rule, kind: str, n: int = 25) -> float:
    return reference.losses(rule, rooms([kind], n))


def test_the_same_seed_gives_the_same_room_and_meeting_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_three_people_who_write_by_hand():
    three = (Person(0.9, 0.5, 9.0, 10), Person(0.6, 0.0, 9.0, 10), Person(0.6, 0.0, 9.0, 10))
    both, one = 0.6 * 0.6, 2 * 0.6 * 0.4
    assert reference.chance_right(three, UNSIGNED) == pytest.approx(0.9 * (both + one) + 0.1 * both)
    # Signed, the first outweighs the others, so the room does what the first says: "ship" after reading so, and in half
    # of the other cases.
    assert reference.chance_right(three, SIGNED) == pytest.approx((0.95 + 0.45) / 2)


def test_who_heeds_the_first_word_more_than_its_own_reading_repeats_it():
    first, second = Person(0.7, 0.0, 0.0, 20), Person(0.6, 0.0, 0.3, 1)  # 0.3 x 2.0 log odds against 0.41
    assert reference.chance_right((first, second, second), [0, 1, 2]) == pytest.approx(0.7)
    for seed in range(50):
        words = meet((first, second, second), [0, 1, 2], seed).words
        assert len({word.said for word in words}) == 1
    deaf = replace(second, sway=0.1)
    assert reference.chance_right((first, deaf, deaf), [0, 1, 2]) == pytest.approx(0.7)  # outweighs both, if by little
    assert any(len({word.said for word in meet((first, deaf, deaf), [0, 1, 2], seed).words}) > 1 for seed in range(50))


def test_a_first_dissent_leaves_a_quarter_of_the_fear_by_hand():
    bold, timid = Person(0.7, 0.0, 0.0, 10), Person(0.7, 1.0, 0.0, 10)
    # "Hold" wins if the bold one reads it and one of the others says it too; each then does in 3/4 of its "hold"s.
    joined_if_right, joined_if_wrong = 1 - (1 - 0.75 * 0.7) ** 2, 1 - (1 - 0.75 * 0.3) ** 2
    ship, hold = 1 - 0.3 * joined_if_wrong, 0.7 * joined_if_right
    assert reference.chance_right((bold, timid, timid), [0, 1, 2]) == pytest.approx((ship + hold) / 2)
    assert reference.chance_right((bold, timid, timid), [1, 2, 0]) == pytest.approx(0.5)  # two have said "ship"
    assert reference.chance_right((bold, timid, timid), [0, 1, 2], relief=1.0) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_exact_chances_agree_with_the_mean_of_many_meetings(kind):
    people = draw_room(3, kind)
    for poll in (SIGNED, UNSIGNED, reference.juniors_first(people), reference.boldest_first(people)):
        often = np.mean([meet(people, poll, seed).right for seed in range(1500)])
        assert often == pytest.approx(reference.chance_right(people, poll), abs=0.04)


def test_what_nobody_sees_or_hears_changes_nothing():
    for people in rooms(KINDS, 3):
        others = tuple(replace(person, sway=2.0 - person.sway, years=21 - person.years) for person in people)
        assert reference.chance_right(people, SIGNED) == reference.chance_right(others, SIGNED)
        bold = tuple(replace(person, fear=0.0) for person in others)
        assert reference.chance_right(people, UNSIGNED) == reference.chance_right(bold, UNSIGNED)
        deaf = tuple(replace(person, sway=0.0) for person in bold)
        aloud = reference.chance_right(deaf, reference.juniors_first(deaf))
        assert aloud == pytest.approx(reference.chance_right(deaf, SIGNED))


def test_the_best_poll_is_the_best_of_all_orders_and_of_the_notes():
    for people in rooms(KINDS, 2):
        polls = [SIGNED, UNSIGNED, *map(list, permutations(range(5)))]
        chances = [reference.chance_right(people, poll) for poll in polls]
        poll, chance = reference.best(people)
        assert chance == pytest.approx(max(chances))
        assert chance == pytest.approx(reference.chance_right(people, poll))
        assert reference.loss(people, polls[int(np.argmin(chances))]) == pytest.approx(max(chances) - min(chances))


@pytest.mark.parametrize("poll", ["aloud", "", [0, 1, 2], [0, 1, 2, 3, 3], [1, 2, 3, 4, 5]])
def test_what_is_no_poll_is_refused(poll):
    assert poll_fault(poll)


def test_what_is_a_poll_is_not_refused():
    assert not any(poll_fault(poll) for poll in (SIGNED, UNSIGNED, [4, 2, 0, 1, 3]))


def test_without_fear_signed_notes_are_nearly_best_and_with_it_the_worst():
    assert max(lost(reference.RULES["always signed"], kind) for kind in OPEN) < 0.018
    assert all(
        lost(reference.RULES["always signed"], "afraid") > lost(rule, "afraid") + 0.03
        for name, rule in reference.RULES.items()
        if name != "always signed"
    )


def test_no_rule_is_good_in_every_kind_of_room():
    for rule in (*reference.RULES.values(), reference.boldest_first):
        assert max(lost(rule, kind) for kind in KINDS) > 0.03
    assert max(lost(reference.by_fear_or_bold, kind) for kind in KINDS) > 0.006
    assert max(lost(reference.named_rules, kind) for kind in KINDS) > 0.002


def test_juniors_first_is_harmless_in_calm_rooms_and_not_where_people_listen_or_fear():
    calm, swayed, afraid = (lost(reference.juniors_first, kind) for kind in ("calm", "swayed", "afraid"))
    assert calm < 0.01
    assert swayed > 0.02
    assert afraid > 0.1


def test_calling_on_the_bold_pays_only_if_a_first_dissent_frees_others():
    led = rooms(["led"], 40)

    def gains(relief: float) -> float:
        aloud = [reference.chance_right(people, reference.boldest_first(people), relief) for people in led]
        return float(np.mean(aloud) - np.mean([reference.chance_right(people, UNSIGNED) for people in led]))

    assert gains(0.25) > 0.02
    assert gains(1.0) < -0.02


def test_kinds_of_rooms_differ_in_fear_as_they_are_named():
    assert all(person.fear <= 0.1 for people in rooms(OPEN) for person in people)
    assert [sum(person.fear > 0.1 for person in people) for people in rooms(AFRAID, 3)] == [5, 5, 5, 4, 4, 4]
