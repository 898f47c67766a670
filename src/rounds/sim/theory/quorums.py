"""Availability of what consists of several parts that fail independently."""

from math import comb

from rounds.errors import RoundsError
from rounds.sim.theory import domain


def majority(nodes: int) -> int:
    """The smallest quorum of which any two have a node in common: more than half."""
    domain.whole(1, nodes=nodes)
    return nodes // 2 + 1


def quorum_availability(nodes: int, up: float, quorum: int | None = None) -> float:
    """The probability that at least `quorum` of `nodes` are up, each with probability `up`, independently.

    A majority unless told. All of them is a chain of dependencies, one of them is redundancy. Nodes that fail together,
    by a shared cause, do worse. Barbara and Garcia-Molina, "The Reliability of Voting Mechanisms" (1987).
    """
    domain.share(up=up)
    quorum = majority(nodes) if quorum is None else quorum
    domain.whole(1, nodes=nodes, quorum=quorum)
    if quorum > nodes:
        raise RoundsError(f"quorum is {quorum}: give at most the {nodes} nodes that there are.")
    return sum(comb(nodes, n) * up**n * (1 - up) ** (nodes - n) for n in range(quorum, nodes + 1))
