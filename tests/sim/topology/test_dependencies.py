"""Services that call services: who waits for whom, what a failure below becomes above, and what theory says of it."""

from collections.abc import Callable
from math import inf
from typing import Any

import numpy as np
import pytest
from sim.helpers import Diary, assert_agrees, diary, requests_at

from rounds.sim import (
    ClientPolicy,
    Demand,
    Dependency,
    Fault,
    Fleet,
    Load,
    NaiveRetry,
    NoRetry,
    Result,
    Scenario,
    ScenarioError,
    Service,
    run,
    theory,
)

MANY = 10_000  # workers: nobody waits


def instant(name: str, *calls: Dependency, workers: int = MANY, **changes: Any) -> Service:
    """A service whose own work takes next to nothing."""
    return Service(workers, Demand(1e-6, "constant"), calls=calls, name=name, **changes)


def steady(seconds: float, name: str, workers: int = MANY) -> Service:
    return Service(workers, Demand(seconds, "constant"), name=name)


def latencies(topology: Service, rate: float, horizon: float, seed: int = 1) -> np.ndarray:
    """Sojourn times in the order of arrival, the first tenth left out."""
    notes: list[tuple[float, float]] = []

    class Log(ClientPolicy):
        def after(self, call: Any, outcome: Any) -> None:
            notes.append((call.now - outcome.latency, outcome.latency))

    run(Scenario(rate, topology, timeout=inf, horizon=horizon, clients=1), Log, seed)
    found = np.array([latency for sent, latency in sorted(notes) if sent < horizon])
    return found[len(found) // 10 :]


class TestTheory:
    @pytest.mark.slow
    def test_workers_that_wait_for_a_call_are_busy(self) -> None:
        """Four workers held for an exponential call each are M/M/4."""
        below = Service(MANY, Demand(0.04), name="below")
        found = latencies(instant("above", Dependency(below), workers=4), 80, 2500)
        assert_agrees(found, theory.mmc_mean_sojourn(4, 80, 0.04), within=0.1)

    @pytest.mark.slow
    def test_what_leaves_a_crowd_of_workers_is_poisson_again(self) -> None:
        """M/M/infinity before M/M/1: the second queue is as if it stood alone (Burke's theorem)."""
        below = Service(1, Demand(0.01), name="below")
        above = Service(MANY, Demand(0.05), calls=(Dependency(below),), name="above")
        found = latencies(above, 80, 2500)
        assert_agrees(found, 0.05 + theory.mmc_mean_sojourn(1, 80, 0.01), within=0.1)

    @pytest.mark.slow
    @pytest.mark.parametrize(("in_parallel", "mean"), [(False, 0.2), (True, 0.15)])
    def test_two_exponential_calls_take_their_sum_or_the_longer(self, in_parallel: bool, mean: float) -> None:
        calls = [Dependency(Service(MANY, Demand(0.1), name=name)) for name in ("one", "other")]
        found = latencies(instant("above", *calls, in_parallel=in_parallel), 50, 1000)
        assert_agrees(found, mean, within=0.05)

    @pytest.mark.parametrize("depth", [1, 2, 3])
    @pytest.mark.parametrize("retries", [0, 1, 2])
    def test_retries_multiply_over_the_layers(self, depth: int, retries: int) -> None:
        def policy() -> NaiveRetry:
            return NaiveRetry(retries)

        service = instant("leaf")
        for layer in range(depth - 1):
            service = instant(f"layer-{layer}", Dependency(service, policy))
        scenario = Scenario(20, service, (Fault(0, 10, "cut", target="leaf"),), timeout=5, horizon=10)
        result = run(scenario, policy)
        assert result.server_totals["leaf"]["cut"] == (1 + retries) ** depth * result.total("arrivals")
        assert result.outcomes["ok"] == 0


class TestOneRequest:
    """One request at second 1, through services of constant work."""

    def sent(self, topology: Service, policy: Callable[[], Any] = NoRetry, *faults: Fault, **changes: Any) -> Result:
        settings = {"clients": 1, "timeout": inf, "horizon": 30.0} | changes
        return run(Scenario(requests_at(1), topology, faults, **settings), policy)

    def latency(self, result: Result) -> float:
        assert result.outcomes == {"ok": 1}
        return result.mean_latency()

    def test_calls_are_made_in_order_after_the_services_own_work(self) -> None:
        pages, policy = diary()
        below = steady(0.2, "below")
        above = Service(1, Demand(0.5, "constant"), calls=(Dependency(below, policy),), name="above")
        assert self.latency(self.sent(above)) == pytest.approx(0.7)
        before = pages[0][1]
        assert (before.now, before.target, before.attempt, before.elapsed) == (1.5, "below", 1, 0)

    def test_a_call_knows_the_users_deadline_and_priority(self) -> None:
        pages, policy = diary()
        chain = instant("top", Dependency(Service(1, Demand(0.5, "constant"), name="mid", calls=(
            Dependency(steady(0.1, "leaf"), policy),))))  # fmt: skip
        load = Load(0, bursts=((1.0, 1),), priority=3)
        run(Scenario(load, chain, timeout=inf, deadline=2.0, horizon=10), NoRetry)
        assert (pages[0][1].priority, pages[0][1].deadline_left) == (3, pytest.approx(1.5))

    def test_a_failure_below_is_an_error_above(self) -> None:
        pages, policy = diary()
        above = instant("above", Dependency(steady(0.1, "below")))
        result = self.sent(above, policy, Fault(0, 10, "error", target="below"))
        assert result.outcomes == {"ok": 0, "error": 1}
        ((_, _, outcome),) = [page for page in pages if page[0] == "after"]
        assert (outcome.kind, outcome.latency) == ("error", pytest.approx(0.1, abs=1e-4))

    def test_a_service_that_fails_by_itself_makes_no_calls(self) -> None:
        above = instant("above", Dependency(steady(0.1, "below")), error_rate=1.0)
        assert self.sent(above).server_totals["below"]["accepted"] == 0

    def test_a_timeout_below_frees_the_worker_above(self) -> None:
        above = instant("above", Dependency(steady(5, "below"), timeout=0.3), workers=1)
        load = requests_at(1, 1)
        result = run(Scenario(load, above, timeout=inf, horizon=10), NoRetry)
        assert result.outcomes == {"ok": 0, "error": 2}
        assert result.services["above"]["busy"][2:].max() == 0
        assert result.server_totals["below"]["wasted"] == 2

    def test_a_fallback_degrades_the_answer_and_not_more(self) -> None:
        policy = diary(fallback="yesterday's")[1]
        above = instant("above", Dependency(steady(0.1, "below"), policy), Dependency(steady(0.2, "other")))
        result = self.sent(above, NoRetry, Fault(0, 10, "cut", target="below"))
        assert result.outcomes == {"ok": 0, "degraded": 1}
        assert result.availability() == 1
        assert result.server_totals["other"]["completed"] == 1

    def test_a_degraded_answer_from_two_floors_down_is_still_told(self) -> None:
        policy = diary(fallback=0)[1]
        chain = instant("top", Dependency(instant("mid", Dependency(steady(0.1, "leaf"), policy))))
        assert self.sent(chain, NoRetry, Fault(0, 10, "cut", target="leaf")).outcomes == {"ok": 0, "degraded": 1}

    def test_the_first_failure_of_parallel_calls_answers_and_later_ones_change_nothing(self) -> None:
        calls = [Dependency(steady(2, "slow")), Dependency(steady(0.5, "bad"))]
        above = instant("above", *calls, in_parallel=True, workers=1)
        result = self.sent(above, NoRetry, Fault(0, 20, "error", target="bad"))
        assert result.outcomes == {"ok": 0, "error": 1}
        assert result.services["above"]["busy"][2] == 0
        assert result.totals["completed"] == 1

    def test_an_answer_that_comes_in_a_freeze_goes_out_after_it(self) -> None:
        above = instant("above", Dependency(steady(1, "below")), workers=1)
        result = self.sent(above, NoRetry, Fault(1.5, 4, "freeze", target="above"))
        assert self.latency(result) == pytest.approx(3)

    def test_only_the_load_that_needs_a_call_makes_it(self) -> None:
        above = instant("above", Dependency(steady(0.1, "a"), load="A"), Dependency(steady(0.1, "both")))
        loads = (Load(10, name="A"), Load(5, name="B"))
        result = run(Scenario(loads, above, horizon=20), NoRetry)
        a, b = (result.loads[name].total("arrivals") for name in "AB")
        assert result.server_totals["a"]["accepted"] == a > 100
        assert result.server_totals["both"]["accepted"] == a + b
        assert result.total("ok") == a + b
        assert result.loads["B"].availability() == 1

    def test_two_services_share_what_both_call(self) -> None:
        shared = steady(0.1, "shared")
        one, other = (instant(name, Dependency(shared)) for name in ("one", "other"))
        result = self.sent(instant("top", Dependency(one), Dependency(other)))
        assert result.server_totals["shared"]["completed"] == 2

    def test_each_instance_of_a_fleet_has_a_policy_of_its_own(self) -> None:
        made = []

        def policy() -> NoRetry:
            made.append(NoRetry())
            return made[-1]

        fleet = Fleet(instant("above", Dependency(steady(0.1, "below"), policy)), 3)
        run(Scenario(10, fleet, horizon=5), NoRetry)
        assert len(made) == 3


def test_what_happens_above_does_not_change_the_luck_below() -> None:
    """Another policy above, the same work below for the same attempt: differences are the policy's own."""
    below = Service(MANY, Demand(0.1), name="below")
    above = instant("above", Dependency(below))

    class Late(ClientPolicy):
        def before(self, call: Any) -> bool:
            return True

    plain, same = (run(Scenario(40, above, horizon=20), policy, 7) for policy in (NoRetry, Late))
    assert (plain.latencies.histogram == same.latencies.histogram).all()


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Scenario(1, instant("a", Dependency(instant("a")))),
            "two parts of the topology are called 'a': give each a name of its own.",
        ),
        (
            lambda: Scenario(1, instant("a", Dependency(instant("b"), load="C"))),
            "a makes a call for the load 'C', which is not there.",
        ),
        (
            lambda: Scenario(1, instant("a"), (Fault(1, 2, target="b"),)),
            "a fault strikes 'b', which is not there: a.",
        ),
        (lambda: Scenario(1, instant("a"), (Fault(1, 2, "flush"),)), "a flush strikes a cache, and 'a' is none."),
        (lambda: Scenario(()), "load is empty: give at least one."),
        (lambda: Scenario((Load(1), Load(2))), "two loads have the same name: give each one of its own."),
        (lambda: Dependency(instant("a"), timeout=0), "timeout is 0: give seconds above 0."),
    ],
)
def test_a_topology_that_makes_no_sense_is_refused(build: Callable[[], Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        build()
    assert str(caught.value) == message


def test_a_wrong_answer_of_a_dependencys_policy_is_named() -> None:
    from rounds.sim import PolicyError

    wrong: Callable[[], Diary] = diary(before="yes")[1]
    above = instant("above", Dependency(steady(0.1, "below"), wrong))
    with pytest.raises(PolicyError, match=r"before\(\) returned 'yes'"):
        run(Scenario(5, above, horizon=5), NoRetry)
