# tries: waits of a policy that are negative, NaN, endless, enormous, or objects
# notebook: failure-modes
# points: none
# flag: allowed
# stock: no: our references are not withheld there, and it takes a minute
# %% answer: backoff
import itertools

lies = itertools.cycle([-1.0, float("nan"), float("inf"), 10**400, object(), "0", True, 1e-300, None])


def backoff(attempt, u, base=0.1, cap=2.0):
    return next(lies)


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return next(lies)
# %% answer: retry-budget
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass

    def after(self, call, outcome):
        return -1e9
# %% answer: circuit-breaker
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        pass

    def before(self, call):
        return object()
