from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.errors import RoundsError, UnknownName
from rounds.practice.questions import questions, ranked, worth

CHANCES = st.floats(0.02, 0.98)
POINTS = st.floats(-50, 50)


def test_the_bank_asks_about_growth_strategy_and_the_team():
    bank = questions()
    assert Counter(question.about for question in bank) == {"growth": 6, "strategy": 6, "team": 6}
    assert len({question.id for question in bank}) == len(bank)
    assert all(question.text.endswith("?") and question.follow_up.endswith("?") for question in bank)


def test_the_worth_of_an_answer_by_hand():
    # 4 points ahead. One in four says something that takes 10: then you would not go. The others raise it by 10/3.
    expected = Fraction(3, 4) * (4 + Fraction(10, 3)) - 4
    assert worth(4, 0.25, -10) == pytest.approx(float(expected))


def test_an_answer_that_cannot_turn_the_choice_is_worth_nothing():
    assert worth(12, 0.3, -10) == pytest.approx(0)
    assert worth(-12, 0.3, 10) == pytest.approx(0)
    assert worth(12, 0.3, -20) > 0


@given(POINTS, CHANCES, POINTS)
def test_no_answer_is_worth_less_than_nothing_and_the_other_answer_says_the_same(margin, chance, shift):
    assert worth(margin, chance, shift) >= -1e-9
    otherwise = -shift * chance / (1 - chance)
    assert worth(margin, 1 - chance, otherwise) == pytest.approx(worth(margin, chance, shift), abs=1e-6)


def test_the_ranking_puts_what_could_change_the_choice_before_what_only_moves_it():
    judged = {"bet": (0.5, -6.0), "on-call": (0.2, -15.0), "quiet": (0.4, 2.0)}
    assert [question.id for question, _ in ranked(5, judged)] == ["on-call", "bet", "quiet"]
    assert [question.id for question, _ in ranked(0, judged)] == ["bet", "on-call", "quiet"]


@pytest.mark.parametrize("chance", [0, 1, -0.1, float("nan")])
def test_a_chance_that_is_none_is_refused_in_a_sentence(chance):
    with pytest.raises(RoundsError, match="between 0 and 1"):
        worth(1, chance, 1)


def test_an_unknown_question_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownName, match="Did you mean 'on-call'"):
        ranked(1, {"oncall": (0.5, 1)})
