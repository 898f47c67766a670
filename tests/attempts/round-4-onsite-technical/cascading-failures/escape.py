# %% right: what waits and what is still to come, at the rate that is left
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (1.15 * (queue + still_to_come) / spare, 1)]


# %% right: played second by second, and opened in two steps
def escape(queue, load, capacity, retries, timeout, always):
    if queue < timeout * capacity:
        return []
    if load >= capacity or always * load * (retries + 1) >= capacity:
        raise ValueError(f"{always:.0%} of {load} requests a second keep it down")
    step, now, waiting = 0.1, 0.0, float(queue)
    while waiting > 0:
        arriving = always * load * (retries + 1)
        tries_left = retries - int(now / timeout)
        if tries_left > 0:
            arriving += (1 - always) * load * tries_left
        waiting += (arriving - capacity) * step
        now += step
    safe = now * 1.12 + timeout
    return [(0.0, always), (safe, 0.9), (safe + 3 * timeout, 1.0)]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, waits
# loses: all
def escape(queue, load, capacity, retries, timeout, always):
    return []


# %% wrong: lazy, one in two for good
# loses: all
def escape(queue, load, capacity, retries, timeout, always):
    return [(0, 0.5)]


# %% wrong: lazy, shuts the door for good
# loses: all
def escape(queue, load, capacity, retries, timeout, always):
    return [(0, 0)]


# %% wrong: turns away a fifth until the queue is gone
# loses: escape-returns, escape-cheap, escape-calm
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    if load >= capacity or always * load * (retries + 1) >= capacity:
        raise ValueError("no plan can help")
    return [(0, 0.8), (queue / (capacity - 0.8 * load), 1)]


# %% wrong: opens when what waits now is served
# loses: escape-returns, escape-cheap
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    return [(0, 0), (queue / spare, 1)]


# %% wrong: forgets that those who cannot be turned away try again, too
# loses: escape-returns, escape-cheap, escape-refuses
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (1.1 * (queue + still_to_come) / spare, 1)]


# %% wrong: lets in what the service could do, as the rule of thumb says
# loses: escape-returns, escape-cheap
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0.95 * capacity / (load * (1 + retries))), (1.1 * (queue + still_to_come) / spare, 1)]


# %% wrong: three times as long, to be safe
# loses: escape-returns, escape-cheap
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (3 * (queue + still_to_come) / spare, 1)]


# %% wrong: half as long again, to be safe
# loses: escape-cheap
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (1.5 * (queue + still_to_come) / spare, 1)]


# %% wrong: takes the vulnerable for the stuck
# loses: escape-calm
def escape(queue, load, capacity, retries, timeout, always):
    if load * (1 + retries) <= capacity:
        return []
    spare = capacity - always * load * (1 + retries)
    if spare <= 0 or load >= capacity:
        raise ValueError("no plan can help")
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (1.1 * (queue + still_to_come) / spare, 1)]


# %% wrong: an impossible plan just where nothing drains
# loses: escape-refuses
def escape(queue, load, capacity, retries, timeout, always):
    if queue / capacity < timeout:
        return []
    spare = max(capacity - always * load * (1 + retries), 1e-3)
    still_to_come = load * timeout * retries * (retries + 1) / 2
    return [(0, 0), (1.15 * (queue + still_to_come) / spare, 1)]


# %% wrong: ours imported
# loses: all
from rounds.sim.theory import vulnerable_above


def escape(queue, load, capacity, retries, timeout, always):
    safe = vulnerable_above(capacity, retries) / load
    return [(0, min(1.0, 0.9 * safe)), (queue / capacity, 1)]
