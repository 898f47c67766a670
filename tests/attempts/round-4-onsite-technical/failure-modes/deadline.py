# %% right: an equal share, and the minimum
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return attempt_timeout(call.deadline_left, self.attempts - call.attempt + 1, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% right: three times what a good answer takes, as far as there is time
import math


def attempt_timeout(deadline_left, attempts_left, need):
    if math.isnan(deadline_left) or math.isnan(need):
        raise ValueError("not a number")
    if attempts_left < 1 or need <= 0:
        raise ValueError("give at least one attempt, and a need above 0")
    if deadline_left < need:
        return None
    fair = deadline_left / attempts_left
    return need if fair < need else fair


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return self.need < call.deadline_left

    def timeout(self, call):
        return min(3 * self.need, call.deadline_left)

    def after(self, call, outcome):
        if outcome.ok or call.attempt == self.attempts or call.deadline_left < self.need:
            return None
        return 0


# %% right: keeps what one more attempt would need, and waits for the rest
def attempt_timeout(deadline_left, attempts_left, need):
    if not deadline_left < float("inf") or not need > 0 or attempts_left < 1:
        raise ValueError
    if need > deadline_left:
        return None
    return max(deadline_left / attempts_left, need)


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left > self.need

    def timeout(self, call):
        kept = 2 * self.need * (self.attempts - call.attempt)
        return max(self.need, call.deadline_left - kept)

    def after(self, call, outcome):
        if not outcome.ok and call.attempt < self.attempts:
            return 0.0


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, all that is left to the user, for each attempt
# loses: deadline-share, deadline-calm
def attempt_timeout(deadline_left, attempts_left, need):
    return deadline_left if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return call.deadline_left

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: lazy, a second for each call and a retry
# loses: deadline-calm, deadline-wasted
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts = attempts

    def timeout(self, call):
        return 1.0

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: lazy, shorter than any answer takes, and three retries
# loses: deadline-calm, deadline-wasted
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.need = need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return 0.04

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt > 3 else 0.0


# %% wrong: lazy, sends nothing
# loses: deadline-calm, deadline-wasted
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        pass

    def before(self, call):
        return False


# %% wrong: looks at what is left when it waits, and not when it sends
# loses: deadline-wasted
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def timeout(self, call):
        return attempt_timeout(call.deadline_left, self.attempts - call.attempt + 1, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: a second from when the gateway calls, not from when the user came
# loses: deadline-wasted
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return 1.0 - call.elapsed >= self.need

    def timeout(self, call):
        return attempt_timeout(1.0 - call.elapsed, self.attempts - call.attempt + 1, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: the attempt at hand is not counted among those left
# loses: deadline-calm
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return attempt_timeout(call.deadline_left, self.attempts - call.attempt, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: a share may be too short for any answer
# loses: deadline-share
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return deadline_left / attempts_left if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return attempt_timeout(call.deadline_left, self.attempts - call.attempt + 1, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: exactly enough is taken for too little
# loses: deadline-share
def attempt_timeout(deadline_left, attempts_left, need):
    if not (attempts_left >= 1 and need > 0 and deadline_left == deadline_left):
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left > need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return max(self.need, call.deadline_left / (self.attempts - call.attempt + 1))

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: a deadline that is not a number passes
# loses: deadline-share
def attempt_timeout(deadline_left, attempts_left, need):
    if attempts_left < 1 or need <= 0:
        raise ValueError("makes no sense")
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(ClientPolicy):
    def __init__(self, attempts=2, need=0.1):
        self.attempts, self.need = attempts, need

    def before(self, call):
        return call.deadline_left >= self.need

    def timeout(self, call):
        return attempt_timeout(call.deadline_left, self.attempts - call.attempt + 1, self.need)

    def after(self, call, outcome):
        return None if outcome.ok or call.attempt >= self.attempts else 0.0


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import WithinDeadline


def attempt_timeout(deadline_left, attempts_left, need):
    return max(need, deadline_left / attempts_left) if deadline_left >= need else None


class Deadline(WithinDeadline):
    def __init__(self, attempts=2, need=0.1):
        super().__init__(need)
