"""Nodes that send each other messages over a network that delays, loses, doubles and cuts them.

    from rounds.sim.network import Crash, Exponential, Link, Network, Node, Partition, Request

    class Echo(Node):
        def on_message(self, message):
            self.reply(message, {"type": "echo_ok", "echo": message.body["echo"]})

    network = Network({"n1": Echo, "n2": Echo}, Link(Exponential(0.01), loss=0.1), seed=1)
    network.client("c1", [Request(1.0, "n1", {"type": "echo", "echo": "hello"})])
    network.run(until=10)

All times are in seconds. Messages are Maelstrom's (github.com/jepsen-io/maelstrom): `src`, `dest` and a `body` with its
`type`, `msg_id` and `in_reply_to`. What clients did and saw is a `rounds.sim.histories.History`.
"""

from rounds.sim.network.clients import Client, Request
from rounds.sim.network.conditions import Crash, Cut, Exponential, Link, Partition
from rounds.sim.network.message import Message, NetworkError
from rounds.sim.network.network import Network
from rounds.sim.network.node import Event, Node
from rounds.sim.network.traffic import Traffic

__all__ = [
    "Client",
    "Crash",
    "Cut",
    "Event",
    "Exponential",
    "Link",
    "Message",
    "Network",
    "NetworkError",
    "Node",
    "Partition",
    "Request",
    "Traffic",
]
