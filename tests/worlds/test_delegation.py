"""The queue before an approver: same with its seed, plausible, as theory says, and flipping where it is said to."""

import hashlib
import statistics
from collections import Counter
from dataclasses import replace

import pytest
from hashes import printed_alike

from rounds.errors import RoundsError
from rounds.worlds import delegation
from rounds.worlds.delegation import Quarter, Question, Team
from rounds.worlds.references.delegation import always, dear, mistakes, priced, reversible

DIGEST = """
import hashlib
from rounds.worlds import delegation
from rounds.worlds.references.delegation import priced
print(hashlib.sha256(repr(delegation.play(delegation.draw(5), priced())).encode()).hexdigest())
"""
ONE = Question(now=1.0, left=9.0, area=3, cost_if_wrong=10.0, reversible=True)


def a_team(policy, seeds=range(3), **team):
    team = Team(**team)
    return delegation.summary((delegation.play(delegation.draw(seed, team), policy) for seed in seeds), team)


def hand_made(*questions, luck=0.9, **team):
    n = len(questions)
    return Quarter(Team(**team), questions, (0.2,) * delegation.AREAS, (luck,) * n, (2.0,) * n)


def test_same_seed_same_quarter_in_any_process():
    here = hashlib.sha256(repr(delegation.play(delegation.draw(5), priced())).encode()).hexdigest()
    assert printed_alike(DIGEST).strip() == here
    assert delegation.draw(5) != delegation.draw(6)


def test_questions_are_plausible():
    quarters = [delegation.draw(seed) for seed in range(10)]
    questions = [question for quarter in quarters for question in quarter.questions]
    costs = {kind: [q.cost_if_wrong for q in questions if q.reversible is kind] for kind in (True, False)}
    assert len(questions) == 10 * 1040
    assert 1.8 < statistics.median(costs[True]) < 2.2
    assert 10.5 < statistics.median(costs[False]) < 13.5
    assert 0.23 < len(costs[False]) / len(questions) < 0.27
    assert 0.005 < sum(question.cost_if_wrong > 100 for question in questions) / len(questions) < 0.02
    for quarter in quarters:
        assert all(0.08 < chance < 0.6 for chance in quarter.mistakes)
        recurring = Counter(question.area for question in quarter.questions)
        assert recurring.most_common(1)[0][1] > 3 * 1040 / delegation.AREAS * 0.6


def test_a_review_takes_its_time_and_stops_most_mistakes():
    record = delegation.play(hand_made(ONE, replace(ONE, now=2.0)), always("approve"))
    assert record.lead_h == [2.0, 3.0]
    assert record.errors == pytest.approx([0.2 * 0.15 * 10] * 2)
    assert record.busy_h == 4.0


def test_what_is_delegated_is_decided_at_once_and_unseen():
    record = delegation.play(hand_made(ONE), always("delegate"))
    assert (record.lead_h, record.errors, record.busy_h) == ([0.0], [pytest.approx(2.0)], 0.0)


def test_writing_takes_the_same_approver_and_helps_afterwards():
    seen = []

    def route(question):
        seen.append((question.queue, question.writing, question.has_context, question.seen, question.reviewed))
        return ("approve" if question.now == 2 else "delegate"), question.now == 1

    questions = (ONE, replace(ONE, now=2.0), replace(ONE, now=20.0))
    record = delegation.play(hand_made(*questions), route)
    assert seen == [(0, 0, False, 1, 0), (0, 1, False, 2, 0), (0, 0, True, 3, 1)]
    assert record.written == {3: 9.0}
    assert record.lead_h == [0.0, 9.0, 0.0]  # 7 h until the context is written, then the review
    assert record.errors == pytest.approx([2.0, 0.06 * 0.15 * 10, 0.06 * 10])


def test_context_grows_stale():
    questions = (ONE, replace(ONE, now=12.0), replace(ONE, now=20.0))
    record = delegation.play(hand_made(*questions, stale_h=5.0), always("delegate", share=True))
    assert record.errors == pytest.approx([2.0, 0.6, 2.0])


def test_reviews_show_how_often_an_area_is_wrong():
    seen = []

    def route(question):
        seen.append((question.reviewed, question.wrong))
        return "approve", False

    delegation.play(hand_made(ONE, replace(ONE, now=9.0), luck=0.1), route)
    assert seen == [(0, 0), (1, 1)]
    assert mistakes(replace(ONE, reviewed=10, wrong=8), Team()) == pytest.approx((8 + 2.2) / 20)


def test_another_answer_is_refused():
    with pytest.raises(RoundsError, match="choose one of approve, delegate"):
        delegation.play(hand_made(ONE), always("escalate"))


def test_nothing_that_only_the_world_knows_is_in_a_question():
    known = {"now", "left", "area", "cost_if_wrong", "reversible"}
    drawn = delegation.draw(3)
    assert all(getattr(q, name) == getattr(Question(0, 0, 0, 0, True), name)
               for q in drawn.questions for name in Question.__dataclass_fields__ if name not in known)  # fmt: skip


@pytest.mark.parametrize("cost", [4.0, 1.0])
def test_the_wait_is_that_of_an_m_m_1_queue(cost):
    seen = a_team(dear(cost), range(1), hours=4000.0)
    wait = seen.lead / (1 - seen.delegated)
    assert wait == pytest.approx(0.45 / (1 - seen.busy), rel=0.1)


def test_controlled_is_what_approving_everything_costs():
    played = delegation.draw(1)
    assert delegation.controlled(played) == pytest.approx(delegation.play(played, always("approve")).error)


def test_lazy_rules_miss_one_side_by_far():
    control = a_team(always("approve"))
    good = a_team(priced())
    assert good.lead < 0.3
    assert good.error < 1.15 * control.error
    assert good.areas < 5
    assert control.lead > 2
    assert a_team(always("delegate")).error > 5 * control.error
    assert a_team(reversible()).error > 2.5 * control.error
    assert a_team(reversible(share=True)).lead > 1.3
    assert a_team(always("delegate", share=True)).error > 1.7 * control.error
    assert a_team(priced(share=False)).error > 1.35 * control.error


def test_where_the_conclusion_flips():
    alone = a_team(priced(share=False))
    assert a_team(priced()).error < 0.75 * alone.error
    assert a_team(priced(), with_context=0.18).error > alone.error
    assert a_team(priced(), stale_h=120.0).error > alone.error
    assert a_team(priced(), write_h=40.0).lead > 3 * alone.lead
    quiet = a_team(always("approve"), rate=0.5)
    assert quiet.lead < 0.7
    assert quiet.error < a_team(priced(), rate=0.5).error
    assert a_team(priced(), rate=4.0).lead < 0.3


def test_weeks_are_the_weeks_in_which_questions_came():
    played = hand_made(ONE, replace(ONE, now=41.0), replace(ONE, now=42.0))
    assert delegation.weekly(played, delegation.play(played, always("approve"))) == [2.0, 2.5]
