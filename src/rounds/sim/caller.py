"""Callers: they turn requests into attempts, as their policies say, until each has ended."""

from collections.abc import Callable, Sequence
from functools import partial
from math import inf, isfinite
from numbers import Real
from types import MethodType
from typing import Any

from rounds.errors import RoundsError
from rounds.sim.client import Call, ClientPolicy, Outcome, overrides
from rounds.sim.clock import Alarm, Clock, Timers
from rounds.sim.draws import Purpose, Streams
from rounds.sim.request import ATTEMPT_MASK, Attempt, Backend, Request, RunStoppedError

_MOST_ATTEMPTS = 1000
_MOST_TIMERS = 8  # a policy may ask for another timeout each time; past the first few, attempts get an alarm each
_new = object.__new__


class PolicyError(RoundsError):
    """A policy returned something that its interface does not allow; the message names the hook and the value."""


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


class _Seen(Call):
    """A call as a run makes it, which works out a field when it is asked for it. To everyone else it is a `Call`.

    A storm makes many, and few policies ask for more than the time and the attempt. Those two may be written to here,
    which takes no detour; nobody but the caller is to do it.
    """

    __slots__ = ("_caller", "_luck", "_number", "_request")
    __module__, __qualname__ = Call.__module__, Call.__qualname__
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__  # not those of a frozen dataclass
    _caller: "Caller"
    _luck: Streams
    _number: int
    _request: Request

    def __new__(cls, *fields: Any, **named: Any) -> Any:
        """One that is made from fields, as `dataclasses.replace` does, is a plain one."""
        return Call(*fields, **named)

    @property
    def target(self) -> str:
        return self._caller.target_of(self._request, self.now)

    @property
    def elapsed(self) -> float:
        return self.now - self._request.arrived

    @property
    def deadline_left(self) -> float:
        return self._request.deadline - self.now

    @property
    def priority(self) -> int:
        return self._request.load.priority

    @property
    def idempotent(self) -> bool:
        return self._caller.idempotent

    @property
    def u(self) -> float:
        return self._luck[self._number][self._request.block][self._request.index]


class Caller:
    """Makes attempts of requests. `policies` has one instance for each client; a request names its client.

    Whoever has requests to make is a subclass: it calls `_go_on` for each, and is told of its end by `_succeeded` or
    `_finish`. `idempotent` says whether its calls may be made twice. `attempts` and `rejected` (locally) count
    attempts, `policy_calls` the calls of hooks that the policies override; past `most_calls` of them the run is
    stopped.
    """

    # Past thirty attributes Python looks each up in a dictionary; slots it reads directly: 8% in a storm.
    __slots__ = (
        "_after",
        "_backend",
        "_before",
        "_clock",
        "_expired",
        "_fallback",
        "_fill",
        "_guarded",
        "_hedge",
        "_look",
        "_luck_after",
        "_luck_before",
        "_luck_fallback",
        "_luck_hedge",
        "_luck_timeout",
        "_offer",
        "_one_too_many",
        "_rejected",
        "_running",
        "_target",
        "_timeout",
        "_timer",
        "_timers",
        "_wait",
        "attempts",
        "idempotent",
        "policies",
        "policy_calls",
        "rejected",
    )

    def __init__(
        self,
        clock: Clock,
        backend: Backend,
        target: str,
        policies: Sequence[Any],
        timeout: float,
        seed: int,
        most_calls: float = inf,
        idempotent: bool = True,
    ) -> None:
        self._clock, self._backend, self._target, self.policies = clock, backend, target, policies
        self._offer = backend.offer
        self._look: Callable[[Request, int, float], bool] | None = getattr(backend, "look", None)
        self._fill: Callable[[Request, float], None] | None = getattr(backend, "fill", None)
        self._before = self._hooks("before")
        self._rejected = self._hooks("rejected")
        self._timeout = self._hooks("timeout")
        self._hedge = self._hooks("hedge")
        self._after = self._hooks("after")
        self._fallback = self._hooks("fallback")
        self.attempts = self.rejected = self.policy_calls = 0
        self._one_too_many = 0 if most_calls == inf else int(most_calls) + 1
        self.idempotent = idempotent
        self._wait = timeout
        self._timers: dict[float, Timers] = {}
        self._expired = self._called_off if backend.cancels else self._go_on
        self._timer = Timers(clock, timeout, self._expired) if self._timeout is None and timeout < inf else None
        self._running: Any = self._timer.waiting if self._timer else None
        self._guarded = self._look is not None or self._before is not None
        self._luck_before, self._luck_after = Streams(seed, Purpose.BEFORE), Streams(seed, Purpose.AFTER)
        self._luck_timeout, self._luck_hedge = Streams(seed, Purpose.TIMEOUT), Streams(seed, Purpose.HEDGE)
        self._luck_fallback = Streams(seed, Purpose.FALLBACK)

    # --- for subclasses

    def _succeeded(self, request: Request, now: float) -> None:
        """A request was answered in full."""
        raise NotImplementedError

    def _finish(self, request: Request, kind: str, now: float) -> None:
        """A request has ended otherwise."""
        raise NotImplementedError

    # --- sending

    def _hooks(self, name: str) -> list[Any] | None:
        """Each policy's own method; None where all leave the default, which then costs nothing."""
        default = getattr(ClientPolicy, name)
        if not any(overrides(policy, name) for policy in self.policies):
            return None
        return [getattr(policy, name, MethodType(default, policy)) for policy in self.policies]

    def _call(self, request: Request, luck: Streams, now: float) -> Call:
        """The attempt at hand, for a hook; counts the call that follows."""
        calls = self.policy_calls = self.policy_calls + 1
        if calls == self._one_too_many:
            self.policy_calls -= 1  # the last is not made
            raise RunStoppedError(f"the policy was called {self.policy_calls:,} times")
        call = _new(_Seen)
        call.now = now  # type: ignore[misc]
        number = request.attempts
        call.attempt = number & ATTEMPT_MASK  # type: ignore[misc]
        call._caller = self
        call._request = request
        call._luck = luck
        call._number = number
        return call

    def _go_on(self, request: Request, outcome: Outcome | None, now: float) -> None:
        """From the way in which an attempt failed (None: no attempt has) to the next one under way, a wait or the end.

        A storm is made of this. What is rare has methods of its own.
        """
        while True:
            if outcome is not None:
                request.live = 0
                after = self._after
                if after is None:
                    self._give_up(request, outcome.kind, now)
                    return
                delay = after[request.client](self._call(request, self._luck_after, now), outcome)
                if delay is None:
                    self._give_up(request, outcome.kind, now)
                    return
                if (delay.__class__ is not float or delay != 0.0) and self._waits(request, delay, "after", now):
                    return
            number = request.attempts = request.attempts + 1
            if number & ATTEMPT_MASK > _MOST_ATTEMPTS:
                raise PolicyError(f"One request was sent {_MOST_ATTEMPTS:,} times: the policy never gives up.")
            if self._guarded:
                if self._look is not None and self._look(request, number, now):
                    self._succeeded(request, now)
                    return
                if self._before is not None and not self._may_send(request, now):
                    self.rejected += 1
                    if self._turned_away(request, now):
                        return
                    outcome = None
                    continue
            self.attempts += 1
            attempt = (request, number, now)
            offer = self._offer  # called in two steps: a method that lies in a slot is found slowly
            outcome = offer(attempt)
            if outcome is None:
                request.live = number
                request.copies = 1
                request.sent = now
                if self._running:  # others wait as long, and are due before
                    self._running.append(attempt)
                elif self._timer is not None:
                    self._timer.start(attempt)
                elif self._timeout is not None:
                    self._start_own_timer(attempt)
                if self._hedge is not None:
                    self._plan_hedge(request, now)
                return

    def _may_send(self, request: Request, now: float) -> bool:
        assert self._before is not None
        verdict = self._before[request.client](self._call(request, self._luck_before, now))
        if verdict is True or verdict is False:
            return verdict
        raise PolicyError(f"before() returned {verdict!r}: return True to send the attempt, False to reject it.")

    def _turned_away(self, request: Request, now: float) -> bool:
        """The policy rejected an attempt locally; False when it wants to try again at once."""
        delay = None
        if self._rejected is not None:
            delay = self._rejected[request.client](self._call(request, self._luck_after, now))
        if delay is None:
            self._give_up(request, "rejected", now)
            return True
        return self._waits(request, delay, "rejected", now)

    def _waits(self, request: Request, delay: Any, hook: str, now: float) -> bool:
        """Schedule the next attempt after what a hook returned; False if that is at once."""
        delay = _seconds(delay, hook, 0.0)
        if delay == 0:
            return False
        self._clock.call_at(now + delay, lambda _, now: self._go_on(request, None, now))
        return True

    def _start_own_timer(self, attempt: Attempt) -> None:
        assert self._timeout is not None
        request, _, now = attempt
        own = self._timeout[request.client](self._call(request, self._luck_timeout, now))
        delay = self._wait if own is None else _seconds(own, "timeout", 1e-6)
        if delay == inf:
            return
        if delay not in self._timers and len(self._timers) < _MOST_TIMERS:
            self._timers[delay] = Timers(self._clock, delay, self._expired)
        if delay in self._timers:
            self._timers[delay].start(attempt)
        else:
            self._clock.call_at(now + delay, partial(self._alarmed, attempt, delay))

    def _alarmed(self, attempt: Attempt, delay: float, _: Alarm, now: float) -> None:
        """The time of an attempt is up that has a timeout of its own."""
        request, number, _sent = attempt
        if request.live == number:
            self._expired(request, Outcome("timeout", delay, "deadline-exceeded"), now)

    def _plan_hedge(self, request: Request, now: float) -> None:
        assert self._hedge is not None
        delay = self._hedge[request.client](self._call(request, self._luck_hedge, now))
        if delay is not None:
            number, time = request.live, now + _seconds(delay, "hedge", 0.0)
            self._clock.call_at(time, lambda _, now: self._send_copy(request, number, now))

    def _send_copy(self, request: Request, number: int, now: float) -> None:
        if request.live == number:
            self.attempts += 1
            if self._offer((request, -number, now)) is None:
                request.copies += 1

    def target_of(self, request: Request, now: float) -> str:
        """The name that a policy sees of what a request calls."""
        return self._target or self._backend.target(request, now)

    # --- answers

    def replied(self, request: Request, ok: bool | None, now: float) -> None:
        """An answer reached a caller that waits for it: True in full, None degraded, False an error."""
        if ok is False:
            request.copies -= 1
            if request.copies == 0:
                self._go_on(request, Outcome("error", now - request.sent, "internal"), now)
            return
        number, request.live = request.live, 0
        if request.copies > 1 and self._backend.cancels:
            self._backend.abandon(request, number, now)
        if self._fill is not None:
            self._fill(request, now)
        if self._after is not None:
            call = self._call(request, self._luck_after, now)
            self._after[request.client](call, Outcome("ok", now - request.sent))
        if ok:
            self._succeeded(request, now)
        else:
            self._finish(request, "degraded", now)

    def _called_off(self, request: Request, outcome: Outcome, now: float) -> None:
        """An attempt timed out, and its backend is to know."""
        self._backend.abandon(request, request.live, now)
        self._go_on(request, outcome, now)

    def _give_up(self, request: Request, kind: str, now: float) -> None:
        answer = None
        if self._fallback is not None:
            answer = self._fallback[request.client](self._call(request, self._luck_fallback, now))
        self._finish(request, kind if answer is None else "degraded", now)
