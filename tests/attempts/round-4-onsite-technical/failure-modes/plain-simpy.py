# %% right: the work is a process of its own
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% right: the server's side is a process, with blocks and events
class Service:
    """The server's side of an attempt is a process; `done` tells its client, and `gone` is the client's timer."""

    def __init__(self, env, workers):
        self.env, self.pool, self.wasted = env, simpy.Resource(env, workers), 0.0

    def attempt(self, seconds, done, gone):
        with self.pool.request() as turn:
            yield self.env.any_of([turn, gone])
            if not turn.triggered:
                return
            yield self.env.timeout(seconds)
        if gone.processed:
            self.wasted += seconds
        else:
            done.succeed()


def source(env, service, arrivals, works, timeout, retries, answered):
    for i, arrival in enumerate(arrivals):
        yield env.timeout(arrival - env.now)
        env.process(client(env, service, i, works[i], timeout, retries, answered))


def client(env, service, i, seconds, timeout, left, answered):
    while answered[i] is None and left >= 0:
        done, gone = env.event(), env.timeout(timeout)
        env.process(service.attempt(seconds, done, gone))
        yield simpy.AnyOf(env, [done, gone])
        if done.triggered:
            answered[i] = env.now
        left -= 1


def simulate(arrivals, works, workers, timeout, retries=0):
    if len(arrivals) != len(works):
        raise ValueError("each request needs its work")
    env = simpy.Environment()
    service, answered = Service(env, workers), [None for _ in arrivals]
    env.process(source(env, service, arrivals, works, timeout, retries, answered))
    env.run()
    return answered, service.wasted


# %% right: an agenda without SimPy
from heapq import heappop, heappush
from itertools import count


def simulate(arrivals, works, workers, timeout, retries=0):
    if len(arrivals) != len(works):
        raise ValueError(f"{len(arrivals)} requests, {len(works)} pieces of work")
    numbers, todo, waiting, free = count(), [], {}, workers
    answered, wasted, live = [None] * len(arrivals), 0.0, {}
    for i, at in enumerate(arrivals):
        heappush(todo, (at, next(numbers), "send", i, 0))
    while todo:
        now, _, what, i, attempt = heappop(todo)
        if what == "send":
            live[i] = attempt
            waiting[i] = attempt
            heappush(todo, (now + timeout, next(numbers), "leave", i, attempt))
        elif what == "done":
            free += 1
            if live.get(i) == attempt:
                answered[i] = now
                del live[i]
        elif live.get(i) == attempt:
            del live[i]
            if waiting.pop(i, None) is None:
                wasted += works[i]
            if attempt < retries:
                heappush(todo, (now, next(numbers), "send", i, attempt + 1))
        while free and waiting:
            first = next(iter(waiting))
            heappush(todo, (now + works[first], next(numbers), "done", first, waiting.pop(first)))
            free -= 1
    return answered, wasted


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, nobody is answered
# loses: all
def simulate(arrivals, works, workers, timeout, retries=0):
    return [None] * len(arrivals), 0.0


# %% wrong: lazy, all wait for ever
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)

    def client(i, arrival, seconds):
        yield env.timeout(arrival)
        with pool.request() as turn:
            yield turn
            yield env.timeout(seconds)
        answered[i] = env.now

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, 0.0


# %% wrong: who leaves the queue forgets the request
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: who leaves takes the worker along
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            with pool.request() as turn:
                yield turn | patience
                if not turn.triggered:
                    continue
                done = env.timeout(seconds)
                yield done | patience
                if done.processed:
                    answered[i] = env.now
                    return
                wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: sends again only when the wasted work is done
# loses: plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds
            yield done

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: the patience begins anew with the work
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | env.timeout(timeout)
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: one patience for all attempts
# loses: plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        patience = env.timeout(timeout)
        for _ in range(1 + retries):
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: one retry too many
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(2 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: retries count as attempts
# loses: all
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: a late answer counts
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(i, turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)
        answered[i] = env.now

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(i, turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: the time that it took instead of the moment
# loses: all
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now - arrival
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: the run ends with the last arrival
# loses: all
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run(until=arrivals[-1] if arrivals else None)
    return answered, wasted


# %% wrong: the run ends one timeout after the last arrival
# loses: plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run(until=arrivals[-1] + timeout + 1e-6 if arrivals else None)
    return answered, wasted


# %% wrong: who left the queue counts as wasted work
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                wasted += seconds
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: only work after the leaving counts as wasted
# loses: plain-simpy-leaves, plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            begun = env.now
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds - (env.now - begun)

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: lists of different lengths pass
# loses: plain-simpy-queue
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        for _ in range(1 + retries):
            patience = env.timeout(timeout)
            turn = pool.request()
            yield turn | patience
            if not turn.triggered:
                turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=False)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: a retry keeps its old place in the queue
# loses: plain-simpy-retries
def simulate(arrivals, works, workers, timeout, retries=0):
    env = simpy.Environment()
    pool = simpy.Resource(env, workers)
    answered = [None] * len(arrivals)
    wasted = 0.0

    def work(turn, seconds):
        yield env.timeout(seconds)
        pool.release(turn)

    def client(i, arrival, seconds):
        nonlocal wasted
        yield env.timeout(arrival)
        turn = None
        for left in reversed(range(1 + retries)):
            patience = env.timeout(timeout)
            turn = turn or pool.request()
            yield turn | patience
            if not turn.triggered:
                if not left:
                    turn.cancel()
                continue
            done = env.process(work(turn, seconds))
            yield done | patience
            if done.triggered:
                answered[i] = env.now
                return
            wasted += seconds
            turn = None

    for i, (arrival, seconds) in enumerate(zip(arrivals, works, strict=True)):
        env.process(client(i, arrival, seconds))
    env.run()
    return answered, wasted


# %% wrong: ours imported
# loses: all
from rounds.sim.theory import queues


def simulate(arrivals, works, workers, timeout, retries=0):
    return [None] * len(arrivals), float(queues is None)
