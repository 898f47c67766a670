"""A node: code that is told of events and answers with what it wants done. It knows no clock and no network.

So a node can be tested by calling `step`, gives the same answers in every run, and may live in another process: what
goes in and what comes out is plain data, in one exchange an event.
"""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, NamedTuple

from rounds.sim.network.message import Message, NetworkError, copied

Effect = tuple[Any, ...]
_IDS = 1_000_000  # message ids of one life: an answer to a question of the last life finds nobody who asked it


class Event(NamedTuple):
    """What happens to a node.

    kind: "start" (data: a dict with the node's id, its peers, its disk and how often it was started before), "message"
    (data: a `Message`) or "timer" (data: its name).
    now: the node's own clock in seconds, which may be wrong.
    u: a uniform random number in [0, 1), drawn for this event.
    """

    kind: str
    now: float
    u: float
    data: Any


class Disk(MutableMapping[str, Any]):
    """What survives a crash: a dict of plain data that is kept as it was when the handler that wrote it returned.

    A list that is changed in place and not assigned again is not on the disk.
    """

    def __init__(self, content: dict[str, Any], effects: list[Effect]) -> None:
        self._content, self.effects = content, effects

    def __getitem__(self, key: str) -> Any:
        return self._content[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._content[key] = value
        self.effects.append(("write", key, copied(value, f"disk[{key!r}]")))

    def __delitem__(self, key: str) -> None:
        del self._content[key]
        self.effects.append(("erase", key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


class Node:
    """A server of a distributed system. Override `on_message`, and `on_start` and `on_timer` where you need them.

    A handler may `send`, `reply`, `rpc` and set timers; nothing of it happens before the handler returns. Attributes
    are volatile: a crash loses them, and the restart makes a new instance. What is in `disk` comes back.

    id: this node's name. peers: the names of the others, in order.
    now: this node's own clock, in seconds. u: a uniform random number in [0, 1), another one in each handler.
    disk: a dict of plain data that survives a crash.
    """

    id: str
    peers: tuple[str, ...]
    now: float
    u: float
    disk: Disk

    def on_start(self) -> None:
        """Called when the node starts, and again when it restarts after a crash."""

    def on_message(self, message: Message) -> None:
        """Called for every message but the answers to `rpc`."""
        raise NetworkError(f"{type(self).__name__} has no on_message and got {message.body['type']!r}: write one.")

    def on_timer(self, name: str) -> None:
        """Called when a timer that `set_timer` set has run out."""
        raise NetworkError(f"{type(self).__name__} has no on_timer and set {name!r}: write one.")

    def send(self, dest: str, body: dict[str, Any]) -> None:
        """Sends a message to a node or client. It may be late, lost or doubled, and nobody will say so."""
        self._effects.append(("send", dest, body))

    def reply(self, message: Message, body: dict[str, Any]) -> None:
        """Answers a request, which must have a msg_id."""
        if "msg_id" not in message.body:
            raise NetworkError(f"{message.body['type']!r} from {message.src} has no msg_id: it wants no reply.")
        self.send(message.src, {**body, "in_reply_to": message.body["msg_id"]})

    def rpc(
        self,
        dest: str,
        body: dict[str, Any],
        then: Callable[[Message | None], None],
        timeout: float | None = None,
    ) -> None:
        """Sends a request and calls `then` once: with the answer, or with None after `timeout` seconds without one.

        An answer that comes later, or twice, is dropped.
        """
        self._last_id += 1
        self._waiting[self._last_id] = then
        self.send(dest, {**body, "msg_id": self._last_id})
        if timeout is not None:
            self.set_timer(f"rpc {self._last_id}", timeout)

    def set_timer(self, name: str, delay: float) -> None:
        """Has `on_timer(name)` called after `delay` seconds; a timer of that name that was set before is forgotten."""
        self._effects.append(("timer", name, delay))

    def cancel_timer(self, name: str) -> None:
        """Forgets a timer."""
        self._effects.append(("cancel", name))

    def step(self, event: Event) -> list[Effect]:
        """What the node wants done about an event, in order.

        ("send", dest, body), ("timer", name, delay), ("cancel", name), ("write", key, value) or ("erase", key).
        """
        self.now, self.u = event.now, event.u
        self._effects: list[Effect] = []
        if event.kind == "message":
            self._receive(Message(*event.data))
        elif event.kind == "timer":
            self._ring(event.data)
        else:
            self._start(event.data)
        return self._effects

    def _start(self, data: dict[str, Any]) -> None:
        self.id, self.peers = data["id"], tuple(data["peers"])
        self._disk = self.disk = Disk(data["disk"], self._effects)
        self._waiting: dict[int, Callable[[Message | None], None]] = {}
        self._last_id = data["lives"] * _IDS
        self.on_start()

    def _receive(self, message: Message) -> None:
        self._disk.effects = self._effects
        answered = message.body.get("in_reply_to")
        if answered is None:
            self.on_message(message)
        elif answered in self._waiting:
            then = self._waiting.pop(answered)
            self.cancel_timer(f"rpc {answered}")
            then(message)

    def _ring(self, name: str) -> None:
        self._disk.effects = self._effects
        if not name.startswith("rpc "):
            self.on_timer(name)
            return
        then = self._waiting.pop(int(name[4:]), None)
        if then is not None:
            then(None)
