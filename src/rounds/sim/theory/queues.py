"""Queues in equilibrium: how long customers wait, and how many are lost.

Rates are in customers a second, times in seconds, `offered` load in erlangs (arrival rate x mean service time).
Formulas: Kleinrock, "Queueing Systems", volume 1 (1975), unless another source is given.
"""

from math import exp, inf, log

from rounds.errors import RoundsError
from rounds.sim.theory import domain


def erlang_b(servers: int, offered: float) -> float:
    """The share of customers lost by M/M/c/c: c servers, no queue. By the stable recursion."""
    domain.whole(0, servers=servers)
    domain.not_negative(offered=offered)
    domain.finite(offered=offered)
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """The share of customers that must wait in M/M/c; 1 where the offered load reaches the servers."""
    domain.whole(1, servers=servers)
    if offered >= servers:
        return 1.0
    blocked = erlang_b(servers, offered)
    return servers * blocked / (servers - offered * (1 - blocked))


def mmc_mean_wait(servers: int, arrival_rate: float, service_time: float) -> float:
    """The mean time in the queue of M/M/c, in seconds; infinite at or above capacity."""
    offered = _offered(arrival_rate, service_time)
    waits = erlang_c(servers, offered)
    return waits * service_time / (servers - offered) if offered < servers else inf


def mmc_mean_sojourn(servers: int, arrival_rate: float, service_time: float) -> float:
    """The mean time from arrival to completion in M/M/c, in seconds."""
    return mmc_mean_wait(servers, arrival_rate, service_time) + service_time


def mmc_wait_exceeds(servers: int, arrival_rate: float, service_time: float, t: float) -> float:
    """The probability that a customer of M/M/c waits longer than `t` seconds for a server."""
    domain.not_negative(t=t)
    offered = _offered(arrival_rate, service_time)
    waits = erlang_c(servers, offered)
    return waits * exp(-(servers - offered) * t / service_time) if offered < servers else 1.0


def mm1_sojourn_exceeds(arrival_rate: float, service_time: float, t: float) -> float:
    """The probability that a customer of M/M/1 is longer than `t` seconds in the system."""
    domain.not_negative(t=t)
    utilisation = _offered(arrival_rate, service_time)
    return exp(-(1 - utilisation) * t / service_time) if utilisation < 1 else 1.0


def mm1_sojourn_quantile(arrival_rate: float, service_time: float, q: float) -> float:
    """The quantile `q` of the time from arrival to completion in M/M/1, in seconds: it is exponential."""
    if _offered(arrival_rate, service_time) >= 1:
        raise RoundsError("M/M/1 has no quantiles at or above capacity.")
    if not 0 <= q < 1:
        raise RoundsError(f"q is {q}: give a share from 0 to below 1.")
    return -log(1 - q) / (1 / service_time - arrival_rate)


def mg1_mean_wait(arrival_rate: float, service_time: float, scv: float) -> float:
    """The mean time in the queue of M/G/1 (Pollaczek and Khinchine); `scv` is the squared coefficient of variation."""
    domain.not_negative(scv=scv)
    utilisation = _offered(arrival_rate, service_time)
    return inf if utilisation >= 1 else utilisation * service_time * (1 + scv) / (2 * (1 - utilisation))


def md1_mean_wait(arrival_rate: float, service_time: float) -> float:
    """The mean time in the queue of M/D/1, whose service times are all equal: half of that in M/M/1."""
    return mg1_mean_wait(arrival_rate, service_time, 0.0)


def mmck_loss(servers: int, places: int, arrival_rate: float, service_time: float) -> float:
    """The share of customers lost by M/M/c/K, which has room for K: `places`, of which `servers` are in service.

    A service of the lab with a queue limit has workers + limit places. From Erlang's B each further place follows by
    b -> rho b / (1 + rho b), where rho is the utilisation; so any load will do, also one above capacity.
    """
    domain.whole(1, servers=servers)
    domain.whole(servers, places=places)
    offered = _offered(arrival_rate, service_time)
    lost = erlang_b(servers, offered)
    for _ in range(places - servers):
        lost = offered * lost / (servers + offered * lost)
    return lost


def mm1k_loss(places: int, arrival_rate: float, service_time: float) -> float:
    """The share of customers lost by M/M/1/K: one in service and `places` - 1 waiting fill it."""
    return mmck_loss(1, places, arrival_rate, service_time)


def supermarket_tail(utilisation: float, choices: int, length: int) -> float:
    """The share of queues with at least `length` customers where each joins the shortest of `choices` random queues.

    utilisation^((d^k - 1) / (d - 1)) for d choices and length k, in the limit of many single-server queues with
    exponential service: doubly exponential from two choices on. Vvedenskaya, Dobrushin and Karpelevich (1996);
    Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12 (2001).
    """
    _below_one(utilisation)
    domain.whole(1, choices=choices)
    domain.whole(0, length=length)
    if choices == 1:
        return float(utilisation) ** length
    tail = 1.0
    for _ in range(length):  # the same as the formula, whose exponent soon overflows
        tail = utilisation * tail**choices
        if tail == 0:
            break
    return tail


def supermarket_mean_sojourn(utilisation: float, choices: int, service_time: float = 1.0) -> float:
    """The mean time in the system in seconds where each customer joins the shortest of `choices` random queues.

    The same limit and sources as `supermarket_tail`; one choice is M/M/1.
    """
    _below_one(utilisation)
    domain.whole(1, choices=choices)
    domain.positive(service_time=service_time)
    if choices == 1:
        return service_time / (1 - utilisation)
    mean, tail = 0.0, 1.0
    while tail > 1e-18:
        mean += tail**choices  # a customer joins behind k others if all its choices have k or more
        tail = utilisation * tail**choices
    return mean * service_time


def _offered(arrival_rate: float, service_time: float) -> float:
    domain.not_negative(arrival_rate=arrival_rate)
    domain.positive(service_time=service_time)
    domain.finite(arrival_rate=arrival_rate, service_time=service_time)
    return arrival_rate * service_time


def _below_one(utilisation: float) -> None:
    if not 0 <= utilisation < 1:
        raise RoundsError(f"utilisation is {utilisation}: give a share from 0 to below 1.")
