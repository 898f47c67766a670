from dataclasses import replace

import numpy as np
import pytest
from hashes import printed_alike

from rounds.grading.kinds import Inquiries, World
from rounds.worlds.recruiter import MINUTES, ROLES, STORIES, Call, recruiter_call
from rounds.worlds.references import recruiter as references
from rounds.worlds.references.recruiter import best_of, best_value

PRINT = "from rounds.worlds.recruiter import recruiter_call as c; x = c(7); print(x.asked, x.fit, x.tables, x.prior)"


def world(call: Call, best: float | None = None) -> World:
    return World(
        questions=call.asked,
        chances=call.chances,
        worth=call.worth,
        choices=STORIES,
        budget=call.budget,
        seed=1,
        best=best_value(call) if best is None else best,
    )


def play(strategy, seeds, minute: float = 1.0) -> Inquiries:
    inquiries = Inquiries()
    for seed in seeds:
        sealed = world(recruiter_call(seed, minute), best_of(seed, minute))
        brief = recruiter_call(seed, minute).brief(sealed.id_of)
        inquiries.add(sealed.play(lambda ask, brief=brief: strategy(brief, ask)))
    return inquiries


def test_the_same_seed_gives_the_same_call_whatever_the_hash_seed():
    printed_alike(PRINT)


def test_calls_are_plausible():
    for seed in range(50):
        call = recruiter_call(seed)
        assert call.prior.sum() == pytest.approx(1)
        assert call.tables.shape == (8, len(ROLES), 3)
        assert np.allclose(call.tables.sum(axis=2), 1)
        assert call.tables.min() > 0
        assert call.fit.min() >= 0
        assert call.fit.max() <= 100
        assert all(1 <= price <= 6 for _, _, price in call.asked.values())
        assert call.budget == MINUTES


def test_pleasant_questions_tell_little_and_questions_about_the_work_much():
    calls = [recruiter_call(seed) for seed in range(50)]
    bits = {
        kind: np.mean([call.bits(key) for call in calls for key in call.asked if call.asked[key][0] == kind])
        for kind in ("culture", "work")
    }
    assert bits["culture"] < 0.1 < 0.4 < bits["work"]


def test_beliefs_follow_bayes_rule():
    call = recruiter_call(3)
    key = next(iter(call.answers))
    said = call.answers[key][1]
    by_hand = call.prior * call.tables[0][:, 1]
    assert call.chances({}, key)[said] == pytest.approx(by_hand.sum())
    assert call.worth({key: said}, "story-2") == pytest.approx(call.fit[1] @ by_hand / by_hand.sum())


def test_the_best_value_is_that_of_backward_induction():
    call = replace(recruiter_call(5), budget=5.0)
    kept = list(call.asked)[:4]
    small = replace(
        call,
        tables=call.tables[:4],
        asked={key: call.asked[key] for key in kept},
        answers={key: call.answers[key] for key in kept},
    )
    asked = World(
        questions=small.asked,
        chances=small.chances,
        worth=small.worth,
        choices=STORIES,
        budget=small.budget,
        seed=1,
    )
    assert best_value(small) == pytest.approx(asked.optimum)


def test_pricing_the_answers_beats_the_lazy_plans():
    seeds = range(20)
    assert play(references.ask_what_pays, seeds).captured > 0.85
    assert play(references.ask_none, seeds).captured == 0
    for lazy in (references.ask_all, references.ask_two_cheapest, references.ask_for_information):
        assert play(lazy, seeds).captured < 0.75


def test_the_price_of_a_minute_decides_whether_asking_much_is_wise():
    seeds = range(12)
    assert play(references.ask_all, seeds, minute=0.1).captured > 0.3
    assert play(references.ask_for_information, seeds, minute=0.25).captured > 0.5
    assert play(references.ask_for_information, seeds, minute=4.0).captured < -0.5
    assert play(references.ask_what_pays, seeds, minute=4.0).captured > 0.85
