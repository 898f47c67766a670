"""Token buckets: correct ones, alike only in what the contract of `wheat-limiter` promises, and buggy ones."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

Clock = Callable[[], float]


class Bucket:
    """Brings the tokens up to date when it is asked; after a jump back, time counts on from there.

    `rate` is in tokens a second, `capacity` in tokens; `clock` tells seconds. The hooks are where the bugs sit.
    """

    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        self.rate, self.capacity, self.clock = rate, capacity, clock
        self.tokens, self.last = float(capacity), self.begins()

    def begins(self) -> float:
        """The instant from which tokens flow."""
        return self.clock()

    def allow(self, cost: float = 1) -> bool:
        """Takes `cost` tokens if they are there; whether they were."""
        self.refuse(cost)
        now = self.clock()
        self.tokens = self.fill(self.gained(now))
        self.last = self.seen(now)
        if not self.enough(cost):
            self.refused(cost)
            return False
        self.take(cost)
        return True

    def refuse(self, cost: float) -> None:
        """Raises ValueError for a cost that makes no sense."""
        if not 0 < cost <= self.capacity:
            raise ValueError(f"{cost} tokens from a bucket that holds {self.capacity}")

    def gained(self, now: float) -> float:
        """What has flowed in since the bucket was last brought up to date."""
        return self.rate * max(0.0, now - self.last)

    def fill(self, gained: float) -> float:
        """The tokens with what has flowed in."""
        return min(self.capacity, self.tokens + gained)

    def seen(self, now: float) -> float:
        """The instant up to which tokens have flowed in."""
        return now

    def enough(self, cost: float) -> bool:
        """Whether the tokens are there."""
        return self.tokens >= cost

    def take(self, cost: float) -> None:
        """Takes the tokens."""
        self.tokens -= cost

    def refused(self, cost: float) -> None:
        """What a refusal costs: nothing."""


class Arrival:
    """Keeps the instant at which the bucket will be full again (GCRA), in exact fractions, and never looks back.

    It reads the clock first when it is first asked, and twice each time; time that a jump back repeats counts once.
    """

    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        self.token, self.capacity, self.clock = 1 / Fraction(rate), Fraction(capacity), clock
        self.full_at: Fraction | None = None
        self.latest = Fraction(0)

    def allow(self, cost: float = 1) -> bool:
        """As `Bucket.allow`."""
        if cost <= 0 or cost > self.capacity:
            raise ValueError("cost")
        now = Fraction(min(self.clock(), self.clock()))
        now = now if self.full_at is None else max(now, self.latest)
        full_at = max(now, now if self.full_at is None else self.full_at)
        self.full_at, self.latest = full_at, now
        later = full_at + Fraction(cost) * self.token
        if later - now > self.capacity * self.token:
            return False
        self.full_at = later
        return True


class Replay:
    """Keeps what was taken and plays it again each time; after a refusal it reads the clock once more."""

    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        self.rate, self.capacity, self.clock = rate, capacity, clock
        self.steps = [(clock(), 0.0)]

    def allow(self, cost: float = 1) -> bool:
        """As `Bucket.allow`."""
        if not (cost > 0 and cost <= self.capacity):
            raise ValueError(f"cost {cost} is not within (0, {self.capacity}]")
        self.steps.append((self.clock(), 0.0))
        tokens, (before, _) = self.capacity, self.steps[0]
        for now, taken in self.steps:
            tokens = min(self.capacity, tokens + self.rate * max(now - before, 0.0)) - taken
            before = now
        if tokens < cost:
            self.steps.append((self.clock(), 0.0))
            return False
        self.steps[-1] = (before, cost)
        return True


CORRECT: tuple[Callable[..., Any], ...] = (Bucket, Arrival, Replay)


class _AlwaysAllows(Bucket):
    def enough(self, cost: float) -> bool:  # noqa: ARG002
        return True


class _NeverFills(Bucket):
    def gained(self, now: float) -> float:  # noqa: ARG002
        return 0.0


class _BeginsEmpty(Bucket):
    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        super().__init__(rate, capacity, clock)
        self.tokens = 0.0


class _Overflows(Bucket):
    def fill(self, gained: float) -> float:
        return self.tokens + gained


class _CostsOne(Bucket):
    def take(self, cost: float) -> None:  # noqa: ARG002
        self.tokens -= 1


class _KeepsTheLast(Bucket):
    def enough(self, cost: float) -> bool:
        return self.tokens > cost


class _TakesTheRest(Bucket):
    def refused(self, cost: float) -> None:
        self.tokens = max(0.0, self.tokens - cost)


class _WaitsForEver(Bucket):
    def refuse(self, cost: float) -> None:
        super().refuse(min(cost, self.capacity))


class _PaysIn(Bucket):
    def refuse(self, cost: float) -> None:
        super().refuse(abs(cost))


class _FreeOfCharge(Bucket):
    def refuse(self, cost: float) -> None:
        if cost:
            super().refuse(cost)


class _WholeRate(Bucket):
    def __init__(self, rate: float, capacity: float, clock: Clock) -> None:
        super().__init__(max(1, round(rate)), capacity, clock)


class _HoldsASecond(Bucket):
    def fill(self, gained: float) -> float:
        return min(max(self.capacity, self.rate), self.tokens + gained)


class _WholeSeconds(Bucket):
    def gained(self, now: float) -> float:
        return super().gained(self.seen(now))

    def seen(self, now: float) -> float:
        return self.last + (now - self.last) // 1 if now > self.last else now


class _RefusalLosesTime(Bucket):
    def allow(self, cost: float = 1) -> bool:
        tokens = self.tokens
        allowed = super().allow(cost)
        if not allowed:
            self.tokens = tokens
        return allowed


class _WholeTokens(Bucket):
    def gained(self, now: float) -> float:
        return float(int(super().gained(now)))

    def seen(self, now: float) -> float:
        return now if self.gained(now) or now < self.last else self.last


class _FlowsOut(Bucket):
    def gained(self, now: float) -> float:
        return max(self.rate * (now - self.last), -self.tokens)


class _EitherWay(Bucket):
    def gained(self, now: float) -> float:
        return self.rate * abs(now - self.last)


class _ZeroIsNever(Bucket):
    def gained(self, now: float) -> float:
        return super().gained(now) if self.last else 0.0


class _BeginsAtZero(Bucket):
    def begins(self) -> float:
        return 0.0

    def seen(self, now: float) -> float:
        return max(self.last, now)


class _AtMostAMinute(Bucket):
    def gained(self, now: float) -> float:
        return self.rate * min(60.0, max(0.0, now - self.last))


# What shows each bug continues "One bug still hides: "; the easiest to catch come first.
GROSS = {
    "it shows as soon as the bucket is empty": _AlwaysAllows,
    "it shows as soon as an empty bucket has waited": _NeverFills,
    "it shows at the first call": _BeginsEmpty,
    "it shows as soon as a call costs more than one token": _CostsOne,
}
TOKENS = {
    "it shows only when a call takes all that is there": _KeepsTheLast,
    "it shows only when nobody calls for a while": _Overflows,
    "it shows only in what a refused call leaves": _TakesTheRest,
    "it shows only when a call costs more than the bucket can hold": _WaitsForEver,
    "it shows only when a cost is negative": _PaysIn,
    "it shows only when a cost is 0": _FreeOfCharge,
    "it shows only when the rate is no whole number": _WholeRate,
    "it shows only when a second brings more than the bucket holds": _HoldsASecond,
}
TIME = {
    "it shows only between whole seconds": _WholeSeconds,
    "it shows only when a call is refused while tokens flow in": _RefusalLosesTime,
    "it shows only in the part of a token that is over when whole ones are counted": _WholeTokens,
    "it shows only when the clock jumps back and there are tokens": _FlowsOut,
    "it shows only when the clock jumps back and there are none": _EitherWay,
    "it shows only when tokens flow in after the instant 0": _ZeroIsNever,
    "it shows only when the clock begins below 0": _BeginsAtZero,
    "it shows only when nobody calls for very long": _AtMostAMinute,
}
