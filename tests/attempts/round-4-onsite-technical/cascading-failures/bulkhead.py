# %% right: a count and a comparison
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit = 30 if limit is None else limit
        if self.limit < 1:
            raise ValueError("a bulkhead needs a place")
        self.under_way = 0

    def before(self, call):
        passes = self.under_way < self.limit
        self.under_way += passes
        return passes

    def after(self, call, outcome):
        self.under_way -= 1


# %% right: a pile of tickets, for as many as calm needs
import math


class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        if limit is None:
            mean = 22 * 0.05
            limit = math.ceil(mean + 6 * math.sqrt(mean))
        if limit < 1:
            raise ValueError(limit)
        self.tickets = list(range(limit))
        self.taken = []

    def before(self, call):
        if not self.tickets:
            return False
        self.taken.append(self.tickets.pop())
        return True

    def after(self, call, outcome):
        self.tickets.append(self.taken.pop())
        return None


# %% right: nearly all that A can spare
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        if limit is not None and limit < 1:
            raise ValueError(limit)
        self.free = limit or 80

    def before(self, call):
        if self.free:
            self.free -= 1
            return True
        return False

    def after(self, call, outcome):
        self.free += 1


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, no bulkhead
# loses: all
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        pass


# %% wrong: lazy, refuses every call to B
# loses: all
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        pass

    def before(self, call):
        return False


# %% wrong: works, and is larger than the gateway
# loses: bulkhead-shields, bulkhead-room, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 120 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: works, and is as large as the mean that Little's law tells
# loses: bulkhead-shields, bulkhead-room, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 1 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: works, with room for most crowded moments but not for enough of them
# loses: bulkhead-room, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 3 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: gives places back after successes only
# loses: bulkhead-places, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        if outcome.ok:
            self.under_way -= 1


# %% wrong: gives the place of a timeout back, but not that of an error
# loses: bulkhead-places, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        if outcome.kind != "error":
            self.under_way -= 1


# %% wrong: a call that was shed or cut was never under way, it thinks
# loses: bulkhead-places
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        if outcome.kind in ("ok", "error", "timeout"):
            self.under_way -= 1


# %% wrong: one call too many
# loses: bulkhead-places
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way > self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: refused calls give places back too
# loses: all
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def rejected(self, call):
        self.under_way -= 1

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: counts refused calls as under way, and never gets them back
# loses: bulkhead-places, bulkhead-returns
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        self.under_way += 1
        return self.under_way <= self.limit

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: frees a place after a second, when the user has gone; the thread has not
# loses: all
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.began = 20 if limit is None else limit, []
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        self.began = [at for at in self.began if at > call.now - 1]
        if len(self.began) >= self.limit:
            return False
        self.began.append(call.now)
        return True

    def after(self, call, outcome):
        if self.began:
            self.began.pop(0)


# %% wrong: limits the rate, not what is under way
# loses: all
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.sent = 30 if limit is None else limit, []
        if self.limit < 1:
            raise ValueError(limit)

    def before(self, call):
        self.sent = [at for at in self.sent if at > call.now - 1]
        if len(self.sent) >= self.limit:
            return False
        self.sent.append(call.now)
        return True


# %% wrong: a short timeout instead, which shields A as well and is no bulkhead
# loses: bulkhead-places
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        if limit is not None and limit < 1:
            raise ValueError(limit)

    def timeout(self, call):
        return 0.3


# %% wrong: a bulkhead without a place is allowed
# loses: bulkhead-places
class Bulkhead(ClientPolicy):
    def __init__(self, limit=None):
        self.limit, self.under_way = 20 if limit is None else limit, 0

    def before(self, call):
        if self.under_way >= self.limit:
            return False
        self.under_way += 1
        return True

    def after(self, call, outcome):
        self.under_way -= 1


# %% wrong: ours, imported
# loses: all
from rounds.sim import policies


class Bulkhead(policies.Bulkhead):
    def __init__(self, limit=None):
        if limit is not None and limit < 1:
            raise ValueError(limit)
        super().__init__(20 if limit is None else limit)
