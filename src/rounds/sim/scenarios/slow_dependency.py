"""A part of the page that nobody would miss becomes slow, and the page is gone.

A page of 50 threads shows recommendations: 40 requests a second, 20 ms of its own work and a call of 30 ms. For half a
minute that call takes 3 s. A page that waits needs 40 x 3 s = 120 threads, and is down for everybody after two seconds.
With a timeout of 0.3 s it needs 13, and is just as unavailable: now every page ends in an error. The timeout has saved
the page's threads and none of its users. Those are saved by a fallback: the page without recommendations, a degraded
answer, which is not the same as a full one and is counted apart.

With timeout and fallback every page still takes a third of a second, 16 times as long as its own work. A breaker knows
after ten failures what the next call will be. It skips it, and the median page is faster than in calm. Its 99th
percentile is not: the probes that find out whether the recommendations are back are users, too. And once they are, the
breaker goes on degrading pages that could be whole until its probes have passed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from rounds.sim.calls import with_call
from rounds.sim.client import Call, NoRetry, Outcome
from rounds.sim.compare import Comparison, Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import CircuitBreaker, Fallback
from rounds.sim.recorder import Floats
from rounds.sim.result import Result, Window
from rounds.sim.run import run
from rounds.sim.scenarios.columns import Column, ColumnStudy, percent, seconds
from rounds.sim.scenarios.shares import available, between, told, whole
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Dependency, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

BEGIN = 30.0  # when the recommendations become slow, in seconds
MANY = 10_000  # their workers: they have no queue
TIMEOUT = 0.3  # of the page for the recommendations, in seconds: ten times as long as they take in calm


def build(
    load: float, threads: int, page: float, call: float, slow: float, outage: float, timeout: float, horizon: float
) -> Scenario:
    """The scenario from its parameters; a fault of no length is no fault."""
    recommendations = Service(MANY, Demand(call, "constant"), name="recommendations")
    front = Service(threads, Demand(page, "constant"), calls=(Dependency(recommendations),), name="page")
    faults = (Fault(BEGIN, BEGIN + outage, "slow", factor=slow, target="recommendations"),) if outage else ()
    return Scenario(load, front, faults, timeout=timeout, warm_up=5.0, horizon=horizon)


def calling(policy: Callable[[], Any] = NoRetry, **changes: Any) -> Variant:
    """The page with another way to call the recommendations."""
    return Variant(change=lambda scenario: with_call(scenario, "recommendations", policy=policy, **changes))


@dataclass(frozen=True, eq=False)
class Timed(Result):
    """A run with the waits of all users, also of those who got a degraded answer, an error or nothing.

    A `Result` has latencies of full answers alone. A row of `waits` is when a request came and how long it took, in
    seconds.
    """

    waits: Floats = field(default_factory=lambda: np.empty((0, 2)), repr=False)

    def wait(self, q: float, first: float, last: float) -> float:
        """The quantile `q` of the waits of those who came from one second to before another; NaN where nobody came."""
        came, took = self.waits.T
        chosen = took[(came >= first) & (came < last)]
        return float(np.quantile(chosen, q)) if len(chosen) else float("nan")


class _Watched(NoRetry):
    """Writes down when each request came, and how long it took."""

    def __init__(self, notes: list[tuple[float, float]]) -> None:
        self._notes = notes

    def after(self, call: Call, outcome: Outcome) -> None:  # noqa: ARG002  whatever it was
        self._notes.append((call.now - call.elapsed, call.elapsed))


def timed(scenario: Scenario, seed: int) -> Timed:
    """A run whose users do not retry, with all their waits."""
    notes: list[tuple[float, float]] = []
    result = run(scenario, lambda: _Watched(notes), seed)
    return Timed(**vars(result), waits=np.array(notes, dtype=float).reshape(-1, 2))


def _wait(q: float, window: Window) -> Callable[[Result], float]:
    def quantile(result: Result) -> float:
        assert isinstance(result, Timed)
        return result.wait(q, *result.span(window))

    return quantile


def _degraded(result: Result) -> float:
    arrivals = result.total("arrivals", "during")
    return result.total("degraded", "during") / arrivals if arrivals else float("nan")


def _still_degraded(result: Result) -> float:
    return float(result.total("degraded", "after"))


COLUMNS = (
    available("during", "available", "during"),
    Column("degraded_during", "degraded", _degraded, percent),
    Column("wait_p50_before", "p50 in calm", _wait(0.5, "before"), seconds),
    Column("wait_p50_during", "p50 slow", _wait(0.5, "during"), seconds),
    Column("wait_p99_during", "p99 slow", _wait(0.99, "during"), seconds),
    Column("threads", "threads held", lambda result: float(result.services["page"]["busy"].max()), whole),
    Column("degraded_after", "degraded after", _still_degraded, whole),
)


def study(scenario: Scenario, policies: Mapping[str, Variant], seeds: tuple[int, ...]) -> ColumnStudy:
    """Every way to call the recommendations, on the same seeds."""
    results = {
        name: tuple(timed(variant.change(scenario), seed) for seed in seeds) for name, variant in policies.items()
    }
    return ColumnStudy(Comparison(scenario, seeds, results), COLUMNS, plot)


def plot(comparison: Comparison) -> "Picture":
    """Full and degraded answers, how long users wait, and the threads that are held."""
    from matplotlib.ticker import PercentFormatter

    from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, log_scale
    from rounds.sim.scenarios.multiples import Row, limit, plot_multiples

    threads = sum(part.workers for part in [comparison.scenario.topology] if isinstance(part, Service))

    def answers(axes: "Axes", run: Result) -> None:
        with np.errstate(invalid="ignore", divide="ignore"):
            full, degraded = (run.series[name] / run.series["arrivals"] for name in ("ok", "degraded"))
        axes.stackplot(np.arange(len(full)), full, degraded, colors=(BLUE, ORANGE), lw=0, alpha=0.85)
        axes.set_ylim(0, 1.04)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))

    def latency(axes: "Axes", run: Result) -> None:
        assert isinstance(run, Timed)
        spans = range(int(run.scenario.horizon))
        for q, colour in ((0.99, GREY), (0.5, GREEN)):
            axes.plot([run.wait(q, second, second + 1) for second in spans], color=colour)
        log_scale(axes)

    def held(axes: "Axes", run: Result) -> None:
        axes.plot(run.services["page"]["busy"], color=PURPLE)
        limit(axes, threads, "all threads")
        axes.set_ylim(0, 1.35 * threads)

    during = {name: comparison[name].availability("during") for name in comparison.results}
    return plot_multiples(
        comparison,
        (
            Row("answers", answers, (("full", BLUE), ("degraded", ORANGE))),
            Row("users wait (s)", latency, (("median wait", GREEN), ("99th percentile", GREY))),
            Row("threads held", held, (("threads", PURPLE),)),
        ),
        {name: f"{name}: {told(share)}" for name, share in during.items()},
        f"Recommendations are slow, and {between(during)} of the pages are shown",
        columns=4,
    )


SLOW_DEPENDENCY = ScenarioSpec(
    name="slow-dependency",
    summary="Recommendations become slow and take the page with them, unless it can do without.",
    story=__doc__ or "",
    params={
        "load": Param(40, "requests/s", 0, 1000, "requests for the page"),
        "threads": Param(50, "", 1, 5000, "pages that are made at the same time", whole=True),
        "page": Param(0.02, "s", 0.001, 10, "the page's own work"),
        "call": Param(0.03, "s", 0.001, 10, "what a call of the recommendations takes"),
        "slow": Param(100, "", 1, 10_000, "how many times as long it takes in the fault"),
        "outage": Param(30, "s", 0, 60, "how long it is slow"),
        "timeout": Param(1, "s", 0.01, 60, "how long a user waits"),
        "horizon": Param(120, "s", 100, 3600, "how long the run is"),
    },
    policies={
        "wait": Variant(),
        "timeout": calling(timeout=TIMEOUT),
        "timeout-fallback": calling(lambda: Fallback("none"), timeout=TIMEOUT),
        "breaker-fallback": calling(
            lambda: Fallback("none", CircuitBreaker(window=20, retry=NoRetry())), timeout=TIMEOUT
        ),
    },
    build=build,
    study=study,
)
