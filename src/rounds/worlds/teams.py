"""A project of thirty tasks for five people, one of whom can do everything: who gets which, and what it teaches them.

A person has a skill from 0 to 1 in each of four areas, a task one area and a difficulty on the same scale. The *gap* is
by how much a task is too hard. It makes the work slower, and it teaches, unless it is so wide that the person drowns:
what lies just beyond one's skill is learned best (Vygotsky's zone of proximal development, Mind in Society, 1978).

All figures are assumed. Skills are known, tasks do not wait for each other, nobody leaves or forgets, and a task is
done equally well by everybody, sooner or later.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np

from rounds.errors import RoundsError

AREAS = ("playback", "billing", "search", "deploys")
PEOPLE, TASKS = 5, 30
EXPERT = 0  # the person who can do everything
DATE = 13.0  # weeks
ABLE = 0.70  # a person with this skill can look after an area
STRETCH = 0.30  # the widest gap that teaches in full
GROWTH = 0.16  # the most that one task teaches
DROWNING = 0.15  # the part of it that is learned beyond STRETCH
ALONE, HELPED = 3.0, 1.2  # by how much a gap of 1 slows the work down
HELP = 0.35  # the part of the task's time that a helper gives, from its start
BETTER_HELPED = 1.25  # how much more is learned with a helper


Pick = tuple[int, int, int | None]  # the number of a task, who does it, who helps


@dataclass(frozen=True)
class Task:
    """A piece of work: its number, its area (0 to 3), its difficulty (0 to 1), and its size in weeks without a gap."""

    number: int
    area: int
    difficulty: float
    size: float


@dataclass(frozen=True, eq=False)
class Board:
    """What is known when somebody is free.

    week: since the start. skill: [person, area], from 0 to 1; it grows when a task is done. idle: who is free, in the
    order of their numbers. tasks: those that nobody has begun.
    """

    week: float
    skill: np.ndarray
    idle: tuple[int, ...]
    tasks: tuple[Task, ...]


Policy = Callable[[Board], Pick | None]


@dataclass(frozen=True, eq=False)
class Project:
    """The team's skills [person, area], the tasks in the order of the backlog, and the most that one task teaches."""

    skill: np.ndarray
    tasks: tuple[Task, ...]
    growth: float = GROWTH


@dataclass(frozen=True)
class Stint:
    """One task as it was done: by whom, with whose help, how much too hard it was, from when to when in weeks."""

    task: Task
    person: int
    helper: int | None
    gap: float
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Run:
    """How a project went: its stints in the order in which they began, the skills [person, area] before and after."""

    stints: tuple[Stint, ...]
    before: np.ndarray
    after: np.ndarray

    @property
    def weeks(self) -> float:
        """When the last task was done."""
        return max(stint.end for stint in self.stints)

    @property
    def able(self) -> np.ndarray:
        """How many people can look after each area at the end; the least of them is the bus factor."""
        return np.asarray((self.after >= ABLE).sum(axis=0))


def draw(seed: int, *, growth: float = GROWTH) -> Project:
    """A team with an expert, beginners and one promising second in each area, and easy to hard tasks in each."""
    rng = np.random.default_rng([seed, 83])
    skill = rng.uniform(0.15, 0.40, (PEOPLE, len(AREAS)))
    skill[EXPERT] = rng.uniform(0.80, 0.95, len(AREAS))
    for column in range(len(AREAS)):
        skill[rng.integers(1, PEOPLE), column] = rng.uniform(0.42, 0.55)
    rank, areas = np.divmod(np.arange(TASKS), len(AREAS))
    difficulty = 0.2 + 0.7 * (rank + rng.uniform(size=TASKS)) / np.bincount(areas)[areas]
    size, order = rng.uniform(0.92, 1.84, TASKS), rng.permutation(TASKS)
    drawn = zip(areas[order].tolist(), difficulty[order].tolist(), size.tolist(), strict=True)
    return Project(skill, tuple(Task(number, *each) for number, each in enumerate(drawn)), growth)


def duration(size: float, gap: float, helped: bool = False) -> float:
    """How many weeks a task takes somebody for whom it is too hard by `gap`; a gap below 0 saves nothing."""
    return size * (1 + (HELPED if helped else ALONE) * max(gap, 0.0))


def lesson(gap: float, helped: bool = False, growth: float = GROWTH) -> float:
    """By how much a task that is too hard by `gap` raises the skill in its area."""
    taught = min(max(gap, 0.0), growth) * (1.0 if gap <= STRETCH else DROWNING)
    return taught * (BETTER_HELPED if helped else 1.0)


def fault_of(board: Board, pick: Pick | None) -> str:
    """Which rule an answer to the board breaks; empty if none."""
    if pick is None:
        return "nobody is at work, so nothing will ever change" if len(board.idle) == PEOPLE else ""
    number, person, helper = pick
    if number not in [task.number for task in board.tasks]:
        return f"task {number} is not open"
    for each in (person, helper):
        if each is not None and each not in board.idle:
            return f"person {each} is not idle"
    return f"person {person} cannot help themselves" if helper == person else ""


def play(project: Project, assign: Policy) -> Run:
    """The project under a policy, which is asked again and again while somebody is idle and a task is open.

    None waits until the next person is free. A helper shortens a task and teaches only where able in its area.
    Raises RoundsError where the policy breaks a rule.
    """
    skill, week = project.skill.copy(), 0.0
    free = [0.0] * PEOPLE  # from when on
    lessons: list[tuple[float, int, int, float]] = []  # what is learned at the end of a task: when, who, area, how much
    tasks, stints = list(project.tasks), list[Stint]()
    while tasks:
        while lessons and lessons[0][0] <= week:
            _, person, area, taught = heappop(lessons)
            skill[person, area] += taught
        board = Board(week, skill.copy(), tuple(p for p in range(PEOPLE) if free[p] <= week), tuple(tasks))
        pick = assign(board) if board.idle else None
        if fault := fault_of(board, pick):
            raise RoundsError(f"In week {week:.1f} the policy answered {pick}: {fault}.")
        if pick is None:
            week = min(until for until in free if until > week)
            continue
        task = next(task for task in tasks if task.number == pick[0])
        _, person, helper = pick
        gap = task.difficulty - float(skill[person, task.area])
        helped = helper is not None and bool(skill[helper, task.area] >= ABLE)
        takes = duration(task.size, gap, helped)
        tasks.remove(task)
        stints.append(Stint(task, person, helper, gap, week, week + takes))
        heappush(lessons, (week + takes, person, task.area, lesson(gap, helped, project.growth)))
        free[person] = week + takes
        if helper is not None:
            free[helper] = week + HELP * takes
    for _, person, area, taught in lessons:
        skill[person, area] += taught
    return Run(tuple(stints), project.skill, skill)


def misjudging(assign: Policy, error: float, seed: int) -> Policy:
    """The policy of somebody who is wrong about each skill by a fixed amount, of standard deviation `error`."""
    wrong = np.random.default_rng([seed, 97]).normal(0, error, (PEOPLE, len(AREAS)))
    return lambda board: assign(replace(board, skill=np.clip(board.skill + wrong, 0, 1)))


@dataclass(frozen=True)
class Figures:
    """Over projects: the share that met the date, the mean weeks, the share of areas with two able people.

    taught: by how much all skills together grew in a project, on average. at_work: the share of everybody's time until
    the last task was done. too_hard: the share of tasks that were too hard to teach in full.
    """

    on_date: float
    weeks: float
    with_two: float
    taught: float
    at_work: float
    too_hard: float


def figures(runs: Iterable[Run]) -> Figures:
    """The figures of these runs."""
    runs = list(runs)
    ends = np.array([run.weeks for run in runs])
    stints = [stint for run in runs for stint in run.stints]
    taken = sum((stint.end - stint.start) * (1 if stint.helper is None else 1 + HELP) for stint in stints)
    return Figures(
        on_date=float((ends <= DATE).mean()),
        weeks=float(ends.mean()),
        with_two=float(np.mean([run.able >= 2 for run in runs])),
        taught=float(np.mean([(run.after - run.before).sum() for run in runs])),
        at_work=taken / (PEOPLE * float(ends.sum())),
        too_hard=float(np.mean([stint.gap > STRETCH for stint in stints])),
    )
