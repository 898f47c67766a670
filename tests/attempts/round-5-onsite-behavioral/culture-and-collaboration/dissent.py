# %% right: a recursion over who speaks next, and all polls
def chance_right(room, poll):
    written = isinstance(poll, str)
    order = list(range(len(room))) if written else poll

    def from_here(place, heard, tally, fear_left):
        """How likely the room decides right from here on: where to ship is right, and where it is not."""
        if place == len(order):
            return (1.0, 0.0) if tally > 0 else (0.0, 1.0)
        person = room[order[place]]
        weight = 1 if poll == "unsigned" else person.record
        press = 0.1 * person.years
        yes = from_here(place + 1, heard + press, tally + weight, fear_left)
        no = from_here(place + 1, heard - press, tally - weight, fear_left if written else 0.25)
        chances = []
        for i, reads_ship in enumerate((person.skill, 1 - person.skill)):
            views = [(reads_ship, person.record), (1 - reads_ship, -person.record)]
            pull = 0 if written else person.sway * heard
            holds = sum(chance for chance, reading in views if reading + pull <= 0) * (1 - fear_left * person.fear)
            chances.append((1 - holds) * yes[i] + holds * no[i])
        return chances

    return sum(from_here(0, 0.0, 0.0, 0.0 if poll == "unsigned" else 1.0)) / 2


def choose_poll(room):
    from itertools import permutations

    best, most = None, 0.0
    for poll in ["unsigned", "signed", *permutations(range(5))]:
        chance = chance_right(room, poll)
        if chance > most:
            best, most = poll, chance
    return best if isinstance(best, str) else list(best)


# %% right: branches in arrays, notes counted one by one
import numpy as np
from itertools import permutations, product


def chance_right(room, poll):
    if poll == "unsigned":
        total = 0.0
        for votes in product((True, False), repeat=len(room)):
            if sum(votes) > len(room) / 2:
                total += np.prod([p.skill if vote else 1 - p.skill for p, vote in zip(room, votes)])
        return float(total)
    aloud = poll != "signed"
    chance = np.full((2, 1), 0.5)
    heard, tally, quiet = np.zeros(1), np.zeros(1), np.ones(1, dtype=bool)
    for i in poll if aloud else range(len(room)):
        p = room[i]
        pull = p.sway * heard * aloud
        skill = np.array([[p.skill], [1 - p.skill]])
        thinks = skill * (pull + p.record > 0) + (1 - skill) * (pull - p.record > 0)
        says = thinks + (1 - thinks) * p.fear * np.where(quiet, 1, RELIEF)
        chance = np.hstack([chance * says, chance * (1 - says)])
        heard = np.hstack([heard + p.years / 10, heard - p.years / 10])
        tally = np.hstack([tally + p.record, tally - p.record])
        quiet = np.hstack([quiet, np.full_like(quiet, not aloud)])
    return float(np.where(tally > 0, *chance).sum())


def choose_poll(room):
    orders = [list(order) for order in permutations(range(len(room)))]
    return max([*orders, SIGNED, UNSIGNED], key=lambda poll: chance_right(room, poll))


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: always unsigned
# loses: all
def chance_right(room, poll):
    return 0.5


def choose_poll(room):
    return "unsigned"


# %% wrong: lazy: always signed
# loses: all
def chance_right(room, poll):
    return 0.5


def choose_poll(room):
    return "signed"


# %% wrong: lazy: juniors first
# loses: all
def chance_right(room, poll):
    return 0.5


def choose_poll(room):
    return sorted(range(len(room)), key=lambda i: room[i].years)


# %% wrong: lazy: seniors first, with exact chances
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    return sorted(range(len(room)), key=lambda i: -room[i].years)


# %% wrong: experts first, with exact chances
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    return sorted(range(len(room)), key=lambda i: -room[i].skill)


# %% wrong: a rule: unsigned if people are afraid, else signed
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    return "unsigned" if sum(person.fear for person in room) / len(room) > 0.25 else "signed"


# %% wrong: the boldest first wherever there is one
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    return sorted(range(len(room)), key=lambda i: room[i].fear)


# %% wrong: the worst of all polls
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return min(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: fear stays after a first dissent, so nobody need speak aloud: signed notes
# loses: dissent-aloud, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    return "signed"


# %% wrong: signed notes are without fear
# loses: dissent-written, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if not aloud else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return max(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: unsigned notes weigh by record
# loses: dissent-written, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return max(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: what was heard presses by record
# loses: dissent-aloud, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.record, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return max(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: nobody listens
# loses: dissent-aloud, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = 0.0
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return max(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: to ship is always right
# loses: dissent-written, dissent-aloud, dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(1.0, 0.0, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    return max(polls, key=lambda poll: chance_right(room, poll))


# %% wrong: an average over forty meetings, in which nobody writes
# loses: all
def chance_right(room, poll):
    return sum(meet(room, poll, seed).right for seed in range(40)) / 40


def choose_poll(room):
    from itertools import permutations

    orders = [list(order) for order in permutations(range(len(room)), len(room)) if order[0] < order[1] < order[2]]
    return max(orders, key=lambda poll: chance_right(room, poll))


# %% wrong: orders begin with 1
# loses: dissent-open, dissent-afraid
def chance_right(room, poll):
    aloud, unsigned = not isinstance(poll, str), poll == "unsigned"
    branches = [(0.5, 0.5, 0.0, 0.0, 1.0)]
    for i in poll if aloud else range(len(room)):
        p, grown = room[i], []
        for good, bad, heard, tally, nerves in branches:
            pull = p.sway * heard * aloud
            fear = 0 if unsigned else p.fear * nerves
            chances = []
            for reads in (p.skill, 1 - p.skill):
                thinks = reads * (p.record + pull > 0) + (1 - reads) * (pull - p.record > 0)
                chances.append(thinks + (1 - thinks) * fear)
            press, weight = p.years * HEED, 1 if unsigned else p.record
            grown.append((good * chances[0], bad * chances[1], heard + press, tally + weight, nerves))
            after = RELIEF if aloud else 1.0
            grown.append((good * (1 - chances[0]), bad * (1 - chances[1]), heard - press, tally - weight, after))
        branches = grown
    return sum(branch[0] if branch[3] > 0 else branch[1] for branch in branches)


def choose_poll(room):
    from itertools import permutations

    polls = ["signed", "unsigned", *map(list, permutations(range(len(room))))]
    best = max(polls[2:], key=lambda poll: chance_right(room, poll))
    return [i + 1 for i in best]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.rooms import best, chance_right


def choose_poll(room):
    return best(room)[0]
