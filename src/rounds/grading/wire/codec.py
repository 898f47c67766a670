"""Plain data as bytes and back, exact types only; everything else travels as a number that stands for it.

None, bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, numeric numpy arrays, dataclasses and
named tuples of trusted modules, and Python's own exception classes are copied. Any other object stays where it is: the
other side gets a handle. The decoder never runs code that the bytes choose, and its limits hold however hostile they
are.
"""

import builtins
import dataclasses
import sys
from collections.abc import Callable
from enum import IntEnum
from fractions import Fraction
from types import MethodType
from typing import Any

import msgpack
import numpy as np

from rounds.grading.wire.channel import MOST_BYTES, WireError

MOST_ITEMS = 200_000
MOST_DEPTH = 100
# Modules whose dataclasses and named tuples are plain data.
TRUSTED = ("rounds.sim.", "rounds.worlds.", "rounds.grading.kinds.")
_NUMERIC = "biufc"
_LONG_INTEGER = 1 << 16  # bytes
_NAME_LENGTH = 80


class UnplainError(Exception):
    """A value that cannot travel, though everything in it may be honest; the message says why."""


class Mark(IntEnum):
    """The first element of a list that stands for something else."""

    TUPLE = 1
    SET = 2
    FROZENSET = 3
    ARRAY = 4
    RECORD = 5  # a dataclass or named tuple: its name, the names of its fields, then the fields
    MINE = 6  # an object of the sender: its number, the name of its type
    YOURS = 7  # an object of the receiver: its number
    INTEGER = 8  # one that no 64 bits hold
    COMPLEX = 9
    EXCEPTION = 10  # a builtin class of exceptions: its name
    FRACTION = 11


_SENT = {mark: msgpack.ExtType(int(mark), b"") for mark in Mark}
_RECEIVED = {int(mark): mark for mark in Mark}
_EXCEPTIONS = {
    name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
}


class Codec:
    """One side's end: `stand_in(number, type_name)` makes what stands for an object of the other side.

    `stand_in_type` is the type of those; `number_of` reads the number from one. `exports` holds this side's objects
    that the other side has a number for. With `inventive`, a record that this side does not know gets a class of its
    own: an answer may be handed a record of ours whose module is withheld from it.
    """

    def __init__(
        self,
        stand_in: Callable[[int, str], Any],
        stand_in_type: type,
        number_of: Callable[[Any], int],
        *,
        inventive: bool = False,
    ) -> None:
        self.exports: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._stand_in, self._stand_in_type, self._number_of = stand_in, stand_in_type, number_of
        self._records = Records(inventive=inventive)
        self._items = self._marks = 0  # of the value that is being unpacked; marks that no list has taken yet
        self._packer = msgpack.Packer(default=self._default, strict_types=True, unicode_errors="surrogatepass")

    def trust(self, kind: type, name: str) -> None:
        """Take a dataclass or named tuple that both sides define under `name`, in a setup cell, for plain data."""
        self._records.add(kind, name)

    def kinds_of(self, types: tuple[type, ...]) -> list[str]:
        """The names of named tuples that travel as records; empty where one of `types` is none."""
        names = [self._records.name_of(kind) if issubclass(kind, tuple) else "" for kind in types]
        return names if names and all(names) else []

    def kind_called(self, name: str) -> type:
        """The record class that travels under `name`."""
        return self._records.kind_called(name)

    def export(self, thing: Any) -> int:
        """The number by which the other side knows an object of ours; it lives from now on as long as the codec."""
        number = self._numbers.get(id(thing))
        if number is None:
            number = len(self.exports) + 1
            self.exports[number] = thing
            self._numbers[id(thing)] = number
        return number

    def pack(self, value: Any) -> bytes:
        """The bytes of a value; raises `UnplainError` for one that refers to itself or is nested too deeply."""
        try:
            packed: bytes = self._packer.pack(value)
        except (ValueError, OverflowError, RecursionError, BufferError) as error:
            self._packer.reset()
            raise UnplainError(f"the value cannot travel: {error}") from None
        except BaseException:
            self._packer.reset()
            raise
        if len(packed) > MOST_BYTES:
            raise UnplainError(f"the value takes {len(packed) >> 20} MB; the limit is {MOST_BYTES >> 20} MB")
        return packed

    def unpack(self, data: bytes) -> Any:
        """The value of bytes from the other side; raises `WireError` or `UnplainError`, and nothing else."""
        self._items = self._marks = 0
        try:
            value = msgpack.unpackb(
                data,
                list_hook=self._list,
                object_pairs_hook=self._pairs,
                ext_hook=self._mark,
                strict_map_key=False,
                unicode_errors="surrogatepass",
                max_ext_len=0,
            )
        except (WireError, UnplainError):
            raise
        except Exception as error:  # noqa: BLE001 (whatever the bytes provoke)
            raise WireError(f"{type(error).__name__}: {error}"[:200]) from None
        _require(self._marks == 0, "mark: it must stand first in a list")
        if self._items > MOST_DEPTH:
            _refuse_depth(value)
        return value

    # --- ours to theirs

    def _default(self, value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return [_SENT[Mark.TUPLE], *value]
        if kind is set or kind is frozenset:
            return [_SENT[Mark.SET if kind is set else Mark.FROZENSET], *value]
        name = self._records.name_of(kind)
        if name:
            return [_SENT[Mark.RECORD], name, field_names(kind), *fields_of(value)]
        if kind is self._stand_in_type:
            return [_SENT[Mark.YOURS], self._number_of(value)]
        if issubclass(kind, np.ndarray) and value.dtype.kind in _NUMERIC:
            array = np.asarray(value)
            return [_SENT[Mark.ARRAY], array.dtype.str, list(array.shape), array.tobytes()]
        if issubclass(kind, np.generic) and value.dtype.kind in _NUMERIC:
            value = _number(value)
            kind = type(value)
            if kind is bool:
                return value
        # The base class's own conversion: a subclass cannot answer for itself.
        if issubclass(kind, int):
            return _integer(int.__pos__(value))
        if issubclass(kind, float):
            return float.__pos__(value)
        if issubclass(kind, str):
            return str.__str__(value)
        if issubclass(kind, complex):
            number = complex.__pos__(value)
            return [_SENT[Mark.COMPLEX], number.real, number.imag]
        if kind is Fraction:
            return [_SENT[Mark.FRACTION], value.numerator, value.denominator]
        if kind is type and value in _EXCEPTIONS.values():
            return [_SENT[Mark.EXCEPTION], value.__name__]
        return [_SENT[Mark.MINE], self.export(value), _kind_of(value)]

    # --- theirs to ours

    def _list(self, items: list[Any]) -> Any:
        self._count(len(items))
        if not items or type(items[0]) is not Mark:
            return items
        mark = items[0]
        self._marks -= 1
        if mark is Mark.TUPLE:
            return tuple(items[1:])
        if mark is Mark.SET or mark is Mark.FROZENSET:
            return _hashed(items[1:], set if mark is Mark.SET else frozenset)
        if mark is Mark.RECORD:
            _, name, names, *values = items
            return self._records.build(name, names, values)
        return self._rare(mark, items[1:])

    def _rare(self, mark: Mark, parts: list[Any]) -> Any:
        if mark is Mark.MINE:
            number, name = parts
            _require(type(number) is int and type(name) is str, "handle")
            return self._stand_in(number, name[:_NAME_LENGTH])
        if mark is Mark.YOURS:
            (number,) = parts
            _require(type(number) is int and number in self.exports, "object of ours")
            return self.exports[number]
        if mark is Mark.INTEGER:
            (data,) = parts
            _require(type(data) is bytes and len(data) <= _LONG_INTEGER, "integer")
            return int.from_bytes(data, "little", signed=True)
        if mark is Mark.COMPLEX:
            real, imaginary = parts
            _require(type(real) is float and type(imaginary) is float, "complex number")
            return complex(real, imaginary)
        if mark is Mark.FRACTION:
            numerator, denominator = parts
            _require(type(numerator) is int and type(denominator) is int and denominator > 0, "fraction")
            return Fraction(numerator, denominator)
        if mark is Mark.EXCEPTION:
            (name,) = parts
            _require(type(name) is str and name in _EXCEPTIONS, "exception class")
            return _EXCEPTIONS[name]
        return _array(*parts)

    def _pairs(self, pairs: list[tuple[Any, Any]]) -> Any:
        self._count(len(pairs))
        return _hashed(pairs, dict)

    def _mark(self, code: int, data: bytes) -> Mark:
        _require(not data and code in _RECEIVED, "mark")
        self._marks += 1
        return _RECEIVED[code]

    def _count(self, items: int) -> None:
        self._items += 1 + items
        if self._items > MOST_ITEMS:
            raise UnplainError(f"the value holds more than {MOST_ITEMS:,} items")


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise WireError(f"not a well-formed {what}")


def _number(scalar: Any) -> Any:
    value = scalar.item()
    if isinstance(value, np.generic):  # wider than Python's own numbers
        return complex(value) if value.dtype.kind == "c" else float(value)
    return value


def _integer(value: int) -> Any:
    if -(1 << 63) <= value < 1 << 64:
        return value
    size = value.bit_length() // 8 + 1
    if size > _LONG_INTEGER:
        raise UnplainError(f"an integer of {size:,} bytes is too long")
    return [_SENT[Mark.INTEGER], value.to_bytes(size, "little", signed=True)]


def _array(dtype: Any, shape: Any, data: Any) -> Any:
    _require(type(dtype) is str and len(dtype) <= 4 and dtype[1:2] in tuple(_NUMERIC), "array's type")
    kind = np.dtype(dtype)
    _require(kind.str == dtype, "array's type")
    _require(type(shape) is list and type(data) is bytes, "array")
    _require(all(type(side) is int and side >= 0 for side in shape), "array's shape")
    return np.frombuffer(data, kind).reshape(shape).copy()


def _hashed(items: list[Any], kind: Callable[..., Any]) -> Any:
    try:
        return kind(items)
    except TypeError:
        raise UnplainError("a set or the keys of a dict hold an object that is not plain data") from None


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(MOST_DEPTH):
        nested: list[Any] = []
        for item in level:
            if type(item) is dict:
                nested += item.keys()
                nested += item.values()
            elif type(item) in (list, tuple, set, frozenset):
                nested += item
        level = nested
        if not level:
            return
    raise UnplainError(f"the value is nested more than {MOST_DEPTH} deep")


def _kind_of(value: Any) -> str:
    kind = type(value)
    word = "function" if callable(value) and not isinstance(value, type) and kind is not MethodType else kind.__name__
    return str(word if kind.__name__ in ("function", "builtin_function_or_method") else kind.__name__)[:_NAME_LENGTH]


def fields_of(value: Any) -> list[Any]:
    """The fields of a dataclass or named tuple, in their order."""
    return list(value) if isinstance(value, tuple) else [getattr(value, name) for name in field_names(type(value))]


def field_names(kind: Any) -> list[str]:
    """The names of a record's fields, in their order, without those that its constructor does not take."""
    if issubclass(kind, tuple):
        return list(getattr(kind, "_fields", ()))
    return [field.name for field in dataclasses.fields(kind) if field.init]


class Records:
    """Which dataclasses and named tuples are plain data, and under which names."""

    def __init__(self, *, inventive: bool) -> None:
        self._inventive = inventive
        self._names: dict[type, str] = {}
        self._kinds: dict[str, type] = {}

    def add(self, kind: type, name: str) -> None:
        """Take `kind` for plain data under `name`."""
        self._names[kind], self._kinds[name] = name, kind

    def name_of(self, kind: type) -> str:
        """The name under which instances of `kind` travel; empty where they do not."""
        name = self._names.get(kind)
        if name is None:
            module = kind.__module__
            trusted = is_record(kind) and str(module).startswith(TRUSTED)
            name = f"{module}:{kind.__qualname__}" if trusted else ""
            self._names[kind] = name
        return name

    def build(self, name: Any, names: Any, values: list[Any]) -> Any:
        """The record of that name with those fields, as its own constructor makes it."""
        try:
            kind = self.kind_called(name)
        except WireError:
            if not self._inventive:
                raise
            kind = dataclasses.make_dataclass(name.rpartition(":")[2], names, frozen=True)
            self.add(kind, name)
        own = field_names(kind)
        _require(type(names) is list and len(names) == len(values), "record")
        if own != names:
            raise UnplainError(f"{kind.__name__} has the fields {', '.join(own)} and not {', '.join(map(str, names))}")
        if issubclass(kind, tuple):
            return tuple.__new__(kind, values)
        try:
            return kind(**dict(zip(own, values, strict=True)))
        except Exception as error:  # noqa: BLE001 (a constructor that checks its arguments)
            raise UnplainError(f"{kind.__name__} refuses its fields: {error}") from None

    def kind_called(self, name: Any) -> type:
        """The class that travels under `name`."""
        kind = self._kinds.get(name) if type(name) is str else None
        if kind is None:
            kind = self._kinds[name] = self._known(name)
        return kind

    def _known(self, name: Any) -> type:
        """A record class of a trusted module that this process has imported itself; bytes never import one."""
        _require(type(name) is str and name.startswith(TRUSTED), "record's name")
        module, _, qualified = name.partition(":")
        kind = getattr(sys.modules.get(module), qualified, None)
        _require(isinstance(kind, type) and is_record(kind) and kind.__module__ == module, "record")
        assert isinstance(kind, type)
        return kind


def is_record(kind: type) -> bool:
    """Whether instances are described by their fields: a dataclass or a named tuple."""
    return dataclasses.is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))
