"""The learner's process, as the judge sees it: ask, and answer when it calls back."""

import builtins
import struct
from collections.abc import Callable
from typing import Any, NoReturn

import msgpack

from rounds.grading import messages
from rounds.grading.judge.handle import CALL, Handle, LearnerError, Violation, learner_error, number_of
from rounds.grading.wire.channel import Channel, DeadlineError, PeerGoneError, WireError
from rounds.grading.wire.codec import Codec, UnplainError

VALUE, ERROR, CALLBACK = b"r", b"e", b"k"
ANSWER, REFUSAL = b"R", b"E"
QUICK = b"Q"
_NAME, _CELL, _DEFINE, _OBSERVE = b"N", b"X", b"D", b"O"
_SHORT = struct.Struct("<I")
_SIMPLE = {VALUE + msgpack.packb(value): value for value in (None, True, False)}
_DEEPEST = 50  # calls and callbacks inside one another


class OutOfTime(BaseException):
    """The time for a cell is over."""


class LearnerGone(BaseException):
    """The learner's process can no longer be asked; `forged` where it sent what no honest process sends."""

    def __init__(self, reason: str, *, forged: bool = False) -> None:
        super().__init__(reason)
        self.forged = forged


class Learner:
    """One learner's process at the other end of a channel."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.codec = Codec(self._handle, Handle, number_of)
        self._handles: dict[int, Handle] = {}
        self._quick = msgpack.Packer()
        self._defined = 0
        self.calls = 0
        self.busy = False  # a frame is under way: a signal handler must not raise now
        self.violation: Violation | None = None
        self.gone: LearnerGone | None = None
        self._open: list[bytes] = []  # the calls and callbacks under way, outermost first

    def _handle(self, number: int, kind: str) -> Handle:
        """The one handle of an object: what is the same there is the same here."""
        if number not in self._handles:
            self._handles[number] = Handle(self, number, kind)
        return self._handles[number]

    @property
    def at_rest(self) -> bool:
        """Whether no call is under way."""
        return not self._open

    # --- asking

    def run_cell(self, source: str, *, shown: bool = True) -> Any:
        """Run one of the learner's cells; what it reports is theirs, and to be read with care."""
        return self.ask(_CELL, [source, shown])

    def global_name(self, name: str) -> Any:
        """The value of a global name of the notebook; raises NameError where there is none."""
        found = self.ask(_NAME, [name])
        if type(found) is not list or len(found) > 1:
            self.lose("an answer of the wrong shape", forged=True)
        if not found:
            raise NameError(f"name {name!r} is not defined")
        return found[0]

    def observe(self, source: str, name: str, arguments: list[Any]) -> Any:
        """Run a function of ours, given as text, beside the learner's code; what it returns can be forged."""
        return self.ask(_OBSERVE, [source, name, arguments])

    def ask(self, operation: bytes, body: list[Any]) -> Any:
        """Send a request and wait for what comes of it."""
        try:
            packed = self.codec.pack(body)
        except UnplainError as error:
            raise TypeError(f"an argument cannot travel to the answer's process: {error}") from None
        return self._exchange(operation + packed)

    def stub(self, number: int, method: str) -> Callable[..., Any]:
        """A function that calls one method. Calls with records of numbers and texts only, as a simulator makes them
        by the thousand, travel in a form that is quick to write and to read.
        """
        quick: dict[tuple[type, ...], bytes] = {}
        kinds, exchange, pack = self.codec.kinds_of, self._exchange, self._quick.pack

        def call(*arguments: Any, **keywords: Any) -> Any:
            types = tuple(map(type, arguments))
            head = quick.get(types)
            if head is None:
                names = kinds(types)
                head = quick[types] = self._define(number, method, names) if names else b""
            if head and not keywords:
                try:
                    return exchange(head + pack(arguments))
                except TypeError:  # a field that is no number or text
                    quick[types] = b""
            return self.ask(CALL, [number, method, list(arguments), keywords])

        return call

    def _define(self, number: int, method: str, names: list[str]) -> bytes:
        """Agree on a short name for a call with arguments of those kinds."""
        self._defined += 1
        self.ask(_DEFINE, [self._defined, number, method, names])
        return QUICK + _SHORT.pack(self._defined)

    def _exchange(self, frame: bytes) -> Any:
        if self.gone is not None:
            raise self.gone
        if len(self._open) >= _DEEPEST:
            raise RecursionError("the test and the answer call each other too deeply")
        self.calls += 1
        self._open.append(CALL)
        self.busy = True
        try:
            self.channel.send(frame)
            while True:
                received = self.channel.receive()
                kind = received[:1]
                if kind == VALUE:
                    self._open.pop()
                    return _SIMPLE[received] if received in _SIMPLE else self.codec.unpack(received[1:])
                if kind != CALLBACK:
                    break
                self._serve(received[1:])
            if kind != ERROR:
                raise WireError("a frame of an unknown kind")
            self._open.pop()
            told = self.codec.unpack(received[1:])
            if type(told) is not list or len(told) != 4:
                raise WireError("an exception of the wrong shape")
        except DeadlineError:
            raise OutOfTime from None
        except PeerGoneError:
            self.lose(messages.kernel_gone("your code"))
        except WireError as error:
            self.lose(str(error), forged=True)
        except UnplainError as error:
            raise learner_error(["TypeError"], f"what your code gave is not plain data: {error}", "", None) from None
        finally:
            self.busy = False
        raise learner_error(*told)

    def lose(self, reason: str, *, forged: bool = False) -> NoReturn:
        """Give up on the learner's process, for good."""
        self.gone = LearnerGone(reason, forged=forged)
        raise self.gone

    def violate(self, what: str) -> NoReturn:
        """End the verdict on the test at hand, whatever the test does about it."""
        self.violation = Violation(what)
        raise self.violation

    # --- answering

    def _serve(self, request: bytes) -> None:
        """The learner's code calls a callable of ours, or an exported method of an object of ours."""
        self._open.append(CALLBACK)
        try:
            body = self.codec.unpack(request)
        except UnplainError as error:
            self._reply(REFUSAL + self.codec.pack(["TypeError", [str(error)]]))
            return
        if type(body) is not list or len(body) != 4:
            raise WireError("a callback of the wrong shape")
        number, method, arguments, keywords = body
        if type(number) is not int or type(arguments) is not list or type(keywords) is not dict:
            raise WireError("a callback of the wrong shape")
        if not all(type(key) is str for key in keywords):
            raise WireError("a callback with a keyword that is no name")
        self.busy = False
        try:
            reply = ANSWER + self.codec.pack(self._exported(number, method)(*arguments, **keywords))
        except Exception as error:  # noqa: BLE001 (whatever it is, the learner's code is told)
            reply = self._refusal(error)
        self._reply(reply)

    def _refusal(self, error: Exception) -> bytes:
        """The name of a builtin exception and what it is made of: all that the learner's code hears of one of ours."""
        kinds = type(error).__mro__
        names = error.type_names if isinstance(error, LearnerError) else tuple(kind.__name__ for kind in kinds)
        name = next((name for name in names if isinstance(getattr(builtins, name, None), type)), "Exception")
        made_of: list[Any] = [str(error)]
        if name == type(error).__name__ and all(type(part) in (str, int, float) for part in error.args):
            made_of = list(error.args)  # the text of a KeyError, say, is another
        return REFUSAL + self.codec.pack([name, made_of])

    def _reply(self, frame: bytes) -> None:
        self.busy = True
        self.channel.send(frame)
        self._open.pop()

    def _exported(self, number: int, method: Any) -> Callable[..., Any]:
        target = self.codec.exports.get(number)
        if method == "" and callable(target):
            function: Callable[..., Any] = target
            return function
        if type(method) is not str or method not in getattr(type(target), "_exported", ()):
            raise AttributeError(f"there is no {method!r} to call")
        function = getattr(target, method)
        return function  # noqa: RET504 (typed above)

    # --- after a cell that was stopped

    def recover(self) -> None:
        """Refuse and receive until no call is under way, or the time is over."""
        self.busy = True
        try:
            while self._open:
                if self._open[-1] == CALLBACK:
                    self.channel.send(REFUSAL + self.codec.pack(["TimeoutError", ["the test is over"]]))
                    self._open.pop()
                    continue
                kind = self.channel.receive()[:1]
                if kind == CALLBACK:
                    self._open.append(CALLBACK)
                elif kind in (VALUE, ERROR):
                    self._open.pop()
                else:
                    raise WireError("a frame of an unknown kind")
        except DeadlineError:
            return
        except PeerGoneError:
            self.lose(messages.kernel_gone("your code"))
        except WireError as error:
            self.lose(str(error), forged=True)
        finally:
            self.busy = False
