# %% right: passes over the list, from end to end
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% right: graphlib, a walk in three colours without recursion, one heap of events
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush


def checked(needs):
    for name, others in needs.items():
        if not needs.keys() >= set(others):
            raise ValueError(f"{name} needs what is no service")


def start_waves(needs):
    checked(needs)
    order = TopologicalSorter(needs)
    order.prepare()  # a CycleError is a ValueError
    waves = []
    while order.is_active():
        wave = order.get_ready()
        waves.append(sorted(wave))
        order.done(*wave)
    return waves

def find_cycle(needs):
    checked(needs)
    finished = set()
    for root in needs:
        path, walks = [], []
        if root not in finished:
            path, walks = [root], [iter(needs[root])]
        on_path = set(path)
        while walks:
            other = next(walks[-1], None)
            if other is None:
                walks.pop()
                done = path.pop()
                on_path.discard(done)
                finished.add(done)
            elif other in on_path:
                return path[path.index(other) :]
            elif other not in finished:
                path.append(other)
                on_path.add(other)
                walks.append(iter(needs[other]))
    return []

def start_times(needs, seconds, slots):
    checked(needs)
    order = TopologicalSorter(needs)
    try:
        order.prepare()
    except CycleError as error:
        raise ValueError("a cycle") from error
    if slots < 1:
        raise ValueError("no slots")
    for name in needs:
        if seconds.get(name, -1) <= 0:
            raise ValueError(f"{name} takes no time")
    place = {name: at for at, name in enumerate(needs)}
    events, begun, free = [(0, -1, "")], {}, slots
    ready = []
    while events:
        now = events[0][0]
        while events and events[0][0] == now:
            _, rank, name = heappop(events)
            if rank >= 0:
                order.done(name)
                free += 1
        ready += [(place[name], name) for name in order.get_ready()]
        heapify(ready)
        while ready and free:
            rank, name = heappop(ready)
            begun[name] = now
            free -= 1
            heappush(events, (now + seconds[name], rank, name))
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slots")
    candidates = range(1, min(most, len(needs)) + 1)
    finish = {s: max(t + seconds[n] for n, t in start_times(needs, seconds, s).items()) for s in candidates}
    return min(finish, key=lambda s: (finish[s], s), default=1)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: what Kahn leaves over is the cycle
# loses: startup-order-cycle
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    return kahn(needs)[1]

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: lazy: recursion
# loses: startup-order-waves, startup-order-cycle
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    if kahn(needs)[1]:
        raise ValueError("a cycle")
    numbers = {}

    def number(name):
        if name not in numbers:
            numbers[name] = max((number(other) + 1 for other in needs[name]), default=0)
        return numbers[name]

    waves = [[] for _ in range(1 + max(map(number, needs), default=-1))]
    for name in sorted(needs):
        waves[numbers[name]].append(name)
    return waves

def find_cycle(needs):
    graph(needs)
    finished = set()

    def walk(name, path):
        if name in path:
            return path[path.index(name) :]
        if name in finished:
            return []
        for other in needs[name]:
            found = walk(other, [*path, name])
            if found:
                return found
        finished.add(name)
        return []

    return next((found for name in needs if (found := walk(name, []))), [])

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: lazy: wave by wave, each in as many rounds as the slots need
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, now = {}, 0
    for wave in start_waves(needs):
        free = [now] * slots if slots < len(wave) else [now] * len(wave)
        for name in sorted(wave, key=list(needs).index):
            begun[name] = min(free)
            free[free.index(begun[name])] = begun[name] + seconds[name]
        now = max(free)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: lazy: all slots, the more the better
# loses: startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    start_times(needs, seconds, most)
    return most


# %% wrong: the fewest slots that finish as early as all of them
# loses: startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def finish(needs, seconds, slots):
    times = start_times(needs, seconds, slots)
    return max((times[name] + seconds[name] for name in times), default=0)

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    most = min(most, max(len(needs), 1))
    goal = finish(needs, seconds, most)
    return next(slots for slots in range(1, most + 1) if finish(needs, seconds, slots) == goal)


# %% wrong: halving the range, as if more slots never hurt
# loses: startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def finish(needs, seconds, slots):
    times = start_times(needs, seconds, slots)
    return max((times[name] + seconds[name] for name in times), default=0)

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    low, high = 1, min(most, max(len(needs), 1))
    goal = finish(needs, seconds, high)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if finish(needs, seconds, middle) <= goal else (middle + 1, high)
    return low


# %% wrong: stops at the first slot that gains nothing
# loses: startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def finish(needs, seconds, slots):
    times = start_times(needs, seconds, slots)
    return max((times[name] + seconds[name] for name in times), default=0)

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    slots = 1
    while slots < most and finish(needs, seconds, slots + 1) < finish(needs, seconds, slots):
        slots += 1
    return slots


# %% wrong: of equally good numbers the largest
# loses: startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return len(finishes) - finishes[::-1].index(min(finishes))


# %% wrong: a need that is named twice is waited for twice
# loses: all
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(others)
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: the walk with the way that led to the cycle
# loses: startup-order-cycle
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk) if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: the cycle of graphlib as it comes
# loses: startup-order-cycle
from graphlib import CycleError, TopologicalSorter

def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    graph(needs)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return error.args[1][:-1]
    return []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: left over, without those that nothing left over needs
# loses: startup-order-cycle
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = kahn(needs)[1]
    while idle := [name for name in rest if not any(name in needs[other] for other in rest)]:
        rest = [name for name in rest if name not in idle]
    return rest

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: a need that is no service is taken for one
# loses: startup-order-waves, startup-order-cycle, startup-order-slots
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other in needs:
                users[other].append(name)
            else:
                missing[name] -= 1
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(each for each in needs[name] if each in needs):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: waves as far as they go
# loses: startup-order-waves, startup-order-slots
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    return kahn(needs)[0]

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    for _ in needs:
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: the waves are not sorted by name
# loses: startup-order-waves
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], [name for name in needs if missing[name] == 0]
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = later
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: by name, not by the list
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in sorted(needs):
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: longest first
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in sorted(needs, key=lambda name: -seconds[name]):
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: begins before all has ended that ends at this instant
# loses: startup-order-slots
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    users, missing = graph(needs)
    place = {name: at for at, name in enumerate(needs)}
    ready = [name for name in needs if not missing[name]]
    running, begun, now = [], {}, 0
    while ready or running:
        while ready and len(running) < slots:
            name = ready.pop(0)
            begun[name] = now
            running.append((now + seconds[name], place[name], name))
        running.sort()
        now, _, name = running.pop(0)
        for user in users[name]:
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
        ready.sort(key=place.get)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: lazy: from second to second
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now += 1
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: whoever waited for nothing first comes first
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1 or not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    users, missing = graph(needs)
    place = {name: at for at, name in enumerate(needs)}
    ready = [name for name in needs if not missing[name]]
    running, begun, now = [], {}, 0
    while ready or running:
        while ready and len(running) < slots:
            name = ready.pop(0)
            begun[name] = now
            running.append((now + seconds[name], place[name], name))
        running.sort()
        now = running[0][0]
        while running and running[0][0] == now:
            for user in users[running.pop(0)[2]]:
                missing[user] -= 1
                if not missing[user]:
                    ready.append(user)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: seconds that are missing are made up
# loses: startup-order-slots
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    if slots < 1:
        raise ValueError("no slot, or no time")
    seconds = {name: seconds.get(name, 0.5) for name in needs}
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    if most < 1:
        raise ValueError("no slot")
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: no slots are taken for one
# loses: startup-order-slots, startup-order-best
def graph(needs):
    users, missing = {name: [] for name in needs}, {}
    for name, others in needs.items():
        missing[name] = len(set(others))
        for other in set(others):
            if other not in needs:
                raise ValueError(f"{other} is no service")
            users[other].append(name)
    return users, missing


def kahn(needs):
    users, missing = graph(needs)
    waves, wave = [], sorted(name for name in needs if missing[name] == 0)
    while wave:
        waves.append(wave)
        later = []
        for name in wave:
            for user in users[name]:
                missing[user] -= 1
                if missing[user] == 0:
                    later.append(user)
        wave = sorted(later)
    return waves, [name for name in needs if missing[name]]

def start_waves(needs):
    waves, rest = kahn(needs)
    if rest:
        raise ValueError("a cycle")
    return waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []

def start_times(needs, seconds, slots):
    start_waves(needs)
    slots = max(slots, 1)
    if not all(name in seconds and seconds[name] > 0 for name in needs):
        raise ValueError("no slot, or no time")
    begun, ends, now = {}, {}, 0
    while len(begun) < len(needs):
        up = {name for name, end in ends.items() if end <= now}
        for name in needs:
            if name not in begun and len(begun) - len(up) < slots and up.issuperset(needs[name]):
                begun[name], ends[name] = now, now + seconds[name]
        now = min((end for end in ends.values() if end > now), default=now)
    return begun

def best_slots(needs, seconds, most):
    finishes = []
    for slots in range(1, max(1, min(most, len(needs))) + 1):
        times = start_times(needs, seconds, slots)
        finishes.append(max((times[name] + seconds[name] for name in times), default=0))
    return finishes.index(min(finishes)) + 1


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.starting import best_slots, start_times
from rounds.worlds.references.starting import waves as start_waves

def find_cycle(needs):
    rest = dict.fromkeys(kahn(needs)[1])
    walk, name = {}, next(iter(rest), None)
    while rest and name not in walk:
        walk[name] = len(walk)
        name = next(other for other in needs[name] if other in rest)
    return list(walk)[walk[name] :] if rest else []
