# %% right: states by name, outcomes in a deque
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.probes, self.state = wait, probes, "closed"
        self.outcomes = deque(maxlen=20)
        self.opened_at, self.sent, self.succeeded = 0.0, 0, 0

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + self.wait:
            self.state, self.sent, self.succeeded = "half-open", 0, 0
        if self.state == "half-open":
            self.sent += 1
            return self.sent <= self.probes
        return self.state == "closed"

    def after(self, call, outcome):
        if self.state == "closed":
            self.outcomes.append(outcome.ok)
            if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) >= len(self.outcomes):
                self.state, self.opened_at = "open", call.now
        elif self.state == "half-open":
            if not outcome.ok:
                self.state, self.opened_at = "open", call.now
                return None
            self.succeeded += 1
            if self.succeeded == self.probes:
                self.state = "closed"
                self.outcomes.clear()
        return None


# %% right: a state is an object
class Closed:
    name = "closed"

    def __init__(self):
        self.past = []

    def admits(self, now):
        return self, True

    def hears(self, breaker, now, ok):
        self.past = [*self.past[-19:], ok]
        bad = sum(not o for o in self.past)
        return Open(breaker, now) if len(self.past) >= 10 and bad >= len(self.past) / 2 else self


class Open:
    name = "open"

    def __init__(self, breaker, now):
        self.breaker, self.until = breaker, now + breaker.wait

    def admits(self, now):
        return (self, False) if now < self.until else HalfOpen(self.breaker).admits(now)

    def hears(self, breaker, now, ok):
        return self


class HalfOpen:
    name = "half-open"

    def __init__(self, breaker):
        self.permits = self.missing = breaker.probes

    def admits(self, now):
        self.permits -= 1
        return self, self.permits >= 0

    def hears(self, breaker, now, ok):
        self.missing -= 1
        if not ok:
            return Open(breaker, now)
        return self if self.missing else Closed()


class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.probes, self.current = wait, probes, Closed()

    @property
    def state(self):
        return self.current.name

    def before(self, call):
        self.current, admitted = self.current.admits(call.now)
        return admitted

    def after(self, call, outcome):
        self.current = self.current.hears(self, call.now, outcome.ok)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, never opens
# loses: all
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.state = "closed"


# %% wrong: lazy, opens and stays open
# loses: all
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.state, self.outcomes = "closed", deque(maxlen=20)

    def before(self, call):
        return self.state == "closed"

    def after(self, call, outcome):
        self.outcomes.append(outcome.ok)
        if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) >= len(self.outcomes):
            self.state = "open"


# %% wrong: opens at the first failure
# loses: circuit-breaker-opens, circuit-breaker-probes, circuit-breaker-returns
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.probes, self.state = wait, probes, "closed"
        self.opened_at, self.sent, self.succeeded = 0.0, 0, 0

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + self.wait:
            self.state, self.sent, self.succeeded = "half-open", 0, 0
        if self.state == "half-open":
            self.sent += 1
            return self.sent <= self.probes
        return self.state == "closed"

    def after(self, call, outcome):
        if not outcome.ok:
            self.state, self.opened_at = "open", call.now
        elif self.state == "half-open":
            self.succeeded += 1
            if self.succeeded == self.probes:
                self.state = "closed"


# %% wrong: more than half instead of half
# loses: circuit-breaker-opens
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.probes, self.state = wait, probes, "closed"
        self.outcomes = deque(maxlen=20)
        self.opened_at, self.sent, self.succeeded = 0.0, 0, 0

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + self.wait:
            self.state, self.sent, self.succeeded = "half-open", 0, 0
        if self.state == "half-open":
            self.sent += 1
            return self.sent <= self.probes
        return self.state == "closed"

    def after(self, call, outcome):
        if self.state == "closed":
            self.outcomes.append(outcome.ok)
            if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) > len(self.outcomes):
                self.state, self.opened_at = "open", call.now
        elif self.state == "half-open":
            if not outcome.ok:
                self.state, self.opened_at = "open", call.now
                return
            self.succeeded += 1
            if self.succeeded == self.probes:
                self.state = "closed"
                self.outcomes.clear()


# %% wrong: half-open lets everybody through
# loses: circuit-breaker-probes
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.probes, self.state = wait, probes, "closed"
        self.outcomes = deque(maxlen=20)
        self.opened_at, self.succeeded = 0.0, 0

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + self.wait:
            self.state, self.succeeded = "half-open", 0
        return self.state != "open"

    def after(self, call, outcome):
        if self.state == "closed":
            self.outcomes.append(outcome.ok)
            if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) >= len(self.outcomes):
                self.state, self.opened_at = "open", call.now
        elif self.state == "half-open":
            if not outcome.ok:
                self.state, self.opened_at = "open", call.now
                return
            self.succeeded += 1
            if self.succeeded == self.probes:
                self.state = "closed"
                self.outcomes.clear()


# %% wrong: closes after the wait without a probe, and remembers the past
# loses: circuit-breaker-probes, circuit-breaker-spares, circuit-breaker-returns
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.wait, self.state, self.opened_at = wait, "closed", 0.0
        self.outcomes = deque(maxlen=20)

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + self.wait:
            self.state = "closed"
        return self.state == "closed"

    def after(self, call, outcome):
        self.outcomes.append(outcome.ok)
        if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) >= len(self.outcomes):
            self.state, self.opened_at = "open", call.now


# %% wrong: waits a minute, whatever it is told
# loses: all
class CircuitBreaker(ClientPolicy):
    def __init__(self, wait=5.0, probes=3):
        self.probes, self.state = probes, "closed"
        self.outcomes = deque(maxlen=20)
        self.opened_at, self.sent, self.succeeded = 0.0, 0, 0

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 60:
            self.state, self.sent, self.succeeded = "half-open", 0, 0
        if self.state == "half-open":
            self.sent += 1
            return self.sent <= self.probes
        return self.state == "closed"

    def after(self, call, outcome):
        if self.state == "closed":
            self.outcomes.append(outcome.ok)
            if len(self.outcomes) >= 10 and 2 * self.outcomes.count(False) >= len(self.outcomes):
                self.state, self.opened_at = "open", call.now
        elif self.state == "half-open":
            if not outcome.ok:
                self.state, self.opened_at = "open", call.now
                return
            self.succeeded += 1
            if self.succeeded == self.probes:
                self.state = "closed"
                self.outcomes.clear()


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import CircuitBreaker
