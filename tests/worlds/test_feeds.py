"""Linked feeds in a counted memory: the answers of the references beside plain lists, and what each costs."""

import random

import pytest

from rounds.errors import RoundsError
from rounds.worlds.feeds import Feeds, filled, in_batches, one_each, one_splice, ring
from rounds.worlds.memory import Memory
from rounds.worlds.references.feeds import Lists, Owned, Walking, script


def outcome(target, name, arguments):
    try:
        return getattr(target, name)(*arguments)
    except ValueError:
        return "refused"


@pytest.mark.parametrize("build", [Walking, Owned])
@pytest.mark.parametrize("bad", [True, False])
def test_a_reference_answers_every_script_as_plain_lists_do(build, bad):
    rng = random.Random(1)
    for size in range(1, 13):
        for _ in range(20):
            _, steps = script(rng, size, splices=True, lengths=True, bad=bad)
            model, feeds = Lists(), Feeds(build)
            for name, arguments in steps:
                expected = outcome(model, name, arguments)
                assert bad or expected != "refused"
                assert outcome(feeds, name, arguments) == expected, (steps, name, arguments)


def test_scripts_make_every_call():
    rng = random.Random(2)
    steps = [step for _ in range(40) for step in script(rng, 9, splices=True, lengths=True, bad=True)[1]]
    assert {name for name, _ in steps} == {"insert", "remove", "move", "splice", "length", "rows"}


@pytest.mark.parametrize("arguments", [("p", "q", "q2"), ("q", "p", "A"), ("p", "r", "B")])
def test_plain_lists_have_no_answer_where_a_run_or_its_place_is_undefined(arguments):
    model = Lists()
    for row, feed in (("p", "A"), ("q2", "A"), ("q", "A"), ("r", "B")):
        model.insert(row, feed)
    with pytest.raises(RoundsError):
        model.splice(*arguments)


def test_walking_pays_at_the_length_and_owning_at_the_splice():
    for build, call in ((Walking, "length"), (Owned, "splice")):
        short, long = (one_splice(build, run)[0] for run in (10, 1_000))
        other = {"length": "splice", "splice": "length"}[call]
        assert long[call] > 20 * short[call]
        assert long[other] == short[other]
    assert one_each(Walking, 300)[0]["length"] == 300
    assert in_batches(Walking, 1) > 3 * in_batches(Owned, 1)


def test_feeds_show_a_link_that_leads_astray_or_nowhere_and_what_is_half_gone():
    feeds = filled(Walking, 2)
    cell = ring(feeds.memory, 0, "next")[0]
    feeds.memory.set(cell, "next", None)
    assert feeds.rows()["A"] == ["a0", "nowhere"]
    feeds.memory.set(cell, "next", feeds.memory.make())
    assert feeds.rows()["A"] == ["a0", "astray", "nowhere"]
    feeds.remove("b0")
    assert feeds.rows()["half gone"] == []
    for field in ("next", "prev"):
        feeds.memory.set(0, field, 0)
    assert feeds.rows()["half gone"] == ["a0", "a1"]


def test_a_ring_that_never_comes_back_is_given_up():
    memory = Memory()
    feed, cell = memory.make(), memory.make()
    memory.set(feed, "next", cell)
    memory.set(cell, "next", cell)
    assert ring(memory, feed, "next") == [cell, cell]


def test_a_memory_counts_holds_words_only_and_ends_what_never_ends():
    memory = Memory(limit=9)
    cell = memory.make()
    memory.set(cell, "next", 2**31 - 1)
    assert (memory.get(cell, "next"), memory.get(cell, "prev"), memory.operations) == (2**31 - 1, None, 4)
    assert (memory.peek(cell, "next"), memory.fresh(), memory.cells, memory.operations) == (2**31 - 1, 1, 2, 4)
    for value in ([], "text", 1.0, 2**31):
        with pytest.raises(TypeError):
            memory.set(cell, "next", value)
    with pytest.raises(KeyError):
        memory.get(2, "next")
    with pytest.raises(RuntimeError, match="more than 9 operations"):
        memory.make()
