# %% right: one loop
class MeteredClient(Scraped):
    def __init__(self, send, *, endpoint="orders", retries=4, threshold=5, rest=10.0, **outside):
        super().__init__()
        vars(self).update(outside, send=send, endpoint=endpoint, retries=retries, threshold=threshold, rest=rest)
        labels, own = ["endpoint"], {"registry": self.registry}
        self.requests = Counter("client_requests", "by outcome", ["endpoint", "outcome"], **own)
        self.attempts = Counter("client_attempts", "calls", labels, **own).labels(endpoint)
        self.again = Counter("client_retries", "by reason", ["endpoint", "reason"], **own)
        self.seconds = Histogram("client_attempt_seconds", "of a call", labels, **own).labels(endpoint)
        self.gauge = Gauge("client_breaker_state", "0, 1 or 2", labels, **own).labels(endpoint)
        self.row = self.state = 0

    def call(self, request, key=None, idempotent=False):
        failure, outcome = None, "refused"
        try:
            for attempt in range(self.retries + 1 if idempotent or key else 1):
                if failure and self.state == 0:
                    self.sleep(self.random() * min(2.0, 0.05 * 2**attempt))
                if self.state == 1 or (self.state == 2 and self.clock() < self.until):
                    break
                if failure:
                    reason = "timeout" if isinstance(failure, TimeoutError) else "unavailable"
                    self.again.labels(self.endpoint, reason).inc()
                outcome = "failed"
                try:
                    answer = self.attempt(request, key)
                except (TimeoutError, ConnectionError) as error:
                    failure = error
                else:
                    outcome = "ok"
                    return answer
            raise failure or CircuitOpenError
        finally:
            self.requests.labels(self.endpoint, outcome).inc()

    def attempt(self, request, key):
        self.attempts.inc()
        self.become(self.state and 1)
        began, failed = self.clock(), 0
        try:
            return self.send(request, key)
        except (TimeoutError, ConnectionError):
            failed = 1
            raise
        finally:
            self.seconds.observe(self.clock() - began)
            self.row = (self.row + 1) * failed
            self.until = self.clock() + self.rest
            self.become(2 * (failed and (self.state == 1 or self.row >= self.threshold)))

    def become(self, state):
        self.state = int(state)
        self.gauge.set(self.state)


# %% right: a breaker of its own, and a context manager for a call
from contextlib import contextmanager


class Fuse:
    def __init__(self, threshold, rest, clock, gauge):
        self.threshold, self.rest, self.clock, self.gauge = threshold, rest, clock, gauge
        self.row, self.shut, self.probing = 0, None, False
        self.show()

    def show(self):
        self.gauge.set(0 if self.shut is None else 1 if self.probing else 2)

    def enter(self):
        if self.shut is None:
            return True
        if self.probing or self.clock() - self.shut < self.rest:
            return False
        self.probing = True
        self.show()
        return True

    def leave(self, good):
        if good:
            self.row, self.shut = 0, None
        else:
            self.row += 1
            if self.probing or self.row >= self.threshold:
                self.shut = self.clock()
        self.probing = False
        self.show()


class MeteredClient(Scraped):
    def __init__(self, send, *, clock, sleep, random, endpoint="orders", retries=4, threshold=5, rest=10.0):
        super().__init__()
        self.send, self.clock, self.sleep, self.random, self.retries = send, clock, sleep, random, retries
        self.endpoint = endpoint
        r = self.registry
        self.requests = Counter("client_requests_total", "requests", ("endpoint", "outcome"), registry=r)
        self.attempts = Counter("client_attempts_total", "attempts", ("endpoint",), registry=r).labels(endpoint)
        self.repeats = Counter("client_retries_total", "retries", ("endpoint", "reason"), registry=r)
        buckets = (0.1, 0.5, 1, 5)
        histogram = Histogram("client_attempt_seconds", "seconds", ("endpoint",), registry=r, buckets=buckets)
        self.histogram = histogram.labels(endpoint=endpoint)
        gauge = Gauge("client_breaker_state", "0 closed, 1 half-open, 2 open", ("endpoint",), registry=r)
        self.fuse = Fuse(threshold, rest, clock, gauge.labels(endpoint=endpoint))

    @contextmanager
    def measured(self):
        self.attempts.inc()
        started = self.clock()
        good = True
        try:
            yield
        except (TimeoutError, ConnectionError):
            good = False
            raise
        finally:
            self.histogram.observe(self.clock() - started)
            self.fuse.leave(good)

    def call(self, request, key=None, idempotent=False):
        outcome = "refused"
        try:
            if not self.fuse.enter():
                raise CircuitOpenError(f"{self.endpoint} rests")
            outcome = "failed"
            answer = self.tries(request, key, self.retries if idempotent or key else 0)
            outcome = "ok"
            return answer
        finally:
            self.requests.labels(endpoint=self.endpoint, outcome=outcome).inc()

    def tries(self, request, key, left):
        ceiling = 0.1
        while True:
            try:
                with self.measured():
                    return self.send(request, key)
            except (TimeoutError, ConnectionError) as failure:
                if left == 0 or self.fuse.shut is not None:
                    raise
                self.sleep(self.random() * min(ceiling, 2.0))
                if not self.fuse.enter():
                    raise
                reason = "unavailable" if isinstance(failure, ConnectionError) else "timeout"
                self.repeats.labels(endpoint=self.endpoint, reason=reason).inc()
                ceiling, left = ceiling * 2, left - 1


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, the client under review
# loses: all
class MeteredClient(ReviewedClient):
    def __init__(self, send, *, endpoint="orders", **settings):
        super().__init__(send, **settings)


# %% wrong: each failure is counted as a retry
# loses: metered-client-counts, metered-client-labels
class MeteredClient(Scraped):
    def __init__(self, send, *, endpoint="orders", retries=4, threshold=5, rest=10.0, **outside):
        super().__init__()
        vars(self).update(outside, send=send, endpoint=endpoint, retries=retries, threshold=threshold, rest=rest)
        labels, own = ["endpoint"], {"registry": self.registry}
        self.requests = Counter("client_requests", "by outcome", ["endpoint", "outcome"], **own)
        self.attempts = Counter("client_attempts", "calls", labels, **own).labels(endpoint)
        self.again = Counter("client_retries", "by reason", ["endpoint", "reason"], **own)
        self.seconds = Histogram("client_attempt_seconds", "of a call", labels, **own).labels(endpoint)
        self.gauge = Gauge("client_breaker_state", "0, 1 or 2", labels, **own).labels(endpoint)
        self.row = self.state = 0

    def call(self, request, key=None, idempotent=False):
        failure, outcome = None, "refused"
        try:
            for attempt in range(self.retries + 1 if idempotent or key else 1):
                if failure and self.state == 0:
                    self.sleep(self.random() * min(2.0, 0.05 * 2**attempt))
                if self.state == 1 or (self.state == 2 and self.clock() < self.until):
                    break
                outcome = "failed"
                try:
                    answer = self.attempt(request, key)
                except (TimeoutError, ConnectionError) as error:
                    failure = error
                    reason = "timeout" if isinstance(failure, TimeoutError) else "unavailable"
                    self.again.labels(self.endpoint, reason).inc()
                else:
                    outcome = "ok"
                    return answer
            raise failure or CircuitOpenError
        finally:
            self.requests.labels(self.endpoint, outcome).inc()

    def attempt(self, request, key):
        self.attempts.inc()
        self.become(self.state and 1)
        began, failed = self.clock(), 0
        try:
            return self.send(request, key)
        except (TimeoutError, ConnectionError):
            failed = 1
            raise
        finally:
            self.seconds.observe(self.clock() - began)
            self.row = (self.row + 1) * failed
            self.until = self.clock() + self.rest
            self.become(2 * (failed and (self.state == 1 or self.row >= self.threshold)))

    def become(self, state):
        self.state = int(state)
        self.gauge.set(self.state)


# %% wrong: the reason is the error's text
# loses: metered-client-labels
class MeteredClient(Scraped):
    def __init__(self, send, *, endpoint="orders", retries=4, threshold=5, rest=10.0, **outside):
        super().__init__()
        vars(self).update(outside, send=send, endpoint=endpoint, retries=retries, threshold=threshold, rest=rest)
        labels, own = ["endpoint"], {"registry": self.registry}
        self.requests = Counter("client_requests", "by outcome", ["endpoint", "outcome"], **own)
        self.attempts = Counter("client_attempts", "calls", labels, **own).labels(endpoint)
        self.again = Counter("client_retries", "by reason", ["endpoint", "reason"], **own)
        self.seconds = Histogram("client_attempt_seconds", "of a call", labels, **own).labels(endpoint)
        self.gauge = Gauge("client_breaker_state", "0, 1 or 2", labels, **own).labels(endpoint)
        self.row = self.state = 0

    def call(self, request, key=None, idempotent=False):
        failure, outcome = None, "refused"
        try:
            for attempt in range(self.retries + 1 if idempotent or key else 1):
                if failure and self.state == 0:
                    self.sleep(self.random() * min(2.0, 0.05 * 2**attempt))
                if self.state == 1 or (self.state == 2 and self.clock() < self.until):
                    break
                if failure:
                    self.again.labels(self.endpoint, str(failure)).inc()
                outcome = "failed"
                try:
                    answer = self.attempt(request, key)
                except (TimeoutError, ConnectionError) as error:
                    failure = error
                else:
                    outcome = "ok"
                    return answer
            raise failure or CircuitOpenError
        finally:
            self.requests.labels(self.endpoint, outcome).inc()

    def attempt(self, request, key):
        self.attempts.inc()
        self.become(self.state and 1)
        began, failed = self.clock(), 0
        try:
            return self.send(request, key)
        except (TimeoutError, ConnectionError):
            failed = 1
            raise
        finally:
            self.seconds.observe(self.clock() - began)
            self.row = (self.row + 1) * failed
            self.until = self.clock() + self.rest
            self.become(2 * (failed and (self.state == 1 or self.row >= self.threshold)))

    def become(self, state):
        self.state = int(state)
        self.gauge.set(self.state)


# %% wrong: a retry is counted before it sleeps, and a call that raised is not observed
# loses: metered-client-counts, metered-client-watch
class MeteredClient(Scraped):
    def __init__(self, send, *, endpoint="orders", retries=4, threshold=5, rest=10.0, **outside):
        super().__init__()
        vars(self).update(outside, send=send, endpoint=endpoint, retries=retries, threshold=threshold, rest=rest)
        labels, own = ["endpoint"], {"registry": self.registry}
        self.requests = Counter("client_requests", "by outcome", ["endpoint", "outcome"], **own)
        self.attempts = Counter("client_attempts", "calls", labels, **own).labels(endpoint)
        self.again = Counter("client_retries", "by reason", ["endpoint", "reason"], **own)
        self.seconds = Histogram("client_attempt_seconds", "of a call", labels, **own).labels(endpoint)
        self.gauge = Gauge("client_breaker_state", "0, 1 or 2", labels, **own).labels(endpoint)
        self.row = self.state = 0

    def call(self, request, key=None, idempotent=False):
        failure, outcome = None, "refused"
        try:
            for attempt in range(self.retries + 1 if idempotent or key else 1):
                if failure and self.state == 0:
                    reason = "timeout" if isinstance(failure, TimeoutError) else "unavailable"
                    self.again.labels(self.endpoint, reason).inc()
                    self.sleep(self.random() * min(2.0, 0.05 * 2**attempt))
                if self.state == 1 or (self.state == 2 and self.clock() < self.until):
                    break
                outcome = "failed"
                try:
                    answer = self.attempt(request, key)
                except (TimeoutError, ConnectionError) as error:
                    failure = error
                else:
                    outcome = "ok"
                    return answer
            raise failure or CircuitOpenError
        finally:
            self.requests.labels(self.endpoint, outcome).inc()

    def attempt(self, request, key):
        self.attempts.inc()
        self.become(self.state and 1)
        began, failed = self.clock(), 0
        try:
            answer = self.send(request, key)
            self.seconds.observe(self.clock() - began)
            return answer
        except (TimeoutError, ConnectionError):
            failed = 1
            raise
        finally:
            self.row = (self.row + 1) * failed
            self.until = self.clock() + self.rest
            self.become(2 * (failed and (self.state == 1 or self.row >= self.threshold)))

    def become(self, state):
        self.state = int(state)
        self.gauge.set(self.state)


# %% wrong: a herd after the rest
# loses: metered-client-calls
class MeteredClient(Scraped):
    def __init__(self, send, *, endpoint="orders", retries=4, threshold=5, rest=10.0, **outside):
        super().__init__()
        vars(self).update(outside, send=send, endpoint=endpoint, retries=retries, threshold=threshold, rest=rest)
        labels, own = ["endpoint"], {"registry": self.registry}
        self.requests = Counter("client_requests", "by outcome", ["endpoint", "outcome"], **own)
        self.attempts = Counter("client_attempts", "calls", labels, **own).labels(endpoint)
        self.again = Counter("client_retries", "by reason", ["endpoint", "reason"], **own)
        self.seconds = Histogram("client_attempt_seconds", "of a call", labels, **own).labels(endpoint)
        self.gauge = Gauge("client_breaker_state", "0, 1 or 2", labels, **own).labels(endpoint)
        self.row = self.state = 0

    def call(self, request, key=None, idempotent=False):
        failure, outcome = None, "refused"
        try:
            for attempt in range(self.retries + 1 if idempotent or key else 1):
                if failure and self.state == 0:
                    self.sleep(self.random() * min(2.0, 0.05 * 2**attempt))
                if self.state == 2 and self.clock() < self.until:
                    break
                if failure:
                    reason = "timeout" if isinstance(failure, TimeoutError) else "unavailable"
                    self.again.labels(self.endpoint, reason).inc()
                outcome = "failed"
                try:
                    answer = self.attempt(request, key)
                except (TimeoutError, ConnectionError) as error:
                    failure = error
                else:
                    outcome = "ok"
                    return answer
            raise failure or CircuitOpenError
        finally:
            self.requests.labels(self.endpoint, outcome).inc()

    def attempt(self, request, key):
        self.attempts.inc()
        self.become(self.state and 1)
        began, failed = self.clock(), 0
        try:
            return self.send(request, key)
        except (TimeoutError, ConnectionError):
            failed = 1
            raise
        finally:
            self.seconds.observe(self.clock() - began)
            self.row = (self.row + 1) * failed
            self.until = self.clock() + self.rest
            self.become(2 * (failed and (self.state == 1 or self.row >= self.threshold)))

    def become(self, state):
        self.state = int(state)
        self.gauge.set(self.state)


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import CircuitBreaker, FullJitter


class MeteredClient(FullJitter):
    breaker = CircuitBreaker
