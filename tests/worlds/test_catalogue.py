"""Trees of a catalogue in a counted memory: the textbook answers beside the slow reference, and what each costs."""

import random

import pytest

from rounds.worlds.catalogue import TOP, Tree, chain, change_costs, question_cost, series
from rounds.worlds.references.catalogue import Depths, Jumps, Parents, script


def outcome(target, name, arguments):
    try:
        return getattr(target, name)(*arguments)
    except ValueError:
        return "refused"


@pytest.mark.parametrize("build", [Depths, Jumps])
@pytest.mark.parametrize("changes", [True, False])
def test_a_textbook_tree_answers_every_script_as_the_slow_reference_does(build, changes):
    rng = random.Random(1)
    for size in range(1, 13):
        for _ in range(25):
            _, steps = script(rng, size, changes=changes)
            model, tree = Parents(), Tree(build)
            for name, arguments in steps:
                assert outcome(tree, name, arguments) == outcome(model, name, arguments), (steps, name, arguments)


def test_scripts_make_every_call_and_bad_ones():
    rng, model = random.Random(2), Parents()
    steps = [step for _ in range(20) for step in script(rng, 9, changes=True)[1]]
    assert {name for name, _ in steps} == {"add", "ancestor", "lca", "move", "remove"}
    assert "refused" in [outcome(model, *step) for step in steps]


def test_the_slow_reference_knows_a_removed_subtree_no_more():
    model = Parents()
    for node, parent in (("p", TOP), ("q", "p"), ("r", "q")):
        model.add(node, parent)
    model.remove("p")
    model.add("p", TOP)
    assert model.parents == {TOP: "", "p": TOP}


@pytest.mark.parametrize("build", [Depths, Jumps])
def test_a_chain_is_as_deep_as_it_says_and_a_series_has_its_places(build):
    for depth in (1, 3, 4, 9, 37):
        tree = chain(build, depth)
        assert [tree.ancestor(f"n{depth - 1}", levels) for levels in (0, depth)] == [f"n{depth - 1}", TOP]
        assert tree.lca(f"n{depth - 1}", "n0") == "n0"
    tree = series(build, 4)
    assert [tree.lca("e0", "e3"), tree.lca("e3", "f"), tree.ancestor("f", 2)] == ["s", TOP, "title 2"]


def test_what_is_stored_below_costs_a_move_and_saves_a_question():
    for build, a_node in ((Depths, 5), (Jumps, 9)):
        costs = [change_costs(build, episodes) for episodes in (10, 110)]
        assert costs[1]["move"] - costs[0]["move"] == 100 * a_node
        assert costs[1]["lca"] == costs[0]["lca"]
    assert question_cost(Jumps, 3) > question_cost(Depths, 3)
    assert 20 * question_cost(Jumps, 1_000) < question_cost(Depths, 1_000)


def test_an_answer_that_is_no_node_comes_back_as_it_is():
    class Odd(Depths):
        def lca(self, a, b):
            return -1

        def ancestor(self, node, levels):
            return "text"

    tree = Tree(Odd)
    assert [tree.lca(TOP, TOP), tree.ancestor(TOP, 0)] == [-1, "text"]
