"""A register on five replicas in two places; for twenty seconds the places cannot reach each other.

Nothing crashes and nobody is slow: a cable is cut, and two of five replicas are on the wrong side of it. Clients on
both sides go on. What they get is for the replicas to choose, and each choice is somebody's product.

`quorum` is right at all times. Its price: the smaller side gets nothing but refusals, and elsewhere each operation
waits for others twice. `primary` answers reads everywhere; the smaller side cannot write and reads ever older values.
On a good day too it is less than people think: a client that wrote through the primary reads its own replica, and its
write is not there yet. `last-writer-wins` answers everybody at once. Where all clocks are right it loses no
acknowledged write to an older one. Where they are wrong by up to 50 ms it loses nearly one in five, before and after
the partition as many as in it: clocks lose writes, not cables. `hybrid-clock` never stamps a write before what its
replica has seen; that saves about half of them, and not those that were made before the news came.

What surprises people who run such systems: a majority for writes and a majority for reads (R + W > N) is not yet
linearizable. A read sees a write that is still on its way, and the next read, of another majority, the value before.
`quorum-no-repair` does so about once in sixty reads, none of them by more than the time that a message takes, so that
hardly a test finds it. A read has to write back what it saw. And reading one replica of a register that majorities
write (`quorum-read-one`) gives what that replica has: twenty seconds old, at the end of this partition. With clients
that stick to one replica (roam=0) its history is sequentially consistent all the same: that model does not know what
time it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from rounds.sim.histories.ladder import LADDER
from rounds.sim.network.partition import SIDES, WINDOWS, Outcome, Split, simulate
from rounds.sim.network.replicas import (
    HybridClock,
    LastWriterWins,
    Primary,
    Quorum,
    QuorumReadOne,
    QuorumWithoutRepair,
)
from rounds.sim.scenarios.spec import Param, ScenarioSpec

if TYPE_CHECKING:
    from rounds.sim.plots import Picture


@dataclass(frozen=True, eq=False)
class PartitionStudy:
    """What came of several policies in the same partition: `results` maps each name to its runs, one a seed."""

    split: Split
    seeds: tuple[int, ...]
    results: Mapping[str, tuple[Outcome, ...]]

    def as_json(self) -> dict[str, Any]:
        """Plain data for each policy: means over the seeds, the weakest of the models, and every run.

        `stale_reads` is the share of reads that began when somebody had read or written a newer value, and
        `oldest_read_s` says how long ago at most. `model` is the strongest that the history satisfies, None for none.
        """
        return {name: self._summary(runs) for name, runs in self.results.items()}

    def _summary(self, outcomes: tuple[Outcome, ...]) -> dict[str, Any]:
        runs = [_figures(outcome) for outcome in outcomes]
        models = [*LADDER, None]
        means = {key: _mean([run[key] for run in runs]) for key in runs[0] if key not in ("availability", "model")}
        shares = {
            side: {window: _mean([run["availability"][side][window] for run in runs]) for window in WINDOWS}
            for side in SIDES
        }
        return {
            "availability": shares,
            "model": max((run["model"] for run in runs), key=models.index),
            **means,
            "runs": runs,
        }

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings, and a row of texts for each policy; availability is that of the time of the partition."""
        headings = ("policy", "majority", "minority", "lost writes", "stale reads", "oldest", "p50", "p99", "model")
        return headings, [(name, *_texts(row)) for name, row in self.as_json().items()]

    def plot(self) -> "Picture":
        """Availability on both sides and the age of what reads give over time, of the first seed."""
        from rounds.sim.network.partition_plot import plot_partition

        return plot_partition({name: outcomes[0] for name, outcomes in self.results.items()})


def _figures(outcome: Outcome) -> dict[str, Any]:
    writes = [each for each in outcome.history if each.kind == "write" and each.outcome == "ok"]
    ages = [age for _, age in outcome.ages]
    return {
        "availability": {
            side: {window: _rounded(outcome.available(side, window)) for window in WINDOWS} for side in SIDES
        },
        "acknowledged_writes": len(writes),
        "lost_writes": len(outcome.lost),
        "stale_reads": _rounded(sum(age > 0 for age in ages) / len(ages)) if ages else None,
        "oldest_read_s": _rounded(max(ages)) if ages else None,
        "p50": _rounded(outcome.latency(0.5)),
        "p99": _rounded(outcome.latency(0.99)),
        "messages_per_operation": _rounded(outcome.messages / len(outcome.history)),
        "model": outcome.model,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _mean(values: list[Any]) -> float | None:
    return None if None in values else round(fmean(values), 6)


def _texts(row: Mapping[str, Any]) -> tuple[str, ...]:
    def text(value: float | None, pattern: str) -> str:
        return "" if value is None else pattern.format(value)

    return (
        *(text(row["availability"][side]["during"], "{:.1%}") for side in SIDES),
        f"{row['lost_writes']:.0f} of {row['acknowledged_writes']:.0f}",
        text(row["stale_reads"], "{:.1%}"),
        text(row["oldest_read_s"], "{:.1f} s"),
        text(row["p50"], "{:.4f} s"),
        text(row["p99"], "{:.3f} s"),
        row["model"] or "none",
    )


def study(split: Split, policies: Mapping[str, Any], seeds: tuple[int, ...]) -> PartitionStudy:
    """Puts each policy (what makes a replica) into the same partition, with the same requests."""
    results = {name: tuple(simulate(split, policy, seed) for seed in seeds) for name, policy in policies.items()}
    return PartitionStudy(split, seeds, results)


NETWORK_PARTITION = ScenarioSpec(
    name="network-partition",
    summary="Two of five replicas are cut off for twenty seconds: who is answered, what is lost, what is still true.",
    story=__doc__ or "",
    params={
        "replicas": Param(5, "", 3, 7, "replicas of the register", whole=True),
        "minority": Param(2, "", 1, 3, "replicas that are cut off, less than half of all", whole=True),
        "outage": Param(20, "s", 0, 60, "how long they are"),
        "load": Param(30, "requests/s", 1, 200, "operations that clients make"),
        "writes": Param(0.5, "", 0, 1, "share of them that are writes"),
        "near": Param(0.002, "s", 0.0001, 0.1, "mean delay of a message within a place"),
        "far": Param(0.08, "s", 0.0001, 0.2, "mean delay of a message between the places"),
        "timeout": Param(1, "s", 0.1, 10, "how long a client waits for an answer"),
        "skew": Param(0.05, "s", 0, 5, "how far clocks are wrong at most, either way"),
        "roam": Param(0.5, "", 0, 1, "share of operations that a load balancer sends to any replica of the place"),
        "horizon": Param(60, "s", 25, 300, "how long the run is"),
    },
    policies={
        "primary": Primary,
        "quorum": Quorum,
        "quorum-no-repair": QuorumWithoutRepair,
        "quorum-read-one": QuorumReadOne,
        "last-writer-wins": LastWriterWins,
        "hybrid-clock": HybridClock,
    },
    build=Split,
    study=study,
)
