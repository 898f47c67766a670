"""A partition of a replicated register, and what its clients on both sides make of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Any, Literal

import numpy as np

from rounds.sim.draws import uniforms
from rounds.sim.histories import History, Operation, satisfies, weakest_model
from rounds.sim.histories.ladder import LADDER
from rounds.sim.network.clients import Request
from rounds.sim.network.conditions import Exponential, Link, Partition
from rounds.sim.network.luck import Luck
from rounds.sim.network.message import NetworkError
from rounds.sim.network.network import Network
from rounds.sim.network.replicas import Replica, Version

BEGIN = 20.0  # seconds: when the partition begins
CLIENTS = 2  # of each replica
_CLIENT_LINK = Link(0.0005)
_PATIENCE = 0.5  # a replica waits for others for this share of its clients' timeout
Side = Literal["majority", "minority"]
Window = Literal["before", "during", "after"]
SIDES: tuple[Side, ...] = ("majority", "minority")
WINDOWS: tuple[Window, ...] = ("before", "during", "after")


@dataclass(frozen=True)
class Split:
    """Replicas n1, n2 and so on in two places; from BEGIN on the last `minority` are cut off for `outage` seconds.

    load: operations a second of all clients, a share `writes` of them writes, each of a value of its own. near, far:
    mean seconds from replica to replica within a place and between the two, half of it exponential. timeout: seconds
    that a client waits. skew: clocks are wrong by up to so many seconds, either way. roam: the share of operations that
    a load balancer sends to any replica of the client's place; the others go to the client's own. horizon: seconds of
    the run.
    """

    replicas: int = 5
    minority: int = 2
    outage: float = 20.0
    load: float = 30.0
    writes: float = 0.5
    near: float = 0.002
    far: float = 0.08
    timeout: float = 1.0
    skew: float = 0.05
    roam: float = 0.5
    horizon: float = 60.0

    def __post_init__(self) -> None:
        if not 0 < 2 * self.minority < self.replicas:
            raise NetworkError(f"minority is {self.minority}: give 1 or more, and less than half of {self.replicas}.")
        if BEGIN + self.outage > self.horizon:
            raise NetworkError(f"outage ends at {BEGIN + self.outage:g} s, after the horizon: prolong the run.")

    def smaller(self, share: float) -> "Split":
        """The same at a share of the load, for a quick look."""
        return replace(self, load=self.load * share)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The replicas' names."""
        return tuple(f"n{number + 1}" for number in range(self.replicas))

    def side(self, node: str) -> Side:
        """The side that a replica is on."""
        return "majority" if node in self.nodes[: self.replicas - self.minority] else "minority"

    def window(self, time: float) -> Window:
        """Before, during or after the partition."""
        return "before" if time < BEGIN else "during" if time < BEGIN + self.outage else "after"

    def requests(self, seed: int, client: int) -> Iterator[Request]:
        """What a client asks of its replica: reads and writes at random times, the same under every policy."""
        share = CLIENTS * self.replicas
        most = int(3 * self.load * self.horizon / share + 50)  # more than ever come before the horizon
        gaps = -np.log1p(-uniforms(seed, Luck.REQUEST_TIME, client, 0, most)) * share / self.load
        kinds = uniforms(seed, Luck.REQUEST_KIND, client, 0, most) < self.writes
        roaming = uniforms(seed, Luck.REQUEST_PLACE, client, 0, most).tolist()
        own = self.nodes[client // CLIENTS]
        near = [node for node in self.nodes if self.side(node) == self.side(own)]
        for number, at in enumerate(np.cumsum(gaps).tolist()):
            if at >= self.horizon:
                return
            u = roaming[number] / self.roam if self.roam else 1.0
            node = near[int(u * len(near))] if u < 1 else own
            body = {"type": "write", "value": number * share + client + 1} if kinds[number] else {"type": "read"}
            yield Request(at, node, body)


@dataclass(frozen=True)
class Outcome:
    """One run of one policy: what clients did and saw, and the order that the replicas gave to the values."""

    split: Split
    history: History
    versions: dict[Any, Version]
    messages: int

    def available(self, side: Side, window: Window) -> float | None:
        """The share of operations that succeeded, by where and when they were asked for; None where none was."""
        split = self.split
        asked = [o.outcome for o in self.history if (split.side(o.node), split.window(o.invoked)) == (side, window)]
        return asked.count("ok") / len(asked) if asked else None

    def latency(self, q: float) -> float | None:
        """A quantile, in seconds, of the operations that succeeded; None where none did."""
        times = [o.end - o.invoked for o in self.history if o.outcome == "ok"]
        return float(np.quantile(times, q)) if times else None

    @cached_property
    def ages(self) -> list[tuple[Operation, float]]:
        """Each successful read, and for how many seconds somebody had known of a newer value when it began.

        0 where nobody had: no write of a newer one had been acknowledged, and no read of one had ended.
        """
        nothing = (-inf, "")
        ended = [o for o in self.history if o.outcome == "ok"]
        shown = {id(o): self.versions.get(o.result if o.kind == "read" else o.argument, nothing) for o in ended}
        newest_first = sorted(ended, key=lambda o: shown[id(o)], reverse=True)
        known_since: dict[Version, float] = {}  # for each version, when one that is newer was first known
        first, pending = inf, inf
        for number, each in enumerate(newest_first):
            if number and shown[id(each)] != shown[id(newest_first[number - 1])]:
                first = pending
            known_since[shown[id(each)]] = first
            pending = min(pending, each.end)
        return [(o, max(0.0, o.invoked - known_since[shown[id(o)]])) for o in ended if o.kind == "read"]

    @cached_property
    def model(self) -> str | None:
        """The strongest model that the history satisfies."""
        return weakest_model(self.history)

    @cached_property
    def reason(self) -> str:
        """Why it does not satisfy the next stronger model; nothing if there is none."""
        models = list(LADDER)
        rung = len(models) if self.model is None else models.index(self.model)
        return satisfies(self.history, models[rung - 1]).reason if rung else ""

    @cached_property
    def lost(self) -> list[Operation]:
        """Acknowledged writes that gave way to an older one: it had been acknowledged before they began."""
        acknowledged = [o for o in self.history if o.kind == "write" and o.outcome == "ok"]
        earlier = iter(sorted(acknowledged, key=lambda o: o.end))
        found, highest, following = [], (-inf, ""), next(earlier, None)
        for each in acknowledged:  # in the order in which they began
            while following is not None and following.end < each.invoked:
                highest = max(highest, self.versions[following.argument])
                following = next(earlier, None)
            if self.versions[each.argument] < highest:
                found.append(each)
        return found


def simulate(split: Split, policy: Callable[[], Replica], seed: int) -> Outcome:
    """Runs one policy: `policy` makes a replica."""

    def replica() -> Replica:
        made = policy()
        made.patience = _PATIENCE * split.timeout
        return made

    most = split.replicas - split.minority
    faults = (Partition(BEGIN, BEGIN + split.outage, (split.nodes[:most], split.nodes[most:])),) if split.outage else ()
    wrong = uniforms(seed, Luck.SKEW, 0, 0, split.replicas).tolist()
    skew = {node: split.skew * (2 * u - 1) for node, u in zip(split.nodes, wrong, strict=True)}
    nodes = dict.fromkeys(split.nodes, replica)
    near, far = (Link(Exponential(mean / 2, mean / 2)) for mean in (split.near, split.far))
    links = {(a, b): far for a in nodes for b in nodes if split.side(a) != split.side(b)}
    network = Network(nodes, near, links=links, client_link=_CLIENT_LINK, faults=faults, skew=skew, seed=seed)
    for client in range(CLIENTS * split.replicas):
        network.client(f"c{client + 1}", split.requests(seed, client), split.timeout)
    network.run(split.horizon + split.timeout)
    versions = {value: version for node in network.nodes.values() for value, version in node.written.items()}
    return Outcome(split, network.history, versions, network.traffic.count())
