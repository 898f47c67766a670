# %% right: reservation values by halving an interval
def next_spike(left, best, spikes):
    def reservation(spike):
        low, high = 0.0, 200.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if spike.gain(middle) > 0 else (low, middle)
        return low

    values = {name: reservation(spikes[name]) for name in left}
    paying = [name for name in left if values[name] > best]
    return max(paying, key=values.get) if paying else None


# %% right: every order of spikes and results, without a theorem
from functools import lru_cache


def next_spike(left, best, spikes):
    @lru_cache(maxsize=None)
    def search(names, found):
        top = (found, None)
        for name in names:
            rest = tuple(other for other in names if other != name)
            spike = spikes[name]
            later = sum(p * search(rest, max(found, days))[0] for days, p in zip(spike.outcomes, spike.chances))
            if later - spike.cost > top[0] + 1e-9:
                top = (later - spike.cost, name)
        return top

    return search(tuple(left), best)[1]


# %% right: reservation values in arrays, once for each set of spikes
import numpy as np

values_of = {}


def next_spike(left, best, spikes):
    key = tuple((name, spike.cost, spike.outcomes) for name, spike in spikes.items())
    if key not in values_of:
        outcomes = np.array([spike.outcomes for spike in spikes.values()])[:, ::-1]
        chances = np.array([spike.chances for spike in spikes.values()])[:, ::-1]
        costs = np.array([spike.cost for spike in spikes.values()])
        worth = (np.cumsum(outcomes * chances, axis=1) - costs[:, None]) / np.cumsum(chances, axis=1)
        values_of[key] = dict(zip(spikes, worth.max(axis=1)))
    value = values_of[key]
    for name in sorted(left, key=value.get, reverse=True):
        return name if value[name] > best else None


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: tries nothing
# loses: all
def next_spike(left, best, spikes):
    return None


# %% wrong: lazy: tries everything
# loses: all
def next_spike(left, best, spikes):
    return left[0] if left else None


# %% wrong: lazy: the idea with the best mean, and no other
# loses: all
def next_spike(left, best, spikes):
    if len(left) < len(spikes):
        return None
    return max(left, key=lambda name: spikes[name].mean)


# %% wrong: lazy: the cheapest first, until something saves 70 days
# loses: all
def next_spike(left, best, spikes):
    if not left or best >= 70:
        return None
    return min(left, key=lambda name: spikes[name].cost)


# %% wrong: lazy: two looks, then the first that is better than what there is
# loses: all
def next_spike(left, best, spikes):
    if left and (len(left) > len(spikes) - 2 or best <= 50):
        return left[0]
    return None


# %% wrong: the surest: the largest mean less cost, while it is above the best so far
# loses: all
def next_spike(left, best, spikes):
    name = max(left, key=lambda name: spikes[name].mean - spikes[name].cost, default=None)
    return name if name and spikes[name].mean - spikes[name].cost > best else None


# %% wrong: whatever gains most next
# loses: when-to-stop-cheap, when-to-stop-dear
def next_spike(left, best, spikes):
    name = max(left, key=lambda name: spikes[name].gain(best), default=None)
    return name if name and spikes[name].gain(best) > 0 else None


# %% wrong: whatever gains most for a day of spike
# loses: when-to-stop-cheap, when-to-stop-dear
def next_spike(left, best, spikes):
    name = max(left, key=lambda name: spikes[name].gain(best) / spikes[name].cost, default=None)
    return name if name and spikes[name].gain(best) > 0 else None


# %% wrong: the largest outcome first, of the spikes that are worth their cost
# loses: when-to-stop-cheap, when-to-stop-dear
def next_spike(left, best, spikes):
    paying = [name for name in left if spikes[name].gain(best) > 0]
    return max(paying, key=lambda name: max(spikes[name].outcomes), default=None)


# %% wrong: the largest mean first, of the spikes that are worth their cost
# loses: when-to-stop-cheap, when-to-stop-dear
def next_spike(left, best, spikes):
    paying = [name for name in left if spikes[name].gain(best) > 0]
    return max(paying, key=lambda name: spikes[name].mean, default=None)


# %% wrong: the right order, compared with what there was and not with the best so far
# loses: all
def next_spike(left, best, spikes):
    def reservation(spike):
        low, high = 0.0, 200.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if spike.gain(middle) > 0 else (low, middle)
        return low

    name = max(left, key=lambda name: reservation(spikes[name]), default=None)
    return name if name and reservation(spikes[name]) > 50 else None


# %% wrong: reservation values of spikes that cost nothing
# loses: all
def next_spike(left, best, spikes):
    name = max(left, key=lambda name: max(spikes[name].outcomes), default=None)
    return name if name and max(spikes[name].outcomes) > best else None


# %% wrong: with nothing left it fails instead of stopping
# loses: when-to-stop-stops
def next_spike(left, best, spikes):
    def reservation(spike):
        low, high = 0.0, 200.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if spike.gain(middle) > 0 else (low, middle)
        return low

    name = max(left, key=lambda name: reservation(spikes[name]))
    return name if reservation(spikes[name]) > best else None


# %% wrong: a mean with half of the spread on top
# loses: all
def next_spike(left, best, spikes):
    def hopes(spike):
        spread = sum(p * (days - spike.mean) ** 2 for days, p in zip(spike.outcomes, spike.chances)) ** 0.5
        return spike.mean + spread / 2 - spike.cost

    name = max(left, key=lambda name: hopes(spikes[name]), default=None)
    return name if name and hopes(spikes[name]) > best else None


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.spikes import by_reservation as next_spike
