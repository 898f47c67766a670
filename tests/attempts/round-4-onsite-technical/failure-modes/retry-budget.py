# %% right: three cases, one after the other
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.reserve, self.tokens = ratio, reserve, reserve

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(self.reserve, self.tokens + self.ratio)
            return None
        if call.attempt > 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% right: a bucket of its own, counted in tenths
class Bucket:
    """Whole tenths of a token: no rounding, ever."""

    def __init__(self, size):
        self.size = self.level = round(size * 1000)

    def deposit(self, amount):
        self.level = min(self.size, self.level + round(amount * 1000))

    def take(self):
        if self.level >= 1000:
            self.level -= 1000
            return True
        return False


class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio = ratio
        self.bucket = Bucket(reserve)

    def after(self, call, outcome):
        match outcome.kind:
            case "ok":
                self.bucket.deposit(self.ratio)
            case _ if call.attempt <= 3 and self.bucket.take():
                return 0
        return None


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, never retries
# loses: all
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass


# %% wrong: lazy, always retries
# loses: all
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass

    def after(self, call, outcome):
        return 0.0 if not outcome.ok and call.attempt <= 3 else None


# %% wrong: backoff and jitter instead of a budget
# loses: all
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass

    def after(self, call, outcome):
        if outcome.ok or call.attempt > 3:
            return None
        return call.u * min(10.0, 0.1 * 2**call.attempt)


# %% wrong: the bucket saves up without limit
# loses: retry-budget-bounded, retry-budget-recovers
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.tokens = ratio, reserve

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens += self.ratio
            return None
        if call.attempt > 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% wrong: the clock refills the bucket
# loses: retry-budget-bounded, retry-budget-recovers
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.reserve, self.tokens, self.seen = reserve, reserve, 0.0

    def after(self, call, outcome):
        self.tokens = min(self.reserve, self.tokens + (call.now - self.seen))
        self.seen = call.now
        if outcome.ok or call.attempt > 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% wrong: deposits for every call, also for those that failed
# loses: retry-budget-bounded, retry-budget-recovers
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.reserve, self.tokens = ratio, reserve, reserve

    def after(self, call, outcome):
        self.tokens = min(self.reserve, self.tokens + self.ratio)
        if outcome.ok or call.attempt > 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% wrong: a retry costs nothing but what is left must not be empty
# loses: all
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.reserve, self.tokens = ratio, reserve, reserve

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(self.reserve, self.tokens + self.ratio)
            return None
        return 0.0 if call.attempt <= 3 and self.tokens >= 1 else None


# %% wrong: so careful that it never has a whole token
# loses: all
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.tokens = ratio, 0.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(1.0, self.tokens + self.ratio / 100)
            return None
        if self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% wrong: a bucket that holds a single token, and fills slowly
# loses: retry-budget-calm
class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        self.ratio, self.tokens = ratio, 0.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(1.0, self.tokens + self.ratio / 3)
            return None
        if call.attempt > 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import RetryBudget as Ours


class RetryBudget(Ours):
    pass


# %% wrong: ours by way of the scenarios
# loses: all
from rounds.sim.scenarios import scenario

RetryBudget = scenario("retry-storm").policy("retry-budget")


# %% wrong: looks for the hidden seeds
# loses: all
from rounds.grading.seeds import hidden_seeds

SEEDS = hidden_seeds("retry-budget", 5)


class RetryBudget(ClientPolicy):
    def __init__(self, ratio=0.1, reserve=10.0):
        pass
