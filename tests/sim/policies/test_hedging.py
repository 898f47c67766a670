"""Hedged requests: fixed, and at a moving quantile within a budget."""

from dataclasses import replace

import pytest
from sim.helpers import OK, call
from sim.policies.events import heard

from rounds.sim import Call, Demand, Fault, Fleet, NaiveRetry, NoRetry, Outcome, Scenario, Service, run
from rounds.sim.policies import Hedge, QuantileHedge

UNSAFE = replace(call(), idempotent=False)


def test_a_hedge_is_sent_after_its_delay_and_only_where_twice_does_no_harm() -> None:
    policy = Hedge(0.25)
    assert policy.hedge(call()) == 0.25
    assert policy.hedge(UNSAFE) is None
    assert policy.after(call(), heard("error")) is None
    assert Hedge(0.25, NaiveRetry()).after(call(), heard("error")) == 0.0


def warmed(**settings: float) -> QuantileHedge:
    """Ten latencies of 0.1 to 1.0 s: their quantile 0.8 is the eighth, 0.8 s."""
    policy = QuantileHedge(**{"extra": 0.2, "window": 10, "minimum": 10, "size": 2} | settings)  # type: ignore[arg-type]
    for n in (4, 2, 10, 1, 3, 8, 5, 7, 9, 6):
        assert policy.hedge(call()) is None
        policy.after(call(), Outcome("ok", n / 10))
    return policy


def test_the_delay_is_the_quantile_of_the_last_latencies() -> None:
    policy = warmed()
    assert policy.delay == 0.8
    policy.after(call(), heard("timeout 2"))  # out goes 0.4
    assert policy.delay == 0.9
    policy.after(call(), heard("error 9"))  # says nothing of how long an answer takes
    assert policy.delay == 0.9
    for _ in range(8):
        policy.after(call(), heard("ok 0.1"))
    assert policy.delay == 0.1  # only 2.0 and the last but one are older: 0.1 eight times of ten


EVENTS = [  # the moment at which the request came, what happens, the answer, tokens left of 2
    (0.0, "hedge", 0.8, 1.0),
    (1.0, "hedge", 0.8, 0.0),
    (2.0, "hedge", None, 0.0),  # two may be under way
    (0.0, "cut 0.3", None, 1.2),  # known before its hedge was due: its token is back, and a fifth is earned
    (3.0, "hedge", 0.8, pytest.approx(0.2)),
    (1.0, "error 0.9", None, pytest.approx(0.4)),  # its hedge was sent
    (2.0, "error 0.9", None, pytest.approx(0.6)),  # it had none
    (3.0, "shed 0", None, pytest.approx(1.8)),
    (4.0, "shed 0", None, pytest.approx(2.0)),  # full
]


def test_a_token_is_held_until_it_is_known_whether_the_copy_was_sent() -> None:
    policy = warmed()
    assert policy.tokens == 2
    for number, (arrived, what, answer, tokens) in enumerate(EVENTS):
        now = call(arrived + 0.4, elapsed=0.4)
        given = policy.hedge(now) if what == "hedge" else policy.after(now, heard(what))
        assert (given, policy.tokens) == (answer, tokens), f"event {number}"


def test_retries_earn_nothing_and_unsafe_calls_hold_nothing() -> None:
    policy = warmed()
    assert policy.hedge(UNSAFE) is None
    policy.hedge(call())
    policy.hedge(call(5.0))
    policy.after(call(attempt=2), Outcome("error", 0.9))
    assert policy.tokens == 0


REPLICAS = Fleet(Service(1, Demand(0.01, "constant")), 40, "random")
SLOW = Fault(0, 60, "slow", factor=20, target="service-1")


def test_a_hedge_takes_the_slow_replica_out_of_the_tail() -> None:
    """One replica of forty takes 0.2 s instead of 0.01: more than two requests in a hundred feel it."""
    scenario = Scenario(100, REPLICAS, (SLOW,), clients=2, horizon=60.0)
    plain, fixed, moving = (run(scenario, make, 1) for make in (NoRetry, lambda: Hedge(0.05), QuantileHedge))
    assert plain.quantile(0.99, "during") > 0.2
    assert fixed.quantile(0.99, "during") < 0.08
    assert moving.quantile(0.99, "during") < 0.08
    assert 1.02 < fixed.load_factor() < 1.04
    assert 1.02 < moving.load_factor() < 1.06


def test_in_an_outage_copies_stay_within_the_budget_and_a_fixed_hedge_doubles_the_load() -> None:
    scenario = Scenario(100, Service(50, Demand(0.05)), (Fault(30, 60, "slow", factor=100),), horizon=60.0)
    copies = {}
    for name, make in (("fixed", lambda: Hedge(0.3)), ("moving", QuantileHedge)):
        result = run(scenario, make, 1)
        copies[name] = result.total("attempts", "during") - result.total("arrivals", "during")
    assert copies["fixed"] > 0.9 * 3000
    assert copies["moving"] <= 0.05 * 3000 + 10 * 10 + 10


class Latencies(QuantileHedge):
    """Keeps all latencies, in `seen`."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []

    def after(self, call: Call, outcome: Outcome) -> float | None:
        self.seen.append(outcome.latency)
        return super().after(call, outcome)


def test_hedging_at_a_quantile_does_not_move_the_quantile() -> None:
    """Fewer than 5% are slower than what the hedge waits for only if hedges shorten what they are measured by."""
    made: list[Latencies] = []

    def make() -> Latencies:
        made.append(Latencies())
        return made[-1]

    run(Scenario(200, Service(1000, Demand(0.1)), clients=1, horizon=60.0), make, 1)
    (policy,) = made
    late = sum(latency > 0.3 for latency in policy.seen) / len(policy.seen)
    assert policy.delay == pytest.approx(0.3, abs=0.04)  # -ln(0.05) x 0.1 s
    assert late < 0.06


def test_what_no_answer_tells_is_not_learned() -> None:
    policy = QuantileHedge(minimum=1)
    for kind in ("error", "shed", "cut"):
        policy.after(call(), heard(kind))
    assert policy.delay is None
    policy.after(call(), OK)
    assert policy.delay == OK.latency
