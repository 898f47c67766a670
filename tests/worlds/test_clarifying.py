"""The phone screen before any code: its laws, and its exact solution beside slower and lazier ways."""

from dataclasses import replace

import pytest

from rounds.worlds.clarifying import (
    ANY,
    FIRST,
    RIGHT,
    SECOND,
    Brief,
    Change,
    Fact,
    Move,
    idle,
    interviewed,
    phone_screen,
)
from rounds.worlds.references.clarifying import best_design, best_move, best_value, unasked_value

ORDER = Fact("order", "In order?", 2, {"no": 0.4, "yes": 0.6}, {"no": 5, "yes": 1, ANY: 6})
SCOPE = Fact("semantics", "Whose?", 3, {"profile": 0.5, "account": 0.5}, {"profile": 3, "account": 3})
TIES = Fact("semantics", "Ties?", 1, {"first": 0.5, "last": 0.5}, {"first": 2, "last": 2}, ("scope", "profile"))
LATE = Fact("failure", "How late?", 2, {"hour": 0.5, "day": 0.5}, {"hour": 2, "day": 2}, ("change", "stream"))
STREAM = Change("It is a stream now.", 1.0, {"order": "no"})


def brief(changing: bool = False) -> Brief:
    facts = {"order": ORDER, "scope": SCOPE, "ties": TIES} | ({"late": LATE} if changing else {})
    return Brief(facts, {"stream": STREAM} if changing else {}, {}, {}, FIRST)


def searched(now: Brief) -> float:
    """The best value by trying every question and every design: obviously right, and slow."""
    designs: list[dict[str, str]] = [{}]
    for name, fact in now.facts.items():
        designs += [{**design, name: made} for design in designs for made in fact.code]

    def coded(design: dict[str, str]) -> float:
        later = sum(change.chance * searched(now.after(design, name)) for name, change in now.changes.items())
        return RIGHT * now.right(design) - now.minutes(design) + later

    def asked(name: str) -> float:
        after = sum(chance * searched(now.hears(name, answer)) for answer, chance in now.odds(name).items())
        return after - now.facts[name].price

    return max([*map(coded, designs), *(asked(name) for name in now.facts if name not in now.known)])


def test_code_is_right_if_it_fits_every_fact_that_matters():
    assert brief().right({}) == 0
    assert brief().right({"order": ANY, "scope": "account"}) == pytest.approx(0.5)
    assert brief().right({"order": "yes", "scope": "profile", "ties": "first"}) == pytest.approx(0.6 * 0.5 * 0.5)
    known = brief().hears("scope", "profile")
    assert known.right({"order": ANY, "scope": "profile", "ties": "last"}) == pytest.approx(0.5)
    assert known.left == FIRST - 3


def test_what_stands_is_free_and_what_replaces_it_costs_double():
    later = brief(changing=True).after({"order": "yes", "scope": "profile"}, "stream")
    assert later.known == {"order": "no"}
    assert later.left == SECOND
    assert later.matters("late") == 1
    assert later.minutes({"order": "no", "scope": "profile", "late": "day"}) == 2 * 5 + 0 + 2


def test_the_exact_value_is_what_a_search_of_everything_finds():
    assert best_value(brief()) == pytest.approx(searched(brief()))
    small = replace(brief(changing=True), facts={n: f for n, f in brief(changing=True).facts.items() if n != "ties"})
    assert best_value(small) == pytest.approx(searched(small))


@pytest.mark.parametrize("seed", range(6))
def test_the_best_moves_reach_the_best_value(seed: int):
    screen = phone_screen(seed)
    assert interviewed(screen, best_move).points == pytest.approx(best_value(screen))
    assert interviewed(screen, best_design).points == pytest.approx(unasked_value(screen))


def test_asking_everything_takes_longer_than_the_interview():
    def everything(now: Brief) -> Move:
        return next((name for name in now.facts if name not in now.known and now.matters(name)), best_design(now))

    assert interviewed(phone_screen(3), everything).overrun > 0.5


def test_a_question_whose_answers_lead_to_one_code_is_idle():
    same = replace(ORDER, code={"no": 2, "yes": 2, ANY: 2})
    screen = replace(brief(), facts={**brief().facts, "order": same})
    assert [name for name in screen.facts if idle(screen, name)] == ["order"]
    assert idle(screen.hears("scope", "account"), "ties")
    assert not idle(screen.hears("scope", "profile"), "ties")


def test_faults_of_a_move_are_named():
    assert brief().fault("order") == ""
    assert "known already" in brief().hears("order", "no").fault("order")
    assert "no question 'q99'" in brief().fault("q99")
    assert "not for 'maybe'" in brief().fault({"order": "maybe"})
    assert "no fact 'q99'" in brief().fault({"q99": "no"})


def test_an_interview_is_the_same_for_the_same_seed():
    assert phone_screen(5, changing=True) == phone_screen(5, changing=True)
    assert phone_screen(5) != phone_screen(6)
