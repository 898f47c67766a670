"""Cost by counting: an object of ours that learner code works on, and that counts the operations."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from rounds.grading.kinds.calls import Exported, exporting


class _Counter(Exported):
    """Counts the calls to a function or to the named methods of an object, and refuses past a limit."""

    def __init__(self, target: Any, name: str, limit: int | None) -> None:
        self._target, self._name, self._limit = target, name, limit
        self.counts: Counter[str] = Counter()

    @property
    def total(self) -> int:
        """All operations so far, those refused included."""
        return self.counts.total()

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Counts a call of the function, and makes it."""
        return self._operate("", arguments, keywords)

    def _operate(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        self.counts[name] += 1
        if self._limit is not None and self.total > self._limit:
            raise RuntimeError(f"more than {self._limit:,} operations on {self._name}")
        operation: Callable[..., Any] = getattr(self._target, name) if name else self._target
        return operation(*arguments, **keywords)

    def at_most(self, limit: int, doing: str, why: str = "") -> None:
        """Passes when at most `limit` operations were made; `doing` says for what, in the message."""
        if self.total > limit:
            by_name = ", ".join(f"{n:,} x {name}" for name, n in sorted(self.counts.items()) if name)
            split = f" ({by_name})" if by_name else ""
            message = f"{doing} took {self.total:,} operations on {self._name}{split}; at most {limit:,} are needed."
            raise AssertionError(f"{message}\n{why}" if why else message)


def counted(
    target: Any, operations: Iterable[str] = (), *, name: str = "the data", limit: int | None = None
) -> _Counter:
    """Wraps a function, or an object's methods `operations`, so that each call by learner code is counted.

    Hand the result to the learner's code as an argument; read `.total` and `.counts`, or call `.at_most(...)`,
    afterwards. Past `limit` each call raises RuntimeError, so that a slow answer ends early. Special methods (`[]`,
    `len`, `<`) do not travel to learner code: give it `get(i)` or `less(a, b)` instead.
    """
    wrapper: _Counter = exporting(_Counter, operations)(target, name, limit)
    return wrapper
