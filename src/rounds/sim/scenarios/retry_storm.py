"""A pause of ten seconds that retries turn into an outage without end.

A service of 10 workers does 100 requests a second; 80 come. It freezes for ten seconds. Every client times out after
one second and tries again, three times. When the service wakes, four attempts wait for each request. It works through
them in order, and each is answered long after its client has gone and sent the next one. Nothing is broken any more,
the load is what it was before, and no request succeeds again: a metastable failure. Delays between the retries, with
or without jitter, move the attempts about and do not take any away. Whatever bounds the retries does.
"""

from rounds.sim.client import NaiveRetry, NoRetry
from rounds.sim.demand import Demand
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import AdaptiveThrottle, CircuitBreaker, FullJitter, RetryBudget
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Service

BEGIN = 30.0  # when the freeze begins, in seconds


def build(
    load: float, outage: float, workers: int, demand: float, timeout: float, clients: int, horizon: float
) -> Scenario:
    """The scenario from its parameters; a fault of no length is no fault."""
    faults = (Fault(BEGIN, BEGIN + outage, "freeze"),) if outage else ()
    service = Service(workers, Demand(demand))
    return Scenario(load, service, faults, clients=clients, timeout=timeout, warm_up=5.0, horizon=horizon)


RETRY_STORM = ScenarioSpec(
    name="retry-storm",
    summary="A service freezes for ten seconds; its clients' retries keep it down for ever.",
    story=__doc__ or "",
    params={
        "load": Param(80, "requests/s", 0, 1000, "requests that users make"),
        "outage": Param(10, "s", 0, 60, "how long the service freezes"),
        "workers": Param(10, "", 1, 1000, "attempts served at the same time", whole=True),
        "demand": Param(0.1, "s", 0.001, 10, "mean work of one attempt, exponential"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits for one attempt"),
        "clients": Param(10, "", 1, 10_000, "clients, each with its own policy", whole=True),
        "horizon": Param(180, "s", 100, 3600, "how long the run is"),
    },
    policies={
        "none": NoRetry,
        "naive": NaiveRetry,
        "full-jitter": FullJitter,
        "retry-budget": RetryBudget,
        "circuit-breaker": CircuitBreaker,
        "adaptive-throttle": AdaptiveThrottle,
    },
    build=build,
)
