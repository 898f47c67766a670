import random

import pytest
from hashes import printed_alike

from rounds.worlds.manager import drawn_answers, drawn_offer, drawn_people, drawn_questions, teams
from rounds.worlds.references.manager import best_net, net, posterior, worth

DRAWN = (
    "import random; from rounds.worlds import manager as m; r = random.Random(3);"
    "print(m.drawn_answers(r, 6), m.drawn_questions(r, 6), m.drawn_offer(r), m.teams(m.drawn_people(r, 3), 50, 1))"
)
YES, NO = (True, 0.95, 0.6, 0.8), (False, 0.95, 0.6, 0.8)


def test_the_same_seed_draws_the_same_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_what_is_drawn_is_plausible():
    rng = random.Random(1)
    for if_good, if_bad, echo in drawn_people(rng, 200):
        assert 0.75 <= if_good <= 0.99
        assert 0.1 <= if_bad <= 0.95
        assert echo in (0.0, 0.3, 0.8)
    assert all(0.5 <= price <= 7 for _, _, price in drawn_questions(rng, 200))
    for _ in range(200):
        join_good, join_bad, stay = drawn_offer(rng)
        assert join_bad < stay < join_good


def test_the_posterior_is_what_counting_teams_gives():
    people = [(0.95, 0.6, 0.0), (0.9, 0.5, 0.8), (0.8, 0.3, 0.3)]
    good, said = teams(people, 400_000, seed=2)
    for heard in ((True, True, True), (True, False, False), (False, True, True)):
        alike = (said == heard).all(axis=1)
        answers = [(yes, *person) for yes, person in zip(heard, people, strict=True)]
        assert posterior(0.5, answers) == pytest.approx(good[alike].mean(), abs=0.015)


def test_agreement_is_discounted_and_dissent_counts_in_full():
    alone, chorus = posterior(0.5, [YES]), posterior(0.5, [YES] * 3)
    assert alone < chorus < posterior(0.5, [(True, 0.95, 0.6, 0.0)] * 2)
    after = posterior(0.5, [YES, NO])
    assert after == pytest.approx(posterior(0.5, [YES, (False, 0.95, 0.6, 0.0)]))


def test_the_first_has_nobody_to_repeat():
    assert posterior(0.5, [YES]) == pytest.approx(0.95 / (0.95 + 0.6))


def test_answers_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="cannot"):
        posterior(0.5, [(False, 1.0, 1.0, 0.0)])


def test_the_worth_of_an_answer_by_hand():
    offer = (40.0, -40.0, 0.0)
    assert worth(0.5, (1.0, 0.0), offer) == pytest.approx(20)
    assert worth(0.5, (0.7, 0.7), offer) == 0
    assert worth(0.9, (0.8, 0.6), offer) == pytest.approx(0, abs=1e-12)
    assert net(0.5, [(1.0, 0.0, 5.0)], offer, 0) == pytest.approx(15)
    assert best_net(0.5, [(1.0, 0.0, 25.0)], offer) == 0


def test_the_surer_one_is_the_more_questions_are_worth_nothing():
    rng = random.Random(5)
    drawn = [(drawn_questions(rng, 1)[0][:2], drawn_offer(rng)) for _ in range(1000)]

    def useless(prior: float) -> float:
        return sum(worth(prior, *each) < 1e-9 for each in drawn) / len(drawn)

    assert useless(0.1) > 0.85
    assert useless(0.9) > 0.65
    assert useless(0.5) < 0.45


def test_lazy_readings_are_far_from_the_truth():
    rng, errors = random.Random(7), []
    for _ in range(300):
        answers = drawn_answers(rng, rng.randint(2, 6))
        naive = [(said, good, bad, 0.0) for said, good, bad, _ in answers]
        share = sum(said for said, *_ in answers) / len(answers)
        truth = posterior(0.5, answers)
        errors.append((abs(posterior(0.5, naive) - truth), abs(share - truth)))
    echo_ignored, share_of_yes = (sum(column) / len(errors) for column in zip(*errors, strict=True))
    assert echo_ignored > 0.03
    assert share_of_yes > 0.15
