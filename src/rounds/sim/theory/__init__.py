"""What theory says, to hold the simulator against. Exercises ask for some of it, so it is withheld there.

Rates are in customers or requests a second, times in seconds. A value outside a formula's domain is a `RoundsError`
that names it.
"""

from rounds.sim.theory.caches import (
    early_expiry_lead,
    needed_hit_rate,
    rewarm_time,
    rewarm_wait,
    stampede_regenerations,
    ttl_hit_rate,
)
from rounds.sim.theory.latencies import (
    Constant,
    Exponential,
    Latency,
    Lognormal,
    Mixture,
    fan_out_slow,
    hedge_added_load,
    hedged_exceeds,
)
from rounds.sim.theory.overload import (
    answers_in_time,
    backlog_drain,
    longest_useful_queue,
    threads_held,
    vulnerable_above,
)
from rounds.sim.theory.queues import (
    erlang_b,
    erlang_c,
    md1_mean_wait,
    mg1_mean_wait,
    mm1_sojourn_exceeds,
    mm1_sojourn_quantile,
    mm1k_loss,
    mmc_mean_sojourn,
    mmc_mean_wait,
    mmc_wait_exceeds,
    mmck_loss,
    supermarket_mean_sojourn,
    supermarket_tail,
)
from rounds.sim.theory.quorums import majority, quorum_availability
from rounds.sim.theory.retries import (
    bucket_drains_above,
    expected_attempts,
    retry_amplification,
    throttle_sends,
    token_bucket_load,
)

__all__ = [
    "Constant",
    "Exponential",
    "Latency",
    "Lognormal",
    "Mixture",
    "answers_in_time",
    "backlog_drain",
    "bucket_drains_above",
    "early_expiry_lead",
    "erlang_b",
    "erlang_c",
    "expected_attempts",
    "fan_out_slow",
    "hedge_added_load",
    "hedged_exceeds",
    "longest_useful_queue",
    "majority",
    "md1_mean_wait",
    "mg1_mean_wait",
    "mm1_sojourn_exceeds",
    "mm1_sojourn_quantile",
    "mm1k_loss",
    "mmc_mean_sojourn",
    "mmc_mean_wait",
    "mmc_wait_exceeds",
    "mmck_loss",
    "needed_hit_rate",
    "quorum_availability",
    "retry_amplification",
    "rewarm_time",
    "rewarm_wait",
    "stampede_regenerations",
    "supermarket_mean_sojourn",
    "supermarket_tail",
    "threads_held",
    "throttle_sends",
    "token_bucket_load",
    "ttl_hit_rate",
    "vulnerable_above",
]
