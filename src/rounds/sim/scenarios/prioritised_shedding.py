"""What nobody waits for comes twelvefold, and takes with it what users wait for, unless the service tells them apart.

One service of 100 requests a second answers two loads: 40 a second that users wait for, and 20 that apps prefetch in
case somebody wants them. For half a minute the apps prefetch twelve times as much. Without a limit all wait in one
queue, behind a minute of prefetching, and no user is answered: nor afterwards, as the backlog of 5,400 outlives the
spike by two minutes. A queue limit that is blind to priority keeps the service useful and is fair, which is the
trouble: all are refused alike, and six of seven requests are prefetches.

Refuse those first whose absence nobody notices. Prefetching may fill half of the places and users all of them, and in
the spike users notice nothing: 99.4% or better, as Netflix reports of its own spike of twelve ("Enhancing Netflix
Reliability with Service-Level Prioritized Load Shedding", 2024). Prefetching gets what users leave: (100 - 40) / 240, a
quarter.

What surprises is how little has to be reserved, and what too much costs. Calm hardly ever fills half of the places.
With a tenth of them prefetching is starved in calm as well: four places are taken nearly three quarters of the time,
though half of the ten workers are idle. It gets 28%, and nobody is the better for it.
"""

from dataclasses import dataclass, replace

from rounds.sim.compare import Variant
from rounds.sim.demand import Demand
from rounds.sim.load import Load
from rounds.sim.model import Scenario
from rounds.sim.policies import PriorityShedding
from rounds.sim.scenarios.columns import study_in
from rounds.sim.scenarios.overload import changed
from rounds.sim.scenarios.prioritised_shedding_study import COLUMNS, plot
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Service

AT = 60.0  # seconds: when the spike begins
TOO_LITTLE = 0.1  # the share of the places that the variant too-strict leaves to prefetching


@dataclass(frozen=True)
class Door:
    """Makes the admission of a service: users may fill all of its places, prefetching a share of them."""

    places: int
    share: float

    def __call__(self) -> PriorityShedding:
        """One for a run."""
        return PriorityShedding(self.places, (1.0, self.share))


def build(
    users: float,
    prefetch: float,
    spike: float,
    duration: float,
    workers: int,
    demand: float,
    places: int,
    share: float,
    timeout: float,
    horizon: float,
) -> Scenario:
    """The scenario from its parameters, with a queue limit and with priorities; the variants leave out some of it."""
    loads = (
        Load(users, name="users", priority=0),
        Load(prefetch, steps=((AT, spike * prefetch), (AT + duration, prefetch)), name="prefetch", priority=1),
    )
    places = max(places, workers)
    service = Service(workers, Demand(demand), queue_limit=places - workers, admission=Door(places, share))
    return Scenario(loads, service, timeout=timeout, warm_up=5.0, horizon=horizon)


def too_strict(scenario: Scenario) -> Scenario:
    """As many places, of which prefetching may fill but few."""
    service = scenario.topology
    assert isinstance(service, Service)
    assert service.queue_limit is not None
    door = Door(service.workers + service.queue_limit, TOO_LITTLE)
    return scenario.but(topology=replace(service, admission=door))


PRIORITISED_SHEDDING = ScenarioSpec(
    name="prioritised-shedding",
    summary="Prefetching comes twelvefold; only a service that knows what users wait for goes on serving them.",
    story=__doc__ or "",
    params={
        "users": Param(40, "requests/s", 1, 500, "requests that users wait for"),
        "prefetch": Param(20, "requests/s", 1, 500, "requests that may fail"),
        "spike": Param(12, "", 1, 50, "how many times as many of those come in the spike"),
        "duration": Param(30, "s", 1, 60, "how long the spike is; it begins at 60 s"),
        "workers": Param(10, "", 1, 100, "attempts served at the same time", whole=True),
        "demand": Param(0.1, "s", 0.01, 10, "mean work of one attempt, exponential"),
        "places": Param(
            40, "", 1, 1000, "how many may be inside, waiting or served, where that is limited", whole=True
        ),
        "share": Param(0.5, "", 0.05, 1, "the share of the places that prefetching may fill"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits"),
        "horizon": Param(150, "s", 130, 600, "how long the run is"),
    },
    policies={
        "none": changed(queue_limit=None, admission=None),
        "blind-limit": changed(admission=None),
        "priority": Variant(),
        "too-strict": Variant(change=too_strict),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
