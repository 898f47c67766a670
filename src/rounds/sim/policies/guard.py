"""Policies around policies: what guards have in common, one policy for each target, a degraded answer at the end."""

from collections.abc import Callable
from typing import Any

from rounds.errors import RoundsError
from rounds.sim.client import Call, ClientPolicy, NaiveRetry, NoRetry, Outcome, overrides
from rounds.sim.policies import checks


class _StateWithin:
    """Lends a guard the `state` of the policy inside, which the lab draws; a guard may set one of its own."""

    def __get__(self, guard: "Guard", kind: type) -> Any:
        return guard.retry.state  # type: ignore[attr-defined]  # none: then the guard has none either


class Guard(ClientPolicy):
    """A policy around `retry`, another policy that decides whether and when to retry.

    Hooks that the guard leaves alone are the inner policy's. An attempt is sent if both let it pass; the guard is asked
    first, and `withdrawn` tells it of an attempt that it let pass and the inner policy did not.
    """

    state = _StateWithin()

    def __init__(self, retry: ClientPolicy | None = None) -> None:
        checks.made(retry=retry)
        self.retry = retry or NaiveRetry()
        # Set on the object, and only where there is something to call: what neither has a say in costs a run nothing.
        for hook in ("before", "rejected", "timeout", "hedge", "fallback"):
            if overrides(self.retry, hook) and not overrides(self, hook):
                setattr(self, hook, getattr(self.retry, hook))
            elif overrides(self.retry, hook) and hook == "before":
                setattr(self, hook, self._both_let_pass)

    def _both_let_pass(self, call: Call) -> bool:
        if not type(self).before(self, call):
            return False
        if self.retry.before(call):
            return True
        self.withdrawn(call)
        return False

    def withdrawn(self, call: Call) -> None:
        """An attempt that this guard's `before` let pass is not sent after all."""

    def after(self, call: Call, outcome: Outcome) -> float | None:
        """What the inner policy says."""
        return self.retry.after(call, outcome)


class Fallback(Guard):
    """Degrades: a request that `inner` gives up is answered with `value`, a default or something stale.

    "Release It!" (Nygard, 2nd edition, 2018) and Hystrix's fallback. `inner` does not retry unless told to.
    """

    def __init__(self, value: Any, inner: ClientPolicy | None = None) -> None:
        checks.made(inner=inner)
        super().__init__(inner or NoRetry())
        if value is None:
            raise RoundsError("value is None, which stands for no answer: give what to answer with.")
        self.value = value

    def fallback(self, call: Call) -> Any:  # noqa: ARG002  the same for every call
        """The degraded answer."""
        return self.value


class PerTarget(ClientPolicy):
    """Keeps a policy of its own for each target: a dead shard must not open the breaker of the living.

    `make()` gives one; `policies` has them by the name of the target.
    """

    def __init__(self, make: Callable[[], ClientPolicy]) -> None:
        if not callable(make):
            raise RoundsError(f"make is {make!r}: give what makes a policy, a class will do.")
        self._make = make
        self._spare: ClientPolicy | None = make()  # shows which hooks there are, and serves the first target
        self.policies: dict[str, ClientPolicy] = {}
        for hook in ("before", "rejected", "timeout", "hedge", "after", "fallback"):
            if overrides(self._spare, hook):
                setattr(self, hook, self._asking(hook))

    def of(self, target: str) -> ClientPolicy:
        """The policy for one target."""
        policy = self.policies.get(target)
        if policy is None:
            policy, self._spare = self._spare or self._make(), None
            self.policies[target] = policy
        return policy

    def _asking(self, hook: str) -> Callable[..., Any]:
        return lambda call, *outcome: getattr(self.of(call.target), hook)(call, *outcome)
