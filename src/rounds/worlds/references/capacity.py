"""What sizes a brief rightly, and with the mistakes that people make."""

from collections.abc import Callable

import numpy as np

from rounds.worlds.capacity import Brief, Range, Z


def envelope(
    brief: Brief,
    *,
    sum_of_peaks: bool = False,
    session: Callable[[list[int]], float] = np.mean,
    worst_cases: bool = False,
) -> dict[str, Range]:
    """90% intervals for egress (Tb/s), play starts a second and storage (PB).

    In logarithms a product is a sum, and independent errors add by their squares; of a sum over regions each error
    counts by the region's share at the peak. `sum_of_peaks` adds what each region needs in its own evening, `session`
    says what stands for a play's length, and `worst_cases` multiplies all lows and all highs.
    """
    hours = {r.id: _middle(r.members) * _middle(r.hours_per_member_day) for r in brief.regions}
    streams = np.array([hours[r.id] * np.array(r.streams_by_hour) / sum(r.streams_by_hour) for r in brief.regions])
    starts = np.array(
        [curve / 60 / session(r.session_minutes) for curve, r in zip(streams, brief.regions, strict=True)]
    )
    shared = [brief.growth, brief.busiest_day]
    sampling = [
        float(np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes))
        for r in brief.regions
    ]

    def of(curves: np.ndarray, ranges: list[Range], extra: list[float], scale: float = 1.0) -> Range:
        total = curves.sum(axis=0)
        shares = curves[:, total.argmax()] / total.max()
        peak = curves.max(axis=1).sum() if sum_of_peaks else total.max()
        own = [(_log(r.members), _log(r.hours_per_member_day)) for r in brief.regions]
        if worst_cases:
            reach = sum(map(_log, ranges)) + sum(s * sum(logs) for s, logs in zip(shares, own, strict=True))
        else:
            squares = [s * s * (m * m + h * h + Z * Z * e) for s, (m, h), e in zip(shares, own, extra, strict=True)]
            reach = (sum(_log(r) ** 2 for r in ranges) + sum(squares)) ** 0.5
        return _around(float(peak) * scale * float(np.prod([_middle(r) for r in ranges])), float(reach))

    kept = [brief.titles, brief.minutes_per_title, brief.copies]
    logs = [_log(r) for r in kept]
    storage = float(np.prod([_middle(r) for r in kept])) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": of(streams, [*shared, brief.mbps_per_stream, brief.overhead], [0.0] * len(hours), 1e-6),
        "starts_per_s": of(starts, shared, sampling),
        "storage_pb": _around(storage, sum(logs) if worst_cases else sum(x * x for x in logs) ** 0.5),
    }


def _middle(known: Range) -> float:
    return float((known[0] * known[1]) ** 0.5)


def _log(known: Range) -> float:
    """How far the ends lie from the middle, in logarithms."""
    return float(np.log(known[1] / known[0]) / 2)


def _around(middle: float, reach: float) -> Range:
    return middle * float(np.exp(-reach)), middle * float(np.exp(reach))
