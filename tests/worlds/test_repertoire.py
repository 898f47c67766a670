from functools import partial
from itertools import combinations, product

import numpy as np
import pytest
from hashes import printed_alike

from rounds.practice.stories.coverage import MOST_USES
from rounds.practice.stories.prompts import prompts, values
from rounds.worlds.references import repertoire as references
from rounds.worlds.repertoire import HIDDEN, PROMPTS, STORIES, TELLINGS, VALUES, Repertoire, plan_fault, repertoire

DRAWN = (
    "from rounds.worlds.repertoire import repertoire; from rounds.worlds.references.repertoire import fewest;"
    "r = repertoire(9); print(r, fewest(r))"
)
TWO = Repertoire({"a": ["x", "y", "z"], "b": ["x"]}, {"a": [], "b": ["candor"]})


def test_the_same_seed_gives_the_same_repertoire_and_plan_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_prompts_values_and_tellings_are_those_of_the_story_bank():
    assert tuple(prompt.id for prompt in prompts()) == PROMPTS
    assert tuple(value.id for value in values()) == VALUES
    assert TELLINGS == MOST_USES


def test_a_drawn_repertoire_fits_all_prompts_shows_all_values_and_needs_at_most_the_hidden_eleven():
    for seed in range(30):
        drawn = repertoire(seed)
        assert drawn.prompts == sorted(PROMPTS)
        assert drawn.values == sorted(VALUES)
        assert list(drawn.fits) == list(drawn.shows) == [f"story-{n}" for n in range(1, STORIES + 1)]
        assert 9 <= len(references.fewest(drawn)) <= HIDDEN[1]


def test_nothing_but_what_they_fit_tells_versatile_stories():
    fits = np.zeros(STORIES)
    for seed in range(200):
        fits += [len(own) for own in repertoire(seed).fits.values()]
    assert fits.std() < 0.1 * fits.mean(), "no place in the repertoire has more of them"


@pytest.mark.parametrize(
    ("plan", "most", "says"),
    [
        ({"a": ["x", "y", "z"], "b": []}, 3, ""),
        ({"a": ["y", "z"], "b": ["x"]}, 2, ""),
        ({"a": ["x", "y", "z"]}, 3, "no story of the plan shows 'candor'"),
        ({"a": ["x", "y", "z"], "b": []}, 2, "a is told 3 times, and 2 are the most"),
        ({"a": ["x", "y", "z"], "b": ["x"]}, 3, "the prompt 'x' has more than one story"),
        ({"a": ["x", "y"], "b": []}, 3, "no story is for the prompt 'z'"),
        ({"a": ["y", "z"], "b": ["y"]}, 3, "b does not fit the prompt 'y'"),
        ({"c": []}, 3, "there is no story 'c'"),
    ],
)
def test_a_fault_is_told_in_words(plan, most, says):
    fault = plan_fault(TWO, plan, most)
    assert says in fault
    assert bool(fault) == bool(says)


def test_the_fewest_stories_keep_the_rules():
    for seed in range(30):
        for most in (3, 4, 25):
            drawn = repertoire(seed)
            assert plan_fault(drawn, references.fewest(drawn, most), most) == ""


def small(seed: int) -> Repertoire:
    """Five stories, six prompts, two values, at random."""
    rng = np.random.default_rng(seed)
    fits = {f"s{n}": [f"p{p}" for p in range(6) if rng.random() < 0.45] for n in range(5)}
    return Repertoire(fits, {f"s{n}": [f"v{v}" for v in range(2) if rng.random() < 0.4] for n in range(5)})


def by_brute_force(of: Repertoire, most: int) -> int | None:
    """The fewest stories over all assignments of prompts to stories, with any stories beside them."""
    able = [[s for s in of.fits if prompt in of.fits[s]] for prompt in of.prompts]
    for size in range(len(of.fits) + 1):
        for chosen in map(set, combinations(of.fits, size)):
            if {value for story in of.fits if story in chosen for value in of.shows[story]} != set(of.values):
                continue
            for told in product(*([s for s in each if s in chosen] for each in able)):
                if all(told.count(story) <= most for story in told):
                    return size
    return None


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_plan_has_fewer_stories_than_the_fewest(most):
    for seed in range(25):
        drawn = small(seed)
        needed = by_brute_force(drawn, most)
        if needed is None:
            with pytest.raises(ValueError, match="no plan"):
                references.fewest(drawn, most)
        else:
            assert len(references.fewest(drawn, most)) == needed


def test_an_empty_repertoire_needs_no_story():
    assert references.fewest(Repertoire({}, {})) == {}


def over(way, seeds, most: int = TELLINGS, breadth: int = 0) -> tuple[float, float]:
    """How many of these plans break a rule, and how many stories more than the fewest the others need on average."""
    drawn = [repertoire(seed, breadth) for seed in seeds]
    plans = [way(each, most) for each in drawn]
    sound = [(each, plan) for each, plan in zip(drawn, plans, strict=True) if not plan_fault(each, plan, most)]
    more = [len(plan) - len(references.fewest(each, most)) for each, plan in sound]
    return 1 - len(sound) / len(drawn), float(np.mean(more))


def test_what_is_done_by_hand_needs_more_stories_or_leaves_prompts_open():
    seeds = range(60)
    assert over(references.first_that_fits, seeds)[0] > 0.3
    assert over(references.most_first, seeds)[0] > 0.05
    assert over(references.most_first, seeds)[1] > 0.7
    broken, more = over(partial(references.most_first, rare=True), seeds)
    assert broken == 0
    assert 0.25 < more < 0.9
    assert over(references.all_of_them, seeds)[1] > 5.5
    assert over(partial(references.dropping, versatile_first=False), seeds)[1] > 0.5


def kept(seeds, breadth: int) -> tuple[float, float]:
    """The share of the five most versatile stories, and of all, that the plans with the fewest stories hold."""
    shares = []
    for seed in seeds:
        drawn = repertoire(seed, breadth)
        plan = references.fewest(drawn)
        versatile = sorted(drawn.fits, key=lambda story: -len(drawn.fits[story]))[:5]
        shares.append((np.mean([story in plan for story in versatile]), len(plan) / STORIES))
    return tuple(np.mean(shares, axis=0))


def test_the_most_versatile_stories_are_those_to_leave_out_unless_all_are_broad():
    versatile, all_stories = kept(range(60), 0)
    assert versatile < 0.4 < all_stories - 0.15
    versatile, all_stories = kept(range(60), 8)
    assert versatile > all_stories - 0.18


def test_rare_prompts_bind_where_stories_are_narrow_and_the_cap_where_they_are_broad():
    def needed(breadth: int, most: int) -> float:
        return float(np.mean([len(references.fewest(repertoire(seed, breadth), most)) for seed in range(25)]))

    assert needed(0, 3) - needed(0, 25) < 0.4
    assert needed(6, 3) == 9 > needed(6, 25) + 2
