"""How much load retries add: without a bound, over layers, under a budget, under a throttle.

Attempts fail independently with probability `failure`. Loads are in attempts for each request unless another unit is
given.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import inf
from operator import mul
from typing import Literal

from rounds.errors import RoundsError
from rounds.sim.theory import domain


def expected_attempts(failure: float, retries: int) -> float:
    """Attempts for each request when each fails independently with probability `failure`: a geometric sum."""
    domain.share(failure=failure)
    domain.whole(0, retries=retries)
    return float(retries + 1) if failure == 1 else (1 - failure ** (retries + 1)) / (1 - failure)


def retry_amplification(retries: Sequence[int], failure: float = 1.0) -> tuple[float, ...]:
    """Attempts for each request at every layer of a chain whose leaf fails with probability `failure`.

    `retries` are those of the callers, the outermost first; the result has the attempts that reach what each of them
    calls, so its last number is the load of the leaf. A caller fails when all its attempts have. With a dead leaf and r
    retries everywhere that is (1 + r)^d at depth d. "Site Reliability Engineering" (2016), chapter 22.
    """
    domain.share(failure=failure)
    attempts = []
    for own in reversed(retries):
        attempts.append(expected_attempts(failure, own))
        failure = failure ** (own + 1)
    return tuple(accumulate(reversed(attempts), mul))


def token_bucket_load(failure: float, ratio: float, deposit: Literal["success", "request"] = "success") -> float:
    """Attempts for each request under a retry budget whose clients would retry for ever: the fluid limit.

    A retry takes one token; each success (or each request, whatever its end) deposits `ratio`. The load is 1 / (1 -
    failure) while the bucket pays for all retries, which it does for failures up to ratio / (1 + ratio) with deposits
    by success, and beyond that 1 / (1 - ratio (1 - failure)), or 1 + ratio with deposits by request. The share of
    requests that succeed is the load x (1 - failure). The reserve of a full bucket comes on top, once.
    """
    domain.share(failure=failure)
    domain.not_negative(ratio=ratio)
    if deposit not in ("success", "request"):
        raise RoundsError(f"deposit is {deposit!r}: give 'success' or 'request'.")
    wanted = inf if failure == 1 else 1 / (1 - failure)
    if deposit == "request":
        return min(wanted, 1 + ratio)
    earned = ratio * (1 - failure)  # by each attempt
    return min(wanted, inf if earned >= 1 else 1 / (1 - earned))


def bucket_drains_above(ratio: float) -> float:
    """The share of failures above which a retry budget refuses retries: ratio / (1 + ratio).

    For deposits of `ratio` by each success; gRPC's retry throttling (proposal A6) has the same line.
    """
    domain.not_negative(ratio=ratio)
    return ratio / (1 + ratio)


def throttle_sends(offered: float, capacity: float, k: float = 2.0) -> float:
    """Attempts a second that clients with an adaptive throttle send: at most `k` times what the service accepts.

    All in requests a second, in the steady state of a service that accepts up to its capacity and rejects the rest at
    no cost. What else is offered is rejected locally. "Site Reliability Engineering" (2016), chapter 21.
    """
    domain.not_negative(offered=offered, capacity=capacity)
    if not k >= 1:
        raise RoundsError(f"k is {k}: give 1 or more.")
    return min(offered, k * capacity)
