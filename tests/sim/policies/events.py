"""A policy driven by a list of events, as one writes it down beside a specification."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sim.helpers import call

from rounds.sim import Call, ClientPolicy, Outcome

Event = tuple[float, str, Any, Any]  # when, what happens, what the policy answers, its state afterwards


def heard(words: str) -> Outcome:
    """ "timeout 0.5" is a timeout after half a second, "ok" a success that was known at once."""
    kind, _, latency = words.partition(" ")
    return Outcome(kind, float(latency or 0))  # type: ignore[arg-type]


def to(target: str, now: float = 0.0, **changes: Any) -> Call:
    return replace(call(now), target=target, **changes)


def play(policy: ClientPolicy, state: str, events: Iterable[Event]) -> None:
    """Each event is "send" or an outcome; `state` names the attribute that holds the state."""
    for number, (now, what, answer, after) in enumerate(events):
        given = policy.before(call(now)) if what == "send" else policy.after(call(now), heard(what))
        told = f"event {number}, {what!r} at {now} s"
        assert given == answer, f"{told}: answered {given}"
        assert getattr(policy, state) == after, f"{told}: {state} is {getattr(policy, state)}"
