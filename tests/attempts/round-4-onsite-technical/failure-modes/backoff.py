# %% right: as the formula reads
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        if outcome.ok or call.attempt > 10:
            return None
        return backoff(call.attempt, call.u)


# %% right: doubling in a loop that stops at the cap, policy without a base class
import math


def backoff(attempt, u, base=0.1, cap=2.0):
    for name, value in (("u", u), ("base", base), ("cap", cap)):
        if math.isnan(value):
            raise ValueError(f"{name} is not a number")
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    if u < 0 or u >= 1:
        raise ValueError("u lies in [0, 1)")
    if base <= 0 or cap <= 0:
        raise ValueError("base and cap are above 0")
    ceiling, left = base, attempt - 1
    while left and ceiling < cap:
        ceiling, left = ceiling * 2, left - 1
    return min(ceiling, cap) * u


class FullJitter:
    def __init__(self):
        self.most = 10

    def after(self, call, outcome):
        retry = outcome.kind != "ok" and call.attempt <= self.most
        return backoff(call.attempt, call.u) if retry else None


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, retries at once
# loses: all
def backoff(attempt, u, base=0.1, cap=2.0):
    return 0.0


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: lazy, never retries
# loses: backoff-herd
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    pass


# %% wrong: no jitter
# loses: backoff-ceiling, backoff-jitter, backoff-herd
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: equal jitter, half of the wait is fixed
# loses: backoff-ceiling, backoff-jitter
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    ceiling = min(cap, base * 2.0 ** min(attempt - 1, 1000))
    return ceiling / 2 + u * ceiling / 2


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: one too many in the exponent
# loses: backoff-ceiling, backoff-jitter
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: the power overflows before the cap is applied
# loses: backoff-ceiling
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** (attempt - 1))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: a NaN slips through the comparisons
# loses: backoff-refuses
def backoff(attempt, u, base=0.1, cap=2.0):
    if attempt < 1 or u < 0 or u >= 1 or base <= 0 or cap <= 0:
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else backoff(call.attempt, call.u)


# %% wrong: waits ten seconds to be safe
# loses: backoff-herd
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 10 else 10 * call.u


# %% wrong: gives up after three retries
# loses: backoff-herd
def backoff(attempt, u, base=0.1, cap=2.0):
    if not (attempt >= 1 and 0 <= u < 1 and base > 0 and cap > 0):
        raise ValueError("bad arguments")
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 3 else backoff(call.attempt, call.u)


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import FullJitter


def backoff(attempt, u, base=0.1, cap=2.0):
    return u * min(cap, base * 2.0 ** min(attempt - 1, 1000))
