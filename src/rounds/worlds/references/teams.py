"""Ways of handing out work: stretch tasks kept for the one who comes next in each area, and what is commonly done."""

from rounds.worlds.teams import ABLE, AREAS, EXPERT, PEOPLE, STRETCH, Board, Pick, Task, lesson


def gap_of(board: Board, person: int, task: Task) -> float:
    """By how much a task is too hard for somebody."""
    return task.difficulty - float(board.skill[person, task.area])


def seconds(board: Board) -> dict[int, int]:
    """For each area that only the expert can look after, who comes next."""
    nearest = {area: max(range(1, PEOPLE), key=lambda person: board.skill[person, area]) for area in range(len(AREAS))}
    return {area: person for area, person in nearest.items() if board.skill[person, area] < ABLE}


def ladder(board: Board, area: int, person: int) -> list[Task]:
    """The tasks that make a person able in an area, in order: those that teach enough, the easiest of them first."""
    skill, steps = float(board.skill[person, area]), list[Task]()
    while skill < ABLE:
        gaps = {task: task.difficulty - skill for task in board.tasks if task.area == area and task not in steps}
        taught = {task: min(lesson(gap), ABLE - skill) for task, gap in gaps.items() if 0 < gap <= STRETCH}
        if not taught:
            break
        steps.append(max(taught, key=lambda task: (taught[task], -task.difficulty)))
        skill += lesson(gaps[steps[-1]])
    return steps


def best_fit(board: Board) -> Pick | None:
    """The hardest task for the expert; for the others the smallest gap, and of the tasks without one the hardest."""
    return _fitting(board, board.tasks)


def aimed(board: Board) -> Pick | None:
    """Keeps each area's ladder for the one who comes next in it, helped if somebody can; the rest is best fit."""
    ladders = [(person, ladder(board, area, person)) for area, person in seconds(board).items()]
    ready = [(gap_of(board, person, tasks[0]), person, tasks[0]) for person, tasks in ladders
             if tasks and person in board.idle]  # fmt: skip
    if ready:
        _, person, task = max(ready, key=lambda step: step[0])
        able = [each for each in board.idle if board.skill[each, task.area] >= ABLE]
        return task.number, person, able[0] if able else None
    kept = [task for _, tasks in ladders for task in tasks]
    return _fitting(board, tuple(task for task in board.tasks if task not in kept))


def _fitting(board: Board, tasks: tuple[Task, ...]) -> Pick | None:
    if not tasks:
        return None
    if EXPERT in board.idle:
        return max(tasks, key=lambda task: task.difficulty).number, EXPERT, None
    pairs = [(person, task) for person in board.idle for task in tasks]
    person, task = min(pairs, key=lambda pair: (max(0.0, gap_of(board, *pair)), -pair[1].difficulty))
    return task.number, person, None


def hero(board: Board) -> Pick | None:
    """Everything is done by the expert, the hardest first."""
    task = max(board.tasks, key=lambda task: task.difficulty)
    return (task.number, EXPERT, None) if EXPERT in board.idle else None


def hands_off(board: Board) -> Pick:
    """Whoever is free takes the next task of the backlog."""
    return board.tasks[0].number, board.idle[0], None


def weakest(board: Board) -> Pick:
    """The next task goes to whoever can do it least, so that they learn."""
    task = board.tasks[0]
    return task.number, min(board.idle, key=lambda person: board.skill[person, task.area]), None


def stretch_all(board: Board) -> Pick | None:
    """The widest gap that still teaches in full, whoever's it is; else best fit."""
    pairs = [(gap_of(board, person, task), person, task.number) for person in board.idle for task in board.tasks]
    teaching = [pair for pair in pairs if 0 < pair[0] <= STRETCH and pair[1] != EXPERT]
    if not teaching:
        return best_fit(board)
    _, person, number = max(teaching)
    return number, person, None


def pair_all(board: Board) -> Pick | None:
    """The expert helps with every task."""
    others = [person for person in board.idle if person != EXPERT]
    if EXPERT not in board.idle:
        return None
    return (board.tasks[0].number, others[0], EXPERT) if others else (board.tasks[0].number, EXPERT, None)


def owners(board: Board) -> Pick | None:
    """Each area belongs to the one who comes next in it, who does all of its tasks, the easiest first."""
    for task in sorted(board.tasks, key=lambda task: task.difficulty):
        owner = max(range(1, PEOPLE), key=lambda person: board.skill[person, task.area])
        if owner in board.idle:
            return task.number, owner, None
    return None
