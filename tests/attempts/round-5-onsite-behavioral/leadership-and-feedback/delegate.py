# %% right: searches all short ladders for the quickest one, and shows nobody else its tasks
from itertools import permutations


def quickest(skill, tasks):
    best = (float("inf"), ())
    for count in (1, 2, 3):
        for steps in permutations(tasks, count):
            level, weeks = skill, 0.0
            for task in steps:
                gap = task.difficulty - level
                if not 0 < gap <= STRETCH:
                    break
                weeks += duration(task.size, gap)
                level += lesson(gap)
            else:
                if level >= ABLE:
                    best = min(best, (weeks, steps), key=lambda found: found[0])
        if best[1]:
            break
    return best[1]


def assign(board):
    hidden = set()
    for area in range(4):
        person = max((1, 2, 3, 4), key=lambda each: board.skill[each][area])
        if board.skill[person][area] < ABLE:
            steps = quickest(board.skill[person][area], [task for task in board.tasks if task.area == area])
            hidden |= {task.number for task in steps}
            if steps and person in board.idle:
                return steps[0].number, person, None
    others = [task for task in board.tasks if task.number not in hidden]
    if others and 0 in board.idle:
        return max(others, key=lambda task: task.difficulty).number, 0, None
    matches = [(abs(task.difficulty - board.skill[p][task.area]), p, task.number) for p in board.idle for task in others]
    return (min(matches)[2], min(matches)[1], None) if matches else None


# %% right: one score for every pair of a person and a task
import numpy as np


def assign(board):
    area = np.array([task.area for task in board.tasks])
    hard = np.array([task.difficulty for task in board.tasks])
    gap = hard - board.skill[:, area]
    score = 3.5 - 6 * np.maximum(gap, 0) - 0.3 * np.maximum(-gap, 0)
    score[EXPERT] = 3 + hard
    for a in range(len(AREAS)):
        second = 1 + int(np.argmax(board.skill[1:, a]))
        level, open_ = board.skill[second, a], area == a
        first = True
        while level < ABLE:
            fits = open_ & (hard > level) & (hard <= level + STRETCH)
            if not fits.any():
                break
            taught = np.minimum([lesson(h - level) for h in hard], ABLE - level)
            step = int(np.argmax(np.where(fits, taught - 0.001 * hard, -1)))
            score[:, step] = -np.inf
            if first:
                score[second, step] = 10 + gap[second, step]
            first, level = False, level + lesson(hard[step] - level)
            open_ = open_ & (np.arange(len(hard)) != step)
    busy = [person for person in range(PEOPLE) if person not in board.idle]
    score[busy] = -np.inf
    person, task = np.unravel_index(np.argmax(score), score.shape)
    if not np.isfinite(score[person, task]):
        return None
    helpers = [p for p in board.idle if p != person and board.skill[p, area[task]] >= ABLE]
    return board.tasks[task].number, int(person), helpers[0] if helpers and score[person, task] > 9 else None


PEOPLE = 5


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: a hero
# loses: all
def assign(board):
    if EXPERT not in board.idle:
        return None
    return max(board.tasks, key=lambda task: task.difficulty).number, EXPERT, None


# %% wrong: lazy: hands-off
# loses: all
def assign(board):
    return board.tasks[0].number, board.idle[0], None


# %% wrong: lazy: everybody gets what they do best
# loses: all
def assign(board):
    if EXPERT in board.idle:
        return max(board.tasks, key=lambda task: task.difficulty).number, EXPERT, None
    fits = [(max(0, task.difficulty - board.skill[p, task.area]), -task.difficulty, p, task.number)
            for p in board.idle for task in board.tasks]
    _, _, person, number = min(fits)
    return number, person, None


# %% wrong: lazy: the expert helps with everything
# loses: all
def assign(board):
    others = [person for person in board.idle if person != EXPERT]
    if EXPERT not in board.idle:
        return None
    return (board.tasks[0].number, others[0], EXPERT) if others else (board.tasks[0].number, EXPERT, None)


# %% wrong: lazy: each area belongs to the one who comes next in it
# loses: all
def assign(board):
    for task in board.tasks:
        owner = max(range(1, 5), key=lambda person: board.skill[person, task.area])
        if owner in board.idle:
            return task.number, owner, None
    return None


# %% wrong: lazy: the next task goes to whoever can learn most from it, who is the weakest
# loses: all
def assign(board):
    task = board.tasks[0]
    return task.number, min(board.idle, key=lambda person: board.skill[person, task.area]), None


# %% wrong: stretches everybody, whoever is free
# loses: all
def assign(board):
    gaps = {(p, task): task.difficulty - board.skill[p, task.area] for p in board.idle for task in board.tasks}
    stretch = [pair for pair, gap in gaps.items() if 0 < gap <= STRETCH and pair[0] != EXPERT]
    if stretch:
        person, task = max(stretch, key=lambda pair: gaps[pair])
        return task.number, person, None
    if EXPERT in board.idle:
        return max(board.tasks, key=lambda task: task.difficulty).number, EXPERT, None
    person, task = min(gaps, key=lambda pair: max(0, gaps[pair]))
    return task.number, person, None


# %% wrong: the seconds get their steps, but nothing is kept for them
# loses: delegate-growth
def assign(board):
    return handed_out(board, keep=False)


def handed_out(board, keep, able=ABLE, widest=STRETCH):
    steps, kept = [], []
    for area in range(4):
        second = max(range(1, 5), key=lambda person: board.skill[person, area])
        level, rungs = board.skill[second, area], []
        while level < able:
            gaps = {t: t.difficulty - level for t in board.tasks if t.area == area and t not in rungs}
            fits = [t for t, gap in gaps.items() if 0 < gap <= widest]
            if not fits:
                break
            rungs.append(max(fits, key=lambda t: (min(gaps[t], 0.16, able - level), -t.difficulty)))
            level += min(gaps[rungs[-1]], 0.16)
        kept += rungs
        if rungs and second in board.idle:
            steps.append((rungs[0].difficulty - board.skill[second, area], rungs[0].number, second))
    if steps:
        return max(steps)[1], max(steps)[2], None
    rest = [t for t in board.tasks if not (keep and t in kept)]
    if not rest:
        return None
    if 0 in board.idle:
        return max(rest, key=lambda t: t.difficulty).number, 0, None
    fits = [(max(0, t.difficulty - board.skill[p, t.area]), -t.difficulty, p, t.number) for p in board.idle for t in rest]
    return min(fits)[3], min(fits)[2], None


# %% wrong: an area is closed to everybody else until its second is able
# loses: delegate-date
def assign(board):
    learning = {}
    for area in range(4):
        second = max(range(1, 5), key=lambda person: board.skill[person, area])
        if board.skill[second, area] < ABLE:
            learning[area] = second
    steps = [(task.difficulty - board.skill[learning[task.area], task.area], task.number, learning[task.area])
             for task in board.tasks if learning.get(task.area) in board.idle]
    steps = [step for step in steps if 0 < step[0] <= STRETCH]
    if steps:
        return max(steps)[1], max(steps)[2], None
    rest = [task for task in board.tasks if task.area not in learning]
    if not rest and len(board.idle) < 5:
        return None
    rest = rest or list(board.tasks)
    if EXPERT in board.idle:
        return max(rest, key=lambda task: task.difficulty).number, EXPERT, None
    fits = [(max(0, t.difficulty - board.skill[p, t.area]), -t.difficulty, p, t.number) for p in board.idle for t in rest]
    return min(fits)[3], min(fits)[2], None


# %% wrong: the deep end: each second gets the hardest tasks of the area
# loses: all
def assign(board):
    deep, rest = [], []
    for task in board.tasks:
        second = max(range(1, 5), key=lambda person: board.skill[person, task.area])
        able = board.skill[second, task.area] >= ABLE
        if not able and task.difficulty > board.skill[second, task.area] + 0.15:
            deep.append((task.difficulty, task.number, second))
        else:
            rest.append(task)
    ready = [each for each in deep if each[2] in board.idle]
    if ready:
        return max(ready)[1], max(ready)[2], None
    if not rest:
        return None
    if EXPERT in board.idle:
        return max(rest, key=lambda task: task.difficulty).number, EXPERT, None
    fits = [(max(0, t.difficulty - board.skill[p, t.area]), -t.difficulty, p, t.number) for p in board.idle for t in rest]
    return min(fits)[3], min(fits)[2], None


# %% wrong: stops a little below what makes somebody able
# loses: all
def assign(board):
    return handed_out(board, keep=True, able=0.60)


def handed_out(board, keep, able=ABLE, widest=STRETCH):
    steps, kept = [], []
    for area in range(4):
        second = max(range(1, 5), key=lambda person: board.skill[person, area])
        level, rungs = board.skill[second, area], []
        while level < able:
            gaps = {t: t.difficulty - level for t in board.tasks if t.area == area and t not in rungs}
            fits = [t for t, gap in gaps.items() if 0 < gap <= widest]
            if not fits:
                break
            rungs.append(max(fits, key=lambda t: (min(gaps[t], 0.16, able - level), -t.difficulty)))
            level += min(gaps[rungs[-1]], 0.16)
        kept += rungs
        if rungs and second in board.idle:
            steps.append((rungs[0].difficulty - board.skill[second, area], rungs[0].number, second))
    if steps:
        return max(steps)[1], max(steps)[2], None
    rest = [t for t in board.tasks if not (keep and t in kept)]
    if not rest:
        return None
    if 0 in board.idle:
        return max(rest, key=lambda t: t.difficulty).number, 0, None
    fits = [(max(0, t.difficulty - board.skill[p, t.area]), -t.difficulty, p, t.number) for p in board.idle for t in rest]
    return min(fits)[3], min(fits)[2], None


# %% wrong: tasks by their place in the list, not by their number
# loses: all
def assign(board):
    hardest = max(range(len(board.tasks)), key=lambda place: board.tasks[place].difficulty)
    return hardest, board.idle[0], None


# %% wrong: asks for help from somebody who is at work
# loses: all
def assign(board):
    task = board.tasks[0]
    return task.number, board.idle[-1], EXPERT if board.idle[-1] != EXPERT else None


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.teams import aimed as assign
