"""Two designs and a door: beliefs and prices by hand, the optimum against brute force, and the policies' distances."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.doors import (
    NEITHER,
    STATES,
    Brief,
    Project,
    a_week,
    belief,
    drawn,
    moves,
    net,
    play,
    price,
    projects,
    spread,
)
from rounds.worlds.references import doors as references
from rounds.worlds.references.doors import best, figures, optimum

SHOWN = (
    "from rounds.worlds.doors import *; from rounds.worlds.references.doors import best;"
    "p, *_ = projects([5], False); print(p, play(p, best), net(p, play(p, best)))"
)
TWO_WAY = Brief(16, lead=2.0, lead_sd=6.0, reading_sd=6.0, base=3.0, finish_a=10.0, finish_b=20.0, reverse=5.0,
                spent_on_a=100.0)  # fmt: skip
ONE_WAY = replace(TWO_WAY, reverse=math.inf)


def test_one_seed_is_one_project_under_every_hash_seed():
    printed_alike(SHOWN)


def test_a_reading_as_sure_as_the_belief_counts_as_much():
    assert belief(TWO_WAY, []) == (2.0, 6.0)
    mean, sd = belief(TWO_WAY, [10.0])
    assert (mean, sd) == (pytest.approx(6.0), pytest.approx(6 / 2**0.5))
    mean, sd = belief(TWO_WAY, [10.0, -6.0, 0.0])
    assert (mean, sd) == (pytest.approx(1.5), pytest.approx(3.0))
    assert spread(TWO_WAY, 3) == pytest.approx(3.0)


def test_what_can_follow_and_what_it_costs():
    assert moves(TWO_WAY, NEITHER) == moves(ONE_WAY, NEITHER) == STATES
    assert moves(TWO_WAY, "a") == ("a", "b")
    assert moves(ONE_WAY, "b") == ("b",)
    assert [price(TWO_WAY, NEITHER, to) for to in STATES] == [0.0, 10.0, 20.0]
    assert [price(TWO_WAY, "a", to) for to in STATES] == [math.inf, 0.0, 25.0]
    assert price(TWO_WAY, "b", "a") == 15.0
    assert price(ONE_WAY, "b", "a") == math.inf


def test_a_course_by_hand():
    project = Project(replace(TWO_WAY, weeks=5), 4.0, [1.0] * 5)
    ran = [NEITHER, "b", "b", "a", "a"]
    assert [a_week(project.brief, running, 4.0) for running in STATES] == [0.0, 5.0, 1.0]
    assert net(project, ran) == -20 + 1 + 1 - 15 + 5 + 5


def test_a_policy_is_asked_while_it_has_a_choice_and_sees_the_past_alone():
    asked = []

    def starts_late(brief: Brief, week: int, running: str, readings: list[float]) -> str:
        asked.append((week, running, readings))
        return NEITHER if week < 2 else "b"

    readings = [float(week) for week in range(16)]
    assert play(Project(ONE_WAY, 0.0, readings), starts_late) == [NEITHER] * 2 + ["b"] * 14
    assert asked == [(0, NEITHER, []), (1, NEITHER, [0.0]), (2, NEITHER, [0.0, 1.0])]
    asked.clear()
    play(Project(TWO_WAY, 0.0, readings), starts_late)
    assert [week for week, *_ in asked] == list(range(16))


def test_a_move_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="in week 1 'neither' cannot follow 'a'"):
        play(Project(TWO_WAY, 0.0, [0.0] * 16), lambda brief, week, *_: "a" if week == 0 else NEITHER)


def test_figures_are_in_their_ranges():
    for one_way in (True, False):
        briefs = [drawn(seed, one_way) for seed in range(100)]
        assert {brief.one_way for brief in briefs} == {one_way}
        assert all(6 <= brief.lead_sd <= 10 and 6 <= brief.reading_sd <= 12 for brief in briefs)
        assert all(1 <= brief.base <= 4 for brief in briefs)
        assert all(40 <= brief.spent_on_a <= 200 for brief in briefs)
    twice = projects(range(300), True, replays=4)
    assert np.mean([project.lead for project in twice]) == pytest.approx(2, abs=1)
    off = [np.mean(project.readings) - project.lead for project in twice]
    assert np.mean(off) == pytest.approx(0, abs=0.2)


def test_with_one_week_left_the_best_is_the_better_bet():
    for lead, expected in ((0.0, NEITHER), (40.0, "a"), (-50.0, "b")):
        brief = replace(TWO_WAY, weeks=1, lead=lead)
        assert best(brief, 0, NEITHER, []) == expected
        worths = optimum(brief).at(0, NEITHER, [])
        assert worths["a"] == pytest.approx(3 + lead / 2 - 10)
        assert worths[NEITHER] == 0


@pytest.mark.parametrize("brief", [ONE_WAY, TWO_WAY], ids=["one way", "two way"])
def test_the_worth_of_two_weeks_is_what_integrating_gives(brief: Brief):
    brief = replace(brief, weeks=2, base=9.0)
    step = math.sqrt(spread(brief, 0) ** 2 - spread(brief, 1) ** 2)
    z = np.linspace(-8, 8, 20_001)
    density = np.exp(-(z**2) / 2)
    later = brief.lead + step * z

    def then(running: str) -> float:
        options = [a_week(brief, to, later) - price(brief, running, to) for to in moves(brief, running)]
        return float(np.average(np.max(options, axis=0), weights=density))

    for to, worth in optimum(brief).at(0, NEITHER, []).items():
        by_hand = a_week(brief, to, brief.lead) - price(brief, NEITHER, to) + then(to)
        assert worth == pytest.approx(by_hand, abs=0.1), to


@pytest.mark.parametrize("one_way", [True, False])
def test_what_a_policy_gives_away_is_what_it_nets_less_in_the_mean(one_way: bool):
    many = projects([11], one_way, replays=250)
    for policy in (references.study(4), references.bets):
        less = [net(each, play(each, best)) - net(each, play(each, policy)) for each in many]
        error = np.std(less) / len(less) ** 0.5
        assert figures(many, policy).lost == pytest.approx(np.mean(less), abs=3.5 * error)
        assert figures(many, policy).lost > 1
    assert figures(many, best).lost == pytest.approx(0, abs=1e-9)


def test_what_was_spent_is_nothing_to_the_best_policy_and_everything_to_the_one_that_justifies_it():
    project, *_ = projects([8], False, replays=1)
    nothing, much = (replace(project, brief=replace(project.brief, spent_on_a=spent)) for spent in (0.0, 195.0))
    assert play(nothing, best) == play(much, best)
    assert play(nothing, references.justifies) != play(much, references.justifies) == ["a"] * 16


@pytest.mark.parametrize("one_way", [True, False])
def test_policies_lie_as_far_apart_as_the_exercise_says(one_way: bool):
    many = projects(range(1000, 1030), one_way, replays=2)
    names = ("best", "bets", "at_once", "justifies", "finish_a", "whole_price", "turncoat", "one_way_only")
    lost = {name: figures(many, getattr(references, name)).lost for name in names}
    lost |= {"patient": figures(many, references.patient()).lost, "study": figures(many, references.study(4)).lost}
    assert lost["best"] == pytest.approx(0, abs=1e-9)
    assert lost["patient"] < 1.6
    assert min(lost[name] for name in ("at_once", "study", "justifies", "finish_a", "whole_price", "turncoat")) > 7
    assert (lost["bets"] > 7) if one_way else (2 < lost["bets"] < 7)
    assert (lost["one_way_only"] == lost["best"]) if one_way else (0.5 < lost["one_way_only"] < lost["bets"])


def test_one_caution_for_both_doors_is_too_little_for_one_of_them():
    many = projects(range(1000, 1030), True, replays=2)
    assert figures(many, references.patient(0.4)).lost > 2 > figures(many, references.patient()).lost


def test_dear_delay_makes_betting_right():
    cheap, dear = (projects(range(24), True, replays=2, delay=delay) for delay in (0.25, 8.0))
    assert figures(cheap, best).read > 4 > 0.5 > figures(dear, best).read
    bet, study = (
        [figures(many, policy).lost for many in (cheap, dear)] for policy in (references.at_once, references.study(2))
    )
    assert study[0] < bet[0]
    assert bet[1] < study[1] / 5


def test_a_two_way_door_is_as_open_as_going_back_is_cheap():
    free, dear = (projects(range(24), False, replays=2, back=back) for back in (0.0, 4.0))
    assert figures(free, references.bets).lost == pytest.approx(0, abs=0.05)
    assert figures(free, references.one_way_only).lost > 4
    assert figures(dear, references.one_way_only).lost < 0.5 < figures(dear, references.bets).lost
