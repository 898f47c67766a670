"""A capacity brief for a streaming service's next year: ranges for what nobody knows, samples for what was measured.

Every range is the central 90% of a lognormal distribution, and the truth is one draw from each. All is generated; no
figure is any company's.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Range = tuple[float, float]  # (low, high): nine times in ten the truth lies between
QUANTITIES = {"egress_tbps": "Tb/s", "starts_per_s": "play starts a second", "storage_pb": "PB"}
Z = 1.645  # the 95% point of the standard normal distribution
SAMPLED_STREAMS, SAMPLED_PLAYS = 20_000, 300


@dataclass(frozen=True)
class Region:
    """One region: members, hours that each of them streams a day, and two samples.

    `streams_by_hour` counts the streams in progress in each hour of the day, UTC, 24 of them, for a sample of members.
    `session_minutes` holds the lengths of a sample of plays, in minutes.
    """

    id: str
    members: Range
    hours_per_member_day: Range
    streams_by_hour: list[int]
    session_minutes: list[int]


@dataclass(frozen=True)
class Brief:
    """All that is known. Members and hours are of an average day now; the peak is asked for the busiest day next year.

    `growth` of the hours streamed until then, and `busiest_day` over an average one, are factors; `mbps_per_stream` is
    the mean of streams in progress, in Mb/s, and `overhead` the factor from video to what leaves the servers. Every
    title is kept at every rate of `ladder_mbps` (Mb/s), in so many `copies`.
    """

    regions: list[Region]
    growth: Range
    busiest_day: Range
    mbps_per_stream: Range
    overhead: Range
    titles: Range
    minutes_per_title: Range
    ladder_mbps: list[float]
    copies: Range


@dataclass(frozen=True)
class Truth:
    """The figures as they turn out, by quantity; `kind` is "firm" where the ranges are narrow, and "vague"."""

    values: dict[str, float]
    kind: str


def brief(seed: int, *, kind: str = "", one_zone: bool = False, shared: float = 0.0) -> tuple[Brief, Truth]:
    """A brief drawn from `seed`, and its truth.

    `kind` is "firm" or "vague", left out: either. With `one_zone` all regions have their evening at the same hour.
    `shared` is the share of the variance (of the logarithms) that all ranges have in common, in [0, 1]: whoever was
    optimistic about members was so about hours.
    """
    rng = np.random.default_rng([seed, 101])
    kind = kind or ("firm", "vague")[int(rng.integers(2))]
    draw = _ranges(rng, rng.uniform(0.45, 0.6) if kind == "firm" else rng.uniform(1.1, 1.4), shared)
    growth, more = draw(1.1, 1.6, 1.25)
    busiest_day, busier = draw(1.15, 1.4, 1.15)
    rate, mbps = draw(3, 6, 1.3)
    overhead, over = draw(1.08, 1.15, 1.05)
    drawn = [_region(rng, draw, number + 1, one_zone) for number in range(int(rng.integers(3, 6)))]
    titles, held = draw(8e3, 2e4, 1.15)
    minutes, long = draw(60, 80, 1.15)
    copies, times = draw(2, 4, 1.3)
    ladder = sorted(rng.choice([0.3, 0.6, 1.0, 1.8, 3.0, 5.0, 8.0, 16.0], 6, replace=False).tolist())
    streams, starts = (np.sum([curves[i] for _, *curves in drawn], axis=0).max() * more * busier for i in (0, 1))
    values = {
        "egress_tbps": float(streams * mbps * over / 1e6),
        "starts_per_s": float(starts),
        "storage_pb": held * long * 60 * sum(ladder) / 8 * times / 1e9,
    }
    regions = [region for region, *_ in drawn]
    return Brief(regions, growth, busiest_day, rate, overhead, titles, minutes, ladder, copies), Truth(values, kind)


Draw = Callable[[float, float, float], tuple[Range, float]]


def _region(rng: np.random.Generator, draw: Draw, number: int, one_zone: bool) -> tuple[Region, np.ndarray, np.ndarray]:
    """A region, the streams in progress on an average day and the play starts a second, each by hour."""
    members, people = draw(5e6, 5e7, 1.35)
    hours, watched = draw(1.2, 2.6, 1.25)
    evening = 20 - (0 if one_zone else int(rng.integers(24)))  # in UTC
    shape = np.exp(rng.uniform(1.1, 2.0) * np.cos((np.arange(24) - evening) / 24 * 2 * np.pi))
    shape /= shape.sum()
    median, spread = rng.uniform(18, 35), 1.0
    sample = rng.lognormal(math.log(median), spread, SAMPLED_PLAYS)
    minutes = np.maximum(1, np.round(sample)).astype(int).tolist()
    region = Region(f"region-{number}", members, hours, rng.poisson(SAMPLED_STREAMS * shape).tolist(), minutes)
    streams = people * watched * shape
    return region, streams, streams / (60 * median * math.exp(spread**2 / 2))


def _ranges(rng: np.random.Generator, scale: float, shared: float) -> Draw:
    """Draws a range whose middle lies between two numbers, and the truth in it; `factor` is high over middle."""
    together = rng.normal()

    def draw(least: float, most: float, factor: float) -> tuple[Range, float]:
        middle, reach = rng.uniform(least, most), scale * math.log(factor)
        error = math.sqrt(shared) * together + math.sqrt(1 - shared) * rng.normal()
        low, high = (float(f"{middle * math.exp(sign * reach):.4g}") for sign in (-1, 1))
        return (low, high), middle * math.exp(error * reach / Z)

    return draw
