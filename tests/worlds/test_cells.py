import random

import pytest
from hashes import printed_alike

from rounds.worlds.cells import Attached, CellMemory, evening
from rounds.worlds.references.recency import (
    CleanedQueueCache,
    Entries,
    SlotCache,
    answers,
    busy,
    crowded_out,
    drawn,
    found,
    mixed,
    worst_and_most,
)


def test_a_cell_holds_what_was_written_last_and_none_frees_it():
    memory = CellMemory()
    memory.write(("a", 1), "x")
    memory.write(("a", True), "y")
    assert (memory.read(("a", 1)), memory.read(("a", True)), memory.read(("a", 1.0))) == ("x", "y", None)
    memory.write(("a", 1), None)
    memory.write("never written", None)
    assert (len(memory), memory.most, memory.operations) == (1, 2, 7)


@pytest.mark.parametrize("thing", [[1], {"a": 1}, ("a", [1]), object(), "x" * 200, tuple(range(100))])
def test_a_cell_takes_a_few_numbers_and_texts_and_no_container_of_the_answers_own(thing):
    with pytest.raises((TypeError, ValueError), match="cell"):
        CellMemory().write("name", thing)
    with pytest.raises((TypeError, ValueError), match="cell"):
        CellMemory().read(thing)


def test_past_its_limit_a_memory_refuses():
    memory = CellMemory(limit=2)
    memory.write("a", 1)
    memory.read("a")
    with pytest.raises(RuntimeError, match="more than 2 operations"):
        memory.read("a")


class Elsewhere:
    """Keeps its entries in a table beside the memory, under a number that stands in it."""

    tables: list[dict[str, int]] = []  # noqa: RUF012 - shared on purpose

    def __init__(self, memory):
        if memory.read("number") is None:
            memory.write("number", len(self.tables))
            self.tables.append({})
        self.table = self.tables[memory.read("number")]

    def put(self, key, value):
        self.table[key] = value
        if len(self.table) > 2:
            del self.table[next(iter(self.table))]

    def get(self, key):
        return self.table.get(key)


def test_what_an_answer_keeps_beside_the_memory_is_spoilt_by_the_copies():
    with pytest.raises(AssertionError, match="expected"):
        answers(
            Attached(lambda memory, clock: Elsewhere(memory)),
            Entries(2),
            [("put", ("a", 1)), ("put", ("b", 2)), ("get", ("a",))],
            "the cache",
        )


@pytest.mark.parametrize("build", [SlotCache, CleanedQueueCache])
def test_the_caches_that_are_drawn_beside_the_learners_answer_rightly(build):
    for seed in range(60):
        capacity = 1 + seed % 4
        for steps in (drawn(random.Random(seed), capacity), mixed(seed, capacity, 30), evening(capacity, seed)):
            answers(Attached(lambda memory, clock, n=capacity: build(memory, n)), Entries(capacity), steps, "the cache")


def test_the_model_lets_what_has_expired_go_before_what_is_alive():
    model = Entries(2, ttl=5)
    for step, arguments in [("put", ("a", 1)), ("wait", (3,)), ("put", ("b", 2)), ("get", ("a",)), ("wait", (2,))]:
        getattr(model, step)(*arguments)
    model.put("c", 3)
    assert [model.get(key) for key in "abc"] == [None, 2, 3]


def test_each_measure_shows_what_it_is_for():
    assert worst_and_most(SlotCache, 50, 100)[0] > 50
    assert worst_and_most(CleanedQueueCache, 50, 200)[0] > 300
    assert worst_and_most(CleanedQueueCache, 50, 2_000)[1] < 4 * 50
    cache = Attached(lambda memory, clock: SlotCache(memory, 4))
    assert found(cache, Entries(4), busy(4, 60)) == 1


def test_the_order_of_puts_is_that_of_expiry_only_where_all_live_equally_long():
    assert crowded_out(0) == 0
    assert crowded_out(0.1) < 0.01 < 0.1 < crowded_out(0.5)


def test_runs_do_not_depend_on_the_hash_seed():
    printed_alike(
        "import random; from rounds.worlds.references.recency import *; "
        "print(drawn(random.Random(1), 3, 8), mixed(1, 5, 9), quiet_night(1, 3, 9), busy(4, 9), crowded_out(0.5))"
    )
