"""Calling learner code: what it answered, what it raised, and objects of ours that it may call back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.text import called, show

NOT_DONE = "is not done yet."


@dataclass(frozen=True)
class Raised:
    """An exception that a call raised: the names of its type and of that type's bases, and its message."""

    names: tuple[str, ...]
    message: str

    @classmethod
    def of(cls, error: BaseException) -> "Raised":
        """Reads an exception of this process or one that the judge brings over from the learner's.

        Types are matched by name, since only names and messages travel. A stand-in for an exception class of the
        learner's own carries the names in `type_names`; for a builtin its own class says enough.
        """
        own = tuple(kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException))
        names = tuple(str(name) for name in getattr(error, "type_names", ())) or own
        message = str(error)
        for name in names:
            message = message.removeprefix(f"{name}: ")
        return cls(names, message)

    def __str__(self) -> str:
        text = self.message.strip().partition("\n")[0][:160]
        return f"{self.names[0]}: {text}" if text else self.names[0]


def attempt(function: Callable[..., Any], *arguments: Any) -> tuple[Any, Raised | None]:
    """Calls learner code; returns (answer, None), or (None, what it raised). Never retries."""
    try:
        return function(*arguments), None
    except AuthoringError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a learner's code raises is an answer to be judged
        return None, Raised.of(error)


def answer_of(function: Callable[..., Any], *arguments: Any, name: str = "your function") -> Any:
    """What learner code answers, or an AssertionError that shows the call and what it raised instead."""
    answer, raised = attempt(function, *arguments)
    if raised:
        raise AssertionError(complaint(raised, called(name, arguments)))
    return answer


def outcome_of(play: Callable[..., Any], *arguments: Any, name: str) -> Any:
    """What a line of the hidden test around learner code gives: its own AssertionErrors pass, the rest is explained."""
    try:
        return play(*arguments)
    except (AssertionError, AuthoringError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the learner's code raises
        raise AssertionError(complaint(Raised.of(error), name)) from None


def complaint(raised: Raised, what: str) -> str:
    """The message for a call that should have answered; an untouched stub is not an error but "not done yet"."""
    if raised.names[0] == "NotImplementedError":
        return f"{what.partition('(')[0]} {NOT_DONE}"
    return f"{what} raised {raised}; it should have returned an answer."


def refuses(
    function: Callable[..., Any],
    arguments: Iterable[Any],
    error: str | type[BaseException] = "ValueError",
    *,
    name: str = "your function",
    why: str = "",
) -> None:
    """Passes when the call raises `error` (or a subclass of it), matched by the name of the type."""
    arguments = tuple(arguments)
    wanted = error if isinstance(error, str) else error.__name__
    answer, raised = attempt(function, *arguments)
    what = called(name, arguments)
    if raised is None:
        raise AssertionError(_with(f"{what} returned {show(answer)}; it should refuse with {wanted}.", why))
    if raised.names[0] == "NotImplementedError" and wanted != "NotImplementedError":
        raise AssertionError(complaint(raised, what))
    if wanted not in raised.names:
        raise AssertionError(_with(f"{what} raised {raised}; it should refuse with {wanted}.", why))


def _with(message: str, why: str) -> str:
    return f"{message}\n{why}" if why else message


class Exported:
    """An object of ours that learner code may hold: through the judge only the methods in `_exported` travel.

    Its attributes and its truth do not. In a stock kernel it is an ordinary object, and hidden on honour only.
    """

    _exported: ClassVar[frozenset[str]] = frozenset()

    def _operate(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        raise NotImplementedError


def exporting(base: type[Exported], operations: Iterable[str]) -> type[Any]:
    """A subclass of `base`, alike in name for all, whose methods `operations` go through `_operate`."""
    names = tuple(operations)
    if bad := [name for name in names if name.startswith("_") or not name.isidentifier() or hasattr(base, name)]:
        raise AuthoringError(f"{show(bad)} cannot be operations: only plain method names travel to learner code.")
    methods = {name: _forwarding(name) for name in names}
    return type(base.__name__, (base,), {**methods, "_exported": base._exported | frozenset(names)})


def _forwarding(name: str) -> Callable[..., Any]:
    def operation(self: Exported, *arguments: Any, **keywords: Any) -> Any:
        return self._operate(name, arguments, keywords)

    operation.__name__ = operation.__qualname__ = name
    return operation
