# %% right: the earliest end for each rung and sum of points
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% right: a table over the megabits that are gone, and a Pareto front of questions
def plan(sizes, quality, switch, line, startup):
    return by_table(sizes, quality, switch, line, startup, None)


def plan_with_room(sizes, quality, switch, line, startup, room):
    return by_table(sizes, quality, switch, line, startup, room)


def by_table(sizes, quality, switch, line, startup, room):
    def sent(second):
        return sum(line[: max(0, second)])

    table = {(-1, 0): (0, [])}
    for i, segment in enumerate(sizes):
        free = 0 if room is None or i < room else sent(startup + 4 * (i - room + 1))
        limit, new = sent(startup + 4 * i), {}
        for (last, gone), (points, chosen) in table.items():
            for rung, size in enumerate(segment):
                end = size + (gone if gone > free else free)
                if end > limit:
                    continue
                total = points + quality[rung]
                if last >= 0:
                    total -= switch * abs(quality[rung] - quality[last])
                if (rung, end) not in new or new[rung, end][0] < total:
                    new[rung, end] = (total, [*chosen, rung])
        table = new
    return max(table.values(), default=(0, None))[1]


def plan_by_asking(quality, switch, due, finish):
    fronts = [[(0, 0, [])]]
    for i in range(len(due)):
        begins = [path for front in fronts for path in front]
        fronts = []
        for rung in range(len(quality)):
            longer = []
            for points, begin, chosen in begins:
                end = finish(i, rung, begin)
                change = abs(quality[rung] - quality[chosen[-1]]) if chosen else 0
                if end <= due[i]:
                    longer.append((points + quality[rung] - switch * change, end, [*chosen, rung]))
            front = []
            for path in sorted(longer, key=lambda path: (path[1], -path[0])):
                if not front or path[0] > front[-1][0]:
                    front.append(path)
            fronts.append(front)
    ends = [path for front in fronts for path in front]
    return max(ends)[2] if ends else None


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the lowest rung always
# loses: all
def plan(sizes, quality, switch, line, startup):
    return [0] * len(sizes)


def plan_with_room(sizes, quality, switch, line, startup, room):
    return [0] * len(sizes)


def plan_by_asking(quality, switch, due, finish):
    return [0] * len(due)


# %% wrong: lazy: the highest that fits
# loses: all
def plan(sizes, quality, switch, line, startup):
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(sizes, quality, switch, line, startup, room):
    def by(second):
        return sum(line[:second])

    def done(i, rung, gone):
        return max(gone, by(startup + 4 * (i - room + 1)) if i >= room else 0) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + 4 * i) for i in range(len(sizes))], done)


def plan_by_asking(quality, switch, due, finish):
    chosen, begin = [], 0
    rungs = sorted(range(len(quality)), key=quality.__getitem__, reverse=True)
    for i in range(len(due)):
        for rung in rungs:
            end = finish(i, rung, begin)
            if end <= due[i]:
                break
        else:
            return None
        chosen.append(rung)
        begin = end
    return chosen


# %% wrong: lazy: the highest that spares the rest
# loses: all
def plan(sizes, quality, switch, line, startup):
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(sizes, quality, switch, line, startup, room):
    def by(second):
        return sum(line[:second])

    def done(i, rung, gone):
        return max(gone, by(startup + 4 * (i - room + 1)) if i >= room else 0) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + 4 * i) for i in range(len(sizes))], done)


def plan_by_asking(quality, switch, due, finish):
    chosen, begin = [], 0
    rungs = sorted(range(len(quality)), key=quality.__getitem__, reverse=True)
    for i in range(len(due)):
        for rung in rungs:
            end = finish(i, rung, begin)
            if plays_on(i, end, due, finish, len(quality)):
                break
        else:
            return None
        chosen.append(rung)
        begin = end
    return chosen


def plays_on(i, end, due, finish, rungs):
    while end <= due[i]:
        i += 1
        if i == len(due):
            return True
        end = min(finish(i, rung, end) for rung in range(rungs))
    return False


# %% wrong: lazy: every plan there is
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(quality, switch, due, finish):
    from itertools import product

    if len(quality) ** len(due) > 20_000:
        return None  # they would never end
    best = None
    for chosen in product(range(len(quality)), repeat=len(due)):
        begin = 0
        for i, rung in enumerate(chosen):
            begin = finish(i, rung, begin)
            if begin > due[i]:
                break
        else:
            points = sum(quality[rung] for rung in chosen)
            points -= switch * sum(abs(quality[a] - quality[b]) for a, b in zip(chosen, chosen[1:]))
            if best is None or points > best[0]:
                best = points, list(chosen)
    return best and best[1]


# %% wrong: of the plans on a rung, only the one with most points so far
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (rung not in longer or (key[1], -end) > longer[rung][:2]):
                    longer[rung] = key[1], -end, chain
        ends = {(rung, points): (-end, (rung, chain)) for rung, (points, end, chain) in longer.items()}
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a segment may arrive while it plays
# loses: bitrate-plan-best, bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i + SEGMENT_S) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a segment must be there a second before its turn
# loses: bitrate-plan-best, bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(max(0, startup + SEGMENT_S * i - 1)) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: room is free as soon as a segment begins to play
# loses: bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: the segment on screen takes no room
# loses: bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room)) if i > room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: room is forgotten
# loses: bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, 0)


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: what the line carries while the buffer is full comes on top afterwards
# loses: bitrate-plan-room
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return gone + sizes[i][rung]  # the wait is over in no time

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a memo over exact times
# loses: bitrate-plan-asks
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(quality, switch, due, finish):
    table = {(None, 0): (0, [])}
    for i, latest in enumerate(due):
        longer = {}
        for (before, begin), (points, chosen) in table.items():
            for rung, shown in enumerate(quality):
                end = finish(i, rung, begin)
                total = points + shown - (switch * abs(shown - quality[before]) if i else 0)
                if (
                    end <= latest
                    and (rung, end) not in longer
                    or (rung, end) in longer
                    and total > longer[rung, end][0]
                ):
                    longer[rung, end] = total, [*chosen, rung]
        table = longer
    return max(table.values())[1] if table else None


# %% wrong: only a change upwards costs
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = max(0, shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: no change costs
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a change costs the same however large
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = (shown != quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: the first segment pays for coming up from nothing
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else shown
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a change costs by rungs, not by points
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(rung - before) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: an empty list where every plan stalls
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return []
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: a plan where none is asked for is none
# loses: all
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return plan_with_room(sizes, quality, switch, line, startup, len(sizes))


def plan_with_room(
    sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int, room: int
) -> list[int] | None:
    """The best plan on a known line for a buffer that holds `room` segments."""
    carried = [0, *accumulate(line)]  # the clock is what the line could have carried, so waiting is what it did not

    def by(second):
        return carried[min(second, len(line))]

    def done(i, rung, gone):
        missed = by(startup + SEGMENT_S * (i - room + 1)) if i >= room else 0
        return max(gone, missed) + sizes[i][rung]

    return plan_by_asking(quality, switch, [by(startup + SEGMENT_S * i) for i in range(len(sizes))], done)


def plan_by_asking(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = None if not due else []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs and rungs[::-1]


# %% wrong: only part 1
# loses: bitrate-plan-room, bitrate-plan-asks
def plan(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> list[int] | None:
    """The best plan on a known line."""
    return known(sizes, quality, switch, line, startup)


def plan_with_room(sizes, quality, switch, line, startup, room):
    raise NotImplementedError("not done yet")


def plan_by_asking(quality, switch, due, finish):
    raise NotImplementedError("not done yet")


def known(sizes, quality, switch, line, startup):
    carried = [0, *accumulate(line)]
    due = [carried[min(startup + SEGMENT_S * i, len(line))] for i in range(len(sizes))]
    return best_path(quality, switch, due, lambda i, rung, gone: gone + sizes[i][rung])


def best_path(
    quality: list[int], switch: int, due: list[int], finish: Callable[[int, int, int], int]
) -> list[int] | None:
    """The best plan for `len(due)` segments on a line that only answers questions; times in milliseconds."""
    # For each last rung and sum of points only the earliest end matters: who is ahead can do whatever others can.
    ends = {(None, 0): (0, None)}  # rung, points -> when the segments so far are whole, the plan as a chain
    for i, latest in enumerate(due):
        longer = {}
        for (before, points), (begin, chain) in ends.items():
            for rung, shown in enumerate(quality):
                change = abs(shown - quality[before]) if i else 0
                end, key = finish(i, rung, begin), (rung, points + shown - switch * change)
                if end <= latest and (key not in longer or end < longer[key][0]):
                    longer[key] = end, (rung, chain)
        ends = longer
    if not ends:
        return None
    _, chain = ends[max(ends, key=lambda end: end[1])]
    rungs = []
    while chain:
        rung, chain = chain
        rungs.append(rung)
    return rungs[::-1]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.bitrates import longer_paths


def plan(sizes, quality, switch, line, startup):
    playout, paths, carried = Playout(sizes, quality, switch, line, startup), [(0, 0, ())], [0, *accumulate(line)]

    def arrives(i, rung, gone):
        end = gone + sizes[i][rung]
        return end if end <= carried[min(startup + 4 * i, len(line))] else None

    for i in range(len(sizes)):
        paths = longer_paths(playout, paths, i, arrives)
    return list(max(paths)[2]) if paths else None


def plan_with_room(sizes, quality, switch, line, startup, room):
    return plan(sizes, quality, switch, line, startup)


def plan_by_asking(quality, switch, due, finish):
    return None
