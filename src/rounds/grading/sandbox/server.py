"""In the learner's process: does what the judge asks, and lets the learner's code call the judge's objects.

Whatever this file promises, learner's code in the same process can break. Nothing here is trusted: the judge takes what
comes as plain data, and gives points for that alone.
"""

import builtins
import inspect
import linecache
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, MethodType
from typing import Any

import msgpack

from rounds.grading.environment import JUDGING
from rounds.grading.sandbox.shell import Cells
from rounds.grading.wire.channel import Channel, PeerGoneError
from rounds.grading.wire.codec import Codec, UnplainError

_MOST_MESSAGE = 2_000
_new = tuple.__new__


class JudgesObject:
    """Stands for an object of the judge's: callable, with the methods that it exports."""

    def __init__(self, server: "Server", number: int) -> None:
        self._server, self._number = server, number

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """What the judge's callable answers."""
        return self._server.call_back(self._number, "", arguments, keywords)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments, **keywords: self._server.call_back(self._number, name, arguments, keywords)


class Server:
    """Answers the judge's requests over one channel until it closes."""

    def __init__(self, channel: Channel, cells: Cells) -> None:
        self._channel, self._cells = channel, cells
        self._names = cells.shell.user_ns
        self._codec = Codec(self._judges, JudgesObject, lambda each: each._number, inventive=True)
        self._theirs: dict[int, JudgesObject] = {}
        self._objects = self._codec.exports
        self._actions: dict[bytes, Callable[..., Any]] = {
            b"C": self._call,
            b"G": self._attribute,
            b"I": lambda number, key: self._objects[number][key],
            b"L": lambda number: len(self._objects[number]),
            b"T": self._next,
            b"H": self._overridden,
            b"N": lambda name: [self._names[name]] if name in self._names else [],
            b"X": cells.run,
            b"F": _write_files,
            b"J": self._begin_judging,
            b"D": self._define,
            b"O": self._observe,
        }
        self._quick: dict[bytes, tuple[Any, list[type]]] = {}
        self._on_the_line = True  # a frame is under way or awaited, and no interrupt may be raised
        self._callbacks = 0  # under way
        self._interrupted = False

    def _judges(self, number: int, _kind: str) -> JudgesObject:
        """What stands for an object of the judge's: the same for the same."""
        if number not in self._theirs:
            self._theirs[number] = JudgesObject(self, number)
        return self._theirs[number]

    def serve(self) -> None:
        """Answer until the judge closes its end."""
        signal.signal(signal.SIGINT, self._interrupt)
        try:
            while True:
                self._step()
        except PeerGoneError:
            return

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Interrupt the learner's code, and nothing else: one that comes when its answer has gone is dropped."""
        if not self._on_the_line:
            raise KeyboardInterrupt
        self._interrupted = self._callbacks > 0

    def call_back(self, number: int, method: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call an object of the judge's, which may call the learner's code meanwhile."""
        request = b"k" + self._codec.pack([number, method, list(arguments), keywords])
        self._callbacks += 1
        self._on_the_line = True
        try:
            self._channel.send(request)
            while True:
                answer = self._step()
                if answer is not None:
                    return answer[0]
        finally:
            self._callbacks -= 1
            interrupted, self._interrupted = self._interrupted, False
            self._on_the_line = False
            if interrupted:
                raise KeyboardInterrupt

    def _step(self) -> tuple[Any] | None:
        """Serve one request; the judge's answer to a call of ours where that is what comes."""
        frame = self._channel.receive()
        kind = frame[:1]
        if kind == b"R":
            return (self._codec.unpack(frame[1:]),)
        if kind == b"E":
            name, arguments = self._codec.unpack(frame[1:])
            raise getattr(builtins, name, Exception)(*arguments)
        try:
            self._on_the_line = False
            if kind == b"Q":
                method, kinds = self._quick[frame[1:5]]
                value = method(*map(_new, kinds, msgpack.unpackb(frame[5:])))
            else:
                value = self._actions[kind](*self._codec.unpack(frame[1:]))
            reply = b"r" + self._codec.pack(value)
            self._on_the_line = True
        except SystemExit:
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 (all of it is the judge's to hear)
            self._on_the_line = True
            reply = b"e" + self._codec.pack(self._description(error))
        self._channel.send(reply)
        return None

    def _description(self, error: BaseException) -> list[Any]:
        names = [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)]
        if isinstance(error, UnplainError):
            names = ["TypeError"]
        try:
            message = str(error)[:_MOST_MESSAGE]
        except BaseException:  # noqa: BLE001 (the learner's own __str__)
            message = ""
        value = error.value if isinstance(error, StopIteration) else None
        try:
            self._codec.pack(value)
        except UnplainError:
            value = None
        return [names, message, self._place(error), value]

    def _place(self, error: BaseException) -> str:
        """Where in the learner's own code an exception came from (in your `f`, line 3: `x / 0`), or empty."""
        place, raised = "", error.__traceback__
        while raised is not None:
            code = raised.tb_frame.f_code
            if raised.tb_frame.f_globals is self._names:
                line = linecache.getline(code.co_filename, raised.tb_lineno).strip()
                where = f"your `{code.co_name}`" if code.co_name != "<module>" else "your cell"
                place = f"in {where}, line {raised.tb_lineno}" + (f": `{line}`" if line else "")
            raised = raised.tb_next
        return place

    def _call(self, number: int, method: str, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        target = self._objects[number]
        return (getattr(target, method) if method else target)(*arguments, **keywords)

    def _define(self, short: int, number: int, method: str, names: list[str]) -> None:
        """Agree on a short name for a call with named tuples of those kinds."""
        function = getattr(self._objects[number], method)
        self._quick[short.to_bytes(4, "little")] = function, [self._codec.kind_called(name) for name in names]

    def _observe(self, source: str, name: str, arguments: list[Any]) -> Any:
        """Run a function of the judge's here, where it may await what the learner's code makes."""
        names: dict[str, Any] = {"__name__": "observation"}
        exec(compile(source, "<observation>", "exec"), names)
        result = names[name](*arguments)
        return self._cells.complete(result) if inspect.isawaitable(result) else result

    def _attribute(self, number: int, name: str) -> Any:
        value = getattr(self._objects[number], name)
        # A method is asked for by its name each time: it must not stay in the table of objects.
        return _Method(value) if isinstance(value, MethodType) else value

    def _next(self, number: int) -> list[Any]:
        iterator: Iterator[Any] = self._objects[number]
        try:
            return [next(iterator)]
        except StopIteration:
            return []

    def _overridden(self, number: int, module: str, name: str, methods: list[str]) -> list[str]:
        """Which methods the object's class does not take from `module.name`; an attribute of its own counts too."""
        base, target = getattr(sys.modules[module], name), self._objects[number]
        default = object()
        return [
            method
            for method in methods
            if (getattr(type(target), method, default) is not getattr(base, method, None) and hasattr(target, method))
            or method in getattr(target, "__dict__", {})
        ]

    def _begin_judging(self, records: list[str]) -> None:
        """All cells have run; `records` are the dataclasses of setup cells, which travel as plain data from now on."""
        os.environ[JUDGING] = "1"
        for name in records:
            kind = self._names.get(name)
            if isinstance(kind, type):
                self._codec.trust(kind, f"setup:{name}")


class method:  # noqa: N801 (its name is what the judge is told that the object is)
    """A bound method, for the judge to know that it is one."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """What the method answers."""
        return self._function(*arguments, **keywords)


_Method = method


def _write_files(files: dict[str, bytes]) -> None:
    here = Path.cwd()
    for name, content in files.items():
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
