# %% right: a window of outcomes, a bulkhead and a door that keeps places for play
from collections import deque


class Client(ClientPolicy):
    """At most one retry, and at most one for ten that went well."""

    def __init__(self):
        self.credit = 3.0

    def after(self, call, outcome):
        if outcome.ok:
            self.credit = min(self.credit + 0.1, 3.0)
            return None
        if call.attempt == 1 and self.credit >= 1:
            self.credit -= 1
            return 0.05
        return None


class Calls(ClientPolicy):
    """Open for a second and a half once six of the last ten calls failed; at most twelve calls under way."""

    def __init__(self):
        self.last = deque(maxlen=10)
        self.open_until = 0.0
        self.under_way = 0

    def timeout(self, call):
        return 0.25 if call.target == "recommendations" else 0.8

    def before(self, call):
        if call.now < self.open_until or self.under_way >= (1 if self.open_until else 12):
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1
        self.last.append(outcome.ok)
        if self.open_until:
            self.open_until = 0.0 if outcome.ok else call.now + 1.5
            self.last.clear()
        elif self.last.count(False) >= 6:
            self.open_until = call.now + 1.5
        return None

    def fallback(self, call):
        if call.target != "licences":
            return []


class Door(Admission):
    def admit(self, view):
        inside = view.queue + view.in_flight
        return inside < 40 and (view.priority == 0 or inside < 14)


# %% right: consecutive failures, three states in one number
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 10

    def after(self, call, outcome):
        match outcome.kind:
            case "ok":
                self.tokens = min(self.tokens + 1, 40)
                return None
            case "shed":
                return None
        if call.attempt > 2 or self.tokens < 10:
            return None
        self.tokens -= 10
        return 0.2 * call.u


class Calls(ClientPolicy):
    def __init__(self):
        self.streak, self.next_probe = 0, 0.0

    def timeout(self, call):
        return {"recommendations": 0.15}.get(call.target, 0.7)

    def before(self, call):
        if self.streak < 4:
            return True
        if call.now < self.next_probe:
            return False
        self.next_probe = call.now + 0.8
        return True

    def after(self, call, outcome):
        self.streak = 0 if outcome.ok else self.streak + 1
        if not outcome.ok:
            self.next_probe = call.now + 0.8
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "nothing to recommend"


class Door(Admission):
    def admit(self, view):
        return view.queue < 16 if view.priority == 0 else view.queue == 0 and view.in_flight < 14


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, nothing is guarded and nothing comes again
# loses: all
class Client(ClientPolicy):
    pass


class Calls(ClientPolicy):
    pass


class Door(Admission):
    pass


# %% wrong: lazy, three retries at every layer
# loses: capstone-outage, capstone-slow, capstone-spike
class Client(NaiveRetry):
    pass


class Calls(NaiveRetry):
    pass


class Door(Admission):
    pass


# %% wrong: lazy, no browsing at all
# loses: all
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Calls(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Door(Admission):
    def admit(self, view):
        return view.priority == 0


# %% wrong: lazy, everything is degraded, licences too
# loses: capstone-calm, capstone-outage
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Guarded(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Calls(Guarded):
    def fallback(self, call):
        return "something"


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < (32 if view.priority == 0 else 14)


# %% wrong: nothing comes again
# loses: capstone-calm
class Client(ClientPolicy):
    pass


class Calls(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < (32 if view.priority == 0 else 14)


# %% wrong: fallbacks without a breaker
# loses: capstone-outage, capstone-slow
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Calls(ClientPolicy):
    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < (32 if view.priority == 0 else 14)


# %% wrong: a breaker without a fallback
# loses: capstone-slow
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Guarded(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Calls(Guarded):
    def fallback(self, call):
        return None


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < (32 if view.priority == 0 else 14)


# %% wrong: recommendations may take as long as they like
# loses: capstone-slow
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Guarded(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Calls(Guarded):
    def timeout(self, call):
        return None if call.target == "recommendations" else 0.6


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < (32 if view.priority == 0 else 14)


# %% wrong: no door
# loses: capstone-spike
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Calls(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Door(Admission):
    pass


# %% wrong: a door that is blind to priority
# loses: capstone-spike
class Client(ClientPolicy):
    def __init__(self):
        self.tokens = 5.0

    def after(self, call, outcome):
        if outcome.ok:
            self.tokens = min(5.0, self.tokens + 0.1)
        elif call.attempt <= 2 and self.tokens >= 1:
            self.tokens -= 1
            return 0.1 * call.u
        return None


class Calls(ClientPolicy):
    def __init__(self):
        self.state, self.failures, self.opened_at, self.probing = "closed", 0, 0.0, False

    def timeout(self, call):
        return {"licences": 0.6, "database": 0.6, "recommendations": 0.2}[call.target]

    def before(self, call):
        if self.state == "open" and call.now >= self.opened_at + 1:
            self.state, self.probing = "half-open", False
        if self.state == "half-open" and not self.probing:
            self.probing = True
            return True
        return self.state == "closed"

    def after(self, call, outcome):
        self.failures = 0 if outcome.ok else self.failures + 1
        if outcome.ok:
            self.state = "closed"
        elif self.state == "half-open" or self.failures >= 5:
            self.state, self.opened_at = "open", call.now
        return None

    def fallback(self, call):
        return None if call.target == "licences" else "default"


class Door(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < 24


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import CircuitBreaker, PriorityShedding, RetryBudget

Client = RetryBudget


class Calls(CircuitBreaker):
    def fallback(self, call):
        return None if call.target == "licences" else "default"


Door = partial(PriorityShedding, 32, (1.0, 0.4))
