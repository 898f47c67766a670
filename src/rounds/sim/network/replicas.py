"""Replicated registers, from what people run to what is right: the policies of the scenario `network-partition`.

Each answers {"type": "read"} and {"type": "write", "value": v}. A version orders the values: (number or time, node).
They are references: an exercise asks for a quorum register.
"""

from collections.abc import Callable
from typing import Any

from rounds.sim.network.message import Message
from rounds.sim.network.node import Node

Version = tuple[float, str]
TIMEOUT, UNAVAILABLE = 0, 11  # Maelstrom's codes: it may have happened; it certainly did not
GOSSIP = 0.5  # seconds from one round of it to the next


class Replica(Node):
    """Holds a value and its version, takes newer ones, and gives up on others after `patience` seconds.

    Reads give what this replica holds; how to write is for subclasses.
    """

    patience = 0.5

    def on_start(self) -> None:
        """Holds nothing yet."""
        self.value: Any = None
        self.version: Version = (0.0, "")
        self.written: dict[Any, Version] = {}  # for who looks from outside: the version of each value written here

    def on_message(self, message: Message) -> None:
        """Reads, writes, and what replicas tell each other."""
        match message.body["type"]:
            case "read":
                self.read(message)
            case "write":
                self.write(message, message.body["value"])
            case "query":
                self.reply(message, {"type": "query_ok", "value": self.value, "version": self.version})
            case "store":
                self.take(message.body["value"], message.body["version"])
                if "msg_id" in message.body:
                    self.reply(message, {"type": "store_ok"})

    def read(self, request: Message) -> None:
        """Answers a read."""
        self.reply(request, {"type": "read_ok", "value": self.value})

    def write(self, request: Message, value: Any) -> None:
        """Writes a value and answers."""
        raise NotImplementedError

    def refuse(self, request: Message, code: int) -> None:
        """Answers that it could not be done."""
        self.reply(request, {"type": "error", "code": code})

    def take(self, value: Any, version: Version) -> None:
        """Holds a value from now on, unless it holds a newer one."""
        if version > self.version:
            self.value, self.version = value, version

    def stamp(self, value: Any, version: Version) -> None:
        """Takes a value that is written here."""
        self.written[value] = version
        self.take(value, version)

    def spread(self) -> None:
        """Tells the others what it holds, and does not wait for them."""
        for peer in self.peers:
            self.send(peer, {"type": "store", "value": self.value, "version": self.version})

    def gather(self, body: dict[str, Any], done: Callable[[list[Message]], None], failed: Callable[[], None]) -> None:
        """Asks the others until a majority, with itself, has answered, or until no majority can any more."""
        left, answers = len(self.peers), list[Message]()
        needed = (left + 1) // 2

        def heard(answer: Message | None) -> None:
            nonlocal left
            left -= 1
            if answer is not None:
                answers.append(answer)
                if len(answers) == needed:
                    done(answers)
            elif len(answers) + left == needed - 1:  # the answer that would have been needed
                failed()

        for peer in self.peers:
            self.rpc(peer, body, heard, self.patience)


class Primary(Replica):
    """The first replica takes all writes, acknowledges them and tells the others later; each answers reads itself.

    Asynchronous replication with reads from replicas, as databases have it out of the box. There is no failover.
    """

    def on_start(self) -> None:
        """The primary is the node whose name comes first."""
        super().on_start()
        self.primary = min(self.id, *self.peers)
        if self.id == self.primary:
            self.set_timer("gossip", GOSSIP)

    def on_timer(self, name: str) -> None:
        """The primary repeats what it holds, for those who missed it."""
        self.spread()
        self.set_timer(name, GOSSIP)

    def write(self, request: Message, value: Any) -> None:
        """Writes if this is the primary, and asks the primary otherwise."""
        if self.id == self.primary:
            self.stamp(value, (self.version[0] + 1, self.id))
            self.spread()
            self.reply(request, {"type": "write_ok"})
        else:
            self.rpc(self.primary, {"type": "write", "value": value}, self._told(request), self.patience)

    def _told(self, request: Message) -> Callable[[Message | None], None]:
        return lambda told: self.reply(request, {"type": "write_ok"}) if told else self.refuse(request, TIMEOUT)


class Quorum(Replica):
    """A majority for each write and for each read, which writes back what it read: linearizable, or refuses.

    Attiya, Bar-Noy and Dolev, "Sharing memory robustly in message-passing systems" (1995), for many writers as Lynch
    and Shvartsman (1997) have it: a write first asks a majority for the newest version, and takes the next.
    """

    write_back = True

    def read(self, request: Message) -> None:
        """The newest value of a majority, once a majority holds it."""

        def answered(replies: list[Message]) -> None:
            value, version = self._newest(replies)
            answer = {"type": "read_ok", "value": value}
            if self.write_back:
                self._store(
                    value, version, lambda: self.reply(request, answer), lambda: self.refuse(request, UNAVAILABLE)
                )
            else:
                self.reply(request, answer)

        self.gather({"type": "query"}, answered, lambda: self.refuse(request, UNAVAILABLE))

    def write(self, request: Message, value: Any) -> None:
        """Writes a version newer than any of a majority to a majority."""

        def answered(replies: list[Message]) -> None:
            _, (number, _) = self._newest(replies)
            self.stamp(value, (number + 1, self.id))
            done = {"type": "write_ok"}
            self._store(
                value, self.written[value], lambda: self.reply(request, done), lambda: self.refuse(request, TIMEOUT)
            )

        self.gather({"type": "query"}, answered, lambda: self.refuse(request, UNAVAILABLE))

    def _newest(self, replies: list[Message]) -> tuple[Any, Version]:
        held = [(self.version, self.value), *((reply.body["version"], reply.body["value"]) for reply in replies)]
        version, value = max(held, key=lambda each: each[0])
        return value, version

    def _store(self, value: Any, version: Version, done: Callable[[], None], failed: Callable[[], None]) -> None:
        """Has a majority take a value."""
        self.take(value, version)
        self.gather({"type": "store", "value": value, "version": version}, lambda _: done(), failed)


class QuorumWithoutRepair(Quorum):
    """Majorities, as in R + W > N, but a read does not write back: the next one may see the value before."""

    write_back = False


class QuorumReadOne(Quorum):
    """A majority for each write, and each replica answers reads itself: fast, and as old as the replica is."""

    def read(self, request: Message) -> None:
        """What this replica holds."""
        Replica.read(self, request)


class LastWriterWins(Replica):
    """Each replica takes writes and reads, stamps a write with its clock and tells the others; the latest stamp wins.

    Always available, as Cassandra is with a consistency level of ONE. A write whose stamp is not the latest is
    acknowledged and gone.
    """

    def on_start(self) -> None:
        """Starts to gossip."""
        super().on_start()
        self.set_timer("gossip", GOSSIP)

    def on_timer(self, name: str) -> None:
        """Repeats what it holds, for those who missed it."""
        self.spread()
        self.set_timer(name, GOSSIP)

    def time(self) -> float:
        """The time of a write that comes now."""
        return self.now

    def write(self, request: Message, value: Any) -> None:
        """Takes it here and now."""
        self.stamp(value, (self.time(), self.id))
        self.spread()
        self.reply(request, {"type": "write_ok"})


class HybridClock(LastWriterWins):
    """Last writer wins, by a clock that is never behind what the replica has seen, however late the machine's is.

    Kulkarni et al., "Logical physical clocks" (2014). A write no longer loses to a value that its replica knew.
    """

    def time(self) -> float:
        """The machine's time, or just after that of the version it holds."""
        return max(self.now, self.version[0] + 1e-6)
