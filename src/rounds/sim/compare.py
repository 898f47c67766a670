"""Several policies in the same scenario, on common random numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from rounds.errors import RoundsError
from rounds.sim.client import NoRetry
from rounds.sim.model import Scenario
from rounds.sim.result import Result
from rounds.sim.run import run

if TYPE_CHECKING:
    from rounds.sim.plots import Picture


def _as_it_is(scenario: Scenario) -> Scenario:
    return scenario


@dataclass(frozen=True)
class Variant:
    """A policy of the clients together with another change: `change(scenario)` gives the scenario that they meet."""

    policy: Callable[[], Any] = NoRetry
    change: Callable[[Scenario], Scenario] = _as_it_is


Policies = Mapping[str, Callable[[], Any] | Variant]


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

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings and a row of texts for each policy: means over the seeds, the median recovery."""
        headings = ("policy", "before", "during", "after", "load", "p50", "p99", "recovery")
        return headings, [(name, *_texts(row)) for name, row in self.as_json().items()]

    def plot(self) -> "Picture":
        """Availability, latency and load over time, a column for each policy, of the first seed."""
        from rounds.sim.plots import plot_comparison

        return plot_comparison(self)


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for window in ("before", "during", "after"):
        share = row["availability"][window]
        yield "" if share is None else f"{share:.1%}"
    yield "" if row["load_factor"] is None else f"× {row['load_factor']:.2f}"
    for quantile in ("p50", "p99"):
        yield "" if row[quantile] is None else f"{row[quantile]:.3f} s"
    yield "never" if row["recovery_s"] is None else f"{row['recovery_s']:.0f} s"


def compare(scenario: Scenario, policies: Policies, seeds: Iterable[int] = (1,)) -> Comparison:
    """Runs every policy in the same scenario on the same seeds.

    `policies` maps a name to what gives one client's policy (a class will do), or to a `Variant`. Requests, their work
    and the service's luck are the same for all, so that differences are the policies' own.
    """
    seeds = tuple(seeds)
    if not policies or not seeds:
        raise RoundsError("There is nothing to compare: give at least one policy and one seed.")
    variants = {name: each if isinstance(each, Variant) else Variant(each) for name, each in policies.items()}
    results = {
        name: tuple(run(variant.change(scenario), variant.policy, seed) for seed in seeds)
        for name, variant in variants.items()
    }
    return Comparison(scenario, seeds, results)
