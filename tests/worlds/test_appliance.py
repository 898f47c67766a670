"""The appliance's world: one seed one season, plans kept to their rules, LRU as written, and the plans' distances."""

from collections.abc import Sequence

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds import appliance
from rounds.worlds.appliance import DAYS, TITLES, Season, gains, lru, play, season
from rounds.worlds.references import appliance as references

SHOWN = (
    "from rounds.worlds.appliance import *; from rounds.worlds.references.appliance import reference; "
    "s = season(5); print(s.size.sum(), s.forecasts.sum(), [d.sum() for d in s.plays], play(s, reference).served.sum())"
)


def nothing(evening: appliance.Evening) -> tuple[list[int], list[int]]:
    return [], []


def small(plays: Sequence[Sequence[int]], capacity: float = 100.0, fill_cap: float = 50.0) -> Season:
    """Titles of 40 GB each, played as given."""
    days = tuple(np.array(day) for day in plays)
    return Season(np.full(TITLES, 40.0), days, np.zeros((DAYS, TITLES)), fill_cap, capacity)


def test_one_seed_is_one_season_under_every_hash_seed():
    printed_alike(SHOWN)


def test_figures_are_in_their_units():
    made = season(3)
    assert len(made.plays) == DAYS
    assert all(8 <= size <= 120 for size in made.size)
    assert all(2200 < len(day) < 3600 for day in made.plays)
    assert [(row > 0).sum() for row in made.forecasts] == [0] + [4] * (DAYS - 1)
    assert made.size[made.start()].sum() <= made.capacity < 0.2 * made.size.sum()


def test_a_title_is_not_played_before_it_launches():
    made = season(3)
    for day in range(1, DAYS):
        launching = np.flatnonzero(made.forecasts[day])
        assert made.views(0, day)[:, launching].sum() == 0


def test_what_comes_in_is_served_the_next_day():
    made = small([[0, 0, 1]] + [[2, 2, 2, 0]] * (DAYS - 1))
    run = play(made, lambda evening: ([1], [2]) if evening.night == 2 else ([], []))
    assert made.start() == [0, 1]
    assert run.served[:3].tolist() == [40, 160, 160]
    assert run.filled[:3].tolist() == [0, 40, 0]
    assert run.played[0] == 160


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (([0], [5, 6]), "80 GB come in, and the cap is 50 GB"),
        (([], [5]), "120 GB are to be held, and 100 GB fit"),
        (([], [TITLES]), f"there is no title {TITLES}"),
        (([5], [5]), "title 5 is both dropped and brought in"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(answer: tuple[list[int], list[int]], said: str):
    run = play(small([[0, 0, 1]] * DAYS), lambda evening: answer if evening.night == 1 else ([], []))
    assert run.refused == (f"night 1: {said}",)
    assert run.served.tolist() == [120] * (DAYS - 1)
    assert run.filled.sum() == 0


def test_a_plan_sees_a_week_at_most_and_cannot_write_into_the_truth():
    seen = []

    def meddling(evening: appliance.Evening) -> tuple[list[int], list[int]]:
        seen.append(len(evening.views))
        for array in (evening.views, evening.forecast, evening.size):
            array[:] = 0
        return [], []

    made = season(1)
    assert play(made, meddling).served.tolist() == play(made, nothing).served.tolist()
    assert seen[:3] == [1, 2, 3]
    assert set(seen[6:]) == {7}


def test_lru_takes_in_what_it_missed_and_drops_what_was_played_longest_ago():
    made = small([[0, 0, 1], [2, 0, 1, 2]] + [[2]] * (DAYS - 2))
    run = lru(made)
    assert run.served[:2].tolist() == [0, 40]  # 2 for 1, 0 for the other of both, 1 for 2, 2 for 0
    assert run.filled[:2].tolist() == [160, 0]
    assert lru(made, day_cap=40).filled[:2].tolist() == [40, 0]


def test_plans_lie_as_far_apart_as_the_exercise_says():
    pairs = [(made, lru(made)) for made in map(season, range(100, 116))]
    ours = gains(pairs, references.reference)
    names = ("at_their_word", "slow_to_see", "announced_only", "week_mean", "todays_top", "forecast_only", "never")
    calm, shift = {}, {}
    for name in names:
        yours = gains(pairs, getattr(references, name))
        calm[name], shift[name] = yours.calm / ours.calm, yours.shift / ours.shift
        assert not yours.refused
    assert min(ours.calm, ours.shift) > 0.08
    assert min(calm["at_their_word"], calm["slow_to_see"]) > 0.9
    assert min(shift["at_their_word"], shift["slow_to_see"]) > 0.86
    assert calm["announced_only"] > 0.8
    assert max(shift["announced_only"], shift["week_mean"]) < 0.52
    assert calm["todays_top"] < 0.74
    assert max(calm["forecast_only"], calm["never"], shift["forecast_only"], shift["never"]) < 0.2


def test_lru_wins_where_the_cap_is_small_and_its_own_bytes_are_free():
    def mean(fill_cap: float) -> list[float]:
        made = [season(seed, fill_cap=fill_cap) for seed in range(8)]
        ours = np.mean([play(each, references.reference).hit_ratio() for each in made])
        return [float(np.mean([lru(each, cap).hit_ratio() for each in made]) - ours) for cap in (np.inf, fill_cap)]

    free, limited = mean(50.0)
    assert free > 0.03
    assert limited < -0.03
    assert max(mean(200.0)) < -0.1


def test_that_a_title_launches_is_worth_more_than_how_good_its_forecast_is():
    def hit(error: float, plan: appliance.Plan) -> float:
        return float(np.mean([play(season(seed, forecast_error=error), plan).hit_ratio() for seed in range(8)]))

    none = hit(0.0, references.forecast_ignored)
    exact, usual, poor = (hit(error, references.reference) - none for error in (0.0, 1.2, 3.0))
    assert usual > 0.7 * exact
    assert poor > 0.4 * exact > 0.01
