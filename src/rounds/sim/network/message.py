"""What travels between nodes: plain data, copied on its way so that no two nodes share an object."""

from typing import Any, NamedTuple

from rounds.errors import RoundsError

_SCALARS = (type(None), bool, int, float, str, bytes)
_DEEPEST = 50


class NetworkError(RoundsError):
    """A network, or what a node wants of it, makes no sense; the message names what and says what to give."""


class Message(NamedTuple):
    """A message from node or client `src` to `dest`.

    `body` is a dict with at least its "type". A request has a "msg_id", its answer the same number as "in_reply_to".
    """

    src: str
    dest: str
    body: dict[str, Any]


def copied(value: Any, what: str, depth: int = 0) -> Any:
    """A copy of plain data: None, bool, int, float, str, bytes, and lists, tuples and dicts of these.

    Anything else raises `NetworkError`, which calls the value `what`. Sets are refused: their order differs from
    process to process, and so would the run.
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if depth > _DEEPEST:
        raise NetworkError(f"{what} is nested more than {_DEEPEST} deep: send flatter data.")
    if kind is list:
        return [copied(each, what, depth + 1) for each in value]
    if kind is tuple:
        return tuple([copied(each, what, depth + 1) for each in value])
    if kind is dict:
        return {copied(key, what, depth + 1): copied(each, what, depth + 1) for key, each in value.items()}
    hint = "a sorted list" if kind in (set, frozenset) else "None, bool, int, float, str, bytes, list, tuple or dict"
    raise NetworkError(f"{what} holds an object of type {kind.__name__}: give {hint}.")


def body_of(value: Any, sender: str) -> dict[str, Any]:
    """A copy of a message's body; anything but a dict of plain data with a "type" raises `NetworkError`."""
    if type(value) is not dict or type(value.get("type")) is not str:
        raise NetworkError(f'{sender} sent a body without a type: give a dict such as {{"type": "read"}}.')
    body: dict[str, Any] = copied(value, f"a message from {sender}")
    return body
