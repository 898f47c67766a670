"""The history checkers against checkers that try everything.

Those stand here, are written from the definitions and share no code with ours: every order of every selection of what
may have happened.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sim.short_histories import concurrent, op

from rounds.sim.histories import (
    LADDER,
    Counter,
    History,
    Log,
    Operation,
    Register,
    Verdict,
    linearizable,
    satisfies,
    weakest_model,
)


def register_explains(order: tuple[Operation, ...], initial: Any = None) -> bool:
    value = initial
    for each in order:
        if each.kind == "read":
            if each.result != value:
                return False
        elif each.kind == "cas":
            if each.argument[0] != value:
                return False
            value = each.argument[1]
        else:
            value = each.argument
    return True


def counter_explains(order: tuple[Operation, ...]) -> bool:
    total = 0
    for each in order:
        if each.kind == "add":
            total += each.argument
        elif each.result != total:
            return False
    return True


def log_explains(order: tuple[Operation, ...]) -> bool:
    log: list[Any] = []
    for each in order:
        if each.kind == "append":
            log.append(each.argument)
        elif list(each.result) != log:
            return False
    return True


Before = Callable[[Operation, Operation], bool]


def selections(history: History) -> Iterator[list[Operation]]:
    """What certainly happened with each selection of what may have happened."""
    certain = [each for each in history if each.outcome == "ok"]
    unknown = [each for each in history if each.outcome == "info" and each.kind != "read"]
    for size in range(len(unknown) + 1):
        for chosen in combinations(unknown, size):
            yield certain + list(chosen)


def ordered(operations: list[Operation], before: Before, explains: Callable[[tuple[Operation, ...]], bool]) -> bool:
    """Whether some order keeps `before` and is explained."""

    def go_on(order: tuple[Operation, ...], left: list[Operation]) -> bool:
        if not left:
            return explains(order)
        for n, each in enumerate(left):
            others = left[:n] + left[n + 1 :]
            if not any(before(other, each) for other in others) and go_on((*order, each), others):
                return True
        return False

    return go_on((), operations)


def really_before(one: Operation, other: Operation) -> bool:
    return (inf if one.completed is None else one.completed) < other.invoked


def in_process(one: Operation, other: Operation) -> bool:
    return one.process == other.process and one.invoked < other.invoked


def brute_linearizable(history: History, explains: Callable[[tuple[Operation, ...]], bool]) -> bool:
    return any(ordered(chosen, really_before, explains) for chosen in selections(history))


def brute_views(chosen: list[Operation], before: Before) -> bool:
    """An order of all writes and the reads of one process, for each process."""
    return all(
        ordered([o for o in chosen if o.kind == "write" or o.process == p], before, register_explains)
        for p in sorted({o.process for o in chosen})
    )


def causal_order(chosen: list[Operation]) -> Before:
    """The closure of the processes' orders and of reading, over the operations' places."""
    places = range(len(chosen))

    def direct(a: int, b: int) -> bool:
        one, other = chosen[a], chosen[b]
        reads = one.kind == "write" and other.kind == "read" and one.argument == other.result
        return in_process(one, other) or reads

    reach = {(a, b) for a in places for b in places if direct(a, b)}
    for middle in places:
        reach |= {(a, b) for a in places for b in places if (a, middle) in reach and (middle, b) in reach}
    place = {id(each): n for n, each in enumerate(chosen)}
    return lambda one, other: (place[id(one)], place[id(other)]) in reach


def cyclic(chosen: list[Operation], before: Before) -> bool:
    return any(before(each, each) for each in chosen)


def brute_models(history: History) -> dict[str, bool]:
    """Every rung of the ladder, by trying."""
    found = dict.fromkeys(("linearizable", "sequential", "causal", "PRAM", "session", "eventual"), False)
    for chosen in selections(history):
        causal = causal_order(chosen)
        written = {each.argument for each in chosen if each.kind == "write"}
        found["linearizable"] |= ordered(chosen, really_before, register_explains)
        found["sequential"] |= ordered(chosen, in_process, register_explains)
        found["causal"] |= not cyclic(chosen, causal) and brute_views(chosen, causal)
        found["PRAM"] |= brute_views(chosen, in_process)
        found["session"] |= all(
            ordered([o for o in chosen if o.kind == "write" or o.process == p], _own(p), register_explains)
            for p in sorted({o.process for o in chosen})
        )
        found["eventual"] |= all(o.result is None or o.result in written for o in chosen if o.kind == "read")
    return found


def _own(process: int) -> Before:
    return lambda one, other: one.process == process and in_process(one, other)


@st.composite
def histories(
    draw: st.DrawFn, processes: int, most: int, kinds: tuple[str, ...], distinct: bool = True, unknown: bool = True
) -> History:
    """Random small histories: times from a few instants, so that operations meet, follow and touch each other.

    Values read come from those written, and now and then from nowhere.
    """
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=most))
    written = len(chosen) - chosen.count("read") if distinct else 3
    invented = [written + 1] if draw(st.integers(0, 9)) == 0 else []
    values = iter(range(1, len(chosen) + 1))
    operations: list[Operation] = []
    clocks = dict.fromkeys(range(processes), 0)
    for kind in chosen:
        who = draw(st.sampled_from(sorted(clocks)))
        begin = clocks[who] + draw(st.integers(0, 2))
        end = begin + draw(st.integers(0, 4))
        outcome = draw(st.sampled_from(["ok"] * 8 + ["info", "fail"])) if unknown else "ok"
        value: Any
        if kind == "read":
            value = draw(st.sampled_from([None, *range(1, written + 1), *range(1, written + 1), *invented]))
        elif kind == "cas":
            value = (draw(st.sampled_from([None, 1, 2])), draw(st.integers(1, 3)))
        else:
            value = next(values) if distinct else draw(st.integers(1, 3))
        operations.append(op(who, kind, value, begin, None if outcome == "info" else end, outcome))
        clocks[who] = end + draw(st.integers(1, 2))
        if outcome == "info":
            del clocks[who]
            clocks[processes + len(operations)] = begin
    return History(operations)


RUNGS = list(LADDER)
many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def assert_ladder_agrees(history: History) -> None:
    found = brute_models(history)
    assert {model: bool(satisfies(history, model)) for model in RUNGS} == found, str(history)
    assert bool(linearizable(history, Register())) == found["linearizable"], str(history)
    passed = [model for model in RUNGS if found[model]]
    assert passed == RUNGS[len(RUNGS) - len(passed) :]  # what a rung allows, all rungs below it allow
    assert weakest_model(history) == (passed[0] if passed else None)


@settings(many, max_examples=300)
@given(histories(3, 7, ("read", "read", "write")))
def test_every_rung_of_the_ladder_says_what_trying_all_orders_says(history: History) -> None:
    assert_ladder_agrees(history)


@settings(many, max_examples=150)
@given(st.lists(st.sampled_from([None, 1, 2, 3]), min_size=6, max_size=6), st.permutations(range(3)))
def test_every_rung_agrees_where_three_processes_write_and_read(values: list[Any], place: list[int]) -> None:
    reads = [("read", value) for value in values]
    rows = [[*reads[2 * n : 2 * n + 2]] for n in range(3)]
    for n, row in enumerate(rows):
        row.insert(place[n], ("write", n + 1))
    assert_ladder_agrees(concurrent(*rows))


@pytest.mark.deep
@settings(many, max_examples=5_000)
@given(histories(3, 7, ("read", "read", "write")))
def test_every_rung_of_the_ladder_says_what_trying_all_orders_says_over_many_histories(history: History) -> None:
    assert_ladder_agrees(history)


@settings(many, max_examples=300)
@given(histories(3, 7, ("read", "write", "cas"), distinct=False))
def test_a_register_with_compare_and_set_is_linearizable_where_some_order_is(history: History) -> None:
    verdict = linearizable(history, Register())
    assert bool(verdict) == brute_linearizable(history, register_explains), str(history)
    assert_smallest_part(history, verdict, register_explains)


@settings(many, max_examples=200)
@given(histories(3, 7, ("read", "add", "add"), distinct=False))
def test_a_counter_is_linearizable_where_some_order_is(history: History) -> None:
    numbers = History(replace(o, result=o.result or 0) if o.kind == "read" else o for o in history)
    verdict = linearizable(numbers, Counter())
    assert bool(verdict) == brute_linearizable(numbers, counter_explains), str(numbers)
    assert_smallest_part(numbers, verdict, counter_explains)


@st.composite
def log_histories(draw: st.DrawFn) -> History:
    history = draw(histories(3, 6, ("read", "append")))
    appended = [each.argument for each in history if each.kind == "append"]
    logs = st.permutations(appended).flatmap(lambda whole: st.integers(0, len(whole)).map(lambda n: whole[:n]))
    return History(replace(o, result=draw(logs)) if o.kind == "read" else o for o in history)


@settings(many, max_examples=200)
@given(log_histories())
def test_a_log_is_linearizable_where_some_order_is(history: History) -> None:
    verdict = linearizable(history, Log())
    assert bool(verdict) == brute_linearizable(history, log_explains), str(history)
    assert_smallest_part(history, verdict, log_explains)


def assert_smallest_part(history: History, verdict: Verdict, explains: Callable[[tuple[Operation, ...]], bool]) -> None:
    """The part that is named has no order; with its culprit still under way it has one."""
    if verdict:
        assert verdict.reason == ""
        assert verdict.operations == ()
        return
    culprit, *others = verdict.operations
    assert str(culprit) in verdict.reason
    assert not brute_linearizable(History(verdict.operations), explains)
    earlier = [each for each in others if each.end < culprit.end]
    under_way = [
        replace(each, completed=None, outcome="info", result=None)
        for each in (culprit, *others)
        if each.end >= culprit.end and each.kind != "read"
    ]
    assert brute_linearizable(History(earlier + under_way), explains)
