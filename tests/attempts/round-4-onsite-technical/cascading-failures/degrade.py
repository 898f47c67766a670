# %% right: a breaker for all, a list of what may be made up
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% right: settings by target, and a breaker of its own that counts failures in a window
from collections import deque


class PageCalls:
    TIMEOUTS = {"entitlements": 0.2, "recommendations": 0.45, "metrics": 0.1}
    OPTIONAL = ("recommendations", "metrics")

    def __init__(self):
        self.recent = deque(maxlen=6)
        self.closed_until = -1.0
        self.probing = False

    def before(self, call):
        if self.probing or call.now < self.closed_until:
            return False
        self.probing = self.closed_until >= 0
        return True

    def timeout(self, call):
        return self.TIMEOUTS.get(call.target, 0.5)

    def hedge(self, call):
        return None

    def after(self, call, outcome):
        self.recent.append(outcome.ok)
        if outcome.ok:
            self.closed_until, self.probing = -1.0, False
        elif self.probing or (len(self.recent) > 3 and sum(self.recent) <= len(self.recent) / 2):
            self.closed_until, self.probing = call.now + 1.5, False
        return None

    def fallback(self, call):
        if call.target in self.OPTIONAL:
            return []


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, never does without
# loses: all
class PageCalls(ClientPolicy):
    pass


# %% wrong: lazy, always does without
# loses: all
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return call.target == "entitlements" and self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return None if call.target == "entitlements" else "default"


# %% wrong: timeout and breaker without a fallback
# loses: degrade-answers, degrade-full
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)


# %% wrong: timeout and fallback without a breaker
# loses: all
class PageCalls(ClientPolicy):
    def timeout(self, call):
        return 0.5

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% wrong: fallback without a timeout, so the breaker hears too late
# loses: all
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% wrong: a timeout so short that no breaker is needed
# loses: degrade-full
class PageCalls(ClientPolicy):
    def timeout(self, call):
        return 0.15

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% wrong: something for everybody, entitlements too
# loses: degrade-closed
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return "default"


# %% wrong: lists what may not be made up
# loses: degrade-closed
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return None if call.target == "entitlements" else "default"


# %% wrong: what fails closed is left as it was, without timeout and breaker
# loses: degrade-closed
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return call.target == "entitlements" or self.breaker.lets(call.now)

    def timeout(self, call):
        return None if call.target == "entitlements" else 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% wrong: forgets the metrics, for who would look at them
# loses: degrade-answers, degrade-full
class PageCalls(ClientPolicy):
    def __init__(self):
        self.breaker = PageBreaker()

    def before(self, call):
        return self.breaker.lets(call.now)

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.breaker.hears(call.now, outcome.ok)

    def fallback(self, call):
        return "the most watched" if call.target == "recommendations" else None


# %% wrong: a switch that nobody turns back
# loses: all
class PageCalls(ClientPolicy):
    def __init__(self):
        self.failures = 0

    def before(self, call):
        return self.failures < 5

    def timeout(self, call):
        return 0.5

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1

    def fallback(self, call):
        return {"recommendations": "the most watched", "metrics": "not counted"}.get(call.target)


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import CircuitBreaker, Fallback


class PageCalls(Fallback):
    def __init__(self):
        super().__init__("default", CircuitBreaker(window=20, retry=NoRetry()))
