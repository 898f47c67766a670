"""Histories and their checkers, on histories that are known to be right or wrong."""

from time import perf_counter
from typing import Any

import pytest
from hashes import printed_alike
from sim.short_histories import concurrent, op, serial

from rounds.errors import RoundsError, UnknownName
from rounds.sim.histories import (
    LADDER,
    Counter,
    History,
    HistoryError,
    Log,
    Object,
    Register,
    linearizable,
    satisfies,
    stale_for,
    weakest_model,
)

R, W, A, P = "read", "write", "add", "append"

RIGHT: dict[str, tuple[History, Object]] = {
    "nothing": (History([]), Register()),
    "a read of the beginning": (serial((0, R, None)), Register()),
    "a beginning of one's own": (serial((0, R, 7), (0, W, 8), (1, R, 8)), Register(7)),
    "one after the other": (serial((0, W, 1), (1, R, 1), (1, W, 2), (0, R, 2)), Register()),
    "a read during the write, old": (History([op(0, W, 1, 0, 3), op(1, R, None, 1, 2)]), Register()),
    "a read during the write, new": (History([op(0, W, 1, 0, 3), op(1, R, 1, 1, 2)]), Register()),
    "touching is not before": (History([op(0, W, 1, 0, 1), op(1, R, None, 1, 2)]), Register()),
    "the same value twice": (serial((0, W, 1), (1, W, 2), (0, W, 1), (1, R, 1)), Register()),
    "compare and set": (serial((0, W, 1), (1, "cas", (1, 2)), (0, R, 2)), Register()),
    "compare and set at the same time": (
        History([op(0, "cas", (None, 1), 0, 9), op(1, "cas", (1, 2), 0, 9), op(2, R, 2, 5, 6)]),
        Register(),
    ),
    "a timed out write, seen late": (
        History([op(0, W, 1, 0, None), op(1, R, None, 1, 2), op(1, R, 1, 9, 10)]),
        Register(),
    ),
    "a timed out write, never seen": (History([op(0, W, 1, 0, None), op(1, R, None, 1, 2)]), Register()),
    "a failed write, never seen": (History([op(0, W, 1, 0, 1, "fail"), op(1, R, None, 2, 3)]), Register()),
    "a read of unknown outcome": (History([op(0, W, 1, 0, 1), op(1, R, 5, 2, None)]), Register()),
    "two orders that a third read decides": (
        History([op(0, W, 1, 0, 9), op(1, W, 2, 0, 9), op(2, R, 2, 3, 4), op(2, R, 1, 5, 6)]),
        Register(),
    ),
    "sums": (serial((0, A, 2), (1, A, 3), (0, R, 5), (1, A, -1), (0, R, 4)), Counter()),
    "a sum with some of what timed out": (
        History([*(op(n, A, 1, 0, None) for n in range(40)), op(50, R, 17, 1, 2), op(50, R, 18, 3, 4)]),
        Counter(),
    ),
    "a log": (serial((0, P, "a"), (1, R, ["a"]), (1, P, "b"), (0, R, ["a", "b"])), Log()),
    "a log that decides": (
        History([op(0, P, "a", 0, 9), op(1, P, "b", 0, 9), op(2, R, ("b",), 1, 2), op(2, R, ("b", "a"), 3, 4)]),
        Log(),
    ),
}
WRONG: dict[str, tuple[History, Object, str]] = {
    "a stale read": (
        serial((0, W, 1), (1, R, None)),
        Register(),
        "by 3 s explains process 1: read None (2 to 3 s): all that completed before it leaves 1.",
    ),
    "an invented value": (serial((0, W, 1), (1, R, 5)), Register(), "explains process 1: read 5 (2 to 3 s)"),
    "new and then old": (
        History([op(0, W, 1, 0, 9), op(1, R, 1, 1, 2), op(2, R, None, 3, 4)]),
        Register(),
        "No order of what began by 4 s explains process 2: read None (3 to 4 s): ",
    ),
    "two winners of one compare and set": (
        History([op(0, "cas", (None, 1), 0, 5), op(1, "cas", (None, 2), 1, 6)]),
        Register(),
        "explains process 1: cas (None, 2) (1 to 6 s): all that completed before it leaves 1.",
    ),
    "a failed write, seen": (History([op(0, W, 1, 0, 1, "fail"), op(1, R, 1, 2, 3)]), Register(), "read 1 (2 to 3 s)"),
    "a timed out write, seen and lost": (
        History([op(0, W, 1, 0, None), op(1, R, 1, 1, 2), op(1, R, None, 9, 10)]),
        Register(),
        "read None (9 to 10 s): all that completed before it leaves 1.",
    ),
    "a timed out write, seen before it was asked for": (
        History([op(0, W, 1, 5, None), op(1, R, 1, 1, 2)]),
        Register(),
        "No order of what began by 2 s explains process 1: read 1 (1 to 2 s): ",
    ),
    "neither of two": (
        History(
            [op(0, W, 1, 0, 9), op(1, W, 2, 0, 9), op(2, R, None, 10, 11)],
        ),
        Register(),
        "leaves 1 or 2.",
    ),
    "a lost increment": (serial((0, A, 1), (1, A, 1), (0, R, 1)), Counter(), "read 1 (4 to 5 s): all that completed"),
    "more than was added": (
        History([*(op(n, A, 1, 0, None) for n in range(40)), op(50, R, 41, 1, 2)]),
        Counter(),
        "leaves 0 or 1 or 10 or another",
    ),
    "two orders of a log": (
        History([op(0, P, "a", 0, 9), op(1, P, "b", 0, 9), op(2, R, ("a",), 1, 2), op(3, R, ("b",), 3, 4)]),
        Log(),
        "explains process 3: read ('b',) (3 to 4 s)",
    ),
    "a log with a gap": (serial((0, P, "a"), (1, P, "b"), (0, R, ["b"])), Log(), "leaves ('a', 'b')"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_some_order_explains_is_linearizable(name: str) -> None:
    history, model = RIGHT[name]
    verdict = linearizable(history, model)
    assert verdict, verdict.reason


@pytest.mark.parametrize("name", WRONG)
def test_what_no_order_explains_is_not_linearizable_and_one_sentence_says_why(name: str) -> None:
    history, model, reason = WRONG[name]
    verdict = linearizable(history, model)
    assert not verdict
    assert reason in verdict.reason
    assert str(verdict.operations[0]) in verdict.reason


# One history for each rung: it satisfies that one and all below, and none above. Operations in one column overlap.
RUNGS: dict[str, tuple[str | None, History, str]] = {
    "one after the other": ("linearizable", serial((0, W, 1), (1, R, 1), (1, W, 2), (0, R, 2)), ""),
    "a write that took effect after its timeout": (
        "linearizable",
        History([op(0, W, 1, 0, None), op(1, R, None, 1, 2), op(1, R, 1, 5, 6)]),
        "",
    ),
    "a stale read of the beginning": (
        "sequential",
        serial((0, W, 1), (1, R, None)),
        "Not linearizable: process 1: read None (2 to 3 s) began after process 0: write 1 (0 to 1 s) had ended.",
    ),
    "a stale read": (
        "sequential",
        serial((0, W, 1), (0, W, 2), (1, R, 1)),
        "Not linearizable: process 1: read 1 (4 to 5 s) began after process 0: write 2 (2 to 3 s) had ended, and "
        "process 0: write 2 (2 to 3 s) began after process 0: write 1 (0 to 1 s) had ended: neither value can come "
        "first.",
    ),
    "a read from the future": (
        "sequential",
        serial((1, R, 1), (0, W, 1)),
        "Not linearizable: process 1: read 1 (0 to 1 s), before process 0: write 1 (2 to 3 s) began.",
    ),
    "two readers that see two writes in two orders": (
        "causal",
        concurrent([(W, 1)], [(W, 2)], [(R, 1), (R, 2)], [(R, 2), (R, 1)]),
        "Not sequential: 1 comes before 2 as process 2 did read 1 and then read 2; but 2 comes before 1 as process 3 "
        "did read 2 and then read 1.",
    ),
    "two writers that each see the other's value last": (
        "causal",
        concurrent([(W, 1), (R, 2)], [(W, 2), (R, 1)]),
        "Not sequential: 1 comes before 2 as process 0 did write 1 and then read 2; but 2 comes before 1 as process 1 "
        "did write 2 and then read 1.",
    ),
    "an answer seen before its question": (
        "PRAM",
        concurrent([(W, 1)], [(R, 1), (W, 2)], [(R, 2), (R, 1)]),
        "As process 2 sees it: Not causal: 1 comes before 2 as process 1 read 1 and then did write 2; but 2 comes "
        "before 1 as process 2 did read 2 and then read 1.",
    ),
    "one writer's values out of order": (
        "session",
        concurrent([(W, 1), (W, 2)], [(R, 2), (R, 1)]),
        "As process 1 sees it: Not PRAM: 1 comes before 2 as process 0 did write 1 and then write 2; but 2 comes "
        "before 1 as process 1 did read 2 and then read 1.",
    ),
    "a value that comes back": (
        "eventual",
        concurrent([(W, 1)], [(W, 2)], [(R, 1), (R, 2), (R, 1)]),
        "As process 2 sees it: Not session: 1 comes before 2 as process 2 did read 1 and then read 2; but 2 comes "
        "before 1 as process 2 did read 2 and then read 1.",
    ),
    "the beginning comes back": (
        "eventual",
        serial((0, W, 1), (1, R, 1), (1, R, None)),
        "As process 1 sees it: Not session: None was there before 1 was written; but 1 comes before None as process 1 "
        "did read 1 and then read None.",
    ),
    "one's own write not seen": (
        "eventual",
        serial((0, W, 1), (0, R, None)),
        "As process 0 sees it: Not session: None was there before 1 was written; but 1 comes before None as process 0 "
        "did write 1 and then read None.",
    ),
    "one's own write seen before it": (
        "eventual",
        serial((0, R, 1), (0, W, 1)),
        "As process 0 sees it: Not session: process 0 did read 1 and then write 1, so it read 1 before it was written.",
    ),
    "a value from nowhere": (
        None,
        serial((0, W, 1), (1, R, 5)),
        "Not eventual: process 1: read 5 (2 to 3 s), and nobody wrote 5.",
    ),
    "a failed write that was seen": (
        None,
        History([op(0, W, 1, 0, 1, "fail"), op(1, R, 1, 2, 3)]),
        "Not eventual: process 1: read 1 (2 to 3 s), and nobody wrote 1.",
    ),
}


@pytest.mark.parametrize("name", RUNGS)
def test_a_history_stands_on_its_rung_and_a_sentence_says_why_not_higher(name: str) -> None:
    rung, history, reason = RUNGS[name]
    assert weakest_model(history) == rung
    models = list(LADDER)
    lowest_violated = (models.index(rung) if rung else len(models)) - 1
    if lowest_violated >= 0:
        verdict = satisfies(history, models[lowest_violated])
        assert verdict.reason == reason
        assert verdict.operations
    assert all(satisfies(history, model) for model in models[lowest_violated + 1 :])
    assert not any(satisfies(history, model) for model in models[: lowest_violated + 1])


def test_every_rung_has_a_history_that_stands_on_it() -> None:
    assert {rung for rung, _, _ in RUNGS.values()} == {*LADDER, None}


def test_a_longer_chain_of_causes_is_followed_through_readers_that_only_pass_it_on() -> None:
    chain = serial((0, W, 1), (1, R, 1), (1, W, 2), (2, R, 2), (2, W, 3), (3, R, 3), (3, R, 1))
    assert weakest_model(chain) == "PRAM"
    told = satisfies(chain, "causal").reason
    assert "process 1 read 1 and then did write 2; but" in told
    assert "process 2 read 2 and then did write 3; but" in told


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: op(0, W, 1, 2, 1), "process 0: write 1 (2 to 1 s): it completed before it was invoked."),
        (lambda: op(0, W, 1, 0, None, "ok"), "outcome 'ok' with completed=None; None goes with info."),
        (lambda: op(0, W, 1, 0, 1, "info"), "outcome 'info' with completed=1"),
        (lambda: op(0, W, 1, 0, 1, "maybe"), "outcome 'maybe' is unknown; ok, fail or info."),
        (lambda: History([op(0, W, 1, 0, 2), op(0, R, 1, 1, 3)]), "had not ended before: a process does one thing"),
        (lambda: History([op(0, W, 1, 0, 2), op(0, R, 1, 2, 3)]), "had not ended before: a process does one thing"),
        (lambda: History([op(0, W, 1, 0, None), op(0, R, 1, 5, 6)]), "goes on under a new number."),
        (
            lambda: weakest_model(serial((0, W, 1), (1, W, 1))),
            "same value as process 0: write 1 (0 to 1 s): give every",
        ),
        (lambda: weakest_model(serial((0, W, None))), "same value as the register at its beginning"),
        (lambda: weakest_model(serial((0, W, 0)), initial=0), "same value as the register at its beginning"),
        (lambda: weakest_model(History([op(0, W, 1, 0, None), op(1, W, 1, 0, None)])), "same value as"),
        (lambda: weakest_model(serial((0, "cas", (1, 2)))), "this checker takes reads and writes of a register."),
        (lambda: weakest_model(serial((0, W, [1]))), "takes values that can be hashed, such as numbers."),
        (lambda: linearizable(serial((0, A, 1)), Register()), "a register knows read, write and cas."),
        (lambda: linearizable(serial((0, W, 1)), Counter()), "a counter knows read and add."),
        (lambda: linearizable(serial((0, W, 1)), Log()), "a log knows read and append."),
    ],
)
def test_a_history_that_cannot_be_is_refused_with_a_sentence(make: Any, message: str) -> None:
    with pytest.raises(HistoryError) as error:
        make()
    assert message in str(error.value)
    assert isinstance(error.value, RoundsError)


def test_an_unknown_model_lists_the_ladder() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'sequential'"):
        satisfies(History([]), "sequentiall")


def test_staleness_is_the_time_for_which_a_value_had_certainly_been_replaced() -> None:
    history = History(
        [
            op(0, W, 1, 0, 1),
            op(0, W, 2, 2, 3),
            op(1, R, 1, 2.5, 2.8),  # while 2 is written
            op(1, R, 1, 7, 8),  # 4 s after 2 was there
            op(2, R, None, 7, 8),  # 6 s after 1 was there
            op(0, W, 3, 9, None),
            op(1, R, 2, 11, 12),  # 3 may never have been written
            op(2, R, 3, 13, 14),
            op(1, R, 2, 15, 16),  # 1 s after it was seen
            op(3, R, 99, 15, 16),
        ]
    )
    found = stale_for(history)
    assert [(each.process, each.invoked, age) for each, age in found.items()] == [
        (1, 2.5, 0.0),
        (1, 7, 4.0),
        (2, 7, 6.0),
        (1, 11, 0.0),
        (2, 13, 0.0),
        (1, 15, 0.0),
    ]


def test_effective_leaves_out_what_had_no_effect() -> None:
    history = History(
        [op(0, W, 1, 0, 1), op(1, W, 2, 0, 1, "fail"), op(2, W, 3, 0, None), op(3, R, None, 0, None), op(4, R, 1, 2, 3)]
    )
    assert [each.process for each in history.effective()] == [0, 2, 4]
    assert str(history).splitlines()[2] == "process 2: write 3 (0 to ? s)"
    assert history == History(reversed(history.operations))
    assert len(history) == 5


def long_history(operations: int, processes: int, late: int = 0) -> History:
    """A register that takes effect in the middle of each operation; with `late`, the last read gives an older value."""
    rows, value = [], None
    for n in range(operations):
        begin, middle = n * 1.0, n + processes / 2
        if n % 3 == 0:
            value = n
            rows.append(op(n % processes, W, n, begin, middle + processes / 2 - 0.5))
        else:
            rows.append(op(n % processes, R, value, begin, middle + processes / 2 - 0.5))
    if late:
        rows.append(op(processes, R, rows[3 * ((operations - late) // 3)].argument, operations * 1.0 + processes, 9e9))
    return History(rows)


@pytest.mark.parametrize("late", [0, 30])
def test_five_hundred_operations_ten_at_a_time_are_decided_in_seconds(late: int) -> None:
    history = long_history(500, 10, late)
    begun = perf_counter()
    searched = linearizable(history, Register())
    assert perf_counter() - begun < 10
    assert bool(searched) == (late == 0) == bool(satisfies(history, "linearizable"))
    begun = perf_counter()
    assert weakest_model(history) == ("sequential" if late else "linearizable")
    assert perf_counter() - begun < 2


def test_a_search_that_would_take_too_long_is_broken_off() -> None:
    crowd = History([*(op(n, A, 2**n, 0, 100) for n in range(16)), op(90, R, 2**17, 1, 2)])
    with pytest.raises(HistoryError, match="17 operations are too many at the same time: undecided"):
        linearizable(crowd, Counter(), most=10_000)


def test_verdicts_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from sim.short_histories import op, concurrent\n"
        "from rounds.sim.histories import *\n"
        "readers = [('read', 'a'), ('read', 'b')], [('read', 'b'), ('read', 'a')]\n"
        "h = concurrent([('write', 'a')], [('write', 'b')], *readers)\n"
        "print(linearizable(h, Register()), satisfies(h, 'sequential'), satisfies(h, 'linearizable'))\n"
    )
    printed_alike(code, ("0", "1", "77"))
