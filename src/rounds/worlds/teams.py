"""A project of thirty tasks for five people, one of whom can do everything: who gets which, and what it teaches them.

A person has a skill from 0 to 1 in each of four areas, a task one area and a difficulty on the same scale. The *gap* is
by how much a task is too hard. It makes the work slower, and it teaches, unless it is so wide that the person drowns:
what lies just beyond one's skill is learned best (Vygotsky's zone of proximal development, Mind in Society, 1978).

All figures are assumed. Skills are known, tasks do not wait for each other, nobody leaves or forgets, and a task is
done equally well by everybody, sooner or later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from rounds.errors import RoundsError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

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

HELPING = "#C8C8C8"  # the colour of time that is given to help

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

    taught: by how much all skills together grew in a project, on average.
    """

    on_date: float
    weeks: float
    with_two: float
    taught: float


def figures(runs: Iterable[Run]) -> Figures:
    """The figures of these runs."""
    runs = list(runs)
    ends = np.array([run.weeks for run in runs])
    able = np.array([run.able for run in runs])
    taught = np.mean([(run.after - run.before).sum() for run in runs])
    return Figures(float((ends <= DATE).mean()), float(ends.mean()), float((able >= 2).mean()), float(taught))


def plot_projects(title: str, runs: Mapping[str, Run]) -> "Picture":
    """Who did what and when, and what everybody can do at the end; a column for each way of running the project."""
    from matplotlib import rc_context  # late: matplotlib takes a while, and graded cells draw nothing
    from matplotlib.patches import Patch

    from rounds.sim.plots import BLUE, GREEN, RED, STYLE, Picture

    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(3.1 * len(runs) + 0.8, 5.6), layout="constrained")
        grid = figure.subplots(2, len(runs), squeeze=False, height_ratios=(3, 2))
        longest = max(run.weeks for run in runs.values())
        for column, (name, run) in enumerate(runs.items()):
            _plot_weeks(grid[0, column], name, run, longest)
            _plot_skills(grid[1, column], run)
        for axes in grid[:, 0]:
            axes.set_yticks(range(PEOPLE), ["expert", *(f"person {number}" for number in range(1, PEOPLE))])
        colours = {"no gap": BLUE, "a gap that teaches": GREEN, "too hard": RED, "helping": HELPING}
        figure.legend(handles=[Patch(color=colour, label=label) for label, colour in colours.items()], ncols=4,
                      loc="outside lower center", frameon=False, fontsize=9)  # fmt: skip
        figure.suptitle(title, fontweight="bold", x=0.01, ha="left")
    return figure


def _plot_weeks(axes: "Axes", name: str, run: Run, longest: float) -> None:
    """Each person's tasks as bars over time; the colour says what a task taught."""
    from rounds.sim.plots import BLUE, GREEN, GREY, RED

    for stint in run.stints:
        colour = RED if stint.gap > STRETCH else GREEN if stint.gap > 0 else BLUE
        axes.barh(stint.person, stint.end - stint.start, left=stint.start, color=colour, edgecolor="white", lw=0.8)
        if stint.helper is not None:
            takes = HELP * (stint.end - stint.start)
            axes.barh(stint.helper, takes, left=stint.start, color=HELPING, edgecolor="white", lw=0.8)
    axes.axvline(DATE, color=GREY, ls="--", lw=1.4)
    axes.set_xlim(0, max(longest, DATE) * 1.03)
    axes.set_ylim(PEOPLE - 0.4, -0.6)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.set_xlabel("week; the date is dashed")
    axes.set_title(f"{name}: {run.weeks:.1f} weeks", fontsize=11)


def _plot_skills(axes: "Axes", run: Run) -> None:
    """Everybody's skill at the end, by area: green for those who became able, blue for those who were."""
    from rounds.sim.plots import BLUE, GREEN

    for person in range(PEOPLE):
        for area in range(len(AREAS)):
            able, was = run.after[person, area] >= ABLE, run.before[person, area] >= ABLE
            colour = BLUE if was else GREEN if able else "#EDEDED"
            axes.barh(person, 0.94, left=area - 0.47, height=0.9, color=colour)
            axes.text(area, person, f"{run.after[person, area]:.2f}", ha="center", va="center", fontsize=9,
                      color="white" if able else "#555555")  # fmt: skip
    axes.set_xlim(-0.5, len(AREAS) - 0.5)
    axes.set_ylim(PEOPLE - 0.4, -0.6)
    axes.set_yticks([])
    axes.set_xticks(range(len(AREAS)), [f"{area}\n{able} able" for area, able in zip(AREAS, run.able, strict=True)])
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def plot_figures(title: str, ways: Mapping[str, Figures]) -> "Picture":
    """Each way of handing out work as a point: how long it takes, and how many areas have two able people."""
    from rounds.sim.plots import BLUE, GREY, RED
    from rounds.worlds.pictures import picture

    with picture() as (figure, (axes,)):
        for name, way in ways.items():
            colour = BLUE if name.startswith("your") else GREY
            side, offset = ("right", -8) if way.weeks < DATE else ("left", 8)
            axes.plot(way.weeks, way.with_two, "o", color=colour, ms=8)
            axes.annotate(name, (way.weeks, way.with_two), (offset, 0), textcoords="offset points", color=colour,
                          ha=side, va="center")  # fmt: skip
        axes.axvline(DATE, color=RED, ls="--", lw=1.4)
        axes.annotate("the date", (DATE, 1), xycoords=("data", "axes fraction"), xytext=(4, 2),
                      textcoords="offset points", color=RED, va="bottom")  # fmt: skip
        axes.set_xscale("log")
        axes.set_xticks([10, 15, 20, 30, 40], ["10", "15", "20", "30", "40"])
        axes.minorticks_off()
        axes.set_xlim(6.5, 50)
        axes.set_ylim(-0.05, 1.05)
        axes.set_xlabel("mean weeks until all is done")
        axes.set_ylabel("share of areas with two able")
        axes.set_title(title, pad=20)
    return figure
