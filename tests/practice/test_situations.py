"""The situations of the feedback drill: complete, about roles, and no option told as the right one by its looks."""

import re
from collections import Counter

import pytest

from rounds.practice.situations import Situation, situations

NO_NAMES = {"I", "Monday", "Tuesday", "Friday", "June", "CSV"}
EACH = pytest.mark.parametrize("situation", situations(), ids=lambda each: each.id)


def texts(situation: Situation) -> list[str]:
    options = [text for option in situation.options for text in vars(option).values()]
    return [situation.title, situation.told, *options]


def test_there_are_a_dozen_of_both_sides():
    found = situations()
    assert len({each.id for each in found}) == len(found) == 12
    sides = [each.side for each in found]
    assert sides == sorted(sides)
    assert Counter(sides).keys() == {"giving", "receiving"}
    assert min(Counter(sides).values()) >= 5


@EACH
def test_every_option_has_reasons_of_its_own(situation):
    assert 3 <= len(situation.options) <= 4
    said = texts(situation)
    assert all(3 <= len(text.split()) <= 60 for text in said[1:] if text != "Thank you!")
    assert len(set(said)) == len(said)


@EACH
def test_a_situation_names_roles_and_no_people(situation):
    for text in texts(situation):
        inside = re.findall(r"(?<=[a-z,;] )[A-Z]\w*", text)
        assert set(inside) <= NO_NAMES


def test_the_longest_option_stands_now_here_now_there():
    longest = [max(range(len(each.options)), key=lambda at: len(each.options[at].says)) for each in situations()]
    assert min(Counter(longest)[place] for place in range(3)) >= 2


@EACH
def test_printed_it_has_the_options_without_the_reasons(situation):
    printed = str(situation)
    assert all(option.says in printed and option.hides not in printed for option in situation.options)
