"""Nothing is lost and nothing counted twice, whatever the scenario, the faults and the policy are."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.sim import (
    Admission,
    Cache,
    Call,
    ClientPolicy,
    Demand,
    Dependency,
    Fault,
    Fleet,
    Load,
    NaiveRetry,
    NoRetry,
    Outcome,
    Result,
    Scenario,
    Service,
    View,
    run,
)
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget
from rounds.sim.topology import Topology, names_of

HORIZON = 12


class Erratic(ClientPolicy):
    """Does anything its interface allows, by the uniform number of each call."""

    def before(self, call: Call) -> bool:
        return call.u < 0.8

    def rejected(self, call: Call) -> float | None:
        return None if call.u < 0.5 or call.attempt > 5 else call.u

    def timeout(self, call: Call) -> float | None:
        return None if call.u < 0.3 else 0.05 + call.u

    def hedge(self, call: Call) -> float | None:
        return None if call.u < 0.5 else (call.u - 0.5) / 2

    def after(self, call: Call, outcome: Outcome) -> float | None:
        if call.attempt > 5 or call.u < 0.2:
            return None
        return 0.0 if call.u < 0.5 else call.u - 0.4

    def fallback(self, call: Call) -> Any:
        return "stale" if call.u < 0.3 else None


class Picky(Admission):
    """Sheds every third attempt, and all while 30 wait."""

    def __init__(self) -> None:
        self.seen = 0

    def admit(self, view: View) -> bool:
        self.seen += 1
        return self.seen % 3 != 0 and view.queue < 30


POLICIES: list[Callable[[], ClientPolicy]] = [
    NoRetry,
    NaiveRetry,
    FullJitter,
    RetryBudget,
    lambda: RetryBudget(retry=FullJitter()),
    lambda: CircuitBreaker(window=10, minimum=5, wait=0.5, probes=2),
    lambda: AdaptiveThrottle(window=3),
    lambda: AdaptiveThrottle(window=3, retry_rejected=True),
    Erratic,
]

seconds = st.integers(0, 4 * HORIZON).map(lambda quarters: quarters / 4)
demands = st.builds(
    Demand,
    st.sampled_from([0.02, 0.1, 0.4]),
    st.sampled_from(["exponential", "constant", "lognormal"]),
    st.sampled_from([0.25, 1.0]),
)
services = st.builds(
    Service,
    workers=st.integers(1, 8),
    demand=demands,
    queue_limit=st.sampled_from([None, None, 0, 1, 20]),
    discipline=st.sampled_from(["fifo", "lifo"]),
    drop_expired=st.booleans(),
    error_rate=st.sampled_from([0.0, 0.0, 0.2, 1.0]),
    admission=st.sampled_from([None, None, Picky]),
)


@st.composite
def loads(draw: st.DrawFn) -> Load:
    rates = st.sampled_from([0.0, 3.0, 20.0, 60.0])
    steps = sorted(draw(st.lists(st.tuples(seconds, rates), max_size=2)))
    return Load(draw(rates), tuple(steps), tuple(draw(st.lists(st.tuples(seconds, st.integers(0, 40)), max_size=2))))


@st.composite
def faults(draw: st.DrawFn) -> tuple[Fault, ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        at, until = sorted(draw(st.lists(seconds, min_size=2, max_size=2, unique=True)))
        kind = draw(st.sampled_from(["freeze", "slow", "error", "cut"]))
        found.append(Fault(at, until, kind, factor=3.0, probability=draw(st.sampled_from([0.5, 1.0]))))
    freezes = sorted((fault for fault in found if fault.kind == "freeze"), key=lambda fault: fault.at)
    overlapping = any(a.until > b.at for a, b in pairwise(freezes))
    return tuple(fault for fault in found if not (overlapping and fault.kind == "freeze"))


scenarios = st.builds(
    Scenario,
    load=loads(),
    topology=services,
    faults=faults(),
    clients=st.sampled_from([1, 3, 10]),
    timeout=st.sampled_from([0.1, 1.0, 5.0, inf]),
    deadline=st.sampled_from([inf, inf, 1.5]),
    warm_up=st.sampled_from([0.0, 2.0]),
    horizon=st.just(float(HORIZON)),
    cool_down=st.sampled_from([0.0, 3.0, 30.0]),
)


@st.composite
def graphs(draw: st.DrawFn) -> Topology:
    """One to three floors: services, fleets, and caches before them, that may share what lies below."""
    floor: list[Topology] = [_part(draw, "leaf-0", ()), _part(draw, "leaf-1", ())]
    for level in range(draw(st.integers(0, 2))):
        below = draw(st.lists(st.sampled_from(floor), min_size=1, max_size=2))
        calls = tuple(
            Dependency(
                target,
                draw(st.sampled_from(POLICIES)),
                draw(st.sampled_from([0.1, 1.0, inf])),
                draw(st.sampled_from(["", "", "B"])),
            )
            for target in below
        )
        floor = [_part(draw, f"floor-{level}", calls)]
    return floor[0]


def _part(draw: st.DrawFn, name: str, calls: tuple[Dependency, ...]) -> Topology:
    service = replace(
        draw(services), name=name, calls=calls, in_parallel=draw(st.booleans()), cancels=draw(st.booleans())
    )
    kind = draw(st.sampled_from(["service", "service", "fleet", "cache"]))
    if kind == "service":
        return service
    routing = draw(st.sampled_from(["key", "random", "round-robin", "least-loaded", "two-choices", "failover"]))
    fleet = Fleet(service, draw(st.integers(1, 4)), routing)
    if kind == "fleet":
        return fleet
    refresh = draw(st.sampled_from(["expire", "single-flight", "early", "stale"]))
    backend = draw(st.sampled_from([service, fleet]))
    return Cache(
        backend, draw(st.sampled_from([1, 30])), 2.0, refresh=refresh, warm=draw(st.booleans()), name=f"{name}-cache"
    )


graph_scenarios = st.builds(
    Scenario,
    load=st.tuples(loads().map(lambda load: replace(load, name="A")), st.just(Load(10, name="B", priority=1))),
    topology=graphs(),
    faults=faults(),
    clients=st.sampled_from([1, 3]),
    timeout=st.sampled_from([0.1, 1.0, inf]),
    deadline=st.sampled_from([inf, 1.5]),
    horizon=st.just(float(HORIZON)),
    cool_down=st.sampled_from([0.0, 30.0]),
)


def assert_conserved_everywhere(result: Result) -> None:
    """Of users' requests, of each load's, and of the attempts at every server of a graph."""
    totals, outcomes = result.totals, result.outcomes
    assert sum(outcomes.values()) == result.series["arrivals"].sum()
    for load in result.loads.values():
        assert sum(load.outcomes.values()) == load.series["arrivals"].sum()
    assert outcomes["ok"] == result.latencies.histogram.sum()
    for at in result.server_totals.values():
        assert at["accepted"] == at["completed"] + at["expired"] + at["cancelled"] + at["left"]
        assert 0 <= at["wasted"] <= at["completed"]
        assert min(at.values()) >= 0
    for name, series in result.services.items():
        assert min(counts.min() for counts in series.values()) >= 0, name
    cached = isinstance(result.scenario.topology, Cache)
    if not cached:
        assert totals["attempts"] == totals["accepted"] + totals["shed"] + totals["cut"]
    if not result.server_totals.keys() - set(names_of(result.scenario.topology)):
        assert totals["left"] == sum(at["left"] for at in result.server_totals.values())


def assert_conserved(result: Result) -> None:
    series, totals, outcomes = result.series, result.totals, result.outcomes
    assert sum(outcomes.values()) == series["arrivals"].sum()
    assert all(count > 0 for kind, count in outcomes.items() if kind != "ok")
    assert outcomes["ok"] == series["ok"].sum() == result.latencies.histogram.sum()
    assert outcomes.get("degraded", 0) == series["degraded"].sum()
    assert totals["attempts"] == totals["accepted"] + totals["shed"] + totals["cut"]
    assert totals["accepted"] == totals["completed"] + totals["expired"] + totals["left"]
    assert 0 <= totals["wasted"] <= totals["completed"]
    assert min(totals.values()) >= 0
    length = len(series["arrivals"])
    for name, counts in series.items():
        assert len(counts) == length
        assert counts.min() >= 0
        if name in totals:
            assert counts.sum() <= totals[name]  # the totals go on after the horizon
    assert (series["ok"] + series["degraded"] <= series["arrivals"]).all()
    assert (series["attempts"].cumsum() >= series["completed"].cumsum()).all()
    assert (series["completed"] >= series["wasted"]).all()
    assert (series["busy"] <= result.scenario.topology.workers).all()
    if result.scenario.topology.queue_limit is not None:
        assert (series["queue"] <= result.scenario.topology.queue_limit).all()
    for window in ("all", "before", "during", "after"):
        share = result.availability(window)  # type: ignore[arg-type]
        assert not isfinite(share) or 0 <= share <= 1


no_deadline = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@settings(no_deadline, max_examples=50)
@given(scenario=scenarios, policy=st.sampled_from(POLICIES), seed=st.integers(0, 2**40))
def test_every_request_and_every_attempt_ends_in_exactly_one_way(
    scenario: Scenario, policy: Callable[[], ClientPolicy], seed: int
) -> None:
    assert_conserved(run(scenario, policy, seed))


@pytest.mark.deep
@settings(no_deadline, max_examples=1500)
@given(scenario=scenarios, policy=st.sampled_from(POLICIES), seed=st.integers(0, 2**40))
def test_every_request_and_every_attempt_ends_in_exactly_one_way_over_many_scenarios(
    scenario: Scenario, policy: Callable[[], ClientPolicy], seed: int
) -> None:
    assert_conserved(run(scenario, policy, seed))


@settings(no_deadline, max_examples=60)
@given(scenario=graph_scenarios, policy=st.sampled_from(POLICIES), seed=st.integers(0, 2**40))
def test_nothing_is_lost_in_graphs_of_services(
    scenario: Scenario, policy: Callable[[], ClientPolicy], seed: int
) -> None:
    assert_conserved_everywhere(run(scenario, policy, seed))


@pytest.mark.deep
@settings(no_deadline, max_examples=1500)
@given(scenario=graph_scenarios, policy=st.sampled_from(POLICIES), seed=st.integers(0, 2**40))
def test_nothing_is_lost_in_many_graphs_of_services(
    scenario: Scenario, policy: Callable[[], ClientPolicy], seed: int
) -> None:
    assert_conserved_everywhere(run(scenario, policy, seed))


@settings(no_deadline, max_examples=40)
@given(scenario=scenarios, seed=st.integers(0, 2**40), most=st.integers(0, 400))
def test_a_run_that_is_stopped_early_loses_nothing_either(scenario: Scenario, seed: int, most: int) -> None:
    result = run(scenario, Erratic, seed, most_policy_calls=most)
    assert isinstance(scenario.topology, Service)
    assert result.policy_calls <= most * (2 if scenario.topology.admission else 1)  # clients, and the door
    assert_conserved(result)


@settings(no_deadline, max_examples=20)
@given(scenario=scenarios, seed=st.integers(0, 2**40))
def test_after_is_told_of_no_attempt_twice_under_any_scenario(scenario: Scenario, seed: int) -> None:
    told: set[tuple[float, float]] = set()

    class Watching(Erratic):
        def after(self, call: Call, outcome: Outcome) -> float | None:
            assert (self._request(call), call.attempt, call.u) not in told
            told.add((self._request(call), call.attempt, call.u))
            assert outcome.latency >= 0
            assert call.elapsed >= outcome.latency - 1e-9
            return super().after(call, outcome)

        def _request(self, call: Call) -> float:
            return round(call.now - call.elapsed, 9)

    result = run(scenario, Watching, seed)
    assert len(told) <= result.totals["attempts"]


@settings(no_deadline, max_examples=20)
@given(scenario=scenarios, policy=st.sampled_from(POLICIES), seed=st.integers(0, 2**40))
def test_the_figures_of_any_run_are_plain_data(
    scenario: Scenario, policy: Callable[[], ClientPolicy], seed: int
) -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return value is None or type(value) is int or (type(value) is float and isfinite(value))

    assert plain(run(scenario, policy, seed).as_json())
