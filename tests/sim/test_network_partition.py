"""The partition of a replicated register: what its story says comes out on each seed."""

import json
from functools import cache
from math import isfinite
from typing import Any

import pytest

from rounds.errors import RoundsError
from rounds.sim.histories import LADDER, Register, linearizable, stale_for
from rounds.sim.network.partition import WINDOWS, Outcome, Split, simulate
from rounds.sim.network.replicas import Replica
from rounds.sim.scenarios.network_partition import NETWORK_PARTITION, PartitionStudy

SEEDS = range(5)
POLICIES = list(NETWORK_PARTITION.policies)


@cache
def outcome(policy: str, seed: int, **changes: Any) -> Outcome:
    return simulate(NETWORK_PARTITION.make(**changes), NETWORK_PARTITION.policy(policy), seed)


def stale(result: Outcome) -> float:
    """The share of reads that give what had been replaced."""
    return sum(age > 0 for _, age in result.ages) / len(result.ages)


def oldest(result: Outcome) -> float:
    return max(age for _, age in result.ages)


seeds = pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[1:])])


@pytest.mark.parametrize("policy", POLICIES)
@seeds
def test_outside_the_partition_and_on_the_larger_side_everybody_is_answered(policy: str, seed: int) -> None:
    result = outcome(policy, seed)
    for window in WINDOWS:
        assert result.available("majority", window) == 1.0
    assert all(result.available("minority", window) > 0.97 for window in ("before", "after"))  # type: ignore[operator]


@seeds
def test_the_smaller_side_is_refused_by_quorums_can_read_from_a_primary_and_all_from_the_last_writer(seed: int) -> None:
    for policy in ("quorum", "quorum-no-repair"):
        assert outcome(policy, seed).available("minority", "during") < 0.02  # type: ignore[operator]
    for policy in ("primary", "quorum-read-one"):
        result = outcome(policy, seed)
        assert 0.35 < result.available("minority", "during") < 0.65  # type: ignore[operator]
        cut_off = [
            o
            for o in result.history
            if (result.split.side(o.node), result.split.window(o.invoked)) == ("minority", "during")
        ]
        assert all(o.outcome == "ok" for o in cut_off if o.kind == "read")
        assert sum(o.outcome == "ok" for o in cut_off if o.kind == "write") <= 2
    for policy in ("last-writer-wins", "hybrid-clock"):
        assert outcome(policy, seed).available("minority", "during") == 1.0


@seeds
def test_a_quorum_is_linearizable_and_its_search_agrees(seed: int) -> None:
    result = outcome("quorum", seed)
    assert result.model == "linearizable"
    assert result.reason == ""
    assert stale(result) == 0
    assert result.lost == []


@pytest.mark.slow
def test_the_search_for_an_order_agrees_on_whole_runs() -> None:
    assert linearizable(outcome("quorum", 1).history, Register())
    verdict = linearizable(outcome("quorum-read-one", 1, outage=0, horizon=30).history, Register())
    assert not verdict
    assert "No order of what began by" in verdict.reason


@seeds
def test_without_repair_a_quorum_reads_new_and_then_old_though_nothing_is_lost(seed: int) -> None:
    result = outcome("quorum-no-repair", seed)
    assert result.model != "linearizable"
    assert 0.003 < stale(result) < 0.06
    assert oldest(result) < 0.5  # no longer than a message takes: hard to notice
    assert result.lost == []


@seeds
def test_reads_of_one_replica_are_as_old_as_the_partition_and_sequential_if_clients_stay(seed: int) -> None:
    for policy in ("primary", "quorum-read-one"):
        result = outcome(policy, seed)
        assert 18 < oldest(result) < 21
        assert stale(result) > 0.15
        assert result.lost == []
    stay = outcome("quorum-read-one", seed, roam=0)
    assert stay.model == "sequential"
    assert oldest(stay) > 18


@seeds
def test_a_client_of_a_primary_does_not_read_its_own_writes_even_in_calm(seed: int) -> None:
    calm = outcome("primary", seed, outage=0, roam=0)
    assert calm.model == "eventual"
    assert "Not session" in calm.reason


@seeds
def test_the_last_writer_loses_writes_by_its_clock_and_not_by_the_partition(seed: int) -> None:
    result = outcome("last-writer-wins", seed)
    acknowledged = sum(o.kind == "write" and o.outcome == "ok" for o in result.history)
    assert len(result.lost) > 0.05 * acknowledged
    by_window = [sum(result.split.window(o.invoked) == window for o in result.lost) for window in WINDOWS]
    assert min(by_window) > 0.15 * sum(by_window)
    assert outcome("last-writer-wins", seed, skew=0).lost == []
    assert len(outcome("hybrid-clock", seed).lost) < 0.8 * len(result.lost)
    assert len(outcome("last-writer-wins", seed, skew=0.5).lost) > 0.4 * acknowledged


@seeds
def test_lost_writes_and_old_reads_are_found_by_looking_at_every_pair(seed: int) -> None:
    result = outcome("last-writer-wins", seed, horizon=40, load=15)
    ok = [o for o in result.history if o.outcome == "ok"]
    writes = [o for o in ok if o.kind == "write"]
    versions = result.versions | {None: (float("-inf"), "")}

    def shown(operation: Any) -> Any:
        return versions[operation.result if operation.kind == "read" else operation.argument]

    assert result.lost == [w for w in writes if any(v.end < w.invoked and shown(v) > shown(w) for v in writes)]
    for read, age in result.ages:
        newer = [o.end for o in ok if shown(o) > shown(read)]
        assert age == max(0.0, read.invoked - min(newer, default=float("inf")))


@seeds
def test_what_clients_can_prove_to_be_stale_the_replicas_know_to_be_stale(seed: int) -> None:
    result = outcome("primary", seed)
    known = {id(read): age for read, age in result.ages}
    proven = stale_for(result.history)
    assert sum(age > 0 for age in proven.values()) > 100
    assert all(age == 0 or known[id(read)] > 0 for read, age in proven.items())


def test_policies_meet_the_same_requests() -> None:
    def asked(policy: str) -> list[Any]:
        return [(o.invoked, o.node, o.kind, o.argument) for o in outcome(policy, 1).history]

    assert asked("last-writer-wins") == asked("hybrid-clock")  # where nobody waits, to the last digit
    written = {argument: node for _, node, kind, argument in asked("last-writer-wins") if kind == "write"}
    delayed = {argument: node for _, node, kind, argument in asked("quorum") if kind == "write"}
    assert len(delayed) > 0.9 * len(written) > 500
    assert delayed.items() <= written.items()


def test_the_study_is_plain_data_with_means_and_the_weakest_model() -> None:
    chosen: PartitionStudy = NETWORK_PARTITION.compare(
        "quorum-read-one", "quorum", seeds=(1, 2, 3), horizon=45, load=10
    )  # type: ignore[assignment]
    figures = chosen.as_json()
    assert json.loads(json.dumps(figures)) == figures
    one = figures["quorum-read-one"]
    assert one["stale_reads"] == pytest.approx(sum(run["stale_reads"] for run in one["runs"]) / 3, abs=1e-6)
    models = [run["model"] for run in one["runs"]]
    assert one["model"] == max(models, key=list(LADDER).index)
    assert set(one["availability"]["minority"]) == {"before", "during", "after"}
    assert figures["quorum"]["model"] == "linearizable"
    headings, rows = chosen.table()
    assert [row[0] for row in rows] == ["quorum-read-one", "quorum"]
    assert all(len(row) == len(headings) for row in rows)
    assert all(isfinite(run["p99"]) for run in one["runs"])


def test_no_partition_leaves_its_figures_empty() -> None:
    figures = NETWORK_PARTITION.compare("primary", outage=0, horizon=25, load=5).as_json()["primary"]
    assert figures["availability"]["minority"]["during"] is None
    _, rows = NETWORK_PARTITION.compare("primary", outage=0, horizon=25, load=5).table()
    assert rows[0][1] == ""


def test_nobody_answered_is_a_result_too() -> None:
    slow = NETWORK_PARTITION.compare("quorum", near=0.1, far=0.2, timeout=0.1, horizon=45, load=2).as_json()["quorum"]
    assert slow["p99"] is None
    assert slow["acknowledged_writes"] == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"minority": 2, "replicas": 4}, "minority is 2: give 1 or more, and less than half of 4."),
        ({"outage": 50}, "outage ends at 70 s, after the horizon: prolong the run."),
    ],
)
def test_a_partition_that_makes_no_sense_is_refused(changes: dict[str, float], message: str) -> None:
    with pytest.raises(RoundsError) as error:
        NETWORK_PARTITION.make(**changes)
    assert str(error.value) == message


def test_parameters_and_policies_are_told_about() -> None:
    assert NETWORK_PARTITION.make() == Split()
    assert len(NETWORK_PARTITION.story.split()) > 100
    assert all(isinstance(NETWORK_PARTITION.policy(name)(), Replica) for name in POLICIES)


@pytest.mark.slow
@pytest.mark.parametrize("policies", [tuple(POLICIES), ("quorum",), ("quorum", "primary")])
def test_the_picture_has_two_panels_a_policy_with_units_and_the_partition_shaded(policies: tuple[str, ...]) -> None:
    figure = NETWORK_PARTITION.compare(*policies, horizon=45, load=10).plot()
    figure.savefig(__import__("io").BytesIO(), format="png", dpi=60)
    shown = [axes for axes in figure.axes if axes.get_visible()]
    assert len(shown) == 2 * len(policies)
    for axes in shown:
        assert [(patch.get_x(), patch.get_width()) for patch in axes.patches] == [(20, 20)]  # type: ignore[attr-defined]
    labels = {axes.get_ylabel() for axes in shown}
    assert labels == {"availability", "age of what\nreads give (s)", ""} - ({""} if len(policies) == 1 else set())
    assert "time (s)" in {axes.get_xlabel() for axes in shown}
    titles = [axes.get_title("left") for axes in shown if axes.get_title("left")]
    assert sorted(title.split(":")[0] for title in titles) == sorted(policies)
