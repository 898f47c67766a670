"""What queueing theory says, to hold the simulator against. Exercises ask for some of it, so it is withheld there.

Rates are in customers a second, times in seconds, `offered` load in erlangs (arrival rate x mean service time).
Formulas: Kleinrock, "Queueing Systems", volume 1 (1975), unless another source is given.
"""

from math import exp, inf, log

from rounds.errors import RoundsError


def _require(true: bool, message: str) -> None:
    if not true:
        raise RoundsError(message)


def erlang_b(servers: int, offered: float) -> float:
    """The share of customers lost by M/M/c/c: c servers, no queue. By the stable recursion."""
    _require(servers >= 0 and offered >= 0, "erlang_b takes servers and offered load of 0 or more.")
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """The share of customers that must wait in M/M/c; 1 where the offered load reaches the servers."""
    _require(servers >= 1, "erlang_c takes at least one server.")
    if offered >= servers:
        return 1.0
    blocked = erlang_b(servers, offered)
    return servers * blocked / (servers - offered * (1 - blocked))


def mmc_mean_wait(servers: int, arrival_rate: float, service_time: float) -> float:
    """The mean time in the queue of M/M/c, in seconds; infinite at or above capacity."""
    offered = arrival_rate * service_time
    if offered >= servers:
        return inf
    return erlang_c(servers, offered) * service_time / (servers - offered)


def mmc_mean_sojourn(servers: int, arrival_rate: float, service_time: float) -> float:
    """The mean time from arrival to completion in M/M/c, in seconds."""
    return mmc_mean_wait(servers, arrival_rate, service_time) + service_time


def mmc_wait_exceeds(servers: int, arrival_rate: float, service_time: float, t: float) -> float:
    """The probability that a customer of M/M/c waits longer than `t` seconds for a server."""
    offered = arrival_rate * service_time
    if offered >= servers:
        return 1.0
    return erlang_c(servers, offered) * exp(-(servers - offered) * t / service_time)


def mm1_sojourn_quantile(arrival_rate: float, service_time: float, q: float) -> float:
    """The quantile `q` of the time from arrival to completion in M/M/1, in seconds: it is exponential."""
    _require(arrival_rate * service_time < 1, "M/M/1 has no quantiles at or above capacity.")
    return -log(1 - q) / (1 / service_time - arrival_rate)


def mg1_mean_wait(arrival_rate: float, service_time: float, scv: float) -> float:
    """The mean time in the queue of M/G/1 (Pollaczek and Khinchine); `scv` is the squared coefficient of variation."""
    utilisation = arrival_rate * service_time
    return inf if utilisation >= 1 else utilisation * service_time * (1 + scv) / (2 * (1 - utilisation))


def backlog_drain(capacity: float, load: float, outage: float) -> float:
    """Seconds after an outage until the backlog is served when nobody retries: load x outage / (capacity - load)."""
    return inf if load >= capacity else load * outage / (capacity - load)


def vulnerable_above(capacity: float, retries: int) -> float:
    """The load in requests a second above which a storm of `retries` retries feeds itself: capacity / (1 + retries).

    Above it the retries of requests that all fail exceed what the service can do, so a backlog that once makes every
    attempt time out never drains. Bronson, Aghayev, Charapko and Zhu, "Metastable Failures in Distributed Systems",
    HotOS 2021, call the load above this line vulnerable.
    """
    return capacity / (1 + retries)


def expected_attempts(failure: float, retries: int) -> float:
    """Attempts for each request when each fails independently with probability `failure`."""
    return float(retries + 1) if failure >= 1 else (1 - failure ** (retries + 1)) / (1 - failure)


def longest_useful_queue(capacity: float, timeout: float, service_time: float) -> float:
    """Attempts that may wait before the last in the queue is answered after its client has gone."""
    return max(0.0, (timeout - service_time) * capacity)
