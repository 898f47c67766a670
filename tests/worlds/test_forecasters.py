"""Panels of teams that state probabilities: what is drawn, the chances behind it, how far apart ways of reading lie."""

from statistics import NormalDist

import numpy as np
import pytest
from hashes import printed_alike

from rounds.grading.kinds import Forecasts
from rounds.worlds.forecasters import BLUR, KINDS, MIDDLE, SPREAD, Forecaster, chance, panel
from rounds.worlds.references import forecasters as references

SHOWN = (
    "from rounds.worlds.forecasters import panel; from rounds.worlds.references.forecasters import each_its_own;"
    "p = panel(5); print(p.history[:3], p.cases, p.teams, p.groups, p.chances, each_its_own(p.history, p.cases))"
)
BASE_RATE = float(chance(np.random.default_rng(0).normal(MIDDLE, SPREAD, 1_000_000)).mean())


def figures(way: references.Way, seeds: range, **assumed: float) -> Forecasts:
    forecasts = Forecasts()
    for seed in seeds:
        drawn = panel(seed, **assumed)
        said = way(drawn.history, drawn.cases)
        forecasts.add(said, drawn.chances, [f"{group} {seed}" for group in drawn.groups])
    return forecasts


def test_one_seed_is_one_panel_under_every_hash_seed():
    printed_alike(SHOWN)


def test_each_team_states_as_much_in_whole_percent_and_is_of_a_kind_of_its_own():
    drawn = panel(3)
    assert sorted(team.kind for team in drawn.teams.values()) == sorted(KINDS)
    for name in drawn.teams:
        assert sum(source == name for source, *_ in drawn.history) == 80
        assert sum(source == name for source, _ in drawn.cases) == 10
    for _, stated, *_ in [*drawn.history, *drawn.cases]:
        assert stated == round(stated, 2)
        assert 0 <= stated <= 1


def test_a_groups_are_the_thirds_of_a_teams_statements():
    drawn = panel(4)
    name = next(iter(drawn.teams))
    grouped = list(zip(drawn.cases, drawn.groups, strict=True))
    thirds = [[stated for (_, stated), group in grouped if group.endswith(f"{name} {third}")] for third in range(3)]
    assert [len(third) for third in thirds] == [4, 3, 3]
    assert max(thirds[0]) <= min(thirds[1])
    assert max(thirds[1]) <= min(thirds[2])


@pytest.mark.parametrize("kind", KINDS)
def test_the_chances_are_what_counting_gives(kind: str):
    drawn = panel(8, record=40_000)
    (name,) = (name for name, team in drawn.teams.items() if team.kind == kind)
    counted: dict[float, list[bool]] = {}
    for source, stated, happened in drawn.history:
        if source == name:
            counted.setdefault(stated, []).append(happened)
    often = {stated: came for stated, came in counted.items() if len(came) >= 400}
    assert len(often) >= 5
    for (stated, came), expected in zip(often.items(), drawn.teams[name].chances(list(often)), strict=True):
        assert np.mean(came) == pytest.approx(expected, abs=4 * (0.25 / len(came)) ** 0.5), stated


def test_what_a_straight_team_states_is_drawn_a_little_towards_what_is_usual():
    usual, blurred = SPREAD**-2, BLUR**-2
    mean = (MIDDLE * usual + np.log(0.7 / 0.3) * blurred) / (usual + blurred)
    log_odds = [NormalDist(mean, (usual + blurred) ** -0.5).inv_cdf((i + 0.5) / 1000) for i in range(1000)]
    expected = float(chance(np.array(log_odds)).mean())
    assert Forecaster("straight", 1.0, 0.0, 1.0).chances([0.7])[0] == pytest.approx(expected, abs=0.001)
    assert 0.68 < expected < 0.7


def test_who_knows_nothing_tells_nothing():
    guesses = Forecaster("guesses", 1.0, 0.5, 0.0)
    assert guesses.chances([0.0, 0.5, 1.0]) == pytest.approx([BASE_RATE] * 3, abs=0.01)


def test_names_and_order_do_not_tell_who_is_who():
    drawn = [panel(seed, record=2) for seed in range(400)]
    for name in drawn[0].teams:
        for kind in KINDS:
            assert np.mean([each.teams[name].kind == kind for each in drawn]) == pytest.approx(0.25, abs=0.08)
    firsts = [each.teams[each.cases[0][0]].kind for each in drawn]
    for kind in KINDS:
        assert firsts.count(kind) / 400 == pytest.approx(0.25, abs=0.08)


def test_what_happens_is_as_likely_as_the_chances_say():
    drawn = [panel(seed, record=2) for seed in range(150)]
    came, chances = (np.ravel([getattr(each, what) for each in drawn]) for what in ("happened", "chances"))
    for low in (0, 0.25, 0.5, 0.75):
        here = (low <= chances) & (chances < low + 0.25)
        assert came[here].mean() == pytest.approx(chances[here].mean(), abs=0.04)


def test_the_ways_lie_as_far_apart_as_the_exercise_says():
    names = ("each_its_own", "one_for_all", "believed", "halved", "base_rate", "base_rate_by_team")
    found = {name: figures(getattr(references, name), range(1000, 1024)) for name in names}
    found["binned"] = figures(references.binned(), range(1000, 1024))
    skill = {name: each.skill() for name, each in found.items()}
    gap = {name: each.gap() for name, each in found.items()}
    assert skill["each_its_own"] > 0.88
    assert gap["each_its_own"] < 0.06
    assert max(skill.values()) == skill["each_its_own"]
    assert 0.5 < skill["halved"] < skill["one_for_all"] < skill["binned"] < 0.75
    assert skill["believed"] < 0.4
    assert max(skill["base_rate"], skill["base_rate_by_team"]) < 0.02
    assert gap["binned"] < min(gap[name] for name in ("one_for_all", "halved", "believed", "base_rate"))


def test_one_correction_is_right_where_all_bend_alike():
    own, common = (
        [figures(way, range(15), unlike=unlike).skill() for unlike in (0.0, 1.0)]
        for way in (references.each_its_own, references.one_for_all)
    )
    assert common[0] > own[0] + 0.01
    assert own[1] > common[1] + 0.2
    alike = panel(3, unlike=0.0).teams.values()
    assert len({(team.slope, team.shift, team.knows) for team in alike}) == 1


def test_a_correction_needs_a_record_to_beat_plain_mistrust():
    own, halved = (
        [figures(way, range(15), record=record).skill() for record in (5, 80)]
        for way in (references.each_its_own, references.halved)
    )
    assert halved[0] > own[0]
    assert own[1] > halved[1]


def test_ten_outcomes_do_not_tell_a_believer_from_the_best_way():
    def briers(way: references.Way, cases: int) -> np.ndarray:
        drawn = [panel(seed, cases=cases) for seed in range(60)]
        return np.array([np.mean((np.array(way(p.history, p.cases)) - p.happened) ** 2) for p in drawn])

    luckier = [(briers(references.believed, n) < briers(references.each_its_own, n)).mean() for n in (10, 160)]
    assert luckier[0] > 0.2
    assert luckier[1] < 0.05
