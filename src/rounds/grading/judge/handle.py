"""What a hidden test holds in its hands when the thing itself is in the learner's process."""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, Protocol


class Violation(BaseException):
    """Ends the verdict on a test, whatever the test does about it; the message is for the learner."""


class Peer(Protocol):
    """The learner's process, as handles use it."""

    def ask(self, operation: bytes, body: list[Any]) -> Any:
        """What the learner's process answers; raises what the learner's code raised."""
        ...

    def stub(self, number: int, method: str) -> Callable[..., Any]:
        """A function that calls a method of the object `number`, prepared once for many calls."""
        ...

    def violate(self, what: str) -> NoReturn:
        """End the verdict on the test at hand."""
        ...


CALL, GET, ITEM, NEXT, LENGTH, HOOKS = b"C", b"G", b"I", b"T", b"L", b"H"


class Handle:
    """Stands for an object of the learner's: call it, read attributes, index, iterate, send and throw.

    What comes back is plain data, or another handle. It has no equality, order, hash or truth: code that an answer
    wrote must never decide about itself, so each of these ends the verdict.
    """

    __slots__ = ("__cache", "__kind", "__number", "__peer")

    def __init__(self, peer: Peer, number: int, kind: str) -> None:
        object.__setattr__(self, "_Handle__peer", peer)
        object.__setattr__(self, "_Handle__number", number)
        object.__setattr__(self, "_Handle__kind", kind)
        object.__setattr__(self, "_Handle__cache", {})

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """What the learner's callable answers; raises a `LearnerError` where it raises."""
        return self.__peer.ask(CALL, [self.__number, "", list(arguments), keywords])

    def __getattr__(self, name: str) -> Any:
        cache: dict[str, Any] = self.__cache
        if name in cache:
            return cache[name]
        if name.startswith("__"):
            raise AttributeError(name)
        value = self.__peer.ask(GET, [self.__number, name])
        if type(value) is Handle and value.__kind in ("method", "function"):
            value = cache[name] = self.__peer.stub(self.__number, name)
        return value

    def __getitem__(self, key: Any) -> Any:
        return self.__peer.ask(ITEM, [self.__number, key])

    def __len__(self) -> int:
        size = self.__peer.ask(LENGTH, [self.__number])
        if type(size) is not int or size < 0:
            raise TypeError("the length is not a whole number")
        return size

    def __iter__(self) -> Iterator[Any]:
        iterator = self.__peer.ask(CALL, [self.__number, "__iter__", [], {}])
        number = number_of(iterator)
        while more := self.__peer.ask(NEXT, [number]):
            yield more[0]

    def __next__(self) -> Any:
        if more := self.__peer.ask(NEXT, [self.__number]):
            return more[0]
        raise StopIteration

    def __enter__(self) -> Any:
        return self.__peer.ask(CALL, [self.__number, "__enter__", [], {}])

    def __exit__(self, *_: object) -> None:
        self.__peer.ask(CALL, [self.__number, "__exit__", [None, None, None], {}])

    def __repr__(self) -> str:
        return f"<{self.__kind}>"

    def _overridden_hooks(self, base: type, names: list[str]) -> list[str]:
        """Which of the methods `names` the object's class does not simply take from `base`, a class on both sides."""
        found = self.__peer.ask(HOOKS, [self.__number, base.__module__, base.__qualname__, names])
        return [name for name in names if type(found) is list and name in found]

    def __refuse(self, *_: object) -> Any:
        self.__peer.violate(
            f"Plain data is needed here (a number, a text, a list, a dict and so on), and your code gave an object of "
            f"type {self.__kind}: the test cannot compare it, hash it or take it for true or false."
        )

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __refuse
    __hash__ = __bool__ = __contains__ = __float__ = __int__ = __index__ = __refuse
    __setattr__ = __delattr__ = __setitem__ = __delitem__ = __refuse


def number_of(handle: Any) -> int:
    """The number by which the learner's process knows the object."""
    if type(handle) is not Handle:
        raise TypeError("not an object of the answer's")
    number: int = object.__getattribute__(handle, "_Handle__number")
    return number


class LearnerError(Exception):
    """An exception of the learner's code: the names of its type and that type's bases, its message, and where it was.

    Where one of the names is a builtin exception's, the stand-in is a subclass of it, so that `except ValueError` works
    in the judge as in a kernel.
    """

    def __init__(self, type_names: tuple[str, ...], message: str, place: str = "", value: Any = None) -> None:
        super().__init__(message)
        self.type_names, self.message, self.place, self.value = type_names, message, place, value

    def __str__(self) -> str:
        return self.message


# Neither assertions nor what steers control flow: an answer must not speak with the test's own voice.
_MAPPED: dict[str, type[LearnerError]] = {
    kind.__name__: type(kind.__name__, (LearnerError, kind), {})
    for kind in (
        ArithmeticError,
        AttributeError,
        ConnectionError,
        FileNotFoundError,
        IndexError,
        KeyError,
        LookupError,
        MemoryError,
        NameError,
        NotImplementedError,
        OSError,
        OverflowError,
        PermissionError,
        RecursionError,
        RuntimeError,
        TimeoutError,
        TypeError,
        UnicodeError,
        ValueError,
        ZeroDivisionError,
    )
}


def learner_error(names: Any, message: Any, place: Any, value: Any) -> LearnerError:
    """The stand-in for an exception that the learner's process describes."""
    known = tuple(str(name)[:80] for name in names if type(name) is str)[:20] if type(names) is list else ()
    kind = next((_MAPPED[name] for name in known if name in _MAPPED), LearnerError)
    text, where = (part if type(part) is str else "" for part in (message, place))
    return kind(known or ("Exception",), text[:2000], where[:300], value)
