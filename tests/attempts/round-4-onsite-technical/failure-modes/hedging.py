# %% right: a token is held until the call ends
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve = delay, share, reserve
        self.tokens, self.held = reserve, set()

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        self.held.add(round(call.now, 9))
        return self.delay

    def after(self, call, outcome):
        sent = round(call.now - outcome.latency, 9)
        not_copied = sent in self.held and outcome.latency < self.delay
        self.held.discard(sent)
        self.tokens = min(self.reserve, self.tokens + self.share + not_copied)
        return None


# %% right: learns the delay, twice the median of the last hundred
from statistics import median


class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.share, self.reserve, self.tokens = share, reserve, reserve
        self.latencies, self.planned = deque(maxlen=100), {}

    def hedge(self, call):
        if len(self.latencies) < 20 or self.tokens < 1 or not call.idempotent:
            return None
        self.tokens -= 1
        delay = 2 * median(self.latencies)
        self.planned[f"{call.now:.6f}"] = delay
        return delay

    def after(self, call, outcome):
        self.latencies.append(outcome.latency)
        delay = self.planned.pop(f"{call.now - outcome.latency:.6f}", 0.0)
        back = self.share + (1 if outcome.latency < delay else 0)
        self.tokens = min(self.reserve, self.tokens + back)


# %% right: a little over the 95th percentile, and whole tenths of tokens
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.deposit, self.full = delay, round(1000 * share), round(1000 * reserve)
        self.level, self.recent, self.waiting = self.full, [], []

    def hedge(self, call):
        if call.idempotent and self.level >= 1000:
            self.level -= 1000
            self.waiting.append((call.now, self.delay))
            return self.delay
        return None

    def after(self, call, outcome):
        sent = call.now - outcome.latency
        for entry in self.waiting:
            if abs(entry[0] - sent) < 1e-7:
                self.waiting.remove(entry)
                if outcome.latency < entry[1]:
                    self.level += 1000
                break
        self.level = min(self.full, self.level + self.deposit)
        self.recent = [*self.recent[-99:], outcome.latency]
        if len(self.recent) == 100:
            self.delay = 1.2 * sorted(self.recent)[94]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, never hedges
# loses: all
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        pass


# %% wrong: lazy, hedges at once
# loses: hedging-tail, hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        pass

    def hedge(self, call):
        return 0.0 if call.idempotent else None


# %% wrong: lazy, a fixed delay without a budget
# loses: hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay = delay

    def hedge(self, call):
        return self.delay if call.idempotent else None


# %% wrong: the token does not come back
# loses: hedging-tail, hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve, self.tokens = delay, share, reserve, reserve

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        return self.delay

    def after(self, call, outcome):
        self.tokens = min(self.reserve, self.tokens + self.share)


# %% wrong: pays for a copy when the call has ended
# loses: hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve, self.tokens = delay, share, reserve, reserve

    def hedge(self, call):
        return self.delay if call.idempotent and self.tokens >= 1 else None

    def after(self, call, outcome):
        cost = 1 if outcome.latency >= self.delay else 0
        self.tokens = min(self.reserve, self.tokens + self.share - cost)


# %% wrong: every token comes back, also that of a call that was copied
# loses: hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve, self.tokens = delay, share, reserve, reserve
        self.held = set()

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        self.held.add(round(call.now, 9))
        return self.delay

    def after(self, call, outcome):
        sent = round(call.now - outcome.latency, 9)
        back = 1 if sent in self.held else 0
        self.held.discard(sent)
        self.tokens = min(self.reserve, self.tokens + self.share + back)


# %% wrong: copies whatever is slow, also writes
# loses: hedging-writes
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve = delay, share, reserve
        self.tokens, self.held = reserve, set()

    def hedge(self, call):
        if self.tokens < 1:
            return None
        self.tokens -= 1
        self.held.add(round(call.now, 9))
        return self.delay

    def after(self, call, outcome):
        sent = round(call.now - outcome.latency, 9)
        not_copied = sent in self.held and outcome.latency < self.delay
        self.held.discard(sent)
        self.tokens = min(self.reserve, self.tokens + self.share + not_copied)


# %% wrong: a budget of one copy for three calls
# loses: hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve = delay, 0.33, reserve
        self.tokens, self.held = reserve, set()

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        self.held.add(round(call.now, 9))
        return self.delay

    def after(self, call, outcome):
        sent = round(call.now - outcome.latency, 9)
        not_copied = sent in self.held and outcome.latency < self.delay
        self.held.discard(sent)
        self.tokens = min(self.reserve, self.tokens + self.share + not_copied)


# %% wrong: waits until a copy hardly helps
# loses: hedging-tail
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.delay, self.share, self.reserve = 0.6, share, reserve
        self.tokens, self.held = reserve, set()

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        self.held.add(round(call.now, 9))
        return self.delay

    def after(self, call, outcome):
        sent = round(call.now - outcome.latency, 9)
        not_copied = sent in self.held and outcome.latency < self.delay
        self.held.discard(sent)
        self.tokens = min(self.reserve, self.tokens + self.share + not_copied)


# %% wrong: within the budget, but at once
# loses: hedging-tail, hedging-bounded
class Hedge(ClientPolicy):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        self.share, self.reserve, self.tokens = share, reserve, reserve

    def hedge(self, call):
        if not call.idempotent or self.tokens < 1:
            return None
        self.tokens -= 1
        return 0.0

    def after(self, call, outcome):
        self.tokens = min(self.reserve, self.tokens + self.share)


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import QuantileHedge


class Hedge(QuantileHedge):
    def __init__(self, delay=0.1, share=0.1, reserve=10.0):
        super().__init__(extra=share, size=reserve)
