"""A study whose figures are the ones that its scenario is about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, isnan
from statistics import median
from typing import TYPE_CHECKING, Any

from rounds.sim.compare import Comparison, Policies, compare
from rounds.sim.model import Scenario
from rounds.sim.result import Result, Window

if TYPE_CHECKING:
    from rounds.sim.plots import Picture


@dataclass(frozen=True)
class Column:
    """A figure of a run: its key in JSON, its heading, how it is read (NaN for none, infinity for never) and written.

    Of several seeds it is the median, which the odd run that never recovers does not spoil.
    """

    key: str
    heading: str
    of: Callable[[Result], float]
    text: Callable[[float], str]

    def over(self, results: Iterable[Result]) -> float:
        """The median of some runs; NaN where one has no figure."""
        values = [self.of(result) for result in results]
        return float("nan") if any(isnan(value) for value in values) else float(median(values))


@dataclass(frozen=True, eq=False)
class ColumnStudy:
    """Several variants on common random numbers, told in `columns` and drawn by `picture`."""

    comparison: Comparison
    columns: Sequence[Column]
    picture: Callable[[Comparison], "Picture"]

    def as_json(self) -> dict[str, Any]:
        """Plain data for each variant: medians over the seeds, and every run."""
        return {
            name: {column.key: plain(column.over(results)) for column in self.columns}
            | {"runs": [self._run(result) for result in results]}
            for name, results in self.comparison.results.items()
        }

    def _run(self, result: Result) -> dict[str, Any]:
        return {"seed": result.seed} | {column.key: plain(column.of(result)) for column in self.columns}

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings and a row of texts for each variant: medians over the seeds."""
        headings = ("variant", *(column.heading for column in self.columns))
        return headings, [(name, *self.texts(name)) for name in self.comparison.results]

    def texts(self, name: str) -> list[str]:
        """A variant's medians as they are written; nothing where there is no figure."""
        values = [column.over(self.comparison.results[name]) for column in self.columns]
        return ["" if isnan(x) else column.text(x) for column, x in zip(self.columns, values, strict=True)]

    def plot(self) -> "Picture":
        """The picture that shows the difference, of the first seed."""
        return self.picture(self.comparison)


def study_in(
    columns: Sequence[Column], picture: Callable[[Comparison], "Picture"]
) -> Callable[[Scenario, Policies, tuple[int, ...]], ColumnStudy]:
    """What a `ScenarioSpec` takes as its study: compares, and tells it in these columns."""

    def study(scenario: Scenario, policies: Mapping[str, Any], seeds: tuple[int, ...]) -> ColumnStudy:
        return ColumnStudy(compare(scenario, policies, seeds), columns, picture)

    return study


def plain(value: float) -> float | None:
    """A figure for JSON: None for none and for never."""
    return round(value, 6) if isfinite(value) else None


def percent(value: float) -> str:
    """A share, as people read it."""
    return f"{value:.1%}"


def rate(value: float) -> str:
    """So many a second."""
    return f"{value:.0f}/s"


def seconds(value: float) -> str:
    """A time to the millisecond."""
    return f"{value:.3f} s"


def latency(q: float, window: Window = "all") -> Callable[[Result], float]:
    """A quantile of the latency in seconds; 0 for what took no time, as a cache's hit does."""

    def of(result: Result) -> float:
        value = result.quantile(q, window)
        return 0.0 if value < NO_TIME else value

    return of


NO_TIME = 1e-4  # seconds: the upper edge of the recorder's first bucket


def recovery(value: float) -> str:
    """Whole seconds, or never."""
    return "never" if value == inf else f"{value:.0f} s"


def recovered(result: Result) -> float:
    """Seconds from the fault's end to 99% for good; infinity for never."""
    return inf if result.recovery_s is None else result.recovery_s
