"""Two nodes and what became of their messages, for the tests of the network."""

from collections.abc import Iterable
from typing import Any

from rounds.sim.network import (
    Link,
    Message,
    Network,
    Node,
)

FATES = ("sent", "duplicated", "delivered", "lost", "cut", "down")


class Sink(Node):
    """Keeps what reaches it, with the time."""

    def on_start(self) -> None:
        self.got: list[tuple[float, Any]] = []

    def on_message(self, message: Message) -> None:
        self.got.append((self.now, message.body.get("n")))


def source(*times: float, dest: str = "b") -> type[Node]:
    """A node that sends n = 0, 1, 2 and so on at these times."""

    class Source(Sink):
        def on_start(self) -> None:
            super().on_start()
            for n, time in enumerate(times):
                self.set_timer(str(n), time - self.now)

        def on_timer(self, name: str) -> None:
            self.send(dest, {"type": "number", "n": int(name)})

    return Source


def pair(times: Iterable[float], link: Link, until: float = 1000.0, **settings: Any) -> Network:
    network = Network({"a": source(*times), "b": Sink}, link, **settings)
    network.run(until)
    return network


def fates(network: Network) -> dict[str, int]:
    return {fate: network.traffic.count(fate) for fate in FATES}  # type: ignore[arg-type]
