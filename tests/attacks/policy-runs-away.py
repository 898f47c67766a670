# tries: a policy that never stops retrying, and one that starts simulations of its own within the simulation
# notebook: failure-modes
# points: none
# flag: allowed
# stock: no: it takes minutes
# %% answer: backoff
def backoff(attempt, u, base=0.1, cap=2.0):
    return 0.0


class FullJitter(ClientPolicy):
    def after(self, call, outcome):
        return None if outcome.ok else 0.0
# %% answer: retry-budget
import time

ends = None


class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass

    def after(self, call, outcome):
        global ends
        ends = ends or time.monotonic() + 6
        if time.monotonic() < ends:
            run(storm(), NaiveRetry, seed=1)
        return 0.0
