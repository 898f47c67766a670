"""What a service does with the attempts it gets: when it is well, and under each kind of fault."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from sim.helpers import calm, diary, requests_at

from rounds.sim import (
    Admission,
    ClientPolicy,
    Demand,
    Fault,
    Load,
    NaiveRetry,
    NoRetry,
    Result,
    Scenario,
    Service,
    View,
    run,
)

POLICIES: list[Callable[[], ClientPolicy]] = [NoRetry, NaiveRetry]


def completions(scenario: Scenario, seed: int = 0) -> dict[float, float]:
    """For each request that went well, when it came and when its answer came, in seconds."""
    pages, policy = diary()
    run(scenario, policy, seed)
    ended = [(page[1], page[2]) for page in pages if page[0] == "after"]
    return {round(call.now - call.elapsed, 6): call.now for call, outcome in ended if outcome.ok}


def one_worker(service: float = 1.0, **changes: Any) -> Service:
    return Service(1, Demand(service, "constant"), **changes)


def at(*times: float, **changes: Any) -> Scenario:
    settings = {"topology": one_worker(), "timeout": 100.0, "horizon": 40.0} | changes
    return Scenario(requests_at(*times), **settings)


def test_an_attempt_that_finds_a_worker_is_served_at_once_and_others_wait_their_turn() -> None:
    assert completions(at(1, 1.5, 2, 9)) == pytest.approx({1: 2, 1.5: 3, 2: 4, 9: 10})


def test_as_many_are_served_at_a_time_as_there_are_workers() -> None:
    service = Service(3, Demand(1.0, "constant"))
    assert completions(at(1, 1.1, 1.2, 1.3, topology=service)) == pytest.approx({1: 2, 1.1: 2.1, 1.2: 2.2, 1.3: 3})


def test_lifo_serves_the_newest_first() -> None:
    scenario = at(1, 1.1, 1.2, 1.3, topology=one_worker(discipline="lifo"))
    assert completions(scenario) == pytest.approx({1: 2, 1.3: 3, 1.2: 4, 1.1: 5})


def test_a_freeze_delays_what_is_being_served_by_its_length_and_starts_nothing() -> None:
    calm_times = completions(at(1, 1.5, 4, 8))
    frozen = completions(at(1, 1.5, 4, 8, faults=(Fault(1.25, 3.75),)))
    assert calm_times == pytest.approx({1: 2, 1.5: 3, 4: 5, 8: 9})
    assert frozen == pytest.approx({1: 4.5, 1.5: 5.5, 4: 6.5, 8: 9})


def test_what_comes_during_a_freeze_waits_for_its_end_even_where_workers_are_idle() -> None:
    assert completions(calm(1.0, load=requests_at(3, 4), faults=(Fault(2, 5),), timeout=9.0)) == {3: 6.0, 4: 6.0}


def test_work_may_be_frozen_twice() -> None:
    assert completions(at(1, faults=(Fault(1.5, 3), Fault(3.25, 5)))) == pytest.approx({1: 1 + 1 + 1.5 + 1.75})


def test_a_freeze_shifts_every_completion_of_random_work_by_exactly_its_length() -> None:
    scenario = Scenario(60, Service(1000), timeout=100.0, horizon=40.0)  # nobody waits
    before = completions(scenario, seed=4)
    after = completions(scenario.but(faults=(Fault(20, 25),)), seed=4)
    assert before.keys() == after.keys()
    for arrived, ended in before.items():
        if arrived < 20:
            assert after[arrived] == pytest.approx(ended + 5 if ended > 20 else ended)
        elif arrived < 25:
            assert after[arrived] == pytest.approx(25 + ended - arrived)
        else:
            assert after[arrived] == pytest.approx(ended)


def test_slow_stretches_only_work_begun_in_its_window() -> None:
    scenario = calm(1.0, load=requests_at(1, 2, 4, 6), faults=(Fault(1.5, 5, "slow", factor=3),), timeout=9.0)
    assert completions(scenario) == pytest.approx({1: 2, 2: 5, 4: 7, 6: 7})


def test_of_two_slow_faults_the_slower_counts() -> None:
    faults = (Fault(1, 9, "slow", factor=2), Fault(3, 5, "slow", factor=4))
    assert completions(calm(1.0, load=requests_at(2, 4, 6), faults=faults, timeout=9.0)) == {2: 4, 4: 8, 6: 8}


def test_error_fails_what_is_completed_in_its_window_after_its_full_work() -> None:
    pages, policy = diary()
    result = run(calm(1.0, load=requests_at(1, 2, 4, 6), faults=(Fault(2.5, 5.5, "error"),), timeout=9.0), policy)
    ends = {page[1].now: page[2].kind for page in pages if page[0] == "after"}
    assert ends == {2.0: "ok", 3.0: "error", 5.0: "error", 7.0: "ok"}
    assert result.totals["completed"] == 4
    assert result.totals["wasted"] == 0


def test_errors_come_with_their_probability() -> None:
    for scenario in (
        calm(load=100, horizon=100.0, topology=Service(1000, Demand(0.1, "constant"), error_rate=0.2)),
        calm(load=100, horizon=100.0, faults=(Fault(0, 100, "error", probability=0.2),)),
    ):
        assert run(scenario, NoRetry).availability() == pytest.approx(0.8, abs=0.012)  # three standard errors


def test_an_error_fault_stands_in_for_the_calm_error_rate_while_it_lasts() -> None:
    service = Service(1000, Demand(0.1, "constant"), error_rate=0.5)
    result = run(calm(load=100, horizon=60.0, topology=service, faults=(Fault(20, 40, "error"),)), NoRetry)
    assert result.availability("before") == pytest.approx(0.5, abs=0.05)
    assert result.availability("during") < 0.02
    assert result.availability("after") == pytest.approx(0.5, abs=0.05)


def test_cut_refuses_what_is_sent_in_its_window_and_leaves_the_rest_alone() -> None:
    result = run(at(1, 1.5, 3, faults=(Fault(1.2, 2.5, "cut"),)), NoRetry)
    assert result.outcomes == {"ok": 2, "cut": 1}
    assert result.totals["cut"] == 1
    assert result.totals["accepted"] == 2
    assert completions(at(1, 1.5, 3, faults=(Fault(1.2, 2.5, "cut"),))) == {1: 2.0, 3: 4.0}


def test_a_fault_may_begin_at_once_and_last_to_the_end() -> None:
    result = run(calm(faults=(Fault(0, 20, "cut"),)), NoRetry)
    assert result.availability() == 0.0
    assert result.outcomes["cut"] == result.total("arrivals")


def test_a_queue_limit_counts_those_who_wait_and_not_those_who_are_served() -> None:
    result = run(at(1, 1.1, 1.2, 1.3, 1.4, topology=one_worker(queue_limit=2)), NoRetry)
    assert result.outcomes == {"ok": 3, "shed": 2}


def test_a_queue_limit_of_zero_serves_only_whom_it_can_serve_at_once() -> None:
    scenario = at(1, 1.5, 2.5, topology=one_worker(queue_limit=0))
    assert completions(scenario) == {1: 2.0, 2.5: 3.5}
    assert run(scenario, NoRetry).outcomes == {"ok": 2, "shed": 1}


def test_during_a_freeze_a_queue_limit_sheds_what_does_not_fit() -> None:
    scenario = at(2, 3, 4, topology=one_worker(queue_limit=1), faults=(Fault(1, 9),))
    assert run(scenario, NoRetry).outcomes == {"ok": 1, "shed": 2}


def wasted_and_expired(**changes: Any) -> tuple[int, int, Result]:
    result = run(at(1, 1.1, 1.2, 8, timeout=1.5, topology=one_worker(2.0, **changes)), NoRetry)
    return result.totals["wasted"], result.totals["expired"], result


def test_the_service_works_on_for_clients_that_left_and_that_work_is_wasted() -> None:
    wasted, expired, result = wasted_and_expired()
    assert (wasted, expired) == (4, 0)
    assert result.outcomes == {"ok": 0, "timeout": 4}
    assert result.series["completed"].sum() == result.series["wasted"].sum() == 4


def test_drop_expired_leaves_out_attempts_whose_client_has_gone() -> None:
    wasted, expired, _ = wasted_and_expired(drop_expired=True)
    assert (wasted, expired) == (2, 2)


def test_drop_expired_changes_nothing_while_nobody_leaves() -> None:
    scenario = Scenario(70, timeout=100.0, horizon=30.0)
    patient = run(scenario, NoRetry, 3)
    dropping = run(scenario.but(topology=Service(drop_expired=True)), NoRetry, 3)
    assert dropping.totals["expired"] == 0
    assert dropping.as_json() == patient.as_json()


class Half(Admission):
    """Admits every other attempt and writes down what it is told."""

    views: list[View]
    samples: list[tuple[float, int, bool]]
    made: list["Half"]

    def __init__(self) -> None:
        self.views, self.samples = [], []
        Half.made.append(self)

    def admit(self, view: View) -> bool:
        self.views.append(view)
        return len(self.views) % 2 == 1

    def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
        self.samples.append((round(rtt, 6), in_flight, dropped))


def test_admission_sees_the_queue_at_the_door_and_is_told_of_every_end() -> None:
    Half.made = []
    result = run(at(1, 1.1, 1.2, 1.3, 1.4, topology=one_worker(admission=Half)), NoRetry)
    (one,) = Half.made
    assert one.views == [
        View(1.0, 0, 0, 0),
        View(1.1, 0, 1, 0),
        View(1.2, 0, 1, 0),
        View(1.3, 1, 1, 0),
        View(1.4, 1, 1, 0),
    ]
    assert result.outcomes == {"ok": 3, "shed": 2}
    # In order: shed at 1.1 and 1.3, then three served one after another; `in_flight` counts the attempt itself.
    assert one.samples == [(0.0, 1, True), (0.0, 2, True), (1.0, 3, False), (1.8, 2, False), (2.6, 1, False)]


def test_each_run_has_an_admission_of_its_own() -> None:
    Half.made = []
    scenario = calm(topology=Service(10, admission=Half))
    assert run(scenario, NoRetry, 1).as_json() == run(scenario, NoRetry, 1).as_json()
    assert len(Half.made) == 2


def test_what_the_queue_limit_sheds_is_a_drop_to_admission_too() -> None:
    class Open(Admission):
        drops = 0

        def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
            Open.drops += dropped

    run(at(1, 1.1, 1.2, topology=one_worker(queue_limit=0, admission=Open)), NoRetry)
    assert Open.drops == 2


def test_an_attempt_that_expired_in_the_queue_is_a_drop_to_admission() -> None:
    class Told(Admission):
        ends: ClassVar[list[tuple[float, bool]]] = []

        def sample(self, rtt: float, in_flight: int, dropped: bool) -> None:
            Told.ends.append((round(rtt, 6), dropped))

    service = one_worker(drop_expired=True, admission=Told)  # an attempt takes it 1 s
    result = run(at(1, 1.1, 1.2, timeout=0.5, topology=service), NoRetry)
    assert result.totals["expired"] == 2
    assert Told.ends == [(1.0, False), (0.9, True), (0.8, True)]


def test_a_burst_brings_so_many_requests_at_that_moment() -> None:
    result = run(calm(load=Load(0, bursts=((3.0, 40), (3.5, 5), (7.25, 2)))), NoRetry)
    assert result.series["arrivals"].tolist() == [0, 0, 0, 45, 0, 0, 0, 2] + [0] * 12
    assert result.outcomes == {"ok": 47}


def test_a_burst_leaves_the_luck_of_all_other_requests_alone() -> None:
    plain = completions(calm(topology=Service(1000), load=30), seed=2)
    with_burst = completions(calm(topology=Service(1000), load=Load(30, bursts=((4.0, 50),))), seed=2)
    assert {arrived: ended for arrived, ended in with_burst.items() if arrived != 4.0} == plain


def test_a_step_of_load_shows_in_the_arrivals() -> None:
    result = run(Scenario(Load(20, steps=((20, 60),)), horizon=40.0), NoRetry, 1)
    assert result.series["arrivals"][:20].sum() == pytest.approx(400, abs=80)
    assert result.series["arrivals"][20:].sum() == pytest.approx(1200, abs=140)


@pytest.mark.parametrize("policy", POLICIES)
def test_no_load_is_no_requests_and_no_figures(policy: Callable[[], ClientPolicy]) -> None:
    result = run(Scenario(0, faults=(Fault(10, 20),), horizon=40.0), policy)
    assert result.outcomes == {"ok": 0}
    figures = result.as_json()
    assert figures["availability"] == {"before": None, "during": None, "after": None}
    assert figures["load_factor"] is figures["p50"] is figures["p99"] is None
    assert figures["goodput"] == 0


def test_a_scenario_without_timeouts_waits_for_ever() -> None:
    scenario = Scenario(requests_at(1.0), one_worker(5.0), timeout=float("inf"), horizon=10.0)
    assert run(scenario, NaiveRetry).mean_latency() == pytest.approx(5.0)


def test_requests_that_have_not_ended_when_the_run_does_are_unfinished() -> None:
    scenario = at(1, 30, topology=one_worker(100.0), timeout=500.0, cool_down=10.0)
    result = run(scenario, NoRetry)
    assert result.outcomes == {"ok": 0, "unfinished": 2}
    assert result.totals["left"] == 2
    assert run(scenario.but(cool_down=180.0), NoRetry).outcomes == {"ok": 2}
