"""What came out of a run: availability, latency, load and recovery, over the whole run or a window of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from rounds.errors import RoundsError
from rounds.sim.model import Scenario
from rounds.sim.recorder import Counts, Floats, Latencies, quantiles, total_of

Window = Literal["all", "before", "during", "after"]

GOOD = 0.99  # a window of this availability counts as recovered
RECOVERY_WINDOW = 5  # seconds


@dataclass(frozen=True, eq=False)
class Result:
    """One run of a scenario under one policy and seed.

    `outcomes` counts how requests ended: ok, degraded, error, timeout, shed, cut, rejected (locally), unfinished.
    `series` maps names to arrays with a place for each second up to the horizon: arrivals, ok and degraded count
    requests by the second in which they came; attempts, rejected, shed, cut, completed, wasted count attempts by the
    second in which that happened; queue and busy are samples. Of a graph of services, they are those of what clients
    call; `services` has, by name, the series of every server (attempts, shed, cut, completed, wasted, queue, busy) and
    of every cache (hits, stale ones included, stale, fills).
    `totals` counts attempts over the whole run at what clients call: attempts, accepted, shed, cut, completed, wasted,
    expired, cancelled, left (in the queue or at a worker when the run ended); and of caches hits, joined, fetches.
    `server_totals` has the same counts of every server by name.
    `loads` has a result for each load by name, with what concerns its requests alone.
    `stopped` says why a run ended early, or is empty.
    """

    scenario: Scenario
    seed: int
    outcomes: dict[str, int]
    series: dict[str, Counts]
    totals: dict[str, int]
    latencies: Latencies
    states: list[dict[str, int]] = field(repr=False)
    services: dict[str, dict[str, Counts]] = field(default_factory=dict, repr=False)
    server_totals: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)
    loads: "dict[str, Result]" = field(default_factory=dict, repr=False)
    policy_calls: int = 0
    stopped: str = ""

    def span(self, window: Window = "all") -> tuple[int, int]:
        """A window in seconds, first and past the last: before, during and after the faults, or all after warm-up.

        Without faults everything lies before.
        """
        first, last = round(self.scenario.warm_up), len(self.series["arrivals"])
        at, until = self.scenario.fault_window or (last, last)
        cuts = {
            "all": (first, last),
            "before": (first, int(at)),
            "during": (int(at), int(np.ceil(until))),
            "after": (int(np.ceil(until)), last),
        }
        if window not in cuts:
            raise RoundsError(f"There is no window {window!r}: choose from {', '.join(cuts)}.")
        return cuts[window]

    def total(self, counter: str, window: Window = "all") -> int:
        """The sum of a counter over a window."""
        first, last = self.span(window)
        return int(self.series[counter][first:last].sum())

    def availability(self, window: Window = "all") -> float:
        """The share of the window's requests that ended well, degraded answers included; NaN where none came."""
        arrivals = self.total("arrivals", window)
        good = self.total("ok", window) + self.total("degraded", window)
        return good / arrivals if arrivals else float("nan")

    def goodput(self, window: Window = "all") -> float:
        """Requests a second that came in the window and were answered in full."""
        first, last = self.span(window)
        return self.total("ok", window) / (last - first) if last > first else float("nan")

    def load_factor(self, window: Window = "all") -> float:
        """Attempts for each request of the window; 1 without retries, NaN where no request came."""
        arrivals = self.total("arrivals", window)
        return self.total("attempts", window) / arrivals if arrivals else float("nan")

    def rows(self, window: Window) -> slice:
        """The rows of the histograms of latencies that a window touches."""
        first, last = self.span(window)
        width = self.latencies.row_width
        return slice(first // width, -(-last // width))

    def quantile(self, q: float, window: Window = "all") -> float:
        """The latency in seconds, from request to answer, that the share `q` of full answers stayed under.

        To within 1%; NaN where nothing was answered. Requests that failed have no latency: read it with availability.
        A run of over 600 s has histograms with rows of several seconds; a window takes in all rows that it touches.
        """
        if not 0 <= q <= 1:
            raise RoundsError(f"quantile {q} is not between 0 and 1.")
        return float(quantiles(self.latencies.histogram[self.rows(window)].sum(axis=0)[None, :], q)[0])

    def mean_latency(self, window: Window = "all") -> float:
        """The mean latency in seconds of the window's full answers, exact; NaN where there are none."""
        rows = self.rows(window)
        count = self.latencies.histogram[rows].sum()
        return float(self.latencies.sums[rows].sum() / count) if count else float("nan")

    def recovery(self, level: float = GOOD) -> float | None:
        """Seconds after the fault's end from which every window of 5 s has an availability of `level` or better.

        Seconds in which no request came count as good. Without a fault it is told from the end of the warm-up: 0 where
        all went well. None if it does not come before the horizon.
        """
        first, last = self.span("after" if self.scenario.fault_window else "all")
        if last - first < RECOVERY_WINDOW:
            return None
        arrivals = self.series["arrivals"][first:last]
        good = (self.series["ok"] + self.series["degraded"])[first:last]
        ones = np.ones(RECOVERY_WINDOW, dtype=np.int64)
        came, went_well = np.convolve(arrivals, ones, "valid"), np.convolve(good, ones, "valid")
        bad = np.flatnonzero(went_well < level * came)
        start = int(bad[-1]) + 1 if len(bad) else 0
        return float(start) if start < len(came) else None

    @property
    def recovery_s(self) -> float | None:
        """The recovery to 99%, in seconds, as `recovery` has it."""
        return self.recovery()

    def latency_over_time(self, q: float) -> tuple[Floats, Floats]:
        """Seconds and the latency quantile `q` of the requests that came in each; NaN where none was answered."""
        width = self.latencies.row_width
        values = quantiles(self.latencies.histogram, q)
        return np.arange(len(values), dtype=np.float64) * width, values

    def as_json(self) -> dict[str, Any]:
        """The figures of the run as plain data; None stands for NaN and for never."""

        def plain(x: float | None) -> float | None:
            return None if x is None or x != x else round(x, 6)

        windows: tuple[Window, ...] = ("before", "during", "after")
        return {
            "seed": self.seed,
            "availability": {w: plain(self.availability(w)) for w in windows},
            "load_factor": plain(self.load_factor()),
            "load_factor_during": plain(self.load_factor("during")),
            "goodput": plain(self.goodput()),
            "p50": plain(self.quantile(0.5)),
            "p99": plain(self.quantile(0.99)),
            "recovery_s": plain(self.recovery_s),
            "outcomes": dict(sorted(self.outcomes.items())),
        }


def together(results: Sequence[Result]) -> Result:
    """The results of the loads of one run as one; a single one is copied."""
    first = results[0]
    outcomes: Counter[str] = Counter()
    for each in results:
        outcomes.update(each.outcomes)
    series = {name: np.sum([each.series[name] for each in results], axis=0) for name in first.series}
    states = [sum(map(Counter, second), Counter[str]()) for second in zip(*(r.states for r in results), strict=False)]
    return Result(
        first.scenario,
        first.seed,
        dict(outcomes),
        series,
        {},
        total_of([each.latencies for each in results]),
        [dict(second) for second in states],
    )
