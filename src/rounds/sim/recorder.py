"""What a run writes down: counts by second, latencies by bucket. Its memory is bounded by the horizon, not the load."""

from collections.abc import Sequence
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_LOWEST = 1e-4  # seconds: the first bucket's upper edge
_HIGHEST = 1e4
_GROWTH = 1.02
BUCKETS = ceil(log(_HIGHEST / _LOWEST) / log(_GROWTH)) + 1
_ROWS = 600  # at most so many rows of histograms
_FLUSH = 4096


class Latencies:
    """Histograms of latencies in seconds with buckets 2% wide, a row for each second in which requests came.

    A run longer than 600 s gets rows of several seconds. `sums` (of latencies, by row) and `counts` (by second) are
    exact.
    """

    def __init__(self, seconds: int) -> None:
        self.row_width = max(1, ceil(seconds / _ROWS))
        rows = ceil(seconds / self.row_width)
        self.histogram: Counts = np.zeros((rows, BUCKETS), dtype=np.int64)
        self.sums: Floats = np.zeros(rows)
        self.counts: Counts = np.zeros(seconds, dtype=np.int64)
        self._arrived: list[float] = []
        self._values: list[float] = []
        self.note_arrival = self._arrived.append  # the two of them note one request: when it came, how long it took
        self.note_latency = self._values.append

    def flush_when_many(self) -> None:
        """To be called now and then, so that what is noted stays small."""
        if len(self._values) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Moves what was noted into the histograms."""
        if not self._values:
            return
        values = np.array(self._values)
        seconds = np.array(self._arrived).astype(np.intp)
        rows = seconds // self.row_width
        buckets = np.ceil(np.log(np.clip(values, _LOWEST, _HIGHEST) / _LOWEST) / log(_GROWTH)).astype(np.intp)
        np.add.at(self.histogram, (rows, buckets), 1)
        self.sums += np.bincount(rows, weights=values, minlength=len(self.sums))
        self.counts += np.bincount(seconds, minlength=len(self.counts))
        self._arrived.clear()
        self._values.clear()


def total_of(latencies: Sequence[Latencies]) -> Latencies:
    """Several records as one."""
    first = latencies[0]
    total = Latencies(len(first.counts))
    for each in latencies:
        total.histogram += each.histogram
        total.sums += each.sums
        total.counts += each.counts
    return total


def quantiles(histogram: Counts, q: float) -> Floats:
    """The quantile `q` in seconds of each row of a histogram, to within 1%; NaN for an empty row."""
    counts = histogram.sum(axis=1)
    wanted = np.maximum(1, np.ceil(q * counts))
    index = np.minimum((np.cumsum(histogram, axis=1) < wanted[:, None]).sum(axis=1), BUCKETS - 1)
    middles = _LOWEST * _GROWTH ** (index - 0.5)
    return np.where(counts > 0, middles, np.nan)


class Meter:
    """Reads growing totals once a second, as a monitoring system reads counters; differences are counts by second."""

    def __init__(self) -> None:
        self._readings: list[tuple[int, ...]] = []

    def read(self, *totals: int) -> None:
        """One reading of all totals."""
        self._readings.append(totals)

    def by_second(self, seconds: int) -> Counts:
        """The growth of each total in each second, as an array with a row for each total."""
        readings = np.array(self._readings, dtype=np.int64).T
        growth: Counts = np.diff(readings, axis=1)[:, :seconds]
        missing = seconds - growth.shape[1]  # of a run that was stopped early
        return np.pad(growth, ((0, 0), (0, missing)))
