# %% right: answers in a table
def says(rate, capacity, start, *steps):
    """Each step moves the clock, makes a call of that cost, and tells what it must answer."""

    def test(make):
        clock = HandClock(start)
        bucket = make(rate=rate, capacity=capacity, clock=clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 3, 5.0, (0, 3, True), (0, 1, False)),
    says(1, 5, 5.0, (0, 2, True), (0, 4, False), (0, 3, True), (0, 1, False)),
    says(5, 3, 5.0, (100, 3, True), (0, 1, False), (100, 3, True), (0, 1, False)),
    says(1, 2, 5.0, (0, 0, None), (0, -2, None), (0, 2.5, None), (0, 2, True)),
    says(0.4, 1, 5.0, (0, 1, True), (2.4, 1, False), (0.2, 1, True)),
    says(1.6, 3, 5.0, (0, 3, True), (1.3, 2, True), (0.3, 1, False), (0.3, 1, True)),
    says(3, 2, 5.0, (0, 2, True), (0.2, 1, False), (0.2, 1, True)),
    says(1, 1, 0.0, (0, 1, True), (1.1, 1, True)),
    says(1, 1, -1e6, (0, 1, True), (1.1, 1, True)),
    says(1, 2, 500.0, (0, 1, True), (-400, 1, True)),
    says(1, 2, 500.0, (0, 2, True), (-400, 1, False)),
    says(0.01, 2, 500.0, (0, 2, True), (190, 1, True)),
]


# %% right: a model in fractions beside drawn scripts, and the edges by hand
import random
from fractions import Fraction


class Model:
    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens = Fraction(rate), capacity, Fraction(capacity)

    def wait(self, seconds):
        self.tokens = min(self.capacity, self.tokens + self.rate * Fraction(max(0, seconds)))

    def allow(self, cost):
        if not 0 < cost <= self.capacity:
            return None
        granted = self.tokens >= cost
        self.tokens -= cost * granted
        return granted


def agrees(rate, capacity, start, steps):
    def test(make):
        clock, model = HandClock(start), Model(rate, capacity)
        bucket = make(rate, capacity, clock.read)
        for seconds, cost in steps:
            clock.now += seconds
            model.wait(seconds)
            expected = model.allow(cost)
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) == expected

    return test


def drawn(seed):
    rng = random.Random(seed)
    rate, capacity = rng.choice([0.25, 0.75, 1, 4]), rng.randint(1, 4)
    steps = [(rng.choice([0.375, 0.625, 1.125, 0]), rng.choice([1, 1, 1, 2, 0, -1])) for _ in range(9)]
    return agrees(rate, capacity, rng.choice([0.0, -50.0, 1e6]), [(0, capacity), *steps])


limiter_tests = [drawn(seed) for seed in range(5)]
limiter_tests += [
    agrees(1, 2, 0.0, [(0, 2), (1.5, 1), (0.75, 1)]),
    agrees(1, 1, -9.0, [(0, 1), (0.625, 1), (0.625, 1)]),
    agrees(8, 2, 9.0, [(99, 1), (0, 1), (0, 1), (99, 3), (0, 2), (0, 1), (0, -1)]),
    agrees(1, 3, 9.0, [(-99, 1), (0, 3), (0, 2), (-99, 1)]),
    agrees(1 / 128, 3, 9.0, [(0, 3), (400, 3)]),
    agrees(0.25, 1, 9.0, [(0, 1), (3, 1), (2, 1), (0, 0)]),
    agrees(4, 4, 9.0, [(0, 4), (0.625, 2), (0, 1)]),
]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, checks nothing
# loses: all
limiter_tests = [lambda make: make(1, 1, HandClock().read).allow()]


# %% wrong: lazy, always objects
# loses: all
limiter_tests = [lambda make: make(1, 1, HandClock().read).allow() and 1 / 0]


# %% wrong: lazy, a full bucket, an empty one, and whole seconds
# loses: wheat-limiter-tokens, wheat-limiter-time
def limiter_full(make):
    clock = HandClock()
    bucket = make(1, 2, clock.read)
    assert [bucket.allow(), bucket.allow(), bucket.allow()] == [True, True, False]
    clock.now += 1.001
    assert [bucket.allow(), bucket.allow()] == [True, False]


def limiter_cost(make):
    bucket = make(1, 4, HandClock().read)
    assert [bucket.allow(3), bucket.allow(2)] == [True, False]


limiter_tests = [limiter_full, limiter_cost]


# %% wrong: waits in real time
# loses: all
import time


def limiter_waits(make):
    bucket = make(100, 1, time.monotonic)
    assert bucket.allow()
    time.sleep(0.02)
    assert bucket.allow()


limiter_tests = [limiter_waits]


# %% wrong: what the bucket holds alone
# loses: wheat-limiter-time
def says(rate, capacity, *steps):
    def test(make):
        clock = HandClock()
        bucket = make(rate, capacity, clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 5, (0, 2, True), (0, 4, False), (0, 3, True), (0, 1, False)),
    says(5, 3, (100, 3, True), (0, 1, False), (100, 3, True), (0, 1, False)),
    says(1, 2, (0, 0, None), (0, -2, None), (0, 2.5, None), (0, 2, True)),
    says(0.4, 1, (0, 1, True), (2.4, 1, False), (0.2, 1, True)),
]


# %% wrong: time alone
# loses: wheat-limiter-tokens
def says(rate, capacity, start, *steps):
    def test(make):
        clock = HandClock(start)
        bucket = make(rate, capacity, clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 3, 5.0, (0, 2, True), (0, 2, False), (0, 1, True)),
    says(1, 2, 5.0, (0, 2, True), (1.6, 1, True), (0.6, 1, True)),
    says(3, 2, 5.0, (0, 2, True), (0.2, 1, False), (0.2, 1, True)),
    says(1, 1, 0.0, (0, 1, True), (1.1, 1, True)),
    says(1, 1, -1e6, (0, 1, True), (1.1, 1, True)),
    says(1, 2, 500.0, (0, 1, True), (-400, 1, True)),
    says(1, 2, 500.0, (0, 2, True), (-400, 1, False)),
    says(1 / 64, 2, 500.0, (0, 2, True), (140, 2, True)),
]


# %% wrong: the clock jumps back only while there are tokens
# loses: wheat-limiter-time
def says(rate, capacity, start, *steps):
    def test(make):
        clock = HandClock(start)
        bucket = make(rate, capacity, clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 5, 5.0, (0, 2, True), (0, 4, False), (0, 3, True), (0, 1, False)),
    says(5, 3, 5.0, (100, 3, True), (0, 1, False), (100, 3, True), (0, 1, False)),
    says(1, 2, 5.0, (0, 0, None), (0, -2, None), (0, 2.5, None), (0, 2, True)),
    says(0.4, 1, 5.0, (0, 1, True), (2.4, 1, False), (0.2, 1, True)),
    says(1, 2, 5.0, (0, 2, True), (1.6, 1, True), (0.6, 1, True)),
    says(3, 2, 5.0, (0, 2, True), (0.2, 1, False), (0.2, 1, True)),
    says(1, 1, 0.0, (0, 1, True), (1.1, 1, True)),
    says(1, 1, -1e6, (0, 1, True), (1.1, 1, True)),
    says(1, 2, 500.0, (0, 1, True), (-400, 1, True)),
    says(0.01, 2, 500.0, (0, 2, True), (190, 1, True)),
]


# %% wrong: a clock that answers from a list
# loses: all
def listed(*answers):
    return iter(answers).__next__


def limiter_full(make):
    bucket = make(1, 2, listed(0, 0, 0, 0))
    assert [bucket.allow(), bucket.allow(), bucket.allow()] == [True, True, False]


def limiter_fills(make):
    bucket = make(1, 1, listed(0, 0, 0.6, 1.2))
    assert [bucket.allow(), bucket.allow(), bucket.allow()] == [True, False, True]


limiter_tests = [limiter_full, limiter_fills]


# %% wrong: tests on the instant at which a token is complete
# loses: wheat-limiter-accepts
def says(rate, capacity, start, *steps):
    def test(make):
        clock = HandClock(start)
        bucket = make(rate, capacity, clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 5, 5.0, (0, 2, True), (0, 4, False), (0, 3, True), (0, 1, False)),
    says(5, 3, 5.0, (100, 3, True), (0, 1, False), (100, 3, True), (0, 1, False)),
    says(1, 2, 5.0, (0, 0, None), (0, -2, None), (0, 2.5, None), (0, 2, True)),
    says(0.4, 1, 5.0, (0, 1, True), (2.4, 1, False), (0.2, 1, True)),
    says(1, 2, 5.0, (0, 2, True), (1.6, 1, True), (0.6, 1, True)),
    says(3, 2, 5.0, (0, 2, True), (0.2, 1, False), (0.2, 1, True)),
    says(1, 1, 0.0, (0, 1, True), (1.1, 1, True)),
    says(1, 1, -1e6, (0, 1, True), (1.1, 1, True)),
    says(1, 2, 500.0, (0, 1, True), (-400, 1, True)),
    says(1, 2, 500.0, (0, 2, True), (-400, 1, False)),
    says(0.01, 2, 500.0, (0, 2, True), (190, 1, True)),
    says(10, 1, 0.1, (0, 1, True), (0.1, 1, True), (0.1, 1, True), (0.1, 1, True), (0.1, 1, True)),
]


# %% wrong: time that a jump back repeats must not count again
# loses: wheat-limiter-accepts
def says(rate, capacity, start, *steps):
    def test(make):
        clock = HandClock(start)
        bucket = make(rate, capacity, clock.read)
        for seconds, cost, expected in steps:
            clock.now += seconds
            if expected is None:
                assert refused(bucket.allow, cost)
            else:
                assert bucket.allow(cost) is expected

    return test


limiter_tests = [
    says(1, 5, 5.0, (0, 2, True), (0, 4, False), (0, 3, True), (0, 1, False)),
    says(5, 3, 5.0, (100, 3, True), (0, 1, False), (100, 3, True), (0, 1, False)),
    says(1, 2, 5.0, (0, 0, None), (0, -2, None), (0, 2.5, None), (0, 2, True)),
    says(0.4, 1, 5.0, (0, 1, True), (2.4, 1, False), (0.2, 1, True)),
    says(1, 2, 5.0, (0, 2, True), (1.6, 1, True), (0.6, 1, True)),
    says(3, 2, 5.0, (0, 2, True), (0.2, 1, False), (0.2, 1, True)),
    says(1, 1, 0.0, (0, 1, True), (1.1, 1, True)),
    says(1, 1, -1e6, (0, 1, True), (1.1, 1, True)),
    says(1, 2, 500.0, (0, 1, True), (-400, 1, True)),
    says(1, 2, 500.0, (0, 2, True), (-400, 1, False)),
    says(1, 2, 500.0, (0, 2, True), (-400, 1, False), (100, 1, False)),
    says(0.01, 2, 500.0, (0, 2, True), (190, 1, True)),
]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.limiters import CORRECT

limiter_tests = [lambda make: make(1, 1, HandClock().read).allow() or CORRECT]
