"""One scenario over a grid of its parameters: many runs, side by side on all cores or on a Dask cluster."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING, Any

from rounds.errors import RoundsError
from rounds.sim.scenarios import ScenarioSpec, scenario

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Cell:
    """One run: the parameters that were varied, the policy, the seed, and its figures as `Study.as_json` has them."""

    values: Mapping[str, float]
    policy: str
    seed: int
    figures: Mapping[str, Any]

    def figure(self, path: str) -> float | None:
        """A figure by its path, such as "recovery_s" or "availability.after"; None where there is no number."""
        value: Any = self.figures
        for key in path.split("."):
            if not isinstance(value, Mapping) or key not in value:
                raise RoundsError(f"There is no figure {path!r}: choose from {', '.join(figures_of(self.figures))}.")
            value = value[key]
        return None if value is None else float(value)


@dataclass(frozen=True)
class Sweep:
    """The cells of a grid, in the order of the grid, its policies and its seeds."""

    name: str
    grid: Mapping[str, tuple[float, ...]]
    policies: tuple[str, ...]
    seeds: tuple[int, ...]
    cells: tuple[Cell, ...]

    def figures(self, path: str, policy: str, **values: float) -> list[float | None]:
        """A figure of one policy at one place of the grid, for each seed."""
        wanted = dict(values)
        return [c.figure(path) for c in self.cells if c.policy == policy and dict(c.values) == wanted]

    def mean(self, path: str, policy: str, **values: float) -> float | None:
        """The mean over the seeds; None where a seed has no number (it never recovered, say)."""
        found = self.figures(path, policy, **values)
        return None if not found or None in found else fmean(number for number in found if number is not None)

    def share(self, path: str, policy: str, **values: float) -> float:
        """The share of seeds that have a number: with "recovery_s" the share of runs that recovered."""
        found = self.figures(path, policy, **values)
        return sum(number is not None for number in found) / len(found)

    def places(self) -> Iterator[dict[str, float]]:
        """The places of the grid, the last parameter moving fastest."""
        for values in product(*self.grid.values()):
            yield dict(zip(self.grid, values, strict=True))

    def as_json(self) -> dict[str, Any]:
        """Plain data: the grid and a row for each run."""
        return {
            "scenario": self.name,
            "grid": {name: list(values) for name, values in self.grid.items()},
            "seeds": list(self.seeds),
            "runs": [
                {**cell.values, "policy": cell.policy, "seed": cell.seed, "figures": dict(cell.figures)}
                for cell in self.cells
            ],
        }

    def table(self, path: str = "recovery_s") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """A row for each place of the grid, a column for each policy: the mean of a figure over the seeds."""
        rows = []
        for place in self.places():
            means = [self.mean(path, policy, **place) for policy in self.policies]
            texts = ["never" if mean is None else f"{mean:.4g}" for mean in means]
            rows.append((*(f"{value:g}" for value in place.values()), *texts))
        return (*self.grid, *self.policies), rows

    def plot(self, path: str = "recovery_s") -> "Picture":
        """A figure over the grid: curves for one parameter, a map for two."""
        from rounds.sim.sweep_plots import plot_sweep

        return plot_sweep(self, path)


def figures_of(figures: Mapping[str, Any], prefix: str = "") -> list[str]:
    """The paths of all numbers in plain data."""
    found = []
    for key, value in figures.items():
        if isinstance(value, Mapping):
            found += figures_of(value, f"{prefix}{key}.")
        elif not isinstance(value, list | str):
            found.append(prefix + key)
    return found


def sweep(
    name: str,
    grid: Mapping[str, Iterable[float]],
    policies: Sequence[str] = (),
    seeds: Iterable[int] = (1,),
    *,
    figure: str = "",
    workers: int | None = None,
    scheduler: str = "",
    progress: Progress | None = None,
    **values: float | str,
) -> Sweep:
    """Run the shipped scenario `name` at every place of a grid of its parameters.

    Args:
        name: as `rounds.sim.scenarios` has it.
        grid: the values of each parameter that varies; `values` sets others.
        policies: names of the scenario's policies; all where none is given.
        seeds: the same at every place, so that places are compared on common random numbers.
        figure: the path of one that is wanted; the first run that has none of that name ends the sweep.
        workers: processes side by side, one a core by default; 1 runs here, without another process.
        scheduler: the address of a Dask scheduler, tcp://host:port, whose workers have Rounds installed.
        progress: is told how many runs are done, and of how many.

    Raises RoundsError for a name or value that the scenario does not know, before anything runs.
    """
    spec = scenario(name)
    axes = {key: tuple(float(value) for value in points) for key, points in grid.items()}
    if not axes or not all(axes.values()):
        raise RoundsError("The grid is empty: give at least one parameter with at least one value.")
    chosen, seeds = tuple(policies) or tuple(spec.policies), tuple(seeds)
    if not seeds:
        raise RoundsError("There are no seeds: give at least one.")
    for policy in chosen:
        spec.policy(policy)
    places = [dict(zip(axes, point, strict=True)) for point in product(*axes.values())]
    for place in places:
        spec.make(**values | place)
    runs = product(places, chosen, seeds)
    jobs = [(name, {**values, **place}, place, policy, seed, figure) for place, policy, seed in runs]
    done = _all(jobs, workers or _cores(), scheduler, progress or _quietly)
    return Sweep(name, axes, chosen, seeds, tuple(done))


Job = tuple[str, dict[str, float | str], dict[str, float], str, int, str]


def run_cell(job: Job) -> Cell:
    """One run of a sweep."""
    name, values, place, policy, seed, figure = job
    spec: ScenarioSpec = scenario(name)
    figures = spec.compare(policy, seeds=(seed,), **values).as_json()[policy]
    cell = Cell(place, policy, seed, {key: value for key, value in figures.items() if key != "runs"})
    if figure:
        cell.figure(figure)
    return cell


def _quietly(_done: int, _total: int) -> None:
    """Nobody watches."""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _all(jobs: list[Job], workers: int, scheduler: str, progress: Progress) -> list[Cell]:
    if scheduler:
        return _on_cluster(jobs, scheduler, progress)
    if workers == 1:
        return list(_one_by_one(jobs, progress))
    with ExitStack() as stack:
        # A forked process knows what this one has imported; where there is no fork it starts afresh.
        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if "fork" in ways else None)
        pool = stack.enter_context(ProcessPoolExecutor(min(workers, len(jobs)), mp_context=context))
        stack.callback(pool.shutdown, cancel_futures=True)
        futures = [pool.submit(run_cell, job) for job in jobs]
        _follow(futures, progress)
        return [future.result() for future in futures]


def _one_by_one(jobs: list[Job], progress: Progress) -> Iterator[Cell]:
    for number, job in enumerate(jobs, start=1):
        yield run_cell(job)
        progress(number, len(jobs))


def _follow(futures: Sequence["Future[Cell]"], progress: Progress) -> None:
    left = set(futures)
    while left:
        done, left = wait(left, return_when=FIRST_COMPLETED)
        for future in done:
            future.result()  # a run that failed ends the sweep
        progress(len(futures) - len(left), len(futures))


def _on_cluster(jobs: list[Job], address: str, progress: Progress) -> list[Cell]:
    from rounds.cluster import connected

    with connected(address) as client:
        import distributed

        in_turn: Any = distributed.as_completed
        futures = client.map(run_cell, jobs, pure=False)
        for number, future in enumerate(in_turn(futures, loop=client.loop), start=1):
            future.result()
            progress(number, len(jobs))
        cells: list[Cell] = client.gather(futures)
        return cells
