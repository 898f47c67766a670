# %% right: heaps, a label for each node and number of hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% right: tables without a heap: the least unfinished node, a table a round
def least_first(near, best):
    """Settles the least label of `best` {node: (ms, name)} again and again."""
    settled = set()
    while left := [(label, node) for node, label in best.items() if node not in settled]:
        label, node = min(left)
        settled.add(node)
        yield node, label
        for other, more in near(node).items():
            if more <= 0:
                raise ValueError("latency")
            further = (label[0] + more, label[1])
            if other not in best or further < best[other]:
                best[other] = further


def nearest(near, holders, client):
    for node, (ms, _) in least_first(near, {client: (0, "")}):
        if node in holders:
            return ms, node


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError(hops)
    table, answers = {client: 0}, {}
    for _ in range(hops):
        longer = dict(table)
        for node in table:
            if node not in answers:
                answers[node] = near(node)
                if any(ms <= 0 for ms in answers[node].values()):
                    raise ValueError("latency")
            for other, more in answers[node].items():
                longer[other] = min(longer.get(other, table[node] + more), table[node] + more)
        table = longer
    return min(((table[name], name) for name in holders if name in table), default=None)


def nearest_for_all(near, holders, clients):
    answer = dict.fromkeys(clients)
    missing = len(answer)
    for node, label in least_first(near, {holder: (0, holder) for holder in holders}):
        if node in answer:
            answer[node] = label
            missing -= 1
        if missing == 0:
            break
    return answer


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: fewest hops first
# loses: nearest-appliance-nearest, nearest-appliance-asks, nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    return nearest_within(near, holders, client, 10**6)


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    row, seen = {client: 0}, {client}
    for _ in range(hops + 1):
        if found := [(ms, node) for node, ms in row.items() if node in holders]:
            return min(found)
        following = {}
        for node, ms in row.items():
            for other, more in near(node).items():
                if more < 1:
                    raise ValueError("below 1 ms")
                if other not in seen:
                    following[other] = min(following.get(other, ms + more), ms + more)
        seen.update(following)
        row = following
        if not row:
            break
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: lazy: asks for the whole network first
# loses: nearest-appliance-asks, nearest-appliance-hops, nearest-appliance-all
from heapq import heappop, heappush


def whole(near, starts):
    links, todo = {}, list(starts)
    while todo:
        node = todo.pop()
        if node not in links:
            links[node] = near(node)
            if any(ms < 1 for ms in links[node].values()):
                raise ValueError("below 1 ms")
            todo += links[node]
    return links


def search_nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def search_nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def search_nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


def nearest(near, holders, client):
    return search_nearest(whole(near, [client]).get, holders, client)


def nearest_within(near, holders, client, hops):
    return search_nearest_within(whole(near, [client]).get, holders, client, hops)


def nearest_for_all(near, holders, clients):
    return search_nearest_for_all(whole(near, holders).get, holders, clients)


# %% wrong: lazy: a search for each client
# loses: nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    return {client: nearest(near, holders, client) for client in clients}


# %% wrong: a search for each client, answers kept
# loses: nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


from functools import cache


def nearest_for_all(near, holders, clients):
    told = cache(near)
    return {client: nearest(told, holders, client) for client in clients}


# %% wrong: a visited set in part 2
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or node in seen:
            continue
        seen.add(node)
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: a visited set in part 2 that holds those without a hop left too
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if node in seen:
            continue
        seen.add(node)
        if used == hops:
            continue
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: the nearest of all, unless its path is too long
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return (ms, node) if used <= hops else None
        if node in seen:
            continue
        seen.add(node)
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: rounds in one table, so that a round may go more than one hop
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, table = {}, {client: 0}
    for _ in range(hops):
        for node in list(table):
            if node not in told:
                told[node] = near(node)
            for other, more in told[node].items():
                if more < 1:
                    raise ValueError("below 1 ms")
                table[other] = min(table.get(other, table[node] + more), table[node] + more)
    return min(((table[name], name) for name in holders if name in table), default=None)


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: hops count nodes
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used + 1 >= hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: asks again for each number of hops
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: asks before it looks whether a hop is left
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if node not in told:
            told[node] = near(node)
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: less than no hops finds nothing
# loses: nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        return None
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: the first holder that comes in sight
# loses: nearest-appliance-nearest, nearest-appliance-asks
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if client in holders:
            return 0, client
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            if other in holders:
                return ms + more, other
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: ties by who came first
# loses: nearest-appliance-nearest
from heapq import heappop, heappush
from itertools import count


def nearest(near, holders, client):
    order = count()
    heap, done = [(0, 0, client)], set()
    while heap:
        ms, _, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, next(order), other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: each client keeps the first holder that reached it, ties or not
# loses: nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder) for holder in holders)
    best, done = {holder: (0, holder) for holder in holders}, set()
    while heap and not done.issuperset(clients):
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if done.issuperset(clients):
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            if other not in best or ms + more < best[other][0]:
                best[other] = (ms + more, best[node][1])
                heappush(heap, (ms + more, other))
    return {client: best.get(client) for client in clients}


# %% wrong: asks again for what it has settled
# loses: nearest-appliance-asks, nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in holders:
            return ms, node
        done.add(node)
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            if other not in done:
                heappush(heap, (ms + more, other))
                done.add((node, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        done.setdefault(node, (ms, holder))
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            if other not in done:
                heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: looks at the whole reach, then takes the least
# loses: nearest-appliance-asks, nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    found = []
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            found.append((ms, node))
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return min(found, default=None)


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: the client itself is not looked at
# loses: nearest-appliance-nearest, nearest-appliance-hops
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders and node != client:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders and used:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: any latency is taken
# loses: nearest-appliance-nearest, nearest-appliance-hops, nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}


# %% wrong: clients without a holder are left out
# loses: nearest-appliance-all
from heapq import heappop, heappush


def nearest(near, holders, client):
    heap, done = [(0, client)], set()
    while heap:
        ms, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in holders:
            return ms, node
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other))
    return None


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = heappop(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = heappop(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            heappush(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients if client in done}


# %% wrong: ours imported
# loses: all
from rounds.worlds.references import peering


class Links(dict):
    def __init__(self, near):
        self.near = near

    def get(self, node, default=None):
        return self.near(node)


def nearest(near, holders, client):
    return peering.nearest_within(Links(near), holders, client, 1_000)


def nearest_within(near, holders, client, hops):
    if hops < 0:
        raise ValueError("no hops at all")
    told, heap, seen = {}, [(0, client, 0)], set()
    while heap:
        ms, node, used = min(heap)
        if node in holders:
            return ms, node
        if used == hops or (node, used) in seen:
            continue
        seen.add((node, used))
        if node not in told:
            told[node] = near(node)
        for other, more in told[node].items():
            if more < 1:
                raise ValueError("below 1 ms")
            max(heap, (ms + more, other, used + 1))
    return None


def nearest_for_all(near, holders, clients):
    heap = sorted((0, holder, holder) for holder in holders)
    done, left = {}, set(clients)
    while heap and left:
        ms, holder, node = min(heap)
        if node in done:
            continue
        done[node] = (ms, holder)
        left.discard(node)
        if not left:
            break
        for other, more in near(node).items():
            if more < 1:
                raise ValueError("below 1 ms")
            max(heap, (ms + more, holder, other))
    return {client: done.get(client) for client in clients}
