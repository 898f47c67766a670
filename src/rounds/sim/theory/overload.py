"""What a service with limits can bear: backlogs, queues whose answers come in time, threads that slow calls hold.

Rates are in requests a second, times in seconds.
"""

from math import inf

from rounds.sim.theory import domain
from rounds.sim.theory.latencies import Latency


def backlog_drain(capacity: float, load: float, outage: float) -> float:
    """Seconds after an outage until the backlog is served when nobody retries: load x outage / (capacity - load)."""
    domain.positive(capacity=capacity)
    domain.not_negative(load=load, outage=outage)
    return inf if load >= capacity else load * outage / (capacity - load)


def vulnerable_above(capacity: float, retries: float) -> float:
    """The load in requests a second above which a storm of `retries` retries feeds itself: capacity / (1 + retries).

    Above it the retries of requests that all fail exceed what the service can do, so a backlog that once makes every
    attempt time out never drains. For a retry budget `retries` is its ratio. Bronson, Aghayev, Charapko and Zhu,
    "Metastable Failures in Distributed Systems", HotOS 2021, call the load above this line vulnerable.
    """
    domain.positive(capacity=capacity)
    domain.not_negative(retries=retries)
    return capacity / (1 + retries)


def longest_useful_queue(capacity: float, timeout: float, service_time: float) -> float:
    """Attempts that may wait before the last in the queue is answered after its client has gone."""
    domain.positive(capacity=capacity)
    domain.not_negative(timeout=timeout, service_time=service_time)
    return max(0.0, (timeout - service_time) * capacity)


def answers_in_time(queue_limit: float, capacity: float, service_time: float, timeout: float) -> bool:
    """The rule of thumb for a queue limit: limit / capacity + service time < timeout.

    Where it holds, a service whose queue is full still does useful work; where it does not, retries can keep it busy
    with work for clients that have gone.
    """
    domain.not_negative(queue_limit=queue_limit)
    return queue_limit < longest_useful_queue(capacity, timeout, service_time)


def threads_held(load: float, latency: Latency, timeout: float = inf) -> float:
    """The mean number of threads that wait for a dependency: load x E[min(latency, timeout)] (Little's law).

    A caller whose threads are fewer has none left for anything else. A bulkhead helps if it is smaller than the threads
    that others can spare, a timeout if it brings this number below the threads that there are.
    """
    domain.not_negative(load=load)
    domain.positive(timeout=timeout)
    return load * latency.capped_mean(timeout)
