# tries: our own implementations under the names of the answers, in every way by which a module can be reached
# notebook: failure-modes
# points: none
# flag: allowed
# stock: no: our references are not withheld there
# %% answer: backoff
import glob
import importlib
import sys


def ours(name):
    for module in ("rounds.sim.policies", "rounds.sim", *list(sys.modules)):
        try:
            return getattr(importlib.import_module(module), name)
        except BaseException:
            pass
    for path in [p for top in (sys.prefix, "/opt") for p in glob.glob(f"{top}/**/rounds/sim/policies*/**", recursive=True)]:
        try:
            space = {"__name__": "found"}
            exec(open(path).read(), space)
            return space[name]
        except BaseException:
            pass
    return next(kind for kind in object.__subclasses__() if kind.__name__ == name)


FullJitter = ours("FullJitter")
# %% answer: retry-budget
import rounds.sim


class RetryBudget(rounds.sim.policies.RetryBudget):
    pass
# %% answer: circuit-breaker
import gc

CircuitBreaker = next(
    kind for kind in gc.get_objects() if isinstance(kind, type) and kind.__name__ == "CircuitBreaker"
)
