"""The clients: they turn each request into attempts, as their policies say, until it ends."""

from collections.abc import Callable
from functools import partial
from math import inf, isfinite
from numbers import Real
from types import MethodType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rounds.errors import RoundsError
from rounds.sim.client import Call, ClientPolicy, Outcome
from rounds.sim.clock import Alarm, Clock, Timers
from rounds.sim.draws import BITS, MASK, Purpose, Stream, Streams, uniforms
from rounds.sim.model import Scenario
from rounds.sim.recorder import Counts, Latencies
from rounds.sim.server import Request, Server

_BURST_IDS = 1 << 40  # requests of bursts are numbered from here, so that the others keep their numbers
_MOST_ATTEMPTS = 1000
_MOST_TIMERS = 64  # a policy may ask for another timeout each time; those past the first few get a timer each
_new = tuple.__new__  # makes a Call without the detour through its constructor, twice as fast


class PolicyError(RoundsError):
    """A policy returned something that its interface does not allow; the message names the hook and the value."""


class RunStoppedError(Exception):
    """Ends a run early; the message says why."""


def _overrides(policy: Any, name: str, default: Any) -> bool:
    return name in getattr(policy, "__dict__", ()) or getattr(type(policy), name, default) is not default


def _seconds(value: Any, hook: str, least: float) -> float:
    """What a hook returned, if it is a finite number of seconds."""
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:  # a whole number that no float holds
            number = inf
        if isfinite(number) and number >= least:
            return number
    raise PolicyError(f"{hook}() returned {value!r}: return None or a number of seconds, {least:g} or more.")


class Population:
    """All clients of a run. Requests are spread over them by chance; each client has one instance of the policy.

    `came` and `ended` count requests that came before the horizon, `outcomes` how they ended, `degraded` those with a
    fallback by second of arrival. `attempts` and `rejected` (locally) count attempts, `policy_calls` the calls of hooks
    that the policies override; past `most_calls` of them the run is stopped.
    """

    # Past thirty attributes Python looks each up in a dictionary; slots it reads directly: 8% in a storm.
    __slots__ = (
        "_after",
        "_before",
        "_client_of",
        "_clock",
        "_deadline",
        "_fallback",
        "_hedge",
        "_horizon",
        "_luck_after",
        "_luck_before",
        "_luck_fallback",
        "_luck_hedge",
        "_luck_timeout",
        "_most_calls",
        "_next",
        "_note_arrival",
        "_note_latency",
        "_offer",
        "_rejected",
        "_scenario",
        "_seed",
        "_target",
        "_timeout",
        "_timer",
        "_timers",
        "_times",
        "attempts",
        "came",
        "degraded",
        "ended",
        "latencies",
        "outcomes",
        "policies",
        "policy_calls",
        "rejected",
        "server",
    )

    def __init__(
        self, clock: Clock, scenario: Scenario, policy: Callable[[], Any], seed: int, most_calls: float = inf
    ) -> None:
        self._clock, self._scenario, self._seed = clock, scenario, seed
        self.policies = [policy() for _ in range(scenario.clients)]
        self._before = self._hooks("before")
        self._rejected = self._hooks("rejected")
        self._timeout = self._hooks("timeout")
        self._hedge = self._hooks("hedge")
        self._after = self._hooks("after")
        self._fallback = self._hooks("fallback")
        self.came = self.ended = self.attempts = self.rejected = self.policy_calls = 0
        self._most_calls = most_calls
        self._horizon, self._deadline = scenario.horizon, scenario.deadline
        seconds = int(np.ceil(scenario.horizon))
        self.outcomes: dict[str, int] = {}
        self.degraded: Counts = np.zeros(seconds, dtype=np.int64)
        self.latencies = Latencies(seconds)
        self._note_arrival, self._note_latency = self.latencies.note_arrival, self.latencies.note_latency
        self.server = Server(clock, scenario.topology, scenario.faults, seed, self._replied)
        self._target = scenario.topology.name
        self._offer = self.server.offer
        self._timers: dict[float, Timers] = {}
        same = self._timeout is None and scenario.timeout < inf
        self._timer = Timers(clock, scenario.timeout, self._lost) if same else None
        self._luck_before, self._luck_after = Streams(seed, Purpose.BEFORE), Streams(seed, Purpose.AFTER)
        self._luck_timeout, self._luck_hedge = Streams(seed, Purpose.TIMEOUT), Streams(seed, Purpose.HEDGE)
        self._luck_fallback = Streams(seed, Purpose.FALLBACK)
        self._client_of = Stream[int](self._assign)
        self._start_load()

    def _hooks(self, name: str) -> list[Any] | None:
        """Each policy's own method; None where all leave the default, which then costs nothing."""
        default = getattr(ClientPolicy, name)
        if not any(_overrides(policy, name, default) for policy in self.policies):
            return None
        return [getattr(policy, name, MethodType(default, policy)) for policy in self.policies]

    def _assign(self, first: int, count: int) -> NDArray[np.int64]:
        shares = uniforms(self._seed, Purpose.CLIENT, 0, first, count)
        return (shares * len(self.policies)).astype(np.int64)

    def _start_load(self) -> None:
        traffic = self._scenario.traffic
        self._times = traffic.arrivals(self._seed)
        self._next = 0
        Alarm(self._clock, self._arrive).set(next(self._times))
        first = _BURST_IDS
        for at, count in traffic.bursts:
            self._clock.call_at(at, partial(self._burst, range(first, first + count)))
            first += count

    def _arrive(self, alarm: Alarm, now: float) -> None:
        while True:
            number = self._next
            self._next = number + 1
            self._come(number, now)
            now = next(self._times)
            if not self._clock.advance(now):
                alarm.set(now)
                return

    def _burst(self, numbers: range, _: Alarm, now: float) -> None:
        for number in numbers:
            self._come(number, now)

    def _come(self, number: int, now: float) -> None:
        if now < self._horizon:
            self.came += 1
        self._send(Request(number, now, self._client_of[number >> BITS][number & MASK]), now)

    def _call(self, request: Request, luck: Streams, now: float) -> Call:
        """The attempt at hand, for a hook; counts the call that follows."""
        if self.policy_calls >= self._most_calls:
            raise RunStoppedError(f"the policy was called {self._most_calls:,} times")
        self.policy_calls += 1
        number, elapsed = request.attempts, now - request.arrived
        u = luck[number][request.id >> BITS][request.id & MASK]
        return _new(Call, (now, self._target, number, elapsed, self._deadline - elapsed, 0, True, u))

    def _send(self, request: Request, now: float) -> None:
        """Sends attempts for a request until one is under way, or the request ends or waits for its next."""
        while True:
            number = request.attempts = request.attempts + 1
            if number > _MOST_ATTEMPTS:
                raise PolicyError(f"One request was sent {_MOST_ATTEMPTS:,} times: the policy never gives up.")
            if self._before is not None and not self._may_send(request, now):
                self.rejected += 1
                if self._turned_away(request, now):
                    continue
                return
            self.attempts += 1
            refused = self._offer(request, number, now)
            if refused is None:
                request.live = number
                request.copies = 1
                request.sent = now
                if self._timer is not None:
                    self._timer.start(request, number, now)
                elif self._timeout is not None:
                    self._start_own_timer(request, now)
                if self._hedge is not None:
                    self._plan_hedge(request, now)
                return
            if not self._failed(request, refused, now):
                return

    def _may_send(self, request: Request, now: float) -> bool:
        assert self._before is not None
        verdict = self._before[request.client](self._call(request, self._luck_before, now))
        if verdict is True or verdict is False:
            return verdict
        raise PolicyError(f"before() returned {verdict!r}: return True to send the attempt, False to reject it.")

    def _turned_away(self, request: Request, now: float) -> bool:
        """The policy rejected an attempt locally; True when it wants to try again at once."""
        delay = None
        if self._rejected is not None:
            delay = self._rejected[request.client](self._call(request, self._luck_after, now))
        return self._go_on(request, delay, "rejected", "rejected", now)

    def _start_own_timer(self, request: Request, now: float) -> None:
        assert self._timeout is not None
        own = self._timeout[request.client](self._call(request, self._luck_timeout, now))
        delay = self._scenario.timeout if own is None else _seconds(own, "timeout", 1e-6)
        timers = self._timers.get(delay)
        if timers is None:
            timers = Timers(self._clock, delay, self._lost)
            if len(self._timers) < _MOST_TIMERS:
                self._timers[delay] = timers
        timers.start(request, request.live, now)

    def _plan_hedge(self, request: Request, now: float) -> None:
        assert self._hedge is not None
        delay = self._hedge[request.client](self._call(request, self._luck_hedge, now))
        if delay is not None:
            number, time = request.live, now + _seconds(delay, "hedge", 0.0)
            self._clock.call_at(time, lambda _, now: self._send_copy(request, number, now))

    def _send_copy(self, request: Request, number: int, now: float) -> None:
        if request.live == number:
            self.attempts += 1
            if self._offer(request, -number, now) is None:
                request.copies += 1

    def _replied(self, request: Request, ok: bool, now: float) -> None:
        """An answer reached a client that waits for it."""
        if not ok:
            request.copies -= 1
            if request.copies == 0:
                self._lost(request, Outcome("error", now - request.sent, "internal"), now)
            return
        request.live = 0
        if self._after is not None:
            call = self._call(request, self._luck_after, now)
            self._after[request.client](call, _new(Outcome, ("ok", now - request.sent, "")))
        latency = now - request.arrived
        if latency > self._deadline:
            self._finish(request, "timeout")
        elif request.arrived < self._horizon:
            self.ended += 1
            self._note_arrival(request.arrived)
            self._note_latency(latency)

    def _lost(self, request: Request, outcome: Outcome, now: float) -> None:
        """An attempt under way ended badly."""
        request.live = 0
        if self._failed(request, outcome, now):
            self._send(request, now)

    def _failed(self, request: Request, outcome: Outcome, now: float) -> bool:
        """An attempt failed; True when the policy wants the next one at once."""
        if self._after is None:
            self._give_up(request, outcome.kind, now)
            return False
        delay = self._after[request.client](self._call(request, self._luck_after, now), outcome)
        if delay.__class__ is float and delay == 0.0:
            return True
        return self._go_on(request, delay, outcome.kind, "after", now)

    def _go_on(self, request: Request, delay: Any, kind: str, hook: str, now: float) -> bool:
        """After a failure: True to try again at once; otherwise the next try is scheduled, or the request ends."""
        if delay is None:
            self._give_up(request, kind, now)
            return False
        delay = _seconds(delay, hook, 0.0)
        if delay == 0:
            return True
        self._clock.call_at(now + delay, lambda _, now: self._send(request, now))
        return False

    def _give_up(self, request: Request, kind: str, now: float) -> None:
        answer = None
        if self._fallback is not None:
            answer = self._fallback[request.client](self._call(request, self._luck_fallback, now))
        self._finish(request, kind if answer is None else "degraded")

    def _finish(self, request: Request, kind: str) -> None:
        """Counts how a request ended other than well, if it came before the horizon."""
        if request.arrived < self._horizon:
            self.ended += 1
            self.outcomes[kind] = self.outcomes.get(kind, 0) + 1
            if kind == "degraded":
                self.degraded[int(request.arrived)] += 1
