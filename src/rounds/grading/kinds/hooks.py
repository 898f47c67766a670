"""A learner's policy that lives in another process: the hooks that it leaves alone are answered here."""

import functools
from collections.abc import Callable
from typing import Any

from rounds.sim import Admission, ClientPolicy

_HOOKS = {base: [name for name in vars(base) if not name.startswith("_")] for base in (ClientPolicy, Admission)}


def near(policy: Callable[[], Any]) -> Callable[[], Any]:
    """`policy`, whose instances, where they are elsewhere, are asked only for the hooks that they override.

    A `ClientPolicy` or an `Admission`. A handle of the judge's tells by `_overridden_hooks`; an object of this process
    is taken as it is.
    """

    def make() -> Any:
        made = policy()
        overridden = getattr(type(made), "_overridden_hooks", None)
        if overridden is None:
            return made
        return _standing_for(tuple(hook for base, hooks in _HOOKS.items() for hook in overridden(made, base, hooks)))(
            made
        )

    return make


class _Near(ClientPolicy, Admission):
    """Asks the object elsewhere, hook by hook."""

    def __init__(self, elsewhere: Any) -> None:
        for name in self.hooks:
            setattr(self, name, getattr(elsewhere, name))

    hooks: tuple[str, ...] = ()


@functools.cache
def _standing_for(hooks: tuple[str, ...]) -> type[_Near]:
    """A policy class of which a simulator can see that it overrides just these hooks."""

    def unset(self: _Near, *_: Any) -> Any:
        raise NotImplementedError

    return type("Near", (_Near,), {"hooks": hooks, **dict.fromkeys(hooks, unset)})
