"""Several policies in the same scenario, on common random numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import inf
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from rounds.errors import RoundsError
from rounds.sim.model import Scenario
from rounds.sim.result import Result
from rounds.sim.run import run

if TYPE_CHECKING:
    from rounds.sim.plots import Picture


@dataclass(frozen=True, eq=False)
class Comparison:
    """The results of several policies: `results` maps each policy's name to its runs, one a seed."""

    scenario: Scenario
    seeds: tuple[int, ...]
    results: Mapping[str, tuple[Result, ...]]

    def __getitem__(self, name: str) -> Result:
        """The run of a policy on the first seed."""
        return self.results[name][0]

    def recovery_s(self, name: str) -> float | None:
        """The median recovery of a policy in seconds; None where the median run does not recover."""
        times = [inf if r.recovery_s is None else r.recovery_s for r in self.results[name]]
        middle = median(times)
        return None if middle == inf else middle

    def as_json(self) -> dict[str, Any]:
        """Plain data for each policy: means over the seeds, the median recovery, and every run."""
        return {name: self._summary(name) for name in self.results}

    def _summary(self, name: str) -> dict[str, Any]:
        runs = [result.as_json() for result in self.results[name]]

        def mean(*path: str) -> float | None:
            values = []
            for row in runs:
                value: Any = row
                for key in path:
                    value = value[key]
                values.append(value)
            return None if None in values else round(fmean(values), 6)

        return {
            "availability": {w: mean("availability", w) for w in ("before", "during", "after")},
            "load_factor": mean("load_factor"),
            "load_factor_during": mean("load_factor_during"),
            "goodput": mean("goodput"),
            "p50": mean("p50"),
            "p99": mean("p99"),
            "recovery_s": self.recovery_s(name),
            "runs": runs,
        }

    def plot(self) -> "Picture":
        """Availability, latency and load over time, a column for each policy, of the first seed."""
        from rounds.sim.plots import plot_comparison

        return plot_comparison(self)


def compare(scenario: Scenario, policies: Mapping[str, Callable[[], Any]], seeds: Iterable[int] = (1,)) -> Comparison:
    """Runs every policy in the same scenario on the same seeds.

    `policies` maps a name to what gives one client's policy (a class will do). Requests, their work and the service's
    luck are the same for all, so that differences are the policies' own.
    """
    seeds = tuple(seeds)
    if not policies or not seeds:
        raise RoundsError("There is nothing to compare: give at least one policy and one seed.")
    results = {name: tuple(run(scenario, policy, seed) for seed in seeds) for name, policy in policies.items()}
    return Comparison(scenario, seeds, results)
