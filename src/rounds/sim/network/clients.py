"""Clients: one request at a time, with a patience, and a record of what they did and saw."""

from collections.abc import Iterable, Iterator
from math import inf, nextafter
from typing import TYPE_CHECKING, Any, NamedTuple

from rounds.sim.histories.history import Operation
from rounds.sim.network.message import Message, body_of, copied

if TYPE_CHECKING:
    from rounds.sim.network.network import Network

_PROTOCOL = ("type", "msg_id", "in_reply_to")
UNKNOWN = (0, 13)  # Maelstrom's errors after which the operation may have happened: timeout and crash


class Request(NamedTuple):
    """What a client sends to node `dest` at `at` seconds, or as soon after that as its last request has ended."""

    at: float
    dest: str
    body: dict[str, Any]


class Client:
    """Sends its requests one after another and records an `Operation` for each.

    The operation's kind is the body's type; its argument is what else the body holds (the bare value where that is one
    field), its result what the reply holds. A reply of type "error" means that nothing happened. But with code 0
    (timeout) or 13 (crash), or without a reply in `timeout` seconds, nobody knows: the outcome is "info", and the
    client goes on as a new process, as Jepsen's do. A read that failed in any way had no effect and counts as "fail".
    """

    def __init__(self, network: "Network", name: str, requests: Iterable[Request], timeout: float) -> None:
        self.name, self.timeout = name, timeout
        self.operations: list[Operation] = []
        self._network = network
        self._requests: Iterator[Request] = iter(requests)
        self._process = network.new_process()
        self._number = 0  # of the request, and its msg_id
        self._open: Operation | None = None
        self._plan_next()

    def pending(self) -> list[Operation]:
        """The operation that has not ended, if there is one and it may have an effect."""
        return [self._open] if self._open is not None and self._open.kind != "read" else []

    def receive(self, message: Message, now: float) -> None:
        """Takes a message; one that does not answer the request at hand is dropped."""
        body = message.body
        if self._open is None or body.get("in_reply_to") != self._number:
            return
        if body["type"] != "error":
            self._finish("ok", now, _content(body))
        elif body.get("code") in UNKNOWN:
            self._give_up(now)
        else:
            self._finish("fail", now)

    def _plan_next(self) -> None:
        request = next(self._requests, None)
        if request is not None:
            clock = self._network.clock
            soonest = nextafter(clock.now, inf) if self._number else clock.now  # one operation is over before the next
            clock.call_at(max(request.at, soonest), lambda _, now: self._send(request, now))

    def _send(self, request: Request, now: float) -> None:
        self._number += 1
        number, body = self._number, body_of(request.body, self.name)
        argument = copied(_content(body), "a request")
        self._open = Operation(self._process, body["type"], argument, None, now, None, "info", request.dest)
        self._network.transmit(Message(self.name, request.dest, {**body, "msg_id": number}), now)
        self._network.clock.call_at(now + self.timeout, lambda _, now: self._time_out(number, now))

    def _time_out(self, number: int, now: float) -> None:
        if self._open is not None and number == self._number:
            self._give_up(now)

    def _give_up(self, now: float) -> None:
        """Nobody knows whether the operation happened."""
        assert self._open is not None
        if self._open.kind == "read":
            self._finish("fail", now)
            return
        self.operations.append(self._open)
        self._process = self._network.new_process()
        self._end()

    def _finish(self, outcome: str, now: float, result: Any = None) -> None:
        assert self._open is not None
        self.operations.append(self._open.ended(outcome, now, result))
        self._end()

    def _end(self) -> None:
        self._open = None
        self._plan_next()


def _content(body: dict[str, Any]) -> Any:
    """What a body holds beside the protocol's own fields: None, the one value, or a tuple of values."""
    values = tuple(value for key, value in body.items() if key not in _PROTOCOL)
    return (values[0] if len(values) == 1 else values) if values else None
