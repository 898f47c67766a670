"""A cache loses a third of its entries, which it could fill again in five seconds, and it stays empty for ever.

500 requests a second ask for 2,000 keys through a look-aside cache: who misses asks the database and stores what it
answers. In calm 92% are hits, and of the database's 100 a second 40 are used. It needs 80% of hits to keep up. At 60 s
a flush takes 30% of the entries: 64% are left, so 180 a second go to the database. A queue grows. If it ever holds for
longer than the second that clients wait, answers come for clients that have gone, and nobody stores them. So nothing
fills the cache, what is left in it expires, and all 500 a second go to a database that does 100, all for nothing.

The rule: the deficit of hits fills at capacity / keys minus what expires meanwhile, here in 4.3 s; the wait grows to
load x deficit x that time / (2 x capacity) = 1.7 s. More than the timeout: it dies. With 25% flushed it would be
0.86 s, and chance decides; with 20% it heals in two seconds. Nothing in calm tells one from the other.

What helps is whatever turns the database's work into entries. A queue limit does: those who are let in are answered in
time. One query a key (single-flight) does, because the cache waits for it and not a client. Less load from the outset
does; so does load that comes back in steps. What does not help surprises. A circuit breaker keeps load away, and the
cache cools while it is open. To keep nine of ten users away for half a minute and let all in again is worse than
nothing: what nobody asks for expires, and the cache is colder than the flush left it.
"""

from dataclasses import replace

from rounds.sim.compare import Variant
from rounds.sim.demand import Demand
from rounds.sim.load import Load
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import CircuitBreaker
from rounds.sim.scenarios.cold_cache_study import COLUMNS, plot
from rounds.sim.scenarios.columns import study_in
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Cache, Refresh, Service

AT = 60.0  # seconds: when the flush is
PAUSE, KEPT = 30.0, 0.1  # how long load is kept away, and which share of it comes all the same
FIRST, STEPS = 0.4, 6  # load that comes back in steps: the share that it begins with, and their number
LOWER = 0.6  # the share of the load in the variant with less of it


def build(
    load: float,
    flushed: float,
    keys: int,
    ttl: float,
    capacity: float,
    queue_limit: int,
    timeout: float,
    clients: int,
    horizon: float,
) -> Scenario:
    """The scenario from its parameters, with the database's queue limit that only one of the variants keeps."""
    database = Service(10, Demand(10 / capacity), queue_limit=queue_limit, name="database")
    return Scenario(
        load,
        Cache(database, keys, ttl),
        (Fault(AT, AT + 1, "flush", probability=flushed),),
        clients=clients,
        timeout=timeout,
        warm_up=5.0,
        horizon=horizon,
    )


def unlimited(scenario: Scenario, refresh: Refresh = "expire") -> Scenario:
    """The same with a database whose queue has no limit."""
    cache = scenario.topology
    assert isinstance(cache, Cache)
    assert isinstance(cache.backend, Service)
    return scenario.but(topology=replace(cache, backend=replace(cache.backend, queue_limit=None), refresh=refresh))


def lower(scenario: Scenario) -> Scenario:
    """Less load, all the time."""
    return unlimited(scenario).but(load=scenario.loads[0].scaled(LOWER))


def pause(scenario: Scenario) -> Scenario:
    """Most of the load kept away after the flush, and then all of it at once."""
    load = scenario.loads[0].rate
    return unlimited(scenario).but(load=Load(load, steps=((AT, KEPT * load), (AT + PAUSE, load))))


def steps(scenario: Scenario) -> Scenario:
    """Load that comes back in equal steps in the same time."""
    load = scenario.loads[0].rate
    shares = [FIRST + (1 - FIRST) * number / STEPS for number in range(STEPS + 1)]
    back = tuple((AT + PAUSE * number / STEPS, share * load) for number, share in enumerate(shares))
    return unlimited(scenario).but(load=Load(load, steps=back))


COLD_CACHE = ScenarioSpec(
    name="cold-cache",
    summary="A cache loses a third of its entries and stays empty for ever: what is fetched comes too late to be kept.",
    story=__doc__ or "",
    params={
        "load": Param(500, "requests/s", 1, 2000, "requests that users make"),
        "flushed": Param(0.3, "", 0, 1, "the share of the entries that is lost at 60 s"),
        "keys": Param(2000, "", 1, 100_000, "keys, all asked for equally often", whole=True),
        "ttl": Param(46, "s", 1, 600, "how long an entry lives"),
        "capacity": Param(100, "requests/s", 1, 1000, "what the database can do, with ten workers"),
        "queue_limit": Param(50, "", 0, 10_000, "how many may wait at the database, where limited", whole=True),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits"),
        "clients": Param(10, "", 1, 1000, "clients, each with its own policy", whole=True),
        "horizon": Param(160, "s", 120, 1200, "how long the run is"),
    },
    policies={
        "none": Variant(change=unlimited),
        "circuit-breaker": Variant(CircuitBreaker, unlimited),
        "pause": Variant(change=pause),
        "steps": Variant(change=steps),
        "lower-load": Variant(change=lower),
        "queue-limit": Variant(),
        "single-flight": Variant(change=lambda scenario: unlimited(scenario, "single-flight")),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
