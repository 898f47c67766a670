"""A career and its listener: the same for a seed, plausible, played as the model says; the best talk is the best."""

from dataclasses import replace
from itertools import permutations

import pytest
from hashes import printed_alike

from rounds.worlds import career as world
from rounds.worlds.career import THEMES, Audience, Brief, Event, another_brief, brief, career, listener
from rounds.worlds.references.career import WAYS, best, greedy, mean_share

EVEN = Audience(dict.fromkeys(THEMES, 1.0))
BRIEFS = [brief(seed) for seed in range(60)]


def event(name: str, seconds: int = 30, impact: float = 4.0, theme: str = "systems", after: tuple[str, ...] = ()):
    return Event(name, "", theme, 2020, seconds, impact, after)


def test_a_seed_makes_the_same_brief_under_every_hash_seed() -> None:
    code = "from rounds.worlds.career import another_brief, brief; print(brief(5), another_brief(5))"
    printed_alike(code)
    assert brief(5) != brief(6)


@pytest.mark.parametrize("draw", [brief, another_brief])
def test_a_brief_is_plausible(draw) -> None:
    for drawn in map(draw, range(100)):
        names = [event.id for event in drawn.events]
        assert len(set(names)) == 12
        assert [event.year for event in drawn.events] == sorted(event.year for event in drawn.events)
        for place, told in enumerate(drawn.events):
            assert 15 <= told.seconds <= 45
            assert told.theme in THEMES
            assert 2008 <= told.year <= 2025
            assert told.impact > 0
            assert set(told.after) <= set(names[:place])
        assert sum(drawn.audience.weights.values()) == pytest.approx(len(THEMES), abs=0.05)
        assert 88 <= drawn.seconds <= 178


def test_every_set_up_of_the_pool_stands_before_its_pay_off() -> None:
    names = [name for arc in world._ARCS for name, *_ in arc]
    assert len(names) == len(set(names)) == 38
    for arc in world._ARCS:
        for place, (_, says, theme, after) in enumerate(arc):
            assert theme in THEMES
            assert len(says) <= 70
            assert set(after) <= {name for name, *_ in arc[:place]}


def test_gains_fade_with_time_and_with_each_event_on_the_same_theme() -> None:
    events = [event("a", 60, 8.0), event("b", 30, 8.0), event("c", 30, 8.0, "people")]
    played = world.gains(events, ["a", "b", "c"], EVEN)
    assert played == [(0, 8.0), (60, pytest.approx(8 * 0.45 / 2)), (90, pytest.approx(8 * 0.5**1.5))]
    assert world.worth(events, [], EVEN) == 0.0


@pytest.mark.parametrize(
    ("told", "seconds", "says"),
    [
        (["first", "then"], 60, ""),
        (["first", "then"], 59, "60 s, and there are 59"),
        (["then"], 60, "before first"),
        (["first", "first"], 60, "told twice"),
        (["other"], 60, "not among the events"),
    ],
)
def test_a_fault_is_told_in_words(told: list[str], seconds: int, says: str) -> None:
    fault = world.fault([event("first"), event("then", after=("first",))], told, seconds)
    assert says in fault
    assert bool(fault) == bool(says)


@pytest.mark.parametrize("seed", range(4))
def test_no_talk_is_better_than_the_best(seed: int) -> None:
    drawn = Brief(career(seed, size=6), listener(seed), 120)
    talks = [list(talk) for n in range(7) for talk in permutations([e.id for e in drawn.events], n)]
    legal = [talk for talk in talks if not world.fault(drawn.events, talk, 120)]
    most = max(world.worth(drawn.events, talk, drawn.audience) for talk in legal)
    found = best(drawn.events, drawn.audience, 120)
    assert world.worth(drawn.events, found, drawn.audience) == pytest.approx(most)
    by_time = best(drawn.events, drawn.audience, 120, by_time=True)
    order = [e.id for e in drawn.events]
    assert sorted(by_time, key=order.index) == by_time


def test_what_cannot_be_told_is_left_out() -> None:
    assert best([event("then", after=("first",))], EVEN) == []
    assert best([event("long", 151)], EVEN) == []
    assert greedy([event("long", 151)], EVEN) == []


def test_every_way_of_telling_keeps_the_rules() -> None:
    for name, way in WAYS.items():
        for drawn in [*BRIEFS[:20], *map(another_brief, range(20))]:
            assert world.fault(drawn.events, way(drawn), drawn.seconds) == "", name


def test_the_mistakes_cost_what_the_notebook_says() -> None:
    shares = {name: mean_share(way, BRIEFS) for name, way in WAYS.items()}
    assert shares["from the beginning"] < 0.6 > shares["the latest first"]
    assert (
        shares["the best for anybody"] < shares["next, the most a second"] < 0.91 < shares["the best in order of time"]
    )
    assert shares["the best in order of time"] < 0.95 < shares["the most a second, set-ups too"] < 0.985


def test_the_listeners_decide_whether_to_ask_or_to_mind_the_order() -> None:
    def lost(name: str, spread: float) -> float:
        return 1 - mean_share(WAYS[name], [Brief(career(seed), listener(seed, spread)) for seed in range(25)])

    assert lost("the best for anybody", 0.3) > 0.25 > 2 * lost("the best in order of time", 0.3)
    assert lost("the best for anybody", 10) < 0.06 < lost("the best in order of time", 10)


def test_without_fading_the_order_of_time_is_forgiven() -> None:
    patient = [replace(b, audience=replace(b.audience, half_life=960.0)) for b in BRIEFS[:25]]
    assert mean_share(WAYS["the best in order of time"], patient) > 0.96
    assert mean_share(WAYS["from the beginning"], patient) < 0.65


def test_dull_set_ups_are_what_greed_stumbles_over() -> None:
    flat = [Brief(career(seed, contrast=0.0), listener(seed)) for seed in range(25)]
    assert mean_share(WAYS["next, the most a second"], flat) > 0.93
