"""One entry expires, and the database is asked for the same value a hundred times.

500 requests a second ask for one hot key. It is cached for ten seconds, and to make it anew takes the database 0.2 s.
With the cache the database has next to nothing to do, one query in ten seconds. But when the entry ends, everyone who
comes until the first new value is there asks as well: 1 + 500 x 0.2 = 101 queries, at ten workers who do 50 a second.
The last of them would be answered after two seconds; clients wait for one. Half of the work is thrown away, every ten
seconds, in a service whose mean load is a fifth of what it can do.

One at a time (single-flight) asks once, but all others stand and wait for it: the longest waits are the same 0.2 s.
To give out the old value meanwhile (stale) asks once and nobody waits. Early expiry needs no lock: each request may
renew the entry before its end, by chance, more probably towards it. What surprises: it does not ask once. The first to
go needs 0.2 s, and in that time others follow: exp(1 / beta) in the mean, 2.7 for the usual beta = 1. What it costs
besides is to renew a second too soon. Constant work is the worst case. Where it varies the first answer of many comes
early and ends the stampede: with exponential work it would be 13 queries.
"""

from dataclasses import replace

from rounds.sim.compare import Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Scenario
from rounds.sim.scenarios.cache_stampede_study import COLUMNS, plot
from rounds.sim.scenarios.columns import study_in
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Cache, Refresh, Service


def build(
    load: float, ttl: float, regeneration: float, workers: int, beta: float, timeout: float, horizon: float
) -> Scenario:
    """The scenario from its parameters; figures begin when the first TTL is over, which was shortened by chance."""
    database = Service(workers, Demand(regeneration, "constant"), name="database")
    cache = Cache(database, keys=1, ttl=ttl, beta=beta)
    return Scenario(load, cache, timeout=timeout, warm_up=ttl, horizon=horizon)


def refreshed(refresh: Refresh) -> Variant:
    """A cache that renews its entries so."""

    def change(scenario: Scenario) -> Scenario:
        assert isinstance(scenario.topology, Cache)
        return scenario.but(topology=replace(scenario.topology, refresh=refresh))

    return Variant(change=change)


CACHE_STAMPEDE = ScenarioSpec(
    name="cache-stampede",
    summary="A hot key expires, and all who miss it ask the database for the same value.",
    story=__doc__ or "",
    params={
        "load": Param(500, "requests/s", 1, 5000, "requests for the key"),
        "ttl": Param(10, "s", 5, 60, "how long an entry lives"),
        "regeneration": Param(0.2, "s", 0.001, 2, "how long the database works on it"),
        "workers": Param(10, "", 1, 1000, "queries that the database works on at the same time", whole=True),
        "beta": Param(1, "", 0, 10, "how early early expiry is"),
        "timeout": Param(1, "s", 0.01, 60, "how long a client waits"),
        "horizon": Param(300, "s", 61, 1200, "how long the run is"),
    },
    policies={name: refreshed(name) for name in ("expire", "single-flight", "early", "stale")},
    build=build,
    study=study_in(COLUMNS, plot),
)
