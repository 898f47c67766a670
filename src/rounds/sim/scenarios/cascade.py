"""One dependency becomes slow, and users who never needed it lose the service.

A gateway of 100 threads answers two kinds of requests: 80 a second call A, 20 a second call B, and each call takes
50 ms. Then B takes 10 s. Nothing fails; a thread that calls B is only held longer, so 20 more are held every second,
and after five seconds all are. From then on A, in perfect health, is hardly called any more, and its users get nothing.

How many threads B takes is load x E[min(time, timeout)] (Little's law): 20 x 10 s = 200 of 100. What helps makes that
number small: a bulkhead of 20, or a timeout of 0.3 s (6 threads). A bulkhead of 120 never fills. What surprises is the
breaker. Alone it comes too late: it learns of slow calls when they come back, ten seconds on, and by then the threads
are gone; and one that counts failures alone never opens, for B does not fail. It needs a timeout, and with one of 3 s
it does what the timeout alone would not: it also gives B's threads back.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rounds.sim.calls import with_call
from rounds.sim.client import NoRetry
from rounds.sim.compare import Comparison, Variant
from rounds.sim.demand import Demand
from rounds.sim.load import Load
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import Bulkhead, CircuitBreaker
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, percent, recovered, recovery, study_in
from rounds.sim.scenarios.shares import available, between, share, told, whole
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Dependency, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

BEGIN = 30.0  # when B becomes slow, in seconds
MANY = 10_000  # workers of A and B: neither has a queue


def build(
    load_a: float, load_b: float, threads: int, call: float, slow: float, outage: float, timeout: float, horizon: float
) -> Scenario:
    """The scenario from its parameters; a fault of no length is no fault."""
    a, b = (Service(MANY, Demand(call, "constant"), name=name) for name in ("A", "B"))
    calls = (Dependency(a, load="A"), Dependency(b, load="B"))
    gateway = Service(threads, Demand(0.001, "constant"), calls=calls, name="gateway")
    faults = (Fault(BEGIN, BEGIN + outage, "slow", factor=slow, target="B"),) if outage else ()
    loads = (Load(load_a, name="A"), Load(load_b, name="B"))
    return Scenario(loads, gateway, faults, timeout=timeout, warm_up=5.0, horizon=horizon)


def calling_b(policy: Callable[[], Any] = NoRetry, **changes: Any) -> Variant:
    """The gateway with another way to call B."""
    return Variant(change=lambda scenario: with_call(scenario, "B", policy=policy, **changes))


def _second_half(result: Result) -> float:
    """The availability of A in the second half of the fault: in the first the threads still fill."""
    if result.scenario.fault_window is None:
        return float("nan")
    at, until = result.scenario.fault_window
    return share(result.loads["A"], (at + until) / 2, until)


COLUMNS = (
    available("a_before", "A before", "before", "A"),
    available("a_during", "A while B is slow", "during", "A"),
    Column("a_second_half", "second half", _second_half, percent),
    available("b_during", "B while slow", "during", "B"),
    Column("threads", "threads held", lambda result: float(result.services["gateway"]["busy"].max()), whole),
    Column("a_recovery_s", "A recovers", lambda result: recovered(result.loads["A"]), recovery),
)


def plot(comparison: Comparison) -> "Picture":
    """The availability of both loads, and the threads that are held."""
    from rounds.sim.plots import BLUE, ORANGE, PURPLE
    from rounds.sim.scenarios.multiples import Row, availability, limit, plot_multiples

    threads = sum(service.workers for service in [comparison.scenario.topology] if isinstance(service, Service))

    def both(axes: "Axes", run: Result) -> None:
        availability(axes, run.loads["B"], ORANGE)
        availability(axes, run.loads["A"], BLUE)

    def held(axes: "Axes", run: Result) -> None:
        axes.plot(run.services["gateway"]["busy"], color=PURPLE)
        limit(axes, threads, "all threads")
        axes.set_ylim(0, 1.35 * threads)

    shares = {name: comparison[name].loads["A"].availability("during") for name in comparison.results}
    return plot_multiples(
        comparison,
        (
            Row("availability", both, (("users of A", BLUE), ("users of B", ORANGE)), slo=True),
            Row("threads held", held, (("threads", PURPLE),)),
        ),
        {name: f"{name}: A {told(share)}" for name, share in shares.items()},
        f"B becomes slow; of A's users {between(shares)} are served meanwhile",
    )


CASCADE = ScenarioSpec(
    name="cascade",
    summary="One of two dependencies becomes slow and takes all threads; users of the other are turned away.",
    story=__doc__ or "",
    params={
        "load_a": Param(80, "requests/s", 0, 1000, "requests that call A"),
        "load_b": Param(20, "requests/s", 0, 1000, "requests that call B"),
        "threads": Param(100, "", 1, 5000, "requests that the gateway has in hand at the same time", whole=True),
        "call": Param(0.05, "s", 0.001, 10, "what a call of A or B takes"),
        "slow": Param(200, "", 1, 10_000, "how many times as long a call of B takes in the fault"),
        "outage": Param(30, "s", 0, 60, "how long B is slow"),
        "timeout": Param(1, "s", 0.01, 60, "how long a user waits"),
        "horizon": Param(120, "s", 100, 3600, "how long the run is"),
    },
    policies={
        "naive": NoRetry,
        "bulkhead-120": calling_b(lambda: Bulkhead(120)),
        "bulkhead-20": calling_b(lambda: Bulkhead(20)),
        "timeout": calling_b(timeout=0.3),
        "breaker-alone": calling_b(lambda: CircuitBreaker(window=20, slow_call=1.0, slow_rate=0.5, retry=NoRetry())),
        "breaker": calling_b(lambda: CircuitBreaker(window=20, retry=NoRetry()), timeout=3.0),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
