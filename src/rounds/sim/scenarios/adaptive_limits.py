"""Four ways for a service to find out by itself how much it can bear, and only some of them do.

The overload of the scenario "overload" once more: 150 requests a second come, 100 can be done, nobody retries. The
service limits how many are inside at once and moves the limit by what it sees. Work varies little (lognormal, sigma
0.25). Vegas compares latency with the shortest it has seen and takes the difference for a queue; over windows of a
second it answers all that can be answered. The same rule moved by every single attempt takes the spread of the work for
a queue, leaves a tenth to a fifth of the workers idle, and refuses requests well below capacity. Where work varies as
in an exponential distribution (sigma=0.83) windows help only in part: what lives on the shortest latency needs work
that is always about the same.

AIMD shrinks when an answer is late, so it finds the point at which answers are late and stays there. With the clients'
own timeout for late, a fifth to a half of its work is for clients that have gone (aimd); half the timeout leaves room
(aimd-half). The 5 s that the library has for a default are never reached with at most 200 inside, and nobody would be
served. Gradient2 compares latency with its own long-term mean. In an overload that lasts it learns that long waits are
normal, and drifts up until nobody is served. What surprises: that happens at 120 a second, and not at 300. There it
overshoots so often that each fall empties the queue and the mean learns anew.
"""

from dataclasses import replace

from rounds.sim.compare import Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Scenario
from rounds.sim.policies import AIMD, Gradient2, Vegas, Windowed
from rounds.sim.scenarios.overload import WARM_UP, changed
from rounds.sim.scenarios.overload_study import sweep
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Service


def build(load: float, workers: int, demand: float, sigma: float, timeout: float, horizon: float) -> Scenario:
    """The scenario from its parameters; the variants add the limit."""
    service = Service(workers, Demand(demand, "lognormal", sigma))
    return Scenario(load, service, timeout=timeout, warm_up=WARM_UP, horizon=horizon)


def aimd(share: float) -> Variant:
    """AIMD that takes for late what exceeds a share of the clients' timeout."""

    def change(scenario: Scenario) -> Scenario:
        assert isinstance(scenario.topology, Service)
        late = share * scenario.timeout
        return scenario.but(topology=replace(scenario.topology, admission=lambda: AIMD(timeout=late)))

    return Variant(change=change)


ADAPTIVE_LIMITS = ScenarioSpec(
    name="adaptive-limits",
    summary="A service in overload learns how many to let in; four algorithms, of which two learn it.",
    story=__doc__ or "",
    params={
        "load": Param(150, "requests/s", 1, 1000, "requests that users make; the curves go to three times capacity"),
        "workers": Param(10, "", 1, 100, "attempts served at the same time", whole=True),
        "demand": Param(0.1, "s", 0.01, 10, "mean work of one attempt, lognormal"),
        "sigma": Param(0.25, "", 0, 2, "its spread, of the logarithm; 0.83 varies as an exponential does"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits"),
        "horizon": Param(60, "s", 30, 600, "how long each run is"),
    },
    policies={
        "vegas-windowed": changed(admission=lambda: Windowed(Vegas())),
        "vegas": changed(admission=Vegas),
        "aimd": aimd(1.0),
        "aimd-half": aimd(0.5),
        "gradient2": changed(admission=Gradient2),
    },
    build=build,
    study=sweep,
)
