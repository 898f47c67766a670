"""The quarter of own decisions: the same with its seed, plausible, fair, and flipping where the notebook says so."""

import hashlib
import statistics
from dataclasses import replace

import pytest
from hashes import printed_alike

from rounds.errors import RoundsError
from rounds.worlds import quarter
from rounds.worlds.quarter import Decision, Office, Quarter
from rounds.worlds.references.quarter import always, best, expected, reversible, thresholds

DIGEST = """
import hashlib
from rounds.worlds import quarter
from rounds.worlds.references.quarter import best
print(hashlib.sha256(repr(quarter.play(quarter.draw(5), best())).encode()).hexdigest())
"""
ONE = Decision(at=1.0, gain=10.0, p_right=0.8, undo_h=2.0, blast=0.5, notice_h=20.0, delay=3.0)


def net(policy, office=None, seeds=range(6)):
    return quarter.mean(quarter.play(quarter.draw(seed, office), policy) for seed in seeds).net


def single(*decisions, others=()):
    n = len(decisions)
    return Quarter(decisions, Office(), tuple(d.p_right for d in decisions), (1.0,) * n, others)


def test_same_seed_same_quarter_in_any_process():
    here = hashlib.sha256(repr(quarter.play(quarter.draw(5), best())).encode()).hexdigest()
    assert printed_alike(DIGEST).strip() == here
    assert quarter.draw(5) != quarter.draw(6)


def test_decisions_are_plausible():
    decisions = [decision for seed in range(10) for decision in quarter.draw(seed).decisions]

    def median(name):
        return statistics.median(getattr(decision, name) for decision in decisions)

    assert len(decisions) == 10 * quarter.DECISIONS
    assert 1.7 < median("undo_h") < 2.3
    assert 0.8 < median("blast") < 1.2
    assert 10 < median("gain") < 14
    assert 0.8 < median("p_right") < 0.9
    assert all(6 <= d.notice_h <= 30 and 0 < d.p_right < 1 and 0 <= d.at <= quarter.HOURS for d in decisions)


def test_what_each_action_does_to_one_decision():
    harm_alone, harm_seen = 0.5 * 20 + 2 * 3, 0.5 * 6 + 2 * 1.6
    assert quarter.harm(ONE, Office(), told=False) == pytest.approx(harm_alone)
    acted, told, asked, stopped = (quarter.play(single(ONE), always(action)) for action in quarter.ACTIONS)
    assert (acted.gain, acted.damage, acted.paid) == pytest.approx((8.0, 0.2 * harm_alone, 0.0))
    assert (told.gain, told.damage, told.paid) == pytest.approx((8.0, 0.2 * harm_seen, 1.5))
    assert (asked.gain, asked.damage, asked.paid) == pytest.approx((8.0, 0.05 * harm_seen, 3.0 + 1.0))
    assert (stopped.gain, stopped.damage, stopped.paid, stopped.net) == (0, 0, 0, 0)


def test_questions_wait_for_those_before_them():
    seen = []

    def ask(decision):
        seen.append(decision.backlog_h)
        return "ask"

    later = replace(ONE, at=1.25)
    ledger = quarter.play(single(ONE, later, others=((0.5, 2.0),)), ask)
    assert seen == [1.5, 2.25]  # the other's work until 2.5, then the first question's until 3.5
    assert ledger.waits == [2.5, 3.25]


def test_another_answer_is_refused():
    with pytest.raises(RoundsError, match="choose one of act, tell, ask, stop"):
        quarter.play(single(ONE), always("escalate"))


def test_nothing_that_only_the_world_knows_is_in_a_decision():
    boasting, calibrated = quarter.draw(3, Office(boast=1.0)), quarter.draw(3)
    assert boasting.decisions == calibrated.decisions
    assert boasting.truly_right != calibrated.truly_right


def test_the_reference_nets_what_it_expects():
    played = quarter.draw(1)
    expectations = []

    def decide(decision):
        nets = expected(decision)
        expectations.append(max(nets.values()))
        return best()(decision)

    assert quarter.play(played, decide).net == pytest.approx(sum(expectations), rel=0.03)  # reviews take their own time


def test_lazy_rules_lose_by_far():
    most = net(best())
    assert net(always("ask")) < -3 * most
    assert net(always("act")) < 0.6 * most
    assert net(always("tell")) < 0.87 * most
    assert net(always("stop")) == 0
    assert net(reversible()) < 0.65 * most
    assert net(thresholds) < 0.96 * most
    for action in quarter.ACTIONS:
        assert 0.92 * most < net(best(among=tuple({*quarter.ACTIONS} - {action}))) < 0.978 * most


def test_telling_is_worthless_where_nobody_looks():
    blind = Office(eyes=0.0)
    assert "tell" not in quarter.play(quarter.draw(2, blind), best(blind)).actions


def test_a_free_approver_makes_asking_always_bearable():
    assert net(always("ask"), Office(others=0.01)) > 0.3 * net(best(), Office(others=0.01))


def test_who_boasts_should_not_act_alone():
    together = best(among=("tell", "ask", "stop"))
    assert net(together) < net(best())
    assert net(together, Office(boast=1.5)) > net(best(), Office(boast=1.5))


def test_the_popular_rule_is_better_where_hard_to_undo_means_wide():
    linked = Office(linked=0.9)
    assert net(reversible(), linked) / net(best(), linked) > net(reversible()) / net(best()) + 0.1
