# %% right: sets of stories by size in bits, and prompts that move each other on
from itertools import combinations


def plan(fits, shows, most=3):
    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = sorted({value for own in shows.values() for value in own})
    bit = {item: 1 << i for i, item in enumerate([("p", p) for p in prompts] + [("v", v) for v in values])}
    covers = {s: sum(bit["p", p] for p in fits[s]) | sum(bit["v", v] for v in shows[s]) for s in fits}
    full = (1 << len(bit)) - 1

    def assigned(stories):
        story_of, load = {}, dict.fromkeys(stories, 0)

        def seat(prompt, seen):
            for story in stories:
                if story in seen or prompt not in fits[story]:
                    continue
                seen.add(story)
                if load[story] < most:
                    load[story] += 1
                    story_of[prompt] = story
                    return True
                for other in [p for p, s in story_of.items() if s == story]:
                    if seat(other, seen):
                        story_of[prompt] = story
                        return True
            return False

        for prompt in prompts:
            if not seat(prompt, set()):
                return None
        return {story: [p for p in prompts if story_of[p] == story] for story in stories}

    for size in range(-(-len(prompts) // most), len(fits) + 1):
        for stories in combinations(fits, size):
            seen = 0
            for story in stories:
                seen |= covers[story]
            if seen == full:
                found = assigned(stories)
                if found is not None:
                    return found
    raise ValueError("no plan")


# %% right: one story more at a time, branching where the fewest stories are left
def plan(fits, shows, most=3):
    items = {("p", p): [s for s in fits if p in fits[s]] for own in fits.values() for p in own}
    items |= {("v", v): [s for s in shows if v in shows[s]] for own in shows.values() for v in own}
    prompts = [name for kind, name in items if kind == "p"]

    def told(stories):
        places = {(story, turn): None for story in stories for turn in range(most)}

        def put(prompt, closed):
            for place in places:
                if place not in closed and prompt in fits[place[0]]:
                    closed.add(place)
                    if places[place] is None or put(places[place], closed):
                        places[place] = prompt
                        return True
            return False

        if not all(put(prompt, set()) for prompt in prompts):
            return None
        return {s: [places[s, turn] for turn in range(most) if places[s, turn] is not None] for s in stories}

    def search(chosen, size, seen):
        if chosen in seen:
            return None
        seen.add(chosen)
        unmet = [able for able in items.values() if not chosen & set(able)]
        if not unmet:
            found = told(sorted(chosen)) if len(chosen) * most >= len(prompts) else None
            if found is not None or len(chosen) == size:
                return found
        if len(chosen) == size:
            return None
        following = min(unmet, key=len) if unmet else sorted(fits.keys() - chosen)
        for story in following:
            found = search(chosen | {story}, size, seen)
            if found is not None:
                return found
        return None

    for size in range(len(fits) + 1):
        found = search(frozenset(), size, set())
        if found is not None:
            return found
    raise ValueError("some story would have to be told too often")


# %% right: sixty random orders to drop stories in, the best of them
import random


def plan(fits, shows, most=3):
    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def matching(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.add(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
                    for other in list(told[story]):
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        if values != {value for story in stories for value in shows[story]}:
            return None
        return told if all(place(prompt, set()) for prompt in prompts) else None

    best = matching(list(fits))
    if best is None:
        raise ValueError("no plan")
    for number in range(60):
        stories = list(fits)
        order = random.Random(number).sample(stories, len(stories))
        for story in order:
            fewer = [each for each in stories if each != story]
            if len(fewer) * most >= len(prompts) and matching(fewer) is not None:
                stories = fewer
        if len(stories) < len(best):
            best = matching(stories)
    return best


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: all stories, each for what it can take
# loses: all
def plan(fits, shows, most=3):
    told = {story: [] for story in fits}
    for prompt in sorted({prompt for own in fits.values() for prompt in own}, key=lambda p: sum(p in own for own in fits.values())):
        story = min((s for s in fits if prompt in fits[s]), key=lambda s: len(told[s]))
        told[story].append(prompt)
    return told


# %% wrong: lazy: the favourite for all that it fits
# loses: all
def plan(fits, shows, most=3):
    favourite = max(fits, key=lambda story: len(fits[story]))
    return {favourite: fits[favourite]}


# %% wrong: lazy: the first story that fits and has been told less than three times
# loses: all
def plan(fits, shows, most=3):
    told = {}
    for prompt in sorted({prompt for own in fits.values() for prompt in own}):
        for story in fits:
            if prompt in fits[story] and len(told.get(story, [])) < most:
                told.setdefault(story, []).append(prompt)
                break
    return told


# %% wrong: lazy: always the story that answers most of what is open
# loses: all
def plan(fits, shows, most=3):
    open_prompts = {prompt for own in fits.values() for prompt in own}
    open_values = {value for own in shows.values() for value in own}
    told = {}
    while (open_prompts or open_values) and len(told) < len(fits):
        left = [story for story in fits if story not in told]
        story = max(left, key=lambda s: min(most, len(open_prompts & set(fits[s]))) + len(open_values & set(shows[s])) / 2)
        told[story] = sorted(open_prompts & set(fits[story]))[:most]
        open_prompts -= set(told[story])
        open_values -= set(shows[story])
    return told


# %% wrong: rare prompts first, and nothing is ever taken back
# loses: story-coverage-by-hand, story-coverage-fewest
def plan(fits, shows, most=3):
    fitting = {}
    for own in fits.values():
        for prompt in own:
            fitting[prompt] = fitting.get(prompt, 0) + 1
    showing = sorted({value for own in shows.values() for value in own})
    told, open_prompts = {}, sorted(fitting, key=lambda prompt: (fitting[prompt], prompt))

    def takes(story):
        return [prompt for prompt in open_prompts if prompt in fits[story]][:most]

    def worth(story):
        return sum(1 / fitting[p] for p in takes(story)) + sum(v in showing for v in shows[story]) / 2

    while (open_prompts or showing) and len(told) < len(fits):
        story = max((s for s in fits if s not in told), key=worth)
        told[story] = takes(story)
        open_prompts = [prompt for prompt in open_prompts if prompt not in told[story]]
        showing = [value for value in showing if value not in shows[story]]
    return told


# %% wrong: keeps the versatile stories and drops narrow ones while a plan is left
# loses: story-coverage-fewest
def plan(fits, shows, most=3):
    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        if values != {value for story in stories for value in shows[story]}:
            return None
        return told if all(place(prompt, []) for prompt in prompts) else None

    kept = list(fits)
    if told_by(kept) is None:
        raise ValueError("no plan")
    for story in sorted(fits, key=lambda each: len(fits[each])):
        fewer = [each for each in kept if each != story]
        if told_by(fewer) is not None:
            kept = fewer
    return told_by(kept)


# %% wrong: the values are forgotten
# loses: all
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            told = told_by(stories)
            if told is not None:
                return told
    raise ValueError("no plan")


# %% wrong: a story is told once more than it may be
# loses: all
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) <= most:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            if values == {value for s in stories for value in shows[s]}:
                told = told_by(stories)
                if told is not None:
                    return told
    raise ValueError("no plan")


# %% wrong: most is three, whatever is said
# loses: story-coverage-by-hand
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < 3:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            if values == {value for s in stories for value in shows[s]}:
                told = told_by(stories)
                if told is not None:
                    return told
    raise ValueError("no plan")


# %% wrong: what cannot be planned is an empty plan
# loses: story-coverage-by-hand
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            if values == {value for s in stories for value in shows[s]}:
                told = told_by(stories)
                if told is not None:
                    return told
    return {}


# %% wrong: a prompt keeps the story that it found first
# loses: all
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            if values == {value for s in stories for value in shows[s]}:
                told = told_by(stories)
                if told is not None:
                    return told
    raise ValueError("no plan")


# %% wrong: prompts with their story, not stories with their prompts
# loses: all
def plan(fits, shows, most=3):
    from itertools import combinations

    prompts = sorted({prompt for own in fits.values() for prompt in own})
    values = {value for own in shows.values() for value in own}

    def told_by(stories):
        told = {story: [] for story in stories}

        def place(prompt, tried):
            for story in stories:
                if prompt in fits[story] and story not in tried:
                    tried.append(story)
                    if len(told[story]) < most:
                        told[story].append(prompt)
                        return True
                    for other in told[story]:
                        if place(other, tried):
                            told[story].remove(other)
                            told[story].append(prompt)
                            return True
            return False

        return told if all(place(prompt, []) for prompt in prompts) else None

    able = [[story for story in fits if prompt in fits[story]] for prompt in prompts]
    forced = sorted({stories[0] for stories in able if len(stories) == 1})
    others = [story for story in fits if story not in forced]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            stories = [*forced, *more]
            if values == {value for s in stories for value in shows[s]}:
                told = told_by(stories)
                if told is not None:
                    return {prompt: [story] for story, own in told.items() for prompt in own}
    raise ValueError("no plan")


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.repertoire import fewest
from rounds.worlds.repertoire import Repertoire


def plan(fits, shows, most=3):
    return fewest(Repertoire(fits, shows), most)
