"""A month with an error budget: one day by hand, plays against simulation, and how far policies lie from the best."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds import releases as world
from rounds.worlds.references import releases as references
from rounds.worlds.releases import (
    ACTIONS,
    FLOOR,
    MOST,
    Month,
    Outcome,
    Rules,
    Today,
    drawn_month,
    ends,
    outcomes,
    p_breaks,
    play,
)

BY_HAND = Rules(
    budget=3, p_bad=0.1, hit=4, noise=0.0, delay=0.5, canary_fee=0.25, fine=10.0, over=1.0, days=1, growth=1.0
)
RISKY = [drawn_month(seed, risky=True) for seed in range(300, 312)]
CALM = [drawn_month(seed, risky=False) for seed in range(300, 312)]
NAMES = ("best", "one_step", "while_it_fits", "canary_always", "ship_always", "freeze", "hold_always")


def test_a_seed_draws_the_same_month_under_every_hash_seed():
    printed_alike(
        "from rounds.worlds.releases import *; from rounds.worlds.references.releases import best;"
        "r = drawn_month(5, risky=True); print(r, play(r, best))"
    )
    assert drawn_month(5, risky=True) != drawn_month(6, risky=True)


def test_months_are_drawn_as_the_docstrings_say():
    for calm, risky in zip(CALM, RISKY, strict=True):
        assert 6 <= calm.budget <= 15
        assert 0.03 <= calm.p_bad <= 0.07
        assert replace(risky, p_bad=calm.p_bad) == calm
        assert risky.p_bad == pytest.approx(2.2 * calm.p_bad, abs=2e-4)


def test_one_day_by_hand():
    assert outcomes(BY_HAND, 3, 2, "hold") == (Outcome(1.0, 3, 3, -1.0),)
    well, badly = outcomes(BY_HAND, 3, 2, "ship")
    assert well == (pytest.approx(0.81), 3, 1, 2.0)
    assert badly == (pytest.approx(0.19), -3, 2, -1.0)  # 4 * 1.5 = 6 ticks
    well, badly = outcomes(BY_HAND, 3, 2, "canary")
    assert well == (pytest.approx(0.81), 3, 1, 2.0 - 0.25 - 0.5)
    assert badly == (pytest.approx(0.19), 2, 2, -1.25)
    assert [ends(BY_HAND, ticks) for ticks in (1, 0, -1, -5)] == [0, 0, -11, -15]


def test_a_batch_is_as_risky_as_its_growth_says():
    assert p_breaks(BY_HAND, 3) == pytest.approx(1 - 0.9**3)
    assert p_breaks(replace(BY_HAND, growth=1.35), 3) == pytest.approx(1 - 0.9 ** (3**1.35))


@pytest.mark.parametrize(("budget", "batch", "action"), list(product((-24, -1, 0, 5), (1, 4, 6), ACTIONS)))
def test_outcomes_are_all_that_may_follow(budget: int, batch: int, action: str):
    for known in (*RISKY[:4], replace(CALM[0], regain=0.5)):
        following = outcomes(known, budget, batch, action)
        assert sum(each.probability for each in following) == pytest.approx(1)
        assert all(FLOOR <= each.budget <= budget + 1 and 1 <= each.batch <= MOST for each in following)


def test_what_is_no_action_is_refused():
    with pytest.raises(ValueError, match="'wait' is not one of hold, canary, ship"):
        outcomes(BY_HAND, 3, 1, "wait")


def simulated(known: Rules, decide: world.Decide, runs: int) -> Month:
    """The same expectations by chance."""
    rng, ended = np.random.default_rng(1), []
    for _ in range(runs):
        budget, batch, points, live = known.budget, 1, 0.0, 0
        for day in range(known.days):
            following = outcomes(known, budget, batch, decide(Today(day, budget, batch, known)))
            chosen = following[rng.choice(len(following), p=[each.probability for each in following])]
            live += batch * (chosen.points > 0)
            budget, batch, points = chosen.budget, chosen.batch, points + chosen.points
        ended.append((points + ends(known, budget), budget >= 0, live))
    return Month(*np.mean(ended, axis=0))


def test_expectations_are_what_chance_gives_in_the_long_run():
    known = replace(RISKY[0], days=6)
    exact, drawn = play(known, references.freeze), simulated(known, references.freeze, 4000)
    assert exact.points == pytest.approx(drawn.points, abs=0.4)
    assert exact.kept == pytest.approx(drawn.kept, abs=0.03)
    assert exact.live == pytest.approx(drawn.live, abs=0.2)


def test_the_best_policy_is_the_best_of_all_in_two_days():
    known = replace(RISKY[1], days=2, budget=2, noise=0.0)
    tomorrow = {(1, each.budget, each.batch) for action in ACTIONS for each in outcomes(known, 2, 1, action)}
    states = [(0, 2, 1), *sorted(tomorrow)]
    tried = []
    for actions in product(ACTIONS, repeat=len(states)):
        table = dict(zip(states, actions, strict=True))
        tried.append(play(known, lambda today, table=table: table[today[:3]]).points)
    assert play(known, references.best).points == pytest.approx(max(tried))


def test_the_value_of_a_policy_is_what_playing_it_gives():
    for known in RISKY[:3]:
        for decide in (references.best, references.freeze):
            value = references.value_of(known, None if decide is references.best else decide)
            assert value(0, known.budget, 1) == pytest.approx(play(known, decide).points)


def test_policies_lie_as_far_from_the_best_as_the_exercise_says():
    for months, low, high in ((RISKY[:7], 1.0, 3.0), (CALM[:7], 2.0, 5.0)):
        gaps = {name: references.gap(getattr(references, name), months) for name in NAMES}
        assert gaps["best"] == pytest.approx(0, abs=1e-9)
        assert 0.05 < gaps["one_step"] < 0.8
        assert low < gaps["canary_always"] < high
        assert 0.8 < gaps["while_it_fits"] < gaps["freeze"]
        assert gaps["ship_always"] + 2 < gaps["freeze"] < gaps["hold_always"]


def test_the_clause_takes_points_and_hardly_protects_the_budget():
    shipped, stopped = (
        [play(known, decide) for known in RISKY] for decide in (references.ship_always, references.freeze)
    )
    assert np.mean([each.points for each in shipped]) > np.mean([each.points for each in stopped]) + 2
    assert 0 < np.mean([each.kept for each in stopped]) - np.mean([each.kept for each in shipped]) < 0.05


def shipped_by_the_best(months: list[Rules], ticks: tuple[int, ...]) -> float:
    """The share of mornings with so many ticks on which the best policy ships."""
    mornings = [
        Today(day, left, batch, known) for known in months for day in (3, 9, 15) for left in ticks for batch in (1, 2)
    ]
    return float(np.mean([references.best(today) == "ship" for today in mornings]))


def test_the_best_policy_ships_more_boldly_when_the_budget_is_lost_than_when_it_is_thin():
    months = [*RISKY[:6], *CALM[:6]]
    assert shipped_by_the_best(months, (-6, -3)) > shipped_by_the_best(months, (2, 4)) + 0.1


def test_the_clause_is_right_where_a_freeze_repairs_or_each_tick_is_dear():
    months = [*RISKY[:6], *CALM[:6]]

    def gained(group: list[Rules], decide: world.Decide) -> float:
        return references.mean_points(references.with_clause(decide), group) - references.mean_points(decide, group)

    assert gained(months, references.ship_always) < -2
    assert gained(months, references.canary_always) < 0
    repairing = [replace(known, regain=0.75) for known in months]
    assert gained(repairing, references.ship_always) > 0
    assert gained(repairing, references.canary_always) > 0.2
    assert gained([replace(known, fine=0.0, over=4 * known.over) for known in months], references.ship_always) > 0
