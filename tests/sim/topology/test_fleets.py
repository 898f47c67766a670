"""Fleets: which instance an attempt goes to, and what theory says of the choice."""

from math import inf
from typing import Any

import numpy as np
import pytest
from sim.helpers import diary, requests_at

from rounds.sim import ClientPolicy, Demand, Fault, Fleet, NoRetry, Result, Scenario, ScenarioError, Service, run


def fleet(instances: int, routing: Any, *, workers: int = 1, **changes: Any) -> Fleet:
    detection = changes.pop("detection", 0.0)
    return Fleet(Service(workers, name="node", **{"demand": Demand(0.01)} | changes), instances, routing, detection)


def shares(result: Result) -> list[float]:
    """The share of all attempts that each instance got."""
    counts = np.array([each["accepted"] + each["shed"] + each["cut"] for each in result.server_totals.values()])
    return list(counts / counts.sum())


@pytest.mark.parametrize("routing", ["key", "random", "round-robin", "least-loaded", "two-choices", "failover"])
def test_every_routing_spreads_the_load_evenly(routing: str) -> None:
    result = run(Scenario(200, fleet(4, routing), timeout=inf, horizon=100), NoRetry)
    within = 0.001 if routing == "round-robin" else 5 * (0.25 * 0.75 / 20_000) ** 0.5
    assert shares(result) == pytest.approx([0.25] * 4, abs=within)
    assert list(result.server_totals) == ["node-1", "node-2", "node-3", "node-4"]


def test_instances_differ_in_load_and_not_in_the_work_of_an_attempt() -> None:
    """With workers for everybody the routing makes no difference at all."""
    found = [run(Scenario(100, fleet(4, way, workers=1000), horizon=30), NoRetry, 3) for way in ("random", "key")]
    assert (found[0].latencies.histogram == found[1].latencies.histogram).all()


def test_a_key_stays_with_its_shard_and_a_policy_sees_which() -> None:
    pages, policy = diary(after=lambda call, outcome: 0.1 if call.attempt < 5 else None)
    scenario = Scenario(requests_at(*range(1, 9)), fleet(4, "key", error_rate=1.0), clients=1, horizon=20)
    run(scenario, policy)
    targets: dict[int, set[str]] = {}
    for name, call, *_ in pages:
        if name == "before":
            targets.setdefault(round(call.now - call.elapsed), set()).add(call.target)
    assert len(targets) == 8
    assert all(len(seen) == 1 for seen in targets.values())
    assert len(set.union(*targets.values())) > 1


def test_a_retry_goes_where_chance_leads_and_the_policy_sees_the_fleet() -> None:
    pages, policy = diary(after=lambda call, outcome: 0.0)
    result = run(
        Scenario(requests_at(1), fleet(4, "random", error_rate=1.0), clients=1, horizon=2, cool_down=0), policy
    )
    assert {call.target for name, call, *_ in pages if name == "before"} == {"node"}
    assert min(shares(result)) > 0.05


@pytest.mark.parametrize("routing", ["random", "round-robin", "least-loaded", "two-choices"])
def test_a_hedge_goes_to_another_instance(routing: str) -> None:
    policy = diary(hedge=0.001)[1]
    scenario = Scenario(requests_at(*range(1, 40)), fleet(2, routing, demand=Demand(0.5, "constant")), horizon=60)
    result = run(scenario, policy)
    assert [each["accepted"] for each in result.server_totals.values()] == [39, 39]


def test_a_fault_strikes_one_instance_or_all() -> None:
    for target, expected in (("node-2", 0.75), ("node", 0.0), ("", 0.0)):
        scenario = Scenario(200, fleet(4, "key"), (Fault(0, 30, "cut", target=target),), horizon=30)
        assert run(scenario, NoRetry).availability("during") == pytest.approx(expected, abs=0.03)


def test_failover_leaves_a_cut_instance_when_it_is_noticed_and_comes_back() -> None:
    scenario = Scenario(60, fleet(2, "failover", detection=5), (Fault(10, 30, "cut", target="node-1"),), horizon=50)
    result = run(scenario, NoRetry)
    good = result.series["ok"] / result.series["arrivals"]
    assert good[:10].min() > 0.99
    assert good[10:15].max() < 0.7
    assert good[15:].min() > 0.99
    assert result.services["node-1"]["attempts"][15:30].sum() == 0
    assert result.services["node-1"]["attempts"][30:].min() > 10


def test_where_all_are_cut_failover_goes_nowhere() -> None:
    result = run(Scenario(50, fleet(3, "failover"), (Fault(5, 10, "cut"),), horizon=10), NoRetry)
    assert result.availability("during") == 0


RUNS, T_99 = 10, 3.250  # Student's t for a two-sided 99% interval with 9 degrees of freedom


def mean_sojourn(routing: str, instances: int, rho: float, horizon: float) -> tuple[float, float]:
    """The mean over ten runs and the half-width of its 99% interval, in seconds; service takes 0.01 s."""
    scenario = Scenario(100 * rho * instances, fleet(instances, routing), timeout=inf, warm_up=5, horizon=horizon)
    means = [run(scenario, NoRetry, seed).mean_latency() for seed in range(RUNS)]
    return float(np.mean(means)), T_99 * float(np.std(means, ddof=1)) / RUNS**0.5


@pytest.mark.slow
def test_random_routing_is_so_many_single_queues() -> None:
    mean, half = mean_sojourn("random", 10, 0.8, 30)
    assert abs(mean - 0.05) < half < 0.006


@pytest.mark.slow
def test_choices_are_worth_what_they_are_said_to_be() -> None:
    random, two, least = (mean_sojourn(way, 20, 0.9, 9)[0] for way in ("random", "two-choices", "least-loaded"))
    assert random > 2.5 * two
    assert two > 1.3 * least


class Hedge(ClientPolicy):
    def hedge(self, call: Any) -> float:
        return 0.05


class TestCancelling:
    def test_the_twin_of_an_answered_hedge_is_called_off_wherever_it_is(self) -> None:
        demand = Demand(0.1, "lognormal", 1.5)
        kept = run(Scenario(100, fleet(20, "random", demand=demand), timeout=inf, horizon=60), Hedge)
        called_off = run(
            Scenario(100, fleet(20, "random", demand=demand, cancels=True), timeout=inf, horizon=60), Hedge
        )
        assert kept.totals["wasted"] > 500
        assert called_off.totals["wasted"] == 0
        # Of two copies one is answered. A few that the horizon cuts off apart, the other has been called off.
        twins = called_off.totals["attempts"] - called_off.series["arrivals"].sum()
        assert called_off.totals["cancelled"] == pytest.approx(twins, rel=0.1)
        assert called_off.quantile(0.99) < kept.quantile(0.99)

    def test_an_attempt_that_timed_out_frees_its_worker(self) -> None:
        node = Service(1, Demand(5, "constant"), cancels=True)
        result = run(Scenario(requests_at(1, 3, 5), node, timeout=1.5, horizon=10), NoRetry)
        assert result.outcomes == {"ok": 0, "timeout": 3}
        assert (result.totals["cancelled"], result.totals["completed"]) == (3, 0)
        assert list(result.services["service"]["busy"][1:8]) == [0, 1, 0, 1, 0, 1, 0]

    def test_a_queue_counts_only_those_that_still_want_an_answer(self) -> None:
        node = Service(1, Demand(2, "constant"), queue_limit=1, cancels=True)
        # The first is served until 1.5, the second waits from 1.1 to 1.6, and the third finds the queue full.
        late = run(Scenario(requests_at(1, 1.1, 1.2), node, timeout=0.5, horizon=10), NoRetry)
        assert late.outcomes == {"ok": 0, "timeout": 2, "shed": 1}
        assert late.totals["left"] == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"instances": 0}, "instances is 0: a fleet has at least one."),
        (
            {"routing": "best"},
            "routing 'best' is unknown: key, random, round-robin, least-loaded, two-choices, failover.",
        ),
        ({"detection": -1}, "detection is -1: give seconds, 0 or more."),
    ],
)
def test_a_fleet_that_makes_no_sense_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        Fleet(**{"service": Service(), "instances": 2} | changes)
    assert str(caught.value) == message
