"""The network: it carries messages on the lab's clock, tells nodes of events and does what they want done."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count
from math import isfinite
from typing import Any

from rounds.sim.clock import Alarm, Clock
from rounds.sim.histories.history import History
from rounds.sim.network.clients import Client, Request
from rounds.sim.network.conditions import Crash, Fault, Link
from rounds.sim.network.luck import Dice, Luck
from rounds.sim.network.message import Message, NetworkError, body_of, copied
from rounds.sim.network.node import Event
from rounds.sim.network.traffic import Traffic

MakeNode = Callable[[], Any]


class _Host:
    """The machine that a node runs on: it outlives the node's crashes."""

    def __init__(self, name: str, make: MakeNode, skew: float, dice: Dice) -> None:
        self.name, self.make, self.skew, self.dice = name, make, skew, dice
        self.disk: dict[str, Any] = {}
        self.timers: dict[str, object] = {}  # by name, the token of the setting that counts
        self.node: Any = None
        self.step: Callable[[Event], Any] | None = None  # None while the node is down
        self.lives = 0
        self.events = 0


class _Way:
    """The messages from one place to another."""

    def __init__(self, link: Link, faults: list[Any], traffic: Traffic | None, dice: Dice) -> None:
        self.link, self.faults, self.traffic, self.dice = link, faults, traffic, dice
        self.sent = 0

    def cut(self, now: float) -> bool:
        return any(fault.at <= now < fault.until for fault in self.faults)

    def delay(self, purpose: Luck) -> float:
        if not callable(self.link.delay):
            return self.link.delay
        delay = self.link.delay(self.dice.roll(purpose, self.sent))
        if not (isfinite(delay) and delay >= 0):
            raise NetworkError(f"a link's delay function gave {delay}: it must give seconds, 0 or more.")
        return delay


class Network:
    """Nodes, the links between them, and what goes wrong.

    nodes: for each name what makes the node (a `Node` class will do); it is called again after a crash.
    link: between any two nodes; `links` has the exceptions, by (src, dest); `client_link` joins clients and nodes, both
    ways. A message to oneself arrives at once, always, and is not counted.
    faults: partitions, one-way cuts and crashes. skew: by how many seconds a node's own clock is ahead.

    The luck of a message depends on the seed, its link and its number on that link, and on nothing else: the same nodes
    and seed give the same run in every process. `traffic` counts the messages between nodes, `client_traffic` those
    from and to clients.
    """

    def __init__(
        self,
        nodes: Mapping[str, MakeNode],
        link: Link | None = None,
        *,
        links: Mapping[tuple[str, str], Link] | None = None,
        client_link: Link | None = None,
        faults: Iterable[Fault] = (),
        skew: Mapping[str, float] | None = None,
        seed: int = 0,
    ) -> None:
        self.clock = Clock()
        self.traffic, self.client_traffic = Traffic(), Traffic()
        self._seed, self._link, self._links = seed, link or Link(), dict(links or {})
        self._client_link = client_link or Link()
        self._faults = tuple(faults)
        skew = skew or {}
        self._hosts = {n: _Host(n, make, skew.get(n, 0.0), Dice(seed, n)) for n, make in nodes.items()}
        self._clients: dict[str, Client] = {}
        self._ways: dict[tuple[str, str], _Way] = {}
        self._processes = count()
        self._events_left = 0
        self._check([name for pair in self._links for name in pair], "links")
        self._check(skew, "skew")
        for host in self._hosts.values():
            self.clock.call_at(0.0, partial(self._start, host))
        self._plan_crashes([fault for fault in self._faults if isinstance(fault, Crash)])

    def _check(self, names: Iterable[str], where: str, others: Iterable[str] = ()) -> None:
        known = [*self._hosts, *others]
        for name in names:
            if name not in known:
                raise NetworkError(f"{where} names {name!r}, which is not there: there are {', '.join(known)}.")

    def _plan_crashes(self, crashes: list[Crash]) -> None:
        self._check([crash.node for crash in crashes], "a crash")
        up_again: dict[str, float] = {}
        for crash in sorted(crashes, key=lambda each: each.at):
            if crash.at < up_again.get(crash.node, 0.0):
                raise NetworkError(f"{crash.node} crashes at {crash.at} s and is down already: join the two crashes.")
            up_again[crash.node] = crash.until
            self.clock.call_at(crash.at, partial(self._stop, self._hosts[crash.node]))
            self.clock.call_at(crash.until, partial(self._start, self._hosts[crash.node]))

    @property
    def nodes(self) -> dict[str, Any]:
        """The nodes by name, as they are now; None for one that is down."""
        return {name: host.node if host.step else None for name, host in self._hosts.items()}

    @property
    def history(self) -> History:
        """What the clients did and saw so far."""
        ended = [operation for client in self._clients.values() for operation in client.operations]
        return History(ended + [operation for client in self._clients.values() for operation in client.pending()])

    def client(self, name: str, requests: Iterable[Request], timeout: float = 1.0) -> Client:
        """Adds a client that sends the requests, in order, and waits up to `timeout` seconds for each answer."""
        if name in self._hosts or name in self._clients:
            raise NetworkError(f"there is a {name!r} already: give each client a name of its own.")
        if not timeout > 0:
            raise NetworkError(f"timeout is {timeout}: give seconds above 0.")
        self._clients[name] = client = Client(self, name, requests, timeout)
        return client

    def new_process(self) -> int:
        """A number for a client, or for one that goes on after an operation of unknown outcome."""
        return next(self._processes)

    def run(self, until: float, most_events: int = 1_000_000) -> None:
        """Goes on until that time, in seconds, and stops before what is due then.

        A run of more than `most_events` messages and timers raises `NetworkError`.
        """
        if until < self.clock.now:
            raise NetworkError(f"until is {until}, and it is {self.clock.now} already: give a later time.")
        concerned = [name for fault in self._faults for name in fault.names()]
        self._check(concerned, "a fault", self._clients)
        self._events_left = most_events
        self.clock.over = False
        Alarm(self.clock, self._end).set_first(until)
        self.clock.play()

    def _end(self, *_: Any) -> None:
        self.clock.over = True

    def _start(self, host: _Host, _: Alarm, now: float) -> None:
        host.node = host.make()
        host.step = host.node.step
        others = [name for name in self._hosts if name != host.name]
        data = {"id": host.name, "peers": others, "disk": copied(host.disk, "the disk"), "lives": host.lives}
        self._tell(host, "start", data, now)

    def _stop(self, host: _Host, *_: Any) -> None:
        host.step = None
        host.timers.clear()
        host.lives += 1

    def _tell(self, host: _Host, kind: str, data: Any, now: float) -> None:
        """Tells a node of an event and does what it wants done."""
        assert host.step is not None
        self._events_left -= 1
        if self._events_left < 0:
            raise NetworkError(f"too many messages and timers by {now:.3f} s: do nodes answer each other without end?")
        host.events += 1
        u = host.dice.roll(Luck.EVENT, host.events)
        effects = host.step(Event(kind, now + host.skew, u, data))
        if type(effects) is not list:
            raise NetworkError(f"step of {host.name} gave {type(effects).__name__}: it must give a list of effects.")
        for effect in effects:
            match effect:
                case ("send", str(dest), body):
                    self.transmit(Message(host.name, dest, body_of(body, host.name)), now)
                case ("timer", str(name), float() | int() as delay) if isfinite(delay) and delay >= 0:
                    token = host.timers[name] = object()
                    self.clock.call_at(now + delay, partial(self._ring, host, name, token))
                case ("cancel", str(name)):
                    host.timers.pop(name, None)
                case ("write", str(key), value):
                    host.disk[key] = copied(value, f"disk[{key!r}]")
                case ("erase", str(key)):
                    host.disk.pop(key, None)
                case _:
                    raise NetworkError(f"{host.name} wants {str(effect)[:80]}: names are texts, delays seconds from 0.")

    def _ring(self, host: _Host, name: str, token: object, _: Alarm, now: float) -> None:
        if host.timers.get(name) is token:
            del host.timers[name]
            self._tell(host, "timer", name, now)

    def transmit(self, message: Message, now: float) -> None:
        """Puts a message on its way."""
        kind, way = message.body["type"], self._way(message.src, message.dest)
        if way.traffic is None:  # to oneself
            self.clock.call_at(now, partial(self._arrive, message, way))
            return
        way.traffic.note(kind, "sent")
        way.sent += 1
        if way.cut(now):
            way.traffic.note(kind, "cut")
        elif way.link.loss and way.dice.roll(Luck.LOSS, way.sent) < way.link.loss:
            way.traffic.note(kind, "lost")
        else:
            self.clock.call_at(now + way.delay(Luck.DELAY), partial(self._arrive, message, way))
            if way.link.duplicate and way.dice.roll(Luck.DUPLICATE, way.sent) < way.link.duplicate:
                way.traffic.note(kind, "duplicated")
                twin = message._replace(body=copied(message.body, "a message"))
                self.clock.call_at(now + way.delay(Luck.SECOND_DELAY), partial(self._arrive, twin, way))

    def _arrive(self, message: Message, way: _Way, _: Alarm, now: float) -> None:
        host = self._hosts.get(message.dest)
        down, cut = host is not None and host.step is None, way.cut(now)
        if way.traffic is not None:
            way.traffic.note(message.body["type"], "cut" if cut else "down" if down else "delivered")
        if cut or down:
            return
        if host is None:
            self._clients[message.dest].receive(message, now)
        else:
            self._tell(host, "message", message, now)

    def _way(self, src: str, dest: str) -> _Way:
        way = self._ways.get((src, dest))
        if way is None:
            way = self._ways[src, dest] = self._new_way(src, dest)
        return way

    def _new_way(self, src: str, dest: str) -> _Way:
        if dest not in self._hosts and dest not in self._clients:
            raise NetworkError(f"{src} sent a message to {dest!r}, which is not there.")
        dice = Dice(self._seed, src, dest)
        if src == dest:
            return _Way(Link(), [], None, dice)
        faults = [fault for fault in self._faults if not isinstance(fault, Crash) and fault.cuts(src, dest)]
        if src in self._hosts and dest in self._hosts:
            return _Way(self._links.get((src, dest), self._link), faults, self.traffic, dice)
        return _Way(self._client_link, faults, self.client_traffic, dice)
