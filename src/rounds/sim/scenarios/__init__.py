"""The scenarios that Rounds ships, by name."""

from rounds.errors import UnknownName
from rounds.sim.scenarios.adaptive_limits import ADAPTIVE_LIMITS
from rounds.sim.scenarios.cache_stampede import CACHE_STAMPEDE
from rounds.sim.scenarios.cascade import CASCADE
from rounds.sim.scenarios.cold_cache import COLD_CACHE
from rounds.sim.scenarios.contention import CONTENTION
from rounds.sim.scenarios.hedging import HEDGING
from rounds.sim.scenarios.network_partition import NETWORK_PARTITION
from rounds.sim.scenarios.overload import OVERLOAD
from rounds.sim.scenarios.prioritised_shedding import PRIORITISED_SHEDDING
from rounds.sim.scenarios.region_failover import REGION_FAILOVER
from rounds.sim.scenarios.retry_amplification import RETRY_AMPLIFICATION
from rounds.sim.scenarios.retry_storm import RETRY_STORM
from rounds.sim.scenarios.shards import SHARDS
from rounds.sim.scenarios.slow_dependency import SLOW_DEPENDENCY
from rounds.sim.scenarios.spec import Param, ScenarioSpec, Study

SCENARIOS = {
    spec.name: spec
    for spec in (
        RETRY_STORM,
        CONTENTION,
        NETWORK_PARTITION,
        OVERLOAD,
        ADAPTIVE_LIMITS,
        CACHE_STAMPEDE,
        COLD_CACHE,
        PRIORITISED_SHEDDING,
        CASCADE,
        SHARDS,
        RETRY_AMPLIFICATION,
        HEDGING,
        SLOW_DEPENDENCY,
        REGION_FAILOVER,
    )
}


def scenario(name: str) -> ScenarioSpec:
    """The scenario of that name; an unknown one raises `UnknownName`, which lists the known."""
    if name not in SCENARIOS:
        raise UnknownName("scenario", name, sorted(SCENARIOS))
    return SCENARIOS[name]


__all__ = ["SCENARIOS", "Param", "ScenarioSpec", "Study", "scenario"]
