# %% right: one talk for each set, backwards over bit masks
from functools import lru_cache


def choose(events, audience, seconds=150):
    place = {event.id: i for i, event in enumerate(events)}
    needs = [[place.get(name, len(events)) for name in event.after] for event in events]

    @lru_cache(maxsize=None)
    def rest(mask):
        """The most that can still be added to the events in the mask, and by which talk."""
        known = [i for i in range(len(events)) if mask >> i & 1]
        now = sum(events[i].seconds for i in known)
        most = (0.0, ())
        for i, event in enumerate(events):
            if i in known or now + event.seconds > seconds or any(j not in known for j in needs[i]):
                continue
            alike = [j for j in known if events[j].theme == event.theme]
            gain = event.impact * audience.weights[event.theme] * audience.repeat ** len(alike)
            later, talk = rest(mask | 1 << i)
            most = max(most, (gain * 2 ** (-now / audience.half_life) + later, (i, *talk)))
        return most

    return [events[i].id for i in rest(0)[1]]


# %% right: depth first, cut where even parts of events and no more fading could not catch up
def choose(events, audience, seconds=150):
    full = {event.id: event.impact * audience.weights[event.theme] for event in events}
    by_rate = sorted(events, key=lambda event: -full[event.id] / event.seconds)
    best = [0.0, []]

    def could_add(told, now, attention):
        total, left = 0.0, seconds - now
        for event in by_rate:
            if event.id not in told and left > 0:
                total += full[event.id] * attention * min(1.0, left / event.seconds)
                left -= event.seconds
        return total

    def go(told, themes, now, points):
        if points > best[0]:
            best[:] = [points, told]
        attention = 0.5 ** (now / audience.half_life)
        if points + could_add(told, now, attention) <= best[0]:
            return
        for event in by_rate:
            if event.id in told or now + event.seconds > seconds or any(name not in told for name in event.after):
                continue
            gain = full[event.id] * attention * audience.repeat ** themes.count(event.theme)
            go([*told, event.id], [*themes, event.theme], now + event.seconds, points + gain)

    go([], [], 0, 0.0)
    return best[1]


# %% right: a beam of sixty sets, wide enough
def choose(events, audience, seconds=150):
    by_id = {event.id: event for event in events}
    beam, top = [(0.0, 0, ())], (0.0, 0, ())
    while beam:
        found = {}
        for points, now, told in beam:
            for event in events:
                if event.id in told or now + event.seconds > seconds or not set(event.after) <= set(told):
                    continue
                heard = sum(by_id[name].theme == event.theme for name in told)
                gain = event.impact * audience.weights[event.theme] * audience.repeat**heard
                talk = (points + gain * 0.5 ** (now / audience.half_life), now + event.seconds, (*told, event.id))
                key = frozenset(talk[2])
                found[key] = max(talk, found.get(key, talk))
        beam = sorted(found.values(), reverse=True)[:60]
        top = max([top, *beam])
    return list(top[2])


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, from the beginning
# loses: all
def choose(events, audience, seconds=150):
    told = []
    while True:
        for event in events:
            if event.id not in told and event.seconds <= seconds and set(event.after) <= set(told):
                told.append(event.id)
                seconds -= event.seconds
                break
        else:
            return told


# %% wrong: lazy, the latest first
# loses: all
def choose(events, audience, seconds=150):
    told = []
    while True:
        for event in events[::-1]:
            if event.id not in told and event.seconds <= seconds and set(event.after) <= set(told):
                told.append(event.id)
                seconds -= event.seconds
                break
        else:
            return told


# %% wrong: lazy, nothing
# loses: all
def choose(events, audience, seconds=150):
    return []


# %% wrong: lazy, the greatest impact first
# loses: all
def choose(events, audience, seconds=150):
    told = []
    while True:
        for event in sorted(events, key=lambda event: -event.impact):
            if event.id not in told and event.seconds <= seconds and set(event.after) <= set(told):
                told.append(event.id)
                seconds -= event.seconds
                break
        else:
            return told


# %% wrong: next whatever brings most in a second
# loses: all
def choose(events, audience, seconds=150):
    told, now, by_id = [], 0, {event.id: event for event in events}
    while True:
        offers = []
        for event in events:
            if event.id in told or now + event.seconds > seconds or not set(event.after) <= set(told):
                continue
            alike = sum(by_id[name].theme == event.theme for name in told)
            brings = event.impact * audience.weights[event.theme] * audience.repeat**alike
            offers.append((brings / event.seconds, event.id))
        if not offers:
            return told
        told.append(max(offers)[1])
        now += by_id[told[-1]].seconds


# %% wrong: each pay-off with its set-ups, one after the other
# loses: career-in-two-minutes-best
def choose(events, audience, seconds=150):
    by_id = {event.id: event for event in events}

    def chain(event, told):
        if any(name not in by_id for name in event.after):
            return None
        before = [one for name in event.after if name not in told for one in chain(by_id[name], told)]
        return [*dict.fromkeys(before), event.id]

    def brings(talk):
        total, now, heard = 0.0, 0, []
        for event in (by_id[name] for name in talk):
            fresh = audience.repeat ** heard.count(event.theme) * 0.5 ** (now / audience.half_life)
            total += event.impact * audience.weights[event.theme] * fresh
            now += event.seconds
            heard.append(event.theme)
        return total, now

    told = []
    while True:
        offers = []
        for event in events:
            more = None if event.id in told else chain(event, told)
            if more and brings(told + more)[1] <= seconds:
                takes = sum(by_id[name].seconds for name in more)
                offers.append(((brings(told + more)[0] - brings(told)[0]) / takes, more))
        if not offers:
            return told
        told += max(offers)[1]


# %% wrong: a talk that fits exactly is refused
# loses: career-in-two-minutes-by-hand
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds >= seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike * 0.5 ** (now / audience.half_life)
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: an event may begin until the last second
# loses: all
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now > seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike * 0.5 ** (now / audience.half_life)
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: a set-up that is not among the events is taken for told
# loses: career-in-two-minutes-by-hand
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds > seconds or not all(name in known for name in event.after if any(name == other.id for other in events)):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike * 0.5 ** (now / audience.half_life)
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: attention does not fade, so any order will do
# loses: all
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds > seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: nothing is dull twice
# loses: career-in-two-minutes-good, career-in-two-minutes-best
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds > seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = 1.0**alike * 0.5 ** (now / audience.half_life)
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: the same talk for any audience
# loses: career-in-two-minutes-good, career-in-two-minutes-best
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds > seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike * 0.5 ** (now / audience.half_life)
                total = points + event.impact * 1.0 * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: this listener's figures by heart
# loses: career-in-two-minutes-best
def choose(events, audience, seconds=150):
    talks, top = {frozenset(): (0.0, 0, [])}, (0.0, [])
    while talks:
        longer = {}
        for known, (points, now, order) in talks.items():
            top = max(top, (points, order))
            for event in events:
                if event.id in known or now + event.seconds > seconds or not known.issuperset(event.after):
                    continue
                alike = sum(other.id in known and other.theme == event.theme for other in events)
                fresh = 0.45**alike * 0.5 ** (now / 60)
                total = points + event.impact * audience.weights[event.theme] * fresh
                after = known | {event.id}
                if after not in longer or total > longer[after][0]:
                    longer[after] = (total, now + event.seconds, [*order, event.id])
        talks = longer
    return top[1]


# %% wrong: the best in the order of time
# loses: all
def choose(events, audience, seconds=150):
    order = {event.id: place for place, event in enumerate(events)}
    talks, top = {(): (0.0, 0)}, (0.0, ())
    while talks:
        longer = {}
        for told, (points, now) in talks.items():
            top = max(top, (points, told))
            for event in events[order[told[-1]] + 1 if told else 0 :]:
                if now + event.seconds > seconds or not set(event.after) <= set(told):
                    continue
                alike = sum(other.id in told and other.theme == event.theme for other in events)
                fresh = audience.repeat**alike * 0.5 ** (now / audience.half_life)
                gain = event.impact * audience.weights[event.theme] * fresh
                longer[*told, event.id] = (points + gain, now + event.seconds)
        talks = longer
    return list(top[1])


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.career import best


def choose(events, audience, seconds=150):
    return best(events, audience, seconds)
