"""The clock is SimPy's: alarms and SimPy's own processes share one simulation."""

from collections.abc import Callable, Generator
from functools import partial
from itertools import accumulate, count, repeat
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.sim.client import Outcome
from rounds.sim.clock import Alarm, Arrivals, Clock, Timers


def play(clock: Clock) -> None:
    clock.play()


def run(clock: Clock) -> None:
    clock.run(until=100)


PLAYERS: list[Callable[[Clock], None]] = [play, run]


@pytest.mark.parametrize("player", PLAYERS)
def test_alarms_and_processes_happen_in_the_order_of_time(player: Callable[[Clock], None]) -> None:
    clock, seen = Clock(), []

    def process() -> Generator[Any, Any, None]:
        for _ in range(3):
            yield clock.timeout(2)
            seen.append(("process", clock.now))

    clock.process(process())
    for time in (1, 3, 5):
        clock.call_at(time, lambda _, now: seen.append(("alarm", now)))
    player(clock)
    assert seen == [("alarm", 1), ("process", 2), ("alarm", 3), ("process", 4), ("alarm", 5), ("process", 6)]


@pytest.mark.parametrize("player", PLAYERS)
def test_at_the_same_time_first_comes_what_is_set_first_and_then_who_came_first(
    player: Callable[[Clock], None],
) -> None:
    clock, seen = Clock(), []
    for name in "ab":
        clock.call_at(1.0, lambda _, now, name=name: seen.append((name, now)))
    Alarm(clock, lambda _, now: seen.append(("urgent", now))).set_first(1.0)
    player(clock)
    assert seen == [("urgent", 1.0), ("a", 1.0), ("b", 1.0)]


@pytest.mark.parametrize("player", PLAYERS)
def test_arrivals_of_several_streams_come_in_the_order_of_time_after_events_of_the_same(
    player: Callable[[Clock], None],
) -> None:
    clock, seen = Clock(), []

    def stream(name: str, *times: float) -> Arrivals:
        return zip((*times, inf, inf), count(), repeat(lambda number, now: seen.append((name, number, now, clock.now))))

    clock.call_at(2.0, lambda _, now: seen.append(("alarm", now)))
    clock.expect(stream("a", 1.0, 2.0, 7.0), stream("b", 3.0, 4.0))
    assert clock.peek() == 1.0
    player(clock)
    assert seen == [
        ("a", 0, 1.0, 1.0),
        ("alarm", 2.0),
        ("a", 1, 2.0, 2.0),
        ("b", 0, 3.0, 3.0),
        ("b", 1, 4.0, 4.0),
        ("a", 2, 7.0, 7.0),
    ]


def test_after_clear_nothing_comes() -> None:
    clock, seen = Clock(), []
    clock.expect(zip((1.0, inf), count(), repeat(lambda number, now: seen.append((number, now)))))
    clock.clear()
    assert clock.peek() == inf
    clock.play()
    assert seen == []


def test_an_alarm_may_be_set_again_and_an_infinite_one_never_rings() -> None:
    clock, seen = Clock(), []

    def ring(alarm: Alarm, now: float) -> None:
        seen.append(now)
        alarm.set(now + 1 if now < 3 else inf)

    Alarm(clock, ring).set(1.0)
    clock.play()
    assert seen == [1.0, 2.0, 3.0]


def test_play_ends_when_it_is_over_and_clear_lets_go_of_the_rest() -> None:
    clock, seen = Clock(), []

    def ring(alarm: Alarm, now: float) -> None:
        seen.append(now)
        clock.over = now >= 2
        alarm.set(now + 1)

    Alarm(clock, ring).set(1.0)
    clock.play()
    assert seen == [1.0, 2.0]
    clock.over = False
    clock.clear()
    clock.play()
    assert seen == [1.0, 2.0]


class Waiting:
    """A request as timers see it."""

    def __init__(self, name: str) -> None:
        self.name, self.live = name, 1


def test_timers_tell_of_those_that_still_live_when_their_time_is_up() -> None:
    clock, seen = Clock(), []
    timers = Timers(clock, 10.0, lambda request, outcome, now: seen.append((request.name, outcome.latency, now)))
    requests = [Waiting(name) for name in "abc"]
    for time, request in enumerate(requests):
        clock.call_at(time, lambda _, now, request=request: timers.start((request, 1, now)))
    clock.call_at(5, lambda *_: setattr(requests[1], "live", 0))
    clock.play()
    assert seen == [("a", 10.0, 10.0), ("c", 10.0, 12.0)]


def test_a_timer_of_an_earlier_attempt_does_not_end_the_present_one() -> None:
    clock, seen = Clock(), []
    timers = Timers(clock, 10.0, lambda request, _, now: seen.append((request.live, now)))
    request = Waiting("a")
    timers.start((request, 1, 0.0))

    def again(_: Alarm, now: float) -> None:
        request.live = 2
        timers.start((request, 2, now))

    clock.call_at(4, again)
    clock.play()
    assert seen == [(2, 14.0)]


def test_timers_started_while_others_run_out_run_out_in_their_turn() -> None:
    clock, seen = Clock(), []

    def expired(request: Waiting, _: Outcome, now: float) -> None:
        seen.append((request.name, request.live, now))
        if request.live < 3:
            request.live += 1
            timers.start((request, request.live, now))

    timers = Timers(clock, 10.0, expired)
    for name in "ab":
        timers.start((Waiting(name), 1, 0.0))
    clock.call_at(15.0, lambda _, now: seen.append(("between", 0, now)))
    clock.play()
    assert seen == [
        ("a", 1, 10.0), ("b", 1, 10.0), ("between", 0, 15.0),
        ("a", 2, 20.0), ("b", 2, 20.0), ("a", 3, 30.0), ("b", 3, 30.0),
    ]  # fmt: skip


DELAYS = (0.5, 1.0, 1.25, 4.0)


@pytest.mark.parametrize("player", PLAYERS)
@given(data=st.data())
def test_timers_of_several_delays_events_and_arrivals_happen_in_the_order_of_time(
    player: Callable[[Clock], None], data: st.DataObject
) -> None:
    """Each request waits for one delay after another; it begins with an alarm, or as it arrives.

    Some timers are there from the start, others are made when the first request waits so long.
    """
    times = st.floats(0.0, 20.0)
    alarms = data.draw(st.lists(st.tuples(times, st.lists(st.sampled_from(DELAYS), max_size=4)), max_size=6))
    streams = data.draw(st.lists(st.lists(times, max_size=4).map(sorted), min_size=1, max_size=2))
    kinds = data.draw(st.integers(1, len(DELAYS)))
    clock, seen, expected = Clock(), [], []
    known = DELAYS[:kinds]
    ready = data.draw(st.integers(0, kinds))
    timers = {delay: Timers(clock, delay, lambda *told: goes_on(*told)) for delay in known[:ready]}
    plans: dict[Waiting, list[float]] = {}

    def begin(name: str, plan: list[float], now: float) -> None:
        request = Waiting(name)
        plans[request] = [delay for delay in plan if delay in known]
        times = list(accumulate(plans[request], initial=now))
        expected.extend((time, name) for time in times)
        request.live = 0
        goes_on(request, None, now)

    def goes_on(request: Waiting, _: Outcome | None, now: float) -> None:
        assert now == clock.now
        seen.append((now, request.name))
        request.live += 1
        if plan := plans[request]:
            delay = plan.pop(0)
            if delay not in timers:
                timers[delay] = Timers(clock, delay, goes_on)
            timers[delay].start((request, request.live, now))

    for number, (time, plan) in enumerate(alarms):
        clock.call_at(time, lambda _, now, name=f"alarm {number}", plan=plan: begin(name, plan, now))
    arrivals = [
        zip(
            (*stream, inf, inf),
            count(),
            repeat(partial(lambda name, n, now: begin(f"{name}.{n}", [0.5, 1.0], now), name)),
        )
        for name, stream in enumerate(streams)
    ]
    clock.expect(*arrivals)
    player(clock)
    assert [time for time, _ in seen] == sorted(time for time, _ in seen)
    assert sorted(seen) == sorted(expected)
    assert len(expected) >= len(alarms) + sum(map(len, streams))


def test_timers_made_while_others_run_out_are_not_passed_by() -> None:
    clock, seen = Clock(), []
    quick: list[Timers] = []

    def expired(request: Waiting, _: Outcome, now: float) -> None:
        seen.append((request.name, now))
        if request.name == "a" and not quick:
            quick.append(Timers(clock, 0.5, expired))
            request.live = 2
            quick[0].start((request, 2, now))

    slow = Timers(clock, 10.0, expired)
    for name, sent in (("a", 0.0), ("b", 2.0)):
        slow.start((Waiting(name), 1, sent))
    clock.play()
    assert seen == [("a", 10.0), ("a", 10.5), ("b", 12.0)]
